#include "workflow/chronicle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "workflow/case_record.h"
#include "workflow/record.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using chronology::Purpose;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// P1 with a mother, a father, a barred person and an emergency contact; the first day has begun.
class ChronicleFor : public ::testing::Test {
 protected:
  ChronicleFor() {
    t.add_pupil("P1", "C1", "+447700900301");
    roll::Contact father = support::contact("P1", "C2", 2);
    father.forename = base::Personal("Quentin");
    father.surname = base::Personal("Fenn");
    roll::Contact barred = support::contact("P1", "C3", 3);
    barred.barred = true;
    roll::Contact neighbour = support::contact("P1", "C4", 4);
    neighbour.emergency_only = true;
    t.put({father, barred, neighbour});
    t.mark("P1", "N");
    EXPECT_TRUE(tick(t.house(), {}, nullptr).ok());
    EXPECT_TRUE(record_reply(t.house(), {}, {"P1", "C1", "text", base::Personal("he is with Quentin")}).ok());
    EXPECT_TRUE(record_reply(t.house(), {}, {"P1", "C2", "text", base::Personal("he is not here")}).ok());
    EXPECT_TRUE(add_note(t.house(), {}, "P1", base::Personal("the parents do not speak")).ok());
  }

  base::Result<Chronicle> make(Purpose purpose, const std::string& parent = "") {
    return chronicle_for(t.house(), {}, "P1", {purpose, roll::ContactRef(parent)});
  }

  static std::string words(const Chronicle& c) {
    std::string out;
    for (const auto& r : c.rows)
      out += r.actor + " " + r.action + " " + r.recipient.reveal() + " " + r.address.reveal() + " " +
             r.result + "\n";
    return out;
  }

  TestHouse t;
};

TEST_F(ChronicleFor, AParentsCopyHasNothingOfTheOthers) {
  const auto made = make(Purpose::kParent, "C1");
  ASSERT_TRUE(made.ok());
  const std::string all = words(made.value());
  EXPECT_THAT(all, HasSubstr("he is with [name left out]"));
  for (const char* other : {"Quentin", "Fenn", "not here", "do not speak", "C2", "C3"})
    EXPECT_THAT(all, Not(HasSubstr(other)));
  EXPECT_GT(made.value().rows_left_out, 0u);
  EXPECT_THAT(made.value().left_out, Not(IsEmpty()));
  EXPECT_EQ(made.value().chain.broken_at, 0);
}

TEST_F(ChronicleFor, TheAuthoritysCopySaysWhoWasTriedAndWhatWasSaid) {
  const auto made = make(Purpose::kAuthority);
  ASSERT_TRUE(made.ok());
  EXPECT_THAT(words(made.value()), HasSubstr("he is not here"));
  EXPECT_THAT(words(made.value()), HasSubstr("the parents do not speak"));
  EXPECT_LT(make(Purpose::kSocialCare).value().rows.size(), made.value().rows.size());
}

TEST_F(ChronicleFor, ThatItWasMadeIsOnRecordWithWhomForWhomAndHowMuch) {
  t.house().actor = "a.price";
  const auto made = make(Purpose::kParent, "C1");
  ASSERT_TRUE(made.ok());
  const chronology::Event e = t.journal.all().back();
  EXPECT_EQ(e.type, chronology::Type::kChronologyGiven);
  EXPECT_EQ(e.actor, "a.price");
  EXPECT_EQ(e.at, t.clock.now());
  EXPECT_EQ(e.pupil, roll::PupilRef("P1"));
  EXPECT_EQ(e.contact, roll::ContactRef("C1"));
  EXPECT_EQ(e.detail("for"), "parent");
  EXPECT_EQ(e.detail("rows"), std::to_string(made.value().rows.size()));
  EXPECT_EQ(e.detail("rows_left_out"), std::to_string(made.value().rows_left_out));
  EXPECT_THAT(words(chronicle(t.house(), {}, "P1").value()), HasSubstr("Chronology made to be handed out"));
}

TEST_F(ChronicleFor, NeitherOnesOwnViewNorARefusalIsRecorded) {
  const auto events = t.journal.all().size();
  EXPECT_TRUE(chronicle(t.house(), {}, "P1").ok());
  EXPECT_FALSE(make(Purpose::kParent, "C3").ok());
  EXPECT_EQ(t.journal.all().size(), events);
}

TEST_F(ChronicleFor, ACopyDoesNotTellWhoElseHadOne) {
  ASSERT_TRUE(make(Purpose::kParent, "C2").ok());
  ASSERT_TRUE(make(Purpose::kAuthority).ok());
  EXPECT_THAT(words(make(Purpose::kParent, "C1").value()), Not(HasSubstr("handed out")));
  EXPECT_THAT(words(make(Purpose::kAuthority).value()), Not(HasSubstr("handed out")));
}

TEST_F(ChronicleFor, ItIsMadeForAParentWhoMayAskAndForNobodyElse) {
  EXPECT_THAT(make(Purpose::kParent, "C3").error().what, HasSubstr("court order"));
  EXPECT_THAT(make(Purpose::kParent, "C4").error().what, HasSubstr("emergency contact"));
  EXPECT_THAT(make(Purpose::kParent, "C9").error().what, HasSubstr("no contact of P1"));
  EXPECT_FALSE(make(Purpose::kParent).ok());
}

TEST_F(ChronicleFor, TheSchoolsOwnIsWhole) {
  const auto own = chronicle(t.house(), {}, "P1");
  ASSERT_TRUE(own.ok());
  EXPECT_FALSE(own.value().purpose);
  EXPECT_EQ(own.value().rows_left_out, 0u);
  EXPECT_THAT(words(own.value()), HasSubstr("do not speak"));
}

}  // namespace
}  // namespace firstday::workflow
