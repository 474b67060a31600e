// The whole program on a disk that is full, that fails, or that may not be written: it says so and ends,
// starts nothing that it cannot record, and the next run makes up for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cerrno>

#include "faults/real_run.h"

namespace firstday::faults {
namespace {

using testing::HasSubstr;

constexpr int kUnavailable = 69;

class ProgramDisk : public testing::Test {
 protected:
  /// `firstday run` with the shim before its calls.
  e2e::Ran run_with(const std::string& variable, const std::string& value) {
    return run_.at("2027-01-12 09:45", {"run", "--hold", "0"},
                   {{"LD_PRELOAD", FIRSTDAY_KILL_SHIM},
                    {"ASAN_OPTIONS", "verify_asan_link_order=0"},
                    {variable, value}});
  }

  /// From a number of writes or syncs on they all fail; then the disk works again.
  void fail_from(const std::string& variable, int from, int error, const std::string& words) {
    SCOPED_TRACE(variable + " from " + std::to_string(from));
    CountingProvider provider([](const Asked&, int) { return Behaviour::kTakes; });
    run_.begin_again(provider.url());
    const e2e::Ran ran = run_with(variable, std::to_string(from) + ":" + std::to_string(error));
    ended_badly_ += ran.exit_code == kUnavailable || ran.exit_code == 1 ? 1 : 0;
    EXPECT_THAT(ran.out + ran.err, HasSubstr(words)) << ran.exit_code;
    const std::size_t asked = provider.asked().size();
    EXPECT_LE(asked, static_cast<std::size_t>(from)) << "more left than could be recorded";
    run_.firstday({"run", "--hold", "0"});
    const Verdict v = run_.verdict(provider.asked());
    EXPECT_EQ(v.doubled, 0);
    for (const std::string& row : v.lost_rows) ADD_FAILURE() << row;
    EXPECT_LE(v.unknown, kMostInFlight);
    EXPECT_EQ(run_.firstday({"verify"}).exit_code, 0);
  }

  RealRun run_{std::string("program-disk-") + testing::UnitTest::GetInstance()->current_test_info()->name(),
               30};
  int ended_badly_ = 0;
};

TEST_F(ProgramDisk, FullIsSaidAndMadeUpFor) {
  const std::vector<int> places = {1, 4, 9, 20, 45, 60, 80};
  for (const int from : places)
    fail_from("FIRSTDAY_WRITES_FAIL", from, ENOSPC, "Make room there and try again");
  EXPECT_EQ(ended_badly_, static_cast<int>(places.size()));
}

TEST_F(ProgramDisk, ThatFailsIsSaidAndMadeUpFor) {
  const std::vector<int> places = {10, 20, 30, 60};
  for (const int from : places) fail_from("FIRSTDAY_WRITES_FAIL", from, EIO, "reported an error");
  for (const int from : {1, 4, 8, 12}) fail_from("FIRSTDAY_SYNCS_FAIL", from, EIO, "reported an error");
  EXPECT_EQ(ended_badly_, 8);
}

TEST_F(ProgramDisk, ThatMayNotBeWrittenIsSaidAndNothingLeaves) {
  CountingProvider provider([](const Asked&, int) { return Behaviour::kTakes; });
  run_.begin_again(provider.url());
  const e2e::Ran ran = run_with("FIRSTDAY_READ_ONLY", (run_.folder() / "data").string());
  EXPECT_EQ(ran.exit_code, kUnavailable) << ran.out << ran.err;
  EXPECT_THAT(ran.err, HasSubstr((run_.folder() / "data").string())) << "it says where";
  EXPECT_TRUE(provider.asked().empty());
  run_.firstday({"run", "--hold", "0"});
  EXPECT_EQ(run_.verdict(provider.asked()).sent, 30);
}

}  // namespace
}  // namespace firstday::faults
