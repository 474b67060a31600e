// What is taken out of a policy is missed by some golden case.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

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
  bool is_guess = false;  ///< `told` is that of a case that differs in one line
};

/// The files of rows/ and contradictions/ that are told under this policy.
std::vector<const RowFile*> files_under(const Policy& policy) {
  std::vector<const RowFile*> out;
  for (const auto* files : {&row_files(), &contradiction_files()})
    for (const RowFile& file : *files) {
      const auto& names = file.policies;
      const bool named = std::find(names.begin(), names.end(), policy.id) != names.end();
      if (named || (names.empty() && policy_named(file.front) == policy.id)) out.push_back(&file);
    }
  return out;
}

/// The golden files, as they stand.
std::vector<Case> cases_of(const Policy& policy) {
  std::vector<Case> out;
  for (const auto& file : files_of("timelines")) {
    const std::string text = contents(file);
    const std::string front(front_of(text));
    if (policy_named(front) == policy.id) out.push_back({front, {}, std::string(expected_of(text))});
  }
  for (const RowFile* file : files_under(policy))
    out.push_back({file->front, file->telling, expected_under(*file, policy.id)});
  return out;
}

/// What becomes of them with the line changed that an `unless` names.
std::vector<Case> changed_cases_of(const Policy& policy) {
  std::vector<Case> out;
  for (const RowFile* file : files_under(policy))
    for (const Unless& unless : file->unless)
      out.push_back({changed(file->front, unless.change), file->telling, file->expected, true});
  return out;
}

/// Those that tell of the step first, the shortest before the others: they are the likeliest to miss it soon.
std::vector<Case*> likeliest_first(std::vector<Case>& cases, const std::string& step) {
  std::vector<Case*> out;
  out.reserve(cases.size());
  for (Case& c : cases) out.push_back(&c);
  const auto rank = [&](const Case* c) {
    return std::pair(c->told.find(" " + step + " ") == std::string::npos, c->told.size());
  };
  std::stable_sort(out.begin(), out.end(), [&](const Case* a, const Case* b) { return rank(a) < rank(b); });
  return out;
}

bool is_missed(const Mutant& mutant, std::vector<Case>& cases) {
  const auto all = likeliest_first(cases, mutant.step);
  return std::any_of(all.begin(), all.end(), [&](Case* c) {
    if (c->is_guess) c->told = tell(c->front, c->telling).text;
    c->is_guess = false;
    Telling telling = c->telling;
    telling.policy = &mutant.policy;
    telling.while_as = &c->told;
    return tell(c->front, telling).text != c->told;
  });
}

/// What no case can show, and why.
std::string why_not(const Mutant& mutant) {
  const auto about = [&](const char* end) {
    const size_t n = mutant.what.size() - std::min(mutant.what.size(), std::string(end).size());
    return mutant.what.compare(n, std::string::npos, end) == 0;
  };
  const bool rung_twice =
      about("-call without after") || about("-call without on_outcome: international_tone");
  const bool parents_only = mutant.step == "day-1-call" || mutant.step == "day-2-call";
  if (rung_twice && !parents_only)
    return "the call to all contacts of the same day says the same of a parent";
  if (mutant.step.rfind("concern-", 0) == 0 && about(" without group"))
    return "both alternatives are told at once, and a list is not told to be shorter";
  if (about("checklist-holiday without unless_done")) return "its days are over when the other begins";
  if (about("referral-soon without unless_done"))
    return "no referral without a visit, and its `when` asks for none";
  if (about("the new educational placement (destination)")) return "the form's own `when` asks for it too";
  if (about("missing-child-childrens-services without after")) return "the order is that of the list";
  return {};
}

class EveryStep : public ::testing::TestWithParam<std::string> {};

std::vector<std::string> policies() {
  std::vector<std::string> out;
  for (const Procedure& p : procedures()) out.push_back(p.policy);
  return out;
}

TEST_P(EveryStep, IsMissedByACase) {
  const Policy& policy = shipped_policy(GetParam());
  auto cases = cases_of(policy);
  ASSERT_FALSE(cases.empty());
  for (const Mutant& mutant : without_each_step(policy))
    EXPECT_TRUE(is_missed(mutant, cases)) << policy.id << " " << mutant.what << ": no case misses it";
}

/// A tenth of the particulars; with FIRSTDAY_LONG all of them, and no excuse for one that is missed.
TEST_P(EveryStep, IsMissedInEachParticular) {
  const Policy& policy = shipped_policy(GetParam());
  auto cases = cases_of(policy);
  auto changed_cases = changed_cases_of(policy);
  const auto missed = [&](const Mutant& mutant) {
    return is_missed(mutant, cases) || is_missed(mutant, changed_cases);
  };
  const bool all = std::getenv("FIRSTDAY_LONG") != nullptr;
  const auto mutants = without_each_particular(policy);
  for (size_t i = 0; i < mutants.size(); i += all ? 1 : 10) {
    const std::string excuse = why_not(mutants[i]);
    if (!excuse.empty() && !all) continue;
    EXPECT_EQ(missed(mutants[i]), excuse.empty()) << policy.id << " " << mutants[i].what << " " << excuse;
  }
}

std::string named(const ::testing::TestParamInfo<std::string>& about) {
  return test_name(about.param);
}

INSTANTIATE_TEST_SUITE_P(Of, EveryStep, ::testing::ValuesIn(policies()), named);

}  // namespace
}  // namespace firstday::escalation::testing
