// What a service has counted, as Prometheus reads it.
#include "web/service_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/builders.h"
#include "web/exposition_reader.h"

namespace firstday::web {
namespace {

using support::at;
using workflow::AccountKey;
using workflow::NotReady;

const roll::Urn kSchool("900001");
const AccountKey kTexts{kSchool, "texts"};

ReadExposition read(const workflow::ServiceNumbers& numbers, base::Instant now = at(10)) {
  ReadExposition out = read_exposition(exposition(metrics_of(numbers, now, {"1.2.3", 4})));
  EXPECT_EQ(out.wrong, "");
  return out;
}

TEST(ServiceMetrics, AServiceThatHasJustBegunHasValidMetrics) {
  const auto metrics = read({});
  EXPECT_EQ(metrics.value("firstday_build_info", {{"version", "1.2.3"}}), 1);
  EXPECT_EQ(metrics.value("firstday_connections_refused_total"), 4);
  EXPECT_EQ(metrics.value("firstday_commit_duration_seconds_count"), 0);
  EXPECT_EQ(metrics.types.count("firstday_last_round_timestamp_seconds"), 0u);
}

TEST(ServiceMetrics, EveryReasonNotToBeReadyIsThereEachTime) {
  workflow::ServiceNumbers n;
  n.not_ready[NotReady::kHold] = "A backup was restored.";
  const auto metrics = read(n);
  EXPECT_EQ(metrics.value("firstday_not_ready", {{"reason", "hold"}}), 1);
  for (const char* reason : {"store", "room", "right", "ending"})
    EXPECT_EQ(metrics.value("firstday_not_ready", {{"reason", reason}}), 0) << reason;
}

TEST(ServiceMetrics, AttemptsAndPostsAreCountedByAccountAndWhatBecameOfThem) {
  workflow::ServiceNumbers n;
  n.attempts[{kTexts, job::OutcomeKind::kUnknown}] = 3;
  n.in_flight[kTexts] = 2;
  n.posts[{kTexts, "kept"}] = 5;
  const auto metrics = read(n);
  EXPECT_EQ(metrics.value("firstday_attempts_total",
                          {{"school", "900001"}, {"account", "texts"}, {"outcome", "unknown"}}),
            3);
  EXPECT_EQ(metrics.value("firstday_attempts_in_flight", {{"school", "900001"}, {"account", "texts"}}), 2);
  EXPECT_EQ(
      metrics.value("firstday_posts_total", {{"school", "900001"}, {"account", "texts"}, {"result", "kept"}}),
      5);
}

TEST(ServiceMetrics, AMessageThatIsDueLaterIsNotOld) {
  workflow::ServiceNumbers n;
  n.schools[kSchool].next_due = at(9, 59);
  EXPECT_EQ(read(n).value("firstday_oldest_due_message_age_seconds", {{"school", "900001"}}), 60);
  n.schools[kSchool].next_due = at(10, 1);
  EXPECT_EQ(read(n).value("firstday_oldest_due_message_age_seconds", {{"school", "900001"}}), 0);
  n.schools[kSchool].next_due.reset();
  EXPECT_EQ(read(n).value("firstday_oldest_due_message_age_seconds", {{"school", "900001"}}), 0);
}

TEST(ServiceMetrics, JobsHaveTheirKindAndState_AndAnAccountThatIsStoppedShows) {
  workflow::ServiceNumbers n;
  n.jobs = {{kSchool, job::Kind::kText, job::State::kQueued, 7}};
  n.schools[kSchool].stopped_accounts["texts"] = "wrong key";
  n.schools[kSchool].accounts = {{"texts", 3, 2}};
  n.schools[kSchool].held = 9;
  n.schools[kSchool].round_failed = true;
  const auto metrics = read(n);
  EXPECT_EQ(
      metrics.value("firstday_jobs_today", {{"school", "900001"}, {"kind", "text"}, {"state", "queued"}}), 7);
  EXPECT_EQ(metrics.value("firstday_account_stopped", {{"school", "900001"}, {"account", "texts"}}), 1);
  EXPECT_EQ(metrics.value("firstday_account_places", {{"school", "900001"}, {"account", "texts"}}), 3);
  EXPECT_EQ(metrics.value("firstday_account_failures", {{"school", "900001"}, {"account", "texts"}}), 2);
  EXPECT_EQ(metrics.value("firstday_held_messages", {{"school", "900001"}}), 9);
  EXPECT_EQ(metrics.value("firstday_school_turn_failed", {{"school", "900001"}}), 1);
}

TEST(ServiceMetrics, CommitsAreAHistogramOfSeconds) {
  workflow::ServiceBook book;
  book.count_commit(std::chrono::milliseconds(3));
  book.count_commit(std::chrono::seconds(20));
  book.count_failed_commit();
  const auto metrics = read(book.numbers());
  EXPECT_EQ(metrics.value("firstday_commit_duration_seconds_bucket", {{"le", "0.002"}}), 0);
  EXPECT_EQ(metrics.value("firstday_commit_duration_seconds_bucket", {{"le", "0.005"}}), 1);
  EXPECT_EQ(metrics.value("firstday_commit_duration_seconds_bucket", {{"le", "+Inf"}}), 2);
  EXPECT_NEAR(metrics.value("firstday_commit_duration_seconds_sum"), 20.003, 1e-9);
  EXPECT_EQ(metrics.value("firstday_commit_failures_total"), 1);
}

TEST(ServiceMetrics, WhenTheLoopCameRoundIsInSecondsSince1970) {
  workflow::ServiceNumbers n;
  n.last_round = base::instant_of_micros(1'500'000);
  EXPECT_EQ(read(n).value("firstday_last_round_timestamp_seconds"), 1.5);
}

}  // namespace
}  // namespace firstday::web
