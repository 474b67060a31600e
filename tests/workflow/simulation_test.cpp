#include "workflow/simulation.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "config/scenario_file.h"
#include "workflow/made_up_case.h"
#include "workflow/scenario_play.h"

namespace firstday::workflow {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::only;
using testing::play_text;
using ::testing::SizeIs;

std::vector<std::string> scenario_files() {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(fs::path(FIRSTDAY_SOURCE_DIR) / "tests" / "scenarios"))
    out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

class Scenarios : public ::testing::TestWithParam<std::string> {};

TEST_P(Scenarios, ComeOutAsTheFileExpects) {
  const auto read = read_scenario(GetParam());
  ASSERT_TRUE(read.ok());
  for (const base::Problem& p : read.value().problems) ADD_FAILURE() << base::describe(p);
  ASSERT_FALSE(read.value().has_errors());
  const auto played = testing::play(read.value().value);
  ASSERT_TRUE(played.ok()) << played.error().what;
  EXPECT_EQ(testing::differences(read.value().value, played.value()), "");
}

/// A file that expects nothing shows nothing.
TEST_P(Scenarios, ExpectSomethingOfEveryDay) {
  const auto read = read_scenario(GetParam());
  size_t lines = 0;
  for (const config::ScenarioDay& day : read.value().value.days) {
    EXPECT_TRUE(day.expect.has_value()) << base::iso_date(day.date);
    lines += day.expect ? day.expect->size() : 0;
  }
  EXPECT_GT(lines, 0u);
}

/// The comparison itself: a scenario with any one line of its expectations taken away is not as expected.
TEST_P(Scenarios, MissEveryLineThatIsTakenAway) {
  const config::Scenario whole = read_scenario(GetParam()).value().value;
  const auto played = testing::play(whole).value();
  for (size_t d = 0; d < whole.days.size(); ++d)
    for (size_t i = 0; i < whole.days[d].expect->size(); ++i) {
      config::Scenario less = whole;
      less.days[d].expect->erase(less.days[d].expect->begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_NE(testing::differences(less, played), "") << d << " " << i;
    }
}

std::string name_of(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = fs::path(info.param).stem().string();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Shipped, Scenarios, ::testing::ValuesIn(scenario_files()), name_of);

constexpr const char* kHead = R"(
school: {urn: 900001, name: Hazel Road Primary}
facility: {text: true}
calendar: {terms: [{from: 2027-01-04, to: 2027-03-25}]}
addresses: {A1: "4 Example Row, Ely, CB7 1ZZ"}
pupil: {ref: P1, name: Robin Marsh, form: 5H, home: A1}
contacts:
  - {ref: C1, name: Alex Marsh, relationship: mother, priority: 1, parental_responsibility: true, mobile: "07700 900301", address: A1}
)";

std::string essex(const std::string& rest) {
  return std::string("policy: essex-first-day-calling") + kHead + rest;
}

std::vector<std::string> lines(const std::vector<Answer>& answers) {
  std::vector<std::string> out;
  for (const Answer& a : answers) out.push_back(a.text("date") + " " + a.text("at") + " " + a.text("kind"));
  return out;
}

TEST(Simulation, UnlistedDaysHaveTheUnlistedMarksUntilAnEventClosesTheCase) {
  const auto open = play_text(essex("days: [{date: 2027-01-12}, {date: 2027-01-15}]"));
  EXPECT_THAT(only(open, {{"kind", "text"}}), SizeIs(4));
  const auto closed = play_text(essex(R"(days:
  - date: 2027-01-12
    events: [{id: e1, at: "11:00", what: closed, how: located}]
  - date: 2027-01-15
)"));
  EXPECT_THAT(only(closed, {{"kind", "text"}}), SizeIs(1));
  EXPECT_THAT(only(closed, {{"kind", "close"}, {"about", "located"}, {"after", "e1"}}), SizeIs(1));
}

TEST(Simulation, GoesOnBeyondTheLastListedDayWhenAskedTo) {
  const std::string yaml = essex("days: [{date: 2027-01-12}]");
  EXPECT_EQ(play_text(yaml).back().text("date"), "2027-01-12");
  EXPECT_EQ(play_text(yaml, base::make_date(2027, 1, 18)).back().text("date"), "2027-01-18");
  const std::string three = essex("days: [{date: 2027-01-12}, {date: 2027-01-14}]");
  EXPECT_EQ(play_text(three, base::make_date(2027, 1, 13)).back().text("date"), "2027-01-13");
}

TEST(Simulation, ADayWithoutSchoolHasNoRegister) {
  const auto answers = play_text(essex("days: [{date: 2027-01-15}, {date: 2027-01-18}]"));
  EXPECT_THAT(only(answers, {{"date", "2027-01-16"}}), IsEmpty());
  EXPECT_THAT(only(answers, {{"date", "2027-01-18"}, {"kind", "text"}, {"day", "2"}}), SizeIs(1));
}

TEST(Simulation, NoMarkIsNeitherPresentNorAbsent) {
  EXPECT_THAT(play_text(essex("days: [{date: 2027-01-12, marks: {am: \"-\", pm: \"-\"}}]")), IsEmpty());
  const auto second = play_text(essex("days: [{date: 2027-01-12}, {date: 2027-01-13, marks: {}}]"));
  EXPECT_THAT(only(second, {{"date", "2027-01-13"}, {"state", "due"}}), IsEmpty());
  EXPECT_THAT(only(second, {{"date", "2027-01-13"}, {"rule", "no_mark"}}), SizeIs(1));
}

TEST(Simulation, TheAfternoonsMarkIsKnownInTheAfternoon) {
  const auto answers = play_text(essex("days: [{date: 2027-01-12, marks: {am: \"/\", pm: N}}]"));
  ASSERT_THAT(answers, Not(IsEmpty()));
  EXPECT_EQ(answers.front().text("at"), "13:20");
}

TEST(Simulation, AMarkChangeHoldsForDaysToCome) {
  const auto answers = play_text(essex(R"(days:
  - date: 2027-01-12
    events: [{id: e1, at: "11:00", what: mark_change, dates: [2027-01-13], to: I}]
  - date: 2027-01-13
)"));
  EXPECT_THAT(only(answers, {{"date", "2027-01-13"}, {"state", "due"}}), IsEmpty());
  EXPECT_THAT(only(answers, {{"kind", "close"}, {"about", "mark_changed"}}), SizeIs(1));
}

TEST(Simulation, WhatIsNotDoneIsOpenEachDayAfter) {
  const auto answers = play_text(essex("days: [{date: 2027-01-12}, {date: 2027-01-14}]"));
  const auto open = only(answers, {{"kind", "record"}, {"state", "open"}, {"since", "2027-01-12"}});
  EXPECT_THAT(lines(open), ElementsAre("2027-01-13 09:30 record", "2027-01-14 09:30 record"));
  EXPECT_THAT(only(answers, {{"kind", "text"}, {"state", "open"}}), IsEmpty());
}

TEST(Simulation, ACallThatAnEventNamesWaitsForIt) {
  const auto answers = play_text(essex(R"(days:
  - date: 2027-01-12
    events: [{id: e1, at: "10:30", what: call, to: C1, outcome: international_tone}]
)"));
  EXPECT_THAT(only(answers, {{"kind", "voicemail"}, {"about", "absence"}}), IsEmpty());
  const auto tone = only(answers, {{"kind", "voicemail"}, {"about", "international_tone"}});
  ASSERT_THAT(tone, SizeIs(1));
  EXPECT_EQ(tone[0].text("at"), "10:30");
  EXPECT_EQ(tone[0].text("after"), "e1");
}

TEST(Simulation, ACallMadeBeforeItWasDueIsDone) {
  const auto answers = play_text(essex(R"(days:
  - date: 2027-01-12
    events: [{id: e1, at: "09:35", what: call, to: C1, outcome: no_answer}]
)"));
  EXPECT_THAT(only(answers, {{"kind", "call"}, {"state", "done"}, {"at", "09:45"}}), SizeIs(1));
}

TEST(Simulation, DefaultsSayWhatBecomesOfTheRest) {
  const auto seen =
      play_text(essex("defaults: {visit: child_seen}\ndays: [{date: 2027-01-12}, {date: 2027-01-15}]"));
  EXPECT_THAT(only(seen, {{"kind", "visit"}, {"state", "open"}}), IsEmpty());
  EXPECT_THAT(only(seen, {{"kind", "card"}}), IsEmpty());
  const auto unseen = play_text(essex("days: [{date: 2027-01-12}, {date: 2027-01-15}]"));
  EXPECT_THAT(only(unseen, {{"kind", "visit"}, {"state", "open"}}), SizeIs(1));
  const auto left = play_text(essex(
      "defaults: {letter: open_until_an_event_says_so}\ndays: [{date: 2027-01-12}, {date: 2027-01-15}]"));
  EXPECT_THAT(only(left, {{"kind", "letter"}, {"state", "open"}}), SizeIs(1));
}

/// Whether a looked-after child's reason is acceptable only the DSL may say, whoever the flow chart asks
/// about other children; so it is the DSL whom a default answers for.
TEST(Simulation, ADefaultAnswersForWhoeverMayJudgeTheReason) {
  std::string yaml = std::string("policy: attendance-flow-chart") + kHead + R"(defaults: {decide: "yes"}
days:
  - date: 2027-01-12
    events: [{id: e1, at: "09:50", what: inbound_call, from: C1, channel: call, reason: unwell}]
  - date: 2027-01-13
)";
  yaml.replace(yaml.find("form: 5H"), 0, "tags: [looked_after], ");
  const auto answers = play_text(yaml);
  EXPECT_THAT(only(answers, {{"about", "reason_acceptable"}, {"to", "dsl"}}), SizeIs(1));
  EXPECT_THAT(only(answers, {{"about", "reason_acceptable"}, {"state", "open"}}), IsEmpty());
}

TEST(Simulation, ABarredPersonGetsNothing) {
  std::string yaml = essex("days: [{date: 2027-01-12}, {date: 2027-01-15}]");
  yaml.replace(yaml.find("mobile:"), 0, "barred: court_order, ");
  for (const Answer& a : play_text(yaml)) {
    if (a.text("to") != "C1") continue;
    EXPECT_EQ(a.text("kind"), "withheld") << testing::as_expected(a);
  }
}

TEST(Simulation, TheSameFileIsPlayedTheSameTwice) {
  const std::string yaml = essex("days: [{date: 2027-01-12}, {date: 2027-02-05}]");
  const auto first = play_text(yaml);
  const auto second = play_text(yaml);
  ASSERT_EQ(first.size(), second.size());
  for (size_t i = 0; i < first.size(); ++i) EXPECT_EQ(first[i].fields, second[i].fields);
}

TEST(Simulation, NothingFallsDueTwice) {
  const auto answers = play_text(essex("days: [{date: 2027-01-12}, {date: 2027-02-12}]"));
  std::set<std::string> keys;
  for (const Answer& a : answers) {
    if (a.text("state") != "due") continue;
    EXPECT_TRUE(keys.insert(a.text("key")).second) << testing::as_expected(a);
  }
  EXPECT_GT(keys.size(), 100u);
}

TEST(Simulation, SaysWhichPoliciesThereAre) {
  const auto read =
      config::read_scenario(std::string("policy: moon-plan") + kHead + "days: [{date: 2027-01-12}]", "f");
  const auto played = testing::play(read.value);
  ASSERT_FALSE(played.ok());
  EXPECT_THAT(played.error().what, HasSubstr("line 1, column 9"));
  EXPECT_THAT(played.error().what, HasSubstr("essex-first-day-calling"));
}

TEST(Simulation, ANumberThatNobodyCanRingIsNamedWithItsPlace) {
  std::string yaml = essex("days: [{date: 2027-01-12}]");
  yaml.replace(yaml.find("07700 900301"), 12, "07700 9");
  const auto played = testing::play(config::read_scenario(yaml, "f").value);
  ASSERT_FALSE(played.ok());
  EXPECT_THAT(played.error().what, HasSubstr("line 8"));
}

TEST(MadeUpCase, PlaysEveryTierOfEveryPolicy) {
  for (const auto& [id, set] : testing::shipped_policies())
    for (const escalation::Tier& tier : set.current().tiers) {
      const auto scenario = made_up_case({id, tier.name, 3, {}}, testing::shipped_policies());
      ASSERT_TRUE(scenario.ok()) << scenario.error().what;
      const auto played = testing::play(scenario.value());
      ASSERT_TRUE(played.ok()) << played.error().what;
      EXPECT_THAT(only(played.value(), {{"kind", "call"}, {"to", "C1"}}), Not(IsEmpty())) << id;
    }
}

TEST(MadeUpCase, LastsSoManySchoolDays) {
  for (const int days : {1, 5, 6, 20}) {
    const auto scenario =
        made_up_case({"essex-first-day-calling", "", days, {}}, testing::shipped_policies()).value();
    EXPECT_EQ(
        scenario.school.calendar.school_days_between(scenario.days.front().date, scenario.days.back().date),
        days);
  }
}

TEST(MadeUpCase, RefusesATierOrAnOutcomeThatThereIsNot) {
  const auto& policies = testing::shipped_policies();
  EXPECT_THAT(made_up_case({"essex-first-day-calling", "royal", 3, {}}, policies).error().what,
              HasSubstr("social_care"));
  EXPECT_THAT(made_up_case({"essex-first-day-calling", "", 3, {{"call", "engaged"}}}, policies).error().what,
              HasSubstr("no_answer"));
  EXPECT_THAT(made_up_case({"essex-first-day-calling", "", 3, {{"fax", "none"}}}, policies).error().what,
              HasSubstr("fax"));
  EXPECT_TRUE(made_up_case({"essex-first-day-calling", "", 3, {{"text", "none"}}}, policies).ok());
}

}  // namespace
}  // namespace firstday::workflow
