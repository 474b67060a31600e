// The scenario format field by field: what each of them does to the answers, as people outside rely on it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "workflow/scenario_play.h"

namespace firstday::workflow {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using testing::play_text;

constexpr const char* E = "essex-first-day-calling";
constexpr const char* A = "attendance-flow-chart";
constexpr const char* C = "cambridgeshire-cme";
constexpr const char* F = "five-day-plan";
constexpr const char* T = "trust-same-day";

/// Three days of nobody answering, with every field of the format; "# N" marks the end of a day's head.
constexpr const char* kWhole = R"(policy: @POLICY@
school: {urn: 900001, name: Hazel Road Primary}
facility: {text: true, email: true, voice: false, app_message: true, work_platform: Purple Mash}
calendar:
  timezone: Europe/London
  terms: [{from: 2027-01-04, to: 2027-03-25}]
  half_term: {from: 2027-02-15, to: 2027-02-19}
  inset: [2027-01-04]
  closures: []
  sessions: {am: "08:50", am_register_closes: "09:30", pm: "13:10", pm_register_closes: "13:20", school_ends: "15:20"}
addresses: {A1: "4 Example Row, Ely, CB7 1ZZ", A2: "9 Other Street, Ely, CB7 2ZZ"}
pupil: {ref: P1, name: Robin Marsh, dob: 2016-05-02, year: Y5, form: 5H, tags: [], mis_tags: [], compulsory_school_age: true, home: A1}
contacts:
  - {ref: C1, name: Alex Marsh, relationship: mother, priority: 1, parental_responsibility: true, day_to_day_care: true, lives_with_pupil: true, barred: false, mobile: "07700 900301", address: A1}
  - {ref: C2, name: Sam Reed, relationship: father, priority: 2, parental_responsibility: true, day_to_day_care: false, mobile: "07700 900302", work_phone: "01632 960302", address: A2}
  - {ref: C3, name: Pat Marsh, relationship: grandmother, priority: 3, parental_responsibility: false, day_to_day_care: false, emergency_contact: true, mobile: "07700 900303"}
professionals: [{ref: SW1, role: social_worker, for: P1, name: J. Brook, phone: "01632 960401"}]
siblings_elsewhere: [{ref: Y1, name: Jo Marsh, school: Oak College, phone: "01632 960777"}]
defaults: {text: no_reply, email: no_reply, app_message: no_reply, call: no_answer, voicemail: left, visit: not_done_until_an_event_says_so, letter: handed_over_the_same_day, decide: undecided_until_an_event_says_so}
unlisted_marks: {am: N, pm: N}
days:
  - date: 2027-01-12
    marks: {am: N, pm: N} # 1
  - date: 2027-01-13 # 2
  - date: 2027-01-14 # 3
)";

/// A case in which one thing is written otherwise.
struct Field {
  const char* name;
  const char* policy;
  /// Apart by " && ": "OLD => NEW" of the file's text, or "+ DAY TIME WHAT, FIELDS": an event, called e1, e2
  /// ...
  const char* change;
  /// What is counted: words of an answer's fields, "+" for a blank. What is open from an earlier day counts
  /// only where `state` or `since` is asked for.
  const char* query;
  int before;  ///< how many answers fit without the change
  int after;   ///< ... and with it
};

constexpr Field kFields[] = {
#include "workflow/scenario_fields.inc"
};

std::vector<std::string> parts_of(std::string text, const std::string& between) {
  std::vector<std::string> out;
  for (size_t at; (at = text.find(between)) != std::string::npos; text.erase(0, at + between.size()))
    out.push_back(text.substr(0, at));
  out.push_back(text);
  return out;
}

