// "If not done already" (000-23, 000-25, 002-18): what one plan asks for first is on record by the next, and
// both must come out the same.
#include <gtest/gtest.h>

#include "escalation/made_up.h"

namespace firstday::escalation::testing {
namespace {

MadeUp on_day(const char* policy, const char* tag, size_t days) {
  Choices plainest({});
  MadeUp w = empty_school(plainest, policy);
  add_plain_pupil(w, 1);
  w.roll.pupils.front().tags = {tag};
  all_absent(w, 1);
  plan_now(w);
  w.marks.marks.clear();
  all_absent(w, days);
  return w;
}

std::vector<std::string> steps_of(const job::Batch& batch, std::initializer_list<const char*> wanted) {
  std::vector<std::string> out;
  for (const job::Job& j : batch.jobs)
    for (const char* step : wanted)
      if (j.step == step) out.push_back(j.step);
  return out;
}

void expect_same_again(MadeUp& w) {
  const job::Batch first = w.plan();
  remember(first, w.facts);
  EXPECT_EQ(keys_of(w.plan()), keys_of(first));
}

TEST(UnlessDone, WhetherToAskThePoliceIsNoQuestionOnceTheyAreAsked) {
  MadeUp w = on_day("cambridgeshire-cme", "young_carer", 2);
  w.first_case()->decisions.push_back(
      {w.when.now - std::chrono::hours{15}, "police_safe_and_well", "yes", "dsl", {}, true});
  EXPECT_EQ(steps_of(w.plan(), {"police-request", "day-2-police"}),
            std::vector<std::string>{"police-request"});
  expect_same_again(w);
}

/// Each of two that exclude each other: one of them stays, and stays in the next plan too.
TEST(UnlessDone, OfTwoThatExcludeEachOtherOneIsAskedFor) {
  MadeUp w = on_day("essex-first-day-calling", "none", 10);
  w.first_case()->expected_return = base::make_date(2027, 1, 4);
  EXPECT_EQ(steps_of(w.plan(), {"checklist-holiday", "day-9-checklist"}),
            std::vector<std::string>{"checklist-holiday"});
  expect_same_again(w);
}

/// Also where what makes it unnecessary comes later in the policy.
TEST(UnlessDone, NobodyIsRemindedOfAReferralThatIsAskedForToday) {
  MadeUp w = on_day("cambridgeshire-cme", "young_carer", 5);
  EXPECT_EQ(steps_of(w.plan(), {"referral-soon", "referral"}), std::vector<std::string>{"referral-soon"});
  w.first_case()->decisions.push_back({w.when.now, "submit_cme_referral", "override", "dsl", {}, true});
  EXPECT_EQ(steps_of(w.plan(), {"referral-soon", "referral"}), std::vector<std::string>{"referral"});
  expect_same_again(w);
}

}  // namespace
}  // namespace firstday::escalation::testing
