// What goes along to a home, stays at its door or is handed in: which papers a case asks for, to whom a
// letter in an envelope may be addressed, and the copy that is kept (001-07, 002-07, 002-14; domain.md
// section 5, e).
#include "workflow/papers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/blocks.h"
#include "seal/hash.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"
#include "workflow/visits.h"

namespace firstday::workflow {
namespace {

using chronology::Type;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Keeps what it was asked to typeset, in words.
class Words : public ports::Typesetter {
 public:
  base::Result<ports::Typeset> typeset(std::span<const ports::LetterPages> letters, base::Instant,
                                       bool) override {
    const ports::LetterPages& l = letters.front();
    text.clear();
    address.clear();
    EXPECT_TRUE(render::append_plain(text, *l.words, l.values, l.language));
    for (const base::Personal& line : l.address) address.push_back(line.reveal());
    geometry = l.geometry;
    contact = l.contact;
    return ports::Typeset{"%PDF " + l.reference, {1}, {1}};
  }
  base::Result<std::string> picture(const ports::LetterPages&, int) override { return std::string(); }

  std::string text;
  std::vector<std::string> address;
  std::vector<std::string> contact;
  const ports::LetterGeometry* geometry = nullptr;
};

/// P1 has been absent for three school days under procedure 000: a visit is due.
class Papers : public testing::Test {
 protected:
  Papers() {
    t.house().typesetter = &words;
    t.add_pupil("P1", "C1", "+447700900301");
    change_pupil([](roll::Pupil& p) {
      p.home = support::contact("P1", "C1").address;
      p.upn = "V900200122001";
    });
    for (int day = -1; day <= 1; ++day) {
      t.clock.set(support::at(9, 35) + std::chrono::hours{24 * day});
      const base::Date date = support::school_day() + std::chrono::days{day};
      EXPECT_TRUE(t.schools
                      .put_marks(t.school().school.urn,
                                 {{roll::PupilRef("P1"), date, roll::Session::kAm, roll::Code("N")}},
                                 t.clock.now(), "tester")
                      .ok());
      EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    }
    t.clock.set(support::at(11) + std::chrono::hours{24});
  }

  void change_pupil(const std::function<void(roll::Pupil&)>& change) {
    roll::Roll roll = t.schools.roll(t.school().school.urn).value();
    change(roll.pupils.front());
    ports::RollChange put;
    put.school = t.school().school.urn;
    put.put_pupils = roll.pupils;
    EXPECT_TRUE(t.schools.apply(put).ok());
  }

  void change_mother(const std::function<void(roll::Contact&)>& change) {
    roll::Contact c = support::contact("P1", "C1");
    change(c);
    t.put({c});
  }

  base::Result<Paper> print(const std::string& name, std::vector<std::string> staff = {"S. One", "S. Two"}) {
    PaperAsk ask{"P1", name, std::move(staff)};
    ask.visit_at = base::TimeOfDay{11 * 60 + 20};
    return print_paper(t.house(), {}, ask);
  }

  std::vector<chronology::Event> events(Type type) {
    ports::EventFilter filter;
    filter.school = t.school().school.urn;
    filter.types = {type};
    return t.journal.events(filter).value();
  }

  std::vector<ports::JobRow> open_cards() {
    ports::JobFilter filter;
    filter.school = t.school().school.urn;
    filter.kind = job::Kind::kCard;
    filter.states = {job::State::kWithStaff};
    return t.queue.jobs(filter).value();
  }

