// What happened, as evidence: one row each, only ever appended, chained by hash in the store.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"
#include "base/time.h"
#include "job/job.h"

namespace firstday::chronology {

enum class Type {
  kRollImported,
  kContactRemoved,
  kContactBarred,
  kContactReturned,
  kMarksImported,
  kMarkChanged,
  kCaseOpened,
  kCaseClosed,
  kJobPlanned,
  kWithheld,
  kJobWithdrawn,
  kJobHeld,
  kJobReleased,
  kJobExpired,
  kAttemptStarted,
  kAttemptFinished,
  kReceipt,
  kReply,
  kCall,
  kResponse,
  kDecision,
  kTaskDone,
  kNote,
  kRunStarted,
  kRunFinished,
  kUnknownClosed,
  kBatchHeld,
  kBatchReleased,
  kVisit,
  kFlag,
  kFact,
  kReferral,
  kLetterMade,
  kCardPrinted,
  kCardLeft,
  kDetailsDestroyed,
  kUnknownOverdue,
  kOptedOut,
  kOptedIn,
  kWordSeen,
  kChronologyGiven,
};

inline constexpr Type kLastType = Type::kChronologyGiven;

std::string_view word(Type type);  ///< roll_imported, attempt_started ...
std::optional<Type> type_of(std::string_view word);

/// A named detail. The value may be about a person, so it prints masked; names are ours.
struct Detail {
  std::string name;
  base::Personal value;

  friend bool operator==(const Detail&, const Detail&) = default;
};

/// Ids that do not apply are empty. `actor` is who did it: a login name, or "firstday" for what the
/// program did by itself. Details per type are listed in src/ARCHITECTURE.md, "Events".
struct Event {
  long long seq = 0;  ///< within the school, from 1, without gaps; 0 until stored
  base::Instant at{};
  Type type = Type::kNote;
  roll::Urn school;
  job::CaseId case_id;
  roll::PupilRef pupil;
  roll::ContactRef contact;
  job::JobId job;
  job::AttemptId attempt;
  std::string actor = "firstday";
  std::vector<Detail> details;

  /// The value of a detail; empty when there is none of that name.
  std::string_view detail(std::string_view name) const;
  friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace firstday::chronology
