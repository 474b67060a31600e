// A task that stands for several children: one visit to one home, one request to the police. Private to
// workflow.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "workflow/record_parts.h"

namespace firstday::workflow {

/// The pupil, and those whom a person names beside, each with an open case. kUsage for one without.
base::Result<std::vector<About>> abouts_of(const House& house, const roll::Urn& only,
                                           const std::string& pupil, const std::vector<std::string>& also);

std::vector<roll::PupilRef> pupils_of(std::span<const About> abouts);

/// Takes the children out of these jobs who are not among `done_for`: what was done is not said of them. The
/// next plan gives each a job of its own. Gives those who were taken out, by ref.
base::Result<std::vector<roll::PupilRef>> leave_open(House& house, const std::vector<ports::JobRow>& jobs,
                                                     std::span<const roll::PupilRef> done_for);

/// Adds rows that are not there yet.
void add_rows(std::vector<ports::JobRow>& to, std::vector<ports::JobRow> more);

}  // namespace firstday::workflow
