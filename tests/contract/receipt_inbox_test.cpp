// What providers post: kept before anybody is told, matched in any order, and never lost (invariant 6).
#include <algorithm>
#include <random>

#include "contract/contract.h"

namespace firstday::contract {
namespace {

using chronology::Type;
using job::OutcomeKind;
using job::ReceiptStatus;
using job::State;
using ports::Kept;
using ports::WhyOpen;
using support::at;

class InboxContract : public Contract {
 protected:
  static ports::Posted post(const std::string& id, const std::string& body, base::Instant when = at(9, 50)) {
    ports::Posted p;
    p.id = id;
    p.school = support::hazel_road();
    p.account = "main";
    p.received_at = when;
    p.post.method = "POST";
    p.post.url = "https://school.example/receipts/main/...";
    p.post.query = "a=%20b";
    p.post.headers = {{"content-type", "text/plain"}, {"x-odd", "two\nlines\\"}};
    p.post.body = body;
    return p;
  }
  static ports::Matched matched(const ports::Posted& p, job::ProviderWord word, const job::AttemptId& attempt,
                                int number = 0) {
    ports::Matched m;
    m.post = p.id;
    m.number = number;
    m.school = p.school;
    m.account = p.account;
    m.received_at = p.received_at;
    m.word = std::move(word);
    m.attempt = attempt;
    return m;
  }
  static job::Receipt receipt(const job::AttemptId& reference, ReceiptStatus status) {
    return {reference.text(), "", status, std::nullopt, ""};
  }

  /// A text to C1 about these pupils that has been started at 09:45.
  ports::AttemptStart sent(const std::vector<std::string>& pupils = {"P1"}) {
    enqueue({support::text_job(pupils, "C1")});
    return send_one();
  }
  ports::AttemptStart answered(OutcomeKind kind, job::Event event, const std::string& provider_ref = "") {
    const ports::AttemptStart s = sent();
    ports::AttemptFinish f = support::finish_of(s, kind, event, at(9, 46));
    f.outcome.provider_ref = provider_ref;
    EXPECT_TRUE(finish(f));
    return s;
  }

  /// Keeps and settles one status of an attempt, as a post of its own.
  void say(const job::AttemptId& attempt, ReceiptStatus status, base::Instant now = at(9, 50)) {
    const std::string n = std::to_string(++posts_);
    const ports::Posted p = post("post-" + n, n, now);
    ASSERT_EQ(inbox().keep(p).value(), Kept::kNew);
    ASSERT_TRUE(inbox().settle(p, {matched(p, receipt(attempt, status), attempt)}, now));
  }
  std::vector<ports::OpenWord> open() { return inbox().open_words(support::hazel_road()).value(); }
  std::vector<ports::Posted> unread(int limit = 100) {
    return inbox().unread(support::hazel_road(), limit).value();
  }
  std::optional<job::AttemptId> attempt_for(const std::string& reference, const std::string& provider_ref,
                                            const std::string& account = "main") {
    return inbox().attempt_for(support::hazel_road(), account, {reference, provider_ref, {}, {}, ""}).value();
  }

