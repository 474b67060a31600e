#include "workflow/purge.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/chronicle.h"
#include "workflow/delivery_log.h"
#include "workflow/record_block.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"
#include "workflow/visits.h"

namespace firstday::workflow {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kSecrets[] = {"900999", "AB12", "12:15", "11:45"};

/// Two staff are out for P1 from 11:00.
class VisitSheet : public ::testing::Test {
 protected:
  VisitSheet() {
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    t.clock.set(support::at(11));
    StaffOutRecord left{
        "P1", StaffOutRecord::What::kLeft, {"J. Head", "P. Staff"}, time(12, 15), time(11, 45)};
    left.mobile = base::Personal("07700 900999");
    left.car = base::Personal("blue, AB12 CDE");
    EXPECT_TRUE(record_staff_out(t.house(), {}, left).ok());
  }

  static base::TimeOfDay time(int hour, int minute) { return base::TimeOfDay{hour * 60 + minute}; }
  void back(int hour, int minute) {
    t.clock.set(support::at(hour, minute));
    ASSERT_TRUE(record_staff_out(t.house(), {}, {"P1", StaffOutRecord::What::kReturned, {}, {}, {}}).ok());
  }
  void tick_at(base::Instant when) {
    t.clock.set(when);
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  }
  /// Details of the facts about staff who are out.
  std::string kept() {
    std::string out;
    for (const chronology::Event& e : t.journal.all())
      if (e.type == chronology::Type::kFact)
        for (const chronology::Detail& d : e.details) out += d.name + "=" + d.value.reveal() + "\n";
    return out;
  }
  bool is_whole() { return t.journal.verify(t.school().school.urn).value().broken_at == 0; }

  TestHouse t;
};

TEST_F(VisitSheet, ItIsThereWhileTheyAreOutAndGoneWithATickAnHourAfter) {
  tick_at(support::at(11, 30));
  for (const char* secret : kSecrets) EXPECT_THAT(kept(), HasSubstr(secret));
  back(12, 5);
  tick_at(support::at(13, 4));
  EXPECT_THAT(kept(), HasSubstr("900999"));
  tick_at(support::at(13, 5));
  for (const char* secret : kSecrets) EXPECT_THAT(kept(), Not(HasSubstr(secret)));
  EXPECT_THAT(kept(), HasSubstr("staff=J. Head, P. Staff"));
  EXPECT_TRUE(is_whole());
  EXPECT_EQ(t.journal.count(chronology::Type::kDetailsDestroyed), 2);
  tick_at(support::at(14));
  EXPECT_EQ(t.journal.count(chronology::Type::kDetailsDestroyed), 2) << "once";
}

TEST_F(VisitSheet, TheTickOfADayWithoutSchoolDestroysToo) {
  tick_at(support::at(9) + std::chrono::hours{24 * 4});  // Saturday; nobody recorded that they were back
  EXPECT_THAT(kept(), Not(HasSubstr("900999")));
  EXPECT_TRUE(is_whole());
}

TEST_F(VisitSheet, APersonMayDestroyItAndNothingIsLeftToSayTwice) {
  back(12, 5);
  t.clock.set(support::at(15));
  EXPECT_EQ(purge(t.house(), {}).value().at(0).events, 2);
  EXPECT_EQ(purge(t.house(), {}).value().at(0).events, 0);
}

TEST_F(VisitSheet, StaffWhoAreBackRaiseNoAlarmAfterwards) {
  back(12, 5);
  tick_at(support::at(13, 5));
  ports::JobFilter filter;
  filter.kind = job::Kind::kNotify;
  filter.states = {job::State::kWithStaff};
  for (const ports::JobRow& row : t.queue.jobs(filter).value()) EXPECT_NE(row.job.about, "staff_overdue");
}

TEST_F(VisitSheet, NoRecordForOthersEverHasIt) {
  ASSERT_TRUE(record_staff_out(t.house(), {}, {"P1", StaffOutRecord::What::kCodeWord, {}, {}, {}}).ok());
  std::string all;
  for (const char* system : {"sims", "cpoms", "integris"}) {
    const auto block = record_block(t.house(), {}, "P1", support::school_day(), system);
    all += paste_of(block.value()) + csv_of(block.value());
  }
  for (const auto purpose : {chronology::Purpose::kAuthority, chronology::Purpose::kSocialCare})
    for (const auto& row : chronicle_for(t.house(), {}, "P1", {purpose, {}}).value().rows) all += row.result;
  for (const auto& row : chronicle(t.house(), {}, "P1").value().rows) {
    EXPECT_THAT(row.result, Not(HasSubstr("900999")));
    EXPECT_THAT(row.result, Not(HasSubstr("AB12")));
  }
  for (const char* secret : kSecrets) EXPECT_THAT(all, Not(HasSubstr(secret)));
}

}  // namespace
}  // namespace firstday::workflow
