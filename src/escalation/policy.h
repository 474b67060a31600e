// A published procedure as data: what is due on which school day of a case, to whom, and under which
// condition. Read from config/policies/*.yaml by config::read_policy; the format, key by key, is
// config/policies/README.md.
//
// The fields are those that the five procedures need (domain.md 1.2).
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

enum class Mode { kMandatory, kSuggested };

/// Who a step is directed at, before roll::may_be_told has its say.
enum class Selector {
  kParentsAndCarers,   ///< responsibility or care on record, or neither known; no emergency-only contact
  kAllContacts,        ///< everyone on the pupil's list
  kOtherContacts,      ///< everyone but the parents and carers
  kNthContact,         ///< the nth in ringing order
  kEmergencyContacts,  ///< those marked emergency only
  kPupil,              ///< an older pupil's own telephone: the contact whose relationship is "self" (002-17)
  kSiblingSchools,     ///< the schools of brothers and sisters elsewhere
  kHome,               ///< the pupil's home
  kRole,               ///< a role: dsl, office, key_worker, police ... (roles.h)
};

enum class Fanout { kEach, kFirst, kInOrder };
enum class StopOn { kNothing, kAnswered, kReasonGiven, kReasonAccepted };
enum class ClockOrigin { kAbsence, kExpectedReturn, kReferral };
enum class OnResume { kContinue, kRestart };
enum class TailKind { kRepeatDaily, kStopWithOpenTask, kChain };
enum class Needs { kText, kEmail, kVoice, kAppMessage };  ///< a facility of the school
enum class Scope { kToday, kCase };

/// What a condition may ask about a case. Those above the line take a value.
enum class FactWord {
  kDecision,             ///< the newest decision about `about` has the answer `value`
  kDecisionToday,        ///< the same, of today's decisions
  kCallOutcome,          ///< some call of the case ended with `value`
  kVisitToday,           ///< a visit of today ended with `value`: an outcome, or a word of visit_outcomes.h
  kVisitEver,            ///< the same, of any visit of the case
  kReferralMade,         ///< a referral about `value`
  kEvidence,             ///< something about `value` is on record, and is not "no"
  kWrittenEvidence,      ///< ... on paper or in a mail
  kTag,                  ///< the pupil has the tag `value`
  kProfessional,         ///< the roll names somebody in the role `value`
  kSchoolDaysAtLeast,    ///< the case has so many school days
  kUnbrokenDaysAtLeast,  ///< so many school days up to today with nothing but G, N and O (case_walk.h)
  kContactsFewerThan,    ///< fewer contacts on record that may be rung
  kSince,                ///< so long after the clock's origin
  // ----
  kResponseToday,      ///< a reason was given today, whatever was made of it
  kAnsweredToday,      ///< somebody answered today, with a reason or without
  kRejectedToday,      ///< a reason given today was judged not acceptable
  kSiblingsElsewhere,  ///< the roll names a brother or sister at another school
  kLocated,            ///< the child was seen or spoken to today
  kFlagged,            ///< a member of staff raised a concern
};

/// A tree over facts. The default is always true.
struct Condition {
  enum class Kind { kAlways, kAll, kAny, kNot, kFact };
  Kind kind = Kind::kAlways;
  FactWord fact = FactWord::kDecision;
  std::string about;
  std::string value;
  std::vector<Condition> of;
  ClockOrigin origin = ClockOrigin::kAbsence;  ///< of kSince
  int school_days = 0;                         ///< of kSince
  int weeks = 0;                               ///< of kSince: calendar weeks
};

struct Audience {
  Selector selector = Selector::kParentsAndCarers;
  int nth = 0;                        ///< of kNthContact, from 1
  std::string role;                   ///< of kRole
  std::vector<std::string> fallback;  ///< of kRole: who is told when the roll names nobody in that role
  bool where_applicable = false;      ///< of kRole: nobody named, nobody told
  Fanout fanout = Fanout::kEach;
  StopOn stop_on = StopOn::kNothing;
  int max = 0;                ///< at most so many people; 0: all
  bool every_number = false;  ///< calls: every number of each person, not only the first (002-15)
};

