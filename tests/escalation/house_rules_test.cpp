// What holds whatever the policy: registers, the afternoon, the brake.
#include "escalation/house_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "escalation/world.h"

namespace firstday::escalation::testing {
namespace {

using std::chrono::minutes;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const base::Date kToday = base::make_date(2027, 1, 20);  // a Wednesday, the 13th school day of the term

base::Instant at(int hour, int minute) {
  return base::from_london(kToday, std::chrono::hours{hour} + minutes{minute});
}

/// What the office reads of each reason to brake.
std::vector<std::string> words(const job::Batch& batch) {
  return job::words_of(batch.brake);
}

class House {
 public:
  House() { world_.when = {at(9, 45), at(9, 45)}; }

  /// Twenty pupils to a form, all present on the last days and this morning unless said otherwise.
  House& forms(std::initializer_list<const char*> names, int size = 20) {
    for (const char* form : names)
      for (int i = 0; i < size; ++i) {
        roll::Pupil p;
        p.ref = roll::PupilRef(std::string(form) + "-" + std::to_string(10 + i));
        p.form = form;
        p.year = "Y" + std::string(1, form[0]);
        world_.roll.pupils.push_back(p);
      }
    return *this;
  }

  House& day(base::Date date, roll::Session session, const char* code, const char* only_form = nullptr) {
    for (const roll::Pupil& p : world_.roll.pupils)
      if (only_form == nullptr || p.form == only_form)
        world_.marks.marks.push_back({p.ref, date, session, roll::Code(code)});
    return *this;
  }

  House& history(int days, int absent_each) {
    base::Date d = kToday;
    for (int i = 0; i < days; ++i) {
      d = *world_.school.calendar.previous_school_day(d);
      int left = absent_each;
      for (const roll::Pupil& p : world_.roll.pupils)
        world_.marks.marks.push_back({p.ref, d, roll::Session::kAm, roll::Code(left-- > 0 ? "N" : "/")});
    }
    return *this;
  }

  House& mark(const std::string& pupil, roll::Session session, const char* code) {
    world_.marks.marks.push_back({roll::PupilRef(pupil), kToday, session, roll::Code(code)});
    return *this;
  }

  job::Batch at_time(int hour, int minute) {
    world_.when = {at(hour, minute), at(hour, minute)};
    return batch();
  }

  job::Batch batch() {
    world_.sort();
    job::Batch made = world_.plan();
    add_house_rules(
        {world_.school, world_.roll, world_.marks, world_.facts, shipped_policy(), world_.when.now}, rules,
        made);
    return made;
  }

  World& world() { return world_; }
  HouseRules rules;

