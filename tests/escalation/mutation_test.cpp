// What is taken out of a policy is missed by some golden case.
#include <gtest/gtest.h>

#include <algorithm>

#include "escalation/golden.h"
#include "escalation/mutants.h"
#include "escalation/row_list.h"
#include "escalation/world.h"

namespace firstday::escalation::testing {
namespace {

/// A case under one policy, and how it is told while the policy is whole.
struct Case {
  std::string front;
  Telling telling;
  std::string told;
};

std::vector<Case> cases_of(const Policy& policy) {
  std::vector<Case> out;
  for (const auto& file : files_of("timelines")) {
    const std::string text = contents(file);
    const std::string front(front_of(text));
    if (policy_named(front) == policy.id) out.push_back({front, {}, std::string(expected_of(text))});
  }
  for (const auto* files : {&row_files(), &contradiction_files()})
    for (const RowFile& file : *files) {
      const bool named =
          std::find(file.policies.begin(), file.policies.end(), policy.id) != file.policies.end();
      if (!named && (!file.policies.empty() || policy_named(file.front) != policy.id)) continue;
      Telling telling = file.telling;
      telling.policy = &policy;
      out.push_back({file.front, telling, tell(file.front, telling).text});
    }
  return out;
}

/// Those that tell of the step first: they are the likeliest to miss it.
std::vector<const Case*> likeliest_first(const std::vector<Case>& cases, const std::string& step) {
  std::vector<const Case*> out;
  out.reserve(cases.size());
  for (const Case& c : cases) out.push_back(&c);
  std::stable_partition(out.begin(), out.end(),
                        [&](const Case* c) { return c->told.find(" " + step + " ") != std::string::npos; });
  return out;
}

bool is_missed(const Mutant& mutant, const std::vector<Case>& cases) {
  const auto all = likeliest_first(cases, mutant.step);
  return std::any_of(all.begin(), all.end(), [&](const Case* c) {
    Telling telling = c->telling;
    telling.policy = &mutant.policy;
    return tell(c->front, telling).text != c->told;
  });
}

class EveryStep : public ::testing::TestWithParam<std::string> {};

std::vector<std::string> policies() {
  std::vector<std::string> out;
  for (const Procedure& p : procedures()) out.push_back(p.policy);
  return out;
}

TEST_P(EveryStep, IsMissedByACase) {
  const Policy& policy = shipped_policy(GetParam());
  const auto cases = cases_of(policy);
  ASSERT_FALSE(cases.empty());
  for (const Mutant& mutant : without_each_step(policy))
    EXPECT_TRUE(is_missed(mutant, cases)) << policy.id << " " << mutant.what << ": no case misses it";
}

std::string named(const ::testing::TestParamInfo<std::string>& about) {
  return test_name(about.param);
}

INSTANTIATE_TEST_SUITE_P(Of, EveryStep, ::testing::ValuesIn(policies()), named);

}  // namespace
}  // namespace firstday::escalation::testing
