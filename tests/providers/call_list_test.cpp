#include "providers/call_list/call_list.h"

#include <gmock/gmock.h>

#include "providers/provider_contract.h"

namespace firstday::provider_call_list {
namespace {

using job::Kind;
using providers::message_of;
using providers::reference;
using testing::HasSubstr;

class OwnList final : public providers::Subject {
 public:
  ports::Provider& provider() override { return *provider_; }

 private:
  std::unique_ptr<ports::Provider> provider_ = create({}).value();
};

using providers::case_name;
using providers::ContractCase;
using providers::ProviderContract;
INSTANTIATE_TEST_SUITE_P(CallList, ProviderContract,
                         testing::Values(ContractCase{"callList",
                                                      [] { return std::make_unique<OwnList>(); }}),
                         case_name);

TEST(CallList, TakesVoiceMessagesForStaffAndReachesNobodyByItself) {
  OwnList list;
  const ports::Capabilities& c = list.provider().capabilities();
  EXPECT_EQ(c.kinds, std::vector{Kind::kVoice});
  EXPECT_TRUE(c.hands_to_staff);
  EXPECT_FALSE(c.reaches_people);
  EXPECT_FALSE(c.gives_receipts);
}

TEST(CallList, TheFrozenRequestHoldsTheNumberAndTheWordsToSay) {
  OwnList list;
  const job::Message m = message_of(Kind::kVoice);
  const ports::FrozenRequest r = list.provider().prepare(m, reference()).value();
  EXPECT_THAT(r.bytes, HasSubstr(m.to.reveal()));
  EXPECT_THAT(r.bytes, HasSubstr(m.body.reveal()));
  EXPECT_TRUE(r.slots.empty());
}

TEST(CallList, IsAcceptedAtOnce) {
  OwnList list;
  job::Outcome outcome;
  list.provider().start(list.provider().prepare(message_of(Kind::kVoice), reference()).value(), reference(),
                        [&](job::Outcome o) { outcome = std::move(o); });
  EXPECT_EQ(outcome.kind, job::OutcomeKind::kAccepted);
  EXPECT_EQ(list.provider().poll(std::chrono::milliseconds(0)), 0);
}

TEST(CallList, RefusesWhatNobodyCanRing) {
  OwnList list;
  EXPECT_EQ(list.provider().prepare(message_of(Kind::kText), reference()).error().kind,
            base::ErrorKind::kBadInput);
  job::Message m = message_of(Kind::kVoice);
  m.to = {};
  EXPECT_FALSE(list.provider().prepare(m, reference()));
  m = message_of(Kind::kVoice);
  m.body = {};
  EXPECT_FALSE(list.provider().prepare(m, reference()));
}

TEST(CallList, HasNoParameters) {
  EXPECT_TRUE(check({}).ok());
  EXPECT_THAT(check({{"folder", "calls"}}).error().what, HasSubstr("folder"));
  EXPECT_FALSE(create({{"folder", "calls"}}));
}

}  // namespace
}  // namespace firstday::provider_call_list
