// An older database put back, a copy, a move: found by what is kept beside the database, and nothing leaves.
#include "store/quarantine.h"

#include <gmock/gmock.h>

#include <fstream>

#include "store/high_water.h"
#include "store/open.h"

namespace firstday::store {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;

class QuarantineTest : public testing::Test {
 protected:
  fs::path data() const { return folder_.path() / "data"; }

  void open(const fs::path& folder) {
    quarantine_.reset();
    database_.reset();
    database_ = open_in(folder);
    quarantine_ = make_quarantine(*database_);
  }
  void close() {
    quarantine_.reset();
    database_.reset();
  }
  std::optional<ports::Quarantined> look(base::Instant now = support::at(10, 0)) {
    auto looked = quarantine_->look(now);
    EXPECT_TRUE(looked.ok()) << (looked.ok() ? "" : looked.error().what);
    return looked.ok() ? looked.value() : std::nullopt;
  }
  std::string why() {
    const auto on = look();
    return on ? on->why : "none is on";
  }
  /// A text goes out at this time: two events and more.
  void send(const std::string& pupil, base::Instant now) {
    const auto queue = make_job_queue(*database_);
    ASSERT_TRUE(queue->enqueue(support::batch({support::text_job({pupil}, "C" + pupil)}), "office").ok());
    ASSERT_EQ(start_all(now), 1);
  }
  int start_all(base::Instant now) {
    const auto queue = make_job_queue(*database_);
    const auto leased = queue->lease({"d", now, std::chrono::minutes(5), 10, {}});
    EXPECT_TRUE(leased.ok());
    int started = 0;
    for (const ports::Leased& l : leased.value()) {
      const ports::AttemptStart start = support::start_of(l, now);
      const auto answer = queue->start_attempts({&start, 1});
      started += answer.ok() && answer.value()[0] == ports::StartResult::kStarted ? 1 : 0;
    }
    return started;
  }
  void copy_database(const fs::path& from, const fs::path& to) {
    for (const char* end : {"", "-wal", "-shm"}) {
      fs::remove(to / ("firstday.db" + std::string(end)));
      if (fs::exists(from / ("firstday.db" + std::string(end))))
        fs::copy(from / ("firstday.db" + std::string(end)), to / ("firstday.db" + std::string(end)));
    }
  }
  std::vector<chronology::Event> told() {
    ports::EventFilter filter;
    filter.types = {chronology::Type::kBatchHeld, chronology::Type::kBatchReleased};
    return make_journal(*database_)->events(filter).value();
  }

