// The schema against the words of the job state table, and against the rules of the house.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "base/text.h"
#include "job/outcome.h"
#include "job/state.h"
#include "store/open.h"
#include "store/queue_verbs.h"

namespace firstday::store {
namespace {

class Schema : public testing::Test {
 protected:
  /// The quoted words from `opening` to the next ")" in the definition of a table or index.
  std::set<std::string> words_of(const std::string& name, const std::string& opening) {
    const std::string sql =
        column(*database_, "SELECT sql FROM sqlite_master WHERE name = '" + name + "'").at(0);
    const std::size_t from = sql.find(opening);
    EXPECT_NE(from, std::string::npos) << name << ": " << opening;
    const std::string list = sql.substr(from, sql.find(')', from) - from);
    std::set<std::string> out;
    const std::vector<std::string> parts = base::split(list, '\'');
    for (std::size_t i = 1; i < parts.size(); i += 2) out.insert(parts[i]);
    return out;
  }
  template <typename Values>
  static std::set<std::string> words_for(const Values& values, bool (*wanted)(typename Values::value_type)) {
    std::set<std::string> out;
    for (const auto value : values)
      if (wanted(value)) out.emplace(job::word(value));
    return out;
  }

  /// The column `at` of what EXPLAIN says of a statement.
  std::vector<std::string> explained(const std::string& explain, int at) {
    return database_
        ->read([&](Connection& connection) {
          Statement statement = connection.once(explain);
          Rows rows = statement.query();
          std::vector<std::string> out;
          while (rows.next()) {
            for (int i = 0; i < at; ++i) rows.number();
            out.push_back(rows.text());
          }
          return out;
        })
        .value();
  }
  std::string plan_of(const std::string& sql) {
    return base::join(explained("EXPLAIN QUERY PLAN " + sql, 3), "; ");
  }
  /// The instructions that a statement is made of.
  std::vector<std::string> steps_of(const std::string& sql) { return explained("EXPLAIN " + sql, 1); }
  std::string insertion_into(const std::string& table) {
    std::vector<std::string> values;
    for (std::size_t i = column(*database_, "SELECT name FROM pragma_table_info('" + table + "')").size();
         i > 0; --i)
      values.emplace_back("?");
    return "INSERT INTO " + table + " VALUES (" + base::join(values, ", ") + ")";
  }

