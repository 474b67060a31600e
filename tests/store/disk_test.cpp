// A disk that fails, fills up or goes away under a process that stays, and what the store does when it is
// back.
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/mount.h>

#include <fstream>

#include "store/open.h"
#include "support/builders.h"
#include "support/temp_folder.h"

namespace firstday::store {
namespace {

namespace fs = std::filesystem;

class Disk : public testing::Test {
 protected:
  fs::path file() const { return folder_.path() / "firstday.db"; }
  static base::Status note(Database& database, const std::string& text) {
    const std::vector<chronology::Event> one = {support::note("P1", support::at(9), text)};
    return make_journal(database)->append(one);
  }
  static long long events(Database& database) {
    const ports::ChainState chain = make_journal(database)->verify(support::hazel_road()).value();
    EXPECT_EQ(chain.broken_at, 0) << chain.why;
    return chain.events;
  }
  static base::Status fail_the_disk(Database& database) {
    const auto failed = database.write([](Transaction&) -> int { throw SqlError(SQLITE_IOERR_FSYNC); });
    return failed ? base::Status{} : base::Status{failed.error()};
  }
  void move_away(const fs::path& to) const {
    for (const char* end : {"", "-wal", "-shm"})
      if (fs::exists(file().string() + end)) fs::rename(file().string() + end, to.string() + end);
  }
  void put_back(const fs::path& from) const {
    for (const char* end : {"", "-wal", "-shm"})
      if (fs::exists(from.string() + end)) fs::rename(from.string() + end, file().string() + end);
  }

