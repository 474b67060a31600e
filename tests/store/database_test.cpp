#include "store/database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "store/open.h"

namespace firstday::store {
namespace {

namespace fs = std::filesystem;

class DatabaseFile : public testing::Test {
 protected:
  Database::Settings settings() const { return settings_for(folder_.path()); }
  fs::path file() const { return folder_.path() / "firstday.db"; }
  std::string refusal(Database::Settings s) const {
    const auto opened = Database::open(std::move(s));
    EXPECT_FALSE(opened);
    return opened ? "" : opened.error().what;
  }

  support::TempFolder folder_;
};

TEST_F(DatabaseFile, IsMadeInAFolderForItsOwnerOnly) {
  const fs::path folder = folder_.path() / "a" / "data";
  ASSERT_TRUE(Database::open(settings_for(folder)));
  struct stat info {};
  ASSERT_EQ(::stat(folder.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
}

TEST_F(DatabaseFile, KeepsWhatWasWrittenAfterItIsClosed) {
  { EXPECT_TRUE(meddle(*open_in(folder_.path()), "INSERT INTO school (school) VALUES ('100001')")); }
  EXPECT_EQ(column(*open_in(folder_.path()), "SELECT school FROM school"),
            std::vector<std::string>{"100001"});
}

TEST_F(DatabaseFile, InMemoryLeavesNothingBehindAndIsEachItsOwn) {
  Database::Settings first = settings_for(folder_.path() / "nowhere");
  first.in_memory = true;
  const auto one = Database::open(first).value();
  const auto other = Database::open(first).value();
  EXPECT_TRUE(meddle(*one, "INSERT INTO school (school) VALUES ('100001')"));
  EXPECT_EQ(column(*one, "SELECT school FROM school"), std::vector<std::string>{"100001"});
  EXPECT_EQ(column(*other, "SELECT school FROM school"), std::vector<std::string>{});
  EXPECT_FALSE(fs::exists(folder_.path() / "nowhere"));
}

TEST_F(DatabaseFile, SyncsEveryCommitAndChecksForeignKeys) {
  const auto database = open_in(folder_.path());
  std::vector<std::string> seen;
  ASSERT_TRUE(database->write([&](Transaction& tx) {
    for (const char* name : {"journal_mode", "synchronous", "foreign_keys", "wal_autocheckpoint"}) {
      Statement pragma = tx.sql.once(std::string("PRAGMA ") + name);
      Rows rows = pragma.query();
      seen.push_back(rows.next() ? rows.text() : "");
    }
    return 0;
  }));
  EXPECT_EQ(seen, (std::vector<std::string>{"wal", "2", "1", "0"}));
}

TEST_F(DatabaseFile, LeavesTheSyncToTheNextCommitOnlyWhereItIsTold) {
  const auto database = open_in(folder_.path());
  const auto synchronous = [&](Connection::Sync sync) {
    return database
        ->write(
            [](Transaction& tx) {
              Statement pragma = tx.sql.once("PRAGMA synchronous");
              Rows rows = pragma.query();
              return rows.next() ? rows.small() : -1;
            },
            sync)
        .value();
  };
  EXPECT_EQ(synchronous(Connection::Sync::kWithTheNext), 1);
  EXPECT_EQ(synchronous(Connection::Sync::kAtCommit), 2);
  EXPECT_EQ(synchronous(Connection::Sync::kWithTheNext), 1);
}

TEST_F(DatabaseFile, IsNotCheckpointedByClosingIt) {
  { EXPECT_TRUE(meddle(*open_in(folder_.path()), "INSERT INTO school (school) VALUES ('100001')")); }
  EXPECT_GT(fs::file_size(file().string() + "-wal"), 0u);
}

TEST_F(DatabaseFile, IsCheckpointedByTheWriterNowAndThen) {
  const auto database = open_in(folder_.path());
  const auto before = fs::file_size(file());
  ASSERT_TRUE(meddle(*database, "CREATE TABLE bulk (school TEXT, bytes BLOB)"));
  for (int i = 0; i < 12; ++i)
    ASSERT_TRUE(meddle(*database, "INSERT INTO bulk VALUES ('1', zeroblob(4000000))"));
  EXPECT_GT(fs::file_size(file()), before + 24'000'000);
  EXPECT_LT(fs::file_size(file().string() + "-wal"), 48'000'000u)
      << "the log begins afresh after a checkpoint";
}

TEST_F(DatabaseFile, OpenedForReadingTouchesNothing) {
  EXPECT_NE(refusal({folder_.path() / "none", seal::Keys::from_master({}), true}).find("no database"),
            std::string::npos);
  EXPECT_FALSE(fs::exists(folder_.path() / "none"));
  const auto writer = open_in(folder_.path());
  ASSERT_TRUE(meddle(*writer, "INSERT INTO school (school) VALUES ('100001')"));
  Database::Settings s = settings();
  s.read_only = true;
  const auto reader = Database::open(s).value();
  EXPECT_EQ(column(*reader, "SELECT school FROM school").size(), 1u);
  EXPECT_FALSE(meddle(*reader, "DELETE FROM school"));
}

TEST_F(DatabaseFile, OpenedForReadingNeedsNoLock) {
  open_in(folder_.path());
  fs::remove(folder_.path() / "write.lock");
  Database::Settings s = settings();
  s.read_only = true;
  EXPECT_TRUE(Database::open(s));
  EXPECT_FALSE(fs::exists(folder_.path() / "write.lock"));
}

TEST_F(DatabaseFile, ThatIsNoneIsSaidToBeDamaged) {
  std::ofstream(file()) << std::string(4096, 'x');
  EXPECT_NE(refusal(settings()).find("damaged"), std::string::npos);
}

TEST_F(DatabaseFile, InAPlaceThatCannotBeMadeIsRefusedWithThatPlace) {
  std::ofstream(folder_.path() / "file") << "";
  const std::string why = refusal(settings_for(folder_.path() / "file" / "data"));
  EXPECT_NE(why.find((folder_.path() / "file" / "data").string()), std::string::npos);
}

TEST_F(DatabaseFile, WithACharacterThatMeansSomethingInAddressesIsItsOwnFile) {
  const fs::path folder = folder_.path() / "50% a?b#c";
  { ASSERT_TRUE(meddle(*open_in(folder), "INSERT INTO school (school) VALUES ('100001')")); }
  EXPECT_TRUE(fs::exists(folder / "firstday.db"));
  EXPECT_EQ(column(*open_in(folder), "SELECT school FROM school").size(), 1u);
}

// --- transactions

using Transactions = DatabaseFile;

TEST_F(Transactions, ARefusalTakesEverythingBack) {
  const auto database = open_in(folder_.path());
  const auto out = database->write([](Transaction& tx) -> int {
    know_school(tx.sql, support::hazel_road());
    throw Refusal{base::bad_input("no")};
  });
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().what, "no");
  EXPECT_TRUE(column(*database, "SELECT school FROM school").empty());
  EXPECT_TRUE(meddle(*database, "INSERT INTO school (school) VALUES ('1')")) << "and the next one works";
}

TEST_F(Transactions, AnythingElseThatIsThrownTakesEverythingBackToo) {
  const auto database = open_in(folder_.path());
  EXPECT_THROW(static_cast<void>(database->write([](Transaction& tx) -> int {
                 know_school(tx.sql, support::hazel_road());
                 throw std::bad_alloc();
               })),
               std::bad_alloc);
  EXPECT_TRUE(column(*database, "SELECT school FROM school").empty());
  EXPECT_TRUE(meddle(*database, "INSERT INTO school (school) VALUES ('1')"));
}

TEST_F(Transactions, AReaderSeesOneMomentWhileOthersWrite) {
  const auto database = open_in(folder_.path());
  const auto counts = database->read([&](Connection& sql) {
    const auto count = [&] {
      Rows rows = sql.prepared("SELECT COUNT(*) FROM school").query();
      return rows.next() ? rows.small() : -1;
    };
    const int before = count();
    EXPECT_TRUE(meddle(*database, "INSERT INTO school (school) VALUES ('1')"));
    return std::pair(before, count());
  });
  EXPECT_EQ(counts.value(), std::pair(0, 0));
  EXPECT_EQ(column(*database, "SELECT school FROM school").size(), 1u);
}

TEST_F(Transactions, ManyThreadsWriteOneAfterTheOther) {
  const auto database = open_in(folder_.path());
  const auto journal = make_journal(*database);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 25; ++i) {
        const chronology::Event e = support::note("P1", support::at(9), "x");
        EXPECT_TRUE(journal->append({&e, 1}));
        EXPECT_TRUE(journal->events({}));
      }
    });
  for (std::thread& t : threads) t.join();
  const ports::ChainState state = journal->verify(support::hazel_road()).value();
  EXPECT_EQ(state.events, 100);
  EXPECT_EQ(state.broken_at, 0);
}

