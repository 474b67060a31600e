#include "contract/contract.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using job::State;
using support::at;
using support::batch;
using support::text_job;

class EnqueueContract : public Contract {
 protected:
  /// Two texts to one mother about two children who are both absent.
  static job::Job merged() { return text_job({"P1", "P2"}, "C1"); }
  static job::Job of_yesterday(job::Job j) {
    j.day = base::make_date(2027, 1, 11);
    return support::with_keys(std::move(j));
  }
  /// Today's batch, which holds nothing and takes back the first subject of this job.
  static job::Batch taking_back(const job::Job& j) {
    job::Batch b = batch({});
    b.taken_back = {{j.subjects[0].pupil, j.subjects[0].case_id, j.subjects[0].key, "a reason was accepted"}};
    return b;
  }
};
FIRSTDAY_ON_EVERY_STORE(EnqueueContract);

TEST_P(EnqueueContract, AddsWhatIsNew) {
  const ports::Enqueued out = enqueue({text_job({"P1"}, "C1"), text_job({"P2"}, "C2")});
  EXPECT_EQ(out.added, 2);
  EXPECT_EQ(out.already_there, 0);
  EXPECT_EQ(out.withdrawn, 0);
  EXPECT_EQ(rows().size(), 2u);
  EXPECT_FALSE(rows()[0].job.id.empty());
  EXPECT_NE(rows()[0].job.id, rows()[1].job.id);
}

TEST_P(EnqueueContract, TheSameBatchAgainAddsNothingAndWritesNothing) {
  job::Batch b = batch({merged(), support::staff_job("P1", "dsl", job::Kind::kDecide)});
  b.withheld = {{roll::PupilRef("P3"), {}, {}, "", "reason_accepted", "the reason was accepted"}};
  enqueue(b);
  const std::size_t before = event_count();
  const ports::Enqueued again = enqueue(b);
  EXPECT_EQ(again.added, 0);
  EXPECT_EQ(again.already_there, 2);
  EXPECT_EQ(again.withdrawn, 0);
  EXPECT_EQ(event_count(), before);
  EXPECT_EQ(rows().size(), 2u);
}

TEST_P(EnqueueContract, CarriedJobsAreQueuedTheOthersAreWithStaff) {
  enqueue({text_job({"P1"}, "C1"), support::staff_job("P1", "office", job::Kind::kCall)});
  for (const ports::JobRow& row : rows())
    EXPECT_EQ(row.state, row.job.kind == job::Kind::kText ? State::kQueued : State::kWithStaff);
}

TEST_P(EnqueueContract, TheRecordSaysWhatWasPlanned) {
  job::Job job = text_job({"P1"}, "C1");
  job.about = "absence";
  enqueue(batch({job}), "a.smith");
  ASSERT_EQ(events(Type::kJobPlanned).size(), 1u);
  const chronology::Event e = events(Type::kJobPlanned)[0];
  EXPECT_EQ(e.case_id, job.subjects[0].case_id);
  EXPECT_EQ(e.pupil, roll::PupilRef("P1"));
  EXPECT_EQ(e.contact, roll::ContactRef("C1"));
  EXPECT_EQ(e.job, only_row().job.id);
  EXPECT_EQ(e.actor, "a.smith");
  EXPECT_EQ(e.at, at(9, 35));
  EXPECT_EQ(e.detail("key"), job.subjects[0].key);
  EXPECT_EQ(e.detail("step"), "first_contact");
  EXPECT_EQ(e.detail("kind"), "text");
  EXPECT_EQ(e.detail("day"), "2027-01-12");
  EXPECT_EQ(e.detail("round"), "am");
  EXPECT_EQ(e.detail("state"), "queued");
  EXPECT_EQ(e.detail("about"), "absence");
  EXPECT_EQ(e.detail("rows"), "000-14");
}

