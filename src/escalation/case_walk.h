// One pupil's marks, walked forward: is the child absent without a reason today, and since when.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "escalation/code_rules.h"
#include "roll/calendar.h"
#include "roll/mark.h"

namespace firstday::escalation {

/// A session of a day; ordered by time.
struct Moment {
  base::Date date{};
  roll::Session session = roll::Session::kAm;

  friend bool operator==(const Moment&, const Moment&) = default;
  friend auto operator<=>(const Moment&, const Moment&) = default;  // NOLINT(modernize-use-nullptr): misfires
};

struct Walk {
  bool absent_today = false;
  roll::Session session_today = roll::Session::kAm;  ///< the first one missed, of today's absence
  Moment first;                                      ///< where the absence that reaches today began
  std::vector<base::Date> counted;          ///< its school days without a reason, ascending; today last
  CodeEffect ended_by = CodeEffect::kNone;  ///< the first mark since `from` that says returned or explained
};

/// Marks: one pupil's, by date and session. Those before `from`, after `today` or on days without
/// school are passed over. Neutral codes and missing marks neither count nor end anything, so a case
/// spans weekends and holidays; a present, elsewhere or explained code ends it (domain.md section 2).
Walk walk(std::span<const roll::Mark> marks, const CodeRules& rules, const roll::Calendar& calendar,
          Moment from, base::Date today);

/// The run of school days up to `today` on which every session that was marked says G, N or O: what the law
/// asks for before a child may be taken off the roll (reg. 9(1)(i)). Any other code breaks it, and so does a
/// day before today without a mark, as nothing is known of it.
int unbroken_days(std::span<const roll::Mark> marks, const roll::Calendar& calendar, base::Date today);

/// What is known of today's two sessions.
struct TodayMarks {
  CodeEffect am = CodeEffect::kNone;
  CodeEffect pm = CodeEffect::kNone;
  bool am_marked = false;  ///< some mark was taken, even one that is not a code
  bool pm_marked = false;

  bool counts() const { return am == CodeEffect::kCounts || pm == CodeEffect::kCounts; }
  /// Some session says present, explained or absent.
  bool decided() const;
};

TodayMarks marks_today(std::span<const roll::Mark> marks, const CodeRules& rules, base::Date today);

}  // namespace firstday::escalation
