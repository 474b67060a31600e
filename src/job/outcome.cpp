#include "job/outcome.h"

namespace firstday::job {

std::string_view word(OutcomeKind kind) {
  switch (kind) {
    case OutcomeKind::kAccepted:
      return "accepted";
    case OutcomeKind::kNotSent:
      return "not_sent";
    case OutcomeKind::kRejectedPermanent:
      return "rejected_permanent";
    case OutcomeKind::kRejectedTemporary:
      return "rejected_temporary";
    case OutcomeKind::kMisconfigured:
      return "misconfigured";
    case OutcomeKind::kUnknown:
      return "unknown";
  }
  return "?";
}

std::optional<OutcomeKind> outcome_of(std::string_view text) {
  for (OutcomeKind k : kOutcomeKinds)
    if (word(k) == text) return k;
  return std::nullopt;
}

bool proves_not_sent(OutcomeKind kind) {
  return kind != OutcomeKind::kAccepted && kind != OutcomeKind::kUnknown;
}

}  // namespace firstday::job
