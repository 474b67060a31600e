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

/// The fields of a call script, beside those of kFields.
inline constexpr std::array<std::string_view, 2> kCallFields = {"work platform", "first day"};

/// The fields of a letter, beside those of kFields.
inline constexpr std::array<std::string_view, 10> kLetterFields = {
    "pupil full name", "form",       "first day absent", "days absent",  "reply by",
    "texts sent",      "calls made", "visits made",      "letters sent", "overseas tone"};

/// The fields of a card, beside the school's of kFields. A card holds nothing else of the case: no count, no
/// session, no brother or sister (domain.md section 5, e). The last two only in an envelope (names_somebody).
inline constexpr std::array<std::string_view, 10> kCardFields = {
    "school",   "school short name", "school phone", "visit day",        "visit time",
    "visitors", "ring by day",       "ring by time", "pupil first name", "contact name"};

/// The fields of visit sheets and forms, beside those of kFields, kCardFields and kLetterFields. Those that
/// are lists may stand alone in an item, which then becomes one item for each entry.
inline constexpr std::array<std::string_view, 30> kFormFields = {"school address",
                                                                 "school email",
                                                                 "today",
                                                                 "completed by",
                                                                 "upn",
                                                                 "year",
                                                                 "date of birth",
                                                                 "home address",
                                                                 "last day in school",
                                                                 "looked after",
                                                                 "child protection",
                                                                 "tags",
                                                                 "policy",
                                                                 "criteria",
                                                                 "contacts",
                                                                 "people not to be told",
                                                                 "professionals",
                                                                 "siblings here",
                                                                 "siblings elsewhere",
                                                                 "calls",
                                                                 "automatic messages",
                                                                 "letters",
                                                                 "visits",
                                                                 "enquiries",
                                                                 "agencies told",
                                                                 "decisions",
                                                                 "responses",
                                                                 "on record",
                                                                 "chronology",
                                                                 "staff needed"};

/// Errors: a field that nothing fills, a field the sample lacks, a text over the limit of length with
/// the sample. Warnings: an English or Welsh text of more than one part with the sample (with its cost and
/// what makes it so; a note in other languages), sensitive words in what a phone shows or plays. Problems
/// name the template's file.
std::vector<base::Problem> check_template(const Template& text, const Values& sample);

}  // namespace firstday::render