/// `text` is "12 10:00 call, to: C1, outcome: no_answer".
void put_event(std::string& yaml, const std::string& text, int number) {
  const std::string mark = "# " + std::to_string(std::stoi(text) - 11) + "\n";
  size_t at = yaml.find(mark) + mark.size();
  const size_t next = yaml.find("  - date", at);
  const std::string day = yaml.substr(at, next == std::string::npos ? next : next - at);
  at += day.size();
  const std::string head = day.find("events:") == std::string::npos ? "    events:\n" : "";
  const auto words = parts_of(text, " ");
  yaml.insert(at, head + "      - {id: e" + std::to_string(number) + ", at: \"" + words.at(1) +
                      "\", what: " + text.substr(text.find(words.at(1)) + words.at(1).size() + 1) + "}\n");
}

std::string with(const Field& field, bool changed) {
  std::string yaml = kWhole;
  yaml.replace(yaml.find("@POLICY@"), 8, field.policy);
  if (!changed) return yaml;
  int events = 0;
  for (const std::string& part : parts_of(field.change, " && ")) {
    if (part.rfind("+ ", 0) == 0) {
      put_event(yaml, part.substr(2), ++events);
      continue;
    }
    const auto two = parts_of(part, " => ");
    const size_t at = yaml.find(two.at(0));
    EXPECT_NE(at, std::string::npos) << two.at(0);
    yaml.replace(at, two[0].size(), two.at(1));
  }
  return yaml;
}

bool fits(const Answer& answer, const std::string& query) {
  const bool asks =
      query.find("state=open") != std::string::npos || query.find("since=") != std::string::npos;
  if (!asks && !answer.text("since").empty()) return false;
  const auto words = parts_of(query, " ");
  return std::all_of(words.begin(), words.end(), [&](std::string word) {
    std::replace(word.begin(), word.end(), '+', ' ');
    const size_t equals = word.find('=');
    return answer.text(word.substr(0, equals)) == word.substr(equals + 1);
  });
}

int count(const std::vector<Answer>& answers, const std::string& query) {
  return static_cast<int>(
      std::count_if(answers.begin(), answers.end(), [&](const Answer& a) { return fits(a, query); }));
}

/// The words of the format's table of answers; a new one stands there first.
const std::set<std::string> kKinds = {
    "text",   "app_message", "call",  "voicemail", "letter",   "email",   "card",   "visit",
    "decide", "notify",      "refer", "form",      "record",   "enquiry", "work",   "task",
    "code",   "chronology",  "gate",  "refused",   "withheld", "close",   "removal"};
const std::set<std::string> kStates = {"due", "open", "done", "closed", "refused", "withheld"};
const std::set<std::string> kLists = {"rows",   "considerations", "criteria", "must_state", "numbers",
                                      "attach", "consult",        "missing",  "options"};
const std::set<std::string> kYesNo = {"separately", "keep_copy", "risk_assessment"};
const std::set<std::string> kNumbers = {"day", "order", "min_staff"};

void check_types(const Answer& a) {
  for (const auto& [name, value] : a.fields) {
    SCOPED_TRACE(testing::as_expected(a) + " " + name);
    const bool is_null = std::holds_alternative<std::nullptr_t>(value);
    if (kLists.count(name) != 0) {
      EXPECT_TRUE(std::holds_alternative<std::vector<std::string>>(value));
    } else if (kYesNo.count(name) != 0) {
      EXPECT_TRUE(std::holds_alternative<bool>(value));
    } else if (kNumbers.count(name) != 0) {
      EXPECT_TRUE(std::holds_alternative<long long>(value) || (name == "day" && is_null));
    } else {
      EXPECT_TRUE(std::holds_alternative<std::string>(value));
    }
  }
}

