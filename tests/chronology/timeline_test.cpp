#include "chronology/timeline.h"

#include <gtest/gtest.h>

namespace firstday::chronology {
namespace {

roll::Roll roll_with_alex() {
  roll::Roll roll;
  roll::Pupil p;
  p.ref = roll::PupilRef("P1");
  roll.pupils = {p};
  roll::Contact c;
  c.pupil = p.ref;
  c.ref = roll::ContactRef("C1");
  c.forename = base::Personal("Alex");
  c.surname = base::Personal("Marsh");
  c.relationship = "mother";
  roll.contacts = {c};
  return roll;
}

Event event(Type type, std::vector<std::pair<const char*, const char*>> details) {
  Event e;
  e.type = type;
  e.pupil = roll::PupilRef("P1");
  e.job = job::JobId("j1");
  for (const auto& [name, value] : details) e.details.push_back({name, base::Personal(value)});
  return e;
}

TimelineRow only_row(const std::vector<Event>& events) {
  const auto rows = timeline(events, roll_with_alex());
  return rows.back();
}

TEST(Timeline, ASendNamesRecipientNumberProviderAndKind) {
  Event planned = event(Type::kJobPlanned, {{"kind", "text"}, {"about", "absence"}});
  Event started =
      event(Type::kAttemptStarted, {{"to", "+447700900301"}, {"provider", "sandbox"}, {"parts", "1"}});
  started.contact = roll::ContactRef("C1");
  const TimelineRow row = only_row({planned, started});
  EXPECT_EQ(row.action, "Text attempt begun");
  EXPECT_EQ(row.recipient.reveal(), "Alex Marsh (mother)");
  EXPECT_EQ(row.address.reveal(), "+447700900301");
  EXPECT_EQ(row.result, "through sandbox; parts 1");
}

TEST(Timeline, AContactWhoHasLeftIsNamedByReference) {
  Event e = event(Type::kCall, {{"outcome", "no_answer"}});
  e.contact = roll::ContactRef("C9");
  EXPECT_EQ(only_row({e}).recipient.reveal(), "contact C9 (no longer on the roll)");
  EXPECT_EQ(only_row({e}).result, "no answer");
}

TEST(Timeline, AMarkChangeHasNoAddress) {
  const TimelineRow row = only_row(
      {event(Type::kMarkChanged, {{"date", "2027-01-12"}, {"session", "am"}, {"from", "N"}, {"to", "I"}})});
  EXPECT_EQ(row.result, "2027-01-12; am; from N; to I");
  EXPECT_TRUE(row.address.empty());
}

TEST(Timeline, NoEventIsLeftOutAndEachTypeHasItsWords) {
  std::vector<Event> events;
  for (int i = 0; i <= static_cast<int>(kLastType); ++i)
    events.push_back(event(static_cast<Type>(i), {{"kind", "call"}}));
  const auto rows = timeline(events, roll_with_alex());
  ASSERT_EQ(rows.size(), events.size());
  for (size_t i = 0; i < rows.size(); ++i) EXPECT_FALSE(rows[i].action.empty()) << word(events[i].type);
}

}  // namespace
}  // namespace firstday::chronology
