// What providers post, from the door to the job, and what a plan makes of it.
#include "workflow/receipts.h"

#include <gmock/gmock.h>

#include "support/scripted_provider.h"
#include "workflow/delivery_log.h"
#include "workflow/run_day.h"
#include "workflow/test_house.h"
#include "workflow/tick.h"

namespace firstday::workflow {
namespace {

using job::ReceiptStatus;
using job::State;
using testing::HasSubstr;

constexpr const char* kMother = "+447700900301";

/// Lines of a body: "receipt REFERENCE STATUS", "ref PROVIDER_REF STATUS", "reply NUMBER TEXT"; anything else
/// cannot be read. Authentic with the token "secret".
class LineReader final : public ports::ReceiptReader {
 public:
  bool is_authentic(const ports::RawPost& post, base::Instant) const override {
    return post.token == "secret";
  }
  base::Parsed<std::vector<job::ProviderWord>> read(const ports::RawPost& post) const override {
    base::Parsed<std::vector<job::ProviderWord>> out;
    std::istringstream lines(post.body);
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string what, who, rest;
      words >> what >> who >> std::ws;
      std::getline(words, rest);
      const auto status = job::receipt_status_of(rest);
      if (what == "reply")
        out.value.emplace_back(job::Reply{base::Personal(who), base::Personal(rest), "", "", {}});
      else if (status && what == "ref")
        out.value.emplace_back(job::Receipt{"", who, *status, {}, ""});
      else if (status)
        out.value.emplace_back(job::Receipt{who, "", *status, {}, ""});
      else
        out.problems.push_back({base::Severity::kError, "", 0, 0, "", "no such word", ""});
    }
    return out;
  }
  ports::Acknowledgement acknowledgement() const override { return {200, "ACK", "text/plain"}; }
};

/// A gateway that says more later, and may be asked.
class Gateway final : public ports::Provider {
 public:
  explicit Gateway(const LineReader* reader) : reader_(reader) {
    inner.able.gives_receipts = true;
    inner.able.name = "gateway";
  }
  const ports::Capabilities& capabilities() const override { return inner.able; }
  base::Result<ports::FrozenRequest> prepare(const job::Message& m, const job::AttemptId& r) override {
    return inner.prepare(m, r);
  }
  void start(const ports::FrozenRequest& q, const job::AttemptId& r, ports::Completion done) override {
    inner.start(q, r, std::move(done));
  }
  int poll(std::chrono::milliseconds wait) override { return inner.poll(wait); }
  void query(const job::AttemptId& reference, const ports::Completion& done) override {
    asked.push_back(reference);
    done(answer);
  }
  const ports::ReceiptReader* receipts() const override { return reader_; }

  support::ScriptedProvider inner;
  job::Outcome answer;
  std::vector<job::AttemptId> asked;

 private:
  const LineReader* reader_;
};

class Receipts : public testing::Test {
 protected:
  Receipts() {
    auto gateway = std::make_unique<Gateway>(&reader);
    provider = gateway.get();
    SchoolAccounts accounts;
    accounts.providers.push_back(std::move(gateway));
    accounts.by_kind[job::Kind::kText] = {{"gate", provider}};
    t.house().accounts[support::hazel_road()] = std::move(accounts);
    t.add_pupil("P1", "C1", kMother);
    t.mark("P1", "N");
  }

  PostAnswer post(const std::string& body, const std::string& token = "secret") {
    ports::RawPost raw;
    raw.method = "POST";
    raw.url = "https://school.example/receipts/gate/" + token;
    raw.headers = {{"authorization", "Basic c2VjcmV0"}, {"content-type", "text/plain"}};
    raw.body = body;
    raw.token = token;
    return take_post({t.inbox, t.clock, t.log, counts}, {support::hazel_road(), "gate", reader}, raw);
  }
  CameIn settle() { return settle_posts(t.house(), t.school()).value(); }
  std::vector<Ticked> turn() { return tick(t.house(), {}, nullptr).value(); }
  void wait(std::chrono::minutes time) { t.clock.advance(time); }
  void run() { ASSERT_TRUE(run_day(t.house(), {}, nullptr).ok()); }

