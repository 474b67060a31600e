// Marks that another system leaves in a folder.
#include "workflow/drop_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "workflow/run_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class DropFolder : public testing::Test {
 protected:
  DropFolder() : folder_(t_.folder / "drop") {
    t_.add_pupil("P1", "C1", "+447700900301");
    fs::create_directories(folder_);
    settings().marks.folder = folder_.string();
    settings().rules.marks_expected_by = std::chrono::hours{9};
  }

  config::SchoolSettings& settings() { return t_.house().settings.schools.front(); }

  /// `age`: how long ago it was last written.
  void drop(const std::string& name, const std::string& text,
            std::chrono::seconds age = std::chrono::minutes{1}) {
    std::ofstream(folder_ / name) << text;
    fs::last_write_time(folder_ / name, fs::file_time_type::clock::now() - age);
  }

  std::vector<DroppedFile> take() {
    auto taken = take_dropped(t_.house(), settings());
    EXPECT_TRUE(taken.ok()) << (taken.ok() ? "" : taken.error().what);
    return std::move(taken).value();
  }

  static std::string marks(const std::string& code) {
    return "school,pupil,date,session,code\n100001,P1,2027-01-12,AM," + code + "\n";
  }

  TestHouse t_;
  fs::path folder_;
};

TEST_F(DropFolder, AFileIsReadAndMovedToDone) {
  drop("marks.csv", marks("N"));
  const auto taken = take();
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_EQ(taken[0].read, 1u);
  EXPECT_EQ(taken[0].refused, "");
  EXPECT_FALSE(fs::exists(folder_ / "marks.csv"));
  EXPECT_TRUE(fs::exists(folder_ / "done/marks.csv"));
  EXPECT_THAT(take(), IsEmpty());
}

TEST_F(DropFolder, AFileThatIsStillBeingWrittenIsLeftAlone) {
  drop("marks.csv", "school,pupil,da", std::chrono::seconds{0});
  drop("marks.csv.part", marks("N"), std::chrono::seconds{0});
  drop(".marks.csv", marks("N"));
  EXPECT_THAT(take(), IsEmpty());
  EXPECT_TRUE(fs::exists(folder_ / "marks.csv"));
}

TEST_F(DropFolder, CapitalsAreTheSameName) {
  drop("MARKS.CSV", marks("N"));
  ASSERT_THAT(take(), SizeIs(1));
  EXPECT_TRUE(fs::exists(folder_ / "done/MARKS.CSV"));
}

TEST_F(DropFolder, ALinkIsNamedAndNotFollowed) {
  const fs::path elsewhere = t_.folder / "elsewhere.csv";
  std::ofstream(elsewhere) << marks("N");
  fs::last_write_time(elsewhere, fs::file_time_type::clock::now() - std::chrono::minutes{1});
  fs::create_symlink(elsewhere, folder_ / "marks.csv");
  fs::create_symlink(t_.folder / "nowhere", folder_ / "broken.csv");
  const auto taken = take();
  ASSERT_THAT(taken, SizeIs(2));
  EXPECT_EQ(taken[0].name, "broken.csv");
  EXPECT_THAT(taken[0].refused, HasSubstr("is a link"));
  EXPECT_EQ(taken[1].read, 0u);
  EXPECT_THAT(taken[1].refused, HasSubstr("is a link"));
  EXPECT_TRUE(fs::is_symlink(folder_ / "marks.csv")) << "left where it is";
  EXPECT_TRUE(fs::exists(elsewhere));
}

TEST_F(DropFolder, WhatIsNotTakenIsNamedWithTheReason) {
  drop("marks.xlsx", "PK");
  drop("readme", "x");
  fs::create_directory(folder_ / "archive");
  fs::last_write_time(folder_ / "archive", fs::file_time_type::clock::now() - std::chrono::minutes{1});
  drop("marks.csv", marks("N"));
  const auto taken = take();
  ASSERT_THAT(taken, SizeIs(4));
  EXPECT_EQ(taken[0].name, "marks.csv") << "what is taken comes first";
  EXPECT_EQ(taken[0].refused, "");
  EXPECT_THAT(taken[1].refused, HasSubstr("it is a folder"));
  EXPECT_EQ(taken[2].name, "marks.xlsx");
  EXPECT_THAT(taken[2].refused, HasSubstr("does not end in .csv"));
  EXPECT_TRUE(fs::exists(folder_ / "readme"));
  EXPECT_THAT(take(), SizeIs(3)) << "said until somebody takes it away; done/ is ours";
}

