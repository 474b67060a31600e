#include "chronology/redact_table.h"

#include <algorithm>

namespace firstday::chronology {

namespace {

/// Of a fact about staff who are out on a visit only that they left and came back, and who.
constexpr std::string_view kFacts =
    "la_notice destination destination_confirmed on_roll_there home_education still_in_la new_information "
    "set_off_for_school visit_left visit_returned";

/// The whole procedure: what was planned and withheld as well, because the authority asks whether everything
/// was tried. Left out are the gateways' answers, hashes and keys, which say nothing to it.
constexpr Cell kAuthority[] = {
    {Type::kContactRemoved, "reason"},
    {Type::kContactBarred, "reason"},
    {Type::kContactReturned, "reason"},
    {Type::kMarkChanged, "date"},
    {Type::kMarkChanged, "session"},
    {Type::kMarkChanged, "from"},
    {Type::kMarkChanged, "to"},
    {Type::kCaseOpened, "policy"},
    {Type::kCaseOpened, "policy_version"},
    {Type::kCaseOpened, "tier"},
    {Type::kCaseOpened, "first_date"},
    {Type::kCaseOpened, "first_session"},
    {Type::kCaseClosed, "how"},
    {Type::kJobPlanned, "step"},
    {Type::kJobPlanned, "kind"},
    {Type::kJobPlanned, "role"},
    {Type::kJobPlanned, "day"},
    {Type::kJobPlanned, "about"},
    {Type::kJobPlanned, "day_number"},
    {Type::kWithheld, "rule"},
    {Type::kWithheld, "step"},
    {Type::kWithheld, "why"},
    {Type::kWithheld, "day"},
    {Type::kJobWithdrawn, "reason"},
    {Type::kJobHeld, "reason"},
    {Type::kJobReleased, "reason"},
    {Type::kJobExpired, "reason"},
    {Type::kUnknownClosed, "reason"},
    {Type::kAttemptStarted, "kind"},
    {Type::kAttemptStarted, "provider"},
    {Type::kAttemptStarted, "to"},
    {Type::kAttemptStarted, "template"},
    {Type::kAttemptFinished, "outcome"},
    {Type::kAttemptFinished, "state"},
    {Type::kAttemptFinished, "provider_ref"},
    {Type::kReceipt, "status"},
    {Type::kReceipt, "state"},
    {Type::kUnknownOverdue, "state"},
    {Type::kOptedOut, "channel"},
    {Type::kOptedIn, "channel"},
    {Type::kOptedIn, "reason"},
    {Type::kReply, "text"},
    {Type::kReply, "channel"},
    {Type::kReply, "from"},
    {Type::kReply, "identified"},
    {Type::kReply, "located"},
    {Type::kCall, "outcome"},
    {Type::kCall, "reason"},
    {Type::kCall, "note"},
    {Type::kResponse, "level"},
    {Type::kResponse, "reason"},
    {Type::kResponse, "rationale"},
    {Type::kResponse, "expected_return"},
    {Type::kResponse, "channel"},
    {Type::kResponse, "located"},
    {Type::kResponse, "from"},
    {Type::kResponse, "identified"},
    {Type::kResponse, "role"},
    {Type::kResponse, "set_off"},
    {Type::kDecision, "about"},
    {Type::kDecision, "answer"},
    {Type::kDecision, "role"},
    {Type::kDecision, "rationale"},
    {Type::kDecision, "confirmed"},
    {Type::kDecision, "denied"},
    {Type::kDecision, "consulted"},
    {Type::kVisit, "outcome"},
    {Type::kVisit, "time"},
    {Type::kVisit, "address"},
    {Type::kVisit, "staff"},
    {Type::kVisit, "spoke_to"},
    {Type::kVisit, "reason"},
    {Type::kVisit, "text"},
    {Type::kFlag, "about"},
    {Type::kFlag, "role"},
    {Type::kFlag, "text"},
    {Type::kFact, "about", kFacts, true},
    {Type::kFact, "value"},
    {Type::kFact, "text"},
    {Type::kFact, "document"},
    {Type::kFact, "date"},
    {Type::kFact, "ref"},
    {Type::kFact, "from"},
    {Type::kFact, "written"},
    {Type::kFact, "role"},
    {Type::kFact, "staff"},
    {Type::kReferral, "about"},
    {Type::kReferral, "ref"},
    {Type::kReferral, "criteria"},
    {Type::kLetterMade, "kind"},
    {Type::kLetterMade, "reference"},
    {Type::kLetterMade, "pages"},
    {Type::kCardLeft, "template"},
    {Type::kCardLeft, "language"},
    {Type::kCardLeft, "ref"},
    {Type::kCardLeft, "staff"},
    {Type::kCardLeft, "time"},
    {Type::kCardLeft, "address"},
    {Type::kCardLeft, "body"},
    {Type::kTaskDone, "outcome"},
    {Type::kNote, "text"},
};

/// The same without what was only planned, held or taken back, and without gateways and templates.
constexpr Cell kSocialCare[] = {
    {Type::kContactRemoved, "reason"},
    {Type::kContactBarred, "reason"},
    {Type::kMarkChanged, "date"},
    {Type::kMarkChanged, "session"},
    {Type::kMarkChanged, "from"},
    {Type::kMarkChanged, "to"},
    {Type::kCaseOpened, "tier"},
    {Type::kCaseOpened, "first_date"},
    {Type::kCaseOpened, "first_session"},
    {Type::kCaseClosed, "how"},
    {Type::kAttemptStarted, "kind"},
    {Type::kAttemptStarted, "to"},
    {Type::kAttemptFinished, "outcome"},
    {Type::kAttemptFinished, "state"},
    {Type::kReceipt, "status"},
    {Type::kReceipt, "state"},
    {Type::kUnknownClosed, "reason"},
    {Type::kUnknownOverdue, "state"},
    {Type::kOptedOut, "channel"},
    {Type::kOptedIn, "channel"},
    {Type::kReply, "text"},
    {Type::kReply, "channel"},
    {Type::kReply, "from"},
    {Type::kReply, "identified"},
    {Type::kReply, "located"},
    {Type::kCall, "outcome"},
    {Type::kCall, "reason"},
    {Type::kCall, "note"},
    {Type::kResponse, "level"},
    {Type::kResponse, "reason"},
    {Type::kResponse, "rationale"},
    {Type::kResponse, "expected_return"},
    {Type::kResponse, "channel"},
    {Type::kResponse, "located"},
    {Type::kResponse, "from"},
    {Type::kResponse, "identified"},
    {Type::kResponse, "role"},
    {Type::kResponse, "set_off"},
    {Type::kDecision, "about"},
    {Type::kDecision, "answer"},
    {Type::kDecision, "role"},
    {Type::kDecision, "rationale"},
    {Type::kDecision, "confirmed"},
    {Type::kDecision, "denied"},
    {Type::kDecision, "consulted"},
    {Type::kVisit, "outcome"},
    {Type::kVisit, "time"},
    {Type::kVisit, "address"},
    {Type::kVisit, "staff"},
    {Type::kVisit, "spoke_to"},
    {Type::kVisit, "reason"},
    {Type::kVisit, "text"},
    {Type::kFlag, "about"},
    {Type::kFlag, "role"},
    {Type::kFlag, "text"},
    {Type::kFact, "about", kFacts, true},
    {Type::kFact, "value"},
    {Type::kFact, "text"},
    {Type::kFact, "document"},
    {Type::kFact, "date"},
    {Type::kFact, "ref"},
    {Type::kFact, "from"},
    {Type::kFact, "written"},
    {Type::kFact, "role"},
    {Type::kFact, "staff"},
    {Type::kReferral, "about"},
    {Type::kReferral, "ref"},
    {Type::kReferral, "criteria"},
    {Type::kLetterMade, "kind"},
    {Type::kLetterMade, "reference"},
    {Type::kCardLeft, "template"},
    {Type::kCardLeft, "staff"},
    {Type::kCardLeft, "time"},
    {Type::kCardLeft, "address"},
    {Type::kCardLeft, "body"},
    {Type::kTaskDone, "outcome"},
    {Type::kNote, "text"},
};

/// The absence, what was sent to this parent and said by them, that the school called at the door, and what
/// the school has written to this parent about anyhow (000-09, 000-24). No tier, flag, note, rationale, role
/// or evidence; no outcome of a visit that tells of somebody else.
constexpr Cell kParent[] = {
    {Type::kMarkChanged, "date"},
    {Type::kMarkChanged, "session"},
    {Type::kMarkChanged, "from"},
    {Type::kMarkChanged, "to"},
    {Type::kCaseOpened, "first_date"},
    {Type::kCaseOpened, "first_session"},
    {Type::kCaseClosed, "how", "returned mark_changed left_roll"},
    {Type::kAttemptStarted, "kind"},
    {Type::kAttemptStarted, "to"},
    {Type::kAttemptFinished, "outcome"},
    {Type::kAttemptFinished, "state"},
    {Type::kReceipt, "state"},
    {Type::kOptedOut, "channel"},
    {Type::kOptedIn, "channel"},
    {Type::kReply, "text"},
    {Type::kReply, "channel"},
    {Type::kCall, "outcome"},
    {Type::kCall, "reason"},
    {Type::kResponse, "level"},
    {Type::kResponse, "reason"},
    {Type::kResponse, "expected_return"},
    {Type::kResponse, "channel"},
    {Type::kDecision, "about", "reason_acceptable believe_holiday", true},
    {Type::kDecision, "answer"},
    {Type::kVisit, "time"},
    {Type::kVisit, "outcome", "no_answer no_access child_seen not_made"},
    {Type::kReferral, "about", "cme_referral missing_pupil_checklist", true},
    {Type::kLetterMade, "kind"},
    {Type::kLetterMade, "reference"},
    {Type::kCardLeft, "template"},
    {Type::kCardLeft, "time"},
    {Type::kTaskDone, "outcome"},
};

}  // namespace

std::span<const Cell> cells_of(Purpose purpose) {
  switch (purpose) {
    case Purpose::kAuthority:
      return kAuthority;
    case Purpose::kSocialCare:
      return kSocialCare;
    case Purpose::kParent:
      break;
  }
  return kParent;
}

const Cell* cell_of(Purpose purpose, Type type, std::string_view detail) {
  for (const Cell& cell : cells_of(purpose))
    if (cell.type == type && cell.detail == detail) return &cell;
  return nullptr;
}

bool shows_type(Purpose purpose, Type type) {
  const auto cells = cells_of(purpose);
  return std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) { return cell.type == type; });
}

bool is_among(std::string_view value, std::string_view values) {
  if (values.empty()) return true;
  while (!values.empty()) {
    const size_t blank = std::min(values.find(' '), values.size());
    if (values.substr(0, blank) == value) return true;
    values.remove_prefix(std::min(blank + 1, values.size()));
  }
  return false;
}

About about_whom(Type type) {
  switch (type) {
    case Type::kMarkChanged:
    case Type::kCaseOpened:
    case Type::kCaseClosed:
    case Type::kVisit:
    case Type::kReferral:
    case Type::kDecision:
      return About::kAnybody;
    default:
      return About::kReader;
  }
}

}  // namespace firstday::chronology
