// What the program shows on a terminal and leaves out in a pipe; and the call list on paper.
#include <gmock/gmock.h>

#include "base/text.h"
#include "e2e/program.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kProgressLine = "\r\033[K";

class OnTheLastDay : public testing::Test {
 protected:
  OnTheLastDay()
      : sample_(std::string("terminal-") + testing::UnitTest::GetInstance()->current_test_info()->name(),
                Prepared::kEarlierDays),
        day_(read_sample_days().dates.back()) {
    sample_.import_last_morning();
  }

  Sample sample_;
  std::string day_;
};

TEST_F(OnTheLastDay, APipeGetsNoProgress) {
  const Ran run = sample_.firstday(day_ + " 09:35", {"run"});
  EXPECT_THAT(run.out, HasSubstr("absent without a reason"));
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("\033[")));
  EXPECT_THAT(run.out + run.err, Not(HasSubstr("Sending:")));
}

TEST_F(OnTheLastDay, ATerminalSeesTheRunMoveOn) {
  // script(1) gives its command a terminal of its own.
  const std::string command = std::string(FIRSTDAY_PROGRAM) + " --config " + source_path("config/sample") +
                              " --data " + sample_.data().string() + " --by tester --now '" + day_ +
                              " 09:35' run";
  const Ran run = run_program("/usr/bin/script", {"-qec", command, "/dev/null"});
  EXPECT_THAT(run.out, HasSubstr(kProgressLine));
  EXPECT_THAT(run.out, HasSubstr("Sending: "));
  EXPECT_THAT(run.out, HasSubstr("absent without a reason"));
}

TEST_F(OnTheLastDay, TheCallListOnPaperHasAScriptAndRoomToWriteForEachCall) {
  sample_.firstday(day_ + " 09:35", {"run"});
  const Ran list = sample_.firstday(day_ + " 14:00", {"--json", "calls"});
  const Ran paper = sample_.firstday(day_ + " 14:00", {"calls", "--print"});
  const std::size_t calls = base::split(list.out, '\n').size() - 1;
  ASSERT_GT(calls, 0u);
  std::size_t rings = 0;
  std::size_t rooms = 0;
  for (const std::string& line : base::split(paper.out, '\n')) {
    rings += line.starts_with("  Ring ") ? 1 : 0;
    rooms += line.starts_with("  Said: ___") ? 1 : 0;
  }
  EXPECT_EQ(rings, calls);
  EXPECT_EQ(rooms, calls);
  EXPECT_THAT(paper.out, HasSubstr("  | 1. ASK FOR THE PERSON BY NAME"));
}

}  // namespace
}  // namespace firstday::e2e
