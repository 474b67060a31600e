// The sample's letters, as the office prints them.
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

std::vector<json> lines_of(const std::string& out) {
  std::vector<json> rows;
  for (const std::string& line : base::split(out, '\n'))
    if (!line.empty()) rows.push_back(json::parse(line));
  return rows;
}

/// The sample's last morning, run, with letters due at 14:30.
Sample morning(const std::string& name) {
  Sample sample(name, Prepared::kEarlierDays);
  sample.import_last_morning();
  sample.firstday("2027-03-02 09:35", {"run", "--hold", "0"});
  return sample;
}

std::filesystem::path batch_in(const Sample& sample) {
  for (const auto& entry : std::filesystem::directory_iterator(sample.data() / "print/900001"))
    if (entry.path().filename().string().front() != '.') return entry.path();
  ADD_FAILURE() << "there is no batch";
  return {};
}

TEST(Letters, AreListedPrintedOnceAndPutOnRecord) {
  const Sample sample = morning("letters");
  const auto due = lines_of(sample.firstday("2027-03-02 14:30", {"--json", "letters"}).out);
  ASSERT_GE(due.size(), 1u);
  EXPECT_FALSE(std::filesystem::exists(sample.data() / "print")) << "listing hands nothing over";

  const Ran printed = sample.firstday("2027-03-02 14:30", {"--json", "letters", "--print"});
  const auto rows = lines_of(printed.out);
  ASSERT_EQ(rows.size(), due.size()) << printed.err;
  EXPECT_EQ(rows[0]["reference"], due[0]["reference"]) << "a letter keeps its reference";
  EXPECT_THAT(lines_of(sample.firstday("2027-03-02 14:31", {"--json", "letters", "--print"}).out),
              testing::IsEmpty());

  const auto manifest = json::parse(read_file(batch_in(sample) / "manifest.json"));
  ASSERT_EQ(manifest["letters"].size(), rows.size());
  EXPECT_EQ(manifest["letters"][0]["sha256"], rows[0]["sha256"]);
  const std::string log = sample.firstday("2027-03-02 14:32", {"log", "--channel", "letter"}).out;
  EXPECT_THAT(log, HasSubstr("handed over: batch " + manifest["batch"].get<std::string>()));
  EXPECT_EQ(sample.firstday("2027-03-02 14:33", {"verify"}).exit_code, 0);
}

// Design invariant 8: the mail house empties its folder, and the letter can be shown all the same.
TEST(Letters, AreKeptWhenThePrintFolderIsEmptied) {
  const Sample sample = morning("letters-kept");
  const auto rows = lines_of(sample.firstday("2027-03-02 14:30", {"--json", "letters", "--print"}).out);
  ASSERT_GE(rows.size(), 1u);
  const std::string reference = rows[0]["reference"];
  const std::string printed = read_file(batch_in(sample) / ("single/" + reference + ".pdf"));
  std::filesystem::remove_all(sample.data() / "print");

  const std::filesystem::path file = sample.data() / "again.pdf";
  const Ran again =
      sample.firstday("2027-04-20 10:00", {"letters", "--again", reference, "--pdf", file.string()});
  EXPECT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(read_file(file), printed);
  EXPECT_EQ(std::filesystem::status(file).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(sample.firstday("", {"letters", "--again", "NONE", "--pdf", file.string()}).exit_code, 64);
  EXPECT_EQ(sample.firstday("", {"letters", "--again", reference}).exit_code, 64);
}

TEST(Letters, AFamilyThatAnsweredInTimeGetsNone) {
  const Sample sample = morning("letters-answered");
  const auto due = lines_of(sample.firstday("2027-03-02 14:30", {"--json", "letters"}).out);
  ASSERT_GE(due.size(), 1u);
  const std::string pupil = due[0]["pupil"];
  sample.firstday("2027-03-02 14:35", {"record", "reason", pupil, "--reason", "ill", "--acceptable"});
  for (const json& row : lines_of(sample.firstday("2027-03-02 14:40", {"--json", "letters", "--print"}).out))
    EXPECT_NE(row["pupil"], pupil);
}

TEST(Letters, WaitWhileTodaysMessagesAreHeld) {
  const Sample sample = morning("letters-held");
  sample.firstday("2027-03-02 10:00", {"hold", "--reason", "the register is wrong"});
  const Ran held = sample.firstday("2027-03-02 14:30", {"letters", "--print"});
  EXPECT_EQ(held.exit_code, 1);
  EXPECT_THAT(held.out, HasSubstr("firstday release"));
  EXPECT_FALSE(std::filesystem::exists(sample.data() / "print/900001"));
}

// Invariant 9.
TEST(Letters, NoLogHoldsANameOrAnAddress) {
  const Sample sample = morning("letters-privacy");
  std::string said = sample.firstday("2027-03-02 14:30", {"--verbose", "letters", "--print"}).err;
  for (const auto& file : files_below(sample.data() / "logs")) said += read_file(file);
  const auto manifest = json::parse(read_file(batch_in(sample) / "manifest.json"));
  for (const auto& letter : manifest["letters"])
    for (const auto& line : letter["address"]) EXPECT_THAT(said, Not(HasSubstr(line.get<std::string>())));
}

TEST(Letters, ATemplateIsShownOnPaper) {
  const Sample sample("letters-preview", Prepared::kNothing);
  for (const auto& [option, magic] : {std::pair{"--pdf", "%PDF"}, std::pair{"--png", "PNG"}}) {
    const std::string file = (sample.data() / "letter").string();
    std::filesystem::create_directories(sample.data());
    const Ran ran =
        sample.firstday("2027-03-02 14:30", {"preview", "concern", "--language", "cy", option, file});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(read_file(file).substr(0, 8), HasSubstr(magic));
  }
  EXPECT_EQ(sample.firstday("", {"preview", "absence", "--pdf", "x.pdf"}).exit_code, 64);
}

}  // namespace
}  // namespace firstday::e2e
