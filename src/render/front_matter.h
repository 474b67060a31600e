// The block a template file may begin with, between two lines of ---, one "key: value" a line:
//
//   ---
//   reviewed_by: Non Example, Welsh department
//   reviewed_on: 2027-01-12
//   reviewed_words: 9f86d0...
//   about: First text of the day
//   ---
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "render/template_text.h"

namespace firstday::render {

struct FrontMatter {
  std::string reviewed_by;  ///< who checked the wording; a translation without it is not sent
  std::string reviewed_on;  ///< when, as it was written
  std::string
      reviewed_words;    ///< SHA-256, hex, of the words that were checked (template_review.h); may be empty
  std::string subject;   ///< e-mails only; may hold fields
  Start subject_start;   ///< where the subject stands in the file
  std::string family;    ///< templates that belong together on the pages
  std::string about;     ///< one line for whoever chooses a template
  std::size_t body = 0;  ///< offset of the first byte behind the block
  int body_line = 1;     ///< the line that byte stands on
};

/// A source that does not begin with a line of --- has no block, and that is no problem. Blank lines and
/// lines that begin with # are passed over. A key that is unknown or given twice, a line without a
/// colon, and a block that never ends are errors with their line.
base::Parsed<FrontMatter> parse_front_matter(std::string_view source, std::string_view file);

}  // namespace firstday::render
