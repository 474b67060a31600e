#include "contract/contract.h"
#include "seal/uuid7.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using job::State;
using support::at;
using support::batch;
using support::text_job;

class LeaseContract : public Contract {
 protected:
  static job::Job text(const std::string& pupil, int priority, base::Instant due) {
    job::Job j = text_job({pupil}, "C-" + pupil);
    j.priority = priority;
    j.not_before = due;
    return j;
  }
  std::vector<ports::Leased> lease_as(const std::string& owner, base::Instant now) {
    return queue().lease({owner, now, std::chrono::minutes(5), 100, {}}).value();
  }
  static std::string pupils_of(const std::vector<ports::Leased>& leased) {
    std::string out;
    for (const ports::Leased& l : leased) out += l.job.subjects.at(0).pupil.text() + " ";
    return out;
  }
};
FIRSTDAY_ON_EVERY_STORE(LeaseContract);

TEST_P(LeaseContract, GivesPriorityThenTimeThenTheOrderOfPlanning) {
  enqueue({text("P1", 100, at(9, 40)), text("P2", 100, at(9, 36)), text("P3", 5, at(9, 41)),
           text("P4", 100, at(9, 36))});
  EXPECT_EQ(pupils_of(lease(at(9, 45))), "P3 P2 P4 P1 ");
}

TEST_P(LeaseContract, GivesOnlyWhatIsDue) {
  enqueue({text("P1", 100, at(9, 45)), text("P2", 100, at(9, 46))});
  EXPECT_EQ(pupils_of(lease(at(9, 44))), "");
  EXPECT_EQ(pupils_of(lease(at(9, 45))), "P1 ");
  EXPECT_EQ(pupils_of(lease(at(9, 46))), "P2 ");
}

TEST_P(LeaseContract, GivesNoMoreThanAsked) {
  enqueue({text("P1", 100, at(9, 35)), text("P2", 100, at(9, 35)), text("P3", 100, at(9, 35))});
  EXPECT_EQ(pupils_of(lease(at(9, 45), 2)), "P1 P2 ");
  EXPECT_EQ(pupils_of(lease(at(9, 45), 2)), "P3 ");
}

TEST_P(LeaseContract, NeverGivesWhatStaffDo) {
  enqueue({support::staff_job("P1", "office", job::Kind::kCall)});
  EXPECT_TRUE(lease(at(11)).empty());
}

TEST_P(LeaseContract, GivesJobsOfTheAskedSchoolOrOfAll) {
  enqueue({text("P1", 100, at(9, 35))});
  job::Batch other = batch({text("P2", 100, at(9, 35))});
  other.school = support::other_school();
  enqueue(other);
  EXPECT_EQ(pupils_of(lease(at(9, 45), 100, support::other_school())), "P2 ");
  EXPECT_EQ(pupils_of(lease(at(9, 45))), "P1 ");
}

TEST_P(LeaseContract, GivesAJobToOneOnlyWhileTheLeaseLasts) {
  enqueue({text("P1", 100, at(9, 35))});
  const ports::Leased first = lease_one(at(9, 45));
  EXPECT_EQ(state_of(first.job.id), State::kLeased);
  EXPECT_TRUE(lease_as("dispatcher-2", at(9, 49)).empty());
  const auto leased = lease_as("dispatcher-2", at(9, 50));
  ASSERT_EQ(leased.size(), 1u);
  const ports::Leased& second = leased[0];
  EXPECT_EQ(second.job.id, first.job.id);
  EXPECT_GT(second.fence, first.fence);
  EXPECT_EQ(start(support::start_of(first, at(9, 51))), ports::StartResult::kLeaseLost);
  EXPECT_EQ(start(support::start_of(second, at(9, 51))), ports::StartResult::kStarted);
}

TEST_P(LeaseContract, NeverTakesAJobBackFromWhoeverAsksHoweverTheClockIsSet) {
  job::Job untimed = text("P1", 100, at(9, 35));
  untimed.not_after = std::nullopt;
  enqueue({untimed});
  const ports::Leased held = lease_one(at(9, 45));
  EXPECT_TRUE(lease(at(9, 45) + std::chrono::hours(24)).empty());
  EXPECT_TRUE(lease(at(9, 45) - std::chrono::hours(24)).empty());
  EXPECT_EQ(start(support::start_of(held, at(9, 46))), ports::StartResult::kStarted);
}

