// Who is who when the export gives contacts no reference of their own.
#include <gtest/gtest.h>

#include "intake/contact_draft.h"
#include "intake/roll_diff.h"
#include "intake/small_school.h"

namespace firstday::intake {
namespace {

namespace ss = small_school;

const std::string kHead = "school,pupil,forename,surname,mobile,landline,email,postcode,court_order";

roll::Roll read(const std::vector<std::string>& rows, const roll::Roll& known = {}) {
  return ss::roll_of(ss::with_contacts(rows, kHead), record(known));
}

std::vector<std::string> refs(const roll::Roll& roll) {
  std::vector<std::string> out;
  for (const roll::Contact& c : roll.contacts) out.push_back(c.ref.text());
  return out;
}

TEST(ContactRef, IsTheSameAtEveryImport) {
  const roll::Roll roll = read({"900001,P1,Alex,Marshfield,07700 900301,,,,"});
  ASSERT_EQ(refs(roll).size(), 1u);
  EXPECT_EQ(refs(roll)[0], "c9gtfx63x9pqgq") << "the same on every machine and in every version";
  EXPECT_EQ(refs(read({"900001,P1,ALEX ,Marshfield,+44 7700 900301,,,,"})), refs(roll))
      << "however it is typed";
  EXPECT_EQ(refs(read({"900001,P1,Alex,Marshfield,7700900301,01632 960301,a@example.org,CB7 1ZZ,"})),
            refs(roll))
      << "the mobile decides";
}

TEST(ContactRef, ShowsNothingOfThePerson) {
  const std::string ref = refs(read({"900001,P1,Alex,Marshfield,07700 900301,,,,"}))[0];
  EXPECT_EQ(ref.find("900301"), std::string::npos);
  EXPECT_EQ(ref.size(), 14u);
}

TEST(ContactRef, BrothersAndSistersShareTheirParents) {
  const auto both = refs(
      read({"900001,P1,Alex,Marshfield,07700 900301,,,,", "900001,P2,Alex,Marshfield,07700 900301,,,,"}));
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0], both[1]);
}

TEST(ContactRef, DifferentPeopleDiffer) {
  const auto all =
      refs(read({"900001,P1,Alex,Marshfield,07700 900301,,,,", "900001,P1,Pat,Marshfield,07700 900301,,,,",
                 "900001,P1,Alex,Marshfield,,01632 960301,,,", "900001,P1,Alex,Marshfield,,,a@example.org,,",
                 "900001,P1,Alex,Marshfield,,,,CB7 1ZZ,"}));
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 5u);
}

TEST(ContactRef, SchoolsCannotBeJoinedByIt) {
  roll::Contact c;
  c.forename = base::Personal("Alex");
  EXPECT_NE(person_key(roll::Urn("900001"), c), person_key(roll::Urn("900002"), c));
}

TEST(ContactRef, ANewNumberIsTheSamePerson) {
  const roll::Roll before =
      read({"900001,P1,Alex,Marshfield,07700 900301,,,,", "900001,P1,Pat,Marshfield,07700 900302,,,,"});
  const roll::Roll after = read(
      {"900001,P1,Alex,Marshfield,07700 900399,,,,", "900001,P1,Pat,Marshfield,07700 900302,,,,"}, before);
  const RollDiff d = diff(before, after, {});
  EXPECT_TRUE(d.added_contacts.empty());
  EXPECT_TRUE(d.removed_contacts.empty());
  ASSERT_EQ(d.changed_contacts.size(), 1u);
  EXPECT_EQ(d.changed_contacts[0].fields[0].field, "mobile");
}

TEST(ContactRef, ANewSiblingFindsTheParentWhoseNumberHadChanged) {
  const roll::Roll first = read({"900001,P1,Alex,Marshfield,07700 900301,,,,"});
  const roll::Roll second = read({"900001,P1,Alex,Marshfield,07700 900399,,,,"}, first);
  const roll::Roll third = read(
      {"900001,P1,Alex,Marshfield,07700 900399,,,,", "900001,P2,Alex,Marshfield,07700 900399,,,,"}, second);
  ASSERT_EQ(third.contacts.size(), 2u);
  EXPECT_EQ(third.contacts[0].ref, first.contacts[0].ref);
  EXPECT_EQ(third.contacts[1].ref, first.contacts[0].ref);
}

TEST(ContactRef, FatherAndSonOfOneNameAreTwo) {
  const std::vector<std::string> rows = {"900001,P1,John,Marshfield,07700 900301,,,,",
                                         "900001,P1,John,Marshfield,07700 900302,,,,"};
  const roll::Roll before = read(rows);
  ASSERT_EQ(before.contacts.size(), 2u);
  EXPECT_EQ(refs(read(rows, before)), refs(before));
  const roll::Roll after = read({rows[0], "900001,P1,John,Marshfield,07700 900303,,,,"}, before);
  EXPECT_EQ(after.contacts.size(), 2u);
  EXPECT_NE(ss::contact(after, "P1", refs(before)[0]) != nullptr,
            ss::contact(after, "P1", refs(before)[1]) != nullptr);
}

TEST(ContactRef, ABarStaysWithThePersonWhoseNumberChanged) {
  const roll::Roll before = read({"900001,P1,Alex,Marshfield,07700 900301,,,,yes"});
  const roll::Roll after = ss::roll_of(
      ss::with_contacts({"900001,P1,Alex,Marshfield,07700 900399"}, "school,pupil,forename,surname,mobile"),
      record(before));
  ASSERT_EQ(after.contacts.size(), 1u);
  EXPECT_EQ(after.contacts[0].ref, before.contacts[0].ref);
  EXPECT_TRUE(after.contacts[0].barred);
}

}  // namespace
}  // namespace firstday::intake
