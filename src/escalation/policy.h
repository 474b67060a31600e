// A published procedure as data: what is due on which school day of a case, to whom, and under which
// condition. Read from config/policies/*.yaml by config::read_policy; the format, key by key, is
// config/policies/README.md.
//
// The fields are those that the five procedures need (domain.md 1.2). What the engine does not carry
// out yet is part of the data all the same, and carried_out.h refuses a policy that uses it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "escalation/days.h"
#include "job/job.h"

namespace firstday::escalation {

enum class Occurrence {
  kEachDay,      ///< on every day of `days`, each its own job
  kEachRound,    ///< once in every round of every day
  kOnceInRange,  ///< once, on any day of the range; its key day is the range's first
  kOncePerCase,  ///< once, its key day the first of `days`
};

enum class Mode { kMandatory, kJudgement, kSuggested };

/// Who a step is directed at, before roll::may_be_told has its say.
enum class Selector {
  kParentsAndCarers,   ///< responsibility or care on record, or neither known; no emergency-only contact
  kAllContacts,        ///< everyone on the pupil's list
  kOtherContacts,      ///< everyone but the parents and carers
  kNthContact,         ///< the nth in ringing order
  kEmergencyContacts,  ///< those marked emergency only
  kPupil,              ///< an older pupil's own telephone (002-17)
  kSiblingSchools,     ///< the schools of brothers and sisters elsewhere
  kHome,               ///< the pupil's home
  kRole,               ///< a role: dsl, office, key_worker, police ... (roles.h)
};

enum class Fanout { kEach, kFirst, kInOrder };
enum class StopOn { kNothing, kAnswered, kReasonGiven, kReasonAccepted };
enum class ClockUnit { kSchoolDay, kCalendarDay, kHour };
enum class ClockOrigin { kAbsence, kExpectedReturn, kStartDate, kLastSeen, kReferral };
enum class OnResume { kContinue, kRestart };
enum class TailKind { kRepeatDaily, kStopWithOpenTask, kChain };
enum class Needs { kText, kEmail, kVoice, kAppMessage };  ///< a facility of the school
enum class Scope { kToday, kCase };

/// What a condition may ask about a case.
enum class FactWord {
  kDecision,       ///< the newest decision about `about` has the answer `value`
  kCallOutcome,    ///< some call of the case ended with `value`
  kResponseToday,  ///< a reason was given today, whatever was made of it
  kAnsweredToday,  ///< somebody answered today, with a reason or without
  kVisitDone,
  kReferralMade,
  kEvidence,
  kSpannedHoliday,
  kSchoolDaysAtLeast,
};

/// A tree over facts. The default is always true.
struct Condition {
  enum class Kind { kAlways, kAll, kAny, kNot, kFact };
  Kind kind = Kind::kAlways;
  FactWord fact = FactWord::kDecision;
  std::string about;
  std::string value;
  std::vector<Condition> of;
};

struct Audience {
  Selector selector = Selector::kParentsAndCarers;
  int nth = 0;           ///< of kNthContact, from 1
  std::string role;      ///< of kRole
  std::string fallback;  ///< of kRole: who is told when the roll names nobody in that role
  Fanout fanout = Fanout::kEach;
  StopOn stop_on = StopOn::kNothing;
  int max = 0;      ///< at most so many people; 0: all
  int retries = 0;  ///< further tries at one person
};

/// A duty's latest time. At most one of the two is set; neither: the end of the school day.
struct Deadline {
  int hours = 0;                      ///< civil hours after the absence began (000-01: 24)
  std::optional<base::TimeOfDay> at;  ///< on the day itself
};

enum class Rationale { kNone, kAlways, kOnOptions };

struct Decision {
  std::vector<std::string> considerations;  ///< as the procedure lists them
  std::vector<std::string> options;         ///< empty: yes, no
  Rationale rationale = Rationale::kNone;
  std::vector<std::string> rationale_on;  ///< the options that need one
  std::string if_undecided;               ///< the role that is asked next
};

struct VisitRules {
  int min_staff = 0;  ///< 0: the procedure does not say
  std::string required_role;
  bool risk_assessment = false;
  std::string safety;  ///< name of a lone-working profile
};

struct OutcomeRule {
  std::string outcome;
  std::vector<std::string> steps;
};

struct DueDay {
  std::string tier;
  int day = 0;
};

/// "If not done already" (000-23).
struct UnlessDone {
  std::string step;
  Scope scope = Scope::kCase;
};

/// One obligation.
struct Step {
  std::string id;                  ///< part of every job key: renaming it makes its jobs new
  std::vector<std::string> rows;   ///< domain.md row ids, or "rule" for what comes from outside the procedure
  std::vector<std::string> tiers;  ///< empty: all
  DaySet days;
  Occurrence occurrence = Occurrence::kEachDay;
  std::vector<std::string> rounds;
  std::vector<DueDay> due_days;                ///< per tier, instead of `days`
  std::optional<base::TimeOfDay> at;           ///< not before this time of day
  std::string after;                           ///< a step of the same day that goes first
  std::optional<int> wait_minutes;             ///< after that step; unset: the policy's
  Condition when;                              ///< not due while this is false
  job::OnlyIf only_if = job::OnlyIf::kAlways;  ///< withheld once the family has said so much today
  std::optional<UnlessDone> unless_done;
  std::string group;  ///< alternatives: at least `min_of_group` of the steps of one group
  int min_of_group = 0;
  std::string gate;
  std::string criteria;
  Mode mode = Mode::kMandatory;
  bool catch_up = false;
  std::optional<base::TimeOfDay> expires;
  Deadline deadline;
  int priority = 100;

