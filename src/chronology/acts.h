// What was done for one pupil on one day, a sentence each, for the system in which the school keeps its
// records (000-05, 000-10, 001-05, 002-14, 003): calls, messages, letters, visits, decisions and their
// reasons, who did it and when.
//
// Nothing of staff who are out on a visit but that they left and came back: their number, car, times and the
// word they agreed on are for the office while they are out, and for no record (domain.md section 6).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "chronology/event.h"
#include "roll/roll.h"

namespace firstday::chronology {

/// Who reads the system: SIMS and Integris are open to most staff, CPOMS to those who safeguard.
enum class Readers {
  kAllStaff,  ///< that a concern was raised is said, the concern itself is not
  kSafeguarding,
};

struct Act {
  long long seq = 0;      ///< of its event
  long long changed = 0;  ///< of the newest event that says more of it, such as a receipt; else seq
  base::Instant at{};
  std::string actor;
  std::string category;      ///< Attendance, or Safeguarding
  std::string sub_category;  ///< Telephone call, Text message, Home visit, Decision ...
  base::Personal text;       ///< "Rang Alex Marsh (mother) on +447700900301: no answer."
  std::string action;        ///< what came of it, in a word or two: no answer, delivered, yes
  std::string alerted;       ///< who was told: a role in plain words; empty: nobody
  job::JobId job;            ///< empty where no job was behind it
};

/// Events of one pupil in order of seq; only those of `day` in London make an act. A message is one act, with
/// what became of it since.
std::vector<Act> acts_of(std::span<const Event> events, const roll::Roll& roll, base::Date day,
                         Readers readers);

/// True for what makes an act of its own. `kind`: of the event's job, where it has one. A receipt does not:
/// it only says more of a message; nor does the ticking of a record.
bool is_act(const Event& event, std::optional<job::Kind> kind);

/// When somebody last said that the day's record in this system is complete.
struct Tick {
  long long seq = 0;
  base::Instant at{};
  std::string actor;
};

/// `system`: sims, cpoms, integris; empty: in any. Nothing when no record task of that day was ticked.
std::optional<Tick> last_tick(std::span<const Event> events, base::Date day, std::string_view system);

}  // namespace firstday::chronology
