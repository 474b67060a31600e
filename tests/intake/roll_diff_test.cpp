#include "intake/roll_diff.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "intake/diff_lines.h"
#include "intake/field_changes.h"
#include "intake/small_school.h"

namespace firstday::intake {
namespace {

namespace ss = small_school;
using roll::Contact;
using roll::ContactRef;
using roll::PupilRef;

ContactKey key(const char* pupil, const char* contact) {
  return {PupilRef(pupil), ContactRef(contact)};
}

Contact& contact_of(roll::Roll& roll, const char* ref) {
  return *std::find_if(roll.contacts.begin(), roll.contacts.end(),
                       [&](const Contact& c) { return c.ref.text() == ref; });
}

std::vector<ContactKey> keys_of(const std::vector<Returning>& returning) {
  std::vector<ContactKey> out;
  for (const Returning& r : returning) out.push_back(r.key);
  return out;
}

RemovedEarlier removed(const char* pupil, const char* contact) {
  return {key(pupil, contact), base::make_date(2027, 1, 12), {}};
}

/// `n` pupils with one contact each.
roll::Roll crowd(int n) {
  roll::Roll roll;
  roll.school = kSchool;
  for (int i = 0; i < n; ++i) {
    roll::Pupil p;
    p.ref = PupilRef("P" + std::to_string(1000 + i));
    Contact c;
    c.pupil = p.ref;
    c.ref = ContactRef("C" + std::to_string(1000 + i));
    roll.pupils.push_back(p);
    roll.contacts.push_back(c);
  }
  roll.sort();
  return roll;
}

TEST(RollDiff, TheSameRollIsNoChange) {
  const roll::Roll roll = ss::roll();
  const RollDiff d = diff(roll, roll, {});
  EXPECT_TRUE(d.empty());
  EXPECT_FALSE(d.looks_partial);
  EXPECT_EQ(headline(d), "School 900001: nothing changes.");
}

TEST(RollDiff, ABarredPersonUnderANewReferenceIsHeldOutAndTheBarStays) {
  roll::Roll before = ss::roll();
  Contact& barred = before.contacts.front();
  barred.barred = true;
  barred.surname = base::Personal("Quill");
  const ContactKey old{barred.pupil, barred.ref};
  roll::Roll after = before;
  after.contacts.front().ref = ContactRef("C902");
  after.contacts.front().barred = false;
  after.sort();
  const RollDiff d = diff(before, after, {});
  ASSERT_EQ(keys_of(d.returning), std::vector{key(old.pupil.text().c_str(), "C902")});
  EXPECT_EQ(d.returning[0].removed_on, std::nullopt) << "nobody removed the barred one";
  EXPECT_TRUE(d.added_contacts.empty());
  EXPECT_TRUE(d.removed_contacts.empty()) << "with the old reference the bar would be gone";
}

TEST(RollDiff, ABarStaysOnRecordThoughAnExportLeavesThePersonOut) {
  roll::Roll before = ss::roll();
  before.contacts.front().barred = true;
  const Contact barred = before.contacts.front();
  roll::Roll without = before;
  without.contacts.erase(without.contacts.begin());
  EXPECT_TRUE(diff(before, without, {}).removed_contacts.empty());
  // So the same person under another reference, months later, is known again.
  roll::Roll back = without;
  Contact stranger = barred;
  stranger.ref = roll::ContactRef("C9999");
  stranger.barred = false;
  back.contacts.push_back(stranger);
  back.sort();
  EXPECT_EQ(keys_of(diff(before, back, {}).returning), (std::vector{ContactKey{barred.pupil, stranger.ref}}));
  EXPECT_TRUE(diff(before, back, {}).added_contacts.empty());
}

TEST(RollDiff, ABarGoesWithThePupil) {
  roll::Roll before = ss::roll();
  before.contacts.front().barred = true;
  const roll::PupilRef pupil = before.contacts.front().pupil;
  roll::Roll after = before;
  std::erase_if(after.pupils, [&](const roll::Pupil& p) { return p.ref == pupil; });
  std::erase_if(after.contacts, [&](const Contact& c) { return c.pupil == pupil; });
  EXPECT_FALSE(diff(before, after, {}).removed_contacts.empty());
}

TEST(RollDiff, AFirstImportAddsEverybody) {
  const roll::Roll roll = ss::roll();
  const RollDiff d = diff({}, roll, {});
  EXPECT_EQ(d.school, kSchool);
  EXPECT_EQ(d.added_pupils.size(), 6u);
  EXPECT_EQ(d.added_contacts.size(), 6u);
  EXPECT_EQ(d.newly_barred, std::vector{key("P4", "C4")});
  EXPECT_EQ(d.changed_professionals.size(), 6u);
  EXPECT_FALSE(d.looks_partial);
}

TEST(RollDiff, PupilsComeChangeAndGo) {
  const roll::Roll before = ss::roll();
  roll::Roll after = before;
  after.pupils.erase(after.pupils.begin());
  std::erase_if(after.contacts, [](const Contact& c) { return c.pupil.text() == "P1"; });
  after.pupils[0].tags = {"eal"};
  after.pupils[1].form = "6B";
  roll::Pupil fresh;
  fresh.ref = PupilRef("P7");
  after.pupils.push_back(fresh);
  after.sort();
  const RollDiff d = diff(before, after, {});
  EXPECT_EQ(d.removed_pupils, std::vector{PupilRef("P1")});
  EXPECT_EQ(d.removed_contacts, std::vector{key("P1", "C1")});
  EXPECT_EQ(d.added_pupils, std::vector{PupilRef("P7")});
  ASSERT_EQ(d.changed_pupils.size(), 2u);
  EXPECT_EQ(
      d.changed_pupils[0].fields,
      (std::vector<FieldChange>{{"tags", base::Personal("eal; looked_after"), base::Personal("eal"), true}}));
  EXPECT_EQ(d.changed_pupils[1].fields,
            (std::vector<FieldChange>{{"form", base::Personal("6A"), base::Personal("6B"), false}}));
}

TEST(RollDiff, ANewFirstDayMatters) {
  roll::Pupil before;
  roll::Pupil after;
  after.starts = base::make_date(2027, 1, 18);
  const auto changes = changes_of(before, after);
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].field, "starts");
  EXPECT_EQ(changes[0].after.reveal(), "2027-01-18");
  EXPECT_TRUE(changes[0].matters);
}

