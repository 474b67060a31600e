// What the verbs of a job queue decide, apart from any storage: SQL and the in-memory fake of the
// tests both follow these.
#pragma once

#include <optional>
#include <string_view>

#include "chronology/event.h"
#include "job/job.h"
#include "job/state.h"
#include "ports/receipt_inbox.h"

namespace firstday::store {

/// Where a subject of a job stands. A subject that a plan took back frees its key: a later plan may
/// ask for it again. What a person took back stays taken back.
enum class SubjectState { kLive = 0, kWithdrawnByPlan = 1, kWithdrawnByPerson = 2 };

/// Queued for what a provider carries, with staff for the rest.
job::State first_state(job::Kind kind);

/// What JobQueue::change may do: the state it leads to, or nothing. Leases and what an attempt says
/// come through verbs of their own; an unknown may be settled by evidence of acceptance.
std::optional<job::State> after_change(job::State state, job::Event event);

/// A merged job that loses a subject while it is leased goes back, so that no message rendered with
/// the lost subject's name can start.
job::State after_losing_a_subject(job::State state);

/// "firstday" is the program itself; every other actor is a person.
bool is_person(std::string_view actor);

/// The event that a change leaves in the record; nothing for a lease given back. What a person says became of
/// a send is no receipt: it settles an unknown.
std::optional<chronology::Type> event_type_of(job::Event event, std::string_view actor);

/// How the sender of a reply wrote: an address with "@" is e-mail, anything else a number.
roll::Channel channel_of(const job::Reply& reply);
/// As an opt-out is kept: addresses in lower case.
std::string address_of(const job::Reply& reply);

/// Why a person should look at a word; nothing where nobody has to.
std::optional<ports::WhyOpen> why_open(const ports::Matched& word, bool contradicts);

/// Reasons that the queue itself gives.
inline constexpr std::string_view kNoReceipt = "the provider has not said in time what became of it";
inline constexpr std::string_view kReceiptSaysFailed = "the provider says that it will never arrive";
inline constexpr std::string_view kNotPlannedAgain = "not in the newest plan of the day";
inline constexpr std::string_view kCaseEnded = "the case ended";
inline constexpr std::string_view kTimePassed = "its time passed before it could be sent or done";
inline constexpr std::string_view kContactLeft = "the contact was removed, barred or opted out";
inline constexpr std::string_view kClaimTaken =
    "another message to the same person about the same day may have left";
inline constexpr std::string_view kStoppedBeforeOutcome = "Firstday stopped before the outcome was known";

}  // namespace firstday::store
