// A template for paper with its sample data: a letter, card, visit sheet or form.
#pragma once

#include <string>

#include "base/time.h"
#include "config/templates.h"
#include "ports/typesetter.h"

namespace firstday::workflow {

enum class PaperForm { kPdf, kPng };

/// It as PDF, or its first page as PNG; what has an address goes to a made-up one. A translation that nobody
/// has reviewed is shown too. kUsage when there is no such paper in the language (empty: English).
base::Result<std::string> letter_preview(const config::TemplateFolders& folders, const std::string& name,
                                         const std::string& language, PaperForm form,
                                         ports::Typesetter& typesetter, base::Instant now);

}  // namespace firstday::workflow