  TestHouse t;
  Words words;
};

TEST_F(Papers, BeforeAVisitTheSheetAndTheCardThatAnUnansweredDoorWillAskFor) {
  const auto rows = papers_for(t.house(), {}, "P1");
  ASSERT_TRUE(rows.ok());
  std::vector<std::string> names;
  for (const PaperRow& r : rows.value()) names.push_back(r.name);
  EXPECT_THAT(names, ElementsAre("calling-card", "visit-sheet"));
  EXPECT_THAT(rows.value()[0].rows, Contains("000-13"));
}

TEST_F(Papers, ACallingCardSaysWhoCalledWhenAndWhomToRingAndNamesNobody) {
  const auto card = print("calling-card");
  ASSERT_TRUE(card.ok()) << card.error().what;
  EXPECT_EQ(words.geometry, &ports::kCardGeometry);
  EXPECT_THAT(words.address, IsEmpty());
  for (const char* said :
       {"11:20", "Wednesday 13 January", "S. One and S. Two", "09:30", "Thursday 14 January"})
    EXPECT_THAT(words.text, HasSubstr(said));
  EXPECT_THAT(words.text, HasSubstr(t.school().school.phone));
  const roll::Roll roll = t.schools.roll(t.school().school.urn).value();
  for (const base::Personal& name :
       {roll.pupils[0].forename, roll.pupils[0].surname, roll.contacts[0].surname, roll.contacts[0].forename})
    EXPECT_THAT(words.text, Not(HasSubstr(name.reveal())));
  EXPECT_THAT(words.contact, Not(Contains(HasSubstr("First class"))));
}

TEST_F(Papers, ACardNamesWhoGoes) {
  const auto card = print("calling-card", {});
  ASSERT_FALSE(card.ok());
  EXPECT_THAT(card.error().what, HasSubstr("--staff"));
  EXPECT_THAT(events(Type::kCardPrinted), IsEmpty());
}

TEST_F(Papers, TheExactWordsOfACardAreKeptWithTheirHash) {
  const auto card = print("calling-card");
  ASSERT_TRUE(card.ok());
  const auto kept = events(Type::kCardPrinted);
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].detail("body"), words.text);
  EXPECT_EQ(kept[0].detail("body_hash"), seal::sha256_hex(words.text));
  EXPECT_EQ(kept[0].detail("ref"), card.value().reference);
  EXPECT_EQ(kept[0].detail("template"), "calling-card");
  EXPECT_FALSE(kept[0].detail("template_hash").empty());
}

TEST_F(Papers, RecordingTheVisitSaysThatTheCardWasLeftByWhomAndWhenAndTicksItsTask) {
  const auto card = print("calling-card");
  ASSERT_TRUE(card.ok());
  VisitRecord visit{"P1", "no_answer", {"S. One", "S. Two"}};
  visit.time = base::TimeOfDay{10 * 60 + 50};
  visit.left = {card.value().reference};
  ASSERT_TRUE(record_visit(t.house(), {}, visit).ok());
  const auto left = events(Type::kCardLeft);
  ASSERT_THAT(left, SizeIs(1));
  EXPECT_EQ(left[0].detail("staff"), "S. One, S. Two");
  EXPECT_EQ(left[0].detail("time"), "10:50");
  EXPECT_EQ(left[0].detail("body"), words.text);
  EXPECT_EQ(left[0].detail("body_hash"), seal::sha256_hex(words.text));
  EXPECT_EQ(events(Type::kVisit)[0].detail("time"), "10:50");
  EXPECT_THAT(open_cards(), IsEmpty());
}

// One visit to one home: what names nobody was left for all the children there, a letter for the one it is
// about.
TEST_F(Papers, AnOpenCardWasLeftForEachChildNamedAndALetterForOneOnly) {
  t.add_pupil("P2", "C1", "+447700900301");
  roll::Roll roll = t.schools.roll(t.school().school.urn).value();
  for (roll::Pupil& p : roll.pupils) p.home = support::contact("P1", "C1").address;
  ports::RollChange put;
  put.school = t.school().school.urn;
  put.put_pupils = roll.pupils;
  ASSERT_TRUE(t.schools.apply(put).ok());
  t.mark("P2", "N");
  ASSERT_TRUE(t.schools
                  .put_marks(t.school().school.urn,
                             {{roll::PupilRef("P2"), support::school_day() + std::chrono::days{1},
                               roll::Session::kAm, roll::Code("N")}},
                             t.clock.now(), "tester")
                  .ok());
  ASSERT_TRUE(tick(t.house(), {}, nullptr).ok());
  ASSERT_TRUE(print("calling-card").ok());
  ASSERT_TRUE(print("letter-left").ok());
  VisitRecord visit{"P1", "no_answer", {"S. One", "S. Two"}};
  visit.also = {"P2"};
  visit.left = {"calling-card", "letter-left"};
  const auto recorded = record_visit(t.house(), {}, visit);
  ASSERT_TRUE(recorded.ok()) << recorded.error().what;
  std::vector<std::string> left;
  for (const chronology::Event& e : events(Type::kCardLeft))
    left.push_back(e.pupil.text() + " " + std::string(e.detail("template")));
  EXPECT_THAT(left, ElementsAre("P1 calling-card", "P2 calling-card", "P1 letter-left"));
}

