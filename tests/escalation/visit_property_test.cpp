// "If there is no answer leave calling card and move to next step" (domain.md 1.1 no. 10).
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "escalation/made_up.h"
#include "support/property.h"

namespace firstday::escalation::testing {
namespace {

constexpr const char* kFailed[] = {"no_answer", "no_access", "wrong_address", "abandoned", "not_made"};

/// Asks that no visit has been of some kind: what such a step waits for has happened when one was.
bool asks_for_no_visit(const Condition& c, bool negated = false) {
  if (c.kind == Condition::Kind::kFact)
    return negated && (c.fact == FactWord::kVisitToday || c.fact == FactWord::kVisitEver);
  return std::any_of(c.of.begin(), c.of.end(), [&](const Condition& part) {
    return asks_for_no_visit(part, negated != (c.kind == Condition::Kind::kNot));
  });
}

bool door_was_reached(const chronology::CaseFacts& c) {
  return std::any_of(c.visits.begin(), c.visits.end(), [](const chronology::VisitFact& v) {
    return v.outcome != "no_access" && v.outcome != "wrong_address" && v.outcome != "abandoned" &&
           v.outcome != "not_made";
  });
}

std::map<std::string, base::Instant> times_of(const job::Batch& batch) {
  std::map<std::string, base::Instant> out;
  for (const job::Job& j : batch.jobs) out[j.subjects.front().key] = j.not_before;
  return out;
}

/// Whatever else has happened: with failed visits on record everything is due that was due without them, and
/// no later.
FIRSTDAY_PROPERTY(Visits, AFailedOneNeverBlocksAnotherStep, 6) {
  MadeUp w = plain_case({choose.from(kShippedPolicies), 2, 1 + choose.of(24),
                         choose.coin() ? "looked_after" : "", choose.coin()});
  decide_fates(w, choose);
  things_happen(w, choose, 3);
  const job::Batch without = w.plan();
  chronology::CaseFacts& c = *w.first_case();
  for (size_t n = 1 + choose.of(3); n > 0; --n)
    c.visits.push_back({w.when.now - std::chrono::hours{choose.of(4) * 24}, choose.from(kFailed)});
  put_in_order(c);
  const auto with = times_of(w.plan());
  for (const job::Job& j : without.jobs) {
    const Step* step = w.policy().step(j.step);
    if (step != nullptr && asks_for_no_visit(step->when)) continue;
    // Whether a visit without access counts is moot once the door was reached.
    if (j.step == "rule-no-access" && door_was_reached(c)) continue;
    const auto found = with.find(j.subjects.front().key);
    if (found == with.end()) support::broken(j.subjects.front().key + " is due no more");
    if (found->second > j.not_before) support::broken(j.subjects.front().key + " is due later");
  }
}

/// What the first of two visits called for stays due since the first, whichever of them the policy names
/// first.
TEST(Visits, ASecondOneDoesNotPutOffWhatTheFirstCalledFor) {
  Choices plainest({});
  MadeUp w = empty_school(plainest, "attendance-flow-chart");
  add_plain_pupil(w, 1);
  all_absent(w, 3);
  plan_now(w);
  chronology::CaseFacts& c = *w.first_case();
  const auto enquiries = [&] {
    for (const job::Job& j : w.plan().jobs)
      if (j.step == "enquiries") return base::london_clock(j.not_before);
    return std::string("none");
  };
  w.when.now += std::chrono::hours{5};
  EXPECT_EQ(enquiries(), "none");
  c.visits.push_back({w.when.now - std::chrono::hours{4}, "wrong_address"});
  EXPECT_EQ(enquiries(), "10:35");
  c.visits.push_back({w.when.now - std::chrono::hours{1}, "no_answer"});
  EXPECT_EQ(enquiries(), "10:35");
}

}  // namespace
}  // namespace firstday::escalation::testing
