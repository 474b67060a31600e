#include "job/receipt.h"

#include <algorithm>

namespace firstday::job {

namespace {

constexpr std::string_view kWords[] = {"accepted", "with_carrier", "not_delivered_yet",
                                       "failed",   "delivered",    "read"};
static_assert(std::size(kWords) == kReceiptStatuses.size());

bool has_arrived(ReceiptStatus status) {
  return status >= ReceiptStatus::kDelivered;
}

bool is_open(AttemptState attempt) {
  return attempt == AttemptState::kStarted || attempt == AttemptState::kUnknown;
}

/// A person settled the attempt and said the other thing.
bool contradicts_a_person(const Standing& s, ReceiptStatus status) {
  if (s.attempt != AttemptState::kSettled) return false;
  return s.job == State::kClosedByHuman ? status == ReceiptStatus::kFailed
                                        : s.job == State::kFailed && has_arrived(status);
}

bool contradicts_what_is_known(const Standing& s, ReceiptStatus status) {
  if (!is_possibly_live(s.attempt) && status != ReceiptStatus::kFailed) return true;
  if (contradicts_a_person(s, status)) return true;
  return std::any_of(s.known.begin(), s.known.end(), [&](ReceiptStatus k) { return contradict(k, status); });
}

std::optional<Event> job_event(const Standing& s, ReceiptStatus status) {
  if (has_arrived(status)) return Event::kReceiptDelivered;
  if (!s.newest || !is_possibly_live(s.attempt)) return std::nullopt;
  if (status == ReceiptStatus::kFailed) return Event::kReceiptFailed;
  return is_open(s.attempt) ? std::optional(Event::kAccepted) : std::nullopt;
}

}  // namespace

std::string_view word(ReceiptStatus status) {
  return kWords[static_cast<size_t>(status)];
}

std::optional<ReceiptStatus> receipt_status_of(std::string_view text) {
  for (const ReceiptStatus s : kReceiptStatuses)
    if (word(s) == text) return s;
  return std::nullopt;
}

ReceiptStatus joined(ReceiptStatus a, ReceiptStatus b) {
  return std::max(a, b);
}

bool contradict(ReceiptStatus a, ReceiptStatus b) {
  return (a == ReceiptStatus::kFailed && has_arrived(b)) || (b == ReceiptStatus::kFailed && has_arrived(a));
}

std::optional<Event> event_of(ReceiptStatus status) {
  if (has_arrived(status)) return Event::kReceiptDelivered;
  return status == ReceiptStatus::kFailed ? std::optional(Event::kReceiptFailed) : std::nullopt;
}

Settled settle(const Standing& before, ReceiptStatus status) {
  Settled out{before.attempt, before.job, std::nullopt, false, false};
  if (std::find(before.known.begin(), before.known.end(), status) != before.known.end()) return out;
  out.news = true;
  out.contradicts = contradicts_what_is_known(before, status);
  if (is_open(before.attempt)) out.attempt = AttemptState::kAccepted;
  const auto event = job_event(before, status);
  const auto state = event ? next(before.job, *event) : std::nullopt;
  if (!state || *state == before.job) return out;
  out.job = *state;
  out.how = event;
  return out;
}

}  // namespace firstday::job
