#include "workflow/delivery_log.h"

#include <algorithm>

#include "base/text.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

LogRow row_of(const ports::JobRow& job, const roll::Roll& roll) {
  LogRow row;
  row.school = roll.school;
  row.day = job.job.day;
  row.job = job;
  for (const job::Subject& s : job.job.subjects) row.pupils.push_back(pupil_name(roll, s.pupil));
  row.recipient = recipient_name(roll, job.job);
  row.at = job.sent_at.value_or(job.job.not_before);
  return row;
}

}  // namespace

base::Result<std::vector<LogRow>> delivery_log(const House& house, const roll::Urn& only,
                                               ports::JobFilter filter) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<LogRow> rows;
  for (const config::SchoolSettings* school : schools.value()) {
    filter.school = school->school.urn;
    auto jobs = house.queue.jobs(filter);
    if (!jobs) return jobs.error();
    auto roll = house.schools.roll(filter.school);
    if (!roll) return roll.error();
    for (const ports::JobRow& job : jobs.value()) rows.push_back(row_of(job, roll.value()));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const LogRow& a, const LogRow& b) { return a.at < b.at; });
  return rows;
}

}  // namespace firstday::workflow