TEST_F(DropFolder, ARunSaysOnceWhatItPassesOver) {
  drop("marks.csv", marks("N"));
  drop("marks.xlsx", "PK");
  const auto report = run_day(t_.house(), {}, nullptr);
  ASSERT_TRUE(report.ok());
  EXPECT_THAT(report.value().schools.at(0).dropped, SizeIs(2));
  EXPECT_TRUE(report.value().needs_attention());
}

TEST_F(DropFolder, AFileOfAnotherSchoolIsRefusedByName) {
  drop("marks.csv", "school,pupil,date,session,code\n100002,P1,2027-01-12,AM,N\n");
  const auto taken = take();
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_THAT(taken[0].refused, HasSubstr("No mark of school 100001 could be read from it."));
  EXPECT_THAT(taken[0].refused, HasSubstr("1 line of other schools (100002) left out"));
  EXPECT_TRUE(fs::exists(folder_ / "refused/marks.csv"));
}

TEST_F(DropFolder, WhatCannotBeReadIsKeptWithTheReason) {
  drop("marks.csv", "this is no register\n");
  const auto taken = take();
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_NE(taken[0].refused, "");
  EXPECT_TRUE(fs::exists(folder_ / "refused/marks.csv"));
  EXPECT_TRUE(fs::exists(folder_ / "refused/marks.csv.why.txt"));
}

TEST_F(DropFolder, ABadLineCostsThatLine) {
  drop("marks.csv", marks("N") + "100001,NOBODY,2027-01-12,AM,N\n");
  const auto taken = take();
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_EQ(taken[0].read, 1u);
  EXPECT_EQ(taken[0].left_out, 1u);
  EXPECT_EQ(taken[0].refused, "");
  EXPECT_THAT(in_words(taken[0]), HasSubstr("1 line left out"));
  EXPECT_TRUE(fs::exists(folder_ / "done/marks.csv.why.txt"));
}

TEST_F(DropFolder, TheSameNameEachMorningKeepsEveryFileAndTheNewestCounts) {
  drop("marks.csv", marks("N"), std::chrono::minutes{9});
  take();
  drop("marks.csv", marks("I"), std::chrono::minutes{5});
  drop("a-later.csv", marks("/"), std::chrono::minutes{1});
  EXPECT_THAT(take(), SizeIs(2));
  EXPECT_TRUE(fs::exists(folder_ / "done/marks.csv"));
  EXPECT_TRUE(fs::exists(folder_ / "done/marks.2.csv"));
  const auto on_record =
      t_.schools.marks(settings().school.urn, support::school_day(), support::school_day()).value();
  EXPECT_EQ(on_record.code(roll::PupilRef("P1"), support::school_day(), roll::Session::kAm).text(), "/");
}

TEST_F(DropFolder, AShareThatIsAwayIsSaidAndIsNoQuietMorning) {
  fs::remove_all(folder_);
  const auto taken = take();
  ASSERT_THAT(taken, SizeIs(1));
  EXPECT_THAT(taken[0].refused, HasSubstr("cannot be read"));
  const auto report = run_day(t_.house(), {}, nullptr);
  ASSERT_TRUE(report.ok()) << "the other schools are not kept waiting";
  EXPECT_TRUE(report.value().needs_attention());
}

TEST_F(DropFolder, ARunTakesItBeforeItPlansAndAgainAfterTheHold) {
  drop("one.csv", marks("N"));
  RunRequest request;
  request.reread_marks = [&]() -> base::Status {
    drop("two.csv", marks("I"));
    return {};
  };
  const auto report = run_day(t_.house(), request, nullptr);
  ASSERT_TRUE(report.ok());
  EXPECT_THAT(report.value().schools.at(0).dropped, SizeIs(2));
  EXPECT_THAT(t_.sent(), IsEmpty()) << "the reason came in time";
}

TEST_F(DropFolder, AFileThatHasNotComeIsAnAlarmOfTheRun) {
  const auto report = run_day(t_.house(), {}, nullptr);
  ASSERT_TRUE(report.ok());
  EXPECT_NE(report.value().schools.at(0).batch.marks_overdue, "");
  EXPECT_TRUE(report.value().needs_attention());
}

TEST_F(DropFolder, ATickTakesItToo) {
  drop("marks.csv", marks("N"));
  ASSERT_TRUE(tick(t_.house(), {}, nullptr).ok());
  t_.clock.advance(std::chrono::minutes{11});
  ASSERT_TRUE(tick(t_.house(), {}, nullptr).ok());
  EXPECT_THAT(t_.sent(), SizeIs(1));
}

}  // namespace
}  // namespace firstday::workflow