  support::TempFolder folder_;
  std::unique_ptr<Database> database_ = open_in(folder_.path());
};

TEST_F(Schema, RepeatsTheStatesOfAJob) {
  EXPECT_EQ(words_of("job", "CHECK (state = "), words_for(job::kStates, [](job::State) { return true; }));
}

TEST_F(Schema, LooksForExpiryAmongTheStatesThatMayExpire) {
  EXPECT_EQ(words_of("job_expiring", "WHERE state = "), words_for(job::kStates, [](job::State s) {
              return job::next(s, job::Event::kExpire).has_value();
            }));
}

TEST_F(Schema, LooksForWhatIsAwaitedAmongTheStatesThatNoOtherIndexWatches) {
  EXPECT_EQ(words_of("job_check", "WHERE state = "),
            (std::set<std::string>{std::string(job::word(job::State::kAwaitingReceipt)),
                                   std::string(job::word(job::State::kUnknown))}));
}

TEST_F(Schema, RepeatsTheStatesOfAnAttempt) {
  EXPECT_EQ(words_of("attempt", "CHECK (state = "),
            words_for(job::kAttemptStates, [](job::AttemptState) { return true; }));
  EXPECT_EQ(words_of("attempt", "live = 0 AND state IN ("),
            words_for(job::kAttemptStates, [](job::AttemptState s) { return !job::is_possibly_live(s); }));
}

TEST_F(Schema, RepeatsTheOutcomes) {
  EXPECT_EQ(words_of("attempt_outcome", "CHECK (kind = "),
            words_for(job::kOutcomeKinds, [](job::OutcomeKind) { return true; }));
}

TEST_F(Schema, EveryTableAndEveryUniqueKeyBeginsWithTheSchool) {
  const std::vector<std::string> tables = column(
      *database_,
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "AND name NOT IN ('schema_version', 'installation', 'quarantine')");  // of the whole installation
  EXPECT_GE(tables.size(), 15u);
  for (const std::string& table : tables) {
    EXPECT_EQ(column(*database_, "SELECT name FROM pragma_table_info('" + table + "') WHERE cid = 0").at(0),
              "school")
        << table;
    for (const std::string& index :
         column(*database_, "SELECT name FROM pragma_index_list('" + table + "') WHERE \"unique\" = 1"))
      EXPECT_EQ(
          column(*database_, "SELECT name FROM pragma_index_info('" + index + "') WHERE seqno = 0").at(0),
          "school")
          << index;
  }
}

TEST_F(Schema, IsDescribedWhole) {
  std::ifstream file(std::string(FIRSTDAY_SOURCE_DIR) + "/src/store/SCHEMA.md");
  const std::string page((std::istreambuf_iterator<char>(file)), {});
  for (const std::string& name :
       column(*database_,
              "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') AND name NOT LIKE 'sqlite_%'"))
    EXPECT_NE(page.find("`" + name + "`"), std::string::npos) << name << " is not in src/store/SCHEMA.md";
}

TEST_F(Schema, EveryTableIsStrict) {
  for (const std::string& sql :
       column(*database_, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
    EXPECT_NE(sql.find("STRICT"), std::string::npos) << sql;
}

/// SQLite makes a table in memory of a list of more than two words, for every row and every CHECK and index.
TEST_F(Schema, NoRowOfASendCostsATableInMemory) {
  std::vector<std::string> writes = {
      "UPDATE job SET state = $1, state_at = $2, fence = $3, not_before = $4 WHERE school = $5 AND id = $6",
      "UPDATE attempt SET state = $1, live = $2 WHERE school = $3 AND id = $4"};
  for (const char* table :
       {"job", "job_subject", "attempt", "attempt_claim", "message", "attempt_outcome", "event"})
    writes.push_back(insertion_into(table));
  for (const std::string& write : writes) {
    const std::vector<std::string> steps = steps_of(write);
    EXPECT_GT(steps.size(), 10u) << write;
    EXPECT_EQ(std::count(steps.begin(), steps.end(), "OpenEphemeral"), 0) << write;
  }
}

TEST_F(Schema, NoQueryOfTheDayWalksAWholeSchool) {
  const std::string subject =
      "SELECT s.job FROM job_subject s JOIN job j ON j.school = s.school AND j.id = s.job "
      "WHERE s.school = '1' AND s.withdrawn = 0 ";
  const std::pair<std::string, std::string> expected[] = {
      {"SELECT school, id FROM job WHERE state = 'queued' AND carried = 1 AND not_before <= 1 AND '|' NOT "
       "LIKE "
       "'%|' || kind || '|%' AND school = '1' ORDER BY priority, not_before, id LIMIT 1",
       "INDEX job_due (school=?)"},
      {"SELECT school, kind, MIN(not_before) FROM job WHERE state = 'queued' AND carried = 1 AND priority < "
       "10 "
       "GROUP BY school, kind",
       "INDEX job_urgent"},
      {"SELECT m.sent_to FROM attempt a JOIN message m ON m.school = a.school AND m.attempt = a.id WHERE "
       "a.school = '1' AND a.id >= '0' AND a.started_at >= 1 AND a.live = 1 ORDER BY a.id",
       "(school=? AND attempt>?)"},
      {kOverdueJobs, "INDEX job_expiring"},
      {kUncheckedJobs, "INDEX job_check"},
      {"SELECT a.id FROM attempt_outcome o JOIN attempt a ON a.school = o.school AND a.id = o.attempt WHERE "
       "o.school = '1' AND o.provider_ref = 'r' AND o.provider_ref <> '' AND a.account = 'a'",
       "INDEX attempt_outcome_ref"},
      {"SELECT DISTINCT status FROM receipt_word WHERE school = '1' AND attempt = 'a' AND attempt <> '' AND "
       "kind = 'receipt'",
       "INDEX receipt_word_attempt"},
      {"SELECT 1 FROM receipt_word WHERE school = '1' AND account = 'a' AND provider_ref = 'r' AND "
       "provider_ref <> '' AND kind = 'reply'",
       "INDEX receipt_word_ref"},
      {"SELECT post FROM receipt_word WHERE school = '1' AND is_open = 1 ORDER BY received_at",
       "INDEX receipt_word_open"},
      {"UPDATE job SET state = 'queued' WHERE state = 'leased' AND lease_until <= 1", "INDEX job_leased"},
      {"SELECT 1 FROM job_subject WHERE school = '1' AND subject_key = 'k' AND withdrawn <> 1",
       "job_subject_key"},
      {subject + "AND j.day = '2027-01-12' ORDER BY s.job, s.place", "INDEX job_of_day"},
      {subject + "AND s.case_id = 'c' ORDER BY s.job, s.place", "INDEX job_subject_case"},
      {subject + "AND s.pupil = 'p' AND j.contact = 'c' ORDER BY s.job, s.place", "INDEX job_subject_pupil"},
      {"SELECT details FROM event WHERE school = '1' AND pupil <> '' AND pupil = 'p' ORDER BY school, seq",
       "INDEX event_of_pupil"},
      {"SELECT details FROM event WHERE school = '1' AND case_id <> '' AND (school, case_id) IN (SELECT "
       "c.school, c.id "
       "FROM absence_case c WHERE c.school = '1' AND (c.closed_at IS NULL OR c.closed_at >= 1)) ORDER BY "
       "school, seq",
       "INDEX event_of_case"},
      {"SELECT 1 FROM attempt_claim WHERE school = '1' AND claim = 'c' AND live = 1",
       "INDEX attempt_claim_live"},
      {"SELECT id FROM attempt WHERE state = 'started'", "INDEX attempt_started"},
      {"SELECT j.id FROM job j LEFT JOIN job_subject s ON s.school = j.school AND s.job = j.id AND "
       "s.withdrawn "
       "= 0 WHERE j.school = '1' AND j.id IN ('a', 'b', 'b') ORDER BY j.id, s.place",
       "SEARCH j USING PRIMARY KEY (school=? AND id=?)"},
      {"UPDATE job SET fence = fence + 1 WHERE school = '1' AND id IN ('a', 'b', 'b')",
       "SEARCH job USING PRIMARY KEY (school=? AND id=?)"}};
  for (const auto& [sql, index] : expected)
    EXPECT_NE(plan_of(sql).find(index), std::string::npos) << plan_of(sql);
}

/// Fills the insert-only tables through the ports.
class InsertOnly : public Schema {
 protected:
  void SetUp() override {
    const auto queue = make_job_queue(*database_);
    job::Batch b = support::batch({support::text_job({"P1"}, "C1")});
    b.withheld = {{roll::PupilRef("P2"), {}, {}, "", "no_mark", "no mark was taken"}};
    ASSERT_TRUE(queue->enqueue(b, "office"));
    const auto leased = queue->lease({"d", support::at(9, 45), std::chrono::minutes(5), 1, {}}).value();
    const ports::AttemptStart start = support::start_of(leased.at(0), support::at(9, 45));
    ASSERT_TRUE(queue->start_attempts({&start, 1}));
    const ports::AttemptFinish finish =
        support::finish_of(start, job::OutcomeKind::kAccepted, job::Event::kAccepted, support::at(9, 46));
    ASSERT_TRUE(queue->finish_attempts({&finish, 1}));
    ports::PrintedLetter letter;
    letter.job = support::text_job({"P1"}, "C1");
    ASSERT_TRUE(make_letter_archive(*database_)->keep({&letter, 1}, support::at(14, 30), "office"));
    ports::Posted posted;
    posted.id = "post";
    posted.school = support::hazel_road();
    ASSERT_TRUE(make_receipt_inbox(*database_)->keep(posted));
  }
};

TEST_F(InsertOnly, RowsAreNeitherChangedNorDeleted) {
  for (const std::string table :
       {"event", "message", "attempt_outcome", "withheld", "kept_letter", "receipt_post"}) {
    ASSERT_FALSE(column(*database_, "SELECT school FROM " + table).empty()) << table;
    EXPECT_FALSE(meddle(*database_, "UPDATE " + table + " SET school = '9'")) << table;
    EXPECT_FALSE(meddle(*database_, "DELETE FROM " + table)) << table;
  }
}

TEST_F(InsertOnly, TheDatabaseItselfForbidsTwoLiveClaims) {
  EXPECT_FALSE(meddle(
      *database_,
      "INSERT INTO attempt (school, id, job, number, fence, provider, account, started_at, state, live) "
      "SELECT school, 'second', job, 2, 9, '', '', 0, 'started', 1 FROM attempt; "
      "INSERT INTO attempt_claim (school, attempt, claim, live) "
      "SELECT school, 'second', claim, 1 FROM attempt_claim"));
}

TEST_F(InsertOnly, TheDatabaseItselfForbidsOneSubjectTwice) {
  EXPECT_FALSE(
      meddle(*database_,
             "INSERT INTO job_subject (school, job, place, pupil, case_id, session, day_number, policy, "
             "policy_version, subject_key, withdrawn) SELECT school, job, 7, pupil, case_id, session, "
             "day_number, policy, policy_version, subject_key, 0 FROM job_subject"));
}

TEST_F(InsertOnly, AnAttemptThatMayHaveLeftIsLive) {
  EXPECT_FALSE(meddle(*database_, "UPDATE attempt SET live = 0"));
  EXPECT_FALSE(meddle(*database_, "UPDATE attempt SET state = 'not_sent'"));
  EXPECT_TRUE(meddle(*database_, "UPDATE attempt SET state = 'not_sent', live = 0"));
}

}  // namespace
}  // namespace firstday::store
