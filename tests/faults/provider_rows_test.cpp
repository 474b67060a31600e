// Each way in which a gateway misbehaves, over the declared provider and libcurl: asked once, and the outcome
// says no more than is known (dispatch.md section 5, the fault matrix).
#include <gtest/gtest.h>

#include "faults/counting_provider.h"
#include "net/curl_http_client.h"
#include "providers/declared/declared.h"
#include "providers/declared/read_definition.h"

namespace firstday::faults {
namespace {

using job::OutcomeKind;

/// What becomes of one text.
job::Outcome sent_to(CountingProvider& gateway, bool refuses) {
  const auto http = net::make_curl_client({});
  auto definition = provider_declared::read_definition(counting_definition(3), "counting.yaml");
  EXPECT_FALSE(definition.has_errors());
  const auto provider = provider_declared::create(
      definition.value, {{"url", gateway.url()}, {"sandbox", "true"}},
      [](const std::string&) { return std::string(); }, *http);
  job::Message message;
  message.to = base::Personal("+447700900123");
  message.body = base::Personal("A text");
  const job::AttemptId reference("0190163d-8694-739b-aea5-966c26f8ad91");
  const auto request = provider.value()->prepare(message, reference);
  if (refuses) gateway.refuse_connections(true);
  std::optional<job::Outcome> outcome;
  provider.value()->start(request.value(), reference, [&](job::Outcome one) { outcome = std::move(one); });
  for (int i = 0; i < 100 && !outcome; ++i) provider.value()->poll(std::chrono::milliseconds(100));
  EXPECT_TRUE(outcome.has_value()) << "it never ended";
  return outcome.value_or(job::Outcome{});
}

struct Row {
  Behaviour behaviour;
  OutcomeKind expected;
};

class ProviderRows : public testing::TestWithParam<Row> {};

TEST_P(ProviderRows, IsAskedOnceAndGivesTheRightClass) {
  CountingProvider gateway([](const Asked&, int) { return GetParam().behaviour; });
  const job::Outcome outcome = sent_to(gateway, false);
  EXPECT_EQ(outcome.kind, GetParam().expected) << outcome.evidence;
  EXPECT_EQ(gateway.asked().size(), 1U);
  EXPECT_EQ(outcome.retry_after.has_value(), GetParam().behaviour == Behaviour::kNotNow);
  if (is_processed(GetParam().behaviour)) {
    EXPECT_FALSE(job::proves_not_sent(outcome.kind)) << "it was processed";
  }
}

INSTANTIATE_TEST_SUITE_P(Every, ProviderRows,
                         testing::Values(Row{Behaviour::kTakes, OutcomeKind::kAccepted},
                                         Row{Behaviour::kTakesDripping, OutcomeKind::kAccepted},
                                         Row{Behaviour::kTakesWithAnOldId, OutcomeKind::kAccepted},
                                         Row{Behaviour::kTakesAndCloses, OutcomeKind::kUnknown},
                                         Row{Behaviour::kTakesAndResets, OutcomeKind::kUnknown},
                                         Row{Behaviour::kTakesAndHangs, OutcomeKind::kUnknown},
                                         Row{Behaviour::kTakesAndHangsAfterHeaders, OutcomeKind::kUnknown},
                                         Row{Behaviour::kTakesAndSaysHalf, OutcomeKind::kUnknown},
                                         Row{Behaviour::kTakesAndSaysGarbage, OutcomeKind::kUnknown},
                                         Row{Behaviour::kTakesAndSays500, OutcomeKind::kUnknown},
                                         Row{Behaviour::kTakesAndSays502, OutcomeKind::kUnknown},
                                         Row{Behaviour::kSays200WithAnError, OutcomeKind::kUnknown},
                                         Row{Behaviour::kNotNow, OutcomeKind::kRejectedTemporary},
                                         Row{Behaviour::kNever, OutcomeKind::kRejectedPermanent}),
                         [](const auto& row) {
                           std::string name;
                           for (const char c : word(row.param.behaviour))
                             if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
                           return name;
                         });

TEST(ProviderRow, ThatRefusesConnectionsProvesThatNothingLeft) {
  CountingProvider gateway([](const Asked&, int) { return Behaviour::kTakes; });
  EXPECT_EQ(sent_to(gateway, true).kind, OutcomeKind::kNotSent);
  EXPECT_TRUE(gateway.asked().empty());
}

}  // namespace
}  // namespace firstday::faults
