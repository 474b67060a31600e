// `firstday simulate`, as people outside run it: a file in, lines out, nothing left behind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>

#include "e2e/program.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Simulate : public ::testing::Test {
 protected:
  Simulate() : folder_(fresh_folder("simulate")) {}

  Ran run(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--config", (folder_ / "no-config").string(), "--data",
                                         (folder_ / "no-data").string(), "simulate"});
    return run_program(FIRSTDAY_PROGRAM, arguments, {{"FIRSTDAY_SHARE", source_path("")}});
  }

  std::vector<nlohmann::json> objects(const Ran& ran) const {
    std::vector<nlohmann::json> out;
    std::istringstream in(ran.out);
    for (std::string line; std::getline(in, line);) out.push_back(nlohmann::json::parse(line));
    return out;
  }

  std::string scenario() const { return source_path("tests/scenarios/five-day-rounds.yaml"); }

  fs::path folder_;
};

TEST_F(Simulate, PrintsOneObjectALineWithTheFieldsOfTheFormat) {
  const Ran ran = run({"--scenario", scenario(), "--json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const auto all = objects(ran);
  ASSERT_GT(all.size(), 5u);
  const auto& first = all[0];
  EXPECT_THAT(
      ran.out,
      StartsWith(R"({"date":"2027-01-12","day":1,"at":"09:30","kind":"call","to":"C1","about":"absence",)"));
  EXPECT_EQ(first["round"], "am");
  EXPECT_EQ(first["state"], "due");
  EXPECT_EQ(first["rows"], nlohmann::json::array({"003-01"}));
  EXPECT_EQ(first["order"], 1);
  for (const auto& o : all)
    for (const char* field : {"date", "day", "at", "kind", "to", "about", "state", "rows"})
      EXPECT_TRUE(o.contains(field)) << field << " of " << o;
}

TEST_F(Simulate, LeavesNothingBehind) {
  ASSERT_EQ(run({"--scenario", scenario(), "--json"}).exit_code, 0);
  EXPECT_TRUE(files_below(folder_).empty());
  EXPECT_FALSE(fs::exists(folder_ / "no-data"));
}

TEST_F(Simulate, TheTableIsForPeople) {
  const Ran ran = run({"--scenario", scenario()});
  EXPECT_THAT(ran.out, StartsWith("Date"));
  EXPECT_THAT(ran.out, HasSubstr("003-01"));
  EXPECT_THAT(ran.out, HasSubstr("nothing was sent or kept"));
}

TEST_F(Simulate, StopsEarlyOrGoesOn) {
  const auto day_of_last = [&](const std::string& until) {
    const auto all = objects(run({"--scenario", scenario(), "--json", "--until", until}));
    return all.empty() ? std::string() : all.back()["date"].get<std::string>();
  };
  EXPECT_EQ(day_of_last("2027-01-11"), "");
  EXPECT_EQ(day_of_last("2027-01-14"), "2027-01-14");
}

TEST_F(Simulate, NamesAMistakeWithFileLineAndColumn) {
  std::string text = read_file(scenario());
  text.replace(text.find("outcome: answered_no_reason"), 27, "outcome: hung_up");
  const fs::path file = folder_ / "broken.yaml";
  write_file(file, text);
  const Ran ran = run({"--scenario", file.string(), "--json"});
  EXPECT_EQ(ran.exit_code, 65);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("broken.yaml:"));
  EXPECT_THAT(ran.err, HasSubstr("'hung_up'"));
  EXPECT_THAT(ran.err, HasSubstr("answered_no_reason"));
}

TEST_F(Simulate, SaysWhatIsNotThere) {
  EXPECT_EQ(run({"--scenario", "/nowhere.yaml"}).exit_code, 65);
  EXPECT_EQ(run({}).exit_code, 64);
  EXPECT_EQ(run({"--scenario", scenario(), "--policy", "five-day-plan"}).exit_code, 64);
  EXPECT_THAT(run({"--policy", "moon-plan"}).err, HasSubstr("five-day-plan"));
  EXPECT_THAT(run({"--policy", "five-day-plan", "--tier", "royal"}).err, HasSubstr("vulnerable"));
  EXPECT_EQ(run({"--policy", "five-day-plan", "--days", "0-3"}).exit_code, 64);
}

TEST_F(Simulate, PlaysAMadeUpCaseAsTableMarkdownOrJson) {
  const std::vector<std::string> made_up = {"--policy",  "essex-first-day-calling",
                                            "--tier",    "social_care",
                                            "--days",    "2-3",
                                            "--outcome", "text=none",
                                            "--outcome", "call=no_answer"};
  const auto with = [&](const std::string& format) {
    auto arguments = made_up;
    arguments.insert(arguments.end(), {"--format", format});
    return run(arguments);
  };
  EXPECT_THAT(with("table").out, HasSubstr("2027-01-12"));
  EXPECT_THAT(with("markdown").out, StartsWith("| Date | Day |"));
  const auto all = objects(with("json"));
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.front()["day"], 2);
  EXPECT_EQ(all.back()["day"], 3);
}

}  // namespace
}  // namespace firstday::e2e
