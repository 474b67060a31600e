// The record and the tables tell the same story: what chronology folds out of the events is what the
// queue has in its rows.
#include "chronology/facts.h"

#include <random>

#include "store/open.h"

namespace firstday::store {
namespace {

using job::Event;
using job::OutcomeKind;
using support::at;

class RecordAndRows : public testing::Test {
 protected:
  /// Every live subject of every job: its state by the rows and by the record.
  void expect_same() {
    const std::vector<chronology::Event> events = journal_->events({}).value();
    const chronology::Facts facts = chronology::facts_of(events);
    const std::vector<ports::JobRow> rows = queue_->jobs({}).value();
    for (const ports::JobRow& row : rows)
      for (const job::Subject& s : row.job.subjects) {
        const chronology::CaseFacts* c = facts.find(s.case_id);
        ASSERT_NE(c, nullptr) << s.case_id;
        const chronology::JobFact* fact = c->job(s.key);
        ASSERT_NE(fact, nullptr) << s.key;
        if (fact->id != row.job.id) continue;  // planned again later under the same key
        const bool gone = std::find(row.withdrawn_subjects.begin(), row.withdrawn_subjects.end(), s.pupil) !=
                          row.withdrawn_subjects.end();
        // A lease is no evidence: to the record a leased job is still queued.
        const job::State shown = row.state == job::State::kLeased ? job::State::kQueued : row.state;
        EXPECT_EQ(fact->state, gone ? job::State::kCancelled : shown) << s.key;
      }
  }
  void plan();
  void dispatch();
  void meddle_with_a_job();
  int dice(int sides) { return static_cast<int>(random_() % static_cast<unsigned>(sides)); }

  std::mt19937 random_{20270112};
  support::TempFolder folder_;
  std::unique_ptr<Database> database_ = open_in(folder_.path());
  std::unique_ptr<ports::JobQueue> queue_ = make_job_queue(*database_);
  std::unique_ptr<ports::Journal> journal_ = make_journal(*database_);
};

/// A plan of the day in which each child is absent or back, and siblings may share a text.
void RecordAndRows::plan() {
  std::vector<job::Job> jobs;
  for (int family = 0; family < 6; ++family) {
    const std::string name = "F" + std::to_string(family);
    std::vector<std::string> absent;
    for (const char* child : {"a", "b"})
      if (dice(3) != 0) absent.push_back(name + child);
    if (absent.empty()) continue;
    jobs.push_back(support::text_job(absent, "C-" + name));
    jobs.push_back(support::staff_job(absent[0], "office", job::Kind::kCall));
  }
  ASSERT_TRUE(queue_->enqueue(support::batch(std::move(jobs)), "firstday"));
}

void RecordAndRows::dispatch() {
  const std::pair<OutcomeKind, Event> ends[] = {{OutcomeKind::kAccepted, Event::kAccepted},
                                                {OutcomeKind::kAccepted, Event::kAcceptedNoReceipt},
                                                {OutcomeKind::kNotSent, Event::kProvenNotSent},
                                                {OutcomeKind::kRejectedPermanent, Event::kGivenUp},
                                                {OutcomeKind::kUnknown, Event::kOutcomeLost}};
  const std::vector<ports::Leased> due =
      queue_->lease({"d", at(9, 45), std::chrono::minutes(5), 2, {}}).value();
  for (const ports::Leased& leased : due) {
    const ports::AttemptStart start = support::start_of(leased, at(9, 45));
    if (dice(4) == 0 || queue_->start_attempts({&start, 1}).value()[0] != ports::StartResult::kStarted)
      continue;
    const auto [outcome, event] = ends[dice(5)];
    const ports::AttemptFinish finish = support::finish_of(start, outcome, event, at(9, 46));
    if (dice(4) == 0) continue;
    ASSERT_TRUE(queue_->finish_attempts({&finish, 1}));
  }
  if (dice(3) != 0) return;
  ASSERT_TRUE(queue_->recover(at(9, 47)));
}

void RecordAndRows::meddle_with_a_job() {
  const std::vector<ports::JobRow> rows = queue_->jobs({}).value();
  if (rows.empty()) return;
  const ports::JobRow& row = rows[static_cast<std::size_t>(dice(static_cast<int>(rows.size())))];
  ports::JobChange change;
  change.school = row.job.school;
  change.job = row.job.id;
  change.event = job::kEvents[static_cast<std::size_t>(dice(static_cast<int>(job::kEvents.size())))];
  if (dice(2) == 0) change.pupil = row.job.subjects[0].pupil;
  change.actor = dice(2) == 0 ? "firstday" : "office";
  change.now = at(9, 50);
  ASSERT_TRUE(queue_->change({&change, 1}));
}

TEST_F(RecordAndRows, AgreeWhateverHappens) {
  for (int round = 0; round < 40; ++round) {
    plan();
    dispatch();
    for (int i = 0; i < 3; ++i) meddle_with_a_job();
    ASSERT_NO_FATAL_FAILURE(expect_same()) << "round " << round;
    if (HasFailure()) return;
  }
  EXPECT_EQ(journal_->verify(support::hazel_road()).value().broken_at, 0);
  EXPECT_GT(queue_->jobs({}).value().size(), 20u);
}

}  // namespace
}  // namespace firstday::store
