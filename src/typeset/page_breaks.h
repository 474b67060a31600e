// Which line goes on which page. Pure; heights in points.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace firstday::typeset {

struct LineBox {
  double height = 0;
  double space_before = 0;      ///< not given at the top of a page
  bool keep_with_next = false;  ///< a heading, the first line of a paragraph, the last but one
};

/// The first line of each page; the first entry is 0. Lines that are kept together move to the next page
/// together, unless they fill a whole page. A line higher than a page stands alone on one.
std::vector<std::size_t> break_pages(std::span<const LineBox> lines, double first_height,
                                     double later_height);

}  // namespace firstday::typeset
