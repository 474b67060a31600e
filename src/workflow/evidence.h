// What our own data says about a pupil on whom somebody must decide: beside the question, so that nobody
// answers it from memory (001-06, 002-21, 004-04, 004-08).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "job/job.h"
#include "workflow/house.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

struct DayMarks {
  base::Date date{};
  std::string am;  ///< the code; "-": none
  std::string pm;
};

struct EarlierCase {
  base::Date first_date{};
  std::string closed_how;
};

/// A brother or sister at this school: a pupil who shares a contact.
struct SiblingToday {
  roll::PupilRef pupil;
  base::Personal name;
  std::string am;
  std::string pm;
};

/// What became of the last try to reach a contact in one way.
struct Tried {
  roll::ContactRef contact;
  base::Personal name;
  std::string channel;     ///< call, text, email, voice
  base::Personal address;  ///< number or address; of a call empty where the contact has several
  std::string result;      ///< answered, no answer, wrong number, delivered, failed ...
  bool works = false;      ///< answered, or delivered
  bool failed = false;     ///< wrong, dead, or not delivered; neither: nobody knows
  base::Instant at{};
};

struct Evidence {
  std::vector<DayMarks> marks;                  ///< of the last 25 school days that have any, oldest first
  std::vector<EarlierCase> earlier;             ///< oldest first; without the open one
  std::optional<base::Instant> last_seen;       ///< in school by the register, or by somebody's own eyes
  std::string seen_how;                         ///< "the register of 2027-01-11 pm", "a visit"
  std::optional<long> hours_unseen;             ///< whole hours from then to now
  int school_days = 0;                          ///< without the child, since then, today among them
  int calendar_days = 0;                        ///< the same with weekends and holidays
  bool spans_break = false;                     ///< a weekend or holiday lies between
  std::vector<SiblingToday> siblings;           ///< at this school
  std::vector<std::string> siblings_elsewhere;  ///< at which schools
  std::vector<Tried> tried;                     ///< newest result of each contact and way
};

/// Of one school's roll, marks and record at one moment.
class EvidenceBook {
 public:
  /// Both outlive it.
  EvidenceBook(const House& house, const config::SchoolSettings& school, const DayInputs& inputs)
      : house_(house), school_(school), inputs_(inputs) {}

  /// Reads the pupil's whole record.
  base::Result<Evidence> of(const roll::PupilRef& pupil) const;
  /// Without the record: what lists are ordered by.
  std::optional<long> hours_unseen(const roll::PupilRef& pupil) const;

 private:
  void put_marks(Evidence& out, const roll::PupilRef& pupil) const;
  void put_last_seen(Evidence& out, const roll::PupilRef& pupil,
                     const std::vector<chronology::Event>& events) const;
  void put_siblings(Evidence& out, const roll::PupilRef& pupil) const;
  void put_tried(Evidence& out, const roll::PupilRef& pupil,
                 const std::vector<chronology::Event>& events) const;
  base::Date today() const { return base::to_london(house_.clock.now()).date; }

  const House& house_;
  const config::SchoolSettings& school_;
  const DayInputs& inputs_;
};

/// Who comes first on a list of people's work: the tier that the policy puts first, then the youngest (one
/// whose birthday nobody has is the youngest), then who has not been seen for longest. What is about no
/// pupil, such as a register, comes before all: it may hide a child.
struct Urgency {
  int tier = 0;           ///< place in the policy; 0 the most at risk
  long born = 0;          ///< later is younger; days, negated
  long unseen_hours = 0;  ///< negated
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 that <=> is compared with for a pointer
  friend auto operator<=>(const Urgency&, const Urgency&) = default;
};

/// `job` is of that school.
Urgency urgency_of(const House& house, const config::SchoolSettings& school, const DayInputs& inputs,
                   const job::Job& job);
std::string tier_of(const DayInputs& inputs, const roll::PupilRef& pupil);  ///< of the open case, or empty

}  // namespace firstday::workflow
