#include "typeset/page_breaks.h"

namespace firstday::typeset {

namespace {

/// The end of the lines that must stay together with line `at`, that one included.
std::size_t end_of_group(std::span<const LineBox> lines, std::size_t at) {
  while (at + 1 < lines.size() && lines[at].keep_with_next) ++at;
  return at + 1;
}

double height_of(std::span<const LineBox> lines, std::size_t from, std::size_t to, bool at_top) {
  double sum = 0;
  for (std::size_t i = from; i < to; ++i)
    sum += lines[i].height + (at_top && i == from ? 0 : lines[i].space_before);
  return sum;
}

}  // namespace

std::vector<std::size_t> break_pages(std::span<const LineBox> lines, double first_height,
                                     double later_height) {
  std::vector<std::size_t> pages{0};
  double room = first_height;
  for (std::size_t at = 0; at < lines.size();) {
    const bool at_top = pages.back() == at;
    const std::size_t group = end_of_group(lines, at);
    // What fills more than a page is broken where it must be.
    const std::size_t end = height_of(lines, at, group, true) > later_height ? at + 1 : group;
    const double needed = height_of(lines, at, end, at_top);
    if (needed > room && !at_top) {
      pages.push_back(at);
      room = later_height;
      continue;
    }
    room -= needed;
    at = end;
  }
  return pages;
}

}  // namespace firstday::typeset
