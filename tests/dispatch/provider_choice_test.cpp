#include "dispatch/provider_choice.h"

#include <gmock/gmock.h>

#include <map>
#include <set>

#include "support/scripted_provider.h"

namespace firstday::dispatch {
namespace {

using job::Kind;
using support::ScriptedProvider;
using testing::ElementsAre;

std::vector<std::string> names(const std::vector<const Account*>& accounts) {
  std::vector<std::string> out;
  for (const Account* a : accounts) out.push_back(a->name);
  return out;
}

struct ProviderChoice : testing::Test {
  ProviderChoice() { mail_only.able.kinds = {Kind::kEmail}; }

  /// Of 3,000 jobs, how many go to each account at their first attempt.
  std::map<std::string, int> shares() const {
    std::map<std::string, int> out;
    for (int i = 0; i < 3000; ++i) ++out[chosen(i, 0)];
    return out;
  }
  std::string chosen(int job, int attempts) const {
    return choose(accounts_for(accounts, Kind::kText), job::JobId("job-" + std::to_string(job)), attempts, 3,
                  [this](const Account& account) {
                    const auto at = failures.find(account.name);
                    return at == failures.end() ? 0 : at->second;
                  })
        ->name;
  }

  ScriptedProvider one, two, mail_only;
  Accounts accounts{{Kind::kText, {{"first", &one}, {"mail", &mail_only}, {"second", &two}, {"third", &two}}},
                    {Kind::kEmail, {{"mail", &mail_only}, {"first", &one}}}};
  std::map<std::string, int> failures;
};

TEST_F(ProviderChoice, KeepsTheOrderOfTheSettingsAndSkipsWhatCannotCarryTheKind) {
  EXPECT_THAT(names(accounts_for(accounts, Kind::kText)), ElementsAre("first", "second", "third"));
  EXPECT_THAT(names(accounts_for(accounts, Kind::kEmail)), ElementsAre("mail", "first"));
  EXPECT_THAT(names(accounts_for(accounts, Kind::kVoice)), ElementsAre());
}

TEST_F(ProviderChoice, GoesToTheNextAccountAfterItsTriesAndRoundAgain) {
  std::vector<std::string> in_order;
  for (const int attempts : {0, 2, 3, 5, 6, 8, 9}) in_order.push_back(chosen(1, attempts));
  EXPECT_THAT(in_order, ElementsAre("first", "first", "second", "second", "third", "third", "first"));
  EXPECT_EQ(choose({}, job::JobId("a"), 0, 3, nullptr), nullptr);
}

TEST_F(ProviderChoice, WithoutWeightsEveryJobGoesToTheFirst) {
  EXPECT_THAT(shares(), ElementsAre(testing::Pair("first", 3000)));
}

TEST_F(ProviderChoice, WeightsShareTheJobsAndTheRestAreSpares) {
  accounts[Kind::kText][2].weight = 3;
  accounts[Kind::kText][3].weight = 1;
  const auto share = shares();
  ASSERT_EQ(share.size(), 2u) << "'first' has no weight";
  EXPECT_NEAR(share.at("second"), 2250, 120);
  EXPECT_NEAR(share.at("third"), 750, 120);
}

TEST_F(ProviderChoice, OneJobIsAlwaysDrawnTheSameSoThatItsNextAccountIsAnother) {
  accounts[Kind::kText][0].weight = accounts[Kind::kText][2].weight = accounts[Kind::kText][3].weight = 1;
  for (int job = 0; job < 50; ++job) {
    const std::set<std::string> tried{chosen(job, 0), chosen(job, 3), chosen(job, 6)};
    EXPECT_EQ(tried.size(), 3u) << "job " << job;
    EXPECT_EQ(chosen(job, 0), chosen(job, 2));
  }
}

TEST_F(ProviderChoice, EachFailureInARowHalvesAShare) {
  accounts[Kind::kText][2].weight = accounts[Kind::kText][3].weight = 4;
  failures["second"] = 2;
  const auto share = shares();
  EXPECT_NEAR(share.at("second"), 600, 110);
  EXPECT_NEAR(share.at("third"), 2400, 110);
}

}  // namespace
}  // namespace firstday::dispatch
