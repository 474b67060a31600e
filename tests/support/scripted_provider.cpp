#include "support/scripted_provider.h"

#include <algorithm>
#include <utility>

namespace firstday::support {

Answer answer(job::OutcomeKind kind, int after_polls) {
  Answer a;
  a.outcome.kind = kind;
  a.outcome.evidence = "scripted";
  a.after_polls = after_polls;
  return a;
}

Answer no_answer() {
  Answer a = answer(job::OutcomeKind::kUnknown);
  a.never = true;
  return a;
}

ScriptedProvider::ScriptedProvider() : otherwise(answer(job::OutcomeKind::kAccepted)) {
  able.name = "scripted";
  able.kinds = {job::Kind::kText, job::Kind::kEmail, job::Kind::kVoice};
  able.reaches_people = false;
}

base::Result<ports::FrozenRequest> ScriptedProvider::prepare(const job::Message& message,
                                                             const job::AttemptId& reference) {
  if (!refuses.empty()) return base::bad_input(refuses);
  return ports::FrozenRequest{
      reference.text() + "\n" + message.to.reveal() + "\n" + message.body.reveal(), {}, message.to};
}

Answer ScriptedProvider::next_answer(const Call& call) {
  if (decide) return decide(call);
  if (script.empty()) return otherwise;
  Answer next = script.front();
  script.pop_front();
  return next;
}

void ScriptedProvider::start(const ports::FrozenRequest& request, const job::AttemptId& reference,
                             ports::Completion done) {
  if (on_start) on_start(reference);
  Call call{reference, request.to, request.bytes, job::OutcomeKind::kUnknown};
  Answer given = next_answer(call);
  call.kind = given.outcome.kind;
  calls.push_back(std::move(call));
  if (!given.never && given.after_polls == 0) return done(given.outcome);
  open_.push_back({reference, std::move(given), std::move(done)});
  most_in_flight = std::max(most_in_flight, in_flight());
}

int ScriptedProvider::poll(std::chrono::milliseconds max_wait) {
  for (Open& o : open_) --o.answer.after_polls;
  const auto due = std::stable_partition(
      open_.begin(), open_.end(), [](const Open& o) { return o.answer.never || o.answer.after_polls > 0; });
  std::vector<Open> answered(std::make_move_iterator(due), std::make_move_iterator(open_.end()));
  open_.erase(due, open_.end());
  for (Open& o : answered) o.done(o.answer.outcome);
  if (answered.empty() && !open_.empty() && on_wait) on_wait(max_wait);
  return in_flight();
}

void ScriptedProvider::answer_now(const job::AttemptId& attempt, const job::Outcome& outcome) {
  const auto at =
      std::find_if(open_.begin(), open_.end(), [&](const Open& o) { return o.attempt == attempt; });
  FIRSTDAY_CHECK(at != open_.end(), "only a send without an answer can be answered");
  const ports::Completion done = std::move(at->done);
  open_.erase(at);
  done(outcome);
}

}  // namespace firstday::support
