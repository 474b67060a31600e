#include "contract/contract.h"

namespace firstday::contract {
namespace {

using job::State;
using support::at;
using support::text_job;

/// JobQueue::jobs with each of its filters, over four jobs of two schools and two days.
class DeliveryLogContract : public Contract {
 protected:
  void SetUp() override {
    job::Job tomorrow = text_job({"P1"}, "C1");
    tomorrow.day = base::make_date(2027, 1, 13);
    tomorrow.not_before = base::from_london(tomorrow.day, std::chrono::hours(9));
    tomorrow.not_after.reset();
    enqueue({text_job({"P1", "P2"}, "C1"), support::staff_job("P2", "dsl", job::Kind::kDecide),
             support::with_keys(tomorrow)});
    job::Batch other = support::batch({text_job({"P1"}, "C1")});
    other.school = support::other_school();
    enqueue(other);
    const std::vector<ports::Leased> leased = lease(at(9, 45), 1, support::hazel_road());
    start(support::start_of(leased.at(0), at(9, 45), "kannel"));
  }
  std::size_t found(const ports::JobFilter& filter) { return rows(filter).size(); }
};
FIRSTDAY_ON_EVERY_STORE(DeliveryLogContract);

TEST_P(DeliveryLogContract, AnEmptyFilterGivesAllInOrderOfSchoolDayAndTime) {
  const std::vector<ports::JobRow> all = rows();
  ASSERT_EQ(all.size(), 4u);
  EXPECT_EQ(all[0].job.day, support::school_day());
  EXPECT_EQ(all[2].job.day, base::make_date(2027, 1, 13));
  EXPECT_EQ(all[3].job.school, support::other_school());
}

TEST_P(DeliveryLogContract, RestrictsToSchoolAndDays) {
  ports::JobFilter f;
  f.school = support::hazel_road();
  EXPECT_EQ(found(f), 3u);
  f.day_to = support::school_day();
  EXPECT_EQ(found(f), 2u);
  f.day_from = base::make_date(2027, 1, 13);
  EXPECT_EQ(found(f), 0u);
  f.day_to.reset();
  EXPECT_EQ(found(f), 1u);
}

TEST_P(DeliveryLogContract, RestrictsToPupilAndContact) {
  ports::JobFilter f;
  f.pupil = roll::PupilRef("P2");
  EXPECT_EQ(found(f), 2u);
  f.contact = roll::ContactRef("C1");
  EXPECT_EQ(found(f), 1u);
  EXPECT_EQ(rows(f)[0].job.subjects.size(), 2u) << "all its subjects, not only the one asked for";
  f.pupil = roll::PupilRef("P9");
  EXPECT_EQ(found(f), 0u);
}

TEST_P(DeliveryLogContract, RestrictsToKindStateAndProvider) {
  ports::JobFilter kind;
  kind.kind = job::Kind::kDecide;
  EXPECT_EQ(found(kind), 1u);
  ports::JobFilter states;
  states.states = {State::kInFlight, State::kWithStaff};
  EXPECT_EQ(found(states), 2u);
  ports::JobFilter provider;
  provider.provider = "kannel";
  EXPECT_EQ(found(provider), 1u);
  EXPECT_EQ(rows(provider)[0].provider, "kannel");
  provider.provider = "sandbox";
  EXPECT_EQ(found(provider), 0u);
}

TEST_P(DeliveryLogContract, ShowsTheLastOfSeveralAttempts) {
  ports::JobFilter f;
  f.provider = "kannel";
  const job::JobId id = rows(f).at(0).job.id;
  ports::JobRow row = rows(f)[0];
  EXPECT_EQ(row.attempts, 1);
  EXPECT_EQ(row.evidence, "");
  EXPECT_EQ(queue().recover(at(10)).value().unknown, 1);
  row = rows(f).at(0);
  EXPECT_EQ(row.job.id, id);
  EXPECT_EQ(row.state, State::kUnknown);
  EXPECT_NE(row.evidence, "");
}

TEST_P(DeliveryLogContract, AJobThatWasNeverSentHasNothingOfASend) {
  ports::JobFilter f;
  f.kind = job::Kind::kDecide;
  const ports::JobRow row = rows(f).at(0);
  EXPECT_EQ(row.attempts, 0);
  EXPECT_EQ(row.provider, "");
  EXPECT_EQ(row.sent_at, std::nullopt);
  EXPECT_TRUE(row.to.empty());
  EXPECT_TRUE(row.body.empty());
}

}  // namespace
}  // namespace firstday::contract
