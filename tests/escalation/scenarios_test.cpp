// Every file of scenarios/ through plan(), and of timelines/ over its days; formats in scenario.h,
// timeline.h.
#include <gtest/gtest.h>

#include "escalation/golden.h"
#include "escalation/scenario.h"
#include "escalation/timeline.h"

namespace firstday::escalation::testing {
namespace {

TEST(Scenarios, EachIsPlannedAsItsFileSays) {
  const auto files = files_of("scenarios");
  EXPECT_GE(files.size(), 25u);
  for (const auto& file : files)
    check_golden(file, [](const std::string& text) { return print(read_scenario(text).plan()); });
}

TEST(Timelines, EachCaseGoesAsItsFileSays) {
  const auto files = files_of("timelines");
  EXPECT_GE(files.size(), 15u);
  for (const auto& file : files) check_golden(file, [](const std::string& text) { return play(text); });
}

}  // namespace
}  // namespace firstday::escalation::testing
