#include "store/queue_rules.h"

namespace firstday::store {

using job::Event;
using job::State;

job::State first_state(job::Kind kind) {
  return job::is_carried(kind) ? State::kQueued : State::kWithStaff;
}

std::optional<State> after_change(State state, Event event) {
  switch (event) {
    case Event::kLease:
    case Event::kAttemptStarted:
    case Event::kHandedOver:
    case Event::kProvenNotSent:
    case Event::kOutcomeLost:
      return std::nullopt;
    case Event::kAccepted:
    case Event::kAcceptedNoReceipt:
      return state == State::kUnknown ? job::next(state, event) : std::nullopt;
    default:
      return job::next(state, event);
  }
}

State after_losing_a_subject(State state) {
  return job::next(state, Event::kLeaseLost).value_or(state);
}

bool is_person(std::string_view actor) {
  return actor != chronology::Event{}.actor;
}

std::optional<chronology::Type> event_type_of(Event event, std::string_view actor) {
  using chronology::Type;
  if (is_person(actor) && (event == Event::kReceiptDelivered || event == Event::kReceiptFailed))
    return Type::kUnknownClosed;
  switch (event) {
    case Event::kWithdraw:
    case Event::kSupersede:
    case Event::kGivenUp:
      return Type::kJobWithdrawn;
    case Event::kExpire:
      return Type::kJobExpired;
    case Event::kHold:
      return Type::kJobHeld;
    case Event::kRelease:
      return Type::kJobReleased;
    case Event::kStaffDone:
      return Type::kTaskDone;
    case Event::kHumanClosed:
      return Type::kUnknownClosed;
    case Event::kReceiptDelivered:
    case Event::kReceiptFailed:
    case Event::kReceiptOverdue:
    case Event::kAccepted:
    case Event::kAcceptedNoReceipt:
      return Type::kReceipt;
    default:
      return std::nullopt;
  }
}

}  // namespace firstday::store
