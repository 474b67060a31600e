// Writes into a template's file who has read it and found it right.
#pragma once

#include <string>

#include "base/result.h"
#include "config/templates.h"
#include "render/template_review.h"

namespace firstday::config {

/// The words that are reviewed are those of `text` as it was loaded: a file that has changed since is
/// kConflict. One that ships is not written to; its copy goes into `own_folder`, the school's own, where it
/// is used instead, and a later version of the shipped one changes no word that somebody has read.
/// `review.words_hash` is filled in here. Gives the file written, whole or not at all; its folders are made
/// where they are not there. kUnavailable when it cannot be read or written.
base::Result<std::string> write_review(const render::Template& text, render::Review review,
                                       const std::string& own_folder, const Hasher& sha256_hex);

}  // namespace firstday::config