// --- what goes wrong

using Failures = DatabaseFile;

TEST_F(Failures, AFullDiskIsSaidAndNothingIsChanged) {
  const auto database = open_in(folder_.path());
  const auto journal = make_journal(*database);
  ASSERT_TRUE(database->write([](Transaction& tx) {
    tx.sql.script("PRAGMA max_page_count = 1");  // SQLite takes the present size as the limit
    return 0;
  }));
  std::vector<chronology::Event> many(2'000, support::note("P1", support::at(9), std::string(500, 'x')));
  const base::Status status = journal->append(many);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, base::ErrorKind::kUnavailable);
  EXPECT_NE(status.error().what.find("full"), std::string::npos);
  EXPECT_TRUE(journal->events({}).value().empty());
  ASSERT_TRUE(database->write([](Transaction& tx) {
    tx.sql.script("PRAGMA max_page_count = 1000000");
    return 0;
  }));
  EXPECT_TRUE(journal->append(many)) << "with room again it goes on";
}

TEST_F(Failures, ALockByAnotherProgramIsSaid) {
  Database::Settings s = settings();
  s.patience = std::chrono::milliseconds(20);
  const auto database = Database::open(s).value();
  Connection viewer(file(), Connection::Use::kWrite, std::chrono::milliseconds(0));
  viewer.begin();
  const base::Status status = meddle(*database, "DELETE FROM school");
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().what.find("locked by another program"), std::string::npos);
  viewer.rollback();
  EXPECT_TRUE(meddle(*database, "DELETE FROM school"));
}