TEST_F(Papers, WithoutItTheTaskToLeaveACardStandsOpen) {
  ASSERT_TRUE(record_visit(t.house(), {}, {"P1", "no_answer", {"S. One"}}).ok());
  ASSERT_THAT(open_cards(), SizeIs(1));
  EXPECT_EQ(open_cards()[0].job.template_name, "calling-card");
}

TEST_F(Papers, WhatWasNeverPrintedWasNotLeftAndNothingIsRecorded) {
  VisitRecord visit{"P1", "no_answer", {"S. One"}};
  visit.left = {"calling-card"};
  const auto refused = record_visit(t.house(), {}, visit);
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().what, HasSubstr("firstday paper"));
  EXPECT_THAT(events(Type::kVisit), IsEmpty());
  visit.left.clear();
  visit.time = base::TimeOfDay{23 * 60};
  EXPECT_FALSE(record_visit(t.house(), {}, visit).ok());
}

TEST_F(Papers, ALetterLeftIsAddressedToAParentAtTheHomeAndGoesIntoAnEnvelope) {
  const auto letter = print("letter-left");
  ASSERT_TRUE(letter.ok()) << letter.error().what;
  EXPECT_EQ(words.geometry, nullptr);  // the window of an envelope
  ASSERT_FALSE(words.address.empty());
  EXPECT_EQ(words.address.back(), support::contact("P1", "C1").address.postcode.reveal());
  EXPECT_EQ(events(Type::kCardPrinted)[0].contact, roll::ContactRef("C1"));
  EXPECT_THAT(words.text, HasSubstr("to see that"));
  for (const char* never : {"absen", "concern", "missing", "days"})
    EXPECT_THAT(words.text, Not(HasSubstr(never)));
}

TEST_F(Papers, AHomeThatThePostWouldNotTakeIsNoBarToALetterCarriedByHand) {
  const auto no_postcode = [](roll::Address& home) { home.postcode = {}; };
  change_pupil([&](roll::Pupil& p) { no_postcode(p.home); });
  change_mother([&](roll::Contact& c) { no_postcode(c.address); });
  const auto letter = print("letter-left");
  ASSERT_TRUE(letter.ok()) << letter.error().what;
  EXPECT_THAT(words.address, SizeIs(1));
}

TEST_F(Papers, NobodyIsAddressedWhoMayNotBe) {
  const std::pair<const char*, std::function<void(roll::Contact&)>> changes[] = {
      {"barred, and living elsewhere",
       [](roll::Contact& c) {
         c.barred = true;
         c.address.lines = {base::Personal("9 Other Road")};
       }},
      {"emergency only", [](roll::Contact& c) { c.emergency_only = true; }},
      {"lives elsewhere", [](roll::Contact& c) { c.address.lines = {base::Personal("9 Other Road")}; }},
      {"opted out", [](roll::Contact& c) { c.opted_out = {roll::Channel::kCard}; }},
      {"not responsible",
       [](roll::Contact& c) { c.parental_responsibility = c.day_to_day_care = roll::Answer::kNo; }}};
  for (const auto& [what, change] : changes) {
    SCOPED_TRACE(what);
    change_mother(change);
    const auto letter = print("letter-left");
    ASSERT_FALSE(letter.ok());
    EXPECT_EQ(letter.error().kind, base::ErrorKind::kConflict);
    EXPECT_TRUE(print("calling-card").ok()) << "what names nobody may be left all the same";
  }
}

