#include "intake/diff_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "intake/small_school.h"

namespace firstday::intake {
namespace {

namespace ss = small_school;
using base::Personal;
using roll::Contact;
using roll::ContactRef;
using roll::PupilRef;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Contact& contact_of(roll::Roll& roll, const char* ref) {
  return *std::find_if(roll.contacts.begin(), roll.contacts.end(),
                       [&](const Contact& c) { return c.ref.text() == ref; });
}

class DiffLines : public testing::Test {
 protected:
  std::vector<std::string> words() const {
    std::vector<std::string> out;
    for (const DiffLine& line : lines_of(diff(before, after, {}), before, after))
      out.push_back(in_words(line).reveal());
    return out;
  }

  roll::Roll before = ss::roll();
  roll::Roll after = ss::roll();
};

TEST_F(DiffLines, NothingChangedIsNoLine) {
  EXPECT_THAT(words(), ElementsAre());
}

TEST_F(DiffLines, AChangeSaysWhatItWasAndWhatItWillBe) {
  Contact& c = contact_of(after, "C1");
  c.mobile.e164 = Personal("+447700900388");
  c.priority = 2;
  c.email = {};
  EXPECT_THAT(
      words(),
      ElementsAre("Changed: contact Alex Marshfield (C1) of Robin Marshfield (P1): priority 1 -> 2; "
                  "mobile +447700900301 -> +447700900388; email a.marshfield@example.org -> nothing."));
}

TEST_F(DiffLines, AnAddedContactSaysWhatTheFileSays) {
  std::erase_if(before.contacts, [](const Contact& c) { return c.ref.text() == "C1"; });
  const auto said = words();
  ASSERT_EQ(said.size(), 1u);
  EXPECT_THAT(said[0],
              HasSubstr("Added: contact Alex Marshfield (C1) of Robin Marshfield (P1): priority 1;"));
  EXPECT_THAT(said[0], HasSubstr("mobile +447700900301"));
  EXPECT_THAT(said[0], Not(HasSubstr("nothing"))) << "what nobody gave is left out";
  EXPECT_THAT(said[0], Not(HasSubstr("landline")));
}

TEST_F(DiffLines, ARemovedContactSaysWhatItHeld) {
  std::erase_if(after.contacts, [](const Contact& c) { return c.ref.text() == "C1"; });
  EXPECT_THAT(words(),
              ElementsAre(HasSubstr("Removed: contact Alex Marshfield (C1) of Robin Marshfield (P1): ")));
  EXPECT_THAT(words().at(0), HasSubstr("mobile +447700900301"));
  EXPECT_THAT(words().at(0), Not(HasSubstr("->")));
}

TEST_F(DiffLines, ACourtOrderComesFirstAndInWords) {
  contact_of(after, "C1").relationship = "aunt";
  contact_of(after, "C6").barred = true;
  contact_of(after, "C5").landline = {};
  const auto said = words();
  ASSERT_EQ(said.size(), 4u);
  EXPECT_EQ(said[0],
            "Barred: contact June Ashdene (C6) of Wren Ashdene (P6). A court order: may no longer be told "
            "anything.");
  EXPECT_THAT(said[1], HasSubstr("(C5)")) << "a number matters";
  EXPECT_THAT(said[2], HasSubstr("court_order no -> yes"));
  EXPECT_THAT(said[3], HasSubstr("(C1)")) << "a word does not";
}

TEST_F(DiffLines, PupilsComeChangeAndGo) {
  std::erase_if(after.pupils, [](const roll::Pupil& p) { return p.ref.text() == "P1"; });
  std::erase_if(before.pupils, [](const roll::Pupil& p) { return p.ref.text() == "P2"; });
  after.pupils.back().form = "2B";
  after.contacts = before.contacts;
  const auto said = words();
  ASSERT_EQ(said.size(), 3u);
  EXPECT_EQ(said[0], "Removed: pupil Robin Marshfield (P1).");
  EXPECT_EQ(said[1], "Changed: pupil Wren Ashdene (P6): form 1K -> 2B.");
  EXPECT_THAT(said[2], HasSubstr("Added: pupil Cerys Vance (P2): "));
}

TEST_F(DiffLines, AConfidentialAddressIsNamedAndNotShown) {
  contact_of(after, "C3").address.lines = {Personal("1 New Road")};
  after.pupils[2].home.lines = {Personal("1 New Road")};
  contact_of(after, "C1").address.lines = {Personal("2 Open Road")};
  const std::string all = testing::PrintToString(words());
  EXPECT_THAT(all, HasSubstr("address confidential -> confidential"));
  EXPECT_THAT(all, Not(HasSubstr("New Road")));
  EXPECT_THAT(all, Not(HasSubstr("Sample Street")));
  EXPECT_THAT(all, HasSubstr("2 Open Road"));
}

TEST_F(DiffLines, ProfessionalsAndSiblingsShowTheirRole) {
  after.professionals[0].phone.e164 = Personal("+441632960199");
  after.siblings.pop_back();
  const auto said = words();
  ASSERT_EQ(said.size(), 2u);
  EXPECT_THAT(said[0],
              HasSubstr("Changed: pupil Robin Marshfield (P1): key_worker Priya Nairn +441632960140"));
  EXPECT_THAT(said[0], HasSubstr(" -> Priya Nairn +441632960199"));
  EXPECT_THAT(said[1], HasSubstr("sibling_elsewhere Lark Ashdene"));
  EXPECT_THAT(said[1], HasSubstr("-> nothing."));
}

TEST_F(DiffLines, WhoIsHeldOutIsShownWithTheReasonAndTheWayOut) {
  std::erase_if(before.contacts, [](const Contact& c) { return c.ref.text() == "C1"; });
  const Returning back{{PupilRef("P1"), ContactRef("C1")}, base::make_date(2027, 1, 12), ContactRef("C8")};
  const auto lines = held_out_lines({back}, before, after);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(word(lines[0].kind), "held_out");
  const std::string said = in_words(lines[0]).reveal();
  EXPECT_THAT(said, HasSubstr("HELD OUT: contact Alex Marshfield (C1) of Robin Marshfield (P1): "));
  EXPECT_THAT(said, HasSubstr("mobile +447700900301"));
  EXPECT_THAT(said, HasSubstr("Was removed on 12/01/2027 as C8, and comes back. Take the person out"));
}

TEST_F(DiffLines, ALinePrintsMasked) {
  contact_of(after, "C1").priority = 2;
  const auto lines = lines_of(diff(before, after, {}), before, after);
  std::ostringstream printed;
  printed << in_words(lines.at(0)) << lines[0].contact_name << lines[0].fields.at(0).after;
  EXPECT_EQ(printed.str(), "*********");
}

TEST(Headline, CountsAndNamesNobody) {
  EXPECT_EQ(headline(diff({}, ss::roll(), {})),
            "School 900001: 6 pupils added, 6 contacts added, 6 pupils with other professionals, 6 pupils "
            "with other "
            "siblings elsewhere.");
}

}  // namespace
}  // namespace firstday::intake
