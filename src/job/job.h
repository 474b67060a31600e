// One thing to do toward one recipient, and the batch of one plan.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/personal.h"
#include "base/time.h"
#include "roll/channel.h"
#include "roll/mark.h"
#include "roll/pupil.h"

namespace firstday::job {

using JobId = base::Id<struct JobTag>;          ///< UUIDv7, made by the store
using AttemptId = base::Id<struct AttemptTag>;  ///< UUIDv7; also our reference at the provider
using CaseId = base::Id<struct CaseTag>;  ///< "<pupil>/<first date>": stable however often it is planned

/// To families: text to visit. To staff and others: decide to task.
enum class Kind {
  kText,
  kEmail,
  kVoice,
  kCall,
  kVoicemail,
  kLetter,
  kCard,
  kAppMessage,
  kVisit,
  kDecide,
  kNotify,
  kRefer,
  kForm,
  kRecord,
  kEnquiry,
  kWork,
  kCode,  ///< a code to be considered for the register; nobody but a person changes one
  kTask,
};

std::string_view word(Kind kind);  ///< text, app_message, voicemail, decide ...
std::optional<Kind> kind_of(std::string_view word);

/// Kinds a provider carries: the dispatcher leases these, and nobody else sends them.
inline constexpr Kind kCarriedKinds[] = {Kind::kText, Kind::kEmail, Kind::kVoice};
bool is_carried(Kind kind);
/// The channel whose rules (bar, opt-out, address) the kind obeys; nothing for a staff task.
std::optional<roll::Channel> channel_for(Kind kind);

/// A contact of the pupil, or a role: dsl, office, key_worker, police ... Exactly one is set.
struct Recipient {
  roll::ContactRef contact;
  std::string role;

  std::string text() const { return contact.empty() ? role : contact.text(); }
  friend bool operator==(const Recipient&, const Recipient&) = default;
  friend auto operator<=>(const Recipient&,
                          const Recipient&) = default;  // NOLINT(modernize-use-nullptr): misfires
};

/// One pupil a job is about. A merged text (siblings, one contact) has several subjects; every other
/// job has one. A task about a register or a file has one without a pupil.
struct Subject {
  roll::PupilRef pupil;
  CaseId case_id;
  roll::Session session = roll::Session::kAm;  ///< the session that opened this day's absence
  int day_number = 0;  ///< school days of this case so far; 0 where the procedure counts none
  std::string policy;  ///< policy id the case is pinned to
  int policy_version = 0;
  std::string key;  ///< see subject_key(); unique per school among live subjects

  friend bool operator==(const Subject&, const Subject&) = default;
};

/// A condition under which a job that is due still goes ahead; looked at when it is planned again
/// and, for a person, printed beside the job.
enum class OnlyIf { kAlways, kNoResponse, kNoReason, kNoAnswer };
std::string_view word(OnlyIf condition);
std::optional<OnlyIf> only_if_of(std::string_view word);

/// Jobs of a lower priority are urgent: they overtake the others on their way out, by a bounded measure.
inline constexpr int kUrgentBelow = 10;

struct Job {
  JobId id;  ///< empty until the store has taken it
  roll::Urn school;
  std::string key;  ///< of the job as a whole; see job_key()
  Kind kind = Kind::kTask;
  std::string about;              ///< absence, home_visit, concern ... (the scenario format's words)
  std::vector<Subject> subjects;  ///< by pupil; never empty
  Recipient to;
  std::string template_name;      ///< empty for a staff task without a script
  std::string language;           ///< BCP 47 primary tag the recipient reads
  std::string step;               ///< step id within the policy
  std::vector<std::string> rows;  ///< domain.md row ids that the step implements
  base::Date day{};               ///< the school day it belongs to
  std::string round;              ///< am, pm, or empty; the time of what is due to the minute, as 12:40
  base::Instant not_before{};
  std::optional<base::Instant> not_after;  ///< never sent or shown as due after this
  std::optional<base::Instant> due_by;     ///< a duty's deadline (24 h for the key worker); not an expiry
  int priority = 100;                      ///< lower first; below kUrgentBelow: the urgent lane
  int order = 0;                           ///< ringing order within a call list, from 1
  OnlyIf only_if = OnlyIf::kAlways;
  std::vector<std::string> considerations;  ///< for a decision, as the procedure lists them
  std::vector<std::string> options;         ///< for a decision; empty: yes, no
  bool rationale_mandatory = false;
  bool separately = false;  ///< one document, one envelope per recipient
  bool catch_up = false;    ///< made up after a missed run (letters, visits, referrals); texts never
  int min_staff = 0;        ///< visits

  friend bool operator==(const Job&, const Job&) = default;
};

/// "policy@version/case/step/date/round/recipient/kind": planning again gives the same key. For a corrected
/// number "/2" ... follows (escalation/plan.h). The school is not in it; every table has it beside the key.
std::string subject_key(const Subject& subject, const Job& job);

/// The key of a whole job: its subjects' keys, joined; so a merged text differs from a single one.
std::string job_key(const Job& job);

/// An absent pupil without a job, a contact who was left out, or a channel that could not be used.
struct Withheld {
  roll::PupilRef pupil;
  CaseId case_id;            ///< empty where no case was opened
  roll::ContactRef contact;  ///< empty when the pupil as a whole is meant
  std::string step;          ///< empty when the pupil as a whole is meant
  std::string rule;          ///< barred, no_text_facility, reason_accepted, no_mark ...
  std::string why;           ///< in words; no personal data

