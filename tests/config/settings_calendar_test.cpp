// The calendar of a school's file: what is refused, and where.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/config_folder.h"

namespace firstday::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kTerm = "  terms: [{from: 2027-01-05, to: 2027-03-25}]\n";

std::vector<std::string> problems(const std::string& calendar) {
  return problems_of_school(least_school(calendar));
}

TEST(CalendarSettings, TermsMayNotOverlap) {
  const auto two = [](const char* from, const char* to) {
    return problems("  terms:\n    - {from: 2027-01-05, to: 2027-03-25}\n    - {from: " + std::string(from) +
                    ", to: " + to + "}\n");
  };
  EXPECT_THAT(two("2027-03-26", "2027-07-21"), IsEmpty());
  EXPECT_THAT(two("2026-09-02", "2027-01-04"), IsEmpty());
  EXPECT_THAT(two("2027-03-25", "2027-07-21"),
              ElementsAre(HasSubstr("8:7 (terms): error: This term overlaps the one of line 7.")));
  EXPECT_THAT(two("2026-09-02", "2027-01-05"), ElementsAre(HasSubstr("overlaps")));
  EXPECT_THAT(two("2027-02-01", "2027-02-26"), ElementsAre(HasSubstr("overlaps")));
}

TEST(CalendarSettings, ATermNeedsBothItsDates) {
  EXPECT_THAT(problems("  terms: [{from: 2027-01-05}]\n"), ElementsAre(HasSubstr("(to): error")));
  EXPECT_THAT(problems("  terms: [{from: 2027-01-05, to: 25/03/2027}]\n"),
              ElementsAre(HasSubstr("'25/03/2027' is not a date.")));
  EXPECT_THAT(problems("  terms: [{from: 2027-02-29, to: 2027-03-25}]\n"),
              ElementsAre(HasSubstr("'2027-02-29'")));
  EXPECT_THAT(problems("  terms: [2027-01-05]\n"), ElementsAre(HasSubstr("Here must stand keys")));
  EXPECT_THAT(problems("  terms: [{from: 2027-01-05, till: 2027-03-25, to: 2027-03-25}]\n"),
              ElementsAre(HasSubstr("(till): error: Nobody knows this key. Known here: from, to.")));
}

TEST(CalendarSettings, ACalendarWithoutTermsIsRefused) {
  EXPECT_THAT(problems("  inset: []\n"), ElementsAre(HasSubstr("Without terms no day is a school day.")));
}

TEST(CalendarSettings, ATermOfClosedDaysOnlyIsRefused) {
  EXPECT_THAT(problems("  terms: [{from: 2027-01-09, to: 2027-01-10}]\n"),
              ElementsAre(HasSubstr("has no school day")));
  EXPECT_THAT(problems(kTerm + "  closures: [{from: 2027-01-01, to: 2027-12-31}]\n"),
              ElementsAre(HasSubstr("has no school day")));
}

TEST(CalendarSettings, ClosedDaysAreDatesOrRanges) {
  EXPECT_THAT(problems(kTerm + "  closures: 2027-01-20\n"), IsEmpty());
  EXPECT_THAT(problems(kTerm + "  bank_holidays: [2027-13-01]\n"),
              ElementsAre(HasSubstr("(bank_holidays): error")));
  EXPECT_THAT(problems(kTerm + "  closures: [{from: 2027-01-21, to: 2027-01-20}]\n"),
              ElementsAre(HasSubstr("(closures): error: This ends before it starts.")));
}

TEST(CalendarSettings, AClosureMayBeOfSomeYearsOrForms) {
  const auto closed = [](const char* closure) { return problems(kTerm + "  closures: [" + closure + "]\n"); };
  EXPECT_THAT(closed("{date: 2027-01-20, forms: [2P]}"), IsEmpty());
  EXPECT_THAT(closed("{from: 2027-01-20, to: 2027-01-21, years: [Y5, Y6]}"), IsEmpty());
  EXPECT_THAT(closed("{date: 2027-01-20, form: 2P}"), ElementsAre(HasSubstr("form")));
  EXPECT_THAT(closed("{date: 2027-13-20, forms: [2P]}"), ElementsAre(HasSubstr("is not a date")));
}

TEST(CalendarSettings, AClosureHasADateOrARange) {
  const auto closed = [](const char* closure) { return problems(kTerm + "  closures: [" + closure + "]\n"); };
  EXPECT_THAT(closed("{date: 2027-01-20, from: 2027-01-20, to: 2027-01-21}"),
              ElementsAre(HasSubstr("(from): error: This closure has a date and 'from'."),
                          HasSubstr("(to): error: This closure has a date and 'to'.")));
  EXPECT_THAT(closed("{years: [Y5]}"), ElementsAre(HasSubstr("(from): error"), HasSubstr("(to): error")));
}