TEST_P(EnqueueContract, AStaffJobIsPlannedForItsRole) {
  enqueue({support::staff_job("P1", "dsl", job::Kind::kDecide)});
  const chronology::Event e = events(Type::kJobPlanned).at(0);
  EXPECT_EQ(e.detail("role"), "dsl");
  EXPECT_EQ(e.detail("state"), "with_staff");
  EXPECT_TRUE(e.contact.empty());
}

TEST_P(EnqueueContract, EveryFieldOfAJobComesBack) {
  job::Job j = merged();
  j.school = support::hazel_road();
  j.kind = job::Kind::kDecide;
  j.to = {{}, "dsl"};
  j.about = "home_visit";
  j.subjects[0].session = roll::Session::kPm;
  j.subjects[0].day_number = 3;
  j.subjects[1].policy_version = 7;
  j.language = "cy";
  j.rows = {"000-14", "001-02"};
  j.due_by = at(23, 59);
  j.priority = 3;
  j.order = 2;
  j.only_if = job::OnlyIf::kNoReason;
  j.considerations = {"is the child known to a social worker?", "line\nbreak \\ and more", ""};
  j.options = {"visit", "wait"};
  j.rationale_mandatory = j.separately = j.catch_up = true;
  j.min_staff = 2;
  j = support::with_keys(std::move(j));
  enqueue({j});
  job::Job stored = only_row().job;
  j.id = stored.id;
  EXPECT_EQ(stored, j);
  j.not_after.reset();
  j.due_by.reset();
  j.kind = job::Kind::kText;
  j = support::with_keys(std::move(j));
  enqueue({j});
  const ports::Leased leased = lease_one();
  j.id = leased.job.id;
  EXPECT_EQ(leased.job, j);
}

TEST_P(EnqueueContract, JobsThatTheNewPlanNoLongerWantsAreWithdrawn) {
  enqueue({text_job({"P1"}, "C1"), text_job({"P2"}, "C2")});
  const ports::Enqueued out = enqueue({text_job({"P1"}, "C1")});
  EXPECT_EQ(out.withdrawn, 1);
  ports::JobFilter filter;
  filter.contact = roll::ContactRef("C2");
  EXPECT_EQ(rows(filter).at(0).state, State::kCancelled);
  EXPECT_NE(rows(filter).at(0).reason, "");
  const chronology::Event e = events(Type::kJobWithdrawn).at(0);
  EXPECT_EQ(e.pupil, roll::PupilRef("P2"));
  EXPECT_EQ(e.job, rows(filter).at(0).job.id);
  EXPECT_EQ(e.detail("state"), "cancelled");
  EXPECT_EQ(e.detail("reason"), rows(filter).at(0).reason);
}

TEST_P(EnqueueContract, AWithdrawnJobComesBackAsANewOneWhenItIsPlannedAgain) {
  enqueue({text_job({"P1"}, "C1")});
  const job::JobId first = only_row().job.id;
  enqueue(std::vector<job::Job>{});
  const ports::Enqueued out = enqueue({text_job({"P1"}, "C1")});
  EXPECT_EQ(out.added, 1);
  EXPECT_EQ(rows().size(), 2u);
  EXPECT_NE(lease_one().job.id, first);
}

TEST_P(EnqueueContract, WhatAPersonTookBackStaysTakenBack) {
  enqueue({text_job({"P1"}, "C1")});
  ASSERT_TRUE(change(only_row().job.id, job::Event::kWithdraw, "a.smith"));
  const ports::Enqueued out = enqueue({text_job({"P1"}, "C1")});
  EXPECT_EQ(out.added, 0);
  EXPECT_EQ(out.already_there, 1);
  EXPECT_TRUE(lease(at(9, 45)).empty());
}

TEST_P(EnqueueContract, WhatTheProgramTookBackMayComeBack) {
  enqueue({text_job({"P1"}, "C1")});
  ASSERT_TRUE(change(only_row().job.id, job::Event::kWithdraw, "firstday"));
  EXPECT_EQ(enqueue({text_job({"P1"}, "C1")}).added, 1);
}

