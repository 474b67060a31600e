#include "workflow/record_parts.h"

#include <algorithm>

#include "base/text.h"
#include "escalation/case_walk.h"
#include "workflow/plan_into_queue.h"

namespace firstday::workflow {

using chronology::Event;

void put(Event& e, std::string_view name, const base::Personal& value) {
  if (!value.empty()) e.details.push_back({std::string(name), value});
}

void put(Event& e, std::string_view name, std::string_view value) {
  put(e, name, base::Personal(std::string(value)));
}

void put(Event& e, std::string_view name, const std::optional<base::Date>& date) {
  if (date) put(e, name, base::iso_date(*date));
}

Event About::event(const House& house, chronology::Type type, const std::string& contact) const {
  Event e;
  e.at = house.clock.now();
  e.type = type;
  e.school = school().school.urn;
  e.pupil = found.ref;
  e.contact = roll::ContactRef(contact);
  e.actor = house.actor;
  if (open_case != nullptr) e.case_id = open_case->id;
  return e;
}

ports::JobFilter About::open_tasks(std::optional<job::Kind> kind) const {
  ports::JobFilter filter;
  filter.school = school().school.urn;
  filter.pupil = found.ref;
  filter.kind = kind;
  filter.states = {job::State::kWithStaff};
  return filter;
}

namespace {

base::Status is_contact_of(const About& about, const std::string& contact) {
  if (contact.empty()) return {};
  std::vector<std::string> refs;
  for (const roll::Contact& c : about.inputs.roll.contacts_of(about.found.ref)) refs.push_back(c.ref.text());
  if (std::find(refs.begin(), refs.end(), contact) != refs.end()) return {};
  return base::usage("'" + contact + "' is no contact of " + about.found.ref.text() +
                     ". On record: " + base::join(refs, ", ") + ".");
}

}  // namespace

base::Result<About> about_of(const House& house, const roll::Urn& only, const std::string& pupil,
                             const std::string& contact) {
  auto found = find_pupil(house, only, pupil);
  if (!found) return found.error();
  const base::Date day = base::to_london(house.clock.now()).date;
  auto inputs = read_day(house, *found.value().school, day);
  if (!inputs) return inputs.error();
  About about{std::move(found).value(), std::move(inputs).value()};
  if (const base::Status s = is_contact_of(about, contact); !s) return s.error();
  about.open_case = about.inputs.facts.open_case(about.found.ref);
  return about;
}

base::Result<About> open_case_of(const House& house, const roll::Urn& only, const std::string& pupil) {
  auto about = about_of(house, only, pupil);
  if (!about || about.value().open_case != nullptr) return about;
  return base::usage(about.value().found.ref.text() +
                     " has no open case, so there is nothing that this could belong to. "
                     "`firstday record note` keeps what is worth keeping all the same.");
}

const escalation::Policy& policy_of(const House& house, const About& about) {
  const escalation::Policy& current = house.policies.at(about.school().policy).current();
  if (about.open_case == nullptr) return current;
  const auto set = house.policies.find(about.open_case->policy);
  const escalation::Policy* own =
      set == house.policies.end() ? nullptr : set->second.find(set->first, about.open_case->policy_version);
  return own != nullptr ? *own : current;
}

int school_days_of(const About& about, const escalation::Policy& policy, base::Date today) {
  const chronology::CaseFacts& c = *about.open_case;
  const auto walk = escalation::walk(about.inputs.marks.of(about.found.ref), escalation::CodeRules(policy),
                                     about.school().school.calendar, {c.first_date, c.first_session}, today);
  return static_cast<int>(walk.counted.size());
}

base::Result<Recorded> plan_again(House& house, const About& about) {
  Recorded out;
  out.school = about.school().school.urn;
  out.pupil = about.found.ref;
  const base::Instant now = house.clock.now();
  const auto queued = plan_into_queue(house, about.school(), {now, now + about.school().hold});
  if (!queued) return queued.error();
  out.changed = queued.value().changed;
  return out;
}

base::Result<Recorded> commit(House& house, const About& about, const std::vector<Event>& events) {
  if (const base::Status s = house.journal.append(events); !s) return s.error();
  return plan_again(house, about);
}

base::Status finish_jobs(House& house, const std::vector<ports::JobRow>& jobs, const std::string& outcome) {
  std::vector<ports::JobChange> changes;
  changes.reserve(jobs.size());
  for (const ports::JobRow& row : jobs)
    changes.push_back(
        {row.job.school, row.job.id, job::Event::kStaffDone, {}, outcome, house.actor, house.clock.now()});
  if (changes.empty()) return {};
  const auto changed = house.queue.change(changes);
  return changed ? base::Status{} : base::Status{changed.error()};
}

}  // namespace firstday::workflow
