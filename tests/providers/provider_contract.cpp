#include "providers/provider_contract.h"

#include <cstdio>
#include <map>

#include "job/bundle.h"
#include "support/builders.h"

namespace firstday::providers {

// A provider may stand here without a case of its own while only its header is used.
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ProviderContract);

namespace {

using std::chrono::milliseconds;

/// Polls until nothing is under way. Providers under test answer within seconds.
void finish(ports::Provider& provider) {
  for (int i = 0; i < 2000 && provider.poll(milliseconds(10)) > 0; ++i) {
  }
}

ports::FrozenRequest prepared(ports::Provider& provider, const job::Message& message, int n = 1) {
  auto request = provider.prepare(message, reference(n));
  EXPECT_TRUE(request.ok()) << (request.ok() ? "" : request.error().what);
  return request.ok() ? request.value() : ports::FrozenRequest{};
}

std::string all_texts(const job::Outcome& o) {
  return o.evidence + o.provider_ref;
}

}  // namespace

job::Message message_of(job::Kind kind) {
  job::Message m;
  m.job = job::JobId("job-1");
  m.school = support::hazel_road();
  m.kind = kind;
  m.to = base::Personal(kind == job::Kind::kEmail ? "sam4711@example.org" : "+447700900301");
  if (kind == job::Kind::kEmail) m.subject = base::Personal("Alex Example is not in school");
  m.body = base::Personal("Alex Example is not in school today. Please ring 01632 960001.");
  if (kind == job::Kind::kLetter) {
    m.to = base::Personal("the post");
    m.body = base::Personal(
        job::pack({{"letters.pdf", "%PDF"}, {"single/AAAAA22222.pdf", "%PDF for Alex Example"}}));
  }
  m.language = "en";
  m.template_name = "first_contact";
  return m;
}

job::AttemptId reference(int n) {
  // The time is in the first twelve digits.
  char text[37];
  const long long ms = base::micros(support::at(9, 35)) / 1000 + 1000;
  std::snprintf(text, sizeof text, "%08llx-%04llx-7000-8000-%012x", static_cast<unsigned long long>(ms >> 16),
                static_cast<unsigned long long>(ms & 0xffff), static_cast<unsigned>(n));
  return job::AttemptId(text);
}

TEST_P(ProviderContract, SaysWhatItIsAndWhatItCarries) {
  const ports::Capabilities& c = provider().capabilities();
  EXPECT_FALSE(c.name.empty());
  EXPECT_FALSE(c.kinds.empty());
  EXPECT_GE(c.max_in_flight, 1);
  for (const job::Kind kind : c.kinds)
    EXPECT_TRUE(job::is_carried(kind) || kind == job::Kind::kLetter) << job::word(kind);
}

TEST_P(ProviderContract, PreparesEveryKindItCarriesWithTheReferenceAndTheRecipient) {
  for (const job::Kind kind : provider().capabilities().kinds) {
    const auto request = prepared(provider(), message_of(kind));
    EXPECT_NE(request.bytes.find(reference().text()), std::string::npos) << job::word(kind);
    EXPECT_EQ(request.to, message_of(kind).to);
    for (const std::string& slot : request.slots)
      EXPECT_NE(request.bytes.find(slot), std::string::npos) << slot;
  }
}

TEST_P(ProviderContract, PreparingIsPure) {
  const job::Message message = message_of(provider().capabilities().kinds[0]);
  const auto first = prepared(provider(), message);
  provider().poll(milliseconds(0));
  EXPECT_EQ(prepared(provider(), message), first);
  EXPECT_NE(prepared(provider(), message, 2).bytes, first.bytes) << "another attempt has another reference";
}

TEST_P(ProviderContract, AnswersEveryStartExactlyOnceOnTheCallersThread) {
  std::map<int, int> answers;
  const int count = provider().capabilities().max_in_flight;
  const job::Message message = message_of(provider().capabilities().kinds[0]);
  for (int n = 1; n <= count; ++n) {
    const auto request = prepared(provider(), message, n);
    EXPECT_NO_THROW(provider().start(request, reference(n), [&answers, n](job::Outcome) { ++answers[n]; }));
  }
  finish(provider());
  for (int i = 0; i < 3; ++i) provider().poll(milliseconds(0));
  EXPECT_EQ(answers.size(), static_cast<std::size_t>(count));
  for (const auto& [n, times] : answers) EXPECT_EQ(times, 1) << "start " << n;
}

TEST_P(ProviderContract, PollCountsWhatIsNotAnsweredYet) {
  EXPECT_EQ(provider().poll(milliseconds(0)), 0) << "nothing was started";
  const job::Message message = message_of(provider().capabilities().kinds[0]);
  int open = 0;
  for (int n = 1; n <= 3; ++n) {
    ++open;
    provider().start(prepared(provider(), message, n), reference(n), [&open](job::Outcome) { --open; });
  }
  for (int i = 0; i < 2000 && open > 0; ++i) EXPECT_EQ(provider().poll(milliseconds(10)), open);
  EXPECT_EQ(open, 0);
  EXPECT_EQ(provider().poll(milliseconds(0)), 0);
}

TEST_P(ProviderContract, AnAnswerMayStartTheNextSend) {
  const job::Message message = message_of(provider().capabilities().kinds[0]);
  const auto first = prepared(provider(), message, 1);
  const auto second = prepared(provider(), message, 2);
  int answers = 0;
  provider().start(first, reference(1), [&](job::Outcome) {
    ++answers;
    provider().start(second, reference(2), [&](job::Outcome) { ++answers; });
  });
  finish(provider());
  EXPECT_EQ(answers, 2);
}

TEST_P(ProviderContract, TellsNothingPersonalInOutcomesAndErrors) {
  for (const job::Kind kind : provider().capabilities().kinds) {
    const job::Message message = message_of(kind);
    provider().start(prepared(provider(), message), reference(), [](job::Outcome o) {
      for (const char* personal : {"900301", "sam4711", "Alex"})
        EXPECT_EQ(all_texts(o).find(personal), std::string::npos) << personal;
      EXPECT_FALSE(o.evidence.empty()) << "a person must see what an outcome rests on";
    });
    finish(provider());
  }
}

}  // namespace firstday::providers
