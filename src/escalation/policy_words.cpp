#include "escalation/policy_words.h"

#include <array>

namespace firstday::escalation {

namespace {

constexpr Word<Occurrence> kOccurrences[] = {{Occurrence::kEachDay, "each_day"},
                                             {Occurrence::kEachRound, "each_round"},
                                             {Occurrence::kOnceInRange, "once_in_range"},
                                             {Occurrence::kOncePerCase, "once_per_case"}};
constexpr Word<Mode> kModes[] = {{Mode::kMandatory, "mandatory"}, {Mode::kSuggested, "suggested"}};
constexpr Word<Selector> kSelectors[] = {{Selector::kParentsAndCarers, "parents_and_carers"},
                                         {Selector::kAllContacts, "all_contacts"},
                                         {Selector::kOtherContacts, "other_contacts"},
                                         {Selector::kNthContact, "contact"},
                                         {Selector::kEmergencyContacts, "emergency_contacts"},
                                         {Selector::kPupil, "pupil"},
                                         {Selector::kSiblingSchools, "sibling_schools"},
                                         {Selector::kHome, "home"},
                                         {Selector::kRole, "role"}};
constexpr Word<Fanout> kFanouts[] = {
    {Fanout::kEach, "each"}, {Fanout::kFirst, "first"}, {Fanout::kInOrder, "in_order"}};
constexpr Word<StopOn> kStops[] = {{StopOn::kNothing, "nothing"},
                                   {StopOn::kAnswered, "answered"},
                                   {StopOn::kReasonGiven, "reason_given"},
                                   {StopOn::kReasonAccepted, "reason_accepted"}};
constexpr Word<Trigger> kTriggers[] = {
    {Trigger::kDays, "days"}, {Trigger::kFlag, "flag"}, {Trigger::kExpected, "expected"}};
constexpr Word<ClockOrigin> kOrigins[] = {{ClockOrigin::kAbsence, "absence"},
                                          {ClockOrigin::kExpectedReturn, "expected_return"},
                                          {ClockOrigin::kReferral, "referral"}};
constexpr Word<OnResume> kResumes[] = {{OnResume::kContinue, "continue"}, {OnResume::kRestart, "restart"}};
constexpr Word<TailKind> kTails[] = {{TailKind::kRepeatDaily, "repeat_daily"},
                                     {TailKind::kStopWithOpenTask, "stop_with_open_task"},
                                     {TailKind::kChain, "chain"}};
constexpr Word<Needs> kNeeds[] = {{Needs::kText, "text"},
                                  {Needs::kEmail, "email"},
                                  {Needs::kVoice, "voice"},
                                  {Needs::kAppMessage, "app_message"}};
constexpr Word<Scope> kScopes[] = {{Scope::kToday, "today"}, {Scope::kCase, "case"}};
constexpr Word<Rationale> kRationales[] = {
    {Rationale::kNone, "none"}, {Rationale::kAlways, "always"}, {Rationale::kOnOptions, "on_options"}};
constexpr Word<FactWord> kFacts[] = {{FactWord::kDecision, "decision"},
                                     {FactWord::kDecisionToday, "decision_today"},
                                     {FactWord::kCallOutcome, "call_outcome"},
                                     {FactWord::kVisitToday, "visit_today"},
                                     {FactWord::kVisitEver, "visit"},
                                     {FactWord::kReferralMade, "referral_made"},
                                     {FactWord::kEvidence, "evidence"},
                                     {FactWord::kWrittenEvidence, "written_evidence"},
                                     {FactWord::kTag, "tag"},
                                     {FactWord::kProfessional, "professional"},
                                     {FactWord::kSchoolDaysAtLeast, "school_days_at_least"},
                                     {FactWord::kUnbrokenDaysAtLeast, "unbroken_days_at_least"},
                                     {FactWord::kContactsFewerThan, "contacts_fewer_than"},
                                     {FactWord::kSince, "since"},
                                     {FactWord::kResponseToday, "response_today"},
                                     {FactWord::kAnsweredToday, "answered_today"},
                                     {FactWord::kRejectedToday, "rejected_today"},
                                     {FactWord::kSiblingsElsewhere, "siblings_elsewhere"},
                                     {FactWord::kLocated, "located"},
                                     {FactWord::kFlagged, "flagged"}};
constexpr Word<roll::CodeClass> kClasses[] = {
    {roll::CodeClass::kPresent, "present"},          {roll::CodeClass::kElsewhere, "elsewhere"},
    {roll::CodeClass::kAuthorised, "authorised"},    {roll::CodeClass::kUnauthorised, "unauthorised"},
    {roll::CodeClass::kNotPossible, "not_possible"}, {roll::CodeClass::kAdministrative, "administrative"},
    {roll::CodeClass::kRetired, "retired"}};
constexpr std::string_view kDecisions[] = {"reason_acceptable",
                                           "believe_holiday",
                                           "visit_today",
                                           "door_knock",
                                           "agency_instead",
                                           "inform_social_worker",
                                           "welfare_concern",
                                           "welfare_police",
                                           "police_safe_and_well",
                                           "missing_child_referral",
                                           "further_letter_or_visit",
                                           "triage",
                                           "address_may_be_used",
                                           "write_to_birth_parents",
                                           "no_access_counts",
                                           "safe_over_break"};

/// job::word is the one spelling of kinds and conditions; here only their lists.
template <typename E, size_t N>
std::array<Word<E>, N> spelled(const std::array<E, N>& values) {
  std::array<Word<E>, N> out{};
  for (size_t i = 0; i < N; ++i) out[i] = {values[i], job::word(values[i])};
  return out;
}

}  // namespace

template <>
std::span<const Word<Occurrence>> words() {
  return kOccurrences;
}
template <>
std::span<const Word<Mode>> words() {
  return kModes;
}
template <>
std::span<const Word<Selector>> words() {
  return kSelectors;
}
template <>
std::span<const Word<Fanout>> words() {
  return kFanouts;
}
template <>
std::span<const Word<StopOn>> words() {
  return kStops;
}
template <>
std::span<const Word<Trigger>> words() {
  return kTriggers;
}
template <>
std::span<const Word<ClockOrigin>> words() {
  return kOrigins;
}
template <>
std::span<const Word<OnResume>> words() {
  return kResumes;
}
template <>
std::span<const Word<TailKind>> words() {
  return kTails;
}
template <>
std::span<const Word<Needs>> words() {
  return kNeeds;
}
template <>
std::span<const Word<Scope>> words() {
  return kScopes;
}
template <>
std::span<const Word<Rationale>> words() {
  return kRationales;
}
template <>
std::span<const Word<FactWord>> words() {
  return kFacts;
}
template <>
std::span<const Word<roll::CodeClass>> words() {
  return kClasses;
}

template <>
std::span<const Word<job::Kind>> words() {
  using enum job::Kind;
  static const auto kKinds =
      spelled(std::array{kText, kEmail, kVoice, kCall, kVoicemail, kLetter, kCard, kAppMessage, kVisit,
                         kDecide, kNotify, kRefer, kForm, kRecord, kEnquiry, kWork, kCode, kTask});
  return kKinds;
}

template <>
std::span<const Word<job::OnlyIf>> words() {
  using enum job::OnlyIf;
  static const auto kConditions = spelled(std::array{kAlways, kNoResponse, kNoReason, kNoAnswer});
  return kConditions;
}

std::span<const std::string_view> decision_words() {
  return kDecisions;
}

}  // namespace firstday::escalation