 private:
  World world_;
};

std::vector<std::string> tasks_of(const job::Batch& batch, const std::string& step) {
  std::vector<std::string> out;
  for (const job::Job& j : batch.jobs)
    if (j.step == step) out.push_back(j.to.role + ": " + j.about);
  return out;
}

TEST(Registers, AFormWithoutMarksIsATaskTenMinutesAfterItsRegisterHasClosed) {
  House h;
  h.forms({"5H", "2P"}).day(kToday, roll::Session::kAm, "/", "5H").day(kToday, roll::Session::kAm, "", "2P");
  EXPECT_THAT(h.at_time(9, 39).unmarked, IsEmpty());
  const job::Batch batch = h.at_time(9, 40);
  EXPECT_THAT(batch.unmarked, ElementsAre(AllOf(Field(&job::UnmarkedForm::form, "2P"),
                                                Field(&job::UnmarkedForm::unmarked, 20),
                                                Field(&job::UnmarkedForm::missing_from_register, false))));
  EXPECT_THAT(tasks_of(batch, "rule-register"),
              ElementsAre("office: complete the morning register of 2P: no marks"));
}

TEST(Registers, TheTimeIsTheSchoolsOwn) {
  House h;
  h.rules.alarm = minutes{0};
  h.forms({"2P"}).day(kToday, roll::Session::kAm, "");
  EXPECT_THAT(h.at_time(9, 30).unmarked, SizeIs(1));
}

TEST(Registers, AFewBlanksInATakenRegisterAreCounted) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").mark("5H-11", roll::Session::kAm, "");
  const job::Batch batch = h.batch();
  EXPECT_THAT(tasks_of(batch, "rule-register"),
              ElementsAre("office: complete the morning register of 5H: 1 of 20 without a mark"));
  ASSERT_THAT(batch.unmarked, SizeIs(1));
  EXPECT_THAT(batch.unmarked[0].without, ElementsAre(roll::PupilRef("5H-11")));
}

TEST(Registers, TheTaskGoesWhenTheMarksCome) {
  House h;
  h.forms({"2P"}).day(kToday, roll::Session::kAm, "");
  ASSERT_THAT(tasks_of(h.batch(), "rule-register"), SizeIs(1));
  h.day(kToday, roll::Session::kAm, "/");
  EXPECT_THAT(tasks_of(h.batch(), "rule-register"), IsEmpty());
}

TEST(Registers, MorningAndAfternoonAreTasksOfTheirOwnAndNeverTheSameKey) {
  House h;
  h.forms({"2P"}).day(kToday, roll::Session::kAm, "").day(kToday, roll::Session::kPm, "");
  const job::Batch batch = h.at_time(13, 30);
  EXPECT_THAT(tasks_of(batch, "rule-register"), SizeIs(2));
  const auto keys = keys_of(batch);
  EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size());
}

TEST(Registers, AFormThatStaysAtHomeIsMissedByNobody) {
  House h;
  h.forms({"5H", "6A"}).history(5, 0).day(kToday, roll::Session::kAm, "/", "5H");
  h.world().school.calendar.close_for_groups({{{kToday, kToday}, {"Y6"}, {}}});
  const job::Batch batch = h.batch();
  EXPECT_THAT(batch.unmarked, IsEmpty());
  EXPECT_THAT(batch.forms_without_marks, IsEmpty());
  EXPECT_THAT(batch.brake, IsEmpty());
}

TEST(Afternoon, WhoWasHereThisMorningAndIsGoneIsToldToTheDslAtOnce) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").day(kToday, roll::Session::kPm, "\\");
  h.mark("5H-12", roll::Session::kPm, "N");
  const job::Batch batch = h.at_time(13, 25);
  EXPECT_THAT(batch.gone_since_morning, ElementsAre(roll::PupilRef("5H-12")));
  EXPECT_THAT(tasks_of(batch, "rule-gone-since-morning"), ElementsAre("dsl: absence"));
  for (const job::Job& j : batch.jobs)
    if (j.step == "rule-gone-since-morning") {
      EXPECT_EQ(j.kind, job::Kind::kNotify);
      EXPECT_EQ(j.priority, 0);
      EXPECT_EQ(j.due_by, at(13, 20)) << "at once, not by the end of the day";
      EXPECT_EQ(j.subjects.at(0).case_id.text(), "5H-12/2027-01-20");
    }
}

TEST(Afternoon, IsStillToldWhenTheCaseIsOnRecordAndWithTheSameKey) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").day(kToday, roll::Session::kPm, "\\");
  h.mark("5H-12", roll::Session::kPm, "N");
  const job::Batch first = h.at_time(13, 25);
  remember(first, h.world().facts);
  const job::Batch second = h.at_time(14, 0);
  EXPECT_EQ(keys_of(first), keys_of(second));
}

TEST(Afternoon, AWholeDayAndAMissingMorningAreNothingNew) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").day(kToday, roll::Session::kPm, "\\");
  h.mark("5H-10", roll::Session::kAm, "N").mark("5H-10", roll::Session::kPm, "N");
  h.mark("5H-11", roll::Session::kAm, "").mark("5H-11", roll::Session::kPm, "N");
  EXPECT_THAT(h.at_time(13, 25).gone_since_morning, IsEmpty());
}

