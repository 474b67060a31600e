#include "dispatch/recorder.h"

#include "dispatch/outcome_rules.h"

namespace firstday::dispatch {

void Recorder::take(std::vector<Landed> landed, base::Instant now) {
  for (Landed& one : landed) kept_.push_back(judged(std::move(one), now));
}

Recorder::Kept Recorder::judged(Landed landed, base::Instant now) {
  const ports::Leased& leased = landed.send.leased;
  if (book_.note(landed.send.account, landed.outcome))
    wiring_.log.error("An account was stopped.",
                      {{"account", landed.send.account.name},
                       {"provider", landed.send.account.provider->capabilities().name},
                       {"outcome", job::word(landed.outcome.kind)}});
  Situation situation;
  situation.now = now;
  situation.not_after = leased.job.not_after;
  situation.attempts = leased.attempts + 1;
  const ports::Capabilities& can = landed.send.account.provider->capabilities();
  situation.gives_receipts = can.gives_receipts;
  situation.hands_to_staff = can.hands_to_staff;
  situation.other_account = book_.has_other(leased.job.kind, landed.send.account);
  situation.random = wiring_.random();
  const Verdict verdict = judge(landed.outcome, situation, settings_.retry);
  ports::AttemptFinish finish{landed.send.attempt, leased.job.id, leased.fence,    leased.job.school, now,
                              landed.outcome,      verdict.event, verdict.retry_at};
  return {std::move(finish), leased.job.kind, landed.send.account,
          wiring_.clock.steady() - landed.send.started};
}

base::Status Recorder::record(Summary& summary) {
  if (kept_.empty()) return {};
  std::vector<ports::AttemptFinish> finishes;
  finishes.reserve(kept_.size());
  for (const Kept& kept : kept_) finishes.push_back(kept.finish);
  const auto moved = wiring_.queue.finish_attempts(finishes);
  if (!moved) return moved.error();
  FIRSTDAY_CHECK(moved.value().size() == kept_.size(), "one answer for each finish");
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    count(kept_[i], moved.value()[i], summary);
    log(kept_[i], moved.value()[i]);
  }
  kept_.clear();
  return {};
}

void Recorder::count(const Kept& kept, bool job_moved, Summary& summary) const {
  ++summary.outcomes[kept.finish.outcome.kind];
  if (!job_moved) {
    ++summary.outcome_after_lease;
    return;
  }
  switch (kept.finish.job_event) {
    case job::Event::kHandedOver:
      ++summary.handed_over;
      break;
    case job::Event::kProvenNotSent:
      ++summary.to_be_tried_again;
      break;
    case job::Event::kGivenUp:
      summary.failed.push_back(kept.finish.job);
      break;
    case job::Event::kOutcomeLost:
      summary.unknown.push_back(kept.finish.job);
      break;
    default:
      break;
  }
}

void Recorder::log(const Kept& kept, bool job_moved) const {
  const bool fine = job_moved && kept.finish.outcome.kind == job::OutcomeKind::kAccepted;
  const std::initializer_list<ports::LogField> fields = {
      {"job", kept.finish.job},
      {"attempt", kept.finish.attempt},
      {"kind", job::word(kept.kind)},
      {"provider", kept.account.provider->capabilities().name},
      {"account", kept.account.name},
      {"outcome", job::word(kept.finish.outcome.kind)},
      {"job_event", job_moved ? job::word(kept.finish.job_event) : "none: the job had moved on"},
      {"duration_ms", static_cast<long long>(kept.took / std::chrono::milliseconds{1})}};
  wiring_.log.write(fine ? ports::Level::kInfo : ports::Level::kWarning, "An attempt is recorded.",
                    {fields.begin(), fields.size()});
}

}  // namespace firstday::dispatch
