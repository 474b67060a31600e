// Brothers and sisters at one address: one visit, one request to the police, and what came of it for each
// child for whom somebody says so.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/case_record.h"
#include "workflow/decide.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"
#include "workflow/visits.h"

namespace firstday::workflow {
namespace {

using chronology::Type;
using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// P1, P2 and P3 are absent for the third day under procedure 000; P3 lives elsewhere.
class Siblings : public ::testing::Test {
 protected:
  Siblings() {
    add("P1", "4 Example Row");
    add("P2", "4 Example Row");
    add("P3", "9 Sample Street");
    for (int day = 0; day < 3; ++day) live(support::school_day() + days{day});
  }

  void add(const std::string& pupil, const char* street) {
    ports::RollChange change;
    change.school = t.school().school.urn;
    change.put_pupils = {support::pupil(pupil)};
    change.put_pupils[0].form = "5H";
    change.put_pupils[0].home.lines = {base::Personal(street), base::Personal("Ely")};
    change.put_pupils[0].home.postcode = base::Personal("CB7 1ZZ");
    roll::Contact c = support::contact(pupil, "C-" + pupil);
    c.mobile = {base::Personal("+44770090030" + pupil.substr(1)), roll::PhoneKind::kMobile};
    change.put_contacts = {c};
    ASSERT_TRUE(t.schools.apply(change).ok());
  }
  void live(base::Date date) {
    t.clock.set(base::from_london(date, std::chrono::hours{9} + std::chrono::minutes{35}));
    for (const char* pupil : {"P1", "P2", "P3"})
      ASSERT_TRUE(t.schools
                      .put_marks(t.school().school.urn,
                                 {{roll::PupilRef(pupil), date, roll::Session::kAm, roll::Code("N")}},
                                 t.clock.now(), "tester")
                      .ok());
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  }
  std::vector<std::vector<std::string>> open(job::Kind kind, const std::string& role = "") {
    ports::JobFilter filter;
    filter.kind = kind;
    filter.states = {job::State::kWithStaff};
    std::vector<std::vector<std::string>> out;
    for (const ports::JobRow& row : t.queue.jobs(filter).value()) {
      if (!role.empty() && row.job.to.role != role) continue;
      std::vector<std::string> pupils;
      for (const job::Subject& s : row.job.subjects)
        if (std::find(row.withdrawn_subjects.begin(), row.withdrawn_subjects.end(), s.pupil) ==
            row.withdrawn_subjects.end())
          pupils.push_back(s.pupil.text());
      out.push_back(pupils);
    }
    std::sort(out.begin(), out.end());
    return out;
  }
  std::vector<std::string> visited() {
    ports::EventFilter filter;
    filter.types = {Type::kVisit};
    std::vector<std::string> out;
    for (const chronology::Event& e : t.journal.events(filter).value())
      out.push_back(e.case_id.text() + " " + std::string(e.detail("outcome")));
    return out;
  }

