#include "dispatch/recorder.h"

#include <algorithm>

#include "dispatch/outcome_rules.h"

namespace firstday::dispatch {

void Recorder::take(const std::vector<Landed>& landed, base::Instant now) {
  // What answers together was on the wire together.
  std::map<int, int> together;
  for (const Landed& one : landed) ++together[one.send.account.gauge];
  for (const Landed& one : landed) {
    const Account& account = one.send.account;
    kept_.push_back(judged(one, now, flights_.on_wire(account) + together[account.gauge] - 1));
  }
}

Side& Recorder::side_of(const roll::Urn& school) const {
  const auto side =
      std::find_if(sides_.begin(), sides_.end(), [&](const Side& s) { return s.is.school == school; });
  FIRSTDAY_CHECK(side != sides_.end(), "what was sent was sent for one of the schools");
  return *side;
}

void Recorder::note(const Landed& landed, base::Duration took, int others) {
  const Account& account = landed.send.account;
  const Sign sign = sign_of(landed.outcome, took, settings_.late_after);
  if (!book_.of(account).done(landed.send.pass, sign, landed.outcome.evidence, others,
                              wiring_.clock.steady()))
    return;
  wiring_.log.error("An account was stopped.", {{"account", account.name},
                                                {"provider", account.provider->capabilities().name},
                                                {"outcome", job::word(landed.outcome.kind)}});
}

/// What is proven not to have left, or was refused, used up nobody's hour, money or day, as the record has
/// it.
void Recorder::take_back(const Landed& landed) {
  if (!job::proves_not_sent(landed.outcome.kind)) return;
  const base::Date today = base::to_london(wiring_.clock.now()).date;
  addresses_.take_back(landed.send.to);
  side_of(landed.send.leased.job.school).budget.give_back(today, landed.send.cost);
  book_.of(landed.send.account).give_back(today);
}

Recorder::Kept Recorder::judged(const Landed& landed, base::Instant now, int others) {
  const ports::Leased& leased = landed.send.leased;
  const base::Duration took = wiring_.clock.steady() - landed.send.started;
  note(landed, took, others);
  take_back(landed);
  Situation situation;
  situation.now = now;
  situation.not_after = leased.job.not_after;
  situation.attempts = leased.attempts + 1;
  const ports::Capabilities& can = landed.send.account.provider->capabilities();
  situation.gives_receipts = can.gives_receipts;
  situation.hands_to_staff = can.hands_to_staff;
  situation.other_account =
      book_.has_other(side_of(leased.job.school).is.accounts, leased.job.kind, landed.send.account,
                      {wiring_.clock.steady(), base::to_london(now).date});
  situation.random = wiring_.random();
  const Verdict verdict = judge(landed.outcome, situation, settings_.retry);
  ports::AttemptFinish finish{landed.send.attempt, leased.job.id, leased.fence,    leased.job.school, now,
                              landed.outcome,      verdict.event, verdict.retry_at};
  return {std::move(finish), leased.job.kind, landed.send.account, took};
}

int Recorder::kept_of(const roll::Urn& school) const {
  return static_cast<int>(std::count_if(kept_.begin(), kept_.end(),
                                        [&](const Kept& kept) { return kept.finish.school == school; }));
}

base::Status Recorder::record() {
  if (kept_.empty()) return {};
  std::vector<ports::AttemptFinish> finishes;
  finishes.reserve(kept_.size());
  for (const Kept& kept : kept_) finishes.push_back(kept.finish);
  const auto moved = wiring_.queue.finish_attempts(finishes);
  if (!moved) return moved.error();
  FIRSTDAY_CHECK(moved.value().size() == kept_.size(), "one answer for each finish");
  for (std::size_t i = 0; i < kept_.size(); ++i) {
    count(kept_[i], moved.value()[i], side_of(kept_[i].finish.school).summary);
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
