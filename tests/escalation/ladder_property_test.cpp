// Ladders of calls: who is rung next, whatever those before have said.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "escalation/made_up.h"
#include "support/property.h"

namespace firstday::escalation::testing {
namespace {

using chronology::ResponseLevel;
using std::chrono::minutes;

struct Rung {
  std::string step;
  std::string round;
  std::string contact;

  friend auto operator<=>(const Rung&, const Rung&) = default;
};

/// Every call of the batch, and the earliest time of each.
std::map<Rung, base::Instant> calls_of(const job::Batch& batch) {
  std::map<Rung, base::Instant> out;
  for (const job::Job& j : batch.jobs)
    if (j.kind == job::Kind::kCall) out[{j.step, j.round, j.to.contact.text()}] = j.not_before;
  return out;
}

bool stops_on(const MadeUp& w, const std::string& step, StopOn what) {
  const Step* s = w.policy().step(step);
  return s != nullptr && s->audience.fanout == Fanout::kInOrder && s->audience.stop_on == what;
}

constexpr const char* kUntilReason[] = {"attendance-flow-chart", "trust-same-day"};

/// domain.md 1.1 no. 2: "until reason for absence has been provided". The plan with the answers is the plan
/// in which nobody answered, call for call and minute for minute.
FIRSTDAY_PROPERTY(Ladder, AnAnswerWithoutAReasonNeverStopsOneThatStopsOnReason, 7) {
  const char* policy = choose.from(kUntilReason);
  MadeUp w = plain_case({policy, 1 + choose.of(5), 1 + choose.of(5)});
  MadeUp silent = w;
  chronology::CaseFacts& spoke = *w.first_case();
  chronology::CaseFacts& nobody = *silent.first_case();
  bool any = false;
  for (size_t i = 0, rung = choose.of(w.roll.contacts.size() + 1); i < rung; ++i) {
    const roll::ContactRef& contact = w.roll.contacts[i].ref;
    w.when.now += minutes{1 + choose.of(40)};
    const bool answered = choose.coin();
    any = any || answered;
    spoke.calls.push_back({w.when.now, contact, answered ? "answered_no_reason" : "no_answer"});
    nobody.calls.push_back({w.when.now, contact, "no_answer"});
    if (answered) spoke.responses.push_back({w.when.now, contact, ResponseLevel::kAnswered, {}, false});
  }
  silent.when = w.when;
  const job::Batch batch = w.plan();
  const auto calls = calls_of(batch);
  for (const auto& [call, at] : calls_of(silent.plan())) {
    if (!stops_on(w, call.step, StopOn::kReasonGiven)) continue;
    const auto found = calls.find(call);
    if (found == calls.end()) support::broken(call.step + " does not ring " + call.contact);
    if (found->second > at) support::broken(call.step + " rings " + call.contact + " later");
  }
  for (const job::Withheld& h : batch.withheld)
    if (stops_on(w, h.step, StopOn::kReasonGiven) && h.rule == "response_received")
      support::broken(h.step + " is over for " + h.contact.text());
  support::about(any);
}

/// ... and a reason stops it, as far as it has come: those rung stay on the list, nobody else is rung.
FIRSTDAY_PROPERTY(Ladder, AReasonStopsOneThatStopsOnReason, 5) {
  const char* policy = choose.from(kUntilReason);
  MadeUp w = plain_case({policy, 1 + choose.of(5), 1 + choose.of(5)});
  const size_t rung = choose.of(w.roll.contacts.size() + 1);
  for (size_t i = 0; i < rung; ++i) {
    w.when.now += minutes{1 + choose.of(40)};
    w.first_case()->calls.push_back({w.when.now, w.roll.contacts[i].ref, "no_answer"});
  }
  w.first_case()->responses.push_back(
      {w.when.now, roll::ContactRef("C0"), ResponseLevel::kReasonGiven, {}, false});
  for (const auto& [call, at] : calls_of(w.plan())) {
    const size_t who = std::stoul(call.contact.substr(1));
    if (stops_on(w, call.step, StopOn::kReasonGiven) && who >= rung)
      support::broken(call.step + " rings " + call.contact + ", though a reason was given");
  }
}

/// ... and one that stops on an answer does (003), as far as it has come; nothing is left for the afternoon.
FIRSTDAY_PROPERTY(Ladder, AnAnswerStopsOneThatStopsOnAnswers, 5) {
  const size_t contacts = 1 + choose.of(7);
  const size_t answering = choose.of(contacts);
  MadeUp w = plain_case({"five-day-plan", contacts, 1});
  chronology::CaseFacts& c = *w.first_case();
  for (size_t i = 0; i <= answering; ++i) {
    const roll::ContactRef& contact = w.roll.contacts[i].ref;
    w.when.now += minutes{1};
    c.calls.push_back({w.when.now, contact, i == answering ? "answered_no_reason" : "no_answer"});
    if (i == answering) c.responses.push_back({w.when.now, contact, ResponseLevel::kAnswered, {}, false});
  }
  const auto calls = calls_of(w.plan());
  for (size_t i = 0; i < contacts; ++i) {
    const bool is_rung = calls.count({"ring", "am", "C" + std::to_string(i)}) > 0;
    HOLDS(is_rung == (i <= answering));
  }
  for (const auto& [call, at] : calls) HOLDS(call.step != "ring-again");
}

/// The next of a ladder waits for the word of the one before, or for the policy's patience; never longer.
FIRSTDAY_PROPERTY(Ladder, TheNextIsRungAtTheWordOfTheOneBefore, 5) {
  const char* policy = choose.from(kUntilReason);
  MadeUp w = plain_case({policy, 2 + choose.of(4), 1 + choose.of(3)});
  chronology::CaseFacts& c = *w.first_case();
  const size_t rung = choose.of(3);
  for (size_t i = 0; i < rung && i < w.roll.contacts.size(); ++i) {
    w.when.now += minutes{1 + choose.of(40)};
    c.calls.push_back({w.when.now, w.roll.contacts[i].ref, "no_answer"});
  }
  std::map<std::string, base::Instant> before;
  for (const job::Job& j : w.plan().jobs) {
    if (!stops_on(w, j.step, StopOn::kReasonGiven)) continue;
    const auto made = std::find_if(c.calls.begin(), c.calls.end(),
                                   [&](const auto& call) { return call.contact == j.to.contact; });
    if (const auto last = before.find(j.step); last != before.end()) HOLDS(j.not_before <= last->second);
    before[j.step] = made == c.calls.end() ? j.not_before + minutes{w.policy().call_patience_minutes}
                                           : std::max(made->at, j.not_before);
  }
}

}  // namespace
}  // namespace firstday::escalation::testing
