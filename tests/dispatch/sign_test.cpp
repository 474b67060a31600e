#include "dispatch/sign.h"

#include <gtest/gtest.h>

namespace firstday::dispatch {
namespace {

using job::OutcomeKind;
using std::chrono::seconds;

Sign sign(OutcomeKind kind, int http_status = 0, base::Duration took = seconds(1)) {
  job::Outcome outcome;
  outcome.kind = kind;
  outcome.http_status = http_status;
  return sign_of(outcome, took, seconds(10));
}

TEST(Sign, AnAnswerAboutTheMessageSaysThatTheAccountIsFine) {
  EXPECT_EQ(sign(OutcomeKind::kAccepted, 200), Sign::kFine);
  EXPECT_EQ(sign(OutcomeKind::kRejectedPermanent, 400), Sign::kFine);
}

TEST(Sign, AnAnswerAfterItsTimeIsLate) {
  EXPECT_EQ(sign(OutcomeKind::kAccepted, 200, seconds(10)), Sign::kLate);
  EXPECT_EQ(sign(OutcomeKind::kAccepted, 200, seconds(10) - base::Duration(1)), Sign::kFine);
}

TEST(Sign, DeadIsWhatNothingLeftForAndUnsureWhatMayHaveLeft) {
  EXPECT_EQ(sign(OutcomeKind::kNotSent), Sign::kDead);
  EXPECT_EQ(sign(OutcomeKind::kUnknown), Sign::kUnsure);
}

TEST(Sign, ALimitIsNotAProviderOutOfOrder) {
  EXPECT_EQ(sign(OutcomeKind::kRejectedTemporary, 429), Sign::kBusy);
  EXPECT_EQ(sign(OutcomeKind::kRejectedTemporary), Sign::kBusy);
  EXPECT_EQ(sign(OutcomeKind::kRejectedTemporary, 503), Sign::kBroken);
  EXPECT_EQ(sign(OutcomeKind::kMisconfigured, 401), Sign::kWrong);
}

TEST(Sign, OnlyWhatFailedOpensABreakerAndLateAnswersOnlyMakeTheWindowSmaller) {
  for (const Sign s : {Sign::kBroken, Sign::kDead, Sign::kUnsure}) {
    EXPECT_TRUE(is_failure(s));
    EXPECT_TRUE(asks_for_less(s));
  }
  for (const Sign s : {Sign::kLate, Sign::kBusy}) {
    EXPECT_FALSE(is_failure(s));
    EXPECT_TRUE(asks_for_less(s));
  }
  EXPECT_FALSE(is_failure(Sign::kFine));
  EXPECT_FALSE(asks_for_less(Sign::kFine));
}

}  // namespace
}  // namespace firstday::dispatch
