#include "roll/roll.h"

#include <gtest/gtest.h>

#include "roll/calendar.h"
#include "roll/may_be_told.h"

namespace firstday::roll {
namespace {

using base::make_date;

Contact contact(const char* pupil, const char* ref, int priority) {
  Contact c;
  c.pupil = PupilRef(pupil);
  c.ref = ContactRef(ref);
  c.priority = priority;
  return c;
}

Contact reachable() {
  Contact c = contact("P1", "C1", 1);
  c.parental_responsibility = Answer::kYes;
  c.mobile = {base::Personal("+447700900301"), PhoneKind::kMobile};
  c.email = base::Personal("a@example.org");
  c.address.lines = {base::Personal("4 Example Row")};
  return c;
}

TEST(Codes, OneOrTwoCharactersEachWithItsClass) {
  EXPECT_EQ(class_of(Code("N")), CodeClass::kUnauthorised);
  EXPECT_EQ(class_of(Code("c1")), CodeClass::kAuthorised);
  EXPECT_EQ(class_of(Code("Y7")), CodeClass::kNotPossible);
  EXPECT_EQ(class_of(Code("Y")), CodeClass::kRetired);
  EXPECT_EQ(class_of(Code("-")), CodeClass::kNoMark);
  EXPECT_EQ(class_of(Code()), CodeClass::kNoMark);
  EXPECT_EQ(class_of(Code("QQ")), CodeClass::kUnknown);
  for (const CodeMeaning& m : all_codes()) EXPECT_NE(class_of(Code(m.code)), CodeClass::kUnknown) << m.code;
}

TEST(Roll, RingsInPriorityOrderThoseWithoutOneLast) {
  Roll roll;
  roll.contacts = {contact("P2", "C9", 1), contact("P1", "C3", 0), contact("P1", "C2", 2),
                   contact("P1", "C1", 1)};
  roll.sort();
  std::vector<std::string> refs;
  for (const Contact& c : roll.contacts_of(PupilRef("P1"))) refs.push_back(c.ref.text());
  EXPECT_EQ(refs, (std::vector<std::string>{"C1", "C2", "C3"}));
  EXPECT_TRUE(roll.contacts_of(PupilRef("P3")).empty());
}

TEST(Register, TheLastMarkOfASessionCounts) {
  const base::Date day = make_date(2027, 1, 12);
  Register r;
  r.marks = {{PupilRef("P1"), day, Session::kAm, Code("N")},
             {PupilRef("P1"), day, Session::kPm, Code("N")},
             {PupilRef("P1"), day, Session::kAm, Code("I")}};
  r.sort();
  EXPECT_EQ(r.marks.size(), 2u);
  EXPECT_EQ(r.code(PupilRef("P1"), day, Session::kAm), Code("I"));
  EXPECT_TRUE(r.code(PupilRef("P2"), day, Session::kAm).empty());
}

TEST(Register, AFormWithoutAnyMarkIsNamed) {
  Roll roll;
  for (const auto& [ref, form] : {std::pair{"P1", "5H"}, std::pair{"P2", "6A"}, std::pair{"P3", "6A"}}) {
    Pupil p;
    p.ref = PupilRef(ref);
    p.form = form;
    roll.pupils.push_back(p);
  }
  const base::Date day = make_date(2027, 1, 12);
  Register marks;
  marks.marks = {{PupilRef("P1"), day, Session::kAm, Code("-")},
                 {PupilRef("P3"), day, Session::kAm, Code("/")}};
  marks.sort();
  EXPECT_EQ(forms_without_marks(roll, marks, day, Session::kAm), (std::vector<std::string>{"5H"}));
}

TEST(Calendar, CountsOnlyDaysWithASession) {
  const Calendar c(
      {{make_date(2027, 1, 4), make_date(2027, 3, 25)}},
      {{make_date(2027, 1, 4), make_date(2027, 1, 4)}, {make_date(2027, 2, 15), make_date(2027, 2, 19)}}, {});
  EXPECT_FALSE(c.is_school_day(make_date(2027, 1, 4)));
  EXPECT_TRUE(c.is_school_day(make_date(2027, 1, 5)));
  EXPECT_FALSE(c.is_school_day(make_date(2027, 1, 9)));
  EXPECT_EQ(c.next_school_day(make_date(2027, 2, 12)), make_date(2027, 2, 22));
  EXPECT_EQ(c.previous_school_day(make_date(2027, 2, 22)), make_date(2027, 2, 12));
  EXPECT_EQ(c.next_school_day(make_date(2027, 3, 25)), std::nullopt);
  EXPECT_EQ(c.school_days_between(make_date(2027, 1, 1), make_date(2027, 1, 12)), 6);
}

TEST(MayBeTold, ABarWinsOverEverything) {
  Contact c = reachable();
  c.barred = true;
  for (Channel channel : kChannels) EXPECT_EQ(may_be_told(c, channel), MayBeTold::kBarred);
}

TEST(MayBeTold, AnEmergencyContactIsOnlyRung) {
  Contact c = reachable();
  c.emergency_only = true;
  for (Channel channel : kChannels)
    EXPECT_EQ(may_be_told(c, channel),
              channel == Channel::kCall ? MayBeTold::kYes : MayBeTold::kEmergencyOnly);
}

TEST(MayBeTold, LettersNeedResponsibilityOrCareOnRecord) {
  Contact c = reachable();
  EXPECT_EQ(may_be_told(c, Channel::kLetter), MayBeTold::kYes);
  c.parental_responsibility = Answer::kUnknown;
  EXPECT_EQ(may_be_told(c, Channel::kLetter), MayBeTold::kResponsibilityUnknown);
  c.parental_responsibility = Answer::kNo;
  c.day_to_day_care = Answer::kYes;
  EXPECT_EQ(may_be_told(c, Channel::kLetter), MayBeTold::kYes);
  c.day_to_day_care = Answer::kNo;
  EXPECT_EQ(may_be_told(c, Channel::kEmail), MayBeTold::kNotResponsible);
  EXPECT_EQ(may_be_told(c, Channel::kText), MayBeTold::kYes);
}

TEST(MayBeTold, TextsGoToMobilesOnly) {
  Contact c = reachable();
  c.mobile.kind = PhoneKind::kForeignMobile;
  EXPECT_EQ(may_be_told(c, Channel::kText), MayBeTold::kNotTextable);
  c.mobile = {};
  EXPECT_EQ(may_be_told(c, Channel::kText), MayBeTold::kNoAddress);
  c.landline = {base::Personal("+441632960401"), PhoneKind::kLandline};
  EXPECT_EQ(may_be_told(c, Channel::kCall), MayBeTold::kYes);
  EXPECT_EQ(address_for(c, Channel::kCall).reveal(), "+441632960401");
}

TEST(MayBeTold, AnOptOutIsPerChannel) {
  Contact c = reachable();
  c.opted_out = {Channel::kText};
  EXPECT_EQ(may_be_told(c, Channel::kText), MayBeTold::kOptedOut);
  EXPECT_EQ(may_be_told(c, Channel::kCall), MayBeTold::kYes);
}

}  // namespace
}  // namespace firstday::roll
