// One case told day by day, as a file tells it: the school, a pupil, the family, and what happens.
//
// The format is that of `firstday simulate --scenario` (config/scenarios.md). A value holds what the file
// says, spelling checked and references resolved; workflow/simulate.h plays it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "roll/roll.h"
#include "roll/school.h"

namespace firstday::config {

/// Where something stands in the file; both from 1.
struct Place {
  int line = 0;
  int column = 0;
};

/// A telephone number as written; read by whoever plays the scenario.
struct WrittenPhone {
  std::string text;  ///< empty: none
  Place at;
};

struct ScenarioContact {
  roll::Contact row;  ///< without numbers and address
  WrittenPhone mobile;
  WrittenPhone work;
  std::string address;  ///< a reference of Scenario::addresses; empty: none
};

struct ScenarioProfessional {
  std::string ref;
  roll::Professional row;
  WrittenPhone phone;
};

struct ScenarioSibling {
  std::string ref;
  roll::SiblingElsewhere row;
  WrittenPhone phone;
};

/// What becomes of an emission that no event names.
struct ScenarioDefaults {
  std::string call = "no_answer";                           ///< an outcome of a call
  std::string visit = "not_done_until_an_event_says_so";    ///< or an outcome of a visit
  std::string decide = "undecided_until_an_event_says_so";  ///< or yes, no
  std::string voicemail = "left";                           ///< or open_until_an_event_says_so
  std::string letter = "handed_over_the_same_day";          ///< or open_until_an_event_says_so
  std::string app_message = "no_reply";                     ///< or open_until_an_event_says_so
};

/// The codes of one day; nothing: no mark.
struct DayMarks {
  roll::Code am;
  roll::Code pm;
};

enum class Happening {
  kCall,
  kReply,
  kInboundCall,
  kReason,
  kDecision,
  kVisit,
  kVisitLeft,
  kVisitCheckIn,
  kVisitExtended,
  kVisitReturned,
  kCodeWord,
  kMarkChange,
  kFact,
  kEvidence,
  kNote,
  kStaffFlag,
  kAsk,
  kReferralSubmitted,
  kChecklistSubmitted,
  kFormSubmitted,
  kLaNotice,
  kEnquiryResult,
  kNotifyResult,
  kPoliceResult,
  kWorkCounted,
  kClosed,
};

std::string_view word(Happening what);  ///< call, reply, inbound_call ...

/// Its fields are those of the format's table, checked: a word is one of its list, a date a date, a
/// reference one of the file.
struct ScenarioEvent {
  std::string id;
  base::TimeOfDay at{};
  Happening what = Happening::kNote;
  std::map<std::string, std::vector<std::string>, std::less<>> fields;
  Place place;

  bool has(std::string_view name) const { return fields.find(name) != fields.end(); }
  std::string text(std::string_view name) const;               ///< empty when it is not there
  std::vector<std::string> list(std::string_view name) const;  ///< empty when it is not there
  std::optional<base::Date> date(std::string_view name) const;
  bool yes(std::string_view name) const;  ///< yes or true
};

/// A line of `expect`: fields of an answer, and what each must be.
using Expectation = std::map<std::string, std::vector<std::string>>;

struct ScenarioDay {
  base::Date date{};
  std::optional<DayMarks> marks;      ///< nothing: those of unlisted days
  std::vector<ScenarioEvent> events;  ///< by time; those of one time in the file's order
  std::optional<std::vector<Expectation>> expect;
  Place place;
};

struct Scenario {
  std::string policy;
  Place policy_at;
  roll::School school;
  std::map<std::string, std::string> addresses;  ///< by reference, as written
  roll::Pupil pupil;                             ///< without its home
  std::string home;                              ///< a reference of addresses; empty: none on record
  std::vector<ScenarioContact> contacts;
  std::vector<ScenarioProfessional> professionals;
  std::vector<ScenarioSibling> siblings;
  ScenarioDefaults defaults;
  DayMarks unlisted;              ///< of school days that are not listed
  std::vector<ScenarioDay> days;  ///< by date; not empty
};

}  // namespace firstday::config
