#include "escalation/check_step.h"

#include "escalation/step_faults.h"

namespace firstday::escalation {

bool is_name(std::string_view text) {
  if (text.empty() || text[0] < 'a' || text[0] > 'z') return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-_") == std::string_view::npos;
}

void check_step(const Policy& policy, size_t index, std::vector<PolicyFault>& out) {
  check_when_due(policy, index, out);
  check_what_is_done(policy, index, out);
}

}  // namespace firstday::escalation
