#include "workflow/house.h"

#include "base/text.h"

namespace firstday::workflow {

base::Result<std::vector<const config::SchoolSettings*>> chosen_schools(const House& house,
                                                                        const roll::Urn& only) {
  std::vector<const config::SchoolSettings*> chosen;
  std::vector<std::string> known;
  for (const config::SchoolSettings& s : house.settings.schools) {
    known.push_back(s.school.urn.text());
    if (only.empty() || s.school.urn == only) chosen.push_back(&s);
  }
  if (!chosen.empty()) return chosen;
  if (known.empty()) return base::misconfigured("No school is configured. Run `firstday init` to write one.");
  return base::usage("There is no school " + only.text() +
                     " in the configuration. Configured: " + base::join(known, ", ") + ".");
}

}  // namespace firstday::workflow
