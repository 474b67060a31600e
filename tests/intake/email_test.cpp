#include "intake/email.h"

#include <gtest/gtest.h>

namespace firstday::intake {
namespace {

TEST(Email, IsLowerCaseWithoutSpaceAround) {
  EXPECT_EQ(normalise_email(" A.Marsh@Example.ORG\xC2\xA0"), "a.marsh@example.org");
  EXPECT_EQ(normalise_email("o'hara+school@mail.example.co.uk"), "o'hara+school@mail.example.co.uk");
  EXPECT_EQ(normalise_email("a@b\xC3\xBC"
                            "cher.example"),
            "a@b\xC3\xBC"
            "cher.example");
  EXPECT_EQ(normalise_email("a@example.xn--p1ai"), "a@example.xn--p1ai");
}

TEST(Email, RefusesWhatNoMailReaches) {
  for (const char* text : {"",
                           "a",
                           "@example.org",
                           "a@",
                           "a@example",
                           "a b@example.org",
                           "a@exam ple.org",
                           "a@@example.org",
                           "a@example..org",
                           "a..b@example.org",
                           ".a@example.org",
                           "a@-example.org",
                           "a@example.o1",
                           "a@example.org; b@example.org",
                           "\"a b\"@example.org",
                           "a@example.org.",
                           "a@.org",
                           "n/a",
                           "none",
                           "a@exam_ple.org",
                           "a(home)@example.org"})
    EXPECT_EQ(normalise_email(text), std::nullopt) << text;
}

TEST(Email, LengthsAreBounded) {
  const std::string label(63, 'a');
  EXPECT_TRUE(normalise_email("a@" + label + ".org"));
  EXPECT_FALSE(normalise_email("a@" + label + "a.org"));
  EXPECT_FALSE(normalise_email(std::string(310, 'a') + "@example.org"));
  EXPECT_FALSE(normalise_email("a@" + label + "." + label + "." + label + "." + label + ".org"));
}

TEST(Email, ReadTwiceIsReadOnce) {
  for (const char* text : {"A@Example.org", "x.y@Z.example"}) {
    const auto once = normalise_email(text);
    ASSERT_TRUE(once);
    EXPECT_EQ(normalise_email(*once), once);
  }
}

}  // namespace
}  // namespace firstday::intake
