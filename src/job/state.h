// The life of a job, and of an attempt, as one table each (dispatch.md section 5).
//
// A job for a provider:
//   queued -> leased -> in_flight -> awaiting_receipt -> delivered
//                 \-> queued             \-> accepted_final, failed, unknown
//   in_flight -> queued (proven not sent, tried again), failed, unknown, accepted_final
//   in_flight -> with_staff (a provider that hands it to people of the school)
// A job for staff: with_staff -> done | expired | cancelled | superseded
// Any job that has not left: -> held, cancelled, superseded, expired
// SQL CHECKs in store/migrations repeat the state words; a test compares them with these.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "job/outcome.h"

namespace firstday::job {

enum class State {
  kQueued,           ///< waits for its time and a dispatcher
  kLeased,           ///< a dispatcher has it; nothing has left
  kInFlight,         ///< an attempt is committed; bytes may be leaving
  kAwaitingReceipt,  ///< taken by the provider, which will say more
  kUnknown,          ///< may or may not have left
  kHeld,             ///< stopped by a person or a rule, with its reason
  kWithStaff,        ///< a person does it and records it
  kDelivered,        // --- terminal from here on
  kAcceptedFinal,    ///< taken by a provider that says nothing more
  kDone,             ///< a staff task, done and recorded
  kFailed,           ///< will never leave
  kExpired,          ///< its time passed
  kCancelled,        ///< withdrawn before anything left
  kSuperseded,       ///< another job took its place
  kClosedByHuman,    ///< an unknown, settled by a named person
};

inline constexpr std::array kStates = {
    State::kQueued, State::kLeased,    State::kInFlight,  State::kAwaitingReceipt, State::kUnknown,
    State::kHeld,   State::kWithStaff, State::kDelivered, State::kAcceptedFinal,   State::kDone,
    State::kFailed, State::kExpired,   State::kCancelled, State::kSuperseded,      State::kClosedByHuman};

/// What can happen to a job.
enum class Event {
  kLease,
  kLeaseLost,
  kAttemptStarted,
  kAccepted,
  kAcceptedNoReceipt,
  kHandedOver,  ///< taken by people of the school, who do it and record it
  kProvenNotSent,
  kGivenUp,
  kOutcomeLost,
  kReceiptDelivered,
  kReceiptFailed,
  kReceiptOverdue,
  kWithdraw,
  kSupersede,
  kExpire,
  kHold,
  kRelease,
  kStaffDone,
  kHumanClosed,
};

inline constexpr std::array kEvents = {Event::kLease,
                                       Event::kLeaseLost,
                                       Event::kAttemptStarted,
                                       Event::kAccepted,
                                       Event::kAcceptedNoReceipt,
                                       Event::kHandedOver,
                                       Event::kProvenNotSent,
                                       Event::kGivenUp,
                                       Event::kOutcomeLost,
                                       Event::kReceiptDelivered,
                                       Event::kReceiptFailed,
                                       Event::kReceiptOverdue,
                                       Event::kWithdraw,
                                       Event::kSupersede,
                                       Event::kExpire,
                                       Event::kHold,
                                       Event::kRelease,
                                       Event::kStaffDone,
                                       Event::kHumanClosed};

std::string_view word(State state);
std::optional<State> state_of(std::string_view word);
std::string_view word(Event event);
/// For a person's screen: "sent" is not "delivered".
std::string_view in_words(State state);

/// Total over every pair; nothing where the event may not happen in that state.
std::optional<State> next(State state, Event event);

bool is_terminal(State state);
/// Nothing has left and nothing can be leaving: the job may still be withdrawn.
bool may_be_withdrawn(State state);

/// An attempt: started -> accepted | not_sent | rejected | unknown, and an unknown one of the other three, or
/// settled. What is proven, or settled by a person, stays.
enum class AttemptState {
  kStarted,   ///< committed; bytes may be leaving
  kAccepted,  ///< the provider took it
  kNotSent,   ///< proof that nothing left
  kRejected,  ///< the provider did not take it, and said so
  kUnknown,   ///< may or may not have left
  kSettled,   ///< was unknown; a person has found out what became of it
};
inline constexpr std::array kAttemptStates = {AttemptState::kStarted, AttemptState::kAccepted,
                                              AttemptState::kNotSent, AttemptState::kRejected,
                                              AttemptState::kUnknown, AttemptState::kSettled};
std::string_view word(AttemptState state);
std::optional<AttemptState> attempt_state_of(std::string_view word);

/// Total over every pair. Staying as it is is no move.
bool may_become(AttemptState from, AttemptState to);
/// What an outcome makes of an attempt, whoever brings it.
AttemptState after(AttemptState state, OutcomeKind outcome);

/// True while this attempt may have reached the family: no second send of the same thing may start.
bool is_possibly_live(AttemptState state);

}  // namespace firstday::job
