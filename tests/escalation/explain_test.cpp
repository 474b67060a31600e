#include "escalation/explain.h"

#include <gmock/gmock.h>

#include "escalation/scenario.h"

namespace firstday::escalation::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

std::vector<std::string> sentences(const World& w, const char* pupil) {
  std::vector<std::string> out;
  for (const Explanation& e : explain(w.plan(), w.roll, w.policies, roll::PupilRef(pupil)))
    out.push_back(e.text);
  return out;
}

World day_two(const std::string& more = {}) {
  return read_scenario(
      "now 2027-01-12 09:35\nrelease 09:45\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "contact P1 C2 father pr=yes mobile=+447700900302 address=other barred\nmarks P1 2027-01-11 N,N N,-\n" +
      more);
}

TEST(Explain, SaysWhereTheCaseStands) {
  EXPECT_EQ(sentences(day_two(), "P1").front(),
            "A case was opened: no reason is known for the absence since 11/01/2027 (am). This is school day "
            "2 of the "
            "absence.");
}

TEST(Explain, AJobNamesItsRuleItsTimeWhatItWaitsForAndWhatStopsIt) {
  EXPECT_THAT(
      sentences(day_two(), "P1"),
      Contains(
          "A telephone call is to be made to the mother (C1): absence. \"Step by Step Guide to First Day "
          "Calling and beyond\" asks for it on day 2 (000-06). It falls due at 10:00 and is dropped after "
          "18:00. It waits 15 minutes after the text that goes first. It falls away if the family gives a "
          "reason first, or if the register changes to present or to a reason, or if a reason is accepted. "
          "If nobody answers, leave a message."));
}

TEST(Explain, AWithholdingNamesItsRule) {
  const World w = day_two();
  bool found = false;
  for (const Explanation& e : explain(w.plan(), w.roll, w.policies, roll::PupilRef("P1")))
    if (e.rule == "barred" && e.step == "day-2-text") {
      found = true;
      EXPECT_EQ(e.text, "No text to the father (C2): a court order forbids contact. (000-06)");
      EXPECT_EQ(e.rows, std::vector<std::string>{"000-06"});
      EXPECT_EQ(e.contact, roll::ContactRef("C2"));
    }
  EXPECT_TRUE(found);
}

TEST(Explain, ADecisionSaysWhatDependsOnItAndALetterWhatItFollowsFrom) {
  const World asked = day_two();
  EXPECT_THAT(sentences(asked, "P1"),
              Contains(AllOf(HasSubstr("A decision is asked of the attendance officer: believe holiday."),
                             HasSubstr("To be considered: an international dialling tone was heard;"),
                             HasSubstr("On the answer depends: letter, holiday (000-09)."),
                             HasSubstr("must be written down"))));
  const World decided =
      day_two("case P1/2027-01-11\ndecision P1/2027-01-11 2027-01-12 09:10 believe_holiday yes\n");
  EXPECT_THAT(sentences(decided, "P1"),
              Contains(AllOf(HasSubstr("A first-class letter goes to the mother (C1): holiday."),
                             HasSubstr("It follows from the decision \"believe holiday\": yes."),
                             HasSubstr("in its own envelope"))));
}

TEST(Explain, WhatIsMadeUpSaysSinceWhen) {
  const World w = read_scenario(
      "now 2027-01-14 09:35\npupil P1 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "marks P1 2027-01-11 N,N N,N N,N N,-\n");
  EXPECT_THAT(sentences(w, "P1"),
              Contains(HasSubstr("It was due on 13/01/2027 and is made up until it is done.")));
}

TEST(Explain, ATaskOutsideTheProcedureSaysSo) {
  const World w = read_scenario("now 2027-01-12 09:35\npupil P1 5H\nmarks P1 2027-01-12 N,-\n");
  EXPECT_THAT(
      sentences(w, "P1"),
      Contains(
          AllOf(HasSubstr("A task is set for the designated safeguarding lead: nobody on record may be told"),
                HasSubstr("No procedure asks for this"))));
  EXPECT_THAT(
      sentences(w, "P1"),
      Contains("For the pupil as a whole: nobody on record may be rung or texted; a task was raised."));
}

TEST(Explain, AMergedTextIsExplainedForEachChildByItsOwnStep) {
  const World w = read_scenario(
      "now 2027-01-12 09:35\npupil P1 5H\npupil P2 5H\ncontact P1 C1 mother pr=yes mobile=+447700900301\n"
      "contact P2 C1 mother pr=yes mobile=+447700900301\nmarks P1 2027-01-11 /,/ N,-\nmarks P2 2027-01-11 "
      "N,N N,-\n");
  EXPECT_THAT(sentences(w, "P1"),
              Contains(AllOf(HasSubstr("asks for it on day 1"), HasSubstr("2 children"))));
  EXPECT_THAT(sentences(w, "P2"),
              Contains(AllOf(HasSubstr("asks for it on day 2"), HasSubstr("2 children"))));
}

TEST(Explain, APupilWithoutAnythingGetsASentenceToo) {
  World w = day_two();
  EXPECT_EQ(sentences(w, "P9"),
            std::vector<std::string>{"No session of 12/01/2027 is marked absent without a reason."});
  w = read_scenario("now 2027-01-12 13:40\npupil P1 5H\nmarks P1 2027-01-12 N,/\ncase P1/2027-01-12\n");
  EXPECT_THAT(sentences(w, "P1").front(), HasSubstr("The case was closed: the pupil has been in school."));
}

TEST(Explain, NoSentenceHoldsANumberOrAnInternalWord) {
  for (const std::string& text : sentences(day_two(), "P1")) {
    EXPECT_EQ(text.find("07700"), std::string::npos) << text;
    EXPECT_EQ(text.find("7700900"), std::string::npos) << text;
    EXPECT_EQ(text.find('_'), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace firstday::escalation::testing