  int posts_ = 0;
};
FIRSTDAY_ON_EVERY_STORE(InboxContract);

// --- keeping

TEST_P(InboxContract, GivesAPostBackByteForByte) {
  const ports::Posted p = post("a", std::string("raw\0body\xff", 9));
  EXPECT_EQ(inbox().keep(p).value(), Kept::kNew);
  ASSERT_EQ(unread().size(), 1u);
  const ports::Posted kept = unread()[0];
  EXPECT_EQ(kept.id, "a");
  EXPECT_EQ(kept.account, "main");
  EXPECT_EQ(kept.received_at, at(9, 50));
  EXPECT_EQ(kept.post.method, p.post.method);
  EXPECT_EQ(kept.post.url, p.post.url);
  EXPECT_EQ(kept.post.query, p.post.query);
  EXPECT_EQ(kept.post.headers, p.post.headers);
  EXPECT_EQ(kept.post.body, p.post.body);
}

TEST_P(InboxContract, KeepsTheSamePostOnceThoughItsHeadersDiffer) {
  ASSERT_EQ(inbox().keep(post("a", "same")).value(), Kept::kNew);
  ports::Posted again = post("b", "same", at(9, 55));
  again.post.headers = {{"date", "another"}};
  EXPECT_EQ(inbox().keep(again).value(), Kept::kAgain);
  EXPECT_EQ(unread().size(), 1u);
  again.account = "second";
  EXPECT_EQ(inbox().keep(again).value(), Kept::kNew) << "accounts are apart";
  ports::Posted elsewhere = post("c", "same");
  elsewhere.school = support::other_school();
  EXPECT_EQ(inbox().keep(elsewhere).value(), Kept::kNew) << "schools are apart";
  EXPECT_EQ(unread().size(), 2u);
}

TEST_P(InboxContract, GivesWhatIsUnreadOldestFirstUntilItIsSettled) {
  for (const char* id : {"3", "1", "2"}) ASSERT_TRUE(inbox().keep(post(id, id)));
  ASSERT_EQ(unread(2).size(), 2u);
  EXPECT_EQ(unread(2)[0].id, "1");
  EXPECT_EQ(unread(2)[1].id, "2");
  ASSERT_TRUE(inbox().settle(post("1", "1"), {}, at(9, 51)));
  EXPECT_EQ(unread()[0].id, "2");
  EXPECT_EQ(inbox().keep(post("4", "1")).value(), Kept::kAgain) << "also once it was read";
}

// --- settling receipts

TEST_P(InboxContract, AReceiptDeliversAJob) {
  const auto s = answered(OutcomeKind::kAccepted, job::Event::kAccepted);
  say(s.attempt, ReceiptStatus::kDelivered);
  EXPECT_EQ(state_of(s.job), State::kDelivered);
  EXPECT_EQ(only_row().next_check_at, std::nullopt);
  const auto said = events(Type::kReceipt);
  ASSERT_EQ(said.size(), 1u);
  EXPECT_EQ(said[0].detail("status"), "delivered");
  EXPECT_EQ(said[0].detail("state"), "delivered");
  EXPECT_EQ(said[0].detail("how"), "receipt_delivered");
  EXPECT_EQ(said[0].detail("account"), "main");
  EXPECT_EQ(said[0].attempt, s.attempt);
  EXPECT_EQ(said[0].pupil.text(), "P1");
  EXPECT_EQ(said[0].case_id.text(), "P1/2027-01-12");
  EXPECT_TRUE(open().empty());
}

TEST_P(InboxContract, AReceiptOfAMergedTextIsToldOfEachPupil) {
  const auto s = sent({"P1", "P2"});
  say(s.attempt, ReceiptStatus::kDelivered);
  ASSERT_EQ(events(Type::kReceipt).size(), 2u);
  EXPECT_EQ(events(Type::kReceipt)[1].pupil.text(), "P2");
}

TEST_P(InboxContract, AFailureSaysWhyInTheLog) {
  const auto s = answered(OutcomeKind::kAccepted, job::Event::kAccepted);
  const ports::Posted p = post("a", "x");
  job::Receipt r = receipt(s.attempt, ReceiptStatus::kFailed);
  r.detail = "30005: unknown destination";
  ASSERT_TRUE(inbox().keep(p));
  ASSERT_TRUE(inbox().settle(p, {matched(p, r, s.attempt)}, at(9, 51)));
  EXPECT_EQ(only_row().state, State::kFailed);
  EXPECT_EQ(only_row().reason, "30005: unknown destination");
}

TEST_P(InboxContract, AReceiptThatComesBeforeTheSendWasAnsweredCounts) {
  const auto s = sent();
  say(s.attempt, ReceiptStatus::kDelivered);
  EXPECT_EQ(state_of(s.job), State::kDelivered);
  EXPECT_FALSE(finish(support::finish_of(s, OutcomeKind::kUnknown, job::Event::kOutcomeLost, at(9, 52))));
  EXPECT_EQ(state_of(s.job), State::kDelivered);
  EXPECT_EQ(queue().recover(at(10)).value().unknown, 0) << "nothing is without an outcome";
}

TEST_P(InboxContract, AnAcceptedWordBeforeTheAnswerOutlastsItsLoss) {
  const auto s = sent();
  say(s.attempt, ReceiptStatus::kWithCarrier);
  EXPECT_EQ(state_of(s.job), State::kAwaitingReceipt);
  EXPECT_FALSE(finish(support::finish_of(s, OutcomeKind::kNotSent, job::Event::kProvenNotSent, at(9, 52))));
  EXPECT_EQ(state_of(s.job), State::kAwaitingReceipt) << "and it is not sent again";
}

TEST_P(InboxContract, AnUnknownIsSettledByAnyWordOfItsProviderAndStaysLive) {
  const auto s = answered(OutcomeKind::kUnknown, job::Event::kOutcomeLost);
  say(s.attempt, ReceiptStatus::kAccepted);
  EXPECT_EQ(state_of(s.job), State::kAwaitingReceipt);
  say(s.attempt, ReceiptStatus::kFailed);
  EXPECT_EQ(state_of(s.job), State::kFailed);
  // The same thing to the same person may not leave a second time.
  job::Job second = support::text_job({"P1"}, "C1");
  second.round = "late";
  enqueue({support::with_keys(second)});
  ports::AttemptStart again = support::start_of(lease_one(), at(10));
  again.claims = s.claims;
  EXPECT_EQ(start(again), ports::StartResult::kClaimTaken);
}

TEST_P(InboxContract, ALateProofAfterAPersonsWordIsKept) {
  const auto s = answered(OutcomeKind::kUnknown, job::Event::kOutcomeLost);
  ASSERT_TRUE(change(s.job, job::Event::kHumanClosed));
  say(s.attempt, ReceiptStatus::kFailed);
  EXPECT_EQ(state_of(s.job), State::kClosedByHuman);
  ASSERT_EQ(open().size(), 1u);
  EXPECT_EQ(open()[0].why, WhyOpen::kContradicts);
  say(s.attempt, ReceiptStatus::kDelivered);
  EXPECT_EQ(state_of(s.job), State::kDelivered);
}

TEST_P(InboxContract, ADeliveryOfWhatExpiredBeforeASecondTryIsKeptAndFlagged) {
  const auto s = answered(OutcomeKind::kNotSent, job::Event::kProvenNotSent);
  ASSERT_TRUE(lease(at(12, 30)).empty());
  ASSERT_EQ(state_of(s.job), State::kExpired);
  say(s.attempt, ReceiptStatus::kDelivered, at(13));
  EXPECT_EQ(state_of(s.job), State::kDelivered);
  EXPECT_EQ(open().at(0).why, WhyOpen::kContradicts);
}

TEST_P(InboxContract, AReceiptOfAnEarlierDayIsTakenTheNextDay) {
  const auto s = answered(OutcomeKind::kAccepted, job::Event::kAccepted);
  say(s.attempt, ReceiptStatus::kDelivered, at(9) + std::chrono::hours{24});
  EXPECT_EQ(state_of(s.job), State::kDelivered);
}

TEST_P(InboxContract, AFailureOfTheFirstTryDoesNotEndTheSecond) {
  const auto first = answered(OutcomeKind::kNotSent, job::Event::kProvenNotSent);
  const auto second = send_one(at(9, 55));
  ASSERT_EQ(second.job, first.job);
  say(first.attempt, ReceiptStatus::kFailed);
  EXPECT_EQ(state_of(first.job), State::kInFlight);
  EXPECT_EQ(events(Type::kReceipt).back().detail("state"), "");
}

TEST_P(InboxContract, ContradictoryReceiptsAreKeptAndFlaggedOnce) {
  const auto s = answered(OutcomeKind::kAccepted, job::Event::kAccepted);
  say(s.attempt, ReceiptStatus::kDelivered);
  say(s.attempt, ReceiptStatus::kFailed);
  say(s.attempt, ReceiptStatus::kFailed);
  EXPECT_EQ(state_of(s.job), State::kDelivered);
  ASSERT_EQ(open().size(), 1u);
  EXPECT_EQ(open()[0].why, WhyOpen::kContradicts);
  EXPECT_EQ(events(Type::kReceipt).size(), 2u) << "the same again is no news";
  EXPECT_EQ(events(Type::kReceipt)[1].detail("contradicts"), "yes");
}

TEST_P(InboxContract, SettlingTwiceChangesNothing) {
  const auto s = answered(OutcomeKind::kAccepted, job::Event::kAccepted);
  const ports::Posted p = post("a", "x");
  ASSERT_TRUE(inbox().keep(p));
  const std::vector<ports::Matched> words = {
      matched(p, receipt(s.attempt, ReceiptStatus::kWithCarrier), s.attempt, 0),
      matched(p, receipt(s.attempt, ReceiptStatus::kDelivered), s.attempt, 1)};
  ASSERT_TRUE(inbox().settle(p, words, at(9, 51)));
  const std::size_t before = event_count();
  ASSERT_TRUE(inbox().settle(p, words, at(9, 52)));
  EXPECT_EQ(event_count(), before);
  EXPECT_EQ(state_of(s.job), State::kDelivered);
}

TEST_P(InboxContract, AReceiptForNoAttemptOfOursIsRefusedWhole) {
  const ports::Posted p = post("a", "x");
  ASSERT_TRUE(inbox().keep(p));
  EXPECT_FALSE(inbox().settle(
      p, {matched(p, receipt(job::AttemptId("nobody"), ReceiptStatus::kRead), job::AttemptId("nobody"))},
      at(9, 51)));
  EXPECT_EQ(unread().size(), 1u) << "nothing of it was taken";
  EXPECT_EQ(event_count(), 0u);
}

// Invariant 6: the same statuses, shuffled, repeated, before and after the answer to the send.
TEST_P(InboxContract, AHundredPermutationsAndRepetitionsEndInTheSameState) {
  std::mt19937 random(20270112);
  const std::vector<ReceiptStatus> said = {ReceiptStatus::kAccepted,    ReceiptStatus::kWithCarrier,
                                           ReceiptStatus::kFailed,      ReceiptStatus::kDelivered,
                                           ReceiptStatus::kWithCarrier, ReceiptStatus::kDelivered};
  for (int i = 0; i < 100; ++i) {
    job::Job text = support::text_job({"P" + std::to_string(i)}, "C1");
    text.day += std::chrono::days(i);  // no batch withdraws the one before
    text.not_after.reset();
    job::Batch b = support::batch({support::with_keys(text)});
    b.day = text.day;
    enqueue(b);
    const ports::AttemptStart s = send_one();
    std::vector<ReceiptStatus> order = said;
    std::shuffle(order.begin(), order.end(), random);
    const std::size_t answer = random() % (order.size() + 1);
    const bool lost = random() % 2 == 0;
    for (std::size_t k = 0; k <= order.size(); ++k) {
      if (k == answer)
        finish(support::finish_of(s, lost ? OutcomeKind::kUnknown : OutcomeKind::kAccepted,
                                  lost ? job::Event::kOutcomeLost : job::Event::kAccepted, at(9, 46)));
      if (k < order.size()) say(s.attempt, order[k]);
    }
    ports::JobFilter only;
    only.pupil = text.subjects[0].pupil;
    EXPECT_EQ(rows(only).at(0).state, State::kDelivered) << "round " << i;
    EXPECT_EQ(events(Type::kReceipt).size(), static_cast<std::size_t>(4 * (i + 1))) << "each word once";
  }
  EXPECT_TRUE(unread().empty()) << "none is left behind";
}

// --- whose it is

TEST_P(InboxContract, FindsTheAttemptByOurReferenceOrTheProvidersOverItsOwnAccountOnly) {
  const auto s = answered(OutcomeKind::kAccepted, job::Event::kAccepted, "SM123");
  EXPECT_EQ(attempt_for(s.attempt.text(), ""), s.attempt);
  EXPECT_EQ(attempt_for("", "SM123"), s.attempt);
  EXPECT_EQ(attempt_for("what they make of it", "SM123"), s.attempt);
  EXPECT_EQ(attempt_for("", "SM124"), std::nullopt);
  EXPECT_EQ(attempt_for("", ""), std::nullopt);
  EXPECT_EQ(attempt_for(s.attempt.text(), "SM123", "second"), std::nullopt) << "another account's word";
}

TEST_P(InboxContract, AReceiptWithBothReferencesLeadsALaterOneHome) {
  const auto s = sent();
  const ports::Posted p = post("a", "x");
  ASSERT_TRUE(inbox().keep(p));
  EXPECT_EQ(attempt_for("", "SM9"), std::nullopt);
  job::Receipt both = receipt(s.attempt, ReceiptStatus::kWithCarrier);
  both.provider_ref = "SM9";
  ASSERT_TRUE(inbox().settle(p, {matched(p, both, s.attempt)}, at(9, 51)));
  EXPECT_EQ(attempt_for("", "SM9"), s.attempt);
}

// --- what a person must look at

TEST_P(InboxContract, AnUnmatchedReceiptWaitsForItsAttempt) {
  const auto s = sent();
  const ports::Posted p = post("a", "x");
  ASSERT_TRUE(inbox().keep(p));
  job::Receipt r;
  r.provider_ref = "SM7";
  r.status = ReceiptStatus::kDelivered;
  r.at = at(9, 45);
  ASSERT_TRUE(inbox().settle(p, {matched(p, r, {})}, at(9, 51)));
  EXPECT_TRUE(unread().empty());
  ASSERT_EQ(open().size(), 1u);
  EXPECT_EQ(open()[0].why, WhyOpen::kUnmatched);
  const auto kept = std::get<job::Receipt>(open()[0].word.word);
  EXPECT_EQ(kept.provider_ref, "SM7");
  EXPECT_EQ(kept.status, ReceiptStatus::kDelivered);
  EXPECT_EQ(kept.at, at(9, 45));
  ports::AttemptFinish f = support::finish_of(s, OutcomeKind::kAccepted, job::Event::kAccepted, at(9, 52));
  f.outcome.provider_ref = "SM7";
  ASSERT_TRUE(finish(f));
  ports::Matched again = open()[0].word;
  again.attempt = attempt_for("", "SM7").value();
  ASSERT_TRUE(inbox().settle(p, {again}, at(9, 53)));
  EXPECT_EQ(state_of(s.job), State::kDelivered);
  EXPECT_TRUE(open().empty());
}

TEST_P(InboxContract, WhatCannotBeReadIsShown) {
  const ports::Posted p = post("a", "x");
  ports::Matched m = matched(p, job::Receipt{}, {});
  m.unreadable = "no status called 'gone'";
  ASSERT_TRUE(inbox().keep(p));
  ASSERT_TRUE(inbox().settle(p, {m}, at(9, 51)));
  ASSERT_EQ(open().size(), 1u);
  EXPECT_EQ(open()[0].why, WhyOpen::kUnreadable);
  EXPECT_EQ(open()[0].word.unreadable, "no status called 'gone'");
}

TEST_P(InboxContract, APersonClosesAWordWithAReasonAndOnce) {
  const ports::Posted p = post("a", "x");
  ASSERT_TRUE(inbox().keep(p));
  ASSERT_TRUE(
      inbox().settle(p, {matched(p, job::Receipt{"r", "", ReceiptStatus::kRead, {}, ""}, {})}, at(9, 51)));
  const ports::Seen seen{support::hazel_road(), "a", 0, "A. Office", "of the test account", at(10)};
  EXPECT_TRUE(inbox().close(seen).value());
  EXPECT_TRUE(open().empty());
  EXPECT_FALSE(inbox().close(seen).value());
  const auto told = events(Type::kWordSeen);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].actor, "A. Office");
  EXPECT_EQ(told[0].detail("reason"), "of the test account");
  EXPECT_EQ(told[0].detail("why"), "unmatched");
}