  LogRow text(const std::string& pupil = "P1") {
    ports::JobFilter only;
    only.kind = job::Kind::kText;
    only.pupil = roll::PupilRef(pupil);
    return delivery_log(t.house(), {}, only).value().at(0);
  }
  std::string reference() { return text().job.attempt.text(); }
  std::vector<job::Job> jobs(const std::string& step) {
    std::vector<job::Job> out;
    for (const ports::JobRow& row : t.queue.jobs({}).value())
      if (row.job.step == step && !job::is_terminal(row.state)) out.push_back(row.job);
    return out;
  }
  std::size_t open_calls() {
    ports::JobFilter calls;
    calls.kind = job::Kind::kCall;
    calls.states = {State::kWithStaff};
    return t.queue.jobs(calls).value().size();
  }
  std::vector<ports::OpenWord> open() { return t.inbox.open_words(support::hazel_road()).value(); }

  LineReader reader;
  PostCounts counts;
  Gateway* provider = nullptr;
  TestHouse t;
};

// --- the door

TEST_F(Receipts, WhatIsAuthenticIsKeptAndThenAcknowledged) {
  const PostAnswer answer = post("receipt r delivered");
  EXPECT_EQ(answer.end, PostEnd::kKept);
  EXPECT_EQ(answer.answer.body, "ACK");
  EXPECT_EQ(counts.kept, 1);
  EXPECT_EQ(post("receipt r delivered").end, PostEnd::kAgain);
  EXPECT_EQ(post("receipt r delivered").answer.status, 200);
  EXPECT_EQ(counts.again, 2);
}

// Invariant 6: forged ones are refused.
TEST_F(Receipts, WhatIsForgedIsRefusedCountedAndNeverKept) {
  run();
  const PostAnswer answer = post("receipt " + reference() + " delivered", "guess");
  EXPECT_EQ(answer.end, PostEnd::kRefused);
  EXPECT_EQ(answer.answer.status, 403);
  EXPECT_EQ(counts.refused, 1);
  EXPECT_TRUE(t.inbox.posts().empty());
  settle();
  EXPECT_EQ(text().job.state, State::kAwaitingReceipt);
}

TEST_F(Receipts, WhatTheDiskWillNotHaveIsNotAcknowledged) {
  t.inbox.disk_is_full = true;
  const PostAnswer answer = post("receipt r delivered");
  EXPECT_EQ(answer.end, PostEnd::kNotKept);
  EXPECT_EQ(answer.answer.status, 503);
  EXPECT_EQ(counts.not_kept, 1);
}

TEST_F(Receipts, NoSecretIsKept) {
  post("receipt r delivered");
  const ports::Posted kept = t.inbox.posts().at(0);
  EXPECT_EQ(kept.post.url, "https://school.example/receipts/gate/...");
  ASSERT_EQ(kept.post.headers.size(), 1u);
  EXPECT_EQ(kept.post.headers[0].first, "content-type");
  EXPECT_EQ(kept.post.token, "");
}

// --- receipts

TEST_F(Receipts, ATickReadsThemBeforeItPlans) {
  run();
  ASSERT_EQ(text().job.state, State::kAwaitingReceipt);
  post("receipt " + reference() + " delivered");
  const auto ticked = turn();
  EXPECT_EQ(ticked[0].came.receipts, 1);
  EXPECT_EQ(text().job.state, State::kDelivered);
  EXPECT_FALSE(ticked[0].came.needs_attention());
}

TEST_F(Receipts, OneThatBelongsToNobodyIsShownAndTriedAgain) {
  provider->inner.otherwise.outcome.provider_ref = "SM1";
  post("ref SM1 delivered");
  EXPECT_EQ(settle().for_a_look, 1);
  run();
  settle();
  EXPECT_EQ(text().job.state, State::kDelivered);
  EXPECT_TRUE(open().empty());
}

TEST_F(Receipts, APartThatCannotBeReadCostsOnlyItself) {
  run();
  post("receipt " + reference() + " delivered\nreceipt x gone");
  const CameIn came = settle();
  EXPECT_EQ(came.receipts, 1);
  EXPECT_EQ(came.for_a_look, 1);
  EXPECT_EQ(text().job.state, State::kDelivered);
  EXPECT_EQ(open().at(0).word.unreadable, "no such word");
}

TEST_F(Receipts, AnAccountThatReadsNothingNowLosesNothing) {
  post("receipt r delivered");
  t.house().accounts.clear();
  EXPECT_EQ(settle().waiting, 1);
  EXPECT_TRUE(settle().needs_attention());
  EXPECT_EQ(t.inbox.unread(support::hazel_road(), 9).value().size(), 1u);
}

TEST_F(Receipts, AFailureMakesTheCallDueAtOnce) {
  run();
  const std::size_t before = provider->inner.calls.size();
  post("receipt " + reference() + " failed");
  turn();
  EXPECT_EQ(text().job.state, State::kFailed);
  std::size_t due = 0;
  for (const ports::JobRow& row : t.queue.jobs({}).value())
    if (row.job.kind == job::Kind::kCall && row.job.not_before <= t.clock.now()) ++due;
  EXPECT_EQ(due, 1u);
  EXPECT_EQ(provider->inner.calls.size(), before) << "nothing is sent again";
}

// --- deadlines

TEST_F(Receipts, AnUnknownIsAskedAboutFirst) {
  provider->inner.able.can_query_by_reference = true;
  provider->inner.otherwise = support::answer(job::OutcomeKind::kUnknown);
  run();
  ASSERT_EQ(text().job.state, State::kUnknown);
  provider->answer.kind = job::OutcomeKind::kAccepted;
  turn();
  ASSERT_EQ(provider->asked.size(), 1u);
  EXPECT_EQ(text().job.state, State::kAwaitingReceipt);
  turn();
  EXPECT_EQ(provider->asked.size(), 1u) << "it is known now";
}

TEST_F(Receipts, ProofThatItNeverLeftEndsItAndTheLadderGoesOn) {
  provider->inner.able.can_query_by_reference = true;
  provider->inner.otherwise = support::answer(job::OutcomeKind::kUnknown);
  run();
  provider->answer.kind = job::OutcomeKind::kNotSent;
  turn();
  EXPECT_EQ(text().job.state, State::kFailed);
}

TEST_F(Receipts, AnUnknownThatNobodySettlesLetsTheLadderGoOnOnceAndIsNeverSentAgain) {
  provider->inner.otherwise = support::answer(job::OutcomeKind::kUnknown);
  run();
  const std::size_t sent = provider->inner.calls.size();
  wait(std::chrono::minutes{11});
  const auto ticked = turn();
  EXPECT_EQ(ticked[0].came.passed.told, 1);
  EXPECT_TRUE(ticked[0].needs_attention());
  EXPECT_EQ(t.journal.count(chronology::Type::kUnknownOverdue), 1);
  bool call_is_due = false;
  for (const ports::JobRow& row : t.queue.jobs({}).value())
    call_is_due = call_is_due || (row.job.kind == job::Kind::kCall && row.job.not_before <= t.clock.now());
  EXPECT_TRUE(call_is_due);
  EXPECT_EQ(text().job.state, State::kUnknown) << "it stays to be settled";
  turn();
  EXPECT_EQ(t.journal.count(chronology::Type::kUnknownOverdue), 1);
  EXPECT_EQ(provider->inner.calls.size(), sent);
  // A late proof is kept, and what was begun instead goes on.
  const std::size_t waiting = open_calls();
  ASSERT_GT(waiting, 0u);
  post("receipt " + reference() + " delivered");
  turn();
  EXPECT_EQ(text().job.state, State::kDelivered);
  EXPECT_EQ(open_calls(), waiting);
}

TEST_F(Receipts, AReceiptThatDoesNotComeMakesTheTextUnknown) {
  run();
  wait(std::chrono::minutes{61});
  EXPECT_EQ(turn()[0].came.passed.unknown, 1);
  EXPECT_EQ(text().job.state, State::kUnknown);
  EXPECT_TRUE(provider->asked.empty()) << "it was taken: there is nothing to ask";
}

// --- replies

TEST_F(Receipts, AReplyIsReadByTheOfficeAndClosesNothing) {
  run();
  post(std::string("reply ") + kMother + " she is ill");
  turn();
  EXPECT_EQ(t.journal.count(chronology::Type::kReply), 1);
  ASSERT_EQ(jobs("rule-read-reply").size(), 1u);
  EXPECT_EQ(jobs("rule-read-reply")[0].to.role, "office");
  EXPECT_EQ(t.journal.count(chronology::Type::kResponse), 0) << "no reason by itself";
  EXPECT_EQ(t.journal.count(chronology::Type::kCaseClosed), 0);
  turn();
  EXPECT_EQ(jobs("rule-read-reply").size(), 1u);
}

TEST_F(Receipts, AReplyIsAboutEveryChildWhoseTextTheWriterGot) {
  t.add_pupil("P2", "C1", kMother);
  t.add_pupil("P3", "C1", kMother);
  t.mark("P2", "N");
  t.mark("P3", "/");
  run();
  post(std::string("reply ") + kMother + " both ill");
  settle();
  EXPECT_EQ(t.journal.count(chronology::Type::kReply), 2);
}

TEST_F(Receipts, AReplyFromSomebodyElseIsShown) {
  run();
  post("reply +447700900999 wrong number");
  const CameIn came = settle();
  EXPECT_EQ(came.for_a_look, 1);
  EXPECT_EQ(t.journal.count(chronology::Type::kReply), 0);
  // Whose number it is becomes known.
  t.add_pupil("P1", "C1", "+447700900999");
  EXPECT_EQ(settle().for_a_look, 0);
  EXPECT_EQ(t.journal.count(chronology::Type::kReply), 1);
}

TEST_F(Receipts, ABarredPersonsReplyIsTheDesignatedLeadsAndNoAnswerOfTheFamily) {
  run();
  roll::Contact barred = support::contact("P1", "C9", 9);
  barred.mobile = {base::Personal("+447700900309"), roll::PhoneKind::kMobile};
  barred.barred = true;
  t.put({barred});
  post("reply +447700900309 where is she");
  turn();
  ASSERT_EQ(t.journal.count(chronology::Type::kReply), 1);
  EXPECT_TRUE(jobs("rule-read-reply").empty());
  bool dsl_knows = false;
  for (const ports::JobRow& row : t.queue.jobs({}).value())
    dsl_knows = dsl_knows || (row.job.to.role == "dsl" && row.job.not_before <= t.clock.now());
  EXPECT_TRUE(dsl_knows);
}

TEST_F(Receipts, StopEndsTextsToThatNumberAndTheFamilyIsReachedAnotherWayToday) {
  run();
  post(std::string("reply ") + kMother + " Stop.");
  const auto ticked = turn();
  EXPECT_EQ(ticked[0].came.stops, 1);
  EXPECT_EQ(t.journal.count(chronology::Type::kOptedOut), 1);
  const roll::Roll roll = t.schools.roll(support::hazel_road()).value();
  EXPECT_EQ(roll.contacts[0].opted_out, std::vector{roll::Channel::kText});
  ASSERT_EQ(jobs("rule-stop").size(), 1u);
  EXPECT_THAT(jobs("rule-stop")[0].about, HasSubstr("C1"));
  EXPECT_TRUE(jobs("rule-read-reply").empty()) << "one task says it";
}

}  // namespace
}  // namespace firstday::workflow
