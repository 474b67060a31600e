#include "contract/in_state.h"

namespace firstday::contract {

using job::Event;
using job::OutcomeKind;
using job::State;
using support::at;

job::JobId InState::planned(job::Job job) {
  job.day = support::school_day() + std::chrono::days(pupils_);  // no batch reconciles the one before
  job::Batch b = support::batch({support::with_keys(job)});
  b.day = job.day;
  enqueue(b);
  ports::JobFilter filter;
  filter.pupil = job.subjects[0].pupil;
  const job::JobId id = rows(filter).at(0).job.id;
  pupil_of_[id] = filter.pupil;
  return id;
}

ports::JobRow InState::row_of(const job::JobId& id) {
  ports::JobFilter filter;
  filter.pupil = pupil_of_.at(id);
  return rows(filter).at(0);
}

ports::Leased InState::leased(const job::JobId& id) const {
  if (const auto at = leases_.find(id); at != leases_.end()) return at->second;
  ports::Leased none;
  none.job = support::text_job({"nobody"}, "C1");
  none.job.id = id;
  return none;
}

ports::AttemptStart InState::attempt(const job::JobId& id) const {
  if (const auto at = attempts_.find(id); at != attempts_.end()) return at->second;
  ports::AttemptStart none = support::start_of(leased(id), at(9, 45));
  none.attempt = job::AttemptId("never-started");
  return none;
}

ports::Leased InState::leased_now() {
  const ports::Leased l = lease_one();
  leases_[l.job.id] = l;
  return l;
}

ports::AttemptStart InState::started() {
  const ports::AttemptStart s = support::start_of(leased_now(), at(9, 45));
  EXPECT_EQ(start(s), ports::StartResult::kStarted);
  attempts_[s.job] = s;
  return s;
}

job::JobId InState::job_in(State state) {
  const std::string pupil = "P" + std::to_string(++pupils_);
  if (state == State::kWithStaff || state == State::kDone) {
    const job::JobId id = planned(support::staff_job(pupil, "office"));
    if (state == State::kDone) {
      EXPECT_TRUE(change(id, Event::kStaffDone));
    }
    return id;
  }
  job::Job text = support::text_job({pupil}, "C1");
  text.not_after.reset();
  const job::JobId id = planned(text);
  const std::map<State, Event> by_change = {{State::kHeld, Event::kHold},
                                            {State::kExpired, Event::kExpire},
                                            {State::kCancelled, Event::kWithdraw},
                                            {State::kSuperseded, Event::kSupersede}};
  const std::map<State, std::pair<OutcomeKind, Event>> by_outcome = {
      {State::kAwaitingReceipt, {OutcomeKind::kAccepted, Event::kAccepted}},
      {State::kAcceptedFinal, {OutcomeKind::kAccepted, Event::kAcceptedNoReceipt}},
      {State::kUnknown, {OutcomeKind::kUnknown, Event::kOutcomeLost}},
      {State::kClosedByHuman, {OutcomeKind::kUnknown, Event::kOutcomeLost}},
      {State::kDelivered, {OutcomeKind::kAccepted, Event::kReceiptDelivered}},
      {State::kFailed, {OutcomeKind::kRejectedPermanent, Event::kGivenUp}}};
  if (state == State::kLeased) leased_now();
  if (state == State::kInFlight) started();
  if (by_change.count(state) != 0) {
    EXPECT_TRUE(change(id, by_change.at(state)));
  }
  if (by_outcome.count(state) != 0) {
    const auto [kind, event] = by_outcome.at(state);
    EXPECT_TRUE(finish(support::finish_of(started(), kind, event, at(9, 46))));
  }
  if (state == State::kClosedByHuman) {
    EXPECT_TRUE(change(id, Event::kHumanClosed));
  }
  return id;
}

}  // namespace firstday::contract
