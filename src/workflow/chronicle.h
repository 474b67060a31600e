// One pupil's chronology, ready to be shown or handed on.
#pragma once

#include "chronology/timeline.h"
#include "ports/journal.h"
#include "workflow/house.h"

namespace firstday::workflow {

struct Chronicle {
  roll::Urn school;
  roll::PupilRef pupil;
  base::Personal name;
  std::string year;
  std::string form;
  std::vector<chronology::TimelineRow> rows;
  ports::ChainState chain;  ///< of the school's whole record, checked while this was made
};

/// `pupil` is a reference, a UPN, or enough of a name to mean one pupil. Errors: kUsage when it means
/// none or several (lists references, no names).
base::Result<Chronicle> chronicle(const House& house, const roll::Urn& only, const std::string& pupil);

/// Finds the pupil meant, in the chosen schools.
struct FoundPupil {
  const config::SchoolSettings* school = nullptr;
  roll::Roll roll;
  roll::PupilRef ref;
};
base::Result<FoundPupil> find_pupil(const House& house, const roll::Urn& only, const std::string& pupil);

}  // namespace firstday::workflow
