// Backup, restore and quarantine through the built program, on the sample's last morning.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "e2e/answers.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class Backups : public testing::Test {
 protected:
  explicit Backups()
      : sample_(testing::UnitTest::GetInstance()->current_test_info()->name(), Prepared::kEarlierDays) {
    sample_.import_last_morning();
  }
  std::string file(const std::string& name) const { return (sample_.data().parent_path() / name).string(); }
  Ran run(const std::string& time = " 09:35") const {
    return sample_.firstday(last_ + time, {"--json", "run"});
  }
  Ran release() const {
    return sample_.firstday(
        "", {"release", "--quarantine", "--reason", "the list of the provider was looked at"});
  }
  void backup_all() const {
    const Ran made = sample_.firstday("", {"backup", file("one.backup")});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_THAT(made.out, HasSubstr("useless without the keys"));
    const Ran keys = sample_.firstday("", {"backup", "--keys", file("keys.backup")});
    ASSERT_EQ(keys.exit_code, 0) << keys.err;
    EXPECT_THAT(keys.out, HasSubstr("Keep them apart"));
  }
  std::set<std::string> on_call_list(const std::string& time) const {
    std::set<std::string> out;
    for (const json& row : json_lines(sample_.firstday(last_ + time, {"--json", "calls"}).out))
      out.insert(row["pupil"].get<std::string>());
    return out;
  }
  /// The pupils of each text, brothers and sisters together.
  std::vector<std::set<std::string>> texted() const {
    std::vector<std::set<std::string>> out;
    const Ran log = sample_.firstday("", {"--json", "log", "--from", last_, "--channel", "text"});
    for (const json& row : json_lines(log.out)) {
      out.emplace_back();
      for (const json& pupil : row["pupils"]) out.back().insert(pupil.get<std::string>());
    }
    return out;
  }

  Sample sample_;
  std::string last_ = read_sample_days().dates.back();
};

TEST_F(Backups, AnOldBackupRestoredAfterTheMorningsSendsSendsNothingAgain) {
  backup_all();
  run();
  const auto sent = sample_.sent();
  const std::vector<std::set<std::string>> families = texted();
  ASSERT_FALSE(sent.empty());
  ASSERT_FALSE(families.empty());
  const Ran refused = sample_.firstday("", {"restore", file("one.backup")});
  EXPECT_EQ(refused.exit_code, 64);
  EXPECT_THAT(refused.err, HasSubstr("--replace"));
  const Ran restored = sample_.firstday("", {"restore", "--replace", file("one.backup")});
  ASSERT_EQ(restored.exit_code, 0) << restored.err;
  EXPECT_THAT(restored.out, HasSubstr("QUARANTINE"));
  for (const char* time : {" 09:36", " 10:30"}) {
    const Ran again = run(time);
    EXPECT_EQ(again.exit_code, 1) << again.err;
    EXPECT_EQ(again.err.rfind("QUARANTINE", 0), 0u) << again.err;
    EXPECT_EQ(sample_.firstday(last_ + time, {"tick"}).exit_code, 1);
    sample_.firstday(last_ + time, {"letters", "--print"});
  }
  EXPECT_EQ(sample_.sent(), sent);
  const std::set<std::string> rung = on_call_list(" 10:30");
  for (const std::set<std::string>& pupils : families)
    EXPECT_TRUE(std::any_of(pupils.begin(), pupils.end(), [&](const auto& p) { return rung.count(p) > 0; }))
        << *pupils.begin();
  EXPECT_THAT(sample_.firstday(last_ + " 10:30", {"tasks"}).err, HasSubstr("QUARANTINE"));
  const Ran released = release();
  ASSERT_EQ(released.exit_code, 0) << released.err;
  const Ran after = run(" 10:40");
  EXPECT_THAT(after.err, Not(HasSubstr("QUARANTINE")));
  EXPECT_GT(sample_.sent().size(), sent.size()) << "a person has said that it may leave";
  EXPECT_EQ(sample_.firstday("", {"verify"}).exit_code, 0);
}

TEST_F(Backups, GoesIntoAnEmptyFolderKeysFirst) {
  backup_all();
  const std::string fresh = file("fresh");
  const auto in_fresh = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--config", source_path("config/sample"), "--data", fresh});
    return run_program(FIRSTDAY_PROGRAM, arguments);
  };
  const Ran no_keys = in_fresh({"restore", file("one.backup")});
  EXPECT_EQ(no_keys.exit_code, 78);
  EXPECT_THAT(no_keys.err, HasSubstr("restore --keys"));
  EXPECT_EQ(in_fresh({"restore", "--keys", file("keys.backup")}).exit_code, 0);
  ASSERT_EQ(in_fresh({"restore", file("one.backup")}).exit_code, 0);
  EXPECT_EQ(in_fresh({"verify"}).exit_code, 0);
  EXPECT_THAT(in_fresh({"calls"}).err, HasSubstr("restored from a backup"));
}

