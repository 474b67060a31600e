#include "config/scenario_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/text.h"
#include "config/scenario_parts.h"

namespace firstday::config {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Everything that the format has, once.
constexpr const char* kWhole = R"(policy: five-day-plan
school: {urn: 900001, name: Hazel Road Primary}
facility: {text: true, app_message: true, voice: false, work_platform: Purple Mash}
calendar:
  timezone: Europe/London
  terms: [{from: 2027-01-04, to: 2027-03-25}]
  half_term: {from: 2027-02-15, to: 2027-02-19}
  inset: [2027-01-04]
  closures: []
  sessions: {am: "08:50", am_register_closes: "09:30", pm: "13:10", pm_register_closes: "13:20", school_ends: "15:20"}
addresses: {A1: "4 Example Row, Ely, CB7 1ZZ"}
pupil: {ref: P1, name: Robin Marsh, dob: 2016-05-02, year: Y5, form: 5H, tags: [], home: A1}
contacts:
  - {ref: C1, name: Alex Marsh, relationship: mother, priority: 1, parental_responsibility: true, day_to_day_care: true,
     lives_with_pupil: true, barred: false, mobile: "07700 900301", address: A1}
professionals:
  - {ref: SW1, role: social_worker, for: P1, name: J. Brook, phone: "01632 960401"}
siblings_elsewhere: []
defaults: {text: no_reply, email: no_reply, app_message: no_reply, call: no_answer, voicemail: left, visit: not_done_until_an_event_says_so,
           letter: handed_over_the_same_day, decide: undecided_until_an_event_says_so}
unlisted_marks: {am: N, pm: N}
days:
  - date: 2027-01-12
    marks: {am: N, pm: "/"}
    events:
      - {id: e1, at: "10:05", what: call, to: C1, outcome: answered_no_reason}
      - {id: e2, at: "09:40", what: visit, address: A1, staff: [S1, S2], outcome: no_answer}
)";

std::vector<std::string> problems(const std::string& yaml) {
  std::vector<std::string> out;
  for (const base::Problem& p : read_scenario(yaml, "case.yaml").problems) out.push_back(base::describe(p));
  return out;
}

/// The whole file with one piece of it replaced.
std::string with(const std::string& piece, const std::string& by) {
  std::string out = kWhole;
  const size_t at = out.find(piece);
  EXPECT_NE(at, std::string::npos) << piece;
  return out.replace(at, piece.size(), by);
}

/// The whole file with this in place of its events.
std::string with_event(const std::string& event) {
  return with("{id: e1, at: \"10:05\", what: call, to: C1, outcome: answered_no_reason}", event);
}

/// The one thing that is wrong, said about line and column.
void expect_problem(const std::string& yaml, const std::string& at, const std::string& what) {
  const auto all = problems(yaml);
  ASSERT_THAT(all, SizeIs(1)) << base::join(all, "\n");
  EXPECT_THAT(all[0], testing::StartsWith("case.yaml:" + at)) << all[0];
  EXPECT_THAT(all[0], HasSubstr(what));
}

TEST(ScenarioFile, ReadsTheWholeFormat) {
  const auto read = read_scenario(kWhole, "case.yaml");
  EXPECT_THAT(problems(kWhole), IsEmpty());
  const Scenario& s = read.value;
  EXPECT_EQ(s.policy, "five-day-plan");
  EXPECT_EQ(s.school.urn, roll::Urn("900001"));
  EXPECT_TRUE(s.school.facility.app_message);
  EXPECT_EQ(s.school.facility.work_platform, "Purple Mash");
  EXPECT_FALSE(s.school.calendar.is_school_day(base::make_date(2027, 1, 4)));
  EXPECT_FALSE(s.school.calendar.is_school_day(base::make_date(2027, 2, 16)));
  EXPECT_TRUE(s.school.calendar.is_school_day(base::make_date(2027, 1, 12)));
  EXPECT_EQ(s.pupil.surname.reveal(), "Marsh");
  EXPECT_EQ(s.home, "A1");
  ASSERT_THAT(s.contacts, SizeIs(1));
  EXPECT_EQ(s.contacts[0].row.parental_responsibility, roll::Answer::kYes);
  EXPECT_EQ(s.contacts[0].mobile.text, "07700 900301");
  EXPECT_EQ(s.professionals.at(0).row.role, "social_worker");
  ASSERT_THAT(s.days, SizeIs(1));
  EXPECT_EQ(s.days[0].marks->pm, roll::Code("/"));
}

TEST(ScenarioFile, EventsStandInOrderOfTime) {
  const Scenario s = read_scenario(kWhole, "case.yaml").value;
  ASSERT_THAT(s.days[0].events, SizeIs(2));
  EXPECT_EQ(s.days[0].events[0].id, "e2");
  EXPECT_THAT(s.days[0].events[0].list("staff"), ElementsAre("S1", "S2"));
  EXPECT_EQ(s.days[0].events[1].text("outcome"), "answered_no_reason");
  EXPECT_EQ(s.days[0].events[1].text("reason"), "");
}

