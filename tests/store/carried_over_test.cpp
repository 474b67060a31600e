// A database that an older Firstday has filled, brought up to date: nothing is lost, changed or let go.
#include <map>

#include "base/text.h"
#include "store/open.h"

namespace firstday::store {
namespace {

/// The last schema whose tables of jobs and attempts were the first ones.
constexpr std::size_t kBefore = 5;

class CarriedOver : public testing::Test {
 protected:
  std::unique_ptr<Database> older() const {
    Database::Settings s = settings_for(folder_.path());
    s.migrations = shipped_migrations().first(kBefore);
    return Database::open(s).value();
  }

  using Columns = std::map<std::string, std::vector<std::string>>;

  static Columns columns_of(Database& database) {
    Columns out;
    for (const std::string& table :
         column(database, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"))
      out[table] = column(database, "SELECT name FROM pragma_table_info('" + table + "')");
    return out;
  }

  /// Every row of every table, each value as SQL would write it: 'text', X'blob', 1, NULL. Of a table that
  /// `only` has, only those columns.
  static std::map<std::string, std::vector<std::string>> rows_of(Database& database, const Columns& only) {
    std::map<std::string, std::vector<std::string>> out;
    for (const std::string& table :
         column(database,
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND "
                "name <> 'schema_version'")) {
      std::vector<std::string> quoted;
      const Columns all = columns_of(database);
      for (const std::string& name : only.count(table) != 0 ? only.at(table) : all.at(table))
        quoted.push_back("'" + name + " ' || quote(" + name + ")");
      out[table] =
          column(database, "SELECT " + base::join(quoted, " || ' ' || ") + " FROM " + table + " ORDER BY 1");
    }
    return out;
  }

  support::TempFolder folder_;
};

/// Texts in every state that an attempt can leave behind, a merged one, a task, and what was withheld.
/// Today's verbs write columns that those tables had not, and ask whether there is a quarantine: all of it is
/// there while they are filled.
void fill_tables(Database& database);
void fill(Database& database) {
  for (const char* name : {"next_check_at", "told_at"})
    ASSERT_TRUE(meddle(database, std::string("ALTER TABLE job ADD COLUMN ") + name + " INTEGER"));
  ASSERT_TRUE(meddle(database, "CREATE TABLE quarantine (released_at INTEGER) STRICT"));
  fill_tables(database);
  ASSERT_TRUE(meddle(database, "DROP TABLE quarantine"));
  for (const char* name : {"next_check_at", "told_at"})
    ASSERT_TRUE(meddle(database, std::string("ALTER TABLE job DROP COLUMN ") + name));
}

void fill_tables(Database& database) {
  const auto queue = make_job_queue(database);
  job::Batch b = support::batch({support::text_job({"P1", "P2"}, "C1"), support::text_job({"P3"}, "C3"),
                                 support::text_job({"P4"}, "C4"), support::text_job({"P5"}, "C5"),
                                 support::text_job({"P6"}, "C6"), support::staff_job("P7", "office")});
  b.withheld = {{roll::PupilRef("P8"), {}, {}, "", "no_mark", "no mark was taken"}};
  ASSERT_TRUE(queue->enqueue(b, "office"));
  const auto leased = queue->lease({"d", support::at(9, 45), std::chrono::minutes(5), 4, {}}).value();
  ASSERT_EQ(leased.size(), 4u);
  std::vector<ports::AttemptStart> starts;
  for (const ports::Leased& l : leased) starts.push_back(support::start_of(l, support::at(9, 45)));
  ASSERT_TRUE(queue->start_attempts(starts));
  const auto now = support::at(9, 46);
  const ports::AttemptFinish finishes[] = {
      support::finish_of(starts[0], job::OutcomeKind::kAccepted, job::Event::kAccepted, now),
      support::finish_of(starts[1], job::OutcomeKind::kNotSent, job::Event::kProvenNotSent, now),
      support::finish_of(starts[2], job::OutcomeKind::kUnknown, job::Event::kOutcomeLost, now)};
  ASSERT_TRUE(queue->finish_attempts(finishes));  // and the fourth is still on the wire
}

void expect_guarded(Database& database) {
  for (const std::string table : {"event", "message", "attempt_outcome", "withheld"}) {
    ASSERT_FALSE(column(database, "SELECT school FROM " + table).empty()) << table;
    EXPECT_FALSE(meddle(database, "UPDATE " + table + " SET school = '9'")) << table;
    EXPECT_FALSE(meddle(database, "DELETE FROM " + table)) << table;
  }
  EXPECT_FALSE(meddle(database, "DELETE FROM job")) << "attempts refer to it";
  EXPECT_FALSE(meddle(database, "DELETE FROM attempt")) << "messages refer to it";
  EXPECT_FALSE(meddle(database, "UPDATE job SET state = 'lost'"));
  EXPECT_FALSE(meddle(database, "UPDATE attempt SET state = 'lost'"));
  EXPECT_FALSE(meddle(database, "UPDATE job_subject SET withdrawn = 3"));
  EXPECT_FALSE(meddle(database, "UPDATE attempt_claim SET live = 1, claim = 'the same for all'"));
}

TEST_F(CarriedOver, EveryRowIsThereAsItWas) {
  std::map<std::string, std::vector<std::string>> before;
  Columns columns;
  {
    const auto database = older();
    fill(*database);
    columns = columns_of(*database);
    before = rows_of(*database, columns);
    for (const char* table :
         {"job", "job_subject", "attempt", "attempt_claim", "attempt_outcome", "message", "event"})
      ASSERT_GE(before[table].size(), 3u) << table;
  }
  const auto database = open_in(folder_.path());
  ASSERT_EQ(column(*database, "SELECT MAX(version) FROM schema_version"),
            std::vector<std::string>{std::to_string(shipped_migrations().size())});
  for (const auto& [table, rows] : rows_of(*database, columns))
    EXPECT_EQ(rows, before.count(table) > 0 ? before[table] : std::vector<std::string>{}) << table;
  EXPECT_EQ(column(*database, "PRAGMA foreign_key_check").size(), 0u);
  EXPECT_EQ(column(*database, "PRAGMA integrity_check"), std::vector<std::string>{"ok"});
  EXPECT_EQ(make_journal(*database)->verify(support::hazel_road()).value().broken_at, 0);
  expect_guarded(*database);
}

/// What is under way gets its next check with the schema, and only that.
TEST_F(CarriedOver, EveryJobThatIsNotAtItsEndIsLookedAtAgain) {
  { fill(*older()); }
  const auto database = open_in(folder_.path());
  const auto rows = make_job_queue(*database)->jobs({}).value();
  ASSERT_EQ(rows.size(), 6u);
  const std::map<job::State, base::Instant> expected = {{job::State::kAwaitingReceipt, support::at(10, 46)},
                                                        {job::State::kUnknown, support::at(9, 56)},
                                                        {job::State::kInFlight, support::at(9, 47)}};
  std::map<job::State, int> states;
  for (const ports::JobRow& row : rows) {
    ++states[row.state];
    EXPECT_EQ(row.next_check_at.has_value(), !job::is_terminal(row.state)) << job::word(row.state);
    const auto at = expected.find(row.state);
    if (at != expected.end()) {
      EXPECT_EQ(row.next_check_at, at->second) << job::word(row.state);
    }
  }
  EXPECT_EQ(states.size(), 5u) << "queued, in flight, awaiting a receipt, unknown, with staff";
}

/// A morning that is under way goes on: what was on the wire becomes unknown, what waits is sent.
TEST_F(CarriedOver, TheMorningGoesOn) {
  { fill(*older()); }
  const auto database = open_in(folder_.path());
  const auto queue = make_job_queue(*database);
  const ports::Recovered recovered = queue->recover(support::at(9, 50)).value();
  EXPECT_EQ(recovered.unknown, 1);
  const auto leased = queue->lease({"e", support::at(9, 51), std::chrono::minutes(5), 10, {}}).value();
  EXPECT_EQ(leased.size(), 2u) << "the one that was never tried, and the one proven not sent";
  for (const ports::Leased& l : leased) {
    const ports::AttemptStart start = support::start_of(l, support::at(9, 52));
    EXPECT_EQ(queue->start_attempts({&start, 1}).value().at(0), ports::StartResult::kStarted);
  }
  EXPECT_TRUE(queue->lease({"e", support::at(12, 30), std::chrono::minutes(5), 10, {}}).value().empty());
  EXPECT_EQ(make_journal(*database)->verify(support::hazel_road()).value().broken_at, 0);
}

}  // namespace
}  // namespace firstday::store