// --- replies

class ReplyContract : public InboxContract {
 protected:
  static job::Reply reply(const std::string& text, const std::string& id = "") {
    return {base::Personal("+447700900301"), base::Personal(text), id, "", at(9, 49)};
  }
  static ports::Concerned concerned(const std::string& pupil, bool with_case = true) {
    return {roll::PupilRef(pupil), job::CaseId(with_case ? pupil + "/2027-01-12" : ""),
            roll::ContactRef("C1")};
  }
  void write(const job::Reply& r, std::vector<ports::Concerned> about, bool stop = false) {
    const std::string n = std::to_string(++posts_);
    const ports::Posted p = post("reply-" + n, n);
    ASSERT_TRUE(inbox().keep(p));
    ports::Matched m = matched(p, r, {});
    m.about = std::move(about);
    m.stop = stop;
    ASSERT_TRUE(inbox().settle(p, {m}, at(9, 51)));
  }
};
FIRSTDAY_ON_EVERY_STORE(ReplyContract);

TEST_P(ReplyContract, IsToldInEachChildsCase) {
  write(reply("both are ill\nsorry"), {concerned("P1"), concerned("P2")});
  const auto said = events(Type::kReply);
  ASSERT_EQ(said.size(), 2u);
  EXPECT_EQ(said[1].pupil.text(), "P2");
  EXPECT_EQ(said[1].case_id.text(), "P2/2027-01-12");
  EXPECT_EQ(said[1].contact.text(), "C1");
  EXPECT_EQ(said[1].detail("text"), "both are ill\nsorry");
  EXPECT_EQ(said[1].detail("channel"), "text");
  EXPECT_EQ(said[1].detail("account"), "main");
  EXPECT_EQ(said[1].actor, "firstday");
  EXPECT_TRUE(open().empty());
}

