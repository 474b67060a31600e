// What can be known of a template before it is ever sent.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "render/template_set.h"
#include "render/values.h"

namespace firstday::render {

/// The fields the sending code fills for texts, calls and voice messages; templates/README.md says what
/// each holds. A template of those kinds with another field could never be sent.
inline constexpr std::array<std::string_view, 8> kFields = {
    "pupil first name", "pupil first names", "school", "school short name", "school phone", "date",
    "session",          "contact name"};

/// The fields of a letter, beside those of kFields.
inline constexpr std::array<std::string_view, 10> kLetterFields = {
    "pupil full name", "form",       "first day absent", "days absent",  "reply by",
    "texts sent",      "calls made", "visits made",      "letters sent", "overseas tone"};

/// Errors: a field that nothing fills, a field the sample lacks, a text over the limit of length with
/// the sample. Warnings: an English or Welsh text of more than one part with the sample (with its cost and
/// what makes it so; a note in other languages), sensitive words in what a phone shows or plays. Problems
/// name the template's file.
std::vector<base::Problem> check_template(const Template& text, const Values& sample);

}  // namespace firstday::render