TEST_F(Failures, ABrokenRuleIsSaidWithoutTheValue) {
  const auto database = open_in(folder_.path());
  const base::Status status =
      meddle(*database,
             "INSERT INTO mark (school, day, pupil, session, code) VALUES ('1', 'x', 'Secret', 'eve', 'N')");
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().what.find("breaks its rules"), std::string::npos);
  EXPECT_EQ(status.error().what.find("Secret"), std::string::npos);
}

TEST_F(Failures, EachHasASentenceThatSaysWhatToDo) {
  const std::pair<int, const char*> cases[] = {{SQLITE_BUSY, "try again"},
                                               {SQLITE_FULL, "Make room"},
                                               {SQLITE_CORRUPT, "restore the last backup"},
                                               {SQLITE_NOTADB, "restore"},
                                               {SQLITE_READONLY, "belong"},
                                               {SQLITE_CANTOPEN, "exists"},
                                               {SQLITE_IOERR, "check the disk"},
                                               {SQLITE_CONSTRAINT, "report"},
                                               {SQLITE_NOMEM, "try again"},
                                               {SQLITE_IOERR_FSYNC, "check the disk"},
                                               {SQLITE_IOERR_SHMSIZE, "Make room"},
                                               {SQLITE_CONSTRAINT_UNIQUE, "report"}};
  for (const auto& [code, what] : cases) {
    const base::Error error = in_words(SqlError(code), "/srv/firstday");
    EXPECT_EQ(error.kind, base::ErrorKind::kUnavailable);
    EXPECT_NE(error.what.find(what), std::string::npos) << code << ": " << error.what;
    EXPECT_NE(error.what.find("/srv/firstday"), std::string::npos) << code;
  }
}

}  // namespace
}  // namespace firstday::store
