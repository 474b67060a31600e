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
  base::Instant at{};  ///< of that newest state
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
};

struct CaseFacts {
  job::CaseId id;
  roll::PupilRef pupil;
  std::string policy;
  int policy_version = 0;
  std::string tier;
  base::Date first_date{};
  roll::Session first_session = roll::Session::kAm;
  base::Instant opened_at{};
  bool closed = false;
  std::string closed_how;
  base::Instant closed_at{};
  std::vector<Response> responses;      ///< in order of time
  std::vector<JobFact> jobs;            ///< by key
  std::vector<CallFact> calls;          ///< in order of time
  std::vector<DecisionFact> decisions;  ///< in order of time

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
