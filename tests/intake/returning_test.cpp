// A removed contact who comes back under another reference, number or name.
#include <gtest/gtest.h>

#include <functional>

#include "intake/contact_traces.h"
#include "intake/roll_diff.h"
#include "intake/small_school.h"

namespace firstday::intake {
namespace {

using base::Personal;
using roll::Contact;
using roll::ContactRef;
using roll::PupilRef;

/// Stands for the keyed hash: what matters here is what goes into it.
std::string plain(std::string_view text) {
  return "#" + std::string(text);
}

class Returns : public testing::Test {
 protected:
  Returns() {
    father_.pupil = PupilRef("P1");
    father_.ref = ContactRef("C20");
    father_.forename = Personal("Lee");
    father_.surname = Personal("Marshfield");
    father_.mobile = {Personal("+447700900320"), roll::PhoneKind::kMobile};
    father_.landline = {Personal("+441632960320"), roll::PhoneKind::kLandline};
    father_.email = Personal("lee@example.org");
    stranger_.pupil = PupilRef("P1");
    stranger_.ref = ContactRef("C21");
    stranger_.forename = Personal("Nic");
    stranger_.surname = Personal("Orme");
    stranger_.mobile = {Personal("+447700900321"), roll::PhoneKind::kMobile};
  }

  std::vector<RemovedEarlier> removed() const {
    return {{{father_.pupil, father_.ref}, base::make_date(2027, 1, 12), traces_of(father_, plain)}};
  }
  RollDiff diff_with(const Contact& added, const KeyedHash& hash = plain) const {
    roll::Roll after = before_;
    after.contacts.push_back(added);
    after.sort();
    return diff(before_, after, removed(), hash);
  }
  bool is_held(const Contact& added) const {
    const RollDiff d = diff_with(added);
    EXPECT_EQ(d.returning.size() + d.added_contacts.size(), 1u);
    return !d.returning.empty();
  }
  Contact& on_record() { return before_.contacts.front(); }

  roll::Roll before_ = small_school::roll();
  Contact father_;    ///< taken off P1 earlier
  Contact stranger_;  ///< has nothing of his
};

TEST_F(Returns, WhoHasNothingOfTheRemovedOneIsSimplyNew) {
  EXPECT_FALSE(is_held(stranger_));
}

TEST_F(Returns, ANewReferenceHidesNobody) {
  Contact back = father_;
  back.ref = ContactRef("C21");
  const RollDiff d = diff_with(back);
  ASSERT_EQ(d.returning.size(), 1u);
  EXPECT_EQ(
      d.returning[0],
      (Returning{{PupilRef("P1"), ContactRef("C21")}, base::make_date(2027, 1, 12), ContactRef("C20")}));
  EXPECT_EQ(in_words(d.returning[0]),
            "contact C21 of pupil P1 was removed on 12/01/2027 as C20, and comes back.");
}

TEST_F(Returns, OneTraceIsEnough) {
  const std::vector<std::pair<const char*, std::function<void(Contact&)>>> traces = {
      {"mobile", [&](Contact& c) { c.mobile = father_.mobile; }},
      {"a mobile written as the work number", [&](Contact& c) { c.work = father_.mobile; }},
      {"landline", [&](Contact& c) { c.landline = father_.landline; }},
      {"email", [&](Contact& c) { c.email = Personal("LEE@example.org"); }},
      {"name", [&](Contact& c) { c.forename = Personal("LEE"), c.surname = Personal("Marsh-Field"); }},
  };
  for (const auto& [what, give] : traces) {
    Contact back = stranger_;
    give(back);
    EXPECT_TRUE(is_held(back)) << what;
  }
}

TEST_F(Returns, AForenameAloneIsNoName) {
  father_.surname = {};
  Contact back = stranger_;
  back.forename = father_.forename;
  back.surname = {};
  EXPECT_FALSE(is_held(back));
}

TEST_F(Returns, AtAnotherChildHeIsNobodyWhoWasRemoved) {
  Contact at_sister = father_;
  at_sister.pupil = PupilRef("P2");
  EXPECT_FALSE(is_held(at_sister));
}

TEST_F(Returns, WhatSomebodyOnRecordBearsIsNoSign) {
  on_record().landline = father_.landline;
  Contact grandmother = stranger_;
  grandmother.landline = father_.landline;
  EXPECT_FALSE(is_held(grandmother)) << "the telephone of the house";
  grandmother.mobile = father_.mobile;
  EXPECT_TRUE(is_held(grandmother)) << "and his own";
}

TEST_F(Returns, WithoutTheKeyOnlyTheReferenceIsKnown) {
  EXPECT_TRUE(diff_with(stranger_, {}).returning.empty());
  stranger_.ref = father_.ref;
  EXPECT_EQ(diff_with(stranger_, {}).returning.size(), 1u);
}

TEST_F(Returns, InPlaceOfSomebodyOnRecordHeIsHeldOutToo) {
  roll::Roll after = before_;
  after.contacts.front().mobile = father_.mobile;
  after.contacts.front().opted_out = {roll::Channel::kEmail};
  const RollDiff d = diff(before_, after, removed(), plain);
  ASSERT_EQ(d.returning.size(), 1u);
  EXPECT_TRUE(d.changed_contacts.empty());
  hold_out(after, before_, d.returning);
  EXPECT_EQ(after.contacts.front().mobile, on_record().mobile) << "as it was";
  EXPECT_EQ(after.contacts.front().opted_out, std::vector{roll::Channel::kEmail})
      << "but what protects is taken";
  EXPECT_TRUE(diff(before_, after, removed(), plain).returning.empty());
}

TEST_F(Returns, ABarInTheFileIsTakenWhoeverItIs) {
  roll::Roll after = before_;
  after.contacts.front().mobile = father_.mobile;
  after.contacts.front().barred = true;
  const RollDiff d = diff(before_, after, removed(), plain);
  EXPECT_TRUE(d.returning.empty());
  EXPECT_EQ(d.newly_barred.size(), 1u);
}

TEST_F(Returns, OfSeveralRemovalsTheLastIsNamed) {
  std::vector<RemovedEarlier> twice = removed();
  twice.push_back({{PupilRef("P1"), ContactRef("C22")}, base::make_date(2027, 1, 20), twice[0].traces});
  roll::Roll after = before_;
  stranger_.mobile = father_.mobile;
  after.contacts.push_back(stranger_);
  after.sort();
  EXPECT_EQ(diff(before_, after, twice, plain).returning.at(0).removed_as, ContactRef("C22"));
}

TEST(Traces, AreSortedAndHoldThePupil) {
  Contact c;
  c.pupil = PupilRef("P1");
  c.mobile = c.work = {Personal("+447700900320"), roll::PhoneKind::kMobile};
  EXPECT_EQ(traces_of(c, plain), std::vector<std::string>{"#P1\nphone\n+447700900320"}) << "each once";
  c.email = Personal("a@example.org");
  c.surname = Personal("Orme");
  EXPECT_EQ(traces_of(c, plain), (std::vector<std::string>{"#P1\nemail\na@example.org", "#P1\nname\n orme",
                                                           "#P1\nphone\n+447700900320"}));
}

}  // namespace
}  // namespace firstday::intake
