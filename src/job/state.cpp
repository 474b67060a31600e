#include "job/state.h"

namespace firstday::job {

namespace {

using enum State;
using E = Event;

struct Row {
  State from;
  Event event;
  State to;
};

// Every pair that is allowed; a pair that is not here is forbidden.
constexpr Row kTable[] = {
    {kQueued, E::kLease, kLeased},
    {kQueued, E::kWithdraw, kCancelled},
    {kQueued, E::kSupersede, kSuperseded},
    {kQueued, E::kExpire, kExpired},
    {kQueued, E::kHold, kHeld},
    {kQueued, E::kGivenUp, kFailed},
    {kLeased, E::kLeaseLost, kQueued},
    {kLeased, E::kAttemptStarted, kInFlight},
    {kLeased, E::kExpire, kExpired},
    {kLeased, E::kHold, kHeld},
    {kLeased, E::kGivenUp, kFailed},
    {kLeased, E::kWithdraw, kCancelled},
    {kInFlight, E::kAccepted, kAwaitingReceipt},
    {kInFlight, E::kAcceptedNoReceipt, kAcceptedFinal},
    {kInFlight, E::kHandedOver, kWithStaff},
    {kInFlight, E::kProvenNotSent, kQueued},
    {kInFlight, E::kGivenUp, kFailed},
    {kInFlight, E::kOutcomeLost, kUnknown},
    {kInFlight, E::kReceiptDelivered, kDelivered},
    {kInFlight, E::kReceiptFailed, kFailed},
    {kAwaitingReceipt, E::kReceiptDelivered, kDelivered},
    {kAwaitingReceipt, E::kReceiptFailed, kFailed},
    {kAwaitingReceipt, E::kReceiptOverdue, kUnknown},
    {kUnknown, E::kReceiptDelivered, kDelivered},
    {kUnknown, E::kReceiptFailed, kFailed},
    {kUnknown, E::kAccepted, kAwaitingReceipt},
    {kUnknown, E::kAcceptedNoReceipt, kAcceptedFinal},
    {kUnknown, E::kHumanClosed, kClosedByHuman},
    {kHeld, E::kRelease, kQueued},
    {kHeld, E::kWithdraw, kCancelled},
    {kHeld, E::kSupersede, kSuperseded},
    {kHeld, E::kExpire, kExpired},
    {kWithStaff, E::kStaffDone, kDone},
    {kWithStaff, E::kWithdraw, kCancelled},
    {kWithStaff, E::kSupersede, kSuperseded},
    {kWithStaff, E::kExpire, kExpired},
    // The family has what was thought not to have left: it must not be tried again.
    {kQueued, E::kReceiptDelivered, kDelivered},
    {kLeased, E::kReceiptDelivered, kDelivered},
    {kHeld, E::kReceiptDelivered, kDelivered},
    {kExpired, E::kReceiptDelivered, kDelivered},
    // A receipt may come after a receipt. Delivered outranks failed (dispatch.md section 5).
    {kFailed, E::kReceiptDelivered, kDelivered},
    {kFailed, E::kReceiptFailed, kFailed},
    {kDelivered, E::kReceiptDelivered, kDelivered},
    {kDelivered, E::kReceiptFailed, kDelivered},
    {kAcceptedFinal, E::kReceiptDelivered, kDelivered},
    {kAcceptedFinal, E::kReceiptFailed, kFailed},
    {kClosedByHuman, E::kReceiptDelivered, kDelivered},
    {kClosedByHuman, E::kReceiptFailed, kClosedByHuman},
};

struct AttemptRow {
  AttemptState from;
  AttemptState to;
};

constexpr AttemptRow kAttemptTable[] = {
    {AttemptState::kStarted, AttemptState::kAccepted}, {AttemptState::kStarted, AttemptState::kNotSent},
    {AttemptState::kStarted, AttemptState::kRejected}, {AttemptState::kStarted, AttemptState::kUnknown},
    {AttemptState::kUnknown, AttemptState::kAccepted}, {AttemptState::kUnknown, AttemptState::kNotSent},
    {AttemptState::kUnknown, AttemptState::kRejected}, {AttemptState::kUnknown, AttemptState::kSettled},
};

constexpr std::string_view kAttemptWords[] = {"started",  "accepted", "not_sent",
                                              "rejected", "unknown",  "settled"};

/// Where an outcome leads when the attempt may go there.
AttemptState state_for(OutcomeKind outcome) {
  switch (outcome) {
    case OutcomeKind::kAccepted:
      return AttemptState::kAccepted;
    case OutcomeKind::kNotSent:
      return AttemptState::kNotSent;
    case OutcomeKind::kUnknown:
      return AttemptState::kUnknown;
    case OutcomeKind::kRejectedPermanent:
    case OutcomeKind::kRejectedTemporary:
    case OutcomeKind::kMisconfigured:
      break;
  }
  return AttemptState::kRejected;
}

constexpr std::string_view kStateWords[] = {
    "queued", "leased",     "in_flight", "awaiting_receipt", "unknown",
    "held",   "with_staff", "delivered", "accepted_final",   "done",
    "failed", "expired",    "cancelled", "superseded",       "closed_by_human"};

constexpr std::string_view kEventWords[] = {
    "lease",          "lease_lost",      "attempt_started", "accepted",     "accepted_no_receipt",
    "handed_over",    "proven_not_sent", "given_up",        "outcome_lost", "receipt_delivered",
    "receipt_failed", "receipt_overdue", "withdraw",        "supersede",    "expire",
    "hold",           "release",         "staff_done",      "human_closed"};

constexpr std::string_view kStatesInWords[] = {
    "waiting", "being sent", "being sent", "sent",     "unknown: may or may not have left",
    "held",    "for staff",  "delivered",  "sent",     "done",
    "failed",  "expired",    "withdrawn",  "replaced", "closed by staff"};

static_assert(std::size(kStatesInWords) == kStates.size());
static_assert(std::size(kStateWords) == kStates.size());
static_assert(std::size(kEventWords) == kEvents.size());
static_assert(std::size(kAttemptWords) == kAttemptStates.size());

}  // namespace

std::string_view word(State state) {
  return kStateWords[static_cast<size_t>(state)];
}
std::string_view word(Event event) {
  return kEventWords[static_cast<size_t>(event)];
}

std::string_view in_words(State state) {
  return kStatesInWords[static_cast<size_t>(state)];
}

std::optional<State> state_of(std::string_view text) {
  for (State s : kStates)
    if (word(s) == text) return s;
  return std::nullopt;
}

std::optional<State> next(State state, Event event) {
  for (const Row& row : kTable)
    if (row.from == state && row.event == event) return row.to;
  return std::nullopt;
}

bool is_terminal(State state) {
  return state >= kDelivered;
}

bool may_be_withdrawn(State state) {
  return next(state, Event::kWithdraw).has_value();
}

std::string_view word(AttemptState state) {
  return kAttemptWords[static_cast<size_t>(state)];
}

std::optional<AttemptState> attempt_state_of(std::string_view text) {
  for (AttemptState s : kAttemptStates)
    if (word(s) == text) return s;
  return std::nullopt;
}

bool may_become(AttemptState from, AttemptState to) {
  for (const AttemptRow& row : kAttemptTable)
    if (row.from == from && row.to == to) return true;
  return false;
}

AttemptState after(AttemptState state, OutcomeKind outcome) {
  const AttemptState to = state_for(outcome);
  return may_become(state, to) ? to : state;
}

bool is_possibly_live(AttemptState state) {
  return state != AttemptState::kNotSent && state != AttemptState::kRejected;
}

}  // namespace firstday::job
