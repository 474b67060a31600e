#include <algorithm>

#include "base/check.h"
#include "fuzz/target.h"
#include "providers/declared/read_definition.h"
#include "providers/declared/self_test.h"

namespace firstday::fuzz {

void read_provider_file(std::string_view input) {
  const auto read = provider_declared::read_definition(input, "fuzzed.yaml");
  for (const base::Problem& p : read.problems)
    FIRSTDAY_CHECK(!p.what.empty() && !p.mend.empty() && p.line >= 0, "a problem can be mended");
  if (read.has_errors()) return;
  const auto accepts = [](const auto& rule) {
    return rule.is == job::OutcomeKind::kAccepted && !rule.when.status.empty();
  };
  FIRSTDAY_CHECK(std::any_of(read.value.outcomes.begin(), read.value.outcomes.end(), accepts),
                 "a definition without errors can accept, at a status");
  for (const auto& rule : read.value.outcomes)
    FIRSTDAY_CHECK(rule.is != job::OutcomeKind::kNotSent, "no file says that nothing left");
  static_cast<void>(run_self_test(read.value));
}

}  // namespace firstday::fuzz
