#include "store/backup.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "seal/whole_file.h"
#include "store/open.h"

namespace firstday::store {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Backup : public testing::Test {
 protected:
  fs::path data() const { return folder_.path() / "data"; }
  fs::path file() const { return folder_.path() / "one.backup"; }
  base::Result<ports::BackupInfo> back_up() {
    return make_backup(data(), "1.2.3")->back_up(file(), support::at(9, 35));
  }
  /// What is in the file, as a data folder of its own.
  std::unique_ptr<Database> unpacked() {
    const auto manifest = seal::check_backup(file(), "database");
    EXPECT_TRUE(manifest.ok()) << manifest.error().what;
    fs::create_directories(folder_.path() / "copy");
    auto out = seal::WholeFile::begin(folder_.path() / "copy/firstday.db");
    EXPECT_TRUE(seal::copy_out(file(), manifest.value(), out.value()).ok());
    EXPECT_TRUE(out.value().finish().ok());
    return open_in(folder_.path() / "copy");
  }
  static void note(Database& database, const std::string& text) {
    chronology::Event e;
    e.school = support::school().urn;
    e.at = support::at(9, 30);
    e.details = {{"text", base::Personal(text)}};
    ASSERT_TRUE(make_journal(database)->append(std::span(&e, 1)).ok());
  }

  support::TempFolder folder_;
  std::unique_ptr<Database> database_ = open_in(data());
};

TEST_F(Backup, HoldsWhatWasCommittedAndTellsWhereEachChainEnds) {
  note(*database_, "one");
  note(*database_, "two");
  const auto info = back_up();
  ASSERT_TRUE(info.ok()) << info.error().what;
  ASSERT_EQ(info.value().ends.size(), 1u);
  EXPECT_EQ(info.value().ends[0].seq, 2);
  EXPECT_EQ(info.value().schema, shipped_migrations().back().number);
  const auto copy = unpacked();
  const auto state = make_journal(*copy)->verify(support::school().urn);
  ASSERT_TRUE(state.ok());
  EXPECT_EQ(state.value().broken_at, 0) << state.value().why;
  EXPECT_EQ(state.value().head, info.value().ends[0].hash);
}

TEST_F(Backup, ReadsBackWhatItsManifestTells) {
  note(*database_, "one");
  const ports::BackupInfo made = back_up().value();
  const auto read = info_of(seal::check_backup(file(), "database").value(), file());
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read.value().ends, made.ends);
  EXPECT_EQ(read.value().at, support::at(9, 35));
  EXPECT_EQ(read.value().program, "1.2.3");
  EXPECT_EQ(read.value().sha256, made.sha256);
}

TEST_F(Backup, IsOneInstantWhileAnotherWrites) {
  note(*database_, "first");
  std::jthread writer([&](const std::stop_token& ended) {
    for (int i = 0; !ended.stop_requested(); ++i) note(*database_, "more " + std::to_string(i));
  });
  for (int i = 0; i < 5; ++i) {
    fs::remove(file());
    fs::remove_all(folder_.path() / "copy");
    const auto info = back_up();
    ASSERT_TRUE(info.ok()) << info.error().what;
    const auto copy = unpacked();
    const auto state = make_journal(*copy)->verify(support::school().urn);
    EXPECT_EQ(state.value().broken_at, 0) << state.value().why;
    EXPECT_EQ(state.value().events, info.value().ends[0].seq);
  }
}

TEST_F(Backup, IsOneFileForItsOwnerOnlyWithoutAKeyInIt) {
  ASSERT_TRUE(back_up().ok());
  struct stat made {};
  ASSERT_EQ(::stat(file().c_str(), &made), 0);
  EXPECT_EQ(made.st_mode & 0777, 0600u);
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder_.path())) names.push_back(entry.path().filename());
  EXPECT_THAT(names, testing::UnorderedElementsAre("data", "one.backup"));
}

TEST_F(Backup, LeavesNothingWhereTheDatabaseIsDamaged) {
  for (int i = 0; i < 200; ++i) note(*database_, std::string(2000, 'x'));
  ASSERT_TRUE(back_up().ok()) << "brings the log into the file";
  fs::remove(file());
  database_.reset();
  fs::remove(data() / "firstday.db-wal");  // it has every page too
  std::fstream db(data() / "firstday.db", std::ios::binary | std::ios::in | std::ios::out);
  db.seekp(4096 * 40);
  db << std::string(4096 * 20, '\xff');
  db.close();
  const auto refused = back_up();
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().what, HasSubstr("damaged"));
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_FALSE(fs::exists(file().string() + ".part"));
}

TEST_F(Backup, WithoutADatabaseIsRefused) {
  const auto refused = make_backup(folder_.path() / "nowhere", "1")->back_up(file(), {});
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().what, HasSubstr("no database"));
}

}  // namespace
}  // namespace firstday::store
