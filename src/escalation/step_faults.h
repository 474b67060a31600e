// What the parts of check_step share: the step, and where its faults go.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "escalation/check_policy.h"

namespace firstday::escalation {

/// One step of a policy under a check; lives no longer than the check.
class StepFaults {
 public:
  StepFaults(const Policy& policy, size_t index, std::vector<PolicyFault>& out)
      : policy_(policy),
        step_(policy.steps[index]),
        index_(index),
        at_("steps[" + std::to_string(index) + "]"),
        out_(out) {}

 protected:
  /// `key`: of the step, in the policy's file; empty: the step itself.
  void fault(std::string_view key, std::string what, std::string mend) {
    out_.push_back({key.empty() ? at_ : at_ + "/" + std::string(key), std::move(what), std::move(mend)});
  }

  const Policy& policy_;
  const Step& step_;
  const size_t index_;

  const std::string at_;
  std::vector<PolicyFault>& out_;
};

inline bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

inline bool has(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Whether the step can come due at all: its id, days, tiers, and what it waits for.
void check_when_due(const Policy& policy, size_t index, std::vector<PolicyFault>& out);
/// Whether what it does can be done: toward whom, in which words, with which of its action's options.
void check_what_is_done(const Policy& policy, size_t index, std::vector<PolicyFault>& out);

}  // namespace firstday::escalation