TEST(ScenarioFile, WhatIsNotWrittenIsUnknownNotNo) {
  const Scenario s = read_scenario(with(" parental_responsibility: true,", ""), "case.yaml").value;
  EXPECT_EQ(s.contacts.at(0).row.parental_responsibility, roll::Answer::kUnknown);
}

TEST(ScenarioFile, AnEmergencyContactWhoIsAParentStaysOne) {
  const auto emergency = [](const std::string& yaml) {
    return read_scenario(yaml, "f").value.contacts.at(0).row.emergency_only;
  };
  EXPECT_FALSE(emergency(with("barred: false", "emergency_contact: true")));
  const std::string neither =
      with("parental_responsibility: true, day_to_day_care: true,",
           "parental_responsibility: false, day_to_day_care: false, emergency_contact: true,");
  EXPECT_TRUE(emergency(neither));
}

TEST(ScenarioFile, NamesAnUnknownKeyWhereItStands) {
  expect_problem(with("policy: five", "plan: x\npolicy: five"), "1:1", "'plan' is not known");
  expect_problem(with("form: 5H", "class: 5H"), "12:", "'class' is not known");
  expect_problem(with("priority: 1", "priority: 1, twitter: x"), "14:", "'twitter' is not known");
  expect_problem(with_event("{id: e1, at: \"10:05\", what: call, to: C1, outcome: no_answer, mood: bad}"),
                 "26:", "'mood' is not known");
}

TEST(ScenarioFile, NamesAnUnknownWordAndSaysWhichThereAre) {
  expect_problem(with("role: social_worker", "role: plumber"), "17:", "social_worker");
  expect_problem(with("barred: false", "barred: maybe"), "15:", "court_order");
  expect_problem(with("call: no_answer", "call: engaged"), "19:", "international_tone");
  expect_problem(with("answered_no_reason", "hung_up"), "26:", "answered_no_reason");
  expect_problem(with("what: visit", "what: fly"), "27:", "visit_left");
  expect_problem(with("timezone: Europe/London", "timezone: Europe/Paris"), "5:", "Europe/London");
}

TEST(ScenarioFile, NamesWhatIsMissing) {
  expect_problem(with("policy: five-day-plan\n", ""), "1:", "'policy' is missing");
  expect_problem(with("  terms: [{from: 2027-01-04, to: 2027-03-25}]\n", ""), "5:", "'terms' is missing");
  expect_problem(with("{id: e1, ", "{"), "26:", "'id' is missing");
  expect_problem(with("at: \"10:05\", ", ""), "26:", "'at' is missing");
  expect_problem(with(", outcome: answered_no_reason", ""), "26:", "'outcome' is missing");
  expect_problem(with_event("{id: e1, at: \"10:05\", what: reply, from: C1}"), "26:", "what was said");
}

TEST(ScenarioFile, NamesAValueOfTheWrongKind) {
  expect_problem(with("date: 2027-01-12", "date: Tuesday"), "23:", "is not a date");
  expect_problem(with("\"10:05\"", "\"25:05\""), "26:", "is not a time of day");
  expect_problem(with("priority: 1", "priority: first"), "14:", "not a number");
  expect_problem(with("text: true", "text: often"), "3:", "neither true nor false");
  expect_problem(with("urn: 900001", "urn: 12"), "2:", "six digits");
  expect_problem(with("am: N, pm: \"/\"", "am: NN7, pm: N"), "24:", "no attendance code");
  expect_problem(with("07700 900301", "ring mum"), "15:", "no telephone number");
  expect_problem(with("pm: \"13:10\"", "pm: \"08:10\""), "10:", "is not after");
  expect_problem(with("from: 2027-02-15, to: 2027-02-19", "from: 2027-02-19, to: 2027-02-15"),
                 "7:", "ends before");
}

TEST(ScenarioFile, NamesAReferenceThatTheFileDoesNotDefine) {
  expect_problem(with("to: C1", "to: C9"), "26:", "'C9' is no contact");
  expect_problem(with("address: A1, staff", "address: A9, staff"), "27:", "'A9' is no address");
  expect_problem(with("home: A1", "home: A2"), "12:", "'A2' is no address");
  expect_problem(with("for: P1", "for: P2"), "17:", "'P2' is no pupil");
  expect_problem(with("ref: SW1", "ref: C1"), "17:", "stands for something else");
  expect_problem(with("id: e2", "id: e1"), "27:", "another event");
  expect_problem(with_event("{id: e1, at: \"10:05\", what: police_result, to: plumber, result: x}"),
                 "26:", "neither a reference");
}

