// A letter's blocks with their values, ready to be shaped: text and where it is bold or italic. Pure.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "render/blocks.h"
#include "render/values.h"

namespace firstday::typeset {

/// Bytes from begin up to end of a paragraph's text.
struct Run {
  unsigned begin = 0;
  unsigned end = 0;
  bool bold = false;
  bool italic = false;
};

struct Paragraph {
  enum class Kind { kHeading, kText, kItem, kRule };
  Kind kind = Kind::kText;
  int level = 0;       ///< of a heading, from 1
  std::string marker;  ///< of an item: a bullet, or its number
  bool first_item = false;
  std::string text;  ///< UTF-8; U+2028 where a line is broken
  std::vector<Run> runs;
};

/// kBadInput names the fields that have no value. A link's address stands behind its words, as paper has no
/// links. In a language written from right to left every value is isolated, so that a name or number keeps
/// its own order.
base::Result<std::vector<Paragraph>> paragraphs_of(const render::Document& document,
                                                   const render::Values& values, std::string_view language);

}  // namespace firstday::typeset
