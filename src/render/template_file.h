// From a template file's name and bytes to a Template. No file is opened here (config/templates.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "job/job.h"
#include "render/template_set.h"

namespace firstday::render {

struct FileName {
  job::Kind kind = job::Kind::kText;
  std::string language;  ///< two or three small letters
};

/// "text.cy.md"; nothing for any other form, or a kind that is neither for families nor paper.
std::optional<FileName> parse_file_name(std::string_view name);

/// Small letters, digits and hyphens, beginning with a letter: what a policy may call a template.
bool is_template_name(std::string_view name);

/// Reads a template file. `named` brings name, kind, language, file and hash. A file with errors must
/// not be used: a template read in half would say half. A review whose words are no longer these, by
/// `words_hash` (template_review.h), has lapsed. Noted: a translation nobody has reviewed (English is sent
/// instead). Warned of: a lapsed review of a translation; a subject where there is none to send.
base::Parsed<Template> read_template(Template named, std::string_view source,
                                     const std::string& words_hash = "");

}  // namespace firstday::render
