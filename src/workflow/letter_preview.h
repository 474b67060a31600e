// A letter template with its sample data, on paper.
#pragma once

#include <string>

#include "base/time.h"
#include "config/templates.h"
#include "ports/typesetter.h"

namespace firstday::workflow {

enum class PaperForm { kPdf, kPng };

/// The letter as PDF, or its first page as PNG, to a made-up address. A translation that nobody has reviewed
/// is shown too. kUsage when there is no letter of that name in the language (empty: English).
base::Result<std::string> letter_preview(const config::TemplateFolders& folders, const std::string& name,
                                         const std::string& language, PaperForm form,
                                         ports::Typesetter& typesetter, base::Instant now);

}  // namespace firstday::workflow
