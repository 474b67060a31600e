// One pupil's day, ready for the system in which the school keeps its records. No such system takes a file of
// this kind by itself (domain.md section 3): a person pastes the block, or a partner's import reads the CSV.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chronology/acts.h"
#include "workflow/house.h"

namespace firstday::workflow {

struct RecordLine {
  chronology::Act act;
  std::vector<std::string>
      linked;               ///< UPNs, else references, of the other pupils whom the same message named
  bool since_tick = false;  ///< done, or learned, after the day's record was ticked
};

struct RecordBlock {
  roll::Urn school;
  roll::PupilRef pupil;
  base::Personal name;
  std::string upn;
  std::string form;
  base::Date day{};
  std::string system;                      ///< sims, cpoms, integris; empty: the school has none of them
  int day_number = 0;                      ///< school days of the absence; 0: none was counted
  std::string marks;                       ///< "am N, pm -"
  std::vector<RecordLine> lines;           ///< in order of occurrence
  std::optional<chronology::Tick> ticked;  ///< the newest tick of this day's record in this system
  bool task_is_open = false;               ///< a record task of this day and system waits for a person

  size_t since_tick() const;  ///< how many lines are new since
};

/// The day's record as `system` wants it. Empty: the one of the day's open record task; else of the newest
/// one planned for the day; else the first of the policy's record_to. Writes nothing, and ticks nothing: a
/// person does, when the block is in the system. kUsage for a pupil who is not meant, or another system.
base::Result<RecordBlock> record_block(const House& house, const roll::Urn& only, const std::string& pupil,
                                       base::Date day, const std::string& system);

/// As it is pasted: for SIMS a short comment for the mark and the note that goes with it; for CPOMS the text
/// of an incident; for Integris a note.
std::string paste_of(const RecordBlock& block);

/// One line an act, in order of occurrence, with a head: date,time,upn,name,category,sub_category,text,actor,
/// linked_pupils,alerted,action. No cell is a formula (base/csv_cell.h).
std::string csv_of(const RecordBlock& block);

}  // namespace firstday::workflow