TEST(CalendarSettings, AnEmptyListOfYearsOrFormsIsRefused) {
  const auto closed = [](const char* closure) { return problems(kTerm + "  closures: [" + closure + "]\n"); };
  EXPECT_THAT(closed("{date: 2027-01-20, years: []}"),
              ElementsAre(HasSubstr("7:40 (years): error: This list is empty, so the closure is nobody's.")));
  EXPECT_THAT(closed("{date: 2027-01-20, forms: }"),
              ElementsAre(HasSubstr("(forms): error: This list is empty")));
  EXPECT_THAT(closed("{date: 2027-01-20, forms: ['']}"),
              ElementsAre(HasSubstr("(forms): error: Here must stand")));
  EXPECT_THAT(closed("{date: 2027-01-20, forms: [[2P]]}"),
              ElementsAre(HasSubstr("(forms): error: Here must stand")));
  EXPECT_THAT(closed("{date: 2027-01-20, years: {a: b}}"),
              ElementsAre(HasSubstr("(years): error: Here must stand")));
  EXPECT_THAT(closed("{date: 2027-01-20, years: Y5}"), IsEmpty()) << "one word is a list of one";
}

TEST(CalendarSettings, AWordThatIsNoYearGroupIsAWarning) {
  const auto years = [](const std::string& list) {
    return problems(kTerm + "  closures: [{date: 2027-01-20, years: " + list + "}]\n");
  };
  EXPECT_THAT(years("[Y6, 6, Year 6, R, N2, Nursery, 13]"), IsEmpty());
  EXPECT_THAT(years("[5H]"), ElementsAre(HasSubstr("(years): warning: '5H' is no year group")));
  EXPECT_THAT(years("[Y66]"), ElementsAre(HasSubstr("warning")));
}

TEST(CalendarSettings, AClosureThatClosesNothingIsAWarning) {
  const auto closed = [](const char* closure) { return problems(kTerm + "  closures: [" + closure + "]\n"); };
  EXPECT_THAT(closed("2026-01-20"), ElementsAre(HasSubstr("(closures): warning: This lies in no term")));
  EXPECT_THAT(closed("{date: 2027-01-23, years: [Y5]}"),
              ElementsAre(HasSubstr("(closures): warning: This is a weekend")));
  EXPECT_THAT(closed("{from: 2027-01-22, to: 2027-01-23}"), IsEmpty());
}

TEST(CalendarSettings, EachGroupClosureKnowsItsPlace) {
  ConfigFolder folder;
  folder.write("firstday.yaml", kSharedFile)
      .write("schools/900001.yaml", least_school(kTerm + "  closures:\n    - 2027-01-19\n"
                                                         "    - {date: 2027-01-20, years: [6]}\n"));
  const SchoolSettings s = folder.load().value.schools.at(0);
  ASSERT_EQ(s.school.calendar.group_closures().size(), 1u);
  ASSERT_EQ(s.group_closures_at.size(), 1u);
  EXPECT_EQ(s.group_closures_at[0].line, 9);
  EXPECT_THAT(s.group_closures_at[0].file, HasSubstr("900001.yaml"));
  EXPECT_TRUE(s.school.calendar.is_closed_for("Y6", "6A", base::make_date(2027, 1, 20)));
}

TEST(CalendarSettings, EnglandsBankHolidaysNeedNotBeWritten) {
  // Good Friday to Easter Monday 2027 are all of this term.
  EXPECT_THAT(problems("  terms: [{from: 2027-03-26, to: 2027-03-29}]\n"),
              ElementsAre(HasSubstr("no school day")));
}

TEST(CalendarSettings, AHalfTermOutsideEveryTermIsOnlyAWarning) {
  EXPECT_THAT(problems(kTerm + "  half_terms: [{from: 2026-02-15, to: 2026-02-19}]\n"),
              ElementsAre(HasSubstr("(half_terms): warning: This lies in no term")));
  EXPECT_THAT(problems(kTerm + "  inset: [2026-01-05]\n"), ElementsAre(HasSubstr("(inset): warning")));
  EXPECT_THAT(problems(kTerm + "  bank_holidays: [2027-12-27]\n"), IsEmpty());
}

TEST(CalendarSettings, SessionTimesMustBeInOrder) {
  EXPECT_THAT(problems(kTerm + "  sessions: {am: \"09:30\"}\n"),
              ElementsAre(HasSubstr("(am_register_closes): error: 09:30 is not after 'am' (09:30).")));
  EXPECT_THAT(problems(kTerm + "  sessions: {pm: \"09:00\"}\n"),
              ElementsAre(HasSubstr("(pm): error: 09:00 is not after 'am_register_closes' (09:30).")));
  EXPECT_THAT(problems(kTerm + "  sessions: {school_ends: \"13:00\"}\n"),
              ElementsAre(HasSubstr("(school_ends)")));
  EXPECT_THAT(problems(kTerm + "  sessions: {am: nine}\n"),
              ElementsAre(HasSubstr("'nine' is not a time of day.")));
  EXPECT_THAT(problems(kTerm + "  sessions: {lunch: \"12:00\"}\n"), ElementsAre(HasSubstr("(lunch): error")));
}

}  // namespace
}  // namespace firstday::config