TEST_F(Papers, NothingIsPrintedForAHomeThatNobodyMayLearnOrWhereABarredPersonLives) {
  change_pupil([](roll::Pupil& p) { p.address_confidential = true; });
  for (const char* name : {"calling-card", "letter-left", "visit-sheet"})
    EXPECT_EQ(print(name).error().kind, base::ErrorKind::kConflict) << name;
  change_pupil([](roll::Pupil& p) { p.address_confidential = false; });
  change_mother([](roll::Contact& c) { c.barred = true; });
  EXPECT_EQ(print("calling-card").error().kind, base::ErrorKind::kConflict);
  EXPECT_THAT(events(Type::kCardPrinted), IsEmpty());
}

TEST_F(Papers, AConfidentialHomeStandsOnNoForm) {
  change_pupil([](roll::Pupil& p) { p.address_confidential = true; });
  ASSERT_TRUE(print("missing-pupil-checklist").ok());
  EXPECT_THAT(words.text, HasSubstr("confidential: ask the DSL"));
}

// domain.md section 5, h: an automatic message alone must not pass for a call.
TEST_F(Papers, TheChecklistHoldsWhatWasDoneWithCallsApartFromMessages) {
  ASSERT_TRUE(record_call(t.house(), {}, {"P1", "C1", "no_answer", {}, {}, {}}).ok());
  ASSERT_TRUE(record_visit(t.house(), {}, {"P1", "no_answer", {"S. One"}}).ok());
  const auto form = print("missing-pupil-checklist");
  ASSERT_TRUE(form.ok()) << form.error().what;
  EXPECT_EQ(words.geometry, &ports::kSheetGeometry);
  const auto calls = words.text.find("Calls that staff made");
  const auto messages = words.text.find("Messages that went by themselves");
  const auto call = words.text.find("+447700900301, no answer");
  ASSERT_NE(call, std::string::npos) << words.text;
  EXPECT_LT(calls, call);
  EXPECT_LT(call, messages);
  for (const char* said :
       {"V900200122001", "☐ gone missing", "School days missed so far: 3", "Visit: no answer"})
    EXPECT_THAT(words.text, HasSubstr(said));
  EXPECT_THAT(words.text, Not(HasSubstr("code word")));
  EXPECT_THAT(events(Type::kCardPrinted), IsEmpty());
}

TEST_F(Papers, WhereStaffWereIsOnNoForm) {
  StaffOutRecord out;
  out.pupil = "P1";
  out.return_by = base::TimeOfDay{12 * 60};
  out.mobile = base::Personal("07700 900999");
  out.car = base::Personal("red van");
  ASSERT_TRUE(record_staff_out(t.house(), {}, out).ok());
  ASSERT_TRUE(print("cme-referral-form").ok());
  EXPECT_THAT(words.text, Not(HasSubstr("900999")));
  EXPECT_THAT(words.text, Not(HasSubstr("visit left")));
}

TEST_F(Papers, EveryShippedSheetAndFormIsFilledFromACase) {
  for (const char* name : {"missing-pupil-checklist", "cme-referral-form", "destination-confirmed",
                           "home-education", "visit-sheet", "visit-safety-sheet", "visit-risk-assessment"}) {
    const auto paper = print(name);
    EXPECT_TRUE(paper.ok()) << name << ": " << (paper.ok() ? "" : paper.error().what);
    EXPECT_THAT(words.text, Not(HasSubstr("(("))) << name;
  }
}

TEST_F(Papers, ThereIsNoPaperWithoutACaseOrOfAnUnknownName) {
  EXPECT_EQ(print("concern").error().kind, base::ErrorKind::kUsage);  // goes by post
  EXPECT_EQ(print("no-such-paper").error().kind, base::ErrorKind::kUsage);
  t.add_pupil("P2", "C2", "+447700900302");
  EXPECT_EQ(papers_for(t.house(), {}, "P2").error().kind, base::ErrorKind::kUsage);
}

TEST_F(Papers, AnUnreadTranslationIsNotPrinted) {
  PaperAsk ask{"P1", "calling-card", {"S. One"}};
  ask.language = "cy";
  const auto card = print_paper(t.house(), {}, ask);
  ASSERT_TRUE(card.ok());
  EXPECT_EQ(card.value().language, "en");
}

}  // namespace
}  // namespace firstday::workflow
