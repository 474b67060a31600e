// Schools that a property makes up from its choices: families, weeks of marks, and what has happened.
// Anything may be missing, unknown or contradictory. Cheap to make: a policy is read once and never copied.
#pragma once

#include <string>
#include <vector>

#include "escalation/world.h"
#include "support/choices.h"

namespace firstday::escalation::testing {

using support::Choices;

inline constexpr const char* kShippedPolicies[] = {"essex-first-day-calling", "five-day-plan",
                                                   "trust-same-day", "attendance-flow-chart",
                                                   "cambridgeshire-cme"};

/// A set of one shipped policy; lives as long as the program.
const PolicySet& shipped_alone(const std::string& policy);

struct MadeUp {
  roll::School school;
  const PolicySet* policies = nullptr;
  roll::Roll roll;
  roll::Register marks;
  chronology::Facts facts;
  When when;

  const Policy& policy() const { return policies->current(); }
  Given given() const { return {school, roll, marks, facts, *policies, when}; }
  job::Batch plan() const { return given().plan(); }
  /// The open case of the first pupil; nullptr when there is none.
  chronology::CaseFacts* first_case();
};

/// The sample calendar of World, some facilities, no pupils.
MadeUp empty_school(Choices& choose, const std::string& policy);
/// One to `pupils` pupils, each with up to six of the same six people: siblings where they share some, and no
/// two pupils need agree about a person.
void add_families(MadeUp& w, Choices& choose, size_t pupils);
/// One pupil, `contacts` parents who can be reached by everything.
void add_plain_pupil(MadeUp& w, size_t contacts);

/// Marks from the first of `days` school days to the last, and the clock on the last; mostly N. The last
/// morning is N for the first pupil.
void mark_days(MadeUp& w, Choices& choose, size_t days);
/// N in every session instead.
void all_absent(MadeUp& w, size_t days);
void set_clock(MadeUp& w, base::Date day, base::TimeOfDay time);

/// Plans the school day before the clock's, or the clock's, and puts it on record with something having
/// become of each job; then the clock is where it was.
void plan_before(MadeUp& w, Choices& choose);
/// The plan of now is on record, and everything in it waits.
void plan_now(MadeUp& w);
/// Something has become of each job on record, or nothing yet.
void decide_fates(MadeUp& w, Choices& choose);

struct Plain {
  std::string policy;
  size_t contacts = 1;
  size_t days = 1;
  std::string tag = {};
  bool planned_today = true;  ///< or the school day before

  friend auto operator<=>(const Plain&, const Plain&) = default;
};

/// add_plain_pupil and all_absent, with the first plan of the last day (or of the day before) on record. Made
/// once and copied: half of what a case costs.
MadeUp plain_case(const Plain& plain);

/// One thing of any kind that happened at `at`; not in order with what is there.
void add_any_fact(chronology::CaseFacts& c, Choices& choose, base::Instant at);
void put_in_order(chronology::CaseFacts& c);
/// Up to `most` things in each open case, between its opening and now.
void things_happen(MadeUp& w, Choices& choose, size_t most);

}  // namespace firstday::escalation::testing