  TestHouse t;
};

TEST_F(Siblings, OneAddressIsOneVisit) {
  EXPECT_THAT(open(job::Kind::kVisit), ElementsAre(ElementsAre("P1", "P2"), ElementsAre("P3")));
}

TEST_F(Siblings, LettersAreNeverForTwo) {
  for (const auto& pupils : open(job::Kind::kLetter)) EXPECT_THAT(pupils, SizeIs(1));
}

TEST_F(Siblings, WhatCameOfItIsCopiedToThoseWhoAreNamed) {
  const auto done = record_visit(t.house(), {}, {"P1", "no_answer", {"S1", "S2"}, {}, {}, {}, {}, {"P2"}});
  ASSERT_TRUE(done.ok()) << done.error().what;
  EXPECT_THAT(done.value().left_open, IsEmpty());
  EXPECT_THAT(visited(), ElementsAre("P1/2027-01-12 no_answer", "P2/2027-01-12 no_answer"));
  EXPECT_THAT(open(job::Kind::kVisit), ElementsAre(ElementsAre("P3")));
  EXPECT_THAT(open(job::Kind::kCard), SizeIs(2)) << "a calling card in each case's name";
}

TEST_F(Siblings, ForTheOthersItStaysOpen) {
  const auto done = record_visit(t.house(), {}, {"P1", "child_seen", {"S1", "S2"}});
  ASSERT_TRUE(done.ok()) << done.error().what;
  EXPECT_THAT(done.value().left_open, ElementsAre(roll::PupilRef("P2")));
  EXPECT_THAT(visited(), ElementsAre("P1/2027-01-12 child_seen"));
  EXPECT_THAT(open(job::Kind::kVisit), ElementsAre(ElementsAre("P2"), ElementsAre("P3")));
  EXPECT_TRUE(record_visit(t.house(), {}, {"P2", "no_answer", {"S1", "S2"}}).ok());
  EXPECT_THAT(open(job::Kind::kVisit), ElementsAre(ElementsAre("P3")));
}

TEST_F(Siblings, OneWhoLivesElsewhereWasNotVisitedByIt) {
  const auto wrong = record_visit(t.house(), {}, {"P1", "no_answer", {"S1", "S2"}, {}, {}, {}, {}, {"P3"}});
  ASSERT_FALSE(wrong.ok());
  EXPECT_THAT(wrong.error().what, HasSubstr("another home"));
  EXPECT_THAT(visited(), IsEmpty()) << "nothing is half recorded";
  VisitRecord at_grandmothers{"P1", "child_seen", {"S1", "S2"}, base::Personal("1 Third Road"),
                              {},   {},           {},           {"P3"}};
  EXPECT_TRUE(record_visit(t.house(), {}, at_grandmothers).ok());
}

TEST_F(Siblings, AVisitThatWasNotMadeStaysOneForBoth) {
  ASSERT_TRUE(record_visit(t.house(), {}, {"P1", "not_made", {}}).ok());
  EXPECT_THAT(open(job::Kind::kVisit), ElementsAre(ElementsAre("P1", "P2"), ElementsAre("P3")));
}

TEST_F(Siblings, ThePoliceAreAskedOnceForAllOfThem) {
  live(support::school_day() + days{3});  // Friday
  live(support::school_day() + days{6});  // Monday, day 5: the question about the police
  t.clock.set(t.clock.now() + std::chrono::hours{1});
  for (const char* pupil : {"P1", "P2"}) {
    DecisionRecord d{pupil, "welfare_police", "dsl", "yes", base::Personal("nobody knows where they are")};
    d.confirmed = {"believe_not_on_holiday", "concerned"};
    ASSERT_TRUE(decide(t.house(), {}, d).ok());
    if (pupil == std::string("P1")) continue;
  }
  // The first decision asked at once, before anybody decided about the second child.
  EXPECT_THAT(open(job::Kind::kNotify, "police"), ElementsAre(ElementsAre("P1"), ElementsAre("P2")));
  TaskResult told{"P1", {job::Kind::kNotify}, "welfare_visit", "police"};
  told.also = {"P2"};
  ASSERT_TRUE(finish_task(t.house(), {}, told).ok());
  EXPECT_THAT(open(job::Kind::kNotify, "police"), IsEmpty()) << "one call, both done";
}

TEST_F(Siblings, AfterAMorningWithoutATickTheRequestIsOne) {
  live(support::school_day() + days{3});
  live(support::school_day() + days{6});
  ports::EventFilter all;
  // Both decisions are on record before anybody plans again.
  std::vector<chronology::Event> decided;
  for (const char* pupil : {"P1", "P2"}) {
    chronology::Event e;
    e.at = t.clock.now();
    e.type = Type::kDecision;
    e.school = t.school().school.urn;
    e.pupil = roll::PupilRef(pupil);
    e.case_id = job::CaseId(std::string(pupil) + "/2027-01-12");
    e.details = {{"about", base::Personal("welfare_police")},
                 {"answer", base::Personal("yes")},
                 {"role", base::Personal("dsl")},
                 {"rationale", base::Personal("because")}};
    decided.push_back(e);
  }
  ASSERT_TRUE(t.journal.append(decided).ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(open(job::Kind::kNotify, "police"), ElementsAre(ElementsAre("P1", "P2")));
  TaskResult told{"P1", {job::Kind::kNotify}, "welfare_visit", "police"};
  const auto done = finish_task(t.house(), {}, told);
  ASSERT_TRUE(done.ok()) << done.error().what;
  EXPECT_THAT(done.value().left_open, ElementsAre(roll::PupilRef("P2")))
      << "nobody said that P2 was named too";
  EXPECT_THAT(open(job::Kind::kNotify, "police"), ElementsAre(ElementsAre("P2")));
}

}  // namespace
}  // namespace firstday::workflow
