// The sample's visit: what goes along, what stays at the door, and what is on record of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "e2e/program.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string words_in(const std::filesystem::path& pdf) {
  return run_program("/usr/bin/pdftotext", {"-layout", pdf.string(), "-"}).out;
}

TEST(Paper, FromTheTaskToTheDoorToTheRecord) {
  Sample sample("paper", Prepared::kEarlierDays);
  sample.import_last_morning();
  sample.firstday("2027-03-02 09:35", {"run", "--hold", "0"});
  const Ran tasks = sample.firstday("2027-03-02 11:30", {"--json", "tasks", "--kind", "visit"});
  ASSERT_FALSE(tasks.out.empty()) << tasks.err;
  const json visit = json::parse(base::split(tasks.out, '\n').front());
  EXPECT_EQ(visit["paper"], "visit-sheet");
  const auto pupil = visit["pupil"].get<std::string>();
  EXPECT_THAT(sample.firstday("2027-03-02 11:30", {"paper", pupil}).out, HasSubstr("calling-card"));

  const auto file = sample.data() / "card.pdf";
  const Ran made =
      sample.firstday("2027-03-02 11:31", {"--json", "paper", pupil, "calling-card", "--staff",
                                           "J. Head,P. Staff", "--at", "11:45", "--to", file.string()});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const json card = json::parse(made.out);
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  const std::string words = words_in(file);
  for (const char* said : {"We called today", "11:45", "J. Head and P. Staff", "01632 960100"})
    EXPECT_THAT(words, HasSubstr(said));

  const Ran left =
      sample.firstday("2027-03-02 12:00", {"record", "visit", pupil, "--outcome", "no_answer", "--staff",
                                           "J. Head,P. Staff", "--time", "11:45", "--left", "calling-card"});
  ASSERT_EQ(left.exit_code, 0) << left.err;
  EXPECT_EQ(sample.firstday("2027-03-02 12:01", {"--json", "tasks", "--kind", "card", "--pupil", pupil}).out,
            "");
  const std::string story = sample.firstday("2027-03-02 12:01", {"chronology", pupil}).out;
  EXPECT_THAT(story, HasSubstr("Left at the door"));
  EXPECT_THAT(story, HasSubstr(card["reference"].get<std::string>()));
  EXPECT_EQ(sample.firstday("2027-03-02 12:02", {"verify"}).exit_code, 0);
}

TEST(Paper, IsRefusedWithoutACaseAndWritesNothing) {
  Sample sample("paper-refused", Prepared::kEarlierDays);
  sample.import_last_morning();
  const auto file = sample.data() / "none.pdf";
  const Ran ran = sample.firstday("2027-03-02 09:00",
                                  {"paper", "nobody-of-this-name", "calling-card", "--to", file.string()});
  EXPECT_EQ(ran.exit_code, 64);
  EXPECT_FALSE(std::filesystem::exists(file));
}

}  // namespace
}  // namespace firstday::e2e
