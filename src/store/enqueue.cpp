#include <unordered_set>

#include "seal/uuid7.h"
#include "store/job_table.h"
#include "store/queue_events.h"
#include "store/queue_verbs.h"
#include "store/subject_table.h"

namespace firstday::store {

namespace {

bool case_is_open(Connection& sql, const roll::Urn& school, const job::CaseId& id) {
  return sql.prepared("SELECT 1 FROM absence_case WHERE school = $1 AND id = $2 AND closed_at IS NULL")
      .query(school, id)
      .next();
}

/// One batch on its way into the tables.
class Enqueuing {
 public:
  Enqueuing(Transaction& tx, const job::Batch& batch, const Doing& doing)
      : tx_(tx), batch_(batch), doing_(doing), withdrawal_(tx.sql, tx.record, doing) {}

  ports::Enqueued run() {
    know_school(tx_.sql, batch_.school);
    open_cases();
    close_cases();
    for (const job::Job& job : batch_.jobs) ++(add(job) ? out_.added : out_.already_there);
    reconcile();
    keep_withheld();
    out_.withdrawn = withdrawal_.jobs();
    return out_;
  }

 private:
  void open_cases() {
    for (const job::CaseOpened& opened : batch_.opened)
      if (!case_is_open(tx_.sql, batch_.school, opened.id))
        tx_.record.put(case_opened(batch_.school, opened, doing_));
  }

  void close_cases() {
    for (const job::CaseClosed& closed : batch_.closed) {
      if (!case_is_open(tx_.sql, batch_.school, closed.id)) continue;
      tx_.record.put(case_closed(batch_.school, closed, doing_));
      for (const LiveSubject& s : unsent_of_case(tx_.sql, batch_.school, closed.id))
        withdrawal_.take(s, SubjectState::kWithdrawnByPlan, kCaseEnded);
    }
  }

  /// False where none of its subjects is new.
  bool add(const job::Job& planned) {
    job::Job job = planned;
    job.school = batch_.school;
    std::unordered_set<std::string> own;
    std::erase_if(job.subjects, [&](const job::Subject& s) {
      return !own.insert(s.key).second || subject_key_is_taken(tx_.sql, batch_.school, s.key);
    });
    if (job.subjects.empty()) {
      bring_forward(planned);
      return false;
    }
    job.id = job::JobId(seal::uuid7(batch_.planned_at));
    job.key = job::job_key(job);
    insert_job(tx_.sql, job, batch_.planned_at, tx_.deadlines.of(batch_.school));
    for (std::size_t i = 0; i < job.subjects.size(); ++i) insert_subject(tx_.sql, job, static_cast<int>(i));
    for (const job::Subject& s : job.subjects) tx_.record.put(job_planned(job, s, doing_));
    return true;
  }

  /// A text that failed makes its call due at once. Never later: a plan that is made every minute would
  /// push a text's release before itself for ever. What has been tried waits for its retry. "withdrawn <> 1"
  /// is said for the index on the key, which says the same.
  void bring_forward(const job::Job& planned) {
    for (const job::Subject& s : planned.subjects)
      tx_.sql
          .prepared(
              "UPDATE job SET not_before = $1, next_check_at = CASE WHEN state = 'queued' THEN $1 ELSE "
              "next_check_at END WHERE school = $2 AND not_before > $3 "
              "AND attempts = 0 AND state IN ('queued', 'held', 'with_staff') AND id IN (SELECT job FROM "
              "job_subject "
              "WHERE school = $4 AND subject_key = $5 AND withdrawn <> 1 AND withdrawn = 0)")
          .run(planned.not_before, batch_.school, planned.not_before, batch_.school, s.key);
  }

  void reconcile() {
    std::unordered_set<std::string> wanted;
    for (const job::Job& job : batch_.jobs)
      for (const job::Subject& s : job.subjects) wanted.insert(s.key);
    for (const LiveSubject& s : unsent_of_day(tx_.sql, batch_.school, batch_.day))
      if (wanted.count(s.key) == 0) withdrawal_.take(s, SubjectState::kWithdrawnByPlan, kNotPlannedAgain);
    take_back(wanted);
  }

  /// What earlier days left.
  void take_back(const std::unordered_set<std::string>& wanted) {
    for (const job::TakenBack& t : batch_.taken_back)
      if (wanted.count(t.key) == 0)
        for (const LiveSubject& s : unsent_with_key(tx_.sql, batch_.school, t.key))
          withdrawal_.take(s, SubjectState::kWithdrawnByPlan, t.why);
  }

  void keep_withheld() {
    for (const job::Withheld& row : batch_.withheld) {
      const long long added =
          tx_.sql
              .prepared(
                  "INSERT INTO withheld (school, day, pupil, contact, step, rule, case_id, why, planned_at) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT DO NOTHING")
              .run(batch_.school, batch_.day, row.pupil, row.contact, row.step, row.rule, row.case_id,
                   row.why, batch_.planned_at);
      if (added > 0) tx_.record.put(withheld(batch_.school, batch_.day, row, doing_));
    }
  }

  Transaction& tx_;
  const job::Batch& batch_;
  Doing doing_;
  Withdrawal withdrawal_;
  ports::Enqueued out_;
};

}  // namespace

ports::Enqueued enqueue(Transaction& tx, const job::Batch& batch, const std::string& actor) {
  return Enqueuing(tx, batch, {batch.planned_at, actor}).run();
}

int withdraw_for(Transaction& tx, const roll::Urn& school, std::span<const ports::RemovedContact> contacts) {
  int jobs = 0;
  for (const ports::RemovedContact& contact : contacts) {
    Withdrawal withdrawal(tx.sql, tx.record, {contact.at});
    for (const LiveSubject& s : unsent_to(tx.sql, school, contact.pupil, contact.ref))
      withdrawal.take(s, SubjectState::kWithdrawnByPlan, kContactLeft);
    jobs += withdrawal.jobs();
  }
  return jobs;
}

}  // namespace firstday::store
