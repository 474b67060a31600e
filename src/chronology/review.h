// The day as the office reviews it: who was reached by nobody comes first.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "chronology/facts.h"
#include "job/job.h"
#include "roll/roll.h"

namespace firstday::chronology {

/// How far the school got with one absent pupil today. In order of how much it should worry.
enum class Reach {
  kNobody,    ///< nothing has left for anybody, and nobody has answered
  kUnknown,   ///< the only sends are ones that may or may not have left
  kTold,      ///< a message was taken or delivered; nobody has answered
  kAnswered,  ///< somebody answered, without a reason
  kReason,    ///< a reason was given
};

std::string_view word(Reach reach);      ///< nobody, unknown, told, answered, reason
std::string_view in_words(Reach reach);  ///< for a person

struct ReviewRow {
  roll::PupilRef pupil;
  std::string form;
  int day_number = 0;
  Reach reach = Reach::kNobody;
  int waiting_for_staff = 0;  ///< calls, visits, letters and tasks of this pupil that are open
};

struct Review {
  base::Date day{};
  std::vector<ReviewRow> pupils;                 ///< worst first, then by form and pupil
  std::vector<std::string> forms_without_marks;  ///< nobody there can be called present or absent
};

/// How far the school got with one pupil on that day. A message to a number that staff found to be wrong told
/// nobody, and what a contact says whom a court order bars is no answer of the family's.
Reach reach_today(const Facts& facts, const roll::Roll& roll, const roll::PupilRef& pupil, base::Date day);

/// `facts` after the day's sends; `batch` the day's newest plan.
Review review(const job::Batch& batch, const Facts& facts, const roll::Roll& roll);

}  // namespace firstday::chronology