  support::TempFolder folder_;
};

TEST_F(Disk, ThatFailedIsOpenedAgainAndCopiedInFullBeforeAnythingIsWritten) {
  const auto database = open_in(folder_.path());
  ASSERT_TRUE(note(*database, "before"));
  ASSERT_GT(fs::file_size(file().string() + "-wal"), 0u);
  const auto mark_connection = [](Transaction& tx) {
    tx.sql.script("PRAGMA cache_size = -7");
    return 0;
  };
  ASSERT_TRUE(database->write(mark_connection).ok());
  EXPECT_FALSE(fail_the_disk(*database));
  const auto look = [](Transaction& tx) {
    Rows rows = tx.sql.prepared("PRAGMA cache_size").query();
    rows.next();
    return rows.number();
  };
  EXPECT_EQ(database->write(look).value(), -32768) << "another connection";
  EXPECT_EQ(fs::file_size(file().string() + "-wal"), 0u) << "all of the log is in the file";
  ASSERT_TRUE(note(*database, "after"));
  EXPECT_EQ(events(*database), 2);
}

TEST_F(Disk, AReaderInTheWayKeepsItFromGoingOnUntilItIsDone) {
  Database::Settings settings = settings_for(folder_.path());
  settings.patience = std::chrono::milliseconds(20);
  const auto database = Database::open(settings).value();
  ASSERT_TRUE(note(*database, "one"));
  Connection viewer(file(), Connection::Use::kReadOnly, std::chrono::milliseconds(0));
  viewer.begin_snapshot();
  viewer.script("SELECT * FROM event");
  EXPECT_FALSE(fail_the_disk(*database));
  EXPECT_FALSE(note(*database, "two"));
  viewer.commit();
  EXPECT_TRUE(note(*database, "two"));
  EXPECT_EQ(events(*database), 2);
}

TEST_F(Disk, ADatabaseThatWasTakenAwayIsNotWrittenOn_AndGoesOnWhenItIsBack) {
  const auto database = open_in(folder_.path());
  ASSERT_TRUE(note(*database, "one"));
  const fs::path away = folder_.path() / "away";
  move_away(away);
  EXPECT_FALSE(note(*database, "two"));
  EXPECT_FALSE(note(*database, "two")) << "and no new one is made in its place";
  EXPECT_FALSE(fs::exists(file()));
  put_back(away);
  EXPECT_TRUE(note(*database, "two"));
  EXPECT_EQ(events(*database), 2);
}

TEST_F(Disk, AnOlderDatabaseInItsPlaceIsRefused) {
  const fs::path older = folder_.path() / "older";
  const auto database = open_in(folder_.path());
  ASSERT_TRUE(note(*database, "one"));
  fs::copy_file(file(), older);
  fs::copy_file(file().string() + "-wal", older.string() + "-wal");
  ASSERT_TRUE(note(*database, "two"));
  move_away(folder_.path() / "newer");
  put_back(older);
  ASSERT_FALSE(note(*database, "three"));
  const base::Status refused = note(*database, "three");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("is not what was written"), std::string::npos) << refused.error().what;
}

TEST_F(Disk, BelowTheReserveNothingIsLeasedOrStarted_AndOutcomesAreRecordedAllTheSame) {
  Database::Settings settings = settings_for(folder_.path());
  settings.reserve_bytes = 1LL << 60;
  const auto database = Database::open(settings).value();
  const auto queue = make_job_queue(*database);
  const auto leased = queue->lease({"me", support::at(9), std::chrono::minutes(1), 1, {}});
  ASSERT_FALSE(leased.ok());
  EXPECT_EQ(leased.error().kind, base::ErrorKind::kUnavailable);
  EXPECT_NE(leased.error().what.find("reserve"), std::string::npos);
  EXPECT_FALSE(queue->start_attempts({}).ok());
  EXPECT_TRUE(queue->finish_attempts({}).ok());
  EXPECT_TRUE(note(*database, "kept"));
  const auto health = make_store_health(*database);
  EXPECT_FALSE(health->has_room());
  EXPECT_TRUE(health->can_write());
}

TEST_F(Disk, HealthWritesForReal) {
  const auto database = open_in(folder_.path());
  const auto health = make_store_health(*database);
  ASSERT_TRUE(health->can_write());
  const auto size = fs::file_size(file().string() + "-wal");
  ASSERT_TRUE(health->can_write());
  EXPECT_GT(fs::file_size(file().string() + "-wal"), size);
  EXPECT_EQ(events(*database), 0);
}

/// A file system of 4 MB of its own; only root may mount one.
class SmallDisk : public Disk {
 protected:
  SmallDisk() {
    fs::create_directories(data());
    mounted_ = ::mount("none", data().c_str(), "tmpfs", 0, "size=4m") == 0;
  }
  ~SmallDisk() override {
    if (mounted_) ::umount2(data().c_str(), MNT_DETACH);
  }
  fs::path data() const { return folder_.path() / "small"; }
  /// Takes all the room there is, but for so many bytes.
  void fill(long long but_for) const {
    std::ofstream out(data() / "filler", std::ios::binary);
    const std::string block(4096, 'x');
    while (out.good() && static_cast<long long>(fs::space(data()).available) > but_for)
      (out << block).flush();
  }
  void free() const { fs::remove(data() / "filler"); }

  bool mounted_ = false;
};

TEST_F(SmallDisk, ThatIsFullTakesNothing_AndWithRoomAgainEverythingGoesOn) {
  if (!mounted_) GTEST_SKIP() << "only root may mount a file system";
  const auto database = open_in(data());
  const auto health = make_store_health(*database);
  long long kept = 0;
  for (int i = 0; i < 20; ++i) kept += note(*database, "before").ok() ? 1 : 0;
  EXPECT_EQ(kept, 20);
  fill(0);
  const std::string large(50'000, 'y');
  bool refused = false;
  for (int i = 0; i < 100; ++i) {
    const base::Status status = note(*database, large);
    refused = refused || !status;
    kept += status ? 1 : 0;
  }
  EXPECT_TRUE(refused);
  EXPECT_FALSE(note(*database, large));
  EXPECT_TRUE(make_journal(*database)->verify(support::hazel_road()).ok()) << "what is there can be read";
  free();
  EXPECT_TRUE(health->can_write());
  for (int i = 0; i < 5; ++i) {
    const base::Status status = note(*database, large);
    EXPECT_TRUE(status) << status.error().what;
    ++kept;
  }
  EXPECT_EQ(events(*database), kept);
}

}  // namespace
}  // namespace firstday::store