TEST(Afternoon, AReasonThatWasAcceptedBeforeKeepsItQuiet) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").day(kToday, roll::Session::kPm, "\\");
  h.mark("5H-12", roll::Session::kPm, "N");
  h.world().facts.early.push_back(
      {roll::PupilRef("5H-12"), {at(11, 0), {}, chronology::ResponseLevel::kReasonAccepted, {}}});
  EXPECT_THAT(h.at_time(13, 25).gone_since_morning, IsEmpty());
}

TEST(Brake, AnOrdinaryMorningHasNoReason) {
  House h;
  h.forms({"5H", "6A", "2P"})
      .history(10, 3)
      .day(kToday, roll::Session::kAm, "/")
      .mark("5H-10", roll::Session::kAm, "N");
  EXPECT_THAT(h.batch().brake, IsEmpty());
}

TEST(Brake, MoreThanThreeTimesTheUsualNumberWaits) {
  House h;
  h.forms({"5H", "6A", "2P"}).history(10, 5).day(kToday, roll::Session::kAm, "/");
  for (int i = 0; i < 15; ++i) h.mark("5H-" + std::to_string(10 + i), roll::Session::kAm, "N");
  EXPECT_THAT(h.batch().brake, IsEmpty()) << "fifteen are three times five, not more";
  h.mark("6A-10", roll::Session::kAm, "N");
  EXPECT_THAT(words(h.batch()),
              ElementsAre(HasSubstr("16 pupils would be absent without a reason; usual are 5")));
  h.rules.times_usual = 4;
  EXPECT_THAT(h.batch().brake, IsEmpty());
  h.rules.times_usual = 0;
  EXPECT_THAT(h.batch().brake, IsEmpty());
}

TEST(Brake, AFewAreNeverACrowdHoweverQuietTheSchoolIs) {
  House h;
  h.forms({"5H"}).history(10, 0).day(kToday, roll::Session::kAm, "/");
  for (int i = 0; i < 12; ++i) h.mark("5H-" + std::to_string(10 + i), roll::Session::kAm, "N");
  EXPECT_THAT(h.batch().brake, IsEmpty());
  h.mark("5H-22", roll::Session::kAm, "N");
  EXPECT_THAT(h.batch().brake, SizeIs(1));
}

TEST(Brake, OneOddDayDoesNotMakeACrowdUsual) {
  House h;
  h.forms({"5H", "6A"}).history(9, 2).day(kToday, roll::Session::kAm, "/");
  base::Date snow = kToday;
  for (int i = 0; i < 5; ++i) snow = *h.world().school.calendar.previous_school_day(snow);
  h.day(snow, roll::Session::kAm, "N");
  for (int i = 0; i < 13; ++i) h.mark("5H-" + std::to_string(10 + i), roll::Session::kAm, "N");
  EXPECT_THAT(h.batch().brake, SizeIs(1));
}

TEST(Brake, WithoutEarlierDaysATenthOfTheRollIsTheLimit) {
  House h;
  h.forms({"5H", "6A", "2P", "3D", "4R", "1K", "RW", "RB"}).day(kToday, roll::Session::kAm, "/");
  for (int i = 0; i < 16; ++i) h.mark("5H-" + std::to_string(10 + i), roll::Session::kAm, "N");
  EXPECT_THAT(h.batch().brake, IsEmpty());
  h.mark("6A-10", roll::Session::kAm, "N");
  EXPECT_THAT(words(h.batch()), ElementsAre(HasSubstr("a tenth of the roll")));
}

TEST(Brake, ARegisterThatLacksAFormWaits) {
  House h;
  h.forms({"5H", "2P"}).history(5, 1).day(kToday, roll::Session::kAm, "/", "5H");
  EXPECT_THAT(words(h.batch()), ElementsAre("Today's register lacks 2P, registered on earlier days."));
  h.day(kToday, roll::Session::kAm, "", "2P");
  EXPECT_THAT(h.batch().brake, IsEmpty()) << "in the file, and not taken: a task, no brake";
}

