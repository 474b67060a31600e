// Letters from the shipped templates and their samples.
#pragma once

#include <string>
#include <vector>

#include "config/templates.h"
#include "letters/batch.h"

namespace firstday::letters {

const config::TemplateFolders& shipped_templates();

/// Every shipped letter template, in every language, with its sample.
std::vector<Letter> every_shipped_letter();

/// A made-up letter with these words (Markdown without fields).
Letter letter_with(const std::string& reference, const std::string& markdown);

}  // namespace firstday::letters