TEST_P(EnqueueContract, AWaitingJobFallsDueEarlierButNeverLater) {
  job::Job text = text_job({"P1"}, "C1");
  text.not_before = at(10, 0);
  enqueue({text});
  text.not_before = at(9, 50);
  EXPECT_EQ(enqueue({text}).already_there, 1);
  EXPECT_EQ(only_row().job.not_before, at(9, 50));
  text.not_before = at(11, 0);
  enqueue({text});
  EXPECT_EQ(only_row().job.not_before, at(9, 50));
}

TEST_P(EnqueueContract, WhatWaitsForItsRetryIsNotBroughtForward) {
  enqueue({text_job({"P1"}, "C1")});
  ports::AttemptFinish busy = support::finish_of(send_one(), job::OutcomeKind::kRejectedTemporary,
                                                 job::Event::kProvenNotSent, at(9, 46));
  busy.retry_at = at(9, 56);
  ASSERT_TRUE(finish(busy));
  enqueue({text_job({"P1"}, "C1")});
  EXPECT_EQ(only_row().job.not_before, at(9, 56));
}

TEST_P(EnqueueContract, JobsOfOtherDaysAreLeftAlone) {
  job::Job letter = text_job({"P1"}, "C1");
  letter.day = base::make_date(2027, 1, 11);
  letter.catch_up = true;
  letter = support::with_keys(std::move(letter));
  enqueue({letter});
  const ports::Enqueued out = enqueue(std::vector<job::Job>{});
  EXPECT_EQ(out.withdrawn, 0);
  EXPECT_EQ(only_row().state, State::kQueued);
}

TEST_P(EnqueueContract, WhatAPlanTakesBackOfAnEarlierDayIsWithdrawnForItsReason) {
  const job::Job letter = of_yesterday(support::staff_job("P1", "office", job::Kind::kLetter));
  const job::Job visit = of_yesterday(support::staff_job("P1", "staff", job::Kind::kVisit));
  enqueue({letter, visit});
  const ports::Enqueued out = enqueue(taking_back(letter));
  EXPECT_EQ(out.withdrawn, 1);
  for (const ports::JobRow& row : rows())
    EXPECT_EQ(row.state, row.job.kind == job::Kind::kLetter ? State::kCancelled : State::kWithStaff);
  const chronology::Event e = events(Type::kJobWithdrawn).at(0);
  EXPECT_EQ(e.detail("reason"), "a reason was accepted");
  EXPECT_EQ(e.detail("state"), "cancelled");
  EXPECT_EQ(e.detail("for_good"), "") << "a later plan may want it again";
}

TEST_P(EnqueueContract, TakingBackTwiceChangesNothing) {
  const job::Job letter = of_yesterday(support::staff_job("P1", "office", job::Kind::kLetter));
  enqueue({letter});
  enqueue(taking_back(letter));
  const std::size_t before = event_count();
  EXPECT_EQ(enqueue(taking_back(letter)).withdrawn, 0);
  EXPECT_EQ(event_count(), before);
}

TEST_P(EnqueueContract, WhatWasTakenBackMayComeAgain) {
  const job::Job letter = of_yesterday(support::staff_job("P1", "office", job::Kind::kLetter));
  enqueue({letter});
  enqueue(taking_back(letter));
  EXPECT_EQ(enqueue({letter}).added, 1);
  EXPECT_EQ(rows().size(), 2u);
}

TEST_P(EnqueueContract, ABatchThatWantsAKeyDoesNotTakeItBack) {
  const job::Job letter = of_yesterday(support::staff_job("P1", "office", job::Kind::kLetter));
  enqueue({letter});
  job::Batch b = taking_back(letter);
  b.jobs = {letter};
  EXPECT_EQ(enqueue(b).withdrawn, 0);
  EXPECT_EQ(only_row().state, State::kWithStaff);
}

TEST_P(EnqueueContract, WhatIsDoneIsNotTakenBack) {
  const job::Job letter = of_yesterday(support::staff_job("P1", "office", job::Kind::kLetter));
  enqueue({letter});
  ASSERT_TRUE(change(only_row().job.id, job::Event::kStaffDone));
  EXPECT_EQ(enqueue(taking_back(letter)).withdrawn, 0);
  EXPECT_EQ(only_row().state, State::kDone);
}