TEST_P(ReplyContract, TheSameReplyPostedTwiceIsOne) {
  write(reply("ill", "IN1"), {concerned("P1")});
  write(reply("ill", "IN1"), {concerned("P1")});
  EXPECT_EQ(events(Type::kReply).size(), 1u);
  write(reply("ill"), {concerned("P1")});
  write(reply("ill"), {concerned("P1")});
  EXPECT_EQ(events(Type::kReply).size(), 3u) << "without an id each may be one of its own";
}

TEST_P(ReplyContract, FromNobodyWeKnowIsShownWithItsWords) {
  write(reply("who is this?"), {});
  EXPECT_TRUE(events(Type::kReply).empty());
  ASSERT_EQ(open().size(), 1u);
  const auto kept = std::get<job::Reply>(open()[0].word.word);
  EXPECT_EQ(kept.text.reveal(), "who is this?");
  EXPECT_EQ(kept.from.reveal(), "+447700900301");
  EXPECT_EQ(kept.at, at(9, 49));
}

TEST_P(ReplyContract, WithoutAnOpenCaseIsOnRecordAndShown) {
  write(reply("she is home"), {concerned("P1", false)});
  EXPECT_EQ(events(Type::kReply).size(), 1u);
  EXPECT_EQ(open().size(), 1u);
}