/// A duty's latest time. At most one of the three is set; none: the end of the school day.
struct Deadline {
  int hours = 0;                      ///< civil hours after the absence began (000-01: 24)
  std::optional<base::TimeOfDay> at;  ///< on the day itself
  int day = 0;                        ///< when school ends on this day of the case (000-25: 10)
};

enum class Rationale { kNone, kAlways, kOnOptions };

struct Decision {
  std::vector<std::string> considerations;  ///< as the procedure lists them
  std::vector<std::string> options;         ///< empty: yes, no
  std::string default_option;               ///< what the procedure expects; never decided by the program
  Rationale rationale = Rationale::kNone;
  std::vector<std::string> rationale_on;  ///< the options that need one
  std::vector<std::string> confirms;      ///< asked beside the answer; a yes counts when none is denied
  std::vector<std::string> consult;       ///< roles to be heard first
  std::string if_undecided;               ///< the role that is asked too when the time has passed
};

struct VisitRules {
  int min_staff = 0;          ///< 0: the procedure does not say
  std::string required_role;  ///< one of them should be this
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
  std::vector<std::string> steps;
  Scope scope = Scope::kCase;
};

/// What makes a step due other than a day of the case.
enum class Trigger {
  kDays,      ///< its days
  kFlag,      ///< a member of staff raises a concern: at once, on whatever day, once for each concern
  kExpected,  ///< the pupil is to start and has not come (starters.h): no case, no day of one
};

/// One obligation.
struct Step {
  std::string id;  ///< part of every job key: renaming it makes its jobs new
  /// domain.md row ids, or "rule" for what comes from outside the procedure. Empty: those of the step
  /// whose outcome calls for it.
  std::vector<std::string> rows;
  std::vector<std::string> tiers;  ///< empty: all
  DaySet days;                     ///< empty: only what another step's on_outcome calls for
  Trigger on = Trigger::kDays;
  int days_before = 0;  ///< of kExpected: from so many school days before the pupil's first
  Occurrence occurrence = Occurrence::kEachDay;
  std::vector<std::string> rounds;             ///< of kEachRound; empty: all
  std::vector<DueDay> due_days;                ///< per tier, instead of `days`: due once, from that day on
  std::optional<base::TimeOfDay> at;           ///< not before this time of day
  bool at_school_end = false;                  ///< not before school ends
  std::string after;                           ///< a step of the same day that goes first
  std::string after_round;                     ///< which round of that step; empty: the last
  std::optional<int> wait_minutes;             ///< after that step; unset: the policy's
  Condition when;                              ///< not due while this is false
  job::OnlyIf only_if = job::OnlyIf::kAlways;  ///< withheld once the family has said so much today
  std::optional<UnlessDone> unless_done;
  /// Alternatives: at least `min_of_group` of the steps of one group. One that nobody has chosen by the
  /// last day of its range is due all the same; the others fall away when enough are done.
  std::string group;
  int min_of_group = 0;
  bool despite_reason = false;  ///< also on a day whose reason was accepted
  std::string gate;             ///< not before this gate is open
  std::string criteria;         ///< a set of which at least one is ticked by a person
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
  bool email_instead = false;  ///< texts: an e-mail to whom no text can reach, where the school sends e-mails
  std::optional<Needs>
      facility;             ///< texts, e-mails, voice calls and app messages need theirs without saying so
  bool separately = false;  ///< letters: one document and one envelope for each person
  std::string postage;      ///< letters: "first"
  bool keep_copy = false;   ///< cards
  std::vector<std::string> must_state;
  std::vector<std::string> attach;  ///< referrals: "chronology"
  VisitRules visit;
  Decision decision;
  std::vector<OutcomeRule> on_outcome;
};

