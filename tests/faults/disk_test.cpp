// The disk under the store loses power, fills up and fails, at every step of a morning; another program holds
// the database for too long (dispatch.md section 5, the fault matrix). Nothing is lost, nobody is told twice,
// and what could not be recorded is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <iostream>

#include "e2e/program.h"
#include "faults/faulty_disk.h"
#include "faults/morning.h"
#include "support/builders.h"

namespace firstday::faults {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr int kPeople = 7;

/// Every step in the long form, one of so many else.
long long one_of(int n) {
  return std::getenv("FIRSTDAY_LONG") != nullptr ? 1 : n;
}

/// A morning that has been planned; each case begins with a copy of it.
class Disk : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = e2e::fresh_folder(std::string("disk-") +
                                testing::UnitTest::GetInstance()->current_test_info()->name());
    const Morning planned(folder_ / "planned", kPeople);
  }

  fs::path fresh() const {
    fs::remove_all(folder_ / "data");
    fs::copy(folder_ / "planned", folder_ / "data");
    return folder_ / "data";
  }

  /// How many steps a morning takes on a disk that works.
  long long steps_of_a_morning() const {
    FaultyDisk disk;
    Morning morning = Morning::on(fresh(), kPeople);
    disk.arm(DiskFault::kNone, 0);
    EXPECT_EQ(morning.process(), "");
    const long long steps = disk.steps();
    EXPECT_EQ(morning.judge(), "");
    return steps;
  }

  /// The power goes at a step, and once more while the next process recovers; then a third ends the morning.
  std::string cut_at(long long step, bool lies) const {
    FaultyDisk disk;
    const fs::path data = fresh();
    Morning morning = Morning::on(data, kPeople);
    disk.lie(lies);
    disk.arm(DiskFault::kPowerCut, step);
    morning.process();
    EXPECT_TRUE(disk.happened());
    disk.after_the_cut(static_cast<unsigned>(step));
    disk.arm(DiskFault::kPowerCut, 1 + step % 9);
    morning.process();
    disk.after_the_cut(static_cast<unsigned>(step) + 1);
    morning.process();
    disk.lie(false);
    return morning.judge();
  }

  fs::path folder_;
};

TEST_F(Disk, APowerCutAtAnyStepLosesNothingThatWasAcknowledged) {
  const long long steps = steps_of_a_morning();
  for (long long step = 1; step <= steps; step += one_of(2))
    EXPECT_EQ(cut_at(step, false), "") << "step " << step;
  std::cout << "power cut at one of " << one_of(2) << " of " << steps
            << " steps, and again while recovering\n";
  EXPECT_GT(steps, 50);
}