  job::Kind action = job::Kind::kTask;
  std::string about;
  std::string template_name;
  std::string
      template_for_others;  ///< for contacts who are neither parents nor carers: asks that the parent rings
  std::string voicemail_template;  ///< a property of the call, printed on the call list
  Audience audience;
  std::optional<Needs>
      facility;             ///< texts, e-mails, voice calls and app messages need theirs without saying so
  bool separately = false;  ///< letters: one document and one envelope for each person
  std::string postage;      ///< letters: "first"
  std::vector<std::string> must_state;
  VisitRules visit;
  Decision decision;
  std::vector<OutcomeRule> on_outcome;
};

/// A class of pupils. The first tier that names one of the pupil's tags is theirs; one without tags
/// takes everyone.
struct Tier {
  std::string name;
  std::vector<std::string> tags;
};

/// What each attendance code does to the count. The trigger codes count; the three lists hold codes
/// or the classes of roll::CodeClass by name. A missing mark does nothing.
struct Clock {
  ClockUnit unit = ClockUnit::kSchoolDay;
  ClockOrigin origin = ClockOrigin::kAbsence;
  std::vector<std::string> neutral;    ///< neither counts nor ends the absence
  std::vector<std::string> returned;   ///< ends it: the child has been in school
  std::vector<std::string> explained;  ///< ends it: a reason is on record
  OnResume on_resume = OnResume::kContinue;
};

struct Round {
  std::string name;
  base::TimeOfDay earliest{};
  base::TimeOfDay latest{};
};

struct Gate {
  std::string action;
  Condition requires_that;
  std::string evidence;
  std::string override_role;
};

struct Criterion {
  std::string id;
  std::string text;
};

struct CriteriaSet {
  std::string name;
  std::vector<Criterion> of;
};

/// A local word and what else fills it: key_worker -> social_worker.
struct Alias {
  std::string word;
  std::vector<std::string> also;
};

struct Include {
  std::string policy;
  int from_day = 0;
};

/// What happens after the last day: a policy always says so (domain.md 1.1 no. 20).
struct Tail {
  TailKind kind = TailKind::kRepeatDaily;
  std::vector<std::string> steps;  ///< go on each day, with kRepeatDaily
  std::string chain;               ///< another policy, with kChain
  Step task;                       ///< raised on every later day, so that it is never silent
};

struct Policy {
  std::string id;
  int version = 0;
  std::string title;
  std::string source;
  std::optional<base::Date> effective_from;
  std::optional<base::Date> effective_to;
  std::vector<std::string> trigger_codes = {"N", "O"};
  Clock clock;
  base::TimeOfDay hours_from{8 * 60};  ///< families are not contacted earlier
  base::TimeOfDay hours_to{18 * 60};   ///< ... nor later; also when texts and calls expire by default
  int wait_minutes = 15;               ///< between a step and the one `after` it; no procedure gives a number
  int last_day = 0;                    ///< the procedure is silent after this day
  std::vector<std::string> record_to;  ///< where staff record: sims, cpoms, integris
  std::vector<Tier> tiers;
  std::vector<Round> rounds;
  std::vector<Alias> role_aliases;
  std::vector<Alias> tag_aliases;
  std::vector<Include> includes;
  std::vector<CriteriaSet> criteria;
  std::vector<Gate> gates;
  std::vector<Step> steps;
  Tail tail;

  /// By id, the tail's task too; nullptr when there is none.
  const Step* step(std::string_view step_id) const;
};

/// The tier of a pupil with these tags; nullptr when no tier takes them (check_policy forbids that).
const Tier* tier_of(const Policy& policy, const std::vector<std::string>& tags);

/// The policies a school has ever used. A case keeps the version it was opened under.
struct PolicySet {
  std::vector<Policy> policies;
  size_t current_index = 0;

  const Policy* find(std::string_view id, int version) const;
  /// The policy for new cases. Asking an empty set is our bug and aborts.
  const Policy& current() const;
};

}  // namespace firstday::escalation
