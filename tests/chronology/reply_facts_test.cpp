// What providers and families say later, as the next plan sees it.
#include <gtest/gtest.h>

#include "chronology/facts.h"

namespace firstday::chronology {
namespace {

const job::CaseId kCase("P1/2027-01-12");

base::Instant at(int hour, int minute) {
  return base::from_london(base::make_date(2027, 1, 12),
                           std::chrono::hours{hour} + std::chrono::minutes{minute});
}

Event event(Type type, base::Instant when, std::vector<Detail> details) {
  Event e;
  e.type = type;
  e.at = when;
  e.case_id = kCase;
  e.pupil = roll::PupilRef("P1");
  e.contact = roll::ContactRef("C1");
  e.job = job::JobId("J1");
  e.details = std::move(details);
  return e;
}

Detail d(const char* name, const char* value) {
  return {name, base::Personal(value)};
}

std::vector<Event> sent_into_the_unknown() {
  return {event(Type::kCaseOpened, at(9, 35), {d("first_date", "2027-01-12")}),
          event(Type::kJobPlanned, at(9, 35),
                {d("key", "k"), d("kind", "text"), d("day", "2027-01-12"), d("state", "queued")}),
          event(Type::kAttemptFinished, at(9, 46), {d("state", "unknown")})};
}

TEST(LeftBehind, AnUnknownThatNobodySettledStaysSoWhateverIsProvenLater) {
  std::vector<Event> events = sent_into_the_unknown();
  EXPECT_FALSE(facts_of(events).cases[0].jobs[0].left_behind);
  events.push_back(event(Type::kUnknownOverdue, at(9, 56), {d("state", "unknown")}));
  EXPECT_TRUE(facts_of(events).cases[0].jobs[0].left_behind);
  events.push_back(event(Type::kReceipt, at(10, 30), {d("status", "delivered"), d("state", "delivered")}));
  const Facts facts = facts_of(events);
  EXPECT_TRUE(facts.cases[0].jobs[0].left_behind);
  EXPECT_EQ(facts.cases[0].jobs[0].state, job::State::kDelivered);
}

TEST(ReceiptFacts, AStatusThatMovedNothingLeavesTheJobAsItIs) {
  std::vector<Event> events = sent_into_the_unknown();
  events.push_back(event(Type::kReceipt, at(10, 30), {d("status", "with_carrier")}));
  EXPECT_EQ(facts_of(events).cases[0].jobs[0].state, job::State::kUnknown);
  EXPECT_EQ(facts_of(events).cases[0].jobs[0].at, at(9, 46));
}

TEST(ReplyFacts, TellWhatCameByItselfFromWhatStaffWroteDown) {
  std::vector<Event> events = sent_into_the_unknown();
  events.push_back(event(Type::kReply, at(10, 0), {d("text", "ill"), d("channel", "text")}));
  events.push_back(event(Type::kReply, at(10, 1), {d("text", "ill"), d("account", "gate")}));
  events.push_back(
      event(Type::kReply, at(10, 2), {d("text", "STOP"), d("account", "gate"), d("stop", "yes")}));
  const auto replies = facts_of(events).cases[0].replies;
  ASSERT_EQ(replies.size(), 3u);
  EXPECT_FALSE(replies[0].by_provider);
  EXPECT_TRUE(replies[1].by_provider);
  EXPECT_FALSE(replies[1].stop);
  EXPECT_TRUE(replies[2].stop);
}

}  // namespace
}  // namespace firstday::chronology
