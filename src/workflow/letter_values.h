// What a letter may say beside what every message may: the case so far, from the record. The one place where
// it gets into a letter (domain.md section 5, a to d).
#pragma once

#include "ports/letter_geometry.h"
#include "render/template_set.h"
#include "workflow/message_values.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

/// The values of templates/README.md's two tables, for a letter that is posted on `posted`. Of earlier
/// letters only those to the same person count, so that no letter tells what another parent was sent
/// (invariant 10). kConflict when the pupil has left the roll or the case is not on record.
base::Result<render::Values> letter_values(const job::Job& job, const DayInputs& inputs,
                                           const roll::School& school, base::Date posted,
                                           std::string_view language);

/// On which paper a template is set: null for a letter, which has a window; an open card; a sheet.
const ports::LetterGeometry* geometry_of(const render::Template& text);

/// How a paper gets where it goes.
enum class Carried { kFirstClass, kByHand };

/// The lines beside the window: address, telephone, e-mail, date of posting, class (of what is posted) and
/// reference.
std::vector<std::string> contact_lines(const roll::School& school, base::Date posted,
                                       const std::string& reference, std::string_view language,
                                       Carried carried = Carried::kFirstClass);

}  // namespace firstday::workflow
