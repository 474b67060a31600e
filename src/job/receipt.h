// What a provider says later about a message it took, and what a family answers (dispatch.md section 5,
// "Receipts").
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/personal.h"
#include "base/time.h"
#include "job/state.h"

namespace firstday::job {

/// In rank order: the higher word stays, in whatever order and however often they come. A lower one that
/// comes after a higher one is kept, and flagged where it contradicts (failed after delivered).
enum class ReceiptStatus {
  kAccepted,         ///< the provider has it
  kWithCarrier,      ///< handed to the network
  kNotDeliveredYet,  ///< the network is still trying
  kFailed,           ///< it will never arrive
  kDelivered,        ///< it is on the telephone, in the mailbox, or was heard
  kRead,             ///< somebody opened it
};
inline constexpr std::array kReceiptStatuses = {ReceiptStatus::kAccepted,        ReceiptStatus::kWithCarrier,
                                                ReceiptStatus::kNotDeliveredYet, ReceiptStatus::kFailed,
                                                ReceiptStatus::kDelivered,       ReceiptStatus::kRead};
std::string_view word(ReceiptStatus status);
std::optional<ReceiptStatus> receipt_status_of(std::string_view word);

/// The join of the lattice: the higher of two. Commutative, associative, idempotent (a test tries all).
ReceiptStatus joined(ReceiptStatus a, ReceiptStatus b);
/// True where one says that it arrived and the other that it never will: somebody may want to look.
bool contradict(ReceiptStatus a, ReceiptStatus b);
/// What the status means for the job; nothing for those that settle nothing.
std::optional<Event> event_of(ReceiptStatus status);

/// An attempt, and the job it was made for, before one more status is taken in.
struct Standing {
  AttemptState attempt = AttemptState::kStarted;
  State job = State::kInFlight;
  bool newest = true;                         ///< no later attempt was made for the job
  std::span<const ReceiptStatus> known = {};  ///< what receipts have said of this attempt so far
};

struct Settled {
  AttemptState attempt = AttemptState::kStarted;
  State job = State::kInFlight;
  std::optional<Event> how;  ///< the job's event, where the status moved it
  bool news = false;         ///< false: the same was said before; nothing changes
  bool contradicts = false;  ///< something on record says otherwise
};

/// The one rule for a receipt, pure and free of order: whatever the order and repetition of the same
/// statuses, the job ends in the same state.
///
/// Whatever a provider says of an attempt, it has it: one that was started or unknown is accepted, and its
/// job with it. A status that settles the message moves the job by the state table. A failure moves it only
/// where this was the newest attempt and is not known anyway (proven not sent); a delivery always: the family
/// has it, so that even a job that waits for another try is done. Contradictions: delivered and failed of one
/// attempt; anything but a failure of an attempt that was proven never to have left; a failure of what a
/// person found to have arrived, and a delivery of what a person found not to.
Settled settle(const Standing& before, ReceiptStatus status);

/// One status of one message. At least one of `reference` and `provider_ref` is there.
struct Receipt {
  std::string reference;     ///< our attempt id, as the provider was given it
  std::string provider_ref;  ///< the provider's own id
  ReceiptStatus status = ReceiptStatus::kAccepted;
  std::optional<base::Instant> at;  ///< the provider's time
  std::string detail;               ///< its code or reason, for a person; no personal data
};

/// What somebody wrote back.
struct Reply {
  base::Personal from;  ///< E.164 or an e-mail address
  base::Personal text;
  std::string provider_ref;  ///< the provider's id of the reply; empty where it gives none
  std::string reference;     ///< our attempt id that it answers, where the provider says so
  std::optional<base::Instant> at;
};

using ProviderWord = std::variant<Receipt, Reply>;

}  // namespace firstday::job