TEST(RollDiff, EveryFieldOfAContactIsCompared) {
  const roll::Roll before = ss::roll();
  const std::vector<std::pair<std::string, std::function<void(Contact&)>>> changes = {
      {"court_order", [](Contact& c) { c.barred = true; }},
      {"priority", [](Contact& c) { c.priority = 7; }},
      {"parental_responsibility", [](Contact& c) { c.parental_responsibility = roll::Answer::kNo; }},
      {"day_to_day_care", [](Contact& c) { c.day_to_day_care = roll::Answer::kUnknown; }},
      {"emergency_only", [](Contact& c) { c.emergency_only = true; }},
      {"mobile", [](Contact& c) { c.mobile.e164 = base::Personal("+447700900999"); }},
      {"landline", [](Contact& c) { c.landline.e164 = base::Personal("+441632960999"); }},
      {"work_phone", [](Contact& c) { c.work.e164 = base::Personal("+441632960999"); }},
      {"opted_out", [](Contact& c) { c.opted_out = {roll::Channel::kText}; }},
      {"address_confidential", [](Contact& c) { c.address_confidential = true; }},
      {"relationship", [](Contact& c) { c.relationship = "aunt"; }},
      {"title", [](Contact& c) { c.title = base::Personal("Dr"); }},
      {"forename", [](Contact& c) { c.forename = base::Personal("Al"); }},
      {"surname", [](Contact& c) { c.surname = base::Personal("Marsh"); }},
      {"lives_with_pupil", [](Contact& c) { c.lives_with_pupil = roll::Answer::kNo; }},
      {"language", [](Contact& c) { c.language = "cy"; }},
      {"email", [](Contact& c) { c.email = base::Personal("b@example.org"); }},
      {"address", [](Contact& c) { c.address.lines.clear(); }},
  };
  std::size_t matter = 0;
  for (const auto& [field, change] : changes) {
    roll::Roll after = before;
    change(contact_of(after, "C1"));
    const RollDiff d = diff(before, after, {});
    ASSERT_EQ(d.changed_contacts.size(), 1u) << field;
    EXPECT_EQ(d.changed_contacts[0].key, key("P1", "C1"));
    ASSERT_EQ(d.changed_contacts[0].fields.size(), 1u) << field;
    EXPECT_EQ(d.changed_contacts[0].fields[0].field, field);
    EXPECT_NE(d.changed_contacts[0].fields[0].before, d.changed_contacts[0].fields[0].after) << field;
    matter += d.changed_contacts[0].fields[0].matters ? 1U : 0U;
  }
  EXPECT_EQ(matter, 10u) << "the first ten decide who is told, how and by which number";
}

TEST(RollDiff, ANewPriorityIsAChangeAndNoNewContact) {
  roll::Roll before = ss::roll();
  Contact second = contact_of(before, "C1");
  second.ref = ContactRef("C9");
  second.priority = 2;
  before.contacts.push_back(second);
  before.sort();
  roll::Roll after = before;
  contact_of(after, "C1").priority = 3;
  after.sort();
  const RollDiff d = diff(before, after, {});
  EXPECT_TRUE(d.added_contacts.empty());
  EXPECT_TRUE(d.removed_contacts.empty());
  ASSERT_EQ(d.changed_contacts.size(), 1u);
  EXPECT_EQ(d.changed_contacts[0].fields,
            (std::vector<FieldChange>{{"priority", base::Personal("1"), base::Personal("3"), true}}));
}