TEST_P(LeaseContract, ExpiresWhatIsPastItsTimeWithAnEvent) {
  enqueue({text("P1", 100, at(9, 35))});
  EXPECT_TRUE(lease(at(12) + std::chrono::microseconds(1)).empty());
  EXPECT_EQ(only_row().state, State::kExpired);
  EXPECT_NE(only_row().reason, "");
  const chronology::Event e = events(Type::kJobExpired).at(0);
  EXPECT_EQ(e.detail("state"), "expired");
  EXPECT_EQ(e.pupil, roll::PupilRef("P1"));
  EXPECT_EQ(e.contact, roll::ContactRef("C-P1"));
  lease(at(13));
  EXPECT_EQ(events(Type::kJobExpired).size(), 1u);
}

TEST_P(LeaseContract, StillGivesAJobAtItsVeryLastMoment) {
  enqueue({text("P1", 100, at(9, 35))});
  EXPECT_EQ(lease(at(12)).size(), 1u);
}

TEST_P(LeaseContract, ExpiresHeldLeasedAndStaffJobsToo) {
  job::Job call = support::staff_job("P3", "office", job::Kind::kCall);
  call.not_after = at(12);
  enqueue({text("P1", 100, at(9, 35)), text("P2", 100, at(9, 35)), call});
  ASSERT_TRUE(change(lease(at(9, 45), 1).at(0).job.id, job::Event::kHold));
  ASSERT_EQ(lease(at(11, 58)).size(), 1u);
  lease(at(12, 1));
  for (const ports::JobRow& row : rows()) EXPECT_EQ(row.state, State::kExpired) << job::word(row.job.kind);
}

TEST_P(LeaseContract, ExpiresNothingThatHasLeft) {
  enqueue({text("P1", 100, at(9, 35))});
  send_one();
  lease(at(13));
  EXPECT_EQ(only_row().state, State::kInFlight);
}

TEST_P(LeaseContract, ExpiresOnlyInTheAskedSchool) {
  enqueue({text("P1", 100, at(9, 35))});
  lease(at(13), 100, support::other_school());
  EXPECT_EQ(only_row().state, State::kQueued);
}

TEST_P(LeaseContract, SaysHowManyAttemptsWereMade) {
  enqueue({text("P1", 100, at(9, 35))});
  const ports::AttemptStart first = send_one();
  ports::AttemptFinish failed =
      support::finish_of(first, job::OutcomeKind::kNotSent, job::Event::kProvenNotSent, at(9, 46));
  failed.retry_at = at(9, 50);
  ASSERT_TRUE(finish(failed));
  EXPECT_TRUE(lease(at(9, 49)).empty()) << "not before it may be tried again";
  const ports::Leased again = lease_one(at(9, 50));
  EXPECT_EQ(again.attempts, 1);
  EXPECT_EQ(again.job.not_before, at(9, 50));
  EXPECT_GT(again.fence, first.fence);
}

TEST_P(LeaseContract, KnowsWhenTheNextCarriedJobFallsDue) {
  const auto next = [&](const roll::Urn& school = {}) { return queue().next_due(school).value(); };
  EXPECT_EQ(next(), std::nullopt);
  job::Job call = support::staff_job("P9", "office", job::Kind::kCall);
  call.not_before = at(8);
  enqueue({text("P1", 100, at(10)), text("P2", 5, at(11)), call});
  EXPECT_EQ(next(), at(10));
  EXPECT_EQ(next(support::hazel_road()), at(10));
  EXPECT_EQ(next(support::other_school()), std::nullopt);
  lease(at(10));
  EXPECT_EQ(next(), at(11)) << "what is leased does not wait";
}

TEST_P(LeaseContract, AsksForTheUrgentLaneAlone) {
  job::Job other = text("P3", job::kUrgentBelow - 1, at(9, 40));
  other.school = support::other_school();
  enqueue({text("P1", 100, at(9, 30)), text("P2", 5, at(9, 45)), text("P4", job::kUrgentBelow, at(9))});
  job::Batch others = support::batch({other});
  others.school = support::other_school();
  enqueue(others);
  ports::LeaseRequest request{"d1", at(9, 50), std::chrono::minutes(2), 10, {}, true, {}};
  const auto urgent = queue().lease(request).value();
  ASSERT_EQ(urgent.size(), 2u);
  EXPECT_EQ(urgent[0].job.subjects.at(0).pupil.text(), "P2") << "lower first";
  EXPECT_EQ(urgent[1].job.school, support::other_school());
  EXPECT_TRUE(queue().lease(request).value().empty());
  request.urgent_only = false;
  EXPECT_EQ(queue().lease(request).value().size(), 2u);
}

