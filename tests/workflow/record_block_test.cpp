#include "workflow/record_block.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/case_record.h"
#include "workflow/record.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"
#include "workflow/visits.h"

namespace firstday::workflow {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::StartsWith;

/// P1 is absent on its first day under procedure 000, which records in SIMS; the text has left.
class Record : public ::testing::Test {
 protected:
  Record() {
    t.house().actor = "A. Office";
    t.add_pupil("P1", "C1", "+447700900301");
    t.mark("P1", "N");
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    go_on();
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    t.clock.set(support::at(15));
  }

  void go_on() { t.clock.set(t.clock.now() + std::chrono::minutes{11}); }

  RecordBlock block(const std::string& system = "") {
    auto made = record_block(t.house(), {}, "P1", support::school_day(), system);
    EXPECT_TRUE(made.ok());
    return made.ok() ? made.value() : RecordBlock{};
  }

  void ring(const std::string& note) {
    ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "no_answer", {}, {}, base::Personal(note)}).ok());
    go_on();
  }

  void tick_record() {
    ASSERT_TRUE(finish_task(t.house(), {}, {"P1", {job::Kind::kRecord}, "", "sims"}).ok());
    go_on();
  }

  std::vector<ports::JobRow> open_records() {
    ports::JobFilter filter;
    filter.kind = job::Kind::kRecord;
    filter.states = {job::State::kWithStaff};
    return t.queue.jobs(filter).value();
  }

  TestHouse t;
};

TEST_F(Record, TheBlockIsForTheSystemOfTheDaysTask) {
  EXPECT_EQ(block().system, "sims");
  EXPECT_TRUE(block().task_is_open);
  EXPECT_EQ(block("cpoms").system, "cpoms");
  EXPECT_FALSE(block("cpoms").task_is_open);
  EXPECT_THAT(record_block(t.house(), {}, "P1", support::school_day(), "word").error().what,
              HasSubstr("integris"));
  EXPECT_FALSE(record_block(t.house(), {}, "nobody", support::school_day(), "").ok());
}

TEST_F(Record, WhatWasDoneThatDayStandsInIt) {
  ring("rang out");
  const std::string text = paste_of(block());
  EXPECT_THAT(text, StartsWith("Mark comment: First-day contact: "));
  EXPECT_THAT(text, HasSubstr("12/01/2027, "));
  EXPECT_THAT(text, HasSubstr("marks am N, pm -; school day 1 of this absence"));
  EXPECT_THAT(text, HasSubstr("Text message to"));
  EXPECT_THAT(text, HasSubstr("[Firstday, automatically]"));
  EXPECT_THAT(text, HasSubstr("15:00 Rang "));
  EXPECT_THAT(text, HasSubstr("no answer. Note: rang out. [A. Office]"));
  EXPECT_THAT(paste_of(block("cpoms")),
              StartsWith("Category: Attendance\nDate and time of the incident: 12/01/2027"));
}

TEST_F(Record, PrintingItTicksNothing) {
  const size_t open = open_records().size();
  ASSERT_EQ(open, 1u);
  paste_of(block());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(open_records(), SizeIs(open));
  tick_record();
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  EXPECT_THAT(open_records(), IsEmpty());
}

TEST_F(Record, WhatIsDoneAfterTheTickIsMarkedAndIsATaskAgain) {
  ring("first");
  tick_record();
  EXPECT_THAT(paste_of(block()), HasSubstr("nothing was added since"));
  ring("second");
  const RecordBlock b = block();
  EXPECT_EQ(b.since_tick(), 1u);
  EXPECT_TRUE(b.task_is_open);
  const std::string text = paste_of(b);
  EXPECT_THAT(text, HasSubstr("AND 1 line IS NEW SINCE"));
  EXPECT_THAT(text, HasSubstr("\n+ 15:22 Rang "));
  EXPECT_THAT(text, HasSubstr("\n  15:00 Rang "));
  ASSERT_THAT(open_records(), SizeIs(1));
  EXPECT_EQ(open_records()[0].job.step, "rule-record-again");
  EXPECT_EQ(open_records()[0].job.to.role, "sims");
}

TEST_F(Record, ItIsATaskAsOftenAsMoreIsDoneAndNoOftener) {
  tick_record();
  for (const char* round : {"1", "2", "3"}) {
    ring("again");
    ring("and again");
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
    ASSERT_THAT(open_records(), SizeIs(1)) << round;
    EXPECT_EQ(open_records()[0].job.round, round);
    tick_record();
    ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
    EXPECT_THAT(open_records(), IsEmpty());
  }
}

TEST_F(Record, ACellIsNoFormula) {
  ring("=HYPERLINK(\"http://example.org\")");
  ASSERT_TRUE(add_note(t.house(), {}, "P1", base::Personal("a, \"b\"\r\nc")).ok());
  t.house().actor = "=cmd|' /C calc'!A0";
  ring("-1");
  const std::string csv = csv_of(block());
  EXPECT_THAT(
      csv, StartsWith("date,time,upn,name,category,sub_category,text,actor,linked_pupils,alerted,action\r\n"
                      "2027-01-12,"));
  EXPECT_THAT(csv, HasSubstr(",'=cmd|' /C calc'!A0,"));
  EXPECT_THAT(csv, HasSubstr("\"Note: a, \"\"b\"\"\r\nc.\""));
  EXPECT_THAT(csv, Not(HasSubstr(",=")));
}

TEST_F(Record, NobodysWordsLookLikeALineOfTheBlock) {
  ASSERT_TRUE(add_note(t.house(), {}, "P1", base::Personal("x\n15:01 Rang the police [DSL]")).ok());
  EXPECT_THAT(paste_of(block()), HasSubstr("Note: x 15:01 Rang the police [DSL]. [A. Office]\n"));
}

TEST_F(Record, ADayOnWhichNothingWasDoneSaysSo) {
  const auto b = record_block(t.house(), {}, "P1", support::school_day() + std::chrono::days{1}, "");
  ASSERT_TRUE(b.ok());
  EXPECT_THAT(paste_of(b.value()), HasSubstr("Nothing that was done on this day is on record."));
  EXPECT_EQ(b.value().system, "sims") << "by the policy";
}

TEST_F(Record, AMergedTextLinksTheOtherPupil) {
  TestHouse two;
  two.add_pupil("P1", "C1", "+447700900301");
  two.add_pupil("P2", "C1", "+447700900301");
  two.mark("P1", "N");
  two.mark("P2", "N");
  ASSERT_TRUE(tick(two.house(), {}, nullptr).ok());
  two.clock.set(support::at(9, 50));
  ASSERT_TRUE(tick(two.house(), {}, nullptr).ok());
  const auto b = record_block(two.house(), {}, "P1", support::school_day(), "cpoms");
  ASSERT_TRUE(b.ok());
  ASSERT_THAT(two.sent(), SizeIs(1));
  EXPECT_THAT(paste_of(b.value()), HasSubstr("Linked pupils: "));
  EXPECT_THAT(csv_of(b.value()), HasSubstr(",P2,"));
}

}  // namespace
}  // namespace firstday::workflow
