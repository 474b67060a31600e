#include "workflow/answers.h"

#include <algorithm>
#include <array>

#include "escalation/roles.h"

namespace firstday::workflow {

using job::Kind;

namespace {

std::vector<std::string> filling(const escalation::Policy* policy, const std::string& role) {
  std::vector<std::string> out = {role};
  if (policy != nullptr)
    for (const escalation::Alias& alias : policy->role_aliases)
      if (alias.word == role) out.insert(out.end(), alias.also.begin(), alias.also.end());
  return out;
}

}  // namespace

std::string time_on(base::Instant at, base::Date today) {
  const base::LocalTime local = base::to_london(at);
  return (local.date == today ? "" : base::iso_date(local.date) + " ") + base::clock(local.minute());
}

std::string Answers::to(const job::Job& job) const {
  if (!job.to.contact.empty()) return job.to.contact.text();
  for (const std::string& role : filling(policy(job.subjects.front()), job.to.role))
    for (const config::ScenarioProfessional& p : scenario_.professionals)
      if (p.row.role == role) return p.ref;
  // Sibling schools are counted, each once.
  std::vector<std::string> schools;
  for (const config::ScenarioSibling& s : scenario_.siblings) {
    if (std::find(schools.begin(), schools.end(), s.row.school) != schools.end()) continue;
    schools.push_back(s.row.school);
    if (escalation::sibling_school(schools.size()) == job.to.role) return s.ref;
  }
  return job.to.role;
}

std::string Answers::role_of(const std::string& word) const {
  for (const config::ScenarioProfessional& p : scenario_.professionals)
    if (p.ref == word) return p.row.role;
  std::vector<std::string> schools;
  for (const config::ScenarioSibling& s : scenario_.siblings) {
    const auto known = std::find(schools.begin(), schools.end(), s.row.school);
    const auto place = static_cast<size_t>(known - schools.begin());
    if (known == schools.end()) schools.push_back(s.row.school);
    if (s.ref == word) return escalation::sibling_school(place + 1);
  }
  return word;
}

const escalation::Policy* Answers::policy(const job::Subject& subject) const {
  const auto set = house_.policies.find(scenario_.policy);
  if (set == house_.policies.end()) return nullptr;
  const escalation::Policy* own = set->second.find(subject.policy, subject.policy_version);
  return own != nullptr ? own : &set->second.current();
}

const escalation::Step* Answers::step(const job::Subject& subject, const std::string& id) const {
  const escalation::Policy* p = policy(subject);
  return p == nullptr ? nullptr : p->step(id);
}

const config::ScenarioContact* Answers::contact_of(const job::Job& job) const {
  for (const config::ScenarioContact& c : scenario_.contacts)
    if (c.row.ref == job.to.contact) return &c;
  return nullptr;
}

std::string Answers::address_of(const job::Job& job) const {
  if (job.kind == Kind::kVisit || job.kind == Kind::kCard) return scenario_.home;
  const config::ScenarioContact* contact = contact_of(job);
  return job.kind == Kind::kLetter && contact != nullptr ? contact->address : std::string();
}

/// Those that nobody who may not be contacted would answer.
std::vector<std::string> Answers::numbers_of(const job::Job& job) const {
  const config::ScenarioContact* contact = contact_of(job);
  if (contact == nullptr || (job.kind != Kind::kCall && job.kind != Kind::kVoicemail)) return {};
  std::vector<std::string> out;
  for (const config::WrittenPhone* phone : {&contact->mobile, &contact->work}) {
    const bool barred = std::any_of(scenario_.contacts.begin(), scenario_.contacts.end(), [&](const auto& c) {
      return c.row.barred && (c.mobile.text == phone->text || c.work.text == phone->text);
    });
    if (!phone->text.empty() && !barred) out.push_back(phone->text);
  }
  return out;
}

std::vector<std::string> Answers::criteria_of(const job::Job& job, const std::string& set) const {
  std::vector<std::string> out;
  const escalation::Policy* p = policy(job.subjects.front());
  if (p == nullptr) return out;
  for (const escalation::CriteriaSet& s : p->criteria)
    if (s.name == set)
      for (const escalation::Criterion& c : s.of) out.push_back(c.id);
  return out;
}

void Answers::add_step(const job::Job& job, const escalation::Step& step, Answer& out) const {
  out.add_if("required_role", step.visit.required_role);
  out.add_if("risk_assessment", step.visit.risk_assessment);
  out.add_if("safety", step.visit.safety);
  out.add_if("consult", step.decision.consult);
  out.add_if("criteria", criteria_of(job, step.criteria));
  out.add_if("class", step.postage);
  out.add_if("keep_copy", step.keep_copy);
  out.add_if("must_state", step.must_state);
  out.add_if("attach", step.attach);
}

void Answers::describe(const job::Job& job, std::string_view state, const std::string& after,
                       base::Date today, Answer& out) const {
  if (step(job.subjects.front(), job.step) != nullptr) out.add_if("round", job.round);
  out.add("state", std::string(state));
  out.add("key", job.subjects.front().key);
  out.add("rows", job.rows);
  out.add_if("order", job.order);
  out.add_if("template", job.template_name);
  out.add_if("after", after);
  if (const auto latest = job.due_by ? job.due_by : job.not_after) out.add("by", time_on(*latest, today));
  out.add_if("min_staff", job.min_staff);
  out.add_if("considerations", job.considerations);
  out.add_if("options", job.options);
  if (job.kind == Kind::kDecide)
    out.add("rationale", std::string(job.rationale_mandatory ? "mandatory" : "optional"));
  out.add_if("separately", job.separately);
  out.add_if("address", address_of(job));
  out.add_if("numbers", numbers_of(job));
  if (const escalation::Step* s = step(job.subjects.front(), job.step)) add_step(job, *s, out);
  out.add("step", job.step);
}

void Answer::add(std::string_view name, AnswerValue value) {
  fields.emplace_back(std::string(name), std::move(value));
}

void Answer::add_if(std::string_view name, const std::string& value) {
  if (!value.empty()) add(name, value);
}

void Answer::add_if(std::string_view name, const std::vector<std::string>& values) {
  if (!values.empty()) add(name, values);
}

void Answer::add_if(std::string_view name, int value) {
  if (value != 0) add(name, static_cast<long long>(value));
}

void Answer::add_if(std::string_view name, bool value) {
  if (value) add(name, value);
}

namespace {

struct InWords {
  std::string operator()(std::nullptr_t) const { return "null"; }
  std::string operator()(bool value) const { return value ? "true" : "false"; }
  std::string operator()(long long value) const { return std::to_string(value); }
  std::string operator()(const std::string& value) const { return value; }
  std::string operator()(const std::vector<std::string>& values) const {
    std::string out;
    for (const std::string& v : values) out += (out.empty() ? "" : " ") + v;
    return out;
  }
};

}  // namespace

std::string Answer::text(std::string_view name) const {
  for (const auto& [field, value] : fields)
    if (field == name) return std::visit(InWords{}, value);
  return {};
}

}  // namespace firstday::workflow
