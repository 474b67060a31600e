#include "contract/contract.h"

namespace firstday::contract {
namespace {

using base::Personal;
using chronology::Type;
using roll::Code;
using roll::ContactRef;
using roll::PupilRef;
using roll::Session;
using support::at;

class SchoolStoreContract : public Contract {
 protected:
  static ports::RollChange change_of() {
    ports::RollChange c;
    c.school = support::hazel_road();
    return c;
  }
  static ports::RollChange put(std::vector<roll::Pupil> pupils, std::vector<roll::Contact> contacts) {
    ports::RollChange c = change_of();
    c.put_pupils = std::move(pupils);
    c.put_contacts = std::move(contacts);
    return c;
  }
  int apply(const ports::RollChange& c) { return store().apply(c).value(); }
  roll::Roll roll() { return store().roll(support::hazel_road()).value(); }
  std::string refs() {
    std::string out;
    for (const roll::Pupil& p : roll().pupils) out += p.ref.text() + " ";
    for (const roll::Contact& c : roll().contacts) out += c.pupil.text() + "/" + c.ref.text() + " ";
    return out;
  }
  static ports::RemovedContact gone(const char* pupil, const char* ref) {
    return {PupilRef(pupil), ContactRef(ref), at(7, 30), {}};
  }
};
FIRSTDAY_ON_EVERY_STORE(SchoolStoreContract);

TEST_P(SchoolStoreContract, AnUnknownSchoolHasAnEmptyRoll) {
  EXPECT_TRUE(roll().pupils.empty());
  EXPECT_EQ(roll().school, support::hazel_road());
  EXPECT_TRUE(store().schools().value().empty());
}

TEST_P(SchoolStoreContract, EveryFieldOfAPupilComesBack) {
  roll::Pupil full = support::pupil("P1");
  full.upn = "A123456789012";
  full.tags = {"child_protection", "looked_after"};
  full.address_confidential = true;
  full.source.value = 0xfedcba9876543210u;
  roll::Pupil bare;
  bare.ref = PupilRef("P2");
  apply(put({full, bare}, {}));
  ASSERT_EQ(roll().pupils.size(), 2u);
  EXPECT_EQ(roll().pupils[0], full);
  EXPECT_EQ(roll().pupils[0].source.value, full.source.value);
  EXPECT_EQ(roll().pupils[1], bare);
}

TEST_P(SchoolStoreContract, EveryFieldOfAContactComesBack) {
  roll::Contact full = support::contact("P1", "C1", 3);
  full.parental_responsibility = roll::Answer::kNo;
  full.day_to_day_care = roll::Answer::kUnknown;
  full.barred = full.emergency_only = full.address_confidential = true;
  full.language = "cy";
  full.landline = {Personal("+441632960001"), roll::PhoneKind::kLandline};
  full.work = {Personal("+441632960002"), roll::PhoneKind::kForeign};
  full.opted_out = {roll::Channel::kText, roll::Channel::kAppMessage};
  full.address.lines = {Personal("Tŷ'r Ysgol"), Personal(""), Personal("back\\slash")};
  full.source.value = 42;
  roll::Contact bare;
  bare.pupil = PupilRef("P1");
  bare.ref = ContactRef("C2");
  apply(put({support::pupil("P1")}, {full, bare}));
  ASSERT_EQ(roll().contacts.size(), 2u);
  EXPECT_EQ(roll().contacts[0], full);
  EXPECT_EQ(roll().contacts[0].source.value, 42u);
  EXPECT_EQ(roll().contacts[1], bare);
}

TEST_P(SchoolStoreContract, TheRollComesSorted) {
  apply(put(
      {support::pupil("P2"), support::pupil("P1")},
      {support::contact("P2", "C9", 0), support::contact("P2", "C1", 2), support::contact("P2", "C8", 1),
       support::contact("P2", "C0", 0), support::contact("P1", "C5", 1), support::contact("P2", "C7", -1)}));
  const roll::Roll loaded = roll();
  roll::Roll sorted = loaded;
  sorted.sort();
  EXPECT_EQ(loaded.contacts, sorted.contacts);
  EXPECT_EQ(refs(), "P1 P2 P1/C5 P2/C8 P2/C1 P2/C0 P2/C7 P2/C9 ");
}

TEST_P(SchoolStoreContract, RowsAreReplacedByTheirKey) {
  apply(put({support::pupil("P1"), support::pupil("P2")},
            {support::contact("P1", "C1"), support::contact("P2", "C1")}));
  roll::Pupil moved = support::pupil("P1");
  moved.form = "6A";
  roll::Contact renamed = support::contact("P1", "C1", 2);
  renamed.email = Personal("new@example.org");
  apply(put({moved}, {renamed}));
  EXPECT_EQ(refs(), "P1 P2 P1/C1 P2/C1 ");
  EXPECT_EQ(roll().pupils[0].form, "6A");
  EXPECT_EQ(roll().contacts[0].email, Personal("new@example.org"));
  EXPECT_EQ(roll().contacts[1].email, Personal("sam@example.org")) << "the same person at the other child";
}

TEST_P(SchoolStoreContract, APupilWhoLeavesTakesTheContactsAlong) {
  ports::RollChange c = put({support::pupil("P1"), support::pupil("P2")},
                            {support::contact("P1", "C1"), support::contact("P2", "C1")});
  c.professionals = {{PupilRef("P1"), "social_worker", Personal("A"), {}, {}, {}}};
  c.siblings = {{PupilRef("P1"), Personal("B"), "Oak School", {}}};
  apply(c);
  ports::RollChange leave = change_of();
  leave.remove_pupils = {PupilRef("P1")};
  apply(leave);
  EXPECT_EQ(refs(), "P2 P2/C1 ");
  EXPECT_TRUE(roll().professionals.empty());
  EXPECT_TRUE(roll().siblings.empty());
  EXPECT_TRUE(store().removed_contacts(support::hazel_road()).value().empty());
}

TEST_P(SchoolStoreContract, ARemovedContactLeavesATombstoneUntilPutBack) {
  apply(put({support::pupil("P1")}, {support::contact("P1", "C1"), support::contact("P1", "C2")}));
  ports::RollChange remove = change_of();
  remove.remove_contacts = {gone("P1", "C1")};
  apply(remove);
  EXPECT_EQ(refs(), "P1 P1/C2 ");
  const auto stones = store().removed_contacts(support::hazel_road()).value();
  ASSERT_EQ(stones.size(), 1u);
  EXPECT_EQ(stones[0].pupil, PupilRef("P1"));
  EXPECT_EQ(stones[0].ref, ContactRef("C1"));
  EXPECT_EQ(stones[0].at, at(7, 30));
  EXPECT_TRUE(store().removed_contacts(support::other_school()).value().empty());
  apply(put({}, {support::contact("P1", "C1")}));
  EXPECT_TRUE(store().removed_contacts(support::hazel_road()).value().empty());
}

TEST_P(SchoolStoreContract, ATombstoneKeepsTheTracesOfTheLastRemoval) {
  apply(put({support::pupil("P1")}, {support::contact("P1", "C1"), support::contact("P1", "C2")}));
  ports::RollChange remove = change_of();
  remove.remove_contacts = {gone("P1", "C1"), gone("P1", "C2")};
  remove.remove_contacts[0].traces = {"0a1b", "2c3d"};
  apply(remove);
  auto stones = store().removed_contacts(support::hazel_road()).value();
  ASSERT_EQ(stones.size(), 2u);
  EXPECT_EQ(stones[0].traces, (std::vector<std::string>{"0a1b", "2c3d"}));
  EXPECT_TRUE(stones[1].traces.empty()) << "one that was removed by an older version";
  apply(put({}, {support::contact("P1", "C1")}));
  remove.remove_contacts = {gone("P1", "C1")};
  remove.remove_contacts[0].at = at(8);
  remove.remove_contacts[0].traces = {"4e5f"};
  apply(remove);
  stones = store().removed_contacts(support::hazel_road()).value();
  EXPECT_EQ(stones.at(0).traces, std::vector<std::string>{"4e5f"});
  EXPECT_EQ(stones.at(0).at, at(8));
}

TEST_P(SchoolStoreContract, ProfessionalsAndSiblingsAreReplacedAsAWholeOrLeft) {
  const roll::PhoneNumber phone{Personal("+441632960003"), roll::PhoneKind::kLandline};
  ports::RollChange c = change_of();
  c.professionals = {
      {PupilRef("P2"), "social_worker", Personal("A"), phone, phone, Personal("a@example.org")},
      {PupilRef("P1"), "key_worker", Personal("B"), {}, {}, {}},
      {PupilRef("P2"), "key_worker", Personal("C"), {}, {}, {}},
      {PupilRef("P2"), "key_worker", Personal("A second"), {}, {}, {}}};
  c.siblings = {{PupilRef("P2"), Personal("Z"), "Oak School", phone},
                {PupilRef("P1"), Personal("Y"), "Ash", {}}};
  apply(c);
  roll::Roll expected;
  expected.professionals = *c.professionals;
  expected.siblings = *c.siblings;
  expected.sort();
  EXPECT_EQ(roll().professionals, expected.professionals);
  EXPECT_EQ(roll().siblings, expected.siblings);
  apply(change_of());
  EXPECT_EQ(roll().professionals.size(), 4u) << "nothing said, nothing changed";
  c.professionals = std::vector<roll::Professional>{};
  c.siblings.reset();
  apply(c);
  EXPECT_TRUE(roll().professionals.empty());
  EXPECT_EQ(roll().siblings.size(), 2u);
}

TEST_P(SchoolStoreContract, EventsOfAnImportAreWrittenWithIt) {
  ports::RollChange c = put({support::pupil("P1")}, {});
  c.events = {support::note("P1", at(7, 30), "imported")};
  c.events[0].type = Type::kRollImported;
  apply(c);
  EXPECT_EQ(events(Type::kRollImported).size(), 1u);
}

TEST_P(SchoolStoreContract, AnImportWithAnEventOfAnotherSchoolIsRefusedWhole) {
  ports::RollChange c = put({support::pupil("P1")}, {});
  c.events = {support::note("P1", at(7, 30), "imported")};
  c.events[0].school = support::other_school();
  EXPECT_FALSE(store().apply(c));
  EXPECT_TRUE(roll().pupils.empty());
  EXPECT_EQ(event_count(), 0u);
}

TEST_P(SchoolStoreContract, UnsentJobsToAContactWhoLeftAreWithdrawn) {
  enqueue({support::text_job({"P1"}, "C1"), support::text_job({"P1"}, "C2")});
  ports::RollChange c = change_of();
  c.withdraw_for = {gone("P1", "C1")};
  EXPECT_EQ(apply(c), 1);
  const chronology::Event e = events(Type::kJobWithdrawn).at(0);
  EXPECT_EQ(e.contact, ContactRef("C1"));
  EXPECT_EQ(e.at, at(7, 30));
  EXPECT_EQ(lease_one().job.to.contact, ContactRef("C2"));
  EXPECT_EQ(apply(c), 0) << "once is enough";
}

TEST_P(SchoolStoreContract, AMergedTextLosesOnlyTheChildAboutWhomTheContactMayNotBeTold) {
  enqueue({support::text_job({"P1", "P2"}, "C1")});
  ports::RollChange c = change_of();
  c.withdraw_for = {gone("P1", "C1")};
  EXPECT_EQ(apply(c), 1);
  const ports::Leased leased = lease_one();
  ASSERT_EQ(leased.job.subjects.size(), 1u);
  EXPECT_EQ(leased.job.subjects[0].pupil, PupilRef("P2"));
}

TEST_P(SchoolStoreContract, WhatHasLeftIsNotWithdrawnByAnImport) {
  enqueue({support::text_job({"P1"}, "C1")});
  send_one();
  ports::RollChange c = change_of();
  c.withdraw_for = {gone("P1", "C1")};
  EXPECT_EQ(apply(c), 0);
  EXPECT_EQ(only_row().state, job::State::kInFlight);
}

TEST_P(SchoolStoreContract, KnowsEverySchoolItHoldsSomethingOf) {
  apply(put({support::pupil("P1")}, {}));
  job::Batch other = support::batch({support::text_job({"P1"}, "C1")});
  other.school = support::other_school();
  enqueue(other);
  chronology::Event e = support::note("P1", at(9), "");
  e.school = roll::Urn("100003");
  EXPECT_TRUE(journal().append({&e, 1}));
  EXPECT_EQ(store().schools().value(),
            (std::vector{support::hazel_road(), support::other_school(), roll::Urn("100003")}));
}

TEST_P(SchoolStoreContract, SchoolsDoNotSeeOneAnother) {
  apply(put({support::pupil("P1")}, {support::contact("P1", "C1")}));
  ports::RollChange c = change_of();
  c.school = support::other_school();
  c.remove_pupils = {PupilRef("P1")};
  c.remove_contacts = {gone("P1", "C1")};
  apply(c);
  EXPECT_EQ(refs(), "P1 P1/C1 ");
}

// --- marks

class MarksContract : public Contract {
 protected:
  static roll::Mark mark(const char* pupil, int day, Session session, const char* code) {
    return {PupilRef(pupil), base::make_date(2027, 1, static_cast<unsigned>(day)), session, Code(code)};
  }
  int put(const std::vector<roll::Mark>& marks) {
    return store().put_marks(support::hazel_road(), marks, at(9, 30), "office").value();
  }
  roll::Register marks(int from, int to) {
    return store()
        .marks(support::hazel_road(), base::make_date(2027, 1, static_cast<unsigned>(from)),
               base::make_date(2027, 1, static_cast<unsigned>(to)))
        .value();
  }
};
FIRSTDAY_ON_EVERY_STORE(MarksContract);

TEST_P(MarksContract, ComeBackSortedWithBothDatesIncluded) {
  EXPECT_EQ(put({mark("P2", 12, Session::kAm, "N"), mark("P1", 13, Session::kPm, "C1"),
                 mark("P1", 12, Session::kPm, "/"), mark("P1", 11, Session::kAm, "/")}),
            4);
  const roll::Register r = marks(12, 13);
  EXPECT_EQ(r.school, support::hazel_road());
  EXPECT_EQ(r.marks, (std::vector{mark("P1", 12, Session::kPm, "/"), mark("P1", 13, Session::kPm, "C1"),
                                  mark("P2", 12, Session::kAm, "N")}));
  EXPECT_TRUE(marks(14, 20).marks.empty());
}

TEST_P(MarksContract, AnImportThatChangesNothingWritesNothing) {
  put({mark("P1", 12, Session::kAm, "N"), mark("P2", 12, Session::kAm, "/")});
  const std::size_t before = event_count();
  EXPECT_EQ(put({mark("P1", 12, Session::kAm, "N")}), 0);
  EXPECT_EQ(put({}), 0);
  EXPECT_EQ(event_count(), before);
}

TEST_P(MarksContract, AnImportIsOneEventWithItsCounts) {
  put({mark("P1", 12, Session::kAm, "N"), mark("P2", 12, Session::kAm, "/")});
  ASSERT_EQ(events(Type::kMarksImported).size(), 1u);
  EXPECT_TRUE(events(Type::kMarkChanged).empty()) << "a first mark is no change";
  EXPECT_EQ(put({mark("P1", 12, Session::kAm, "I"), mark("P2", 12, Session::kAm, "/"),
                 mark("P3", 12, Session::kAm, "/")}),
            2);
  const chronology::Event e = events(Type::kMarksImported).at(1);
  EXPECT_EQ(e.detail("added"), "1");
  EXPECT_EQ(e.detail("changed"), "1");
  EXPECT_EQ(e.detail("same"), "1");
  EXPECT_EQ(e.actor, "office");
  EXPECT_EQ(e.at, at(9, 30));
}

TEST_P(MarksContract, AMarkThatChangesIsAnEventOfItsOwn) {
  put({mark("P1", 12, Session::kPm, "N")});
  put({mark("P1", 12, Session::kPm, "L")});
  const chronology::Event e = events(Type::kMarkChanged).at(0);
  EXPECT_EQ(e.pupil, PupilRef("P1"));
  EXPECT_EQ(e.detail("date"), "2027-01-12");
  EXPECT_EQ(e.detail("session"), "pm");
  EXPECT_EQ(e.detail("from"), "N");
  EXPECT_EQ(e.detail("to"), "L");
  EXPECT_EQ(marks(12, 12).marks.at(0).code, Code("L"));
}

TEST_P(MarksContract, OfSeveralForOneSessionTheLastCounts) {
  EXPECT_EQ(put({mark("P1", 12, Session::kAm, "N"), mark("P1", 12, Session::kAm, "I")}), 1);
  EXPECT_EQ(marks(12, 12).marks.at(0).code, Code("I"));
  EXPECT_TRUE(events(Type::kMarkChanged).empty());
}

TEST_P(MarksContract, ABlankThatIsFilledIsNewAndNoChange) {
  EXPECT_EQ(put({mark("P1", 12, Session::kAm, "")}), 0);
  EXPECT_EQ(marks(12, 12).marks.size(), 1u) << "the pupil stands in the register, without a mark";
  EXPECT_EQ(put({mark("P1", 12, Session::kAm, "N")}), 1);
  EXPECT_EQ(put({mark("P1", 12, Session::kAm, "")}), 1) << "a mark that was taken away";
  EXPECT_EQ(events(Type::kMarkChanged).size(), 1u);
  EXPECT_EQ(put({mark("P1", 12, Session::kAm, "/")}), 1);
  EXPECT_EQ(events(Type::kMarkChanged).size(), 1u);
}

}  // namespace
}  // namespace firstday::contract