TEST_F(Backups, IsWholeWhileAnotherProcessWrites) {
  std::jthread writer([this](const std::stop_token& ended) {
    while (!ended.stop_requested())
      sample_.firstday("",
                       {"import", "roll", "--yes", "--from", source_path("config/sample/exports/canonical")});
  });
  for (int i = 0; i < 3; ++i) {
    const std::string one = file("beside-" + std::to_string(i));
    const Ran made = sample_.firstday("", {"backup", one});
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const std::string fresh = file("fresh-" + std::to_string(i));
    fs::create_directories(fresh);
    fs::copy(sample_.data() / "keys", fresh + "/keys", fs::copy_options::recursive);
    EXPECT_EQ(run_program(FIRSTDAY_PROGRAM, {"--data", fresh, "restore", one}).exit_code, 0);
  }
}

TEST_F(Backups, AnOlderDatabasePutBackByHandSendsNothing) {
  run();
  const auto sent = sample_.sent();
  ASSERT_FALSE(sent.empty());
  const fs::path kept = file("firstday.db");
  ASSERT_EQ(sample_.firstday("", {"backup", kept.string()}).exit_code, 0) << "any SQLite opens it";
  ASSERT_EQ(
      sample_.firstday(last_ + " 09:50", {"record", "note", "V900200122001", "--text", "a note"}).exit_code,
      0);
  for (const char* end : {"", "-wal", "-shm"})
    fs::remove(sample_.data() / ("firstday.db" + std::string(end)));
  fs::copy(kept, sample_.data() / "firstday.db");
  const Ran again = run(" 10:30");
  EXPECT_THAT(again.err, HasSubstr("older than what was on record here"));
  EXPECT_EQ(sample_.sent(), sent);
}

TEST_F(Backups, ACopiedFolderSendsNothingAndTheFirstGoesOn) {
  run();
  const auto sent = sample_.sent();
  const fs::path copy = file("copy");
  fs::copy(sample_.data(), copy, fs::copy_options::recursive);
  const Ran in_copy = run_program(FIRSTDAY_PROGRAM, {"--config", source_path("config/sample"), "--data",
                                                     copy.string(), "--now", last_ + " 10:30", "run"});
  EXPECT_EQ(in_copy.exit_code, 1);
  EXPECT_THAT(in_copy.err, HasSubstr("copied or moved"));
  EXPECT_THAT(run(" 10:30").err, Not(HasSubstr("QUARANTINE")));
}

TEST_F(Backups, OpeningAgainAndAgainHoldsNothing) {
  run();
  for (const char* command : {"calls", "tasks", "tick"})
    EXPECT_THAT(sample_.firstday(last_ + " 10:00", {command}).err, Not(HasSubstr("QUARANTINE"))) << command;
}

TEST_F(Backups, APersonPutsItOnAfterAMachineWasPutBack) {
  EXPECT_EQ(
      sample_.firstday("", {"hold", "--quarantine", "--reason", "the VM went back to last night"}).exit_code,
      0);
  EXPECT_THAT(run().err, HasSubstr("the VM went back to last night"));
  EXPECT_TRUE(sample_.sent().empty());
  EXPECT_EQ(sample_.firstday("", {"release", "--quarantine"}).exit_code, 64) << "a reason is wanted";
  EXPECT_EQ(release().exit_code, 0);
  EXPECT_EQ(release().exit_code, 64) << "there is none any more";
}

TEST_F(Backups, DamagedCutOrOfAnotherKindIsRefusedInWords) {
  backup_all();
  const std::string whole = read_file(file("one.backup"));
  const auto refusal = [&](const std::string& bytes) {
    write_file(file("bad.backup"), bytes);
    const Ran ran = sample_.firstday("", {"restore", "--replace", file("bad.backup")});
    EXPECT_EQ(ran.exit_code, 65);
    return ran.err;
  };
  EXPECT_THAT(refusal(whole.substr(0, whole.size() / 2)), HasSubstr("cut short"));
  std::string damaged = whole;
  damaged[5000] = static_cast<char>(damaged[5000] ^ 1);
  EXPECT_THAT(refusal(damaged), HasSubstr("damaged"));
  std::string changed = whole;
  changed.replace(changed.rfind("schema "), 8, "schema 9");
  EXPECT_THAT(refusal(changed), HasSubstr("manifest that was changed"));
  EXPECT_THAT(refusal(read_file(file("keys.backup"))), HasSubstr("backup of the keys"));
  EXPECT_EQ(sample_.firstday("", {"backup", file("one.backup")}).exit_code, 64) << "is there already";
  EXPECT_THAT(run().err, Not(HasSubstr("QUARANTINE"))) << "nothing was changed";
}

}  // namespace
}  // namespace firstday::e2e
