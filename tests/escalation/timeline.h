// A case played over its days: what falls due when, with what becomes of it as the file says.
//
// A file is a scenario (scenario.h) without facts, and further lines:
//   policy NAME                     a file of config/policies; default essex-first-day-calling
//   absent D D                      N in both sessions of every school day from the first to the second
//   mark D am,pm                    otherwise on that day; - is no mark
//   sibling P SCHOOL                a brother or sister elsewhere
//   event D T call C OUTCOME        event D T visit OUTCOME          event D T flag ABOUT
//   event D T reason C LEVEL [return=D] [located]                    event D T reply C
//   event D T decide ABOUT ANSWER [role=R] [denied=WORDS] [rationale]
//   event D T fact ABOUT [VALUE] [written]                           event D T referral ABOUT
//   event D T done STEP [outcome=WORD]                               event D T tag WORD
//   event D T mark am,pm            the register of that day is changed
//   event D T closed HOW            a person closes the case; a later fact is about it all the same
//   promise D T C [return=D] [level=LEVEL]   said before the case began
//   off D                           nothing runs on that day
// What no event says: nobody answers a call, texts arrive, letters are posted, everything else stays open.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "escalation/policy.h"

namespace firstday::escalation::testing {

/// How a case is told: what of it is shown, and under which rules it goes.
struct Telling {
  base::Date from = base::Date::min();  ///< earlier days happen and are not shown
  std::set<std::string> only;           ///< kinds that are shown (call, gate, withheld ...); empty: all
  bool details = false;            ///< how each thing is to be done; what was left out, and by which rule
  const Policy* policy = nullptr;  ///< instead of the one that the file names
  const std::string* while_as = nullptr;  ///< tells no day after the first that goes otherwise than here
};

/// Something that an obligation made: a job that fell due, or a gate that was closed.
struct Made {
  base::Date date{};
  std::string step;  ///< of a gate its action
  std::vector<std::string> rows;
};

struct Told {
  std::string text;
  std::vector<Made> made;  ///< on the days that are shown, of every kind
};

/// One line for each thing that falls due, by day and time, on the day it first does; below each day what its
/// gates miss.
Told tell(std::string_view text, const Telling& telling);
std::string play(std::string_view text);
/// The policy that the file names.
std::string policy_named(std::string_view text);

}  // namespace firstday::escalation::testing
