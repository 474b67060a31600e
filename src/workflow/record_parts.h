// What the functions that put something on record share; private to workflow.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "chronology/facts.h"
#include "workflow/chronicle.h"
#include "workflow/plan_day.h"
#include "workflow/record.h"

namespace firstday::workflow {

void put(chronology::Event& e, std::string_view name, const base::Personal& value);
void put(chronology::Event& e, std::string_view name, std::string_view value);  ///< nothing when it is empty
void put(chronology::Event& e, std::string_view name, const std::optional<base::Date>& date);

/// Whom a record is about, looked up once.
struct About {
  FoundPupil found;
  DayInputs inputs;
  const chronology::CaseFacts* open_case = nullptr;  ///< of `inputs`; nothing: the pupil has none

  const config::SchoolSettings& school() const { return *found.school; }
  const roll::Pupil* pupil() const { return inputs.roll.find(found.ref); }
  /// An event of now by whoever is at the keyboard, of the open case.
  chronology::Event event(const House& house, chronology::Type type, const std::string& contact = {}) const;
  /// The pupil's tasks that wait for a person, of a kind or of any.
  ports::JobFilter open_tasks(std::optional<job::Kind> kind) const;
};

/// kUsage for an unknown pupil, or a contact who is none of the pupil's (empty: nobody).
base::Result<About> about_of(const House& house, const roll::Urn& only, const std::string& pupil,
                             const std::string& contact = {});
/// As above, and kUsage when the pupil has no open case.
base::Result<About> open_case_of(const House& house, const roll::Urn& only, const std::string& pupil);

/// The policy that the open case is planned by.
const escalation::Policy& policy_of(const House& house, const About& about);

/// School days of the open case up to `today`, as the policy counts them.
int school_days_of(const About& about, const escalation::Policy& policy, base::Date today);

/// Plans the day again with what is on record now.
base::Result<Recorded> plan_again(House& house, const About& about);

/// Writes the events, and plans the day again with what they say.
base::Result<Recorded> commit(House& house, const About& about, const std::vector<chronology::Event>& events);

/// Tasks that are done, and what came of them.
base::Status finish_jobs(House& house, const std::vector<ports::JobRow>& jobs, const std::string& outcome);

}  // namespace firstday::workflow