TEST(RollDiff, BarsAreListedByThemselves) {
  const roll::Roll before = ss::roll();
  roll::Roll after = before;
  contact_of(after, "C1").barred = true;
  contact_of(after, "C4").barred = false;
  const RollDiff d = diff(before, after, {});
  EXPECT_EQ(d.newly_barred, std::vector{key("P1", "C1")});
  EXPECT_EQ(d.changed_contacts.size(), 2u);
}

TEST(RollDiff, ARemovedContactNeverComesBackSilently) {
  const roll::Roll after = ss::roll();
  roll::Roll before = after;
  std::erase_if(before.contacts,
                [](const Contact& c) { return c.ref.text() == "C2" || c.ref.text() == "C6"; });
  const RollDiff d = diff(before, after, {removed("P9", "C9"), removed("P2", "C2")});
  EXPECT_EQ(keys_of(d.returning), std::vector{key("P2", "C2")});
  EXPECT_EQ(d.added_contacts, std::vector{key("P6", "C6")});
  EXPECT_FALSE(d.empty());
  EXPECT_EQ(why(d.returning.at(0)), "Was removed on 12/01/2027, and comes back.");
  roll::Roll held = after;
  hold_out(held, before, d.returning);
  EXPECT_EQ(held.contacts.size(), 5u);
  EXPECT_TRUE(diff(before, held, {removed("P2", "C2")}).returning.empty());
  EXPECT_EQ(diff(after, after, {removed("P2", "C2")}).returning.size(), 0u)
      << "one who is on record did not return";
}

TEST(RollDiff, ProfessionalsAndSiblingsCount) {
  const roll::Roll before = ss::roll();
  roll::Roll after = before;
  after.professionals[0].phone = {};
  after.siblings.pop_back();
  const RollDiff d = diff(before, after, {});
  EXPECT_FALSE(d.empty());
  EXPECT_EQ(d.changed_professionals, std::vector{PupilRef("P1")});
  EXPECT_EQ(d.changed_siblings, std::vector{PupilRef("P6")});
}

TEST(RollDiff, ACutShortFileIsSuspected) {
  const roll::Roll before = crowd(100);
  const auto without = [&](int gone) {
    roll::Roll after = before;
    after.pupils.resize(static_cast<std::size_t>(100 - gone));
    std::erase_if(after.contacts, [&](const Contact& c) { return after.find(c.pupil) == nullptr; });
    return diff(before, after, {});
  };
  EXPECT_FALSE(without(25).looks_partial) << "a year group leaves";
  EXPECT_TRUE(without(26).looks_partial);
  EXPECT_NE(without(26).why_partial.find("26 of 100 pupils"), std::string::npos);
  EXPECT_NE(without(26).why_partial.find("cut short"), std::string::npos);
  const roll::Roll small = crowd(12);
  roll::Roll half = small;
  half.pupils.resize(6);
  EXPECT_FALSE(diff(small, half, {}).looks_partial) << "six of twelve are few, and no more than half";
  half.pupils.resize(5);
  EXPECT_NE(diff(small, half, {}).why_partial.find("7 of 12 pupils"), std::string::npos);
  roll::Roll fewer = small;
  fewer.contacts.resize(5);
  EXPECT_NE(diff(small, fewer, {}).why_partial.find("7 of 12 contacts"), std::string::npos);
  roll::Roll one = crowd(1);
  EXPECT_FALSE(diff(one, roll::Roll{one.school, {}, {}, {}, {}}, {}).looks_partial) << "one is no cut";
  roll::Roll no_contacts = before;
  no_contacts.contacts.resize(50);
  EXPECT_NE(diff(before, no_contacts, {}).why_partial.find("50 of 100 contacts"), std::string::npos);
}

bool is_barred(const roll::Roll& roll, const ContactKey& key) {
  return std::any_of(roll.contacts.begin(), roll.contacts.end(), [&](const Contact& c) {
    return c.pupil == key.pupil && c.ref == key.contact && c.barred;
  });
}

TEST(RollDiff, WhatIsAddedOneWayIsRemovedTheOther) {
  const roll::Roll all = ss::roll();
  for (unsigned mask = 0; mask < 64; ++mask) {
    roll::Roll some = all;
    std::erase_if(some.contacts, [&](const Contact& c) {
      return (mask >> static_cast<unsigned>(c.ref.text()[1] - '1') & 1U) != 0;
    });
    auto added = diff(some, all, {}).added_contacts;
    std::erase_if(added, [&](const ContactKey& k) { return is_barred(all, k); });  // those never go so
    EXPECT_EQ(diff(all, some, {}).removed_contacts, added);
  }
}

}  // namespace
}  // namespace firstday::intake