TEST(Brake, AFormThatWasNeverRegisteredIsNotMissed) {
  House h;
  h.forms({"5H", "2P"})
      .day(*h.world().school.calendar.previous_school_day(kToday), roll::Session::kAm, "/", "5H");
  h.day(kToday, roll::Session::kAm, "/", "5H");
  EXPECT_THAT(h.batch().brake, IsEmpty());
}

TEST(Brake, YesterdaysRegisterIsNotTodays) {
  House h;
  h.forms({"5H"}).history(5, 1);
  EXPECT_THAT(h.at_time(9, 29).brake, IsEmpty()) << "the register is open";
  EXPECT_THAT(words(h.at_time(9, 30)),
              ElementsAre("Nothing of today has come in: the newest marks are of 2027-01-19."));
}

TEST(Brake, ASchoolWithoutAnyMarksEverSaysSo) {
  House h;
  h.forms({"5H"});
  EXPECT_THAT(words(h.at_time(9, 30)),
              ElementsAre("Nothing of today has come in: no marks have ever come in."));
}

TEST(Brake, ARollWithoutPupilsIsBlind) {
  House h;
  EXPECT_EQ(h.batch().blind, "There is nobody on the roll of this school.");
  h.forms({"5H"});
  EXPECT_EQ(h.batch().blind, "");
}

TEST(Brake, EachReasonNamesItsRule) {
  House h;
  h.forms({"5H", "2P", "3X"}).history(5, 1).day(kToday, roll::Session::kAm, "N", "5H");
  const job::Batch batch = h.batch();
  ASSERT_THAT(batch.brake, SizeIs(2));
  EXPECT_EQ(batch.brake[0].rule, "am 2P|3X");
  EXPECT_EQ(batch.brake[1].rule, "crowd 20");
}

TEST(Release, CoversTheFormsThatWereSeenAndNoOther) {
  const std::vector<std::string> released = {"am 2P|3X"};
  EXPECT_TRUE(is_covered("am 2P|3X", released));
  EXPECT_TRUE(is_covered("am 3X", released));
  EXPECT_FALSE(is_covered("am 2P|4R", released));
  EXPECT_FALSE(is_covered("pm 2P", released));
  EXPECT_FALSE(is_covered("stale", released));
  EXPECT_FALSE(is_covered("am 2P", {}));
}

TEST(Release, CoversACrowdThatGrowsByATenthOrByFive) {
  const std::vector<std::string> released = {"stale", "crowd 20"};
  EXPECT_TRUE(is_covered("crowd 25", released));
  EXPECT_FALSE(is_covered("crowd 26", released));
  const std::vector<std::string> many = {"crowd 200"};
  EXPECT_TRUE(is_covered("crowd 220", many));
  EXPECT_FALSE(is_covered("crowd 221", many));
  EXPECT_TRUE(is_covered("stale", released));
}

TEST(NoMark, OfAPupilWhoWasAbsentBeforeIsAQuestionForTheOffice) {
  House h;
  h.forms({"5H"}).history(1, 1).day(kToday, roll::Session::kAm, "/");
  h.world().when = {base::from_london(base::make_date(2027, 1, 19), std::chrono::hours{10}), {}};
  h.world().sort();
  remember(h.world().plan(), h.world().facts);
  h.mark("5H-10", roll::Session::kAm, "");
  EXPECT_THAT(
      tasks_of(h.at_time(9, 45), "rule-no-mark"),
      ElementsAre("office: find out whether this pupil is in school: absent before, and no mark today"));
  h.world().roll.pupils[0].tags = {"cin"};
  EXPECT_THAT(tasks_of(h.at_time(9, 45), "rule-no-mark"), SizeIs(2)) << "the DSL asks too";
  h.mark("5H-10", roll::Session::kAm, "/");
  EXPECT_THAT(tasks_of(h.at_time(9, 45), "rule-no-mark"), IsEmpty());
}