  friend bool operator==(const Withheld&, const Withheld&) = default;
};

/// A case as a plan sees it: opened now, or carried on.
struct CaseOpened {
  CaseId id;
  roll::PupilRef pupil;
  base::Date first_date{};
  roll::Session first_session = roll::Session::kAm;
  std::string policy;
  int policy_version = 0;
  std::string tier;

  friend bool operator==(const CaseOpened&, const CaseOpened&) = default;
};

/// A case that ended by itself: the pupil is back, or the reason was accepted.
struct CaseClosed {
  CaseId id;
  roll::PupilRef pupil;
  std::string how;  ///< returned, mark_changed, left_roll

  friend bool operator==(const CaseClosed&, const CaseClosed&) = default;
};

/// An open job of an earlier day that a plan no longer wants: a reason was accepted, a mark or a decision
/// changed, or its condition is not met any more. What was to be written down about that day stays.
struct TakenBack {
  roll::PupilRef pupil;
  CaseId case_id;
  std::string key;  ///< of the subject
  std::string why;  ///< in words; no personal data

  friend bool operator==(const TakenBack&, const TakenBack&) = default;
};

/// A form whose register of a session has closed, with pupils who have no mark.
struct UnmarkedForm {
  std::string form;
  roll::Session session = roll::Session::kAm;
  int pupils = 0;
  int unmarked = 0;
  std::vector<roll::PupilRef> without;  ///< who has no mark, by ref; `unmarked` of them
  bool missing_from_register = false;   ///< not one of its pupils stands in today's register, blank or not

  friend bool operator==(const UnmarkedForm&, const UnmarkedForm&) = default;
};

/// An action that nobody may take yet, or may take now: a removal from the roll, a referral that needs a
/// visit first. Shown, never taken by the program.
struct GateState {
  roll::PupilRef pupil;
  CaseId case_id;
  std::string action;  ///< submit_cme_referral, submit_destination_confirmed, remove_from_roll ...
  std::vector<std::string> rows;
  bool open = false;
  bool overridden = false;  ///< open by a person's word, with a rationale, though something is missing
  std::vector<std::string> missing;  ///< in words; also of an overridden gate

  friend bool operator==(const GateState&, const GateState&) = default;
};

/// A case whose own policy, or version of it, the program has no longer: it goes on under another.
struct PolicyReplaced {
  roll::PupilRef pupil;
  CaseId case_id;
  std::string policy;  ///< under which the case was opened
  int version = 0;
  std::string by_policy;  ///< under which it is planned now
  int by_version = 0;
  bool accepted = false;  ///< a person has ticked the task that tells of it

  friend bool operator==(const PolicyReplaced&, const PolicyReplaced&) = default;
};

/// "five-day-plan version 1 is not there any more; version 2 is used". No personal data.
std::string in_words(const PolicyReplaced& replaced);

/// Why automatic messages wait for a person. A release covers the rules that the person has seen, so the rule
/// names what is wrong and how much: "crowd 68", "am 2P|3X".
struct BrakeReason {
  std::string rule;
  std::string words;  ///< for the office; of a person's hold what that person wrote

  friend bool operator==(const BrakeReason&, const BrakeReason&) = default;
};

/// What the office reads of each.
std::vector<std::string> words_of(const std::vector<BrakeReason>& reasons);

/// Everything one plan wants done. Jobs whose key is already there are not added again; jobs of the day that
/// a later plan does not hold are withdrawn, and of earlier days those that it takes back by name
/// (ports/job_queue.h).
struct Batch {
  roll::Urn school;
  base::Date day{};
  base::Instant planned_at{};
  std::vector<Job> jobs;
  std::vector<Withheld> withheld;
  std::vector<CaseOpened> opened;
  std::vector<CaseClosed> closed;
  std::vector<TakenBack> taken_back;             ///< of earlier days; the day's own are those not in `jobs`
  std::vector<roll::PupilRef> absent;            ///< every pupil absent without a reason today, by ref
  std::vector<GateState> gates;                  ///< of the cases planned, by pupil
  std::vector<PolicyReplaced> replaced;          ///< of the cases planned, by pupil
  std::vector<std::string> forms_without_marks;  ///< of the sessions whose register has closed
  // What the house rules find (escalation/house_rules.h):
  std::vector<UnmarkedForm> unmarked;              ///< by form and session, once the alarm time has passed
  std::vector<roll::PupilRef> gone_since_morning;  ///< in school this morning, absent now without a reason
  std::vector<BrakeReason> brake;  ///< why automatic messages wait for a person; empty: they do not
  std::string blind;  ///< why nobody can be looked for, such as an empty roll; empty: there is no such reason
  std::string
      marks_overdue;  ///< what is said of a marks file that has not come; empty: it has, or none is awaited
};

}  // namespace firstday::job
