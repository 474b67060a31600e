#include "workflow/job_rows.h"

#include <algorithm>

namespace firstday::workflow {

void leave_out_withdrawn(ports::JobRow& row) {
  const std::vector<roll::PupilRef>& gone = row.withdrawn_subjects;
  if (gone.size() >= row.job.subjects.size()) return;
  std::erase_if(row.job.subjects, [&](const job::Subject& s) {
    return std::find(gone.begin(), gone.end(), s.pupil) != gone.end();
  });
}

}  // namespace firstday::workflow
