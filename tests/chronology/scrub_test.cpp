#include "chronology/scrub.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstday::chronology {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Scrubber with_alex() {
  Scrubber s;
  s.keep("Robin");
  s.keep("Marsh");
  s.keep_number("+447700900301");
  s.keep_email("kim@example.org");
  s.hide_person("Alex", "Marsh");
  s.hide_person("Zoë", "O'Brien-Łuk");
  s.hide_number("+447700900777");
  s.hide_email("alex@example.org");
  roll::Address a;
  a.lines = {base::Personal("4 Example Row"), base::Personal("Ely")};
  a.postcode = base::Personal("CB7 1ZZ");
  s.hide_address(a);
  return s;
}

TEST(Scrubber, FindsANameInAnyCaseOrderAndPunctuation) {
  for (const char* text : {"Alex said so", "ALEX", "alex's phone", "Marsh, Alex", "Alex  Marsh", "(Alex)",
                           "zoë", "ZOË", "O’Brien", "Brien", "ŁUK"})
    EXPECT_THAT(with_alex().clean(text), HasSubstr("left out")) << text;
  for (const char* text : {"Robin is ill", "Robin Marsh", "Alexandra", "example", "nothing"})
    EXPECT_EQ(with_alex().clean(text), text);
}

TEST(Scrubber, FindsANumberInAnyWriting) {
  for (const char* text :
       {"+447700900777", "07700 900777", "07700-900-777", "0044 7700 900 777", "(07700) 900777",
        "07700\u00a0900777", "ring 07700.900.777 now", "12:30 07700 900777"})
    EXPECT_EQ(with_alex().clean(text).find("777"), std::string::npos) << text;
}

TEST(Scrubber, FindsAnEmailAndAnAddress) {
  EXPECT_EQ(with_alex().clean("mail ALEX@Example.org."), "mail [e-mail left out].");
  for (const char* text : {"at 4 example row", "at Example Row, no. 4", "in ely", "CB7 1ZZ", "cb71zz"})
    EXPECT_THAT(with_alex().clean(text), HasSubstr("left out")) << text;
}

TEST(Scrubber, AStrangersNumberGoesAndTheReadersOwnStays) {
  Scrubber s = with_alex();
  s.hide_strangers();
  EXPECT_EQ(s.clean("ring 01632 960999"), "ring [number left out]");
  EXPECT_EQ(s.clean("me@elsewhere.org"), "[e-mail left out]");
  EXPECT_EQ(s.clean("I am kim@example.org, 07700 900301"), "I am kim@example.org, 07700 900301");
  EXPECT_EQ(s.clean("back on 2027-01-20 at 08:50"), "back on 2027-01-20 at 08:50");
  EXPECT_EQ(s.clean("on 20/01/2027, 3 days"), "on 20/01/2027, 3 days");
}

TEST(Scrubber, SomebodyElseOfTheRollIsKnownByTheWholeName) {
  Scrubber s;
  s.hide_name("Will", "Day");
  EXPECT_EQ(s.clean("it will be a day"), "it will be a day");
  EXPECT_EQ(s.clean("with Will Day today"), "with [left out] today");
}

TEST(Scrubber, AnAddressThatIsTheReadersOwnTooStays) {
  roll::Address home;
  home.lines = {base::Personal("4 Example Row")};
  home.postcode = base::Personal("CB7 1ZZ");
  Scrubber s;
  s.keep_address(home);
  s.hide_address(home);
  EXPECT_EQ(s.clean("4 Example Row, CB7 1ZZ"), "4 Example Row, CB7 1ZZ");
}

TEST(Scrubber, BrokenBytesDoNotMatter) {
  EXPECT_EQ(with_alex().clean(std::string("\xC3")), "\xC3");
  EXPECT_THAT(with_alex().clean("\xE2\x80 Alex \xFF"), Not(HasSubstr("Alex")));
}

}  // namespace
}  // namespace firstday::chronology
