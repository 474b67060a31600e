#include "chronology/acts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "chronology/facts.h"
#include "support/builders.h"

namespace firstday::chronology {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

using Named = std::vector<std::pair<const char*, const char*>>;

/// A record under construction: seq and time go on by themselves.
class Story {
 public:
  Story& add(Type type, const Named& details, const char* job = "", const char* contact = "") {
    Event e;
    e.seq = static_cast<long long>(events.size()) + 1;
    e.at = at_;
    at_ += std::chrono::minutes{1};
    e.type = type;
    e.school = support::hazel_road();
    e.pupil = roll::PupilRef("P1");
    e.case_id = job::CaseId("P1/2027-01-12");
    e.job = job::JobId(job);
    e.contact = roll::ContactRef(contact);
    e.actor = "A. Office";
    for (const auto& [name, value] : details) e.details.push_back({name, base::Personal(value)});
    events.push_back(e);
    return *this;
  }
  Story& plan(const char* job, const char* kind, const char* role = "", const char* contact = "") {
    return add(Type::kJobPlanned,
               {{"key", job},
                {"kind", kind},
                {"role", role},
                {"day", "2027-01-12"},
                {"about", "absence"},
                {"state", "with_staff"}},
               job, contact);
  }
  std::vector<Act> acts(Readers readers = Readers::kSafeguarding) const {
    roll::Roll roll;
    roll.pupils = {support::pupil("P1")};
    roll.contacts = {support::contact("P1", "C1")};
    roll.contacts[0].forename = base::Personal("Alex");
    roll.contacts[0].surname = base::Personal("Marsh");
    roll.contacts[0].relationship = "mother";
    return acts_of(events, roll, support::school_day(), readers);
  }
  std::string text(Readers readers = Readers::kSafeguarding) const {
    std::string out;
    for (const Act& a : acts(readers)) out += a.text.reveal() + "\n";
    return out;
  }

  std::vector<Event> events;

