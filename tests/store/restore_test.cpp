#include "store/restore.h"

#include <gmock/gmock.h>

#include <fstream>

#include "seal/backup_file.h"
#include "store/backup.h"
#include "store/high_water.h"
#include "store/open.h"
#include "store/quarantine.h"

namespace firstday::store {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class Restore : public testing::Test {
 protected:
  fs::path data() const { return folder_.path() / "data"; }
  fs::path fresh() const { return folder_.path() / "fresh"; }
  fs::path file() const { return folder_.path() / "one.backup"; }

  /// With the keys of its folder, as the program does.
  static std::unique_ptr<Database> open(const fs::path& folder) {
    Database::Settings settings{folder, seal::Keys::load_or_create(folder).value()};
    return Database::open(std::move(settings)).value();
  }
  static void note(Database& database) {
    chronology::Event e;
    e.school = support::school().urn;
    e.at = support::at(9, 30);
    ASSERT_TRUE(make_journal(database)->append(std::span(&e, 1)).ok());
  }
  void SetUp() override {
    const auto database = open(data());
    note(*database);
    ASSERT_TRUE(make_backup(data(), "1")->back_up(file(), support::at(9, 35)).ok());
    note(*database);
  }
  void put_keys_into(const fs::path& folder) {
    fs::create_directories(folder);
    fs::copy(data() / "keys", folder / "keys", fs::copy_options::recursive);
  }
  std::string refusal(const fs::path& folder, base::ErrorKind kind, bool replace = false) {
    const auto restored = restore(folder, file(), replace, support::at(11, 0));
    EXPECT_FALSE(restored.ok());
    if (restored.ok()) return {};
    EXPECT_EQ(restored.error().kind, kind) << restored.error().what;
    EXPECT_FALSE(fs::exists(folder / "restoring"));
    return restored.error().what;
  }

