// The tests' own provider keeps the contract too: what the dispatcher's tests rest on is what holds.
#include "support/scripted_provider.h"

#include "providers/provider_contract.h"

namespace firstday::providers {
namespace {

class Scripted final : public Subject {
 public:
  explicit Scripted(const support::Answer& answer) { provider_.otherwise = answer; }
  ports::Provider& provider() override { return provider_; }

 private:
  support::ScriptedProvider provider_;
};

ContractCase answering(const std::string& name, job::OutcomeKind kind, int after_polls) {
  return {name, [=] { return std::make_unique<Scripted>(support::answer(kind, after_polls)); }};
}

INSTANTIATE_TEST_SUITE_P(ScriptedProvider, ProviderContract,
                         testing::Values(answering("AtOnce", job::OutcomeKind::kAccepted, 0),
                                         answering("LaterPoll", job::OutcomeKind::kAccepted, 3),
                                         answering("Unknown", job::OutcomeKind::kUnknown, 1)),
                         case_name);

TEST(ScriptedProvider, KeepsAccountOfWhatItWasAsked) {
  support::ScriptedProvider provider;
  provider.script = {support::answer(job::OutcomeKind::kNotSent)};
  const auto message = message_of(job::Kind::kText);
  for (int n = 1; n <= 2; ++n)
    provider.start(provider.prepare(message, reference(n)).value(), reference(n), [](job::Outcome) {});
  ASSERT_EQ(provider.calls.size(), 2u);
  EXPECT_EQ(provider.calls[0].kind, job::OutcomeKind::kNotSent);
  EXPECT_EQ(provider.calls[1].kind, job::OutcomeKind::kAccepted);
  EXPECT_EQ(provider.calls[1].attempt, reference(2));
}

}  // namespace
}  // namespace firstday::providers
