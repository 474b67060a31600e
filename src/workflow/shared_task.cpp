#include "workflow/shared_task.h"

#include <algorithm>

namespace firstday::workflow {

namespace {

constexpr const char* kProgram = "firstday";  // what it takes back may come again
constexpr const char* kOthers = "done for other children, and nobody has said that it was for this one";

bool has(std::span<const roll::PupilRef> pupils, const roll::PupilRef& pupil) {
  return std::find(pupils.begin(), pupils.end(), pupil) != pupils.end();
}

}  // namespace

base::Result<std::vector<About>> abouts_of(const House& house, const roll::Urn& only,
                                           const std::string& pupil, const std::vector<std::string>& also) {
  std::vector<About> out;
  out.reserve(1 + also.size());
  std::vector<std::string> names = {pupil};
  names.insert(names.end(), also.begin(), also.end());
  for (const std::string& name : names) {
    auto about = open_case_of(house, only, name);
    if (!about) return about.error();
    if (!has(pupils_of(out), about.value().found.ref)) out.push_back(std::move(about).value());
    // The copy would point into the case of the one that was moved from.
    out.back().open_case = out.back().inputs.facts.open_case(out.back().found.ref);
  }
  return out;
}

std::vector<roll::PupilRef> pupils_of(std::span<const About> abouts) {
  std::vector<roll::PupilRef> out;
  out.reserve(abouts.size());
  for (const About& a : abouts) out.push_back(a.found.ref);
  return out;
}

base::Result<std::vector<roll::PupilRef>> leave_open(House& house, const std::vector<ports::JobRow>& jobs,
                                                     std::span<const roll::PupilRef> done_for) {
  std::vector<roll::PupilRef> left;
  std::vector<ports::JobChange> changes;
  for (const ports::JobRow& row : jobs)
    for (const job::Subject& s : row.job.subjects) {
      if (has(done_for, s.pupil) || has(row.withdrawn_subjects, s.pupil)) continue;
      changes.push_back(
          {row.job.school, row.job.id, job::Event::kWithdraw, s.pupil, kOthers, kProgram, house.clock.now()});
      if (!has(left, s.pupil)) left.push_back(s.pupil);
    }
  if (changes.empty()) return left;
  const auto changed = house.queue.change(changes);
  if (!changed) return changed.error();
  std::sort(left.begin(), left.end());
  return left;
}

void add_rows(std::vector<ports::JobRow>& to, std::vector<ports::JobRow> more) {
  for (ports::JobRow& row : more)
    if (std::none_of(to.begin(), to.end(), [&](const ports::JobRow& r) { return r.job.id == row.job.id; }))
      to.push_back(std::move(row));
}

}  // namespace firstday::workflow
