#include "workflow/advance.h"

#include "workflow/plan_into_queue.h"
#include "workflow/purge.h"

namespace firstday::workflow {

namespace {

base::Result<Advanced> advance_school(House& house, const config::SchoolSettings& school, base::Instant now) {
  Advanced out;
  out.school = school.school.urn;
  // Also on a day without school: what was kept for a visit on Friday goes on Friday.
  if (const auto purged = purge_school(house, school, Purge::kRecent); !purged) return purged.error();
  out.school_day = school.school.calendar.is_school_day(base::to_london(now).date);
  if (out.school_day) {
    auto dropped = take_dropped(house, school);
    if (!dropped) return dropped.error();
    out.dropped = std::move(dropped).value();
  }
  auto queued = plan_into_queue(house, school, {now, now + school.hold});
  if (!queued) return queued.error();
  out.changed = queued.value().changed;
  out.batch = std::move(queued.value().plan.batch);
  return out;
}

}  // namespace

base::Result<std::vector<Advanced>> advance(House& house, const roll::Urn& only) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  const base::Instant now = house.clock.now();
  std::vector<Advanced> out;
  for (const config::SchoolSettings* school : schools.value()) {
    auto advanced = advance_school(house, *school, now);
    if (!advanced) return advanced.error();
    out.push_back(std::move(advanced).value());
  }
  return out;
}

}  // namespace firstday::workflow
