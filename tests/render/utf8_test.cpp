#include "render/utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace firstday::render {
namespace {

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
  return out;
}

using Points = std::vector<char32_t>;

TEST(Utf8, ReadsOneToFourBytes) {
  EXPECT_EQ(code_points("aŵ€👦"), (Points{U'a', U'ŵ', U'€', U'👦'}));
  EXPECT_EQ(code_points(std::string_view("\0z", 2)), (Points{0, U'z'}));
}

TEST(Utf8, EveryCodePointComesBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_code_point(text, c);
    ASSERT_TRUE(is_utf8(text)) << static_cast<unsigned>(c);
    ASSERT_EQ(code_points(text), Points{c}) << static_cast<unsigned>(c);
  }
}

TEST(Utf8, WhatIsIllFormedReadsAsTheReplacementCharacter) {
  const char32_t bad = kReplacementCharacter;
  EXPECT_EQ(code_points("\xFFx"), (Points{bad, U'x'}));
  EXPECT_EQ(code_points("\xC3"), (Points{bad}));
  EXPECT_EQ(code_points("\xE2\x82x"), (Points{bad, U'x'})) << "cut short: one for the whole sequence";
  EXPECT_EQ(code_points("\xC0\xAF"), (Points{bad, bad})) << "longer than it need be";
  EXPECT_EQ(code_points("\xF5\x80\x80\x80"), (Points{bad, bad, bad, bad})) << "beyond Unicode";
  for (const char* text : {"\xFF", "\xC3", "a\xE2\x82", "\xC0\xAF", "\xED\xA0\x80"})
    EXPECT_FALSE(is_utf8(text));
}

}  // namespace
}  // namespace firstday::render
