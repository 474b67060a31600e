// What the golden scenarios do not print: keys, policy versions, and the parts plan() is made of.
#include "escalation/plan.h"

#include <gtest/gtest.h>

#include "escalation/code_rules.h"
#include "escalation/days.h"
#include "escalation/scenario.h"
#include "escalation/situation.h"
#include "escalation/timing.h"

namespace firstday::escalation::testing {
namespace {

using base::from_london;
using base::make_date;
using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* kDayTwo =
    "now 2027-01-12 09:35\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
    "marks P1 2027-01-11 N,N N,-\n";

TEST(Plan, KeysNameTheVersionTheCaseBeganUnder) {
  World w = read_scenario(std::string(kDayTwo) + "case P1/2027-01-11 version=7\n");
  for (const std::string& key : keys_of(w.plan()))
    EXPECT_EQ(key.rfind("essex-first-day-calling@7/P1/2027-01-11/", 0), 0u) << key;
}

TEST(Plan, ACaseIsPlannedByItsOwnVersionWhileThatIsThere) {
  World w = read_scenario(std::string(kDayTwo) + "case P1/2027-01-11 version=2\n");
  Policy newer = shipped_policy();
  newer.version = 3;
  newer.steps.erase(newer.steps.begin(), newer.steps.end() - 1);
  newer.steps.front().days = {{{1, 0}}};
  w.policies.policies.push_back(newer);
  w.policies.current_index = 1;
  const auto keys = keys_of(w.plan());
  EXPECT_NE(std::find(keys.begin(), keys.end(),
                      "essex-first-day-calling@2/P1/2027-01-11/day-2-text/2027-01-12//C1/text"),
            keys.end());
  w.facts.cases.clear();
  EXPECT_EQ(keys_of(w.plan()),
            std::vector<std::string>{
                "essex-first-day-calling@3/P1/2027-01-11/day-20-record/2027-01-12//sims/record"});
}

TEST(Plan, AMergedTextHasTheKeyOfEachChildsOwnStep) {
  World w = read_scenario(
      "now 2027-01-12 09:35\npupil P1 5H\npupil P2 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "contact P2 C1 mother pr=yes mobile=+447700900301\nmarks P1 2027-01-11 /,/ N,-\nmarks P2 2027-01-11 "
      "N,N N,-\n");
  const job::Batch batch = w.plan();
  const job::Job& text = batch.jobs.front();
  ASSERT_EQ(text.subjects.size(), 2u);
  EXPECT_EQ(text.subjects[0].key, "essex-first-day-calling@2/P1/2027-01-12/day-1-text/2027-01-12//C1/text");
  EXPECT_EQ(text.subjects[1].key, "essex-first-day-calling@2/P2/2027-01-11/day-2-text/2027-01-12//C1/text");
  EXPECT_EQ(text.key, text.subjects[0].key + "+" + text.subjects[1].key);
}

TEST(Plan, SaysForWhichSchoolDayAndWhen) {
  World w = read_scenario(kDayTwo);
  const job::Batch batch = w.plan();
  EXPECT_EQ(batch.school, roll::Urn("900001"));
  EXPECT_EQ(batch.day, make_date(2027, 1, 12));
  EXPECT_EQ(batch.planned_at, w.when.now);
  for (const job::Job& j : batch.jobs) EXPECT_EQ(j.school, batch.school);
}

TEST(Plan, WithheldRulesAreExplainedWithoutNames) {
  World w = read_scenario(std::string(kDayTwo) + "contact P1 C2 father pr=yes barred\n");
  for (const job::Withheld& row : w.plan().withheld) {
    EXPECT_NE(row.why, row.rule);
    EXPECT_EQ(row.why.find('_'), std::string::npos) << row.why;
  }
}

TEST(Plan, ATailThatStopsSaysSoAndLeavesATask) {
  World w = read_scenario(
      "now 2027-01-18 09:35\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "marks P1 2027-01-11 N,N N,N N,N N,N N,N N,-\n");
  Policy& p = w.policies.policies[0];
  p.tail.kind = TailKind::kStopWithOpenTask;
  p.tail.steps.clear();
  p.last_day = 5;
  std::erase_if(p.steps, [](const Step& s) { return !s.days.empty() && s.days.ranges.front().from > 5; });
  const job::Batch batch = w.plan();
  EXPECT_EQ(batch.jobs.back().step, "beyond-day-20");
  ASSERT_FALSE(batch.withheld.empty());
  EXPECT_EQ(batch.withheld.back().rule, "after_last_day");
}

TEST(Plan, APolicyThatAsksForNothingIsSaidAndNotSilent) {
  World w = read_scenario(kDayTwo);
  w.policies.policies[0].steps.clear();
  const job::Batch batch = w.plan();
  EXPECT_TRUE(batch.jobs.empty());
  ASSERT_EQ(batch.withheld.size(), 1u);
  EXPECT_EQ(batch.withheld[0].rule, "nothing_due");
}

TEST(Plan, AStepOfAClockTimeIsNotDueBefore) {
  World w = read_scenario(kDayTwo);
  Step& record = w.policies.policies[0].steps.back();
  record.days = {{{2, 2}}};
  record.at = hours{11};
  record.deadline.at = hours{14} + minutes{30};
  const job::Job job = w.plan().jobs.back();
  EXPECT_EQ(base::london_date_time(job.not_before), "2027-01-12 11:00");
  EXPECT_EQ(base::london_date_time(*job.due_by), "2027-01-12 14:30");
}

TEST(Days, AreReadAndSaidBack) {
  EXPECT_EQ(in_words(*parse_days("3")), "day 3");
  EXPECT_EQ(in_words(*parse_days(" 1-2, 6-8,11+")), "days 1 to 2, days 6 to 8, day 11 and after");
  for (const char* bad : {"", "0", "3-2", "x", "2-", "-2", "5+,7", "1,1", "3-5,4", "1000", "+", "1.5"})
    EXPECT_FALSE(parse_days(bad)) << bad;
}

TEST(Days, HoldAndBegin) {
  const DaySet days = *parse_days("2-3, 6+");
  EXPECT_FALSE(days.holds(1));
  EXPECT_TRUE(days.holds(3));
  EXPECT_FALSE(days.holds(5));
  EXPECT_TRUE(days.holds(90));
  EXPECT_EQ(days.begun_by(1), nullptr);
  EXPECT_EQ(days.begun_by(5)->from, 2);
  EXPECT_EQ(days.begun_by(6)->from, 6);
  EXPECT_TRUE(days.overlaps(*parse_days("3")));
  EXPECT_FALSE(days.overlaps(*parse_days("4-5")));
  EXPECT_TRUE(days.overlaps(*parse_days("40+")));
}

TEST(CodeRules, EveryCodeDoesOneThing) {
  const CodeRules rules(shipped_policy());
  const auto effect = [&](const char* code) { return rules.effect(roll::Code(code)); };
  EXPECT_EQ(effect("N"), CodeEffect::kCounts);
  EXPECT_EQ(effect("O"), CodeEffect::kCounts);
  EXPECT_EQ(effect("G"), CodeEffect::kExplained);
  EXPECT_EQ(effect("U"), CodeEffect::kReturned);
  EXPECT_EQ(effect("/"), CodeEffect::kReturned);
  EXPECT_EQ(effect("C1"), CodeEffect::kExplained);
  EXPECT_EQ(effect("Y3"), CodeEffect::kNeutral);
  EXPECT_EQ(effect("H"), CodeEffect::kNeutral);
  EXPECT_EQ(effect("-"), CodeEffect::kNone);
  EXPECT_EQ(effect(""), CodeEffect::kNone);
  EXPECT_EQ(effect("QQ"), CodeEffect::kNone);
}

base::Instant due(const World& w, int day, roll::Session session, int duty_hours) {
  return due_in_hours(w.school.calendar, {make_date(2027, 1, static_cast<unsigned>(day)), session},
                      duty_hours);
}

TEST(DueInHours, EndsOnASchoolDayWhileTheOfficeIsOpen) {
  const World w;
  EXPECT_EQ(base::london_date_time(due(w, 12, roll::Session::kAm, 24)), "2027-01-13 08:50");
  EXPECT_EQ(base::london_date_time(due(w, 12, roll::Session::kPm, 24)), "2027-01-13 13:10");
  EXPECT_EQ(base::london_date_time(due(w, 12, roll::Session::kAm, 3)), "2027-01-12 11:50");
  EXPECT_EQ(base::london_date_time(due(w, 15, roll::Session::kAm, 24)), "2027-01-15 15:20");
  EXPECT_EQ(base::london_date_time(due(w, 15, roll::Session::kPm, 72)), "2027-01-18 13:10");
  EXPECT_EQ(base::london_date_time(due(w, 14, roll::Session::kAm, 48)), "2027-01-15 15:20");
}

/// What a first day of absence makes, each job with its London time: "day-1-text 09:35".
std::vector<std::string> first_day_on(base::Date day) {
  const std::string date = base::iso_date(day);
  World w = read_scenario("now " + date + " 09:35\npupil P1 5H\n" +
                          "contact P1 C1 mother pr=yes mobile=+447700900301\nmarks P1 " + date + " N,-\n");
  w.school.calendar = roll::Calendar(
      {{make_date(2027, 3, 1), make_date(2027, 4, 2)}, {make_date(2027, 10, 25), make_date(2027, 11, 30)}},
      {}, {});
  std::vector<std::string> out;
  for (const job::Job& j : w.plan().jobs)
    out.push_back(j.step + " " + base::london_clock(j.not_before) + " to " +
                  (j.not_after ? base::london_clock(*j.not_after) : "") + " by " +
                  (j.due_by ? base::london_clock(*j.due_by) : ""));
  return out;
}

TEST(Plan, ADayIsTheSameByTheClockOnTheWallBeforeAndAfterBothChangesOfClocks) {
  const auto winter = first_day_on(make_date(2027, 3, 22));
  ASSERT_FALSE(winter.empty());
  EXPECT_EQ(first_day_on(make_date(2027, 3, 29)), winter) << "the Monday after clocks went forward";
  EXPECT_EQ(first_day_on(make_date(2027, 10, 25)), winter);
  EXPECT_EQ(first_day_on(make_date(2027, 11, 1)), winter) << "the Monday after clocks went back";
  const SchoolDay before(World().school.calendar, make_date(2027, 3, 26));
  const SchoolDay after(World().school.calendar, make_date(2027, 3, 29));
  EXPECT_EQ(after.am_closes - before.am_closes, hours{3 * 24 - 1});
}

TEST(DueInHours, IsCivilTimeOverTheChangeOfClocks) {
  const roll::Calendar calendar({{make_date(2027, 3, 1), make_date(2027, 3, 31)}}, {}, {});
  const auto at = due_in_hours(calendar, {make_date(2027, 3, 26), roll::Session::kAm}, 72);
  EXPECT_EQ(base::london_date_time(at), "2027-03-29 08:50");
}

chronology::CaseFacts with(std::vector<chronology::Response> responses) {
  chronology::CaseFacts c;
  c.responses = std::move(responses);
  return c;
}

TEST(Situation, KeepsTheLevelsOfAResponseApart) {
  using chronology::ResponseLevel;
  const base::Date today = make_date(2027, 1, 12);
  const auto at = from_london(today, hours{10});
  struct Case {
    ResponseLevel level;
    bool no_answer, no_response, no_reason, accepted;
  };
  for (const Case& c : {Case{ResponseLevel::kAnswered, false, true, true, false},
                        Case{ResponseLevel::kReasonGiven, false, false, false, false},
                        Case{ResponseLevel::kReasonAccepted, false, false, false, true},
                        Case{ResponseLevel::kReasonRejected, false, false, true, false}}) {
    const auto facts = with({{at, {}, c.level, {}}});
    const Situation s = situation_of(&facts, {today});
    EXPECT_EQ(holds(job::OnlyIf::kNoAnswer, s), c.no_answer);
    EXPECT_EQ(holds(job::OnlyIf::kNoResponse, s), c.no_response);
    EXPECT_EQ(holds(job::OnlyIf::kNoReason, s), c.no_reason);
    EXPECT_EQ(s.reason_accepted, c.accepted);
    const Situation tomorrow = situation_of(&facts, {today + std::chrono::days{1}});
    EXPECT_TRUE(holds(job::OnlyIf::kNoAnswer, tomorrow));
    EXPECT_FALSE(tomorrow.reason_accepted);
  }
}

TEST(Situation, ConditionsAreTrees) {
  Condition yes{Condition::Kind::kFact, FactWord::kDecision, "believe_holiday", "yes", {}};
  Condition tone{Condition::Kind::kFact, FactWord::kCallOutcome, "", "international_tone", {}};
  chronology::CaseFacts facts;
  facts.calls.push_back({{}, {}, "international_tone"});
  const Situation s = situation_of(&facts, {make_date(2027, 1, 12)});
  EXPECT_FALSE(holds(yes, s));
  EXPECT_TRUE(holds(tone, s));
  EXPECT_TRUE(holds({Condition::Kind::kAny, {}, "", "", {yes, tone}}, s));
  EXPECT_FALSE(holds({Condition::Kind::kAll, {}, "", "", {yes, tone}}, s));
  EXPECT_TRUE(holds({Condition::Kind::kNot, {}, "", "", {yes}}, s));
  EXPECT_FALSE(holds(tone, situation_of(nullptr, {make_date(2027, 1, 12)})));
}

TEST(Tier, TheFirstThatNamesATagIsTheirs) {
  Policy policy = shipped_policy();
  policy.tag_aliases = {{"looked_after", {"lac"}}};
  EXPECT_EQ(tier_of(policy, {})->name, "standard");
  EXPECT_EQ(tier_of(policy, {"child_protection", "sen"})->name, "social_care");
  EXPECT_EQ(tier_of(policy, {"lac"})->name, "social_care");
}

TEST(Timing, ADutyThatEndsBeforeSchoolBeginsFallsDueTheDayBefore) {
  const roll::Calendar calendar({{make_date(2027, 1, 4), make_date(2027, 3, 25)}}, {}, {});
  const Moment tuesday{make_date(2027, 1, 12), roll::Session::kAm};
  const auto at = [](unsigned day, int hour, int minute) {
    return base::from_london(make_date(2027, 1, day),
                             std::chrono::hours{hour} + std::chrono::minutes{minute});
  };
  EXPECT_EQ(due_in_hours(calendar, tuesday, 24), at(13, 8, 50));
  EXPECT_EQ(due_in_hours(calendar, tuesday, 20), at(12, 15, 20));
  EXPECT_EQ(due_in_hours(calendar, tuesday, 2), at(12, 10, 50));
  const Moment friday{make_date(2027, 1, 15), roll::Session::kAm};
  EXPECT_EQ(due_in_hours(calendar, friday, 24), at(15, 15, 20));
  EXPECT_EQ(due_in_hours(calendar, friday, 70), at(15, 15, 20));
}

}  // namespace
}  // namespace firstday::escalation::testing