/// A class of pupils. The first tier that names one of the pupil's tags is theirs; one without tags
/// takes everyone.
struct Tier {
  std::string name;
  std::vector<std::string> tags;
  /// Roles that may find a reason acceptable for these pupils. Empty: the DSL alone for a child who is looked
  /// after or on a protection plan, and for others whoever is asked.
  std::vector<std::string> accepts_reason = {};
};

/// What each attendance code does to the count. The trigger codes count; the three lists hold codes
/// or the classes of roll::CodeClass by name. A missing mark does nothing.
struct Clock {
  std::vector<std::string> neutral;    ///< neither counts nor ends the absence
  std::vector<std::string> returned;   ///< ends it: the child has been in school
  std::vector<std::string> explained;  ///< ends it: a reason is on record
  OnResume on_resume = OnResume::kContinue;
};

/// A pass in a day; London times.
struct Round {
  std::string name;
  base::TimeOfDay earliest{};
  base::TimeOfDay latest{};
};

/// An action that nobody may take before there is evidence. The program takes none of them itself.
struct Gate {
  std::string action;
  std::vector<std::string> rows;
  DaySet days;                           ///< when it is shown without being asked for; empty: never
  std::vector<Condition> requires_that;  ///< all of them
  std::vector<std::string> missing;      ///< side by side with requires_that: what is missing, in words
  std::string override_role;             ///< who may pass it without, by a rationale; empty: nobody
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

/// What happens after the last day: a policy always says so (domain.md 1.1 no. 20).
struct Tail {
  TailKind kind = TailKind::kRepeatDaily;
  std::vector<std::string> steps;    ///< go on each day, with kRepeatDaily
  std::vector<std::string> rows;     ///< behind the repeating itself: added to those of the steps that go on
  std::string chain;                 ///< another policy, with kChain; see chain.h
  std::vector<std::string> covered;  ///< steps of that policy which this one has carried out already
  Step task;                         ///< raised on every later day, so that it is never silent
};

struct Policy {
  std::string id;
  int version = 0;
  std::string title;
  std::string source;
  std::vector<std::string> trigger_codes = {"N", "O"};
  Clock clock;
  base::TimeOfDay hours_from{8 * 60};  ///< families are not contacted earlier
  base::TimeOfDay hours_to{18 * 60};   ///< ... nor later; also when texts and calls expire by default
  int wait_minutes = 15;               ///< between a step and the one `after` it; no procedure gives a number
  int call_patience_minutes = 120;     ///< what waits for a call goes on without its outcome after so long
  int last_day = 0;                    ///< the procedure is silent after this day
  std::vector<std::string> record_to;  ///< where staff record: sims, cpoms, integris
  std::vector<Tier> tiers;
  std::vector<Round> rounds;
  std::vector<Alias> role_aliases;
  std::vector<Alias> tag_aliases;
  std::vector<CriteriaSet> criteria;
  std::vector<Gate> gates;
  std::vector<Step> steps;
  Tail tail;

  /// By id, the tail's task too; nullptr when there is none.
  const Step* step(std::string_view step_id) const;
  const Gate* gate(std::string_view action) const;  ///< nullptr when there is none
};

/// True for a tag of the pupil, or a local word for it (aliases).
bool has_tag(const Policy& policy, const std::vector<std::string>& tags, const std::string& wanted);

/// The tier of a pupil with these tags; nullptr when no tier takes them (check_policy forbids that).
const Tier* tier_of(const Policy& policy, const std::vector<std::string>& tags);

/// The roles that may accept a reason for a pupil with these tags; empty: anybody who is asked.
std::vector<std::string> who_accepts_reasons(const Policy& policy, const std::vector<std::string>& tags);

/// The policies a school has ever used. A case keeps the version it was opened under.
struct PolicySet {
  std::vector<Policy> policies;
  size_t current_index = 0;

  const Policy* find(std::string_view id, int version) const;
  /// The policy for new cases. Asking an empty set is our bug and aborts.
  const Policy& current() const;
};

}  // namespace firstday::escalation
