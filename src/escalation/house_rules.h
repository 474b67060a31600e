// What holds in every school, whatever its policy: a register that was not taken is a task, a child who has
// gone since the morning is told to the DSL at once, and a register that looks wrong is looked at by a person
// before anything leaves by itself. Pure, like plan(); it adds to the batch that plan() made.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "chronology/facts.h"
#include "escalation/plan.h"
#include "job/job.h"
#include "roll/roll.h"
#include "roll/school.h"

namespace firstday::escalation {

struct HouseRules {
  std::chrono::minutes alarm{10};  ///< after a register closes
  int times_usual = 3;             ///< the brake: so many times the usual number of absent pupils; 0: never
  int at_least = 12;               ///< up to this number the brake does not mind
  bool end_of_day = true;          ///< who was reached by nobody when school ends is told to the DSL
  bool judge_reasons = true;       ///< a reason that nobody has judged is a task of the office
  bool sweep = true;               ///< before two or more days without school the DSL signs each open case
  bool old_n = true;               ///< an N that is four school days old is to be replaced (within five)
  bool undecided = true;           ///< a question left open overnight goes to somebody else too
  bool starters = true;  ///< a new pupil of whom the register says nothing since the first day is asked about
  bool record_again = true;  ///< what is done after a record was ticked is to be recorded as well
  std::optional<base::TimeOfDay> marks_expected_by;  ///< a drop folder is used; nothing: no file is awaited
};

/// What a plan was made from. `marks`: at least the last twenty school days where they are on record.
/// Borrows.
struct Morning {
  const roll::School& school;
  const roll::Roll& roll;
  const roll::Register& marks;
  const chronology::Facts& facts;
  const Policy& policy;
  base::Instant now;
};

/// Adds tasks, notices, and the reasons of a brake. Nothing on a day without school.
void add_house_rules(const Morning& morning, const HouseRules& rules, job::Batch& batch);

/// Forms with pupils who have no mark in a session that closed `after` or longer ago. A form that stays at
/// home today is not among them. By form, then session.
std::vector<job::UnmarkedForm> unmarked_forms(const Morning& morning, std::chrono::minutes after);

/// A tagged pupil for whom the policy, on some day, surely tells a professional whom the roll does not name.
struct RecordGap {
  roll::PupilRef pupil;
  std::string role;  ///< key_worker, social_worker ...

  friend bool operator==(const RecordGap&, const RecordGap&) = default;
};

/// By pupil, then role. A role that the policy lets another fill is not missing while that one is named.
std::vector<RecordGap> record_gaps(const roll::Roll& roll, const Policy& policy);

/// Why this register should be looked at before anything is sent because of it; empty: no reason. Rules:
/// "stale" (nothing of today has come in), "am FORM|FORM" and "pm FORM|FORM" (left out of the register),
/// "crowd N" (N pupils would be absent).
std::vector<job::BrakeReason> reasons_to_brake(const Morning& morning, const HouseRules& rules,
                                               const job::Batch& batch);

/// True where a person who let go what `released` names has seen this too: the same forms or some of them, a
/// crowd that is at most a tenth (or five pupils) larger.
bool is_covered(std::string_view rule, std::span<const std::string> released);

}  // namespace firstday::escalation
