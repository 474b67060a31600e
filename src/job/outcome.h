// What is known about one attempt at sending: a closed set (design section 6, dispatch.md section 2).
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace firstday::job {

enum class OutcomeKind {
  kAccepted,           ///< the provider took it and said so in a way we could read
  kNotSent,            ///< proof that nothing left: retry is safe
  kRejectedPermanent,  ///< this recipient or text will never be taken by this provider
  kRejectedTemporary,  ///< definitely not taken now; may be later
  kMisconfigured,      ///< the account is wrong (key, credit): stop the provider, tell a person
  kUnknown,            ///< may or may not have left: never sent again by itself
};

inline constexpr std::array kOutcomeKinds = {OutcomeKind::kAccepted,          OutcomeKind::kNotSent,
                                             OutcomeKind::kRejectedPermanent, OutcomeKind::kRejectedTemporary,
                                             OutcomeKind::kMisconfigured,     OutcomeKind::kUnknown};

std::string_view word(OutcomeKind kind);
std::optional<OutcomeKind> outcome_of(std::string_view word);

/// True when the outcome proves that this attempt did not reach the family, so that another attempt
/// may be made for the same person and purpose.
bool proves_not_sent(OutcomeKind kind);

struct Outcome {
  OutcomeKind kind = OutcomeKind::kUnknown;
  std::string provider_ref;  ///< the provider's own id, where it gives one
  std::string evidence;      ///< what it rests on, for a person; no personal data
  std::optional<std::chrono::seconds> retry_after;
  int http_status = 0;       ///< 0 where there is none
  int transport_code = 0;    ///< the transport's own code (curl's), 0 where there is none
  long long bytes_sent = 0;  ///< request bytes that may have left
};

}  // namespace firstday::job