TEST(Afternoon, ACaseThatAPersonClosedInTheMorningHidesNobody) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").mark("5H-12", roll::Session::kAm, "N");
  remember(h.at_time(9, 0), h.world().facts);
  ASSERT_THAT(h.world().facts.cases, SizeIs(1));
  chronology::CaseFacts& closed = h.world().facts.cases[0];
  closed.closed = true;
  closed.closed_how = "at home, mother rang";
  closed.closed_at = at(9, 5);
  h.mark("5H-12", roll::Session::kAm, "/").day(kToday, roll::Session::kPm, "\\");
  h.mark("5H-12", roll::Session::kPm, "N");
  const job::Batch batch = h.at_time(13, 25);
  EXPECT_THAT(batch.gone_since_morning, ElementsAre(roll::PupilRef("5H-12")));
  ASSERT_THAT(batch.opened, SizeIs(1));
  EXPECT_EQ(batch.opened[0].id.text(), "5H-12/2027-01-20.2");
  EXPECT_THAT(tasks_of(batch, "rule-gone-since-morning"), ElementsAre("dsl: absence"));
}

TEST(Afternoon, ACaseThatAPersonClosedStaysClosedWhileTheAbsenceGoesOnOrAfterLunch) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").day(kToday, roll::Session::kPm, "\\");
  h.mark("5H-12", roll::Session::kAm, "N").mark("5H-12", roll::Session::kPm, "N");
  remember(h.at_time(9, 0), h.world().facts);
  chronology::CaseFacts& closed = h.world().facts.cases.at(0);
  closed.closed = true;
  closed.closed_at = at(9, 5);
  EXPECT_THAT(h.at_time(13, 25).opened, IsEmpty()) << "the same absence, all day";
  h.mark("5H-12", roll::Session::kAm, "/");
  closed.closed_at = at(13, 15);
  EXPECT_THAT(h.at_time(13, 25).opened, IsEmpty()) << "the person knew of the afternoon";
}

/// One pupil absent this morning, whose case is on record.
House one_absent() {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").mark("5H-12", roll::Session::kAm, "N");
  roll::Contact parent;
  parent.pupil = roll::PupilRef("5H-12");
  parent.ref = roll::ContactRef("C1");
  h.world().roll.contacts.push_back(parent);
  remember(h.at_time(9, 35), h.world().facts);
  return h;
}

chronology::CaseFacts& the_case(House& h) {
  return h.world().facts.cases.at(0);
}

TEST(Reasons, OneThatNobodyHasJudgedIsATaskUntilItIs) {
  using chronology::ResponseLevel;
  House h = one_absent();
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"), IsEmpty());
  auto& said = the_case(h).responses;
  said.push_back({at(9, 50), roll::ContactRef("C1"), ResponseLevel::kAnswered, {}});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"), IsEmpty()) << "no reason was given";
  said.push_back({at(9, 51), roll::ContactRef("C1"), ResponseLevel::kReasonGiven, {}});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"),
              ElementsAre(HasSubstr("office: accept the reason that was given, or do not")));
  said.push_back({at(9, 55), roll::ContactRef("C1"), ResponseLevel::kReasonRejected, {}});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"), IsEmpty());
  said.push_back({at(9, 58), roll::ContactRef("C1"), ResponseLevel::kReasonGiven, {}});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"), SizeIs(1)) << "another reason";
  the_case(h).decisions.push_back({at(9, 59), "reason_acceptable", "no", "office"});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"), IsEmpty());
  h.rules.judge_reasons = false;
  the_case(h).decisions.clear();
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"), IsEmpty());
}

TEST(Reasons, OneThatWasGivenBeforeTheRegisterIsJudgedToo) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").mark("5H-12", roll::Session::kAm, "N");
  h.world().facts.early.push_back(
      {roll::PupilRef("5H-12"), {at(8, 40), {}, chronology::ResponseLevel::kReasonGiven, {}}});
  EXPECT_THAT(tasks_of(h.at_time(9, 35), "rule-judge-reason"), SizeIs(1));
}

