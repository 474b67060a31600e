// The words of a letter, shaped and broken into lines. Private to typeset.
#pragma once

#include <cstddef>
#include <vector>

#include "typeset/page_breaks.h"
#include "typeset/pango_parts.h"
#include "typeset/paragraphs.h"

namespace firstday::typeset {

/// One line. Lengths in points.
struct BodyLine {
  PangoLayoutLine* line = nullptr;  ///< owned by its layout; null: a rule
  double x = 0;                     ///< from the left of the body
  double baseline = 0;              ///< below the line's top
  PangoLayoutLine* marker = nullptr;
  double marker_x = 0;
};

struct Body {
  std::vector<Owned<PangoLayout>> layouts;  ///< what the lines point into
  std::vector<BodyLine> lines;
  std::vector<LineBox> boxes;  ///< one for each line
};

/// `width` in points.
Body shape_body(PangoContext* context, const std::vector<Paragraph>& paragraphs, double width);

}  // namespace firstday::typeset