/// Until the log is so long that the next commits copy it into the database.
void fill_the_log(const fs::path& data) {
  const auto database = store::Database::open({data, seal::Keys::from_master({})}).value();
  const auto journal = store::make_journal(*database);
  const std::vector<chronology::Event> notes(40,
                                             support::note("P1", support::at(8), std::string(20'000, 'x')));
  while (fs::file_size(data / "firstday.db-wal") < 7'950U * 4'120U) ASSERT_TRUE(journal->append(notes));
}

TEST_F(Disk, APowerCutWhileTheLogIsCopiedLosesNothing) {
  fill_the_log(folder_ / "planned");
  std::vector<long long> copied;
  {
    FaultyDisk disk;
    Morning morning = Morning::on(fresh(), kPeople);
    disk.arm(DiskFault::kNone, 0);
    EXPECT_EQ(morning.process(), "");
    copied = disk.checkpoint_steps();
  }
  ASSERT_GT(copied.size(), 100U) << "the log was not copied";
  const long long first = copied.front();
  const long long last = copied.back();
  for (const long long step :
       {first - 1, first, first + 1, (first + last) / 2, last - 1, last, last + 1, last + 2})
    EXPECT_EQ(cut_at(step, false), "") << "step " << step << " of " << first << " to " << last;
}

TEST_F(Disk, AProgramThatDoesNotSyncWouldBeFoundOut) {
  int found = 0;
  const long long steps = steps_of_a_morning();
  for (long long step = steps / 2; step < steps; step += 5) found += cut_at(step, true).empty() ? 0 : 1;
  EXPECT_GT(found, 0);
}

TEST_F(Disk, AFullDiskStopsTheStartsIsSaidAndIsMadeUpForInTheSameProcess) {
  const long long steps = steps_of_a_morning();
  int stopped = 0;
  int tried = 0;
  for (long long step = 1; step <= steps; step += one_of(4)) {
    SCOPED_TRACE("step " + std::to_string(step));
    FaultyDisk disk;
    Morning morning = Morning::on(fresh(), kPeople);
    disk.arm(DiskFault::kFull, step);
    std::size_t calls = 0;
    const std::string said = morning.process_that_goes_on([&] {
      calls = morning.provider.calls.size();
      disk.arm(DiskFault::kNone, 0);
    });
    EXPECT_EQ(morning.process(), "") << said;
    EXPECT_EQ(morning.judge(), "");
    stopped += calls < kPeople ? 1 : 0;
    ++tried;
  }
  EXPECT_GT(2 * stopped, tried) << "the disk was full and everything left all the same";
}

TEST_F(Disk, AFullDiskIsSaidInWords) {
  FaultyDisk disk;
  Morning morning = Morning::on(fresh(), kPeople);
  disk.arm(DiskFault::kFull, 20);
  EXPECT_THAT(morning.process(), HasSubstr("is full. Make room there"));
  const std::size_t calls = morning.provider.calls.size();
  EXPECT_THAT(morning.process(), HasSubstr("is full. Make room there"));
  EXPECT_EQ(morning.provider.calls.size(), calls) << "while the disk is full nothing starts";
}

/// What an error at a step of the disk came to.
struct Errors {
  int said = 0;      ///< by whoever sends
  int refused = 0;   ///< by the store to whoever wrote a note
  int mended = 0;    ///< by nobody, and everything stands as after a morning without an error
  std::string lost;  ///< by nobody, and something stands otherwise
};

/// An error is told to whoever asked for what failed, or it made no difference to anything.
TEST_F(Disk, AnErrorAtAnyStepIsToldOrMakesNoDifferenceAndTheNextProcessGoesOn) {
  const long long steps = steps_of_a_morning();
  const std::string without = [this] {
    Morning morning = Morning::on(fresh(), kPeople);
    EXPECT_EQ(morning.process(), "");
    return morning.end_state();
  }();
  Errors errors;
  for (const DiskFault fault : {DiskFault::kWriteError, DiskFault::kSyncError})
    for (const bool gone : {false, true})  // what a failed sync leaves in memory is not always on the disk
      for (long long step = 1; step <= steps; step += one_of(8)) {
        SCOPED_TRACE("step " + std::to_string(step));
        FaultyDisk disk;
        Morning morning = Morning::on(fresh(), kPeople);
        disk.arm(fault, step, 1 + step % 3);
        const std::string said = morning.process();
        if (!said.empty()) {
          EXPECT_THAT(said, HasSubstr("reported an error"));
        }
        const bool happened = disk.happened();
        disk.arm(DiskFault::kNone, 0);
        if (happened && !said.empty()) ++errors.said;
        if (happened && said.empty() && morning.refused_notes > 0) ++errors.refused;
        if (happened && said.empty() && morning.refused_notes == 0) {
          const std::string with = morning.end_state();
          errors.mended += with == without ? 1 : 0;
          if (with != without) errors.lost += "step " + std::to_string(step) + ":\n" + with;
        }
        if (gone) disk.after_the_cut(static_cast<unsigned>(step));
        EXPECT_EQ(morning.process(), "") << said;
        EXPECT_EQ(morning.judge(), "");
      }
  std::cout << "errors of the disk: " << errors.said << " said, " << errors.refused
            << " told to whoever wrote, " << errors.mended << " without any difference\n";
  EXPECT_EQ(errors.lost, "") << "without an error:\n" << without;
  EXPECT_GT(errors.said, 0);
  EXPECT_GT(errors.refused, 0);
}

/// Another program that has the database open for writing.
class Viewer {
 public:
  explicit Viewer(const fs::path& data) {
    sqlite3_open((data / "firstday.db").c_str(), &db_);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  }
  ~Viewer() { sqlite3_close(db_); }
  Viewer(const Viewer&) = delete;
  Viewer& operator=(const Viewer&) = delete;
  bool run(const char* sql) { return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }

 private:
  sqlite3* db_ = nullptr;
};

TEST_F(Disk, AnotherProgramThatHoldsTheDatabaseForTooLongStopsTheStartsAndNothingElse) {
  const fs::path data = fresh();
  Morning morning = Morning::on(data, kPeople);
  Viewer viewer(data);
  std::size_t calls = 0;
  morning.on_call = [&] {
    if (morning.provider.calls.size() != 3) return;
    EXPECT_TRUE(viewer.run("BEGIN IMMEDIATE"));
  };
  const std::string said = morning.process_that_goes_on([&] {
    calls = morning.provider.calls.size();
    morning.clock.advance(std::chrono::minutes(3));  // what was leased when the store was lost is free again
    EXPECT_TRUE(viewer.run("ROLLBACK"));
  });
  EXPECT_EQ(said, "");
  EXPECT_LE(calls, 3U + Morning::kMostInFlight);
  EXPECT_EQ(morning.judge(), "") << "the outcomes were kept, and recorded first";
}

}  // namespace
}  // namespace firstday::faults
