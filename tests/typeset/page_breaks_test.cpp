// Pages broken by height, with what must stay together together.
#include <gtest/gtest.h>

#include "typeset/page_breaks.h"

namespace firstday::typeset {
namespace {

using Starts = std::vector<std::size_t>;

std::vector<LineBox> lines(std::size_t n) {
  return std::vector<LineBox>(n, LineBox{10, 0, false});
}

TEST(PageBreaks, NothingIsOnePage) {
  EXPECT_EQ(break_pages({}, 100, 100), (Starts{0}));
}

TEST(PageBreaks, TheFirstPageHoldsLess) {
  EXPECT_EQ(break_pages(lines(12), 30, 50), (Starts{0, 3, 8}));
}

TEST(PageBreaks, SpaceCountsButNotAtTheTop) {
  auto l = lines(4);
  l[2].space_before = 6;
  EXPECT_EQ(break_pages(l, 35, 20), (Starts{0, 2}));
}

TEST(PageBreaks, AHeadingMovesWithItsWords) {
  auto l = lines(4);
  l[2].keep_with_next = true;
  EXPECT_EQ(break_pages(l, 30, 50), (Starts{0, 2}));
}

TEST(PageBreaks, WhatIsKeptTogetherAndFillsMoreThanAPageIsBrokenAllTheSame) {
  auto l = lines(9);
  for (LineBox& one : l) one.keep_with_next = true;
  EXPECT_EQ(break_pages(l, 30, 40), (Starts{0, 3, 5}));  // what is left moves together as soon as it fits
}

TEST(PageBreaks, ALineHigherThanAPageStandsAlone) {
  auto l = lines(3);
  l[1].height = 500;
  EXPECT_EQ(break_pages(l, 100, 100), (Starts{0, 1, 2}));
}

}  // namespace
}  // namespace firstday::typeset
