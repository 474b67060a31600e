#include "escalation/world.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <tuple>

#include "config/policy_file.h"

namespace firstday::escalation::testing {

using base::make_date;

namespace {

Policy read_shipped(const std::string& name) {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/config/policies/" + name + ".yaml");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto parsed = config::read_policy(text, name + ".yaml");
  for (const base::Problem& p : parsed.problems) ADD_FAILURE() << base::describe(p);
  return std::move(parsed.value);
}

void add_job(const job::Job& j, const job::Subject& s, base::Instant at, chronology::CaseFacts& c) {
  if (c.job(s.key)) return;
  chronology::JobFact f;
  f.key = s.key;
  f.step = j.step;
  f.kind = j.kind;
  f.to = j.to;
  f.day = j.day;
  f.at = at;
  const auto after = std::upper_bound(c.jobs.begin(), c.jobs.end(), f.key,
                                      [](const std::string& key, const auto& job) { return key < job.key; });
  c.jobs.insert(after, std::move(f));
}

/// What was said before the case was opened is the case's too, as chronology::facts_of has it.
void join_early(const std::vector<chronology::EarlyResponse>& all, chronology::CaseFacts& c) {
  for (const auto& [pupil, said] : all) {
    if (pupil != c.pupil || said.at > c.opened_at) continue;
    const bool same_day = base::to_london(said.at).date == base::to_london(c.opened_at).date;
    if (same_day || (said.expected_return && *said.expected_return > c.first_date))
      c.responses.push_back(said);
    if (said.expected_return) c.expected_return = said.expected_return;
  }
}

void sort_cases(chronology::Facts& facts) {
  std::stable_sort(facts.cases.begin(), facts.cases.end(), [](const auto& a, const auto& b) {
    return std::tie(a.pupil, a.opened_at) < std::tie(b.pupil, b.opened_at);
  });
}

}  // namespace

const Policy& shipped_policy() {
  static const Policy kPolicy = read_shipped("essex-first-day-calling");
  return kPolicy;
}

const Policy& shipped_policy(const std::string& name) {
  static std::map<std::string, Policy> read;
  const auto known = read.find(name);
  return known != read.end() ? known->second : read.emplace(name, read_shipped(name)).first->second;
}

World::World() {
  school.urn = roll::Urn("900001");
  school.name = "Hazel Road Primary School";
  school.calendar = roll::Calendar(
      {{make_date(2027, 1, 4), make_date(2027, 3, 25)}},
      {{make_date(2027, 1, 4), make_date(2027, 1, 4)}, {make_date(2027, 2, 15), make_date(2027, 2, 19)}}, {});
  policies.policies = {shipped_policy()};
  roll.school = marks.school = school.urn;
}

void World::sort() {
  roll.sort();
  marks.sort();
  sort_cases(facts);
  for (chronology::CaseFacts& c : facts.cases)
    std::sort(c.jobs.begin(), c.jobs.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
}

chronology::CaseFacts& World::case_facts(const std::string& case_id) {
  for (chronology::CaseFacts& c : facts.cases)
    if (c.id.text() == case_id) return c;
  chronology::CaseFacts c;
  c.id = job::CaseId(case_id);
  c.pupil = roll::PupilRef(case_id.substr(0, case_id.find('/')));
  c.first_date = base::parse_iso_date(case_id.substr(case_id.find('/') + 1, 10)).value();
  c.policy = policies.current().id;
  c.policy_version = policies.current().version;
  c.opened_at = base::from_london(c.first_date, std::chrono::hours{9});
  facts.cases.push_back(std::move(c));
  return facts.cases.back();
}

void remember(const job::Batch& batch, chronology::Facts& facts) {
  const auto find = [&](const job::CaseId& id) {
    return std::find_if(facts.cases.begin(), facts.cases.end(), [&](const auto& c) { return c.id == id; });
  };
  for (const job::CaseClosed& closed : batch.closed) {
    const auto c = find(closed.id);
    c->closed = true;
    c->closed_how = closed.how;
    c->closed_at = batch.planned_at;
  }
  for (const job::CaseOpened& o : batch.opened) {
    if (find(o.id) != facts.cases.end()) continue;
    chronology::CaseFacts c;
    c.id = o.id;
    c.pupil = o.pupil;
    c.policy = o.policy;
    c.policy_version = o.policy_version;
    c.tier = o.tier;
    c.first_date = o.first_date;
    c.first_session = o.first_session;
    c.opened_at = batch.planned_at;
    join_early(facts.early, c);
    facts.cases.push_back(std::move(c));
  }
  for (const job::Job& j : batch.jobs)
    for (const job::Subject& s : j.subjects)
      if (!s.case_id.empty()) add_job(j, s, batch.planned_at, *find(s.case_id));
  sort_cases(facts);
}

std::vector<std::string> keys_of(const job::Batch& batch) {
  std::vector<std::string> out;
  for (const job::Job& j : batch.jobs)
    for (const job::Subject& s : j.subjects) out.push_back(s.key);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace firstday::escalation::testing