 private:
  base::Instant at_ = support::at(9, 35);
};

TEST(Acts, AMessageIsOneActWithWhatBecameOfIt) {
  Story s;
  s.plan("j1", "text", "", "C1");
  s.add(Type::kAttemptStarted, {{"kind", "text"}, {"to", "+447700900301"}, {"state", "in_flight"}}, "j1",
        "C1");
  s.add(Type::kAttemptFinished, {{"outcome", "accepted"}, {"state", "awaiting_receipt"}}, "j1", "C1");
  s.add(Type::kReceipt, {{"state", "delivered"}}, "j1", "C1");
  const auto acts = s.acts();
  ASSERT_THAT(acts, SizeIs(1));
  EXPECT_EQ(acts[0].text.reveal(), "Text message to Alex Marsh (mother), +447700900301.");
  EXPECT_EQ(acts[0].action, "delivered");
  EXPECT_EQ(acts[0].seq, 2);
  EXPECT_EQ(acts[0].changed, 4);
}

TEST(Acts, ACallSaysWhoWasRungOnWhichNumbersAndWhatWasSaid) {
  Story s;
  s.add(Type::kCall, {{"outcome", "reason_given"}, {"reason", "has a cold"}, {"note", "sounded tired."}}, "",
        "C1");
  s.add(Type::kResponse, {{"level", "reason_given"}, {"channel", "call"}, {"reason", "has a cold"}}, "",
        "C1");
  const auto acts = s.acts();
  ASSERT_THAT(acts, SizeIs(1)) << "the response is told by the call";
  EXPECT_THAT(acts[0].text.reveal(), HasSubstr("Rang Alex Marsh (mother) on +447700900"));
  EXPECT_THAT(acts[0].text.reveal(), HasSubstr("Reason given: has a cold. Note: sounded tired."));
  EXPECT_EQ(acts[0].action, "reason given");
  EXPECT_EQ(acts[0].actor, "A. Office");
}

TEST(Acts, ADecisionHasItsRoleAndRationale) {
  Story s;
  s.add(Type::kDecision, {{"about", "visit_today"},
                          {"answer", "no"},
                          {"role", "dsl"},
                          {"rationale", "seen by the social worker"},
                          {"consulted", "social_worker"}});
  EXPECT_EQ(s.text(),
            "Decision on visit today: no (dsl). Rationale: seen by the social worker. Consulted: social "
            "worker.\n");
  EXPECT_EQ(s.acts()[0].category, "Safeguarding");
}

TEST(Acts, AConcernItselfIsForThoseWhoSafeguard) {
  Story s;
  s.add(Type::kFlag, {{"about", "risk_of_harm"}, {"text", "a bruise"}});
  EXPECT_THAT(s.text(Readers::kSafeguarding), HasSubstr("The concern: a bruise."));
  EXPECT_THAT(s.text(Readers::kAllStaff), HasSubstr("A concern was raised about this pupil"));
  EXPECT_THAT(s.text(Readers::kAllStaff), Not(HasSubstr("bruise")));
  EXPECT_THAT(s.text(Readers::kAllStaff), Not(HasSubstr("harm")));
}

TEST(Acts, OfStaffWhoAreOutStandsThatTheyLeftAndCameBack) {
  Story s;
  s.add(Type::kFact, {{"about", "visit_left"},
                      {"value", "12:15"},
                      {"staff", "J. Head"},
                      {"mobile", "07700 900999"},
                      {"car", "blue AB12 CDE"},
                      {"code_word", "mango"}});
  s.add(Type::kFact, {{"about", "visit_check_in_due"}, {"value", "11:45"}});
  s.add(Type::kFact, {{"about", "visit_check_in"}});
  s.add(Type::kFact, {{"about", "code_word"}});
  s.add(Type::kFact, {{"about", "visit_returned"}});
  EXPECT_THAT(s.acts(), SizeIs(3));
  const std::string all = s.text();
  EXPECT_THAT(all, HasSubstr("Staff set out on a visit: J. Head."));
  for (const char* secret : {"12:15", "11:45", "07700", "AB12", "blue", "mango"})
    EXPECT_THAT(all, Not(HasSubstr(secret)));
}

TEST(Acts, ATaskThatWasDoneNamesWhoWasTold) {
  Story s;
  s.plan("j1", "notify", "social_worker").plan("j2", "letter", "", "C1").plan("j3", "call", "", "C1");
  s.add(Type::kTaskDone, {{"outcome", "done"}, {"state", "done"}}, "j1");
  s.add(Type::kTaskDone, {{"outcome", "done"}, {"state", "done"}}, "j2", "C1");
  s.add(Type::kTaskDone, {{"outcome", "no_answer"}, {"state", "done"}}, "j3", "C1");
  const auto acts = s.acts();
  ASSERT_THAT(acts, SizeIs(2)) << "a call has an event of its own";
  EXPECT_EQ(acts[0].alerted, "social worker");
  EXPECT_EQ(acts[0].text.reveal(), "Told social worker, about absence: done.");
  EXPECT_EQ(acts[1].text.reveal(), "Letter to Alex Marsh (mother), about absence: done.");
}

TEST(Acts, OnlyTheDayAndNoTicking) {
  Story s;
  s.plan("j1", "record", "sims");
  s.add(Type::kTaskDone, {{"outcome", "done"}, {"state", "done"}}, "j1");
  s.add(Type::kWithheld, {{"rule", "barred"}});
  s.events.push_back(support::note("P1", support::at(10) + std::chrono::hours{24}, "the next day"));
  EXPECT_THAT(s.acts(), IsEmpty());
}

TEST(Acts, WhoTickedTheRecordOfADayInASystem) {
  Story s;
  s.plan("j1", "record", "sims").plan("j2", "record", "cpoms");
  EXPECT_FALSE(last_tick(s.events, support::school_day(), ""));
  s.add(Type::kTaskDone, {{"outcome", "done"}, {"state", "done"}}, "j1");
  ASSERT_TRUE(last_tick(s.events, support::school_day(), "sims"));
  EXPECT_EQ(last_tick(s.events, support::school_day(), "sims")->seq, 3);
  EXPECT_EQ(last_tick(s.events, support::school_day(), "")->actor, "A. Office");
  EXPECT_FALSE(last_tick(s.events, support::school_day(), "cpoms"));
  EXPECT_FALSE(last_tick(s.events, support::school_day() + std::chrono::days{1}, "sims"));
}

TEST(Acts, ARecordThatWasTickedIsBehindWhenMoreIsDone) {
  Story s;
  s.add(Type::kCaseOpened, {{"first_date", "2027-01-12"}});
  s.plan("j1", "record", "sims");
  s.add(Type::kTaskDone, {{"outcome", "done"}, {"state", "done"}}, "j1");
  EXPECT_FALSE(facts_of(s.events).cases.at(0).job("j1")->acted_since);
  s.add(Type::kReceipt, {{"state", "delivered"}}, "j9");
  EXPECT_FALSE(facts_of(s.events).cases.at(0).job("j1")->acted_since) << "a receipt is nothing that was done";
  s.add(Type::kCall, {{"outcome", "no_answer"}}, "", "C1");
  EXPECT_TRUE(facts_of(s.events).cases.at(0).job("j1")->acted_since);
}

}  // namespace
}  // namespace firstday::chronology
