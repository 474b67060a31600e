#include "workflow/made_up_case.h"

#include <algorithm>

#include "base/text.h"
#include "config/scenario_file.h"

namespace firstday::workflow {

namespace {

using config::Scenario;

const base::Date kFirst = base::make_date(2027, 1, 11);

roll::School school() {
  roll::School s;
  s.urn = roll::Urn("900001");
  s.name = s.short_name = "Hazel Road Primary";
  s.facility = {true, true, true, true, "our work platform"};
  const roll::DateRange terms{base::make_date(2027, 1, 4), base::make_date(2028, 7, 21)};
  s.calendar = roll::Calendar({terms}, {}, {});
  return s;
}

config::ScenarioContact contact(const char* ref, const char* relationship, int priority, const char* mobile) {
  config::ScenarioContact c;
  c.row.ref = roll::ContactRef(ref);
  c.row.forename = base::Personal(relationship);
  c.row.surname = base::Personal("Marsh");
  c.row.relationship = relationship;
  c.row.priority = priority;
  c.row.parental_responsibility = c.row.day_to_day_care = roll::Answer::kYes;
  c.mobile.text = mobile;
  c.address = "A1";
  return c;
}

config::ScenarioProfessional professional(const char* ref, const char* role) {
  config::ScenarioProfessional p;
  p.ref = ref;
  p.row.role = role;
  return p;
}

Scenario family() {
  Scenario s;
  s.school = school();
  s.addresses["A1"] = "4 Example Row, Ely, CB7 1ZZ";
  s.home = "A1";
  s.pupil.ref = roll::PupilRef("P1");
  s.pupil.forename = base::Personal("Robin");
  s.pupil.surname = base::Personal("Marsh");
  s.pupil.form = "5H";
  s.contacts = {contact("C1", "mother", 1, "07700 900301"), contact("C2", "father", 2, "07700 900302"),
                contact("C3", "grandmother", 3, "07700 900303")};
  s.contacts[2].row.parental_responsibility = s.contacts[2].row.day_to_day_care = roll::Answer::kNo;
  s.contacts[2].row.emergency_only = true;
  s.professionals = {professional("KW1", "key_worker"), professional("SW1", "social_worker")};
  s.siblings.emplace_back();
  s.siblings[0].ref = "X1";
  s.siblings[0].row.school = "Elm Road Academy";
  s.unlisted = {roll::Code("N"), roll::Code("N")};
  return s;
}

base::Status put_tier(const escalation::Policy& policy, const std::string& name, roll::Pupil& pupil) {
  std::vector<std::string> known;
  for (const escalation::Tier& tier : policy.tiers) {
    known.push_back(tier.name);
    const bool meant = name.empty() ? tier.tags.empty() : tier.name == name;
    if (meant && !tier.tags.empty()) pupil.tags = {tier.tags.front()};
    if (meant) return {};
  }
  return base::usage("The policy " + policy.id + " has no tier '" + name +
                     "'. It has: " + base::join(known, ", ") + ".");
}

/// The reader of files knows which words there are.
base::Status put_outcomes(const std::map<std::string, std::string>& outcomes, Scenario& scenario) {
  std::string yaml = "defaults:\n";
  for (const auto& [what, outcome] : outcomes)
    yaml += "  \"" + what + "\": \"" + (outcome == "none" ? "no_reply" : outcome) + "\"\n";
  if (outcomes.empty()) return {};
  const auto read = config::read_scenario_defaults(yaml, "--outcome");
  for (const base::Problem& p : read.problems) return base::usage("--outcome: " + p.what + " " + p.mend);
  scenario.defaults = read.value;
  return {};
}

}  // namespace

base::Result<Scenario> made_up_case(const MadeUpRequest& request,
                                    const std::map<std::string, escalation::PolicySet>& policies) {
  Scenario scenario = family();
  scenario.policy = request.policy;
  const auto set = policies.find(request.policy);
  if (set != policies.end())
    if (const base::Status s = put_tier(set->second.current(), request.tier, scenario.pupil); !s)
      return s.error();
  if (const base::Status s = put_outcomes(request.outcomes, scenario); !s) return s.error();
  base::Date last = kFirst;
  for (int day = 1; day < request.to_day; ++day)
    last = scenario.school.calendar.next_school_day(last).value_or(last);
  for (const base::Date date : {kFirst, last}) {
    config::ScenarioDay day;
    day.date = date;
    if (scenario.days.empty() || date != kFirst) scenario.days.push_back(std::move(day));
  }
  return scenario;
}

}  // namespace firstday::workflow
