// Voice messages that people of the school ring: handed over once, on the list until somebody records the
// call.
#include <gmock/gmock.h>

#include "providers/call_list/call_list.h"
#include "workflow/calls.h"
#include "workflow/delivery_log.h"
#include "workflow/record.h"
#include "workflow/send_due.h"
#include "workflow/test_house.h"

namespace firstday::workflow {
namespace {

using job::State;
using support::at;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class VoiceByHand : public testing::Test {
 protected:
  VoiceByHand() {
    SchoolAccounts& accounts = t.house().accounts[t.school().school.urn];
    accounts.providers.push_back(provider_call_list::create({}).value());
    accounts.by_kind[job::Kind::kVoice] = {{"our-own-calls", accounts.providers.back().get()}};
    t.add_pupil("P1", "C1", "+447700900301");
    t.clock.set(at(9, 45));
  }

  static job::Job voice() {
    job::Job j = support::text_job({"P1"}, "C1");
    j.kind = job::Kind::kVoice;
    j.template_name = "absence";
    j.not_before = at(9, 42);
    return support::with_keys(j);
  }
  void plan(std::vector<job::Job> jobs) {
    ASSERT_TRUE(t.queue.enqueue(support::batch(std::move(jobs)), "firstday").ok());
  }
  dispatch::Summary send() { return send_due(t.house(), t.school(), {}).value(); }
  std::vector<CallRow> calls() { return call_list(t.house(), {}, false).value(); }
  base::Result<Recorded> rung(const std::string& outcome) {
    return record_call(t.house(), {}, {"P1", "C1", outcome, {}, std::nullopt, {}});
  }
  LogRow logged() {
    ports::JobFilter only_voice;
    only_voice.kind = job::Kind::kVoice;
    const auto rows = delivery_log(t.house(), {}, only_voice).value();
    EXPECT_THAT(rows, SizeIs(1));
    return rows.at(0);
  }

  TestHouse t;
};

TEST_F(VoiceByHand, AVoiceMessageBecomesACallForStaff) {
  plan({voice()});
  EXPECT_THAT(calls(), IsEmpty()) << "it is not theirs yet, unless it is five minutes late";
  const dispatch::Summary sent = send();
  EXPECT_EQ(sent.handed_over, 1);
  EXPECT_EQ(sent.sent(), 0) << "nobody has been told until somebody has rung";
  ASSERT_THAT(calls(), SizeIs(1));
  EXPECT_EQ(calls()[0].numbers.at(0).reveal(), "+447700900301");
  EXPECT_TRUE(calls()[0].reached_by_nobody);
}

TEST_F(VoiceByHand, ThePersonWhoRingsAsksByNameFirst) {
  plan({voice()});
  send();
  EXPECT_THAT(calls().at(0).script.reveal(), HasSubstr("ASK FOR THE PERSON BY NAME"));
}

TEST_F(VoiceByHand, TheDeliveryLogShowsItAsGivenToTheCallList) {
  plan({voice()});
  send();
  EXPECT_EQ(logged().job.provider, "call_list");
  EXPECT_EQ(logged().job.state, State::kWithStaff);
  EXPECT_EQ(logged().job.attempts, 1);
  EXPECT_THAT(logged().job.body.reveal(), HasSubstr(t.school().school.name));
}

TEST_F(VoiceByHand, ItIsHandedOverOnceHoweverOftenTheDayIsRun) {
  plan({voice()});
  send();
  ASSERT_TRUE(t.queue.recover(t.clock.now()).ok()) << "another process takes over";
  plan({voice()});
  EXPECT_EQ(send().started, 0);
  EXPECT_THAT(calls(), SizeIs(1));
  EXPECT_EQ(t.journal.count(chronology::Type::kAttemptStarted), 1);
}

TEST_F(VoiceByHand, RecordingTheCallEndsIt) {
  plan({voice()});
  send();
  ASSERT_TRUE(rung("no_answer").ok());
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_EQ(logged().job.state, State::kDone);
  EXPECT_EQ(t.journal.count(chronology::Type::kCall), 1);
}

TEST_F(VoiceByHand, OneCallEndsTheVoiceMessageAndTheCallThatAreBothDue) {
  job::Job call = support::text_job({"P1"}, "C1");
  call.kind = job::Kind::kCall;
  call.template_name = "absence";
  plan({voice(), support::with_keys(call)});
  send();
  ASSERT_THAT(calls(), SizeIs(2));
  ASSERT_TRUE(rung("no_answer").ok());
  EXPECT_THAT(calls(), IsEmpty());
}

TEST_F(VoiceByHand, AReasonThatComesBeforeTakesItOffTheList) {
  plan({voice()});
  send();
  plan({});
  EXPECT_THAT(calls(), IsEmpty());
  EXPECT_EQ(logged().job.state, State::kCancelled);
}

TEST_F(VoiceByHand, NobodyRingsWhoMayNotBeRung) {
  plan({voice()});
  send();
  roll::Contact c = support::contact("P1", "C1");
  c.barred = true;
  t.put({c});
  EXPECT_THAT(calls(), IsEmpty());
}

}  // namespace
}  // namespace firstday::workflow
