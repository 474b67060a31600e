// Clocks that are set while messages are on the wire and between runs, and the two nights in which the clocks
// change (dispatch.md section 5, the fault matrix). Nobody is told twice, nothing is lost, and each local
// date fires once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "faults/morning.h"
#include "faults/real_run.h"
#include "support/builders.h"

namespace firstday::faults {
namespace {

using std::chrono::hours;

constexpr int kPeople = 10;
constexpr hours kSteps[] = {hours(-24), hours(-1), hours(1), hours(24)};

TEST(ClockSteps, OnTheWireTellNobodyTwiceAndLoseNothing) {
  for (const hours step : kSteps)
    for (const std::size_t call : {1U, 2U, 4U, 7U}) {
      SCOPED_TRACE(std::to_string(step.count()) + " hours at call " + std::to_string(call));
      Morning morning(e2e::fresh_folder("clock-wire"), kPeople);
      morning.on_call = [&] {
        if (morning.provider.calls.size() == call) morning.clock.set(morning.clock.now() + step);
      };
      morning.process();
      morning.clock.set(support::at(10));
      morning.process();
      EXPECT_EQ(morning.judge(), "");
      EXPECT_GT(morning.sent, 0);
      if (step < hours(0)) {
        EXPECT_EQ(morning.expired, 0) << "the time for a text never ended";
      }
    }
}

TEST(ClockSteps, BetweenProcessesTellNobodyTwiceAndLoseNothing) {
  for (const hours step : kSteps) {
    SCOPED_TRACE(std::to_string(step.count()) + " hours");
    Morning morning(e2e::fresh_folder("clock-between"), kPeople);
    morning.on_call = [&] {
      if (morning.provider.calls.size() == 3) morning.clock.set(morning.clock.now() + step);
    };
    morning.process();
    morning.on_call = nullptr;
    morning.clock.set(support::at(9, 40));
    morning.process();
    morning.clock.set(support::at(9, 40) + step);
    morning.process();
    EXPECT_EQ(morning.judge(), "");
  }
}

TEST(ClockSteps, ANowBeforeTheLastEventIsRecordedAndChangesNothing) {
  CountingProvider provider([](const Asked&, int) { return Behaviour::kTakes; });
  RealRun run("clock-before", 6);
  run.begin_again(provider.url());
  run.firstday({"run", "--hold", "0"});
  ASSERT_EQ(provider.asked().size(), 6U);
  for (const char* now : {"2027-01-12 08:45", "2027-01-11 09:45", "2027-01-12 09:30", "2027-01-13 07:59"})
    for (const char* verb : {"run", "tick"}) {
      SCOPED_TRACE(std::string(verb) + " at " + now);
      const e2e::Ran ran =
          std::string(verb) == "run" ? run.at(now, {"run", "--hold", "0"}) : run.at(now, {"tick"});
      EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.err;
      EXPECT_EQ(run.at(now, {"verify"}).exit_code, 0);
    }
  const e2e::Ran early = run.at("2027-01-12 08:30", {"record", "reply", "P1", "--contact", "C1", "--channel",
                                                     "text", "--text", "said before its time"});
  EXPECT_EQ(early.exit_code, 0) << early.err;
  EXPECT_EQ(run.firstday({"verify"}).exit_code, 0);
  EXPECT_THAT(run.firstday({"chronology", "P1"}).out, testing::HasSubstr("said before its time"));
  run.firstday({"run", "--hold", "0"});
  EXPECT_EQ(provider.asked().size(), 6U) << "nobody was told again";
  const Verdict v = run.verdict(provider.asked());
  EXPECT_EQ(v.sent, 6);
  for (const std::string& row : v.lost_rows) ADD_FAILURE() << row;
}

/// A school day after a night in which the clocks change, and ticks through that night and day.
struct Night {
  const char* name;
  const char* day;
  std::vector<const char*> night;    ///< instants
  std::vector<const char*> morning;  ///< before anything may leave: planned at most
  const char* sends;                 ///< the hold is over
  std::vector<const char*> after;    ///< clocks that were set, among them back into the night
};

class Nights : public testing::TestWithParam<Night> {};

TEST_P(Nights, FireOncePerLocalDate) {
  const Night& night = GetParam();
  CountingProvider provider([](const Asked&, int) { return Behaviour::kTakes; });
  RealRun run(std::string("clock-night-") + night.name, 4);
  run.begin_again(provider.url());
  const std::filesystem::path school = run.folder() / "config/schools/900001.yaml";
  std::string settings = e2e::read_file(school);
  const auto replace = [&settings](const std::string& old, const std::string& now) {
    ASSERT_NE(settings.find(old), std::string::npos) << old;
    settings.replace(settings.find(old), old.size(), now);
  };
  replace("to: 2027-03-25}", "to: 2027-03-31}");
  replace("to: 2027-07-21}", "to: 2027-07-21}\n    - {from: 2027-09-02, to: 2027-12-17}");
  e2e::write_file(school, settings);
  std::filesystem::remove_all(run.folder() / "data");
  std::string marks = "school,pupil,date,session,code\n";
  for (int i = 0; i < 4; ++i) marks += "900001,P" + std::to_string(i) + "," + night.day + ",AM,N\n";
  e2e::write_file(run.folder() / "in/night.csv", marks);
  const auto firstday = [&](const std::string& now, const std::vector<std::string>& words) {
    const e2e::Ran ran = run.at(now, words);
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << now << ": " << ran.out << ran.err;
  };
  const auto asked_after = [&](const std::vector<const char*>& ticks) {
    for (const char* now : ticks) firstday(now, {"tick"});
    return provider.asked().size();
  };
  firstday(night.night.front(), {"import", "roll", "--from", (run.folder() / "in").string(), "--yes"});
  EXPECT_EQ(asked_after(night.night), 0U);
  firstday(night.morning.front(), {"import", "marks", "--from", (run.folder() / "in/night.csv").string()});
  EXPECT_EQ(asked_after(night.morning), 0U);
  EXPECT_EQ(asked_after({night.sends, night.sends}), 4U);
  EXPECT_EQ(asked_after(night.after), 4U) << "it fired again";
  EXPECT_EQ(run.at(night.sends, {"verify"}).exit_code, 0);
}

INSTANTIATE_TEST_SUITE_P(
    Of2027, Nights,
    testing::Values(
        Night{"march",
              "2027-03-30",
              {"2027-03-27T23:30Z", "2027-03-28T00:30Z", "2027-03-28T00:59:59Z", "2027-03-28T01:00Z",
               "2027-03-28 01:30", "2027-03-28T01:30Z", "2027-03-29T12:00Z"},
              {"2027-03-30T08:31Z", "2027-03-30T08:33Z"},
              "2027-03-30T08:45Z",
              {"2027-03-30T07:45Z", "2027-03-28T01:30Z", "2027-03-28 01:30", "2027-03-30T09:45Z"}},
        Night{"october",
              "2027-11-01",
              {"2027-10-30T23:30Z", "2027-10-31T00:30Z", "2027-10-31T00:59:59Z", "2027-10-31T01:00Z",
               "2027-10-31 01:30", "2027-10-31T01:30Z", "2027-10-31T12:00Z"},
              {"2027-11-01T09:31Z", "2027-11-01T09:33Z"},
              "2027-11-01T09:45Z",
              {"2027-11-01T08:45Z", "2027-10-31T00:30Z", "2027-10-31T01:30Z", "2027-11-01T10:45Z"}}),
    [](const auto& night) { return night.param.name; });

}  // namespace
}  // namespace firstday::faults