TEST(ScenarioFile, KnowsTheQuestionsAndTheRoles) {
  const auto decision = [](const std::string& about, const std::string& by) {
    return with_event("{id: e1, at: \"10:05\", what: decision, about: " + about + ", by: " + by +
                      ", answer: \"yes\"}");
  };
  EXPECT_THAT(problems(decision("believe_holiday", "dsl")), IsEmpty());
  EXPECT_THAT(problems(decision("remove_from_roll", "dsl")), IsEmpty());
  expect_problem(decision("lunch", "dsl"), "26:", "believe_holiday");
  expect_problem(decision("triage", "sims"), "26:", "no role that may decide");
}

TEST(ScenarioFile, ADayStandsOnceAndHasARegisterOnlyOnASchoolDay) {
  expect_problem(std::string(kWhole) + "  - date: 2027-01-12\n", "28:", "stands here twice");
  expect_problem(with("date: 2027-01-12", "date: 2027-01-16"), "24:", "no school day");
  EXPECT_THAT(problems(std::string(kWhole) + "  - date: 2027-01-16\n"), IsEmpty());
}

TEST(ScenarioFile, ExpectationsHaveTheFieldsOfAnAnswer) {
  const std::string expect =
      std::string(kWhole) + "    expect:\n      - {kind: call, to: C1, rows: [003-01]}\n";
  const auto read = read_scenario(expect, "case.yaml");
  EXPECT_THAT(problems(expect), IsEmpty());
  EXPECT_THAT(read.value.days.at(0).expect.value().at(0).at("rows"), ElementsAre("003-01"));
  expect_problem(std::string(kWhole) + "    expect:\n      - {sort: call}\n", "29:", "'sort' is not known");
}

TEST(ScenarioFile, WhatIsNoYamlIsSaidWithItsPlace) {
  EXPECT_THAT(problems("policy: [a\nschool: }"), Contains(HasSubstr("case.yaml:2:")));
  EXPECT_THAT(problems(""), Contains(HasSubstr("0 documents")));
  EXPECT_THAT(problems("- a\n- b"), Contains(HasSubstr("keys with values")));
}

TEST(ScenarioFile, EverythingWrongIsSaidAtOnceInOrder) {
  std::string yaml = with("role: social_worker", "role: plumber");
  yaml.replace(yaml.find("to: C1"), 6, "to: C9");
  const auto all = problems(yaml);
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_THAT(all[0], HasSubstr("plumber"));
  EXPECT_THAT(all[1], HasSubstr("C9"));
}

/// Every way to break one word of the file: it is read, or what is wrong is said with its place. Whatever
/// stands in the file, nobody is left with a message that leads nowhere.
TEST(ScenarioFile, ABrokenWordNeverGoesUnplaced) {
  const std::string whole = kWhole;
  for (const char* by : {"", "zz", "[]", "{}", "[a, [b]]", "\"\"", "-1", "~"})
    for (size_t from = 0; from < whole.size();) {
      const size_t start =
          whole.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", from);
      if (start == std::string::npos) break;
      const size_t end = whole.find_first_of(" :,{}[]\"\n", start);
      std::string broken = whole;
      broken.replace(start, end - start, by);
      for (const base::Problem& p : read_scenario(broken, "case.yaml").problems) {
        EXPECT_GT(p.line, 0) << by << " at " << start << ": " << base::describe(p);
        EXPECT_FALSE(p.what.empty());
        EXPECT_FALSE(p.mend.empty()) << base::describe(p);
      }
      from = end;
    }
}

TEST(ScenarioFile, EveryMissingLineIsSurvived) {
  const auto lines = base::split(kWhole, '\n');
  for (size_t out = 0; out < lines.size(); ++out) {
    std::string rest;
    for (size_t i = 0; i < lines.size(); ++i)
      if (i != out) rest += lines[i] + "\n";
    for (const base::Problem& p : read_scenario(rest, "case.yaml").problems) EXPECT_GT(p.line, 0) << out;
  }
}

/// The page for people has every kind of event, and its example is one.
TEST(ScenarioFile, IsDescribedOnItsPage) {
  std::ifstream in(std::string(FIRSTDAY_SOURCE_DIR) + "/config/scenarios.md");
  std::stringstream page;
  page << in.rdbuf();
  const std::string text = page.str();
  for (const std::string_view what : happening_words())
    EXPECT_THAT(text, HasSubstr("`" + std::string(what) + "`"));
  for (const std::string_view outcome : scenario_call_outcomes())
    EXPECT_THAT(text, HasSubstr(std::string(outcome)));
  const size_t from = text.find("```yaml\n") + 8;
  const std::string example = text.substr(from, text.find("```", from) - from);
  EXPECT_THAT(problems(example), IsEmpty());
  EXPECT_THAT(read_scenario(example, "f").value.days, Not(IsEmpty()));
}

}  // namespace
}  // namespace firstday::config
