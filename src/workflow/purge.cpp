#include "workflow/purge.h"

#include "chronology/visit_safety.h"

namespace firstday::workflow {

base::Result<Purged> purge_school(House& house, const config::SchoolSettings& school, Purge how) {
  constexpr std::chrono::days kRecently{7};
  const base::Instant now = house.clock.now();
  Purged out{school.school.urn, 0};
  ports::EventFilter filter;
  filter.school = school.school.urn;
  filter.types = {chronology::Type::kFact};
  filter.of_open_cases = how == Purge::kRecent;
  if (how == Purge::kRecent) filter.from = now - kRecently;
  const auto events = house.journal.events(filter);
  if (!events) return events.error();
  std::vector<ports::Destruction> all;
  for (const chronology::SafetyData& d :
       chronology::safety_data_to_destroy(events.value(), now, school.purge_visits_after))
    all.push_back({d.school, d.seq, d.names, "the visit is over", "firstday", now});
  if (all.empty()) return out;
  const auto destroyed = house.journal.destroy(all);
  if (!destroyed) return destroyed.error();
  out.events = destroyed.value();
  return out;
}

base::Result<std::vector<Purged>> purge(House& house, const roll::Urn& only) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<Purged> out;
  for (const config::SchoolSettings* school : schools.value()) {
    const auto purged = purge_school(house, *school, Purge::kAll);
    if (!purged) return purged.error();
    out.push_back(purged.value());
  }
  return out;
}

}  // namespace firstday::workflow
