// Before a break, an old N, and questions left open; and the run of days that the law asks for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "escalation/case_walk.h"
#include "escalation/house_rules.h"
#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr const char* kFamily = "pupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n";

job::Batch with_house_rules(const World& w, const HouseRules& rules = {}) {
  job::Batch batch = w.plan();
  add_house_rules({w.school, w.roll, w.marks, w.facts, w.policies.current(), w.when.now}, rules, batch);
  return batch;
}

job::Batch read(const std::string& text, const HouseRules& rules = {}) {
  return with_house_rules(read_scenario(text), rules);
}

std::vector<job::Job> of_step(const job::Batch& batch, const std::string& step) {
  std::vector<job::Job> out;
  for (const job::Job& j : batch.jobs)
    if (j.step == step) out.push_back(j);
  return out;
}

TEST(Sweep, OnAFridayTheDslSignsEachOpenCase) {
  const auto asked =
      of_step(read(std::string("now 2027-01-15 09:35\n") + kFamily +
                   "pupil P2 5H\ncontact P2 C2 mother pr=yes mobile=+447700900302\n"
                   "marks P1 2027-01-14 N,N N,-\nmarks P2 2027-01-14 /,/ N,-\ncase P1/2027-01-14\n"),
              "rule-sweep");
  ASSERT_THAT(asked, SizeIs(2)) << "the one from yesterday and the one of today, each alone";
  for (const job::Job& j : asked) {
    EXPECT_EQ(j.kind, job::Kind::kDecide);
    EXPECT_EQ(j.to.role, "dsl");
    EXPECT_EQ(j.about, "safe_over_break");
    EXPECT_TRUE(j.rationale_mandatory);
    EXPECT_EQ(base::clock(base::to_london(*j.due_by).minute()), "15:20");
    EXPECT_THAT(j.subjects, SizeIs(1));
  }
}

TEST(Sweep, ASchoolMaySwitchItOff) {
  HouseRules off;
  off.sweep = false;
  const std::string friday = std::string("now 2027-01-15 09:35\n") + kFamily + "marks P1 2027-01-15 N,-\n";
  EXPECT_THAT(of_step(read(friday), "rule-sweep"), SizeIs(1));
  EXPECT_THAT(of_step(read(friday, off), "rule-sweep"), IsEmpty());
}

TEST(Sweep, NotBeforeASchoolDay) {
  EXPECT_THAT(of_step(read(std::string("now 2027-01-14 09:35\n") + kFamily + "marks P1 2027-01-14 N,-\n"),
                      "rule-sweep"),
              IsEmpty());
}

TEST(Sweep, BeforeHalfTermToo) {
  EXPECT_THAT(of_step(read(std::string("now 2027-02-12 09:35\n") + kFamily + "marks P1 2027-02-12 N,-\n"),
                      "rule-sweep"),
              SizeIs(1));
}

TEST(Sweep, NotOfACaseThatEndsToday) {
  EXPECT_THAT(of_step(read(std::string("now 2027-01-15 09:35\n") + kFamily +
                           "marks P1 2027-01-14 N,N /,-\ncase P1/2027-01-14\n"),
                      "rule-sweep"),
              IsEmpty());
}

TEST(Sweep, OfACaseWhoseChildIsNotMarkedYet) {
  EXPECT_THAT(of_step(read(std::string("now 2027-01-15 08:35\n") + kFamily +
                           "marks P1 2027-01-14 N,N\ncase P1/2027-01-14\n"),
                      "rule-sweep"),
              SizeIs(1));
}

TEST(Sweep, CanBeLeftOut) {
  HouseRules none;
  none.sweep = false;
  EXPECT_THAT(
      of_step(read(std::string("now 2027-01-15 09:35\n") + kFamily + "marks P1 2027-01-15 N,-\n", none),
              "rule-sweep"),
      IsEmpty());
}

TEST(OldN, IsATaskOnTheFourthSchoolDayAndUrgentOnTheFifth) {
  const auto on = [](const char* now) {
    return of_step(
        read(std::string("now ") + now + " 09:35\n" + kFamily + "marks P1 2027-01-11 N,N /,/ /,/ /,/ /,/\n"),
        "rule-old-n");
  };
  EXPECT_THAT(on("2027-01-13"), IsEmpty());
  ASSERT_THAT(on("2027-01-14"), SizeIs(1));
  EXPECT_EQ(on("2027-01-14")[0].kind, job::Kind::kTask);
  EXPECT_TRUE(on("2027-01-14")[0].subjects[0].pupil.empty()) << "one task for the school";
  EXPECT_THAT(on("2027-01-14")[0].about, HasSubstr("replace N within five school days: 1 pupil"));
  EXPECT_THAT(on("2027-01-14")[0].about, HasSubstr("P1 of 2027-01-11"));
  ASSERT_THAT(on("2027-01-15"), SizeIs(1));
  EXPECT_LT(on("2027-01-15")[0].priority, on("2027-01-14")[0].priority);
}

