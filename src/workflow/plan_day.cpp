#include "workflow/plan_day.h"

#include <algorithm>

namespace firstday::workflow {

namespace {

using std::chrono::days;

/// The walk back to the first day of a case must see the whole run of absence, over a break too.
base::Date look_back(const roll::Calendar& calendar, base::Date day) {
  base::Date from = day - days{90};
  for (const roll::DateRange& term : calendar.terms())
    if (term.holds(day)) from = std::min(from, term.from);
  return from;
}

/// A family rings before the register is taken: what it said belongs to the case that is opened later.
base::Result<std::vector<chronology::Event>> early_responses(const House& house, ports::EventFilter filter) {
  filter.of_open_cases = false;
  filter.types = {chronology::Type::kResponse};
  auto events = house.journal.events(filter);
  if (!events) return events.error();
  std::vector<chronology::Event> out = std::move(events).value();
  std::erase_if(out, [](const chronology::Event& e) { return !e.case_id.empty(); });
  return out;
}

}  // namespace

base::Result<DayInputs> read_day(const House& house, const config::SchoolSettings& school, base::Date day) {
  const base::Date from = look_back(school.school.calendar, day);
  auto roll = house.schools.roll(school.school.urn);
  if (!roll) return roll.error();
  auto marks = house.schools.marks(school.school.urn, from, day);
  if (!marks) return marks.error();
  roll::drop_marks_of_closed_groups(roll.value(), school.school.calendar, marks.value());
  ports::EventFilter filter;
  filter.school = school.school.urn;
  filter.of_open_cases = true;
  filter.from = base::from_london(from, base::TimeOfDay{0});
  auto events = house.journal.events(filter);
  if (!events) return events.error();
  auto early = early_responses(house, filter);
  if (!early) return early.error();
  std::vector<chronology::Event> all = std::move(events).value();
  all.insert(all.begin(), early.value().begin(), early.value().end());
  return DayInputs{std::move(roll).value(), std::move(marks).value(), chronology::facts_of(all)};
}

base::Result<DayPlan> plan_day(const House& house, const config::SchoolSettings& school,
                               const escalation::When& when) {
  const auto policies = house.policies.find(school.policy);
  if (policies == house.policies.end())
    return base::misconfigured("School " + school.school.urn.text() + " names the policy '" + school.policy +
                               "', which is not there or has mistakes. Run `firstday check`.");
  auto inputs = read_day(house, school, base::to_london(when.now).date);
  if (!inputs) return inputs.error();
  DayPlan plan{{}, std::move(inputs).value()};
  plan.batch = escalation::plan(school.school, plan.inputs.roll, plan.inputs.marks, plan.inputs.facts,
                                policies->second, when);
  escalation::add_house_rules({school.school, plan.inputs.roll, plan.inputs.marks, plan.inputs.facts,
                               policies->second.current(), when.now},
                              school.rules, plan.batch);
  return plan;
}

}  // namespace firstday::workflow