TEST_P(LeaseContract, AsksForTheUrgentLaneOfOneSchool) {
  enqueue({text("P1", 100, at(9, 30)), text("P2", 5, at(9, 45))});
  ports::LeaseRequest request{"d1", at(9, 50), std::chrono::minutes(2), 10, support::other_school(),
                              true, {}};
  EXPECT_TRUE(queue().lease(request).value().empty());
  request.school = support::hazel_road();
  EXPECT_EQ(queue().lease(request).value().size(), 1u);
}

TEST_P(LeaseContract, LeavesKindsThatCannotLeaveNow) {
  job::Job mail = text("P2", 5, at(9, 30));
  mail.kind = job::Kind::kEmail;
  enqueue({text("P1", 100, at(9, 30)), support::with_keys(mail)});
  ports::LeaseRequest request{"d1", at(9, 50), std::chrono::minutes(2), 10, {}, false, {job::Kind::kEmail}};
  const auto texts = queue().lease(request).value();
  ASSERT_EQ(texts.size(), 1u);
  EXPECT_EQ(texts[0].job.kind, job::Kind::kText);
  request.without = {job::Kind::kText, job::Kind::kVoice};
  request.school = support::hazel_road();
  EXPECT_EQ(queue().lease(request).value().at(0).job.kind, job::Kind::kEmail);
}

TEST_P(LeaseContract, KnowsWhenTheNextOfEachKindFallsDue) {
  EXPECT_TRUE(queue().due(false).value().empty());
  job::Job mail = text("P2", 5, at(11));
  mail.kind = job::Kind::kEmail;
  job::Job call = support::staff_job("P9", "office", job::Kind::kCall);
  enqueue({text("P1", 100, at(10)), text("P3", 100, at(9, 30)), support::with_keys(mail), call});
  const roll::Urn& school = support::hazel_road();
  const ports::Due mails{school, job::Kind::kEmail, at(11)};
  const ports::Due texts{school, job::Kind::kText, at(9, 30)};
  EXPECT_EQ(queue().due(false).value(), (std::vector{mails, texts}));
  EXPECT_EQ(queue().due(true).value(), (std::vector{mails}));
  lease(at(9, 30));
  EXPECT_EQ(queue().due(false).value().at(1).at, at(10)) << "what is leased does not wait";
}

/// An attempt at its instant, as the dispatcher makes it: the id begins with the time.
ports::AttemptStart sent_at(const ports::Leased& leased, base::Instant at) {
  ports::AttemptStart start = support::start_of(leased, at);
  start.attempt = job::AttemptId(seal::uuid7(at));
  start.message.parts = 2;
  return start;
}

TEST_P(LeaseContract, CountsWhatMayHaveReachedSomebodyLately) {
  enqueue({text("P1", 100, at(8, 10)), text("P2", 100, at(9, 30)), text("P3", 100, at(9, 31))});
  const ports::AttemptStart early = sent_at(lease_one(at(8, 20)), at(8, 20));
  ASSERT_EQ(start(early), ports::StartResult::kStarted);
  const auto late = lease(at(9, 45));
  ASSERT_EQ(late.size(), 2u);
  const ports::AttemptStart reached = sent_at(late[0], at(9, 45));
  const ports::AttemptStart refused = sent_at(late[1], at(9, 46));
  ASSERT_EQ(start(reached), ports::StartResult::kStarted);
  ASSERT_EQ(start(refused), ports::StartResult::kStarted);
  ASSERT_TRUE(finish(
      support::finish_of(refused, job::OutcomeKind::kRejectedPermanent, job::Event::kGivenUp, at(9, 46))));
  const auto lately = queue().lately(support::hazel_road(), at(0), at(9, 30)).value();
  ASSERT_EQ(lately.by_account.size(), 1u);
  EXPECT_EQ(lately.by_account.at(reached.account), (ports::Sent{2, 4}))
      << "the one that was refused is not counted";
  ASSERT_EQ(lately.reached.size(), 1u) << "within the hour";
  EXPECT_EQ(lately.reached[0].to, reached.message.to);
  EXPECT_EQ(lately.reached[0].at, at(9, 45));
  EXPECT_EQ(queue()
                .lately(support::hazel_road(), at(8, 21), at(9, 30))
                .value()
                .by_account.at(reached.account)
                .messages,
            1);
  EXPECT_TRUE(queue().lately(support::other_school(), at(0), at(9, 30)).value().by_account.empty());
}

}  // namespace
}  // namespace firstday::contract