TEST(OldN, IsGoneWhenTheCodeIsReplaced) {
  EXPECT_THAT(of_step(read(std::string("now 2027-01-15 09:35\n") + kFamily +
                           "marks P1 2027-01-11 O,O /,/ /,/ /,/ /,/\n"),
                      "rule-old-n"),
              IsEmpty());
}

TEST(Undecided, IsToldToTheDslOnTheNextDay) {
  World w = read_scenario(std::string("now 2027-01-13 09:35\n") + kFamily +
                          "marks P1 2027-01-11 N,N N,N N,-\ncase P1/2027-01-11\n");
  chronology::JobFact f;
  f.key = "essex-first-day-calling@2/P1/2027-01-11/day-2-holiday/2027-01-12//attendance_officer/decide";
  f.step = "day-2-holiday";
  f.kind = job::Kind::kDecide;
  f.to.role = "attendance_officer";
  f.day = base::make_date(2027, 1, 12);
  f.state = job::State::kWithStaff;
  chronology::CaseFacts& c = w.case_facts("P1/2027-01-11");
  c.jobs = {f};
  auto told = of_step(with_house_rules(w), "rule-undecided");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_EQ(told[0].to.role, "dsl");
  EXPECT_THAT(told[0].about, HasSubstr("believe_holiday"));
  c.jobs[0].to.role = "dsl";
  EXPECT_EQ(of_step(with_house_rules(w), "rule-undecided").at(0).to.role, "slt");
  c.jobs[0].day = base::make_date(2027, 1, 13);
  EXPECT_THAT(of_step(with_house_rules(w), "rule-undecided"), IsEmpty()) << "today's may still be answered";
  c.jobs[0].day = base::make_date(2027, 1, 12);
  c.decisions.push_back({w.when.now, "believe_holiday", "no", "dsl", {}, true});
  EXPECT_THAT(of_step(with_house_rules(w), "rule-undecided"), IsEmpty());
}

// --- a concern that is a tag

TEST(Concern, ThatIsATagPutsTheChildIntoItsClassAtOnce) {
  World w = read_scenario(std::string("now 2027-01-13 09:35\n") + kFamily +
                          "marks P1 2027-01-11 N,N N,N N,-\ncase P1/2027-01-11\n");
  EXPECT_THAT(of_step(w.plan(), "key-worker"), IsEmpty());
  w.case_facts("P1/2027-01-11").flags.push_back({w.when.now, "child_protection"});
  const auto told = of_step(w.plan(), "key-worker");
  ASSERT_THAT(told, SizeIs(1));
  EXPECT_LE(*told[0].due_by, w.when.now) << "24 hours have passed: it falls due now";
}

// --- the run of days

std::vector<roll::Mark> marks(std::initializer_list<std::pair<int, const char*>> days) {
  std::vector<roll::Mark> out;
  for (const auto& [day, code] : days)
    out.push_back({roll::PupilRef("P1"), base::make_date(2027, 1, static_cast<unsigned>(day)),
                   roll::Session::kAm, roll::Code(code)});
  return out;
}

int unbroken(std::initializer_list<std::pair<int, const char*>> days, int today = 15) {
  const World w;
  return unbroken_days(marks(days), w.school.calendar,
                       base::make_date(2027, 1, static_cast<unsigned>(today)));
}

TEST(UnbrokenDays, CountsGNAndOOverAWeekend) {
  EXPECT_EQ(unbroken({{11, "G"}, {12, "N"}, {13, "O"}, {14, "O"}, {15, "N"}}), 5);
  EXPECT_EQ(unbroken({{14, "O"}, {15, "N"}, {18, "O"}}, 18), 3);
}

TEST(UnbrokenDays, AnyOtherCodeBreaksTheRun) {
  for (const char* code : {"/", "I", "Y1", "X", "U", "C"})
    EXPECT_EQ(unbroken({{11, "N"}, {12, "N"}, {13, code}, {14, "O"}, {15, "N"}}), 2) << code;
}

TEST(UnbrokenDays, ADayOfWhichNothingIsKnownBreaksItToo) {
  EXPECT_EQ(unbroken({{11, "N"}, {12, "N"}, {14, "O"}, {15, "N"}}), 2);
}

TEST(UnbrokenDays, TodayMayStillBeUnmarked) {
  EXPECT_EQ(unbroken({{13, "N"}, {14, "O"}}), 2);
  EXPECT_EQ(unbroken({}), 0);
}

}  // namespace
}  // namespace firstday::escalation::testing