  support::TempFolder folder_;
};

TEST_F(Restore, GivesTheRecordBackWholeAndInQuarantine) {
  put_keys_into(fresh());
  const auto restored = restore(fresh(), file(), false, support::at(11, 0));
  ASSERT_TRUE(restored.ok()) << restored.error().what;
  EXPECT_TRUE(restored.value().kept.empty());
  const auto database = open(fresh());
  const auto state = make_journal(*database)->verify(support::school().urn).value();
  EXPECT_EQ(state.broken_at, 0) << state.why;
  EXPECT_EQ(state.events, 2) << "the note, and that it is in quarantine";
  const auto on = make_quarantine(*database)->look(support::at(11, 1)).value();
  ASSERT_TRUE(on);
  EXPECT_THAT(on->why, HasSubstr("restored from a backup of 2027"));
  EXPECT_FALSE(fs::exists(fresh() / "restoring"));
}

TEST_F(Restore, TouchesNoDatabaseThatIsThere) {
  const std::string why = refusal(data(), base::ErrorKind::kUsage);
  EXPECT_THAT(why, HasSubstr("--replace"));
  EXPECT_EQ(make_journal(*open(data()))->verify(support::school().urn).value().events, 2);
}

TEST_F(Restore, KeepsTheOneThatItReplaces) {
  const auto restored = restore(data(), file(), true, support::at(11, 0));
  ASSERT_TRUE(restored.ok()) << restored.error().what;
  ASSERT_THAT(restored.value().kept, HasSubstr("before-restore"));
  fs::create_directories(fresh());
  put_keys_into(fresh());
  fs::copy(restored.value().kept, fresh() / "firstday.db");
  EXPECT_EQ(make_journal(*open(fresh()))->verify(support::school().urn).value().events, 2);
  EXPECT_EQ(make_journal(*open(data()))->verify(support::school().urn).value().events, 2);
  const auto again = restore(data(), file(), true, support::at(11, 0));
  ASSERT_TRUE(again.ok()) << again.error().what;
  EXPECT_NE(again.value().kept, restored.value().kept);
}

TEST_F(Restore, SaysUntilWhenTheOldOneWasAtWork) {
  HighWater beside;
  beside.installation = "i";
  beside.marks[support::school().urn] = {2, std::string(64, 'a'), support::at(10, 15)};
  ASSERT_TRUE(write_high_water(data(), beside).ok());
  ASSERT_TRUE(restore(data(), file(), true, support::at(11, 0)).ok());
  const auto database = open(data());
  EXPECT_THAT(make_quarantine(*database)->current().value()->why, HasSubstr("10:15 at least"));
}

TEST_F(Restore, ReplacesADamagedOneToo) {
  fs::remove(data() / "firstday.db-wal");
  std::ofstream(data() / "firstday.db", std::ios::binary) << std::string(9000, 'x');
  const auto restored = restore(data(), file(), true, support::at(11, 0));
  ASSERT_TRUE(restored.ok()) << restored.error().what;
  EXPECT_EQ(fs::file_size(restored.value().kept), 9000u);
  EXPECT_EQ(make_journal(*open(data()))->verify(support::school().urn).value().broken_at, 0);
}

TEST_F(Restore, WaitsForNobodyWhoHasItOpen) {
  const auto database = open(data());
  note(*database);
  EXPECT_THAT(refusal(data(), base::ErrorKind::kConflict, true), HasSubstr("End every firstday"));
  note(*database);
  EXPECT_EQ(make_journal(*database)->verify(support::school().urn).value().broken_at, 0);
}

TEST_F(Restore, WithoutTheKeysSaysThatTheyComeFirst) {
  fs::create_directories(fresh());
  EXPECT_THAT(refusal(fresh(), base::ErrorKind::kConfiguration), HasSubstr("restore --keys"));
  EXPECT_FALSE(fs::exists(fresh() / "keys")) << "no new key is made";
}

TEST_F(Restore, WithTheKeysOfAnotherIsRefused) {
  ASSERT_TRUE(seal::Keys::load_or_create(fresh()).ok());
  EXPECT_THAT(refusal(fresh(), base::ErrorKind::kConfiguration), HasSubstr("does not verify with the keys"));
  EXPECT_FALSE(fs::exists(fresh() / "firstday.db"));
}

TEST_F(Restore, ADamagedOrCutBackupIsRefused) {
  put_keys_into(fresh());
  fs::resize_file(file(), fs::file_size(file()) - 5);
  EXPECT_THAT(refusal(fresh(), base::ErrorKind::kBadInput), HasSubstr("cut short"));
  EXPECT_FALSE(fs::exists(fresh() / "firstday.db"));
}

/// Sealed rightly, as whoever meddles with a backup would.
void rewrite(const fs::path& file, const fs::path& into, const std::string& name, const std::string& value) {
  const auto manifest = seal::check_backup(file, "database").value();
  auto out = seal::WholeFile::begin(into);
  ASSERT_TRUE(seal::copy_out(file, manifest, out.value()).ok());
  auto lines = manifest.lines;
  for (seal::ManifestLine& line : lines)
    if (line.name == name) line.value = value;
  ASSERT_TRUE(seal::add_manifest(out.value(), "database", lines).ok());
  ASSERT_TRUE(out.value().finish().ok());
}

TEST_F(Restore, AManifestThatDoesNotFitIsRefused) {
  put_keys_into(fresh());
  const fs::path other = folder_.path() / "other.backup";
  rewrite(file(), other, "schema", "99");
  auto refused = restore(fresh(), other, false, support::at(11, 0));
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().what, HasSubstr("schema 99"));
  fs::remove(other);
  rewrite(file(), other, "end", support::school().urn.text() + " 7 " + std::string(64, 'a'));
  refused = restore(fresh(), other, false, support::at(11, 0));
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().what, HasSubstr("does not end where its manifest says"));
  fs::remove(other);
  rewrite(file(), other, "at", "yesterday");
  EXPECT_EQ(restore(fresh(), other, false, support::at(11, 0)).error().kind, base::ErrorKind::kBadInput);
  EXPECT_FALSE(fs::exists(fresh() / "firstday.db"));
}

}  // namespace
}  // namespace firstday::store