TEST(EndOfDay, WhoWasReachedByNobodyIsTheDslsWhenSchoolIsOut) {
  House h = one_absent();
  EXPECT_THAT(tasks_of(h.at_time(15, 19), "rule-nobody-reached"), IsEmpty());
  EXPECT_THAT(tasks_of(h.at_time(15, 20), "rule-nobody-reached"),
              ElementsAre(HasSubstr("dsl: school is out, and nobody has been reached")));
  the_case(h).responses.push_back(
      {at(15, 30), roll::ContactRef("C1"), chronology::ResponseLevel::kAnswered, {}});
  EXPECT_THAT(tasks_of(h.at_time(15, 40), "rule-nobody-reached"), IsEmpty());
}

TEST(EndOfDay, AFirstRunInTheEveningLeavesNobodyToNobody) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/").mark("5H-12", roll::Session::kAm, "N");
  EXPECT_THAT(tasks_of(h.at_time(17, 55), "rule-nobody-reached"), SizeIs(1));
  h.rules.end_of_day = false;
  EXPECT_THAT(tasks_of(h.at_time(17, 55), "rule-nobody-reached"), IsEmpty());
}

TEST(Numbers, OneThatIsWrongIsLookedForOnce) {
  House h = one_absent();
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-wrong-number"), IsEmpty());
  for (const int minute : {50, 55})
    the_case(h).calls.push_back({at(9, minute), roll::ContactRef("C1"), "wrong_number"});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-wrong-number"),
              ElementsAre("office: find the right number of contact C1: the one on record is wrong"));
}

TEST(Reasons, TheWordOfABarredContactIsNone) {
  House h = one_absent();
  h.world().roll.contacts[0].barred = true;
  the_case(h).responses.push_back(
      {at(9, 50), roll::ContactRef("C1"), chronology::ResponseLevel::kReasonGiven, {}});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-judge-reason"), IsEmpty());
}

TEST(Barred, WhoeverIsRungOrRepliesIsToldToTheDsl) {
  House h = one_absent();
  h.world().roll.contacts[0].barred = true;
  const auto told = [&] {
    const job::Batch batch = h.at_time(10, 0);
    return std::count_if(batch.jobs.begin(), batch.jobs.end(), [](const job::Job& j) {
      return j.to.role == "dsl" && j.step == "rule-barred-spoke";
    });
  };
  EXPECT_EQ(told(), 0);
  the_case(h).calls.push_back({at(9, 50), roll::ContactRef("C1"), "no_answer"});
  EXPECT_EQ(told(), 1);
  the_case(h).calls.clear();
  the_case(h).replies.push_back({at(9, 50), roll::ContactRef("C1")});
  EXPECT_EQ(told(), 1);
}

TEST(Replies, OneThatCameByItselfIsReadByTheOfficeEachOnce) {
  House h = one_absent();
  the_case(h).replies.push_back({at(9, 50), roll::ContactRef("C1")});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-read-reply"), IsEmpty()) << "staff wrote it down";
  the_case(h).replies.push_back({at(9, 52), roll::ContactRef("C1"), true});
  the_case(h).replies.push_back({at(9, 58), roll::ContactRef("C1"), true});
  const auto jobs_at = [&](int hour) {
    std::vector<job::Job> jobs = h.at_time(hour, 0).jobs;
    std::erase_if(jobs, [](const job::Job& j) { return j.step != "rule-read-reply"; });
    return jobs;
  };
  const auto tasks = jobs_at(10);
  ASSERT_THAT(tasks, SizeIs(2));
  EXPECT_NE(tasks[0].subjects[0].key, tasks[1].subjects[0].key);
  EXPECT_EQ(tasks[0].to.role, "office");
  EXPECT_EQ(tasks[0].not_after, std::nullopt) << "it waits until it is read, over midnight too";
  EXPECT_EQ(jobs_at(11)[0].subjects[0].key, tasks[0].subjects[0].key);
}

