// One pupil's chronology, ready to be shown or handed on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "chronology/redact.h"
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
  /// For a reader outside: who, what is left out and why, and how many rows that are on record are not here.
  std::optional<chronology::Purpose> purpose = {};
  base::Personal reader = {};  ///< the parent who asks, in words
  std::vector<std::string> left_out = {};
  size_t rows_left_out = 0;
};

/// `pupil` is a reference, a UPN, or enough of a name to mean one pupil. Errors: kUsage when it means
/// none or several (lists references, no names).
base::Result<Chronicle> chronicle(const House& house, const roll::Urn& only, const std::string& pupil);

/// For a reader outside the school (chronology/redact.h); what a referral has attached is kAuthority. That it
/// was made, by whom, for whom and with how much left out is on record (chronology_given) before it is given
/// back. kUsage for a parent who is no contact of the pupil, whom a court order bars, or who is an emergency
/// contact only: of that nothing is recorded.
base::Result<Chronicle> chronicle_for(const House& house, const roll::Urn& only, const std::string& pupil,
                                      const chronology::Reader& reader);

/// Finds the pupil meant, in the chosen schools.
struct FoundPupil {
  const config::SchoolSettings* school = nullptr;
  roll::Roll roll;
  roll::PupilRef ref;
};
base::Result<FoundPupil> find_pupil(const House& house, const roll::Urn& only, const std::string& pupil);

}  // namespace firstday::workflow