  support::TempFolder folder_;
  std::unique_ptr<Database> database_;
  std::unique_ptr<ports::Quarantine> quarantine_;
};

TEST_F(QuarantineTest, AFirstStartAndEveryOneAfterItHoldNothing) {
  open(data());
  EXPECT_FALSE(look());
  send("P1", support::at(9, 45));
  EXPECT_FALSE(look());
  open(data());
  EXPECT_FALSE(look());
  EXPECT_TRUE(told().empty());
}

TEST_F(QuarantineTest, TheFileKeepsUpWithEveryCommit) {
  open(data());
  look();
  send("P1", support::at(9, 45));
  send("P2", support::at(9, 50));
  const auto beside = read_high_water(data());
  ASSERT_TRUE(beside);
  ASSERT_EQ(beside->marks.size(), 1u);
  EXPECT_EQ(std::to_string(beside->marks.begin()->second.seq),
            column(*database_, "SELECT seq FROM chain_head").at(0));
}

TEST_F(QuarantineTest, TwoProcessesKeepItTogether) {
  open(data());
  look();
  const auto other = open_in(data());
  send("P1", support::at(9, 45));
  chronology::Event e;
  e.school = roll::Urn("900009");
  e.at = support::at(9, 46);
  ASSERT_TRUE(make_journal(*other)->append(std::span(&e, 1)).ok());
  send("P2", support::at(9, 47));
  ASSERT_TRUE(make_journal(*database_)->append(std::span(&e, 1)).ok());
  const auto beside = read_high_water(data());
  ASSERT_EQ(beside->marks.size(), 2u);
  EXPECT_EQ(beside->marks.at(e.school).seq, 2);
  EXPECT_FALSE(look());
}

TEST_F(QuarantineTest, AnOlderDatabaseThatIsPutBackHoldsAndSaysSinceWhen) {
  open(data());
  look();
  send("P1", support::at(9, 45));
  close();
  fs::create_directories(folder_.path() / "kept");
  copy_database(data(), folder_.path() / "kept");
  open(data());
  send("P2", support::at(9, 50));
  close();
  copy_database(folder_.path() / "kept", data());
  open(data());
  EXPECT_THAT(why(), AllOf(HasSubstr("older than what was on record"), HasSubstr("09:45")));
  ASSERT_EQ(told().size(), 1u);
  EXPECT_EQ(told()[0].detail("by"), "quarantine");
  look();
  EXPECT_EQ(told().size(), 1u) << "told once";
  ASSERT_TRUE(
      make_job_queue(*database_)->enqueue(support::batch({support::text_job({"P2"}, "CP2")}), "office").ok());
  EXPECT_EQ(start_all(support::at(10, 1)), 0);
  open(data());
  EXPECT_EQ(start_all(support::at(10, 1)), 0) << "it outlives the process";
  ASSERT_TRUE(quarantine_->release("the provider's list shows P2", "A. Head", support::at(10, 5)).ok());
  EXPECT_FALSE(look());
  EXPECT_EQ(start_all(support::at(10, 6)), 1);
  EXPECT_EQ(told().back().actor, "A. Head");
  EXPECT_EQ(told().back().detail("reason"), "the provider's list shows P2");
}

TEST_F(QuarantineTest, AnotherHistoryOfTheSameLengthHolds) {
  open(data());
  look();
  close();
  fs::create_directories(folder_.path() / "kept");
  copy_database(data(), folder_.path() / "kept");
  open(data());
  send("P1", support::at(9, 45));
  close();
  copy_database(folder_.path() / "kept", data());
  fs::rename(data() / "high-water", folder_.path() / "aside");
  open(data());
  send("P2", support::at(9, 45));
  fs::rename(folder_.path() / "aside", data() / "high-water");
  EXPECT_THAT(why(), HasSubstr("is not the same"));
}

TEST_F(QuarantineTest, ACopyOfTheFolderHoldsAndTheOriginalDoesNot) {
  open(data());
  look();
  close();
  fs::copy(data(), folder_.path() / "copy", fs::copy_options::recursive);
  open(folder_.path() / "copy");
  EXPECT_THAT(why(), HasSubstr("copied or moved"));
  ASSERT_TRUE(quarantine_->release("the old machine is off", "A. Head", support::at(10, 5)).ok());
  EXPECT_FALSE(look()) << "this is its place now";
  open(data());
  EXPECT_FALSE(look());
}

TEST_F(QuarantineTest, AFolderThatIsRenamedOnItsDiskIsTheSamePlace) {
  open(data());
  look();
  close();
  fs::rename(data(), folder_.path() / "renamed");
  open(folder_.path() / "renamed");
  EXPECT_FALSE(look());
}

TEST_F(QuarantineTest, AFileThatIsGoneHoldsOnlyWhereSomethingWasSent) {
  open(data());
  look();
  fs::remove(data() / "high-water");
  EXPECT_FALSE(look()) << "nothing was ever sent";
  send("P1", support::at(9, 45));
  fs::remove(data() / "high-water");
  EXPECT_THAT(why(), HasSubstr("is gone"));
}

TEST_F(QuarantineTest, ADatabaseFromBeforeTheFileWasKeptIsNoFinding) {
  open(data());
  send("P1", support::at(9, 45));
  EXPECT_FALSE(look()) << "an upgrade";
  EXPECT_TRUE(fs::exists(data() / "high-water"));
}

TEST_F(QuarantineTest, ALineWrittenInHalfIsBehindAndNoHarm) {
  open(data());
  look();
  send("P1", support::at(9, 45));
  std::fstream file(data() / "high-water", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(256 + 10);
  file << "garbage";
  file.close();
  EXPECT_FALSE(look());
}

TEST_F(QuarantineTest, APersonPutsItOnAndNeedsAReason) {
  open(data());
  look();
  send("P1", support::at(9, 45));
  EXPECT_FALSE(quarantine_->begin(" ", "A. Office", support::at(10, 0)).ok());
  ASSERT_TRUE(quarantine_->begin("the machine was put back", "A. Office", support::at(10, 0)).ok());
  EXPECT_EQ(why(), "the machine was put back");
  EXPECT_FALSE(quarantine_->release("", "A. Office", support::at(10, 0)).ok());
  ASSERT_TRUE(quarantine_->release("looked", "A. Office", support::at(10, 0)).ok());
  EXPECT_FALSE(quarantine_->release("looked", "A. Office", support::at(10, 0)).ok()) << "there is none";
}

TEST_F(QuarantineTest, TheQueueRefusesWhatWasLeasedBefore) {
  open(data());
  look();
  const auto queue = make_job_queue(*database_);
  ASSERT_TRUE(queue->enqueue(support::batch({support::text_job({"P1"}, "C1")}), "office").ok());
  const auto leased = queue->lease({"d", support::at(9, 45), std::chrono::minutes(5), 10, {}}).value();
  ASSERT_EQ(leased.size(), 1u);
  ASSERT_TRUE(quarantine_->begin("the machine was put back", "A. Office", support::at(9, 46)).ok());
  const ports::AttemptStart start = support::start_of(leased[0], support::at(9, 47));
  const auto answer = queue->start_attempts({&start, 1});
  ASSERT_FALSE(answer.ok());
  EXPECT_THAT(answer.error().what, HasSubstr("quarantine"));
  EXPECT_TRUE(column(*database_, "SELECT id FROM attempt").empty());
}

TEST(PlaceTest, IsTheSameAfterARebootAndAnotherOnAnotherMachineOrFile) {
  const Place here{"machine", 7, 100, "boot-1", 5};
  EXPECT_TRUE(is_same_place(here, {"machine", 7, 100, "boot-2", 9})) << "disks were numbered anew";
  EXPECT_TRUE(is_same_place(here, {"", 7, 100, "boot-1", 5})) << "a machine without a name";
  EXPECT_TRUE(is_same_place(here, {"machine", 7, 0, "boot-1", 5})) << "a file system that does not say";
  EXPECT_FALSE(is_same_place(here, {"other", 7, 100, "boot-1", 5}));
  EXPECT_FALSE(is_same_place(here, {"machine", 8, 100, "boot-1", 5}));
  EXPECT_FALSE(is_same_place(here, {"machine", 7, 101, "boot-1", 5}));
  EXPECT_FALSE(is_same_place(here, {"machine", 7, 100, "boot-1", 6}))
      << "a snapshot of the disk, mounted beside";
}

}  // namespace
}  // namespace firstday::store
