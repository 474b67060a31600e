#include "workflow/delivery_log.h"

#include <gmock/gmock.h>

#include "workflow/run_day.h"
#include "workflow/test_house.h"

namespace firstday::workflow {
namespace {

using job::State;
using testing::ElementsAre;
using testing::HasSubstr;

/// Two pupils were texted about; the second's text was refused.
class DeliveryLog : public testing::Test {
 protected:
  DeliveryLog() {
    t.set_sandbox({{"fail", "302"}});
    t.add_pupil("P1", "C1", "+447700900301");
    t.add_pupil("P2", "C2", "+447700900302");
    t.mark("P1", "N");
    t.mark("P2", "N");
    EXPECT_TRUE(run_day(t.house(), {}, nullptr).ok());
  }

  /// The contacts who were texted, of those rows that are asked for.
  std::vector<std::string> texted(const LogAsk& ask) {
    ports::JobFilter texts;
    texts.kind = job::Kind::kText;
    std::vector<std::string> out;
    for (const LogRow& row :
         delivery_log(t.house(), {}, filter_for(t.house(), {}, ask, texts).value()).value())
      out.push_back(row.job.job.to.contact.text());
    return out;
  }
  std::string refused(const LogAsk& ask) { return filter_for(t.house(), {}, ask).error().what; }

  TestHouse t;
};

TEST_F(DeliveryLog, FindsAPupilByReferenceOrName) {
  EXPECT_THAT(texted({"P1", "", ""}), ElementsAre("C1"));
  EXPECT_THAT(texted({"P2", "", ""}), ElementsAre("C2"));
  EXPECT_THAT(texted({}), testing::UnorderedElementsAre("C1", "C2"));
}

TEST_F(DeliveryLog, OneReferenceInTwoSchoolsAsksForTheSchool) {
  const roll::Urn other = support::other_school();
  config::SchoolSettings second = t.school();
  second.school.urn = other;
  second.school.name = "Beech Lane";
  t.house().settings.schools.push_back(second);
  ports::RollChange change;
  change.school = other;
  change.put_pupils = {support::pupil("P1")};
  ASSERT_TRUE(t.schools.apply(change).ok());
  const std::string said = refused({"P1", "", ""});
  EXPECT_THAT(said, HasSubstr("Pupils of several schools are meant by 'P1': "));
  EXPECT_THAT(said, HasSubstr("(" + t.school().school.urn.text() + ")"));
  EXPECT_THAT(said, HasSubstr("Beech Lane (" + other.text() + "). Give --school URN."));
  EXPECT_TRUE(filter_for(t.house(), other, {"P1", "", ""}).ok());
  const auto named = filter_for(t.house(), {}, {"P2", "", ""});
  ASSERT_TRUE(named.ok());
  EXPECT_EQ(named.value().school, t.school().school.urn) << "the other school's P2 is another child";
}

TEST_F(DeliveryLog, AnotherSchoolsChildOfTheSameReferenceIsNotShown) {
  config::SchoolSettings second = t.school();
  second.school.urn = support::other_school();
  t.house().settings.schools.push_back(second);
  ports::RollChange change;
  change.school = second.school.urn;
  change.put_pupils = {support::pupil("P2")};
  change.put_contacts = {support::contact("P2", "C2")};
  change.put_pupils[0].forename = change.put_contacts[0].forename = base::Personal("Zadie");
  change.put_pupils[0].surname = change.put_contacts[0].surname = base::Personal("Quill");
  ASSERT_TRUE(t.schools.apply(change).ok());
  EXPECT_THAT(texted({"Zadie Quill", "", ""}), testing::IsEmpty()) << "nothing was sent about her";
  EXPECT_THAT(texted({"", "Zadie Quill", ""}), testing::IsEmpty());
  EXPECT_THAT(texted({"", "C2", ""}), ElementsAre("C2")) << "the reference is good in both";
}

/// Pupils of the text to C9, as the log names them.
std::vector<std::string> named(TestHouse& t, const LogAsk& ask) {
  std::vector<std::string> out;
  for (const LogRow& row : delivery_log(t.house(), {}, filter_for(t.house(), {}, ask).value()).value())
    if (row.job.job.to.contact == roll::ContactRef("C9"))
      for (const job::Subject& s : row.job.job.subjects) out.push_back(s.pupil.text());
  return out;
}

TEST_F(DeliveryLog, NamesOnlyThePupilsWhomAMergedTextIsAboutInTheEnd) {
  ASSERT_TRUE(t.queue.enqueue(support::batch({support::text_job({"P1", "P2"}, "C9")}), "firstday").ok());
  EXPECT_THAT(named(t, {}), ElementsAre("P1", "P2"));
  ports::JobFilter filter;
  filter.contact = roll::ContactRef("C9");
  const auto withdraw = [&](const char* pupil) {
    const job::JobId id = t.queue.jobs(filter).value().at(0).job.id;
    const ports::JobChange gone{t.school().school.urn, id,          job::Event::kWithdraw,
                                roll::PupilRef(pupil), "came late", "A. Office",
                                t.clock.now()};
    return t.queue.change(std::span(&gone, 1)).ok();
  };
  ASSERT_TRUE(withdraw("P1"));
  EXPECT_THAT(named(t, {}), ElementsAre("P2"));
  EXPECT_THAT(named(t, {"P1", "", ""}), testing::IsEmpty()) << "nobody was told of P1";
  EXPECT_THAT(named(t, {"P2", "", ""}), ElementsAre("P2"));
  ASSERT_TRUE(withdraw("P2"));
  EXPECT_THAT(named(t, {"P1", "", ""}), ElementsAre("P1", "P2")) << "none went";
}

TEST_F(DeliveryLog, FindsAContactByReferenceOrName) {
  EXPECT_THAT(texted({"", "C2", ""}), ElementsAre("C2"));
  roll::Contact c = support::contact("P1", "C1");
  c.forename = base::Personal("Zadie");
  c.surname = base::Personal("Quill");
  t.put({c});
  EXPECT_THAT(texted({"", "zadie quill", ""}), ElementsAre("C1"));
}

TEST_F(DeliveryLog, SaysWhichContactsSeveralOfANameAre) {
  std::vector<roll::Contact> both = {support::contact("P1", "C1"), support::contact("P2", "C2")};
  for (roll::Contact& c : both) {
    c.forename = base::Personal("Zadie");
    c.surname = base::Personal("Quill");
  }
  t.put(both);
  EXPECT_THAT(refused({"", "Zadie Quill", ""}), HasSubstr("C1, C2"));
}

TEST_F(DeliveryLog, ASlipOfTheFingerIsNotReadAsNothingSent) {
  EXPECT_THAT(refused({"P9", "", ""}), HasSubstr("P9"));
  EXPECT_THAT(refused({"", "C9", ""}), HasSubstr("C9"));
  EXPECT_THAT(refused({"", "", "gone"}), HasSubstr("gone"));
}

TEST_F(DeliveryLog, UnderstandsTheWordsThatItShows) {
  EXPECT_THAT(texted({"", "", "sent"}), ElementsAre("C1"));
  EXPECT_THAT(texted({"", "", "accepted_final"}), ElementsAre("C1"));
  EXPECT_THAT(texted({"", "", "failed"}), ElementsAre("C2"));
  for (const State s : job::kStates) {
    const auto states = filter_for(t.house(), {}, {"", "", std::string(job::in_words(s))}).value().states;
    EXPECT_THAT(states, testing::Contains(s)) << job::in_words(s);
  }
}

}  // namespace
}  // namespace firstday::workflow
