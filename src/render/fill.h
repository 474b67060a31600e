// Puts values into a template's fields.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"
#include "base/result.h"
#include "render/template_text.h"
#include "render/values.h"

namespace firstday::render {

struct Filled {
  base::Personal text;
  std::vector<std::string> surplus;  ///< names of values that no field uses: worth a warning, no more
};

/// A field without a value is an error that names every such field, never a blank. A blank value
/// counts as none, but for the condition of ((x??y)), where it means no. Yes are yes, y, true, t, 1,
/// include and show, in any case; everything else means no. Values are put in as they are: brackets in
/// them stay text. `language` is the template's own.
base::Result<Filled> fill(const TemplateText& text, const Values& values, std::string_view language = "en");

/// The same without the report, for the sending path: appends to `out`, and gives false as soon as a
/// field has no value (`out` is then incomplete).
bool append_filled(std::string& out, const TemplateText& text, const Values& values,
                   std::string_view language);

/// Fields without a value, as the template writes them, each once.
std::vector<std::string> missing_fields(const TemplateText& text, const Values& values);

/// Values without a field, as they were named.
std::vector<std::string> surplus_fields(const TemplateText& text, const Values& values);

/// "((date)) and ((school))", for messages.
std::string in_brackets(const std::vector<std::string>& fields);

}  // namespace firstday::render
