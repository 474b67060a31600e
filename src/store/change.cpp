#include "store/job_table.h"
#include "store/queue_events.h"
#include "store/queue_rules.h"
#include "store/queue_verbs.h"
#include "store/subject_table.h"

namespace firstday::store {

namespace {

bool withdraw(Transaction& tx, const ports::JobChange& c) {
  const SubjectState as =
      is_person(c.actor) ? SubjectState::kWithdrawnByPerson : SubjectState::kWithdrawnByPlan;
  Withdrawal withdrawal(tx.sql, tx.record, {c.now, c.actor});
  for (const LiveSubject& s : live_subjects_of(tx.sql, c.school, c.job))
    if (c.pupil.empty() || s.about.pupil == c.pupil) withdrawal.take(s, as, c.reason);
  return withdrawal.jobs() > 0;
}

/// A person has settled what became of the last attempt.
void settle_last_attempt(Connection& sql, const ports::JobChange& c) {
  sql.prepared(
         "UPDATE attempt SET state = 'settled', live = 1 WHERE school = $1 AND job = $2 AND state = "
         "'unknown'")
      .run(c.school, c.job);
}

bool change_one(Transaction& tx, const ports::JobChange& c) {
  const auto status = status_of(tx.sql, c.school, c.job);
  if (!status) return false;
  const auto state = after_change(status->state, c.event);
  if (!state) return false;
  if (c.event == job::Event::kWithdraw) return withdraw(tx, c);
  const auto type = event_type_of(c.event, c.actor);
  if (type)
    for (const LiveSubject& s : live_subjects_of(tx.sql, c.school, c.job))
      tx.record.put(job_changed(*type, s.about, *state, c.event, c.reason, {c.now, c.actor}));
  if (type == chronology::Type::kUnknownClosed) settle_last_attempt(tx.sql, c);
  if (*state != status->state)
    set_state(tx.sql, {c.school, c.job, *state, c.now, c.reason}, *status, tx.deadlines.of(c.school));
  return true;
}

}  // namespace

std::vector<bool> change(Transaction& tx, std::span<const ports::JobChange> changes) {
  std::vector<bool> out;
  for (const ports::JobChange& c : changes) out.push_back(change_one(tx, c));
  return out;
}

}  // namespace firstday::store
