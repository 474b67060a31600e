#include "workflow/plan_day.h"

#include <algorithm>
#include <iterator>

#include "escalation/late_word.h"

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

/// An open case is counted from its first day, terms ago if need be.
base::Date first_day_of(const std::vector<chronology::Event>& events, base::Date from) {
  for (const chronology::Event& e : events)
    if (e.type == chronology::Type::kCaseOpened)
      if (const auto first = base::parse_iso_date(e.detail("first_date"))) from = std::min(from, *first);
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

/// Something new about a case that was closed before the days which are read anyway: the case comes along.
base::Status add_late_word(const House& house, const roll::Urn& school, base::Date day,
                           std::vector<chronology::Event>& all) {
  constexpr days kHeard{14};  // as long as it may take until somebody plans again
  ports::EventFilter filter;
  filter.school = school;
  filter.from = base::from_london(day - kHeard, base::TimeOfDay{0});
  filter.types = {chronology::Type::kFact};
  const auto facts = house.journal.events(filter);
  if (!facts) return facts.error();
  for (const chronology::Event& f : facts.value()) {
    const auto is_of_case = [&](const chronology::Event& e) { return e.case_id == f.case_id; };
    if (f.detail("about") != escalation::kNewInformation || f.case_id.empty() ||
        std::any_of(all.begin(), all.end(), is_of_case))
      continue;
    ports::EventFilter of_pupil;
    of_pupil.school = school;
    of_pupil.pupil = f.pupil;
    const auto events = house.journal.events(of_pupil);
    if (!events) return events.error();
    std::copy_if(events.value().begin(), events.value().end(), std::back_inserter(all), is_of_case);
  }
  return {};
}

}  // namespace

escalation::PolicySet policies_for(const House& house, const config::SchoolSettings& school,
                                   const chronology::Facts& facts) {
  escalation::PolicySet out = house.policies.at(school.policy);
  for (const chronology::CaseFacts& c : facts.cases) {
    const auto own = house.policies.find(c.policy);
    if (own == house.policies.end() || out.find(c.policy, c.policy_version) != nullptr) continue;
    if (const escalation::Policy* p = own->second.find(c.policy, c.policy_version))
      out.policies.push_back(*p);
  }
  return out;
}

base::Result<DayInputs> read_day(const House& house, const config::SchoolSettings& school, base::Date day) {
  const base::Date from = look_back(school.school.calendar, day);
  auto roll = house.schools.roll(school.school.urn);
  if (!roll) return roll.error();
  ports::EventFilter filter;
  filter.school = school.school.urn;
  filter.of_open_cases = true;
  filter.from = base::from_london(from, base::TimeOfDay{0});
  auto events = house.journal.events(filter);
  if (!events) return events.error();
  auto early = early_responses(house, filter);
  if (!early) return early.error();
  std::vector<chronology::Event> all = std::move(events).value();
  if (const base::Status s = add_late_word(house, filter.school, day, all); !s) return s.error();
  auto marks = house.schools.marks(school.school.urn, first_day_of(all, from), day);
  if (!marks) return marks.error();
  roll::drop_marks_of_closed_groups(roll.value(), school.school.calendar, marks.value());
  roll::drop_marks_before_start(roll.value(), marks.value());
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
                                policies_for(house, school, plan.inputs.facts), when);
  escalation::add_house_rules({school.school, plan.inputs.roll, plan.inputs.marks, plan.inputs.facts,
                               policies->second.current(), when.now},
                              school.rules, plan.batch);
  return plan;
}

}  // namespace firstday::workflow
