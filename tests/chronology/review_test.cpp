#include "chronology/review.h"

#include <gtest/gtest.h>

namespace firstday::chronology {
namespace {

const base::Date kDay = base::make_date(2027, 1, 12);

base::Instant at(int hour) {
  return base::from_london(kDay, base::TimeOfDay{hour * 60});
}

struct Scene {
  job::Batch batch;
  Facts facts;
  roll::Roll roll;

  CaseFacts& absent(const char* ref, const char* form) {
    const roll::PupilRef pupil(ref);
    batch.day = kDay;
    batch.absent.push_back(pupil);
    roll::Pupil p;
    p.ref = pupil;
    p.form = form;
    roll.pupils.push_back(p);
    CaseFacts c;
    c.id = job::CaseId(std::string(ref) + "/2027-01-12");
    c.pupil = pupil;
    facts.cases.push_back(c);
    return facts.cases.back();
  }

  Review look() const { return review(batch, facts, roll); }
};

JobFact text(job::State state, base::Date day = kDay) {
  JobFact f;
  f.kind = job::Kind::kText;
  f.state = state;
  f.day = day;
  return f;
}

Reach reach_with(JobFact fact) {
  Scene s;
  s.absent("P1", "5H").jobs = {fact};
  return s.look().pupils.at(0).reach;
}

TEST(Review, AMessageToANumberThatIsWrongHasToldNobody) {
  Scene s;
  CaseFacts& c = s.absent("P1", "5H");
  c.jobs = {text(job::State::kAcceptedFinal)};
  c.jobs[0].to.contact = roll::ContactRef("C1");
  for (const char* outcome : {"wrong_number", "number_dead"}) {
    c.calls = {{at(10), roll::ContactRef("C1"), outcome}};
    EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kNobody) << outcome;
  }
  c.calls = {{at(10), roll::ContactRef("C2"), "wrong_number"}};
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kTold) << "another contact's number";
  c.calls = {{at(10), roll::ContactRef("C1"), "no_answer"}};
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kTold);
}

TEST(Review, WhatABarredContactSaysIsNoAnswerOfTheFamily) {
  Scene s;
  s.absent("P1", "5H").responses = {{at(10), roll::ContactRef("C1"), ResponseLevel::kReasonGiven, {}}};
  roll::Contact father;
  father.pupil = roll::PupilRef("P1");
  father.ref = roll::ContactRef("C1");
  s.roll.contacts = {father};
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kReason);
  s.roll.contacts[0].barred = true;
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kNobody);
}

TEST(Review, SentIsToldAndUnknownIsNot) {
  EXPECT_EQ(reach_with(text(job::State::kAcceptedFinal)), Reach::kTold);
  EXPECT_EQ(reach_with(text(job::State::kDelivered)), Reach::kTold);
  EXPECT_EQ(reach_with(text(job::State::kUnknown)), Reach::kUnknown);
  EXPECT_EQ(reach_with(text(job::State::kClosedByHuman)), Reach::kTold) << "somebody found that it arrived";
  for (job::State s : {job::State::kQueued, job::State::kFailed, job::State::kExpired, job::State::kHeld,
                       job::State::kCancelled})
    EXPECT_EQ(reach_with(text(s)), Reach::kNobody) << job::word(s);
}

TEST(Review, YesterdaysTextReachedNobodyToday) {
  EXPECT_EQ(reach_with(text(job::State::kDelivered, kDay - std::chrono::days{1})), Reach::kNobody);
}

TEST(Review, ATaskForStaffReachedNobody) {
  JobFact call = text(job::State::kWithStaff);
  call.kind = job::Kind::kCall;
  Scene s;
  s.absent("P1", "5H").jobs = {call};
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kNobody);
  EXPECT_EQ(s.look().pupils.at(0).waiting_for_staff, 1);
}

TEST(Review, AnAnswerIsMoreThanATextAndAReasonMoreThanAnAnswer) {
  Scene s;
  CaseFacts& c = s.absent("P1", "5H");
  c.jobs = {text(job::State::kDelivered)};
  c.responses = {{at(10), roll::ContactRef("C1"), ResponseLevel::kAnswered, std::nullopt}};
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kAnswered);
  c.responses.push_back({at(11), roll::ContactRef("C1"), ResponseLevel::kReasonGiven, std::nullopt});
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kReason);
}

TEST(Review, WhoWasReachedByNobodyComesFirst) {
  Scene s;
  s.absent("P1", "1A").jobs = {text(job::State::kDelivered)};
  s.absent("P2", "6B");
  s.absent("P3", "2C").jobs = {text(job::State::kUnknown)};
  const Review r = s.look();
  ASSERT_EQ(r.pupils.size(), 3u);
  EXPECT_EQ(r.pupils[0].pupil, roll::PupilRef("P2"));
  EXPECT_EQ(r.pupils[1].pupil, roll::PupilRef("P3"));
  EXPECT_EQ(r.pupils[2].pupil, roll::PupilRef("P1"));
}

TEST(Review, AReasonAcceptedUntilALaterDayIsNoAlarm) {
  Scene s;
  CaseFacts& c = s.absent("P1", "5H");
  c.responses.push_back(
      {at(9) - std::chrono::hours{48}, {}, ResponseLevel::kReasonAccepted, kDay + std::chrono::days{2}});
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kReason);
  c.responses[0].expected_return = kDay;
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kNobody) << "the child should be back today";
  c.responses[0] = {
      at(9) - std::chrono::hours{48}, {}, ResponseLevel::kReasonGiven, kDay + std::chrono::days{2}};
  EXPECT_EQ(s.look().pupils.at(0).reach, Reach::kNobody) << "given is not accepted";
}

}  // namespace
}  // namespace firstday::chronology
