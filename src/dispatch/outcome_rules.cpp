#include "dispatch/outcome_rules.h"

#include <algorithm>
#include <chrono>

namespace firstday::dispatch {

namespace {

using job::Event;

/// So that another message, not always the same one, finds out whether the account works again.
constexpr std::chrono::minutes kWrongAccountPause{10};

Verdict try_again_at(std::optional<base::Instant> at) {
  if (!at) return {Event::kGivenUp, std::nullopt, false};
  return {Event::kProvenNotSent, at, false};
}

Event accepted_by(const Situation& s) {
  if (s.hands_to_staff) return Event::kHandedOver;
  return s.gives_receipts ? Event::kAccepted : Event::kAcceptedNoReceipt;
}

Verdict after_a_non_send(const job::Outcome& outcome, const Situation& s, const RetrySettings& retry) {
  return try_again_at(next_try(retry, {s.now, s.attempts, s.random, outcome.retry_after, s.not_after}));
}

/// Nothing is wrong with the message: it goes to the next account without a wait, or waits for the mended one
/// however often that takes; only its own deadline ends it.
Verdict after_a_wrong_account(const Situation& s, const RetrySettings& retry) {
  std::optional<base::Instant> at = s.now;
  if (!s.other_account || s.attempts >= retry.max_attempts) *at += kWrongAccountPause;
  if (s.not_after) at = s.now > *s.not_after ? std::nullopt : std::min(at, s.not_after);
  Verdict verdict = try_again_at(at);
  verdict.stops_account = true;
  return verdict;
}

}  // namespace

Verdict judge(const job::Outcome& outcome, const Situation& situation, const RetrySettings& retry) {
  using job::OutcomeKind;
  switch (outcome.kind) {
    case OutcomeKind::kAccepted:
      return {accepted_by(situation), std::nullopt, false};
    case OutcomeKind::kNotSent:
    case OutcomeKind::kRejectedTemporary:
      return after_a_non_send(outcome, situation, retry);
    case OutcomeKind::kRejectedPermanent:
      return {Event::kGivenUp, std::nullopt, false};
    case OutcomeKind::kMisconfigured:
      return after_a_wrong_account(situation, retry);
    case OutcomeKind::kUnknown:
      break;
  }
  return {Event::kOutcomeLost, std::nullopt, false};
}

}  // namespace firstday::dispatch
