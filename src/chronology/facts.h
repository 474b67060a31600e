// What is known about each case, as a plan needs it: a pure fold over events.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chronology/event.h"
#include "job/state.h"

namespace firstday::chronology {

/// Three different things (design section 2, "response"): somebody answered; gave a reason; and a
/// person judged the reason acceptable, or not.
enum class ResponseLevel { kAnswered, kReasonGiven, kReasonAccepted, kReasonRejected };

std::string_view word(ResponseLevel level);  ///< answered, reason_given, reason_accepted, reason_rejected
std::optional<ResponseLevel> response_level_of(std::string_view word);

struct Response {
  base::Instant at{};
  roll::ContactRef contact;  ///< empty when the office does not know who rang
  ResponseLevel level = ResponseLevel::kAnswered;
  std::optional<base::Date> expected_return;
  bool located = false;  ///< the child was seen or spoken to: a fourth thing, and no reason
  bool set_off = false;  ///< the child is said to have left for school, or to be there
};

/// A job of the case, by its subject key, with the newest state that events tell of.
struct JobFact {
  std::string key;
  job::JobId id;
  std::string step;
  job::Kind kind = job::Kind::kTask;
  job::Recipient to;
  base::Date day{};
  job::State state = job::State::kQueued;
  base::Instant at{};     ///< of that newest state
  std::string outcome;    ///< of a staff task, when it is done; empty otherwise
  base::Personal tried;   ///< number or address of its last attempt; empty when there was none
  bool for_good = false;  ///< of a withdrawn one: no later plan brings it again
  /// Nobody knew in time whether it arrived: the ladder went on as if it had reached nobody, and stays there,
  /// whatever is proven later.
  bool left_behind = false;
  /// Of a record that was ticked: something was done or said about the pupil on its day since (acts.h).
  bool acted_since = false;
};

struct CallFact {
  base::Instant at{};
  roll::ContactRef contact;
  std::string outcome;  ///< no_answer, answered_no_reason, reason_given, international_tone, wrong_number ...
};

struct DecisionFact {
  base::Instant at{};
  std::string about;
  std::string answer;
  std::string by_role;
  std::vector<std::string> denied =
      {};  ///< what the question asks beside its answer, and was said to be untrue
  bool has_rationale = false;
};

/// Somebody went to an address. Whether the child was found is in the outcome.
struct VisitFact {
  base::Instant at{};
  std::string outcome;  ///< no_answer, no_access, child_seen, concerns_raised ... (domain.md, visit outcomes)
};

/// A member of staff raised a concern (000-02, 002-12).
struct FlagFact {
  base::Instant at{};
  std::string about;
};

/// Something about the case that somebody put on record: a destination, the authority's notice ...
struct RecordedFact {
  base::Instant at{};
  std::string about;
  std::string value;     ///< empty: simply so
  bool written = false;  ///< on paper or in a mail, not only said
  std::string by_role;
};

struct ReferralFact {
  base::Instant at{};
  std::string about;  ///< cme_referral, la_referral, missing_pupil_checklist
};

/// A text, mail or word from a contact whose meaning nobody has recorded yet.
struct ReplyFact {
  base::Instant at{};
  roll::ContactRef contact;
  bool by_provider = false;  ///< it came by itself, and nobody has read it yet; else staff wrote it down
  bool stop = false;         ///< it asks for no more messages on its channel
};

struct CaseFacts {
  job::CaseId id;
  roll::PupilRef pupil;
  std::string policy;
  int policy_version = 0;
  std::string tier;
  base::Date first_date{};
  roll::Session first_session = roll::Session::kAm;
  base::Instant opened_at{};                 ///< the last time
  std::vector<base::Instant> openings = {};  ///< every time: one that was closed in error is opened again
  bool closed = false;
  std::string closed_how;
  base::Instant closed_at{};
  std::vector<Response> responses;      ///< in order of time
  std::vector<JobFact> jobs;            ///< by key
  std::vector<CallFact> calls;          ///< in order of time
  std::vector<DecisionFact> decisions;  ///< in order of time
  std::vector<VisitFact> visits;        ///< in order of time
  std::vector<FlagFact> flags;          ///< in order of time
  std::vector<RecordedFact> recorded;   ///< in order of time
  std::vector<ReferralFact> referrals;  ///< in order of time
  std::vector<ReplyFact> replies;       ///< in order of time
  /// When the family last said that the child would be back; may have been said before the case began.
  std::optional<base::Date> expected_return;

  const JobFact* job(std::string_view key) const;  ///< nullptr when never planned
};

/// What was said before a case was opened: a parent who rings at 08:40, before the register is taken.
struct EarlyResponse {
  roll::PupilRef pupil;
  Response response;
};

struct Facts {
  std::vector<CaseFacts> cases;  ///< by pupil, then time of opening

  std::vector<EarlyResponse> early;  ///< by pupil, then time; also part of the case they are about, once open

  /// What was said about a pupil without a case, in order of time.
  std::vector<Response> early_responses(const roll::PupilRef& pupil) const;
  const CaseFacts* open_case(const roll::PupilRef& pupil) const;  ///< nullptr when there is none
  const CaseFacts* find(const job::CaseId& id) const;
};

/// Events in the order of their seq. Of those that belong to no case only responses count: they are early,
/// and join the pupil's next case when it is opened on the same day, or before the day on which the pupil
/// was said to be back.
Facts facts_of(std::span<const Event> events);

}  // namespace firstday::chronology