TEST_P(EnqueueContract, OnlyTheSubjectThatIsTakenBackGoes) {
  job::Job email = merged();
  email.kind = job::Kind::kEmail;
  email = of_yesterday(std::move(email));
  enqueue({email});
  EXPECT_EQ(enqueue(taking_back(email)).withdrawn, 1);
  EXPECT_EQ(only_row().state, State::kQueued);
  EXPECT_EQ(only_row().withdrawn_subjects, std::vector{roll::PupilRef("P1")});
}

TEST_P(EnqueueContract, NothingOfAnotherSchoolIsTakenBack) {
  const job::Job letter = of_yesterday(support::staff_job("P1", "office", job::Kind::kLetter));
  enqueue({letter});
  job::Batch other = taking_back(letter);
  other.school = support::other_school();
  EXPECT_EQ(enqueue(other).withdrawn, 0);
  EXPECT_EQ(only_row().state, State::kWithStaff);
}

TEST_P(EnqueueContract, JobsOfOtherSchoolsAreLeftAlone) {
  enqueue({text_job({"P1"}, "C1")});
  job::Batch other = batch({});
  other.school = support::other_school();
  EXPECT_EQ(enqueue(other).withdrawn, 0);
  other = batch({text_job({"P1"}, "C1")});
  other.school = support::other_school();
  EXPECT_EQ(enqueue(other).added, 1) << "the same keys in another school are other jobs";
  EXPECT_EQ(rows().size(), 2u);
  EXPECT_EQ(rows()[1].job.school, support::other_school());
}

TEST_P(EnqueueContract, WhatHasLeftIsNotWithdrawn) {
  enqueue({text_job({"P1"}, "C1")});
  send_one();
  EXPECT_EQ(enqueue(std::vector<job::Job>{}).withdrawn, 0);
  EXPECT_EQ(only_row().state, State::kInFlight);
}

TEST_P(EnqueueContract, HeldLeasedAndStaffJobsAreWithdrawnLikeQueuedOnes) {
  enqueue({text_job({"P1"}, "C1"), text_job({"P2"}, "C2"), support::staff_job("P3", "office")});
  ASSERT_TRUE(change(lease(at(9, 45), 1).at(0).job.id, job::Event::kHold));
  ASSERT_EQ(lease(at(9, 45), 1).size(), 1u);
  EXPECT_EQ(enqueue(std::vector<job::Job>{}).withdrawn, 3);
  for (const ports::JobRow& row : rows()) EXPECT_EQ(row.state, State::kCancelled);
}

TEST_P(EnqueueContract, AMergedJobIsToldOncePerCase) {
  enqueue({merged()});
  const std::vector<chronology::Event> planned = events(Type::kJobPlanned);
  ASSERT_EQ(planned.size(), 2u);
  EXPECT_EQ(planned[0].case_id, job::CaseId("P1/2027-01-12"));
  EXPECT_EQ(planned[1].case_id, job::CaseId("P2/2027-01-12"));
  EXPECT_EQ(planned[0].job, planned[1].job);
  EXPECT_NE(planned[0].detail("key"), planned[1].detail("key"));
}

TEST_P(EnqueueContract, AMergedJobLosesOnlyTheSubjectThatIsNoLongerWanted) {
  enqueue({merged()});
  const ports::Enqueued out = enqueue({text_job({"P2"}, "C1")});
  EXPECT_EQ(out.added, 0);
  EXPECT_EQ(out.already_there, 1);
  EXPECT_EQ(out.withdrawn, 1);
  const chronology::Event e = events(Type::kJobWithdrawn).at(0);
  EXPECT_EQ(e.pupil, roll::PupilRef("P1"));
  EXPECT_EQ(e.detail("state"), "cancelled");
  EXPECT_EQ(only_row().state, State::kQueued);
  EXPECT_EQ(only_row().withdrawn_subjects, std::vector{roll::PupilRef("P1")});
  EXPECT_EQ(only_row().job.subjects.size(), 2u);
  const ports::Leased leased = lease_one();
  ASSERT_EQ(leased.job.subjects.size(), 1u);
  EXPECT_EQ(leased.job.subjects[0].pupil, roll::PupilRef("P2"));
}

