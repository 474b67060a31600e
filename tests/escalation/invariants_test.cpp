// Invariants 1 to 3 over made-up schools and weeks: anything may be missing, unknown or contradictory.
#include "escalation/invariants.h"

#include <gtest/gtest.h>

#include "escalation/made_up.h"
#include "support/property.h"

namespace firstday::escalation::testing {
namespace {

void check(const std::vector<std::string>& breaches, base::Date day) {
  for (const std::string& b : breaches) support::broken(base::iso_date(day) + ": " + b);
}

/// Somebody has closed the case; the child may still be marked absent for the rest of the day.
void close_by_hand(MadeUp& w) {
  if (w.facts.cases.empty()) return;
  chronology::CaseFacts& c = w.facts.cases.front();
  c.closed = true;
  c.closed_how = "located";
  c.closed_at = w.when.now;
}

/// A school on some day of some cases, with a plan of before on record and anything having happened since.
MadeUp any_school(Choices& choose, size_t pupils) {
  MadeUp w = empty_school(choose, choose.from(kShippedPolicies));
  add_families(w, choose, pupils);
  mark_days(w, choose, 1 + choose.of(24));
  if (choose.coin()) plan_before(w, choose);
  things_happen(w, choose, 4);
  if (choose.one_in(6)) close_by_hand(w);
  return w;
}

/// A court order that comes in the middle: what was planned for that contact is planned no more.
void bar_somebody(MadeUp& w, Choices& choose) {
  for (roll::Contact& c : w.roll.contacts) c.barred = c.barred || choose.one_in(6);
}

FIRSTDAY_PROPERTY(Invariants, HoldOnAnyDayWhateverHasHappened, 13) {
  MadeUp w = any_school(choose, 2);
  if (choose.one_in(4)) bar_somebody(w, choose);
  const job::Batch batch = w.plan();
  check(breaches(w.given(), batch), batch.day);
}

FIRSTDAY_PROPERTY(Invariants, PlanningTwiceAddsNothing, 6) {
  const MadeUp w = any_school(choose, 1);
  const job::Batch batch = w.plan();
  check(breaches_of_planning_twice(w.given(), batch), batch.day);
}

/// Bars alone, in their sharpest form: everyone is reachable by everything, siblings share their contacts,
/// and a court order names some about one child and not about the other.
FIRSTDAY_PROPERTY(Invariants, NoJobEverNamesABarredContact, 7) {
  MadeUp w = empty_school(choose, choose.from(kShippedPolicies));
  add_plain_pupil(w, 1 + choose.of(4));
  if (choose.coin()) {
    roll::Pupil sibling = w.roll.pupils.front();
    sibling.ref = roll::PupilRef("P1");
    w.roll.pupils.push_back(sibling);
    for (roll::Contact c : std::vector(w.roll.contacts)) {
      c.pupil = sibling.ref;
      w.roll.contacts.push_back(std::move(c));
    }
  }
  for (roll::Contact& c : w.roll.contacts) c.barred = choose.coin();
  all_absent(w, 1 + choose.of(12));
  const job::Batch batch = w.plan();
  for (const job::Job& j : batch.jobs)
    for (const job::Subject& s : j.subjects)
      for (const roll::Contact& c : w.roll.contacts_of(s.pupil))
        if (c.barred && c.ref == j.to.contact) support::broken(j.key + " names a barred contact");
  HOLDS(batch.absent.size() == w.roll.pupils.size());
}

/// In school this morning, gone after lunch, and the staff of the morning's visit still out: missed all the
/// same.
TEST(Invariants, AChildWhoIsGoneAgainWhileStaffAreOutIsMissed) {
  MadeUp w = plain_case({"trust-same-day", 1, 2, "", false});
  const base::Date today = base::to_london(w.when.now).date;
  w.marks.marks[2].code = roll::Code("/");
  set_clock(w, today, std::chrono::minutes{13 * 60 + 30});
  w.first_case()->recorded.push_back(
      {w.when.now - std::chrono::hours{1}, "visit_left", "15:00", false, "office"});
  const job::Batch batch = w.plan();
  EXPECT_EQ(batch.absent.size(), 1u);
  EXPECT_TRUE(batch.closed.empty());
  EXPECT_EQ(breaches(w.given(), batch), std::vector<std::string>{});
}

/// The oracle itself must be able to fail.
TEST(Invariants, AreSeenWhenTheyAreBroken) {
  Choices plainest({});
  MadeUp w = empty_school(plainest, kShippedPolicies[0]);
  add_plain_pupil(w, 0);
  all_absent(w, 1);
  job::Batch batch = w.plan();
  EXPECT_TRUE(breaches(w.given(), batch).empty());
  batch.jobs.push_back(batch.jobs.front());
  EXPECT_FALSE(breaches(w.given(), batch).empty());
  job::Batch nobody;
  nobody.day = batch.day;
  EXPECT_EQ(breaches(w.given(), nobody).size(), 2u);
}

}  // namespace
}  // namespace firstday::escalation::testing
