// The record only grows: whatever is written after, what was known of a case is known still.
#include <gtest/gtest.h>

#include <algorithm>

#include "chronology/facts.h"
#include "support/property.h"

namespace firstday::chronology {
namespace {

using support::Choices;

constexpr Type kTypes[] = {Type::kJobPlanned,     Type::kJobPlanned,      Type::kCaseOpened, Type::kCall,
                           Type::kResponse,       Type::kDecision,        Type::kVisit,      Type::kFlag,
                           Type::kFact,           Type::kReferral,        Type::kReply,      Type::kTaskDone,
                           Type::kJobWithdrawn,   Type::kReceipt,         Type::kCaseClosed, Type::kNote,
                           Type::kAttemptStarted, Type::kAttemptFinished, Type::kWithheld};
constexpr const char* kStates[] = {"queued", "with_staff", "done",     "delivered",
                                   "failed", "cancelled",  "nonsense", ""};
constexpr const char* kWords[] = {
    "answered", "reason_given", "reason_accepted", "no_answer", "yes", "2027-01-14", ""};

void put(Event& e, const char* name, std::string value) {
  e.details.push_back({name, base::Personal(std::move(value))});
}

Event any_event(Choices& choose, long long seq) {
  Event e;
  e.seq = seq;
  e.at =
      base::from_london(base::make_date(2027, 1, 11), std::chrono::hours{9}) + std::chrono::minutes{seq * 7};
  e.type = choose.from(kTypes);
  const std::string pupil = "P" + std::to_string(choose.of(2));
  if (!choose.one_in(8)) e.pupil = roll::PupilRef(pupil);
  if (!choose.one_in(8)) e.case_id = job::CaseId(pupil + "/2027-01-11");
  if (choose.coin()) e.contact = roll::ContactRef("C1");
  // A case that is opened again is the same pupil's, and began on the same day: its id says both.
  if (e.type == Type::kCaseOpened) {
    e.pupil = roll::PupilRef(pupil);
    e.case_id = job::CaseId(pupil + "/2027-01-11");
    put(e, "first_date", "2027-01-11");
  }
  const std::string job = std::to_string(choose.of(5));
  e.job = job::JobId("J" + job);
  if (e.type == Type::kJobPlanned) put(e, "key", "key-" + pupil + "-" + job);
  for (const char* name :
       {"level", "outcome", "answer", "about", "expected_return", "first_date", "for_good", "to"})
    if (choose.coin()) put(e, name, choose.from(kWords));
  put(e, "state", choose.from(kStates));
  return e;
}

/// A case is opened before anything else is written about it.
Event opened(long long seq) {
  Choices plainest({});
  Event e = any_event(plainest, seq);
  e.type = Type::kCaseOpened;
  e.pupil = roll::PupilRef("P" + std::to_string(seq - 1));
  e.case_id = job::CaseId(e.pupil.text() + "/2027-01-11");
  return e;
}

template <typename Rows>
void grew(const Rows& before, const Rows& after, const char* what) {
  if (after.size() < before.size()) support::broken(std::string("fewer ") + what);
  // In order of time; what was said before the case began may have joined it since.
  HOLDS(std::includes(after.begin(), after.end(), before.begin(), before.end(),
                      [](const auto& a, const auto& b) { return a.at < b.at; }));
}

FIRSTDAY_PROPERTY(FactsProperty, MoreEventsNeverTakeAnythingOffTheRecord, 5) {
  std::vector<Event> events;
  const auto n = static_cast<long long>(1 + choose.of(30));
  for (long long seq = 1; seq <= n; ++seq) events.push_back(seq > 2 ? any_event(choose, seq) : opened(seq));
  const Facts before = facts_of(std::span(events).first(choose.of(static_cast<size_t>(n) + 1)));
  const Facts after = facts_of(events);
  for (const CaseFacts& was : before.cases) {
    const CaseFacts* is = after.find(was.id);
    if (is == nullptr) support::broken("a case is gone");
    for (const JobFact& f : was.jobs)
      if (is->job(f.key) == nullptr) support::broken(f.key + " is gone");
    grew(was.calls, is->calls, "calls");
    grew(was.responses, is->responses, "responses");
    grew(was.decisions, is->decisions, "decisions");
    grew(was.visits, is->visits, "visits");
    grew(was.flags, is->flags, "flags");
    grew(was.recorded, is->recorded, "things on record");
    grew(was.referrals, is->referrals, "referrals");
    grew(was.replies, is->replies, "replies");
  }
}

}  // namespace
}  // namespace firstday::chronology