TEST_P(EnqueueContract, ASubjectThatComesBackGetsAJobOfItsOwn) {
  enqueue({merged()});
  enqueue({text_job({"P2"}, "C1")});
  const ports::Enqueued out = enqueue({merged()});
  EXPECT_EQ(out.added, 1);
  EXPECT_EQ(out.withdrawn, 0);
  ASSERT_EQ(rows().size(), 2u);
  const std::vector<ports::Leased> leased = lease(at(9, 45));
  ASSERT_EQ(leased.size(), 2u);
  EXPECT_EQ(leased[0].job.subjects.at(0).pupil, roll::PupilRef("P2"));
  EXPECT_EQ(leased[1].job.subjects.at(0).pupil, roll::PupilRef("P1"));
  EXPECT_EQ(leased[1].job.subjects.size(), 1u);
  EXPECT_EQ(leased[1].job.key, leased[1].job.subjects[0].key);
}

TEST_P(EnqueueContract, AMergedJobWithASubjectAlreadyThereIsAddedWithTheNewOnesOnly) {
  enqueue({text_job({"P1"}, "C1")});
  EXPECT_EQ(enqueue({merged()}).added, 1);
  const std::vector<ports::Leased> leased = lease(at(9, 45));
  ASSERT_EQ(leased.size(), 2u);
  EXPECT_EQ(leased[1].job.subjects.size(), 1u);
  EXPECT_EQ(leased[1].job.subjects[0].pupil, roll::PupilRef("P2"));
}

TEST_P(EnqueueContract, ALeasedMergedJobThatLosesASubjectMustBeLeasedAgain) {
  enqueue({merged()});
  const ports::Leased leased = lease_one();
  enqueue({text_job({"P2"}, "C1")});
  EXPECT_EQ(start(support::start_of(leased, at(9, 46))), ports::StartResult::kLeaseLost)
      << "the text that was rendered names a child who is back";
  EXPECT_EQ(lease_one().job.subjects.size(), 1u);
}

TEST_P(EnqueueContract, AJobWhoseLastSubjectGoesIsCancelled) {
  enqueue({merged()});
  enqueue({text_job({"P2"}, "C1")});
  enqueue(std::vector<job::Job>{});
  EXPECT_EQ(only_row().state, State::kCancelled);
  EXPECT_EQ(only_row().withdrawn_subjects.size(), 2u);
  EXPECT_EQ(events(Type::kJobWithdrawn).size(), 2u);
}

TEST_P(EnqueueContract, TheSameKeyTwiceInOneBatchIsOneJob) {
  const ports::Enqueued out = enqueue({text_job({"P1"}, "C1"), text_job({"P1"}, "C1")});
  EXPECT_EQ(out.added, 1);
  EXPECT_EQ(out.already_there, 1);
  EXPECT_EQ(rows().size(), 1u);
}

TEST_P(EnqueueContract, WhatIsOverKeepsItsKey) {
  for (const job::Event end : {job::Event::kSupersede, job::Event::kExpire, job::Event::kGivenUp}) {
    const std::string pupil = "P" + std::to_string(static_cast<int>(end));
    enqueue({text_job({pupil}, "C1")});
    ports::JobFilter filter;
    filter.pupil = roll::PupilRef(pupil);
    ASSERT_TRUE(change(rows(filter).at(0).job.id, end));
    EXPECT_EQ(enqueue({text_job({pupil}, "C1")}).added, 0) << job::word(end);
  }
}

// --- cases

