#include "dispatch/sign.h"

namespace firstday::dispatch {

Sign sign_of(const job::Outcome& outcome, base::Duration took, base::Duration late_after) {
  using job::OutcomeKind;
  switch (outcome.kind) {
    case OutcomeKind::kAccepted:
    case OutcomeKind::kRejectedPermanent:
      return took >= late_after ? Sign::kLate : Sign::kFine;
    case OutcomeKind::kRejectedTemporary:
      return outcome.http_status >= 500 ? Sign::kBroken : Sign::kBusy;
    case OutcomeKind::kNotSent:
      return Sign::kDead;
    case OutcomeKind::kMisconfigured:
      return Sign::kWrong;
    case OutcomeKind::kUnknown:
      break;
  }
  return Sign::kUnsure;
}

bool is_failure(Sign sign) {
  return sign == Sign::kBroken || sign == Sign::kDead || sign == Sign::kUnsure;
}

bool asks_for_less(Sign sign) {
  return is_failure(sign) || sign == Sign::kLate || sign == Sign::kBusy;
}

}  // namespace firstday::dispatch
