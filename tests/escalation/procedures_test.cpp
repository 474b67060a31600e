// Tiers, chains, work and paused cases. What must hold whatever happens are the *_property_test.cpp beside
// this.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "escalation/chain.h"
#include "escalation/check_policy.h"
#include "escalation/world.h"

namespace firstday::escalation::testing {
namespace {

constexpr const char* kPupil = "P1";

/// One pupil with `contacts` parents who can be reached by everything, absent for `days` school days.
World absent(const std::string& policy, int contacts, int days) {
  World w;
  w.policies.policies = {shipped_policy(policy)};
  roll::Pupil p;
  p.ref = roll::PupilRef(kPupil);
  p.home.lines = {base::Personal("4 Example Row")};
  w.roll.pupils = {p};
  for (int i = 0; i < contacts; ++i) {
    roll::Contact c;
    c.pupil = p.ref;
    c.ref = roll::ContactRef("C" + std::to_string(i));
    c.priority = i + 1;
    c.parental_responsibility = roll::Answer::kYes;
    c.mobile = {base::Personal("+4477009003" + std::to_string(10 + i)), roll::PhoneKind::kMobile};
    c.address.lines = {base::Personal("4 Example Row")};
    w.roll.contacts.push_back(c);
  }
  base::Date day = base::make_date(2027, 1, 8);
  for (int i = 0; i < days; ++i) {
    day = w.school.calendar.next_school_day(day).value();
    for (const auto s : {roll::Session::kAm, roll::Session::kPm})
      w.marks.marks.push_back({p.ref, day, s, roll::Code("N")});
  }
  w.when.now = w.when.release = base::from_london(day, std::chrono::minutes{9 * 60 + 35});
  w.sort();
  remember(w.plan(), w.facts);
  return w;
}

chronology::CaseFacts& the_case(World& w) {
  return w.facts.cases.front();
}

std::set<std::string> steps_of(const job::Batch& batch) {
  std::set<std::string> out;
  for (const job::Job& j : batch.jobs) out.insert(j.step);
  return out;
}

/// A tag that comes in the middle owes at once what its tier owed earlier (1.0, 002-06).
TEST(Tiers, AreLookedAtAfreshInEveryPlan) {
  for (int days = 1; days < 12; ++days) {
    World w = absent("cambridgeshire-cme", 1, days);
    w.roll.pupils.front().tags = {"child_protection"};
    const auto steps = steps_of(w.plan());
    EXPECT_EQ(steps.count("social-worker"), 1u) << days;
    EXPECT_EQ(steps.count("immediate-referral"), 1u) << days;
    for (const job::Job& j : w.plan().jobs)
      EXPECT_TRUE(j.step != "social-worker" || j.not_before <= w.when.now) << days;
  }
}

Policy chart_that_goes_on() {
  Policy chart = shipped_policy("attendance-flow-chart");
  chart.tail.kind = TailKind::kChain;
  chart.tail.chain = "essex-first-day-calling";
  chart.tail.covered = {"day-3-visit"};
  return chart;
}

TEST(Chain, GoesOnWithTheSameDaysAndMakesUpWhatWasNotDone) {
  std::map<std::string, PolicySet> all;
  all["attendance-flow-chart"].policies = {chart_that_goes_on()};
  all["essex-first-day-calling"].policies = {shipped_policy()};
  const auto faults = resolve_chains(all);
  for (const ChainFault& f : faults) ADD_FAILURE() << f.policy << " " << f.fault.at << ": " << f.fault.what;
  const Policy& joined = all["attendance-flow-chart"].current();
  EXPECT_EQ(joined.last_day, 20);
  World w = absent("attendance-flow-chart", 1, 4);
  w.policies.policies = {joined};
  w.roll.pupils.front().tags = {"looked_after"};
  const auto steps = steps_of(w.plan());
  for (const char* step : {"then-day-4-text", "then-day-4-call-all", "then-day-3-letter", "then-key-worker"})
    EXPECT_EQ(steps.count(step), step == std::string("then-day-3-letter") ? 0u : 1u) << step;
  w.roll.pupils.front().tags.clear();
  EXPECT_EQ(steps_of(w.plan()).count("then-day-3-letter"), 1u);
  EXPECT_EQ(steps_of(w.plan()).count("then-day-3-visit"), 0u);
  EXPECT_EQ(steps_of(w.plan()).count("beyond-day-3"), 0u);
}

TEST(Chain, APolicyThatCannotGoOnIsAFault) {
  for (const char* to : {"nowhere", "attendance-flow-chart"}) {
    std::map<std::string, PolicySet> all;
    Policy chart = chart_that_goes_on();
    chart.tail.chain = to;
    all["attendance-flow-chart"].policies = {chart};
    const auto faults = resolve_chains(all);
    ASSERT_EQ(faults.size(), 1u) << to;
    EXPECT_EQ(faults[0].fault.at, "tail/chain");
  }
  std::map<std::string, PolicySet> all;
  Policy chart = chart_that_goes_on();
  chart.tail.covered = {"no-such-step"};
  all["attendance-flow-chart"].policies = {chart};
  all["essex-first-day-calling"].policies = {shipped_policy()};
  ASSERT_FALSE(resolve_chains(all).empty());
}

TEST(Work, IsForIllChildrenToo) {
  World w = absent("attendance-flow-chart", 1, 1);
  roll::Pupil ill;
  ill.ref = roll::PupilRef("P2");
  w.roll.pupils.push_back(ill);
  w.marks.marks.push_back({ill.ref, base::make_date(2027, 1, 11), roll::Session::kAm, roll::Code("I")});
  w.sort();
  int listed = 0;
  for (const job::Job& j : w.plan().jobs)
    if (j.about == "list_of_absent_children") ++listed;
  EXPECT_EQ(listed, 2);
}

TEST(PausedCase, BeginsAgainOrGoesOnAsThePolicySays) {
  for (const auto on_resume : {OnResume::kContinue, OnResume::kRestart}) {
    World w = absent("essex-first-day-calling", 1, 6);
    w.policies.policies[0].clock.on_resume = on_resume;
    the_case(w).first_date = base::make_date(2027, 1, 11);
    the_case(w).responses.push_back({base::from_london(base::make_date(2027, 1, 11), std::chrono::hours{10}),
                                     roll::ContactRef("C0"), chronology::ResponseLevel::kReasonAccepted,
                                     base::make_date(2027, 1, 14), false});
    const job::Batch batch = w.plan();
    ASSERT_FALSE(batch.jobs.empty());
    EXPECT_EQ(batch.jobs.front().subjects.front().day_number, on_resume == OnResume::kContinue ? 6 : 3);
  }
}

}  // namespace
}  // namespace firstday::escalation::testing