TEST_P(ReplyContract, StopIsInForceForTheNumberWhoeverHasIt) {
  ports::RollChange change;
  change.school = support::hazel_road();
  change.put_pupils = {support::pupil("P1")};
  roll::Contact c = support::contact("P1", "C1");
  c.mobile = {base::Personal("+447700900301"), roll::PhoneKind::kMobile};
  roll::Contact other = support::contact("P1", "C2", 2);
  other.mobile = {base::Personal("+447700900302"), roll::PhoneKind::kMobile};
  change.put_contacts = {c, other};
  ASSERT_TRUE(store().apply(change));
  write(reply("STOP"), {concerned("P1")}, true);
  const roll::Roll roll = store().roll(support::hazel_road()).value();
  EXPECT_EQ(roll.contacts[0].opted_out, std::vector{roll::Channel::kText});
  EXPECT_TRUE(roll.contacts[1].opted_out.empty());
  EXPECT_EQ(events(Type::kOptedOut).size(), 1u);
  ASSERT_TRUE(store().apply(change)) << "the same file again";
  EXPECT_EQ(store().roll(support::hazel_road()).value().contacts[0].opted_out,
            std::vector{roll::Channel::kText});
  EXPECT_TRUE(store().roll_as_imported(support::hazel_road()).value().contacts[0].opted_out.empty());
  const auto out = store().opt_outs(support::hazel_road()).value();
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].since, at(9, 50));
  EXPECT_TRUE(store().end_opt_out(out[0], {support::note("P1", at(10), "opted in")}).value());
  EXPECT_FALSE(store().end_opt_out(out[0], {support::note("P1", at(10), "again")}).value());
  EXPECT_TRUE(store().roll(support::hazel_road()).value().contacts[0].opted_out.empty());
  EXPECT_EQ(events(Type::kNote).size(), 1u);
}

TEST_P(ReplyContract, StopFromNobodyWeKnowIsInForceToo) {
  write(reply("STOP"), {}, true);
  EXPECT_EQ(store().opt_outs(support::hazel_road()).value().size(), 1u);
  EXPECT_EQ(events(Type::kOptedOut).size(), 1u);
  write(reply("STOP again"), {}, true);
  EXPECT_EQ(events(Type::kOptedOut).size(), 1u) << "it was in force";
}

}  // namespace
}  // namespace firstday::contract
