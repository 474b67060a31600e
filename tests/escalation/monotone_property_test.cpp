// Planning is monotone. More facts never un-record a job:
//  - what is due once is one job, however the count of days moves under it, and whatever becomes known;
//  - a step that asks for nothing (no condition, no answer that would stop it, no gate) stays due whatever
//  becomes
//    known, until a reason is accepted or the case is closed;
//  - and an open case is never silent: on each day the child is missed there is something for somebody to do.
// That the record itself only grows is tests/chronology/facts_property_test.cpp.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "escalation/invariants.h"
#include "escalation/made_up.h"
#include "support/property.h"

namespace firstday::escalation::testing {
namespace {

using chronology::CaseFacts;

bool is_once(const Step& step) {
  return step.occurrence == Occurrence::kOnceInRange || step.occurrence == Occurrence::kOncePerCase ||
         !step.due_days.empty();
}

/// The job for a number that was corrected has its own key, the first one's with "/2" (escalation/plan.h).
bool is_for_corrected_number(const std::string& key, const std::string& first) {
  return key.size() > first.size() && key.compare(0, first.size(), first) == 0 && key[first.size()] == '/';
}

/// A mark of the days before that was taken wrongly, or later: the day counts after all, or does not.
void correct_a_mark(MadeUp& w, Choices& choose) {
  static constexpr const char* kCodes[] = {"N", "-", "Y1", "#"};
  const size_t today = w.marks.marks.size() - 2;
  if (today < 4) return;
  const size_t at = 2 + choose.of(std::min<size_t>(today - 2, 255));  // the first day stays what it was
  w.marks.marks[at].code = roll::Code(choose.from(kCodes));
}

FIRSTDAY_PROPERTY(Monotone, WhatIsDueOnceIsRecordedOnce, 5) {
  MadeUp w = plain_case({choose.from(kShippedPolicies), 2, 2 + choose.of(22),
                         choose.coin() ? "looked_after" : "", choose.coin()});
  decide_fates(w, choose);
  for (size_t n = choose.of(4); n > 0; --n) correct_a_mark(w, choose);
  things_happen(w, choose, 4);
  std::map<std::string, std::string> recorded;  // by step, recipient and kind
  const auto name = [](const std::string& step, const job::Recipient& to, job::Kind kind) {
    return step + "|" + to.text() + "|" + std::string(job::word(kind));
  };
  for (const chronology::JobFact& f : w.first_case()->jobs)
    if (const Step* step = w.policy().step(f.step);
        step != nullptr && is_once(*step) && step->days.ranges.size() < 2)
      recorded.emplace(name(f.step, f.to, f.kind), f.key);
  for (const job::Job& j : w.plan().jobs) {
    const auto before = recorded.find(name(j.step, j.to, j.kind));
    const std::string& key = j.subjects.front().key;
    if (before != recorded.end() && key != before->second && !is_for_corrected_number(key, before->second))
      support::broken(before->second + " comes again as " + key);
  }
}

bool stops(const Step& step) {
  return step.audience.stop_on != StopOn::kNothing || step.only_if != job::OnlyIf::kAlways;
}

bool asks_for_nothing(const Step& step) {
  return step.when.kind == Condition::Kind::kAlways && !stops(step) && !step.unless_done &&
         step.group.empty() && step.gate.empty() && !step.days.empty() && step.on == Trigger::kDays &&
         step.audience.selector != Selector::kHome;
}

FIRSTDAY_PROPERTY(Monotone, AStepThatAsksForNothingStaysDueWhateverBecomesKnown, 5) {
  MadeUp w = plain_case({choose.from(kShippedPolicies), 2, 1 + choose.of(24),
                         choose.coin() ? "looked_after" : "", choose.coin()});
  decide_fates(w, choose);
  things_happen(w, choose, 2);
  const job::Batch less = w.plan();
  add_any_fact(*w.first_case(), choose, w.when.now);
  put_in_order(*w.first_case());
  const job::Batch more = w.plan();
  const bool accepted = std::any_of(more.withheld.begin(), more.withheld.end(),
                                    [](const job::Withheld& h) { return h.rule == "reason_accepted"; });
  const auto keys = keys_of(more);
  for (const job::Job& j : less.jobs) {
    const Step* step = w.policy().step(j.step);
    if (step == nullptr || !asks_for_nothing(*step) || (accepted && !step->despite_reason)) continue;
    // The question that is put to the next role too is answered when the first one is.
    if (!step->decision.if_undecided.empty() && j.to.role == step->decision.if_undecided) continue;
    if (!std::binary_search(keys.begin(), keys.end(), j.subjects.front().key))
      support::broken(j.subjects.front().key + " is due no more");
  }
  support::about(!accepted);
}

/// Not only in the days of a procedure: the tail goes on for as long as the child is missed.
FIRSTDAY_PROPERTY(Tails, NeverFallSilent, 5) {
  MadeUp w = empty_school(choose, choose.from(kShippedPolicies));
  if (choose.coin())
    add_families(w, choose, 1);
  else
    add_plain_pupil(w, choose.of(3));
  all_absent(w, 1 + choose.of(44));
  plan_before(w, choose);
  things_happen(w, choose, 4);
  const job::Batch batch = w.plan();
  if (batch.absent.empty()) return;
  const bool accepted = std::any_of(batch.withheld.begin(), batch.withheld.end(), [](const job::Withheld& h) {
    return h.step.empty() && h.rule == "reason_accepted";
  });
  const bool has_work = std::any_of(batch.jobs.begin(), batch.jobs.end(),
                                    [](const job::Job& j) { return !j.subjects.front().case_id.empty(); });
  if (!accepted && !has_work) support::broken("the child is missed, and nobody has anything to do");
  support::about(!accepted);
}

}  // namespace
}  // namespace firstday::escalation::testing
