// Visits to a family: what came of them, and the staff who are out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workflow/record.h"

namespace firstday::workflow {

/// Staff went to an address, or meant to.
struct VisitRecord {
  std::string pupil;
  std::string outcome;  ///< a word of escalation::visit_outcomes()
  std::vector<std::string> staff;
  base::Personal address = {};  ///< empty: the pupil's home
  base::Personal spoke_to = {};
  base::Personal reason = {};  ///< a reason for the absence, where one was given at the door
  base::Personal text = {};    ///< what was seen and said
  /// Brothers and sisters for whom it is true too, as find_pupil understands them: whoever records it says so
  /// for each. They live at the pupil's home, unless `address` names another place.
  std::vector<std::string> also = {};
  std::optional<base::TimeOfDay> time = {};  ///< today, when they were at the door; nothing: now
  /// Template or reference of each card or letter that stayed at the door.
  std::vector<std::string> left = {};
};

/// The pupil's open visits that are due are done, unless the visit was not made, and those of `also` with
/// them; each case has its own copy of what came of it. A visit that stood for a child who is not named stays
/// open for that child (Recorded::left_open). A reason given at the door counts as one of the pupil's, to be
/// judged.
///
/// What was left must have been printed for the pupil's case (workflow/papers.h): its exact text goes on
/// record once more as `card_left`, with who left it and when, and the open tasks for such a card are done. A
/// card that names nobody was left for those of `also` too; a letter only for the pupil.
///
/// kUsage when there is no open case, the outcome is not known, fewer staff went than the procedure wants,
/// what was left was not printed, or the time has not come yet.
base::Result<Recorded> record_visit(House& house, const roll::Urn& only, const VisitRecord& visit);

/// Staff set out, ring, stay longer, come back, or use the word agreed for danger; the word itself goes on
/// no record. What follows when they are overdue is the plan's to say (escalation/staff_out.h).
struct StaffOutRecord {
  enum class What { kLeft, kCheckedIn, kExtended, kReturned, kCodeWord };
  std::string pupil;
  What what = What::kLeft;
  std::vector<std::string> staff = {};
  std::optional<base::TimeOfDay> return_by;  ///< today; kLeft and kExtended need one
  std::optional<base::TimeOfDay> check_in;   ///< kLeft: by when they ring
  base::Personal mobile = {};
  base::Personal car = {};
  base::Personal by = {};  ///< who took the call, or asked for longer
};

/// kUsage when there is no open case, or a time is missing or has passed.
base::Result<Recorded> record_staff_out(House& house, const roll::Urn& only, const StaffOutRecord& staff);

}  // namespace firstday::workflow