TEST_P(EnqueueContract, ACaseIsOpenedOnceWithWhatThePlanKnows) {
  enqueue({text_job({"P1"}, "C1")});
  enqueue({text_job({"P1"}, "C1")});
  ASSERT_EQ(events(Type::kCaseOpened).size(), 1u);
  const chronology::Event e = events(Type::kCaseOpened)[0];
  EXPECT_EQ(e.case_id, job::CaseId("P1/2027-01-12"));
  EXPECT_EQ(e.pupil, roll::PupilRef("P1"));
  EXPECT_EQ(e.detail("policy"), "example");
  EXPECT_EQ(e.detail("policy_version"), "1");
  EXPECT_EQ(e.detail("tier"), "standard");
  EXPECT_EQ(e.detail("first_date"), "2027-01-12");
  EXPECT_EQ(e.detail("first_session"), "am");
  EXPECT_LT(e.seq, events(Type::kJobPlanned).at(0).seq);
}

TEST_P(EnqueueContract, ACaseThatClosesTakesItsUnsentJobsAlongOnAnyDay) {
  job::Job tomorrow = text_job({"P1"}, "C1");
  tomorrow.day = base::make_date(2027, 1, 13);
  tomorrow = support::with_keys(std::move(tomorrow));
  enqueue({text_job({"P1"}, "C1"), tomorrow, text_job({"P2"}, "C2")});
  job::Batch b = batch({text_job({"P2"}, "C2")});
  b.closed = {{job::CaseId("P1/2027-01-12"), roll::PupilRef("P1"), "returned"}};
  EXPECT_EQ(enqueue(b).withdrawn, 2);
  ASSERT_EQ(events(Type::kCaseClosed).size(), 1u);
  EXPECT_EQ(events(Type::kCaseClosed)[0].detail("how"), "returned");
  const std::size_t before = event_count();
  enqueue(b);
  EXPECT_EQ(event_count(), before) << "a closed case closes once";
  EXPECT_EQ(lease_one().job.subjects[0].pupil, roll::PupilRef("P2"));
}

TEST_P(EnqueueContract, ACaseThatWasNeverOpenedDoesNotClose) {
  job::Batch b = batch({});
  b.closed = {{job::CaseId("P9/2027-01-12"), roll::PupilRef("P9"), "returned"}};
  enqueue(b);
  EXPECT_TRUE(events(Type::kCaseClosed).empty());
}

TEST_P(EnqueueContract, AClosedCaseMayOpenAgain) {
  enqueue({text_job({"P1"}, "C1")});
  job::Batch b = batch({});
  b.closed = {{job::CaseId("P1/2027-01-12"), roll::PupilRef("P1"), "mark_changed"}};
  enqueue(b);
  EXPECT_EQ(enqueue({text_job({"P1"}, "C1")}).added, 1);
  EXPECT_EQ(events(Type::kCaseOpened).size(), 2u);
}

// --- withheld

TEST_P(EnqueueContract, WhatIsWithheldIsToldOnceADayWithItsRule) {
  job::Batch b = batch({});
  b.withheld = {{roll::PupilRef("P1"), job::CaseId("P1/2027-01-12"), roll::ContactRef("C2"), "first_contact",
                 "barred", "a court order forbids contact"}};
  enqueue(b);
  enqueue(b);
  ASSERT_EQ(events(Type::kWithheld).size(), 1u);
  const chronology::Event e = events(Type::kWithheld)[0];
  EXPECT_EQ(e.case_id, job::CaseId("P1/2027-01-12"));
  EXPECT_EQ(e.contact, roll::ContactRef("C2"));
  EXPECT_EQ(e.detail("rule"), "barred");
  EXPECT_EQ(e.detail("step"), "first_contact");
  EXPECT_EQ(e.detail("why"), "a court order forbids contact");
  b.withheld[0].rule = "opted_out";
  enqueue(b);
  EXPECT_EQ(events(Type::kWithheld).size(), 2u) << "another rule is another fact";
  b.day = base::make_date(2027, 1, 13);
  enqueue(b);
  EXPECT_EQ(events(Type::kWithheld).size(), 3u) << "another day is another fact";
}

}  // namespace
}  // namespace firstday::contract