TEST(Replies, AStopAsksForAnotherWayToday) {
  House h = one_absent();
  the_case(h).replies.push_back({at(9, 52), roll::ContactRef("C1"), true, true});
  const job::Batch batch = h.at_time(10, 0);
  EXPECT_THAT(tasks_of(batch, "rule-read-reply"), IsEmpty());
  EXPECT_THAT(tasks_of(batch, "rule-stop"), SizeIs(1));
  the_case(h).replies[0].at -= std::chrono::days{1};
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-stop"), IsEmpty());
}

TEST(Replies, ABarredPersonsIsNotTheOffices) {
  House h = one_absent();
  h.world().roll.contacts[0].barred = true;
  the_case(h).replies.push_back({at(9, 52), roll::ContactRef("C1"), true});
  EXPECT_THAT(tasks_of(h.at_time(10, 0), "rule-read-reply"), IsEmpty());
}

TEST(MarksFile, ThatHasNotComeIsAnAlarmAtItsTime) {
  House h;
  h.rules.marks_expected_by = std::chrono::hours{9};
  h.forms({"5H"});
  EXPECT_EQ(h.at_time(8, 59).marks_overdue, "");
  const job::Batch batch = h.at_time(9, 0);
  EXPECT_THAT(batch.marks_overdue, HasSubstr("due by 09:00"));
  EXPECT_THAT(tasks_of(batch, "rule-marks-file"), SizeIs(1));
  h.day(kToday, roll::Session::kAm, "/");
  EXPECT_EQ(h.at_time(9, 0).marks_overdue, "");
}

TEST(Brake, AnAfternoonOfWhichHalfHasComeInWaitsAndOneThatHasNotComeDoesNot) {
  House h;
  h.forms({"5H", "2P"}).history(5, 1).day(kToday, roll::Session::kAm, "/");
  EXPECT_THAT(h.at_time(13, 25).brake, IsEmpty());
  h.day(kToday, roll::Session::kPm, "\\", "5H");
  EXPECT_THAT(words(h.at_time(13, 25)),
              ElementsAre("This afternoon's register lacks 2P, registered on earlier days."));
}

TEST(RecordGaps, ATaggedPupilWithoutTheProfessionalIsATaskThoughNobodyIsAbsent) {
  House h;
  h.forms({"5H"}).day(kToday, roll::Session::kAm, "/");
  h.world().roll.pupils[3].tags = {"looked_after"};
  const job::Batch batch = h.batch();
  EXPECT_THAT(tasks_of(batch, "rule-record-gap"),
              ElementsAre("office: complete the record: no key worker is named for this pupil"));
  EXPECT_THAT(batch.absent, IsEmpty());
}

TEST(RecordGaps, TheTaskGoesWhenTheRollNamesSomebodyOrAnAlias) {
  House h;
  h.forms({"5H"});
  h.world().roll.pupils[3].tags = {"child_protection"};
  const roll::PupilRef pupil = h.world().roll.pupils[3].ref;
  EXPECT_EQ(record_gaps(h.world().roll, shipped_policy()), (std::vector{RecordGap{pupil, "key_worker"}}));
  h.world().roll.professionals = {{pupil, "social_worker", {}, {}, {}, {}}};
  EXPECT_THAT(record_gaps(h.world().roll, shipped_policy()), IsEmpty());
}

TEST(RecordGaps, ATagThatNoTierNamesAsksForNobody) {
  House h;
  h.forms({"5H"});
  h.world().roll.pupils[3].tags = {"sen"};
  EXPECT_THAT(record_gaps(h.world().roll, shipped_policy()), IsEmpty());
}

TEST(HouseRules, SayNothingOnADayWithoutSchool) {
  House h;
  h.forms({"5H"}).history(5, 1);
  h.world().when.now = base::from_london(base::make_date(2027, 1, 23), std::chrono::hours{10});
  EXPECT_THAT(h.batch().jobs, IsEmpty());
}

}  // namespace
}  // namespace firstday::escalation::testing
