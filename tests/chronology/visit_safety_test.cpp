#include "chronology/visit_safety.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/builders.h"

namespace firstday::chronology {
namespace {

using std::chrono::hours;
using support::at;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Event fact(long long seq, const std::string& about, base::Instant when,
           const std::vector<std::pair<std::string, std::string>>& more = {},
           const std::string& of_case = "P1/c") {
  Event e;
  e.seq = seq;
  e.at = when;
  e.type = Type::kFact;
  e.school = support::hazel_road();
  e.case_id = job::CaseId(of_case);
  e.details = {{"about", base::Personal(about)}};
  for (const auto& [name, value] : more) e.details.push_back({name, base::Personal(value)});
  return e;
}

std::vector<Event> a_visit() {
  return {fact(1, "visit_left", at(11, 30),
               {{"value", "12:15"}, {"staff", "J. Head"}, {"mobile", "1"}, {"car", "2"}}),
          fact(2, "visit_check_in_due", at(11, 30), {{"value", "11:45"}}),
          fact(3, "destination", at(11, 40), {{"value", "Leeds"}})};
}

TEST(VisitSafety, GoesSoLongAfterTheStaffAreBack) {
  auto events = a_visit();
  events.push_back(fact(4, "visit_returned", at(12, 10)));
  EXPECT_THAT(safety_data_to_destroy(events, at(13, 9), hours{1}), IsEmpty());
  const auto gone = safety_data_to_destroy(events, at(13, 10), hours{1});
  ASSERT_THAT(gone, SizeIs(2));
  EXPECT_EQ(gone[0].seq, 1);
  EXPECT_THAT(gone[0].names, ElementsAre("value", "mobile", "car"));
  EXPECT_THAT(gone[1].names, ElementsAre("value"));
}

TEST(VisitSafety, StaysWhileStaffAreOutAndGoesAfterTheDayAtTheLatest) {
  EXPECT_THAT(safety_data_to_destroy(a_visit(), at(23, 59), hours{1}), IsEmpty());
  EXPECT_THAT(safety_data_to_destroy(a_visit(), at(0, 59) + hours{24}, hours{1}), IsEmpty());
  EXPECT_THAT(safety_data_to_destroy(a_visit(), at(1) + hours{24}, hours{1}), SizeIs(2));
}

TEST(VisitSafety, AnotherCasesStaffAndASecondVisitAreNotBackYet) {
  auto events = a_visit();
  events.push_back(fact(4, "visit_returned", at(12, 10), {}, "P2/c"));
  EXPECT_THAT(safety_data_to_destroy(events, at(14), hours{1}), IsEmpty());
  events.push_back(fact(5, "visit_returned", at(12, 20)));
  events.push_back(fact(6, "visit_left", at(13), {{"mobile", "3"}}));
  const auto gone = safety_data_to_destroy(events, at(14), hours{1});
  EXPECT_THAT(gone, SizeIs(2));
}

}  // namespace
}  // namespace firstday::chronology
