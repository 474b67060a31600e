#include "store/queue_rules.h"

#include <algorithm>

#include "base/text.h"

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
    case Event::kReceiptDelivered:  // of what has not left only a receipt can say so
      return job::may_be_withdrawn(state) || state == State::kExpired ? std::nullopt
                                                                      : job::next(state, event);
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

roll::Channel channel_of(const job::Reply& reply) {
  return reply.from.reveal().find('@') == std::string::npos ? roll::Channel::kText : roll::Channel::kEmail;
}

std::string address_of(const job::Reply& reply) {
  return base::lower(reply.from.reveal());
}

std::optional<ports::WhyOpen> why_open(const ports::Matched& word, bool contradicts) {
  if (!word.unreadable.empty()) return ports::WhyOpen::kUnreadable;
  if (contradicts) return ports::WhyOpen::kContradicts;
  if (std::holds_alternative<job::Receipt>(word.word))
    return word.attempt.empty() ? std::optional(ports::WhyOpen::kUnmatched) : std::nullopt;
  const bool without_case = std::any_of(word.about.begin(), word.about.end(),
                                        [](const ports::Concerned& c) { return c.case_id.empty(); });
  return word.about.empty() || without_case ? std::optional(ports::WhyOpen::kUnmatched) : std::nullopt;
}

}  // namespace firstday::store