void check_words(const Answer& a) {
  SCOPED_TRACE(testing::as_expected(a));
  const std::vector<std::string> first = {"date", "day", "at", "kind"};
  for (size_t i = 0; i < first.size(); ++i) EXPECT_EQ(a.fields.at(i).first, first[i]);
  const std::string kind = a.text("kind");
  EXPECT_EQ(kKinds.count(kind), 1u);
  EXPECT_EQ(kStates.count(a.text("state")), 1u);
  EXPECT_TRUE(base::parse_time_of_day(a.text("at")).has_value());
  EXPECT_FALSE(a.text("rows").empty()) << "the obligations, or rule";
  const bool says_why = kind == "refused" || kind == "withheld";
  EXPECT_EQ(says_why && a.text("why").empty(), false);
  EXPECT_EQ(kind == "withheld" && a.text("rule").empty(), false);
  EXPECT_EQ(kind == "gate" && a.text("state") == "closed" && a.text("missing").empty(), false);
  const std::string rationale = a.text("rationale");
  EXPECT_EQ(rationale == "mandatory" || rationale == "optional", kind == "decide");
  EXPECT_EQ(a.text("class") + a.text("separately") == "firsttrue", kind == "letter");
}

class EachField : public ::testing::TestWithParam<Field> {};

const std::vector<Answer>& unchanged(const Field& field) {
  static std::map<std::string, std::vector<Answer>> played;
  auto [at, is_new] = played.try_emplace(field.policy);
  if (is_new) at->second = play_text(with(field, false));
  return at->second;
}

TEST_P(EachField, DoesWhatTheFormatSays) {
  const Field& f = GetParam();
  const auto& before = unchanged(f);
  const auto after = play_text(with(f, true));
  for (const Answer& a : after) {
    check_types(a);
    check_words(a);
  }
  EXPECT_EQ(count(before, f.query), f.before) << f.query << " as it stands";
  EXPECT_EQ(count(after, f.query), f.after) << f.query << " with " << f.change;
  EXPECT_THAT(after, Not(IsEmpty()));
}

std::string name_of(const ::testing::TestParamInfo<Field>& info) {
  std::string name = info.param.name;
  for (char& c : name)
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) c = '_';
  return std::to_string(info.index) + "_" + name;
}

INSTANTIATE_TEST_SUITE_P(Format, EachField, ::testing::ValuesIn(kFields), name_of);

TEST(ScenarioFormat, WhatIsOptionalMayBeLeftOut) {
  const std::string least = R"(policy: five-day-plan
school: {urn: 900001, name: Hazel Road Primary}
calendar: {terms: [{from: 2027-01-04, to: 2027-03-25}]}
pupil: {ref: P1, name: Robin Marsh}
contacts: [{ref: C1, name: Alex, relationship: mother, priority: 1, mobile: "07700 900301"}]
days: [{date: 2027-01-12}]
)";
  const auto answers = play_text(least);
  EXPECT_EQ(count(answers, "kind=call to=C1 round=am"), 1);
  EXPECT_EQ(count(answers, "kind=withheld rule=no_app_message_facility"), 2) << "not said is not there";
}

TEST(ScenarioFormat, WhatHappensAtOneTimeHappensInTheFilesOrder) {
  Field f{"",
          A,
          "+ 12 10:00 call, to: C1, outcome: reason_given, reason: cold && + 12 10:00 decision, about: "
          "reason_acceptable, by: attendance_officer, answer: \"yes\"",
          "",
          0,
          0};
  EXPECT_EQ(count(play_text(with(f, true)), "kind=refused"), 0);
  f.change =
      "+ 12 10:00 decision, about: reason_acceptable, by: attendance_officer, answer: \"no\" && + 12 10:00 "
      "call, to: C1, outcome: reason_given, reason: cold";
  EXPECT_EQ(count(play_text(with(f, true)), "kind=refused about=e1"), 1);
}

TEST(ScenarioFormat, WhatIsDueByAnEventsTimeIsDoneBeforeIt) {
  const Field f{"", E, "+ 12 09:45 closed, how: located, by: dsl", "", 0, 0};
  const auto answers = play_text(with(f, true));
  EXPECT_EQ(count(answers, "kind=text date=2027-01-12"), 2) << "at 09:30";
  EXPECT_EQ(count(answers, "kind=call date=2027-01-12"), 2) << "at 09:45, and first";
}

}  // namespace
}  // namespace firstday::workflow
