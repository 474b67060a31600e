// A summary begins with what keeps messages back; the call list says why each family is rung instead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "cli/office.h"
#include "support/broken_provider.h"
#include "workflow/trial.h"

namespace firstday::cli {
namespace {

using nlohmann::json;
using support::at;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// One pupil is absent, and texts are to go over an account that is out of order.
class Stops : public testing::Test {
 protected:
  Stops() {
    o.t.add_pupil("P1", "C1", "+447700900301");
    o.t.mark("P1", "N");
    use(std::make_unique<support::BrokenProvider>("The key is wrong."));
  }
  void use(std::unique_ptr<ports::Provider> provider) {
    workflow::SchoolAccounts& accounts = o.t.house().accounts[o.t.school().school.urn];
    accounts.providers.push_back(std::move(provider));
    accounts.by_kind[job::Kind::kText] = {{"gateway", accounts.providers.back().get()}};
  }
  void begin_trial() {
    o.t.house().settings.schools.front().trial = true;
    use(workflow::on_trial(std::make_unique<support::BrokenProvider>(""), o.t.school().school.urn));
  }
  static std::size_t place(const std::string& text, const std::string& of) {
    EXPECT_THAT(text, HasSubstr(of));
    return text.find(of);
  }

  Office o;
};

TEST_F(Stops, ARunSaysBeforeEveryCountWhyNothingLeft) {
  const Answer ran = o.type({"run"});
  EXPECT_EQ(ran.exit_code, kLook);
  EXPECT_LT(place(ran.out, "SENDING STOPPED"), place(ran.out, "ACCOUNT gateway STOPPED: The key is wrong."));
  EXPECT_LT(place(ran.out, "ACCOUNT gateway STOPPED"),
            place(ran.out, "NOT SENT: 1 message due since 09:45 has not left. The key is wrong."));
  EXPECT_LT(place(ran.out, "NOT SENT: "), place(ran.out, "NOBODY WAS REACHED"));
  EXPECT_LT(place(ran.out, "NOT SENT: "), place(ran.out, "sent now"));
  EXPECT_THAT(ran.out, HasSubstr("within five minutes is on the call list"));
}

TEST_F(Stops, ATickSaysItBeforeItsCountsAndThatTheFamiliesAreToBeRung) {
  o.type({"run"});
  o.t.clock.set(at(9, 50));
  const Answer ticked = o.type({"tick"});
  EXPECT_EQ(ticked.exit_code, kLook);
  EXPECT_LT(place(ticked.out, "NOT SENT: 1 message"), place(ticked.out, "0 withdrawn"));
  EXPECT_THAT(ticked.out, StartsWith("100001\n  SENDING STOPPED"));
  EXPECT_THAT(ticked.out, HasSubstr("Ring their families now: `firstday calls`."));
}

TEST_F(Stops, AsJsonTheSameStandsInTheObjects) {
  const json ran = json::parse(o.rows({"run"}).at(0));
  EXPECT_EQ(ran["not_sent"], 1);
  EXPECT_EQ(ran["not_sent_because"], json::array({"The key is wrong."}));
  EXPECT_EQ(ran["not_sent_since"], "2027-01-12T09:45:00.000000Z");
  EXPECT_EQ(ran["stopped_accounts"], json::array({"gateway: The key is wrong."}));
  EXPECT_FALSE(ran.contains("trial"));
  o.t.clock.set(at(9, 50));
  const json ticked = json::parse(o.rows({"tick"}).at(0));
  EXPECT_EQ(ticked["not_sent"], 1);
  EXPECT_EQ(ticked["stopped_because"], ran["stopped_because"]);
  const json call = json::parse(o.rows({"calls"}).at(0));
  EXPECT_EQ(call["not_sent"], "text");
  EXPECT_EQ(call["not_sent_since"], "2027-01-12T09:45:00.000000Z");
  EXPECT_EQ(call["not_sent_because"], "The key is wrong.");
}

TEST_F(Stops, ATickThatSendsAllBeginsWithItsCounts) {
  o.t.set_sandbox({});
  o.type({"run"});
  EXPECT_THAT(o.type({"tick"}).out, StartsWith("100001: 0 new"));
}

TEST_F(Stops, TheCallListSaysTheReasonOnceAndMarksTheRows) {
  o.t.add_pupil("P2", "C2", "+447700900302");
  o.t.mark("P2", "N");
  o.type({"run"});
  o.t.clock.set(at(9, 50));
  const Answer list = o.type({"calls"});
  EXPECT_THAT(list.out,
              StartsWith("MESSAGES HAVE NOT LEFT, so 2 calls are to be made instead: The key is wrong.\n"));
  EXPECT_THAT(list.out, HasSubstr("Not sent"));
  EXPECT_THAT(list.out, HasSubstr("text since 09:45"));
  const Answer sheet = o.type({"calls", "--print"});
  EXPECT_THAT(sheet.out, StartsWith("MESSAGES HAVE NOT LEFT"));
  EXPECT_THAT(sheet.out, HasSubstr("  Not sent: text since 09:45\n"));
}

TEST_F(Stops, AListWithoutLateMessagesHasNoSuchColumn) {
  o.t.set_sandbox({});
  o.type({"run"});
  const Answer list = o.type({"calls", "--all"});
  EXPECT_THAT(list.out, Not(HasSubstr("Not sent")));
  EXPECT_THAT(list.out, Not(HasSubstr("NOT LEFT")));
}

TEST_F(Stops, ASchoolOnTrialIsSaidFirstAndOnce) {
  begin_trial();
  const Answer ran = o.type({"run"});
  const std::string why = "School 100001 is in trial mode";
  EXPECT_LT(place(ran.out, "TRIAL MODE: " + why), place(ran.out, "SENDING STOPPED"));
  EXPECT_EQ(ran.out.find(why), ran.out.rfind(why)) << ran.out;
  EXPECT_THAT(ran.out, HasSubstr("take 'trial: true' out of schools/100001.yaml"));
  EXPECT_THAT(ran.out, HasSubstr("NOT SENT: 1 message due"));
  EXPECT_THAT(ran.err, Not(HasSubstr("OUT OF ORDER")));
  o.t.clock.set(at(9, 50));
  EXPECT_THAT(o.type({"tick"}).out, StartsWith("100001\n  TRIAL MODE: " + why));
  EXPECT_EQ(json::parse(o.rows({"tick"}).at(0))["trial"], workflow::trial_reason(roll::Urn("100001")));
  EXPECT_THAT(o.type({"calls"}).out, HasSubstr(why));
}

TEST_F(Stops, AListThatWasReadWithoutWritingSaysSoAndHowNewItIs) {
  o.type({"run"});
  o.t.clock.set(at(9, 50));
  o.t.house().read_only_because = "The disk may not be written.";
  const Answer list = o.type({"calls", "--print"});
  EXPECT_EQ(list.exit_code, kDone);
  EXPECT_THAT(list.out,
              StartsWith("READ WITHOUT WRITING: The disk may not be written.\n"
                         "School 100001 as it is on record: last planned 09:45, newest entry 09:45."));
  const Answer rows = o.type({"--json", "calls"});
  EXPECT_THAT(rows.err, HasSubstr("READ WITHOUT WRITING"));
  EXPECT_TRUE(json::accept(rows.out)) << rows.out;
}

}  // namespace
}  // namespace firstday::cli
