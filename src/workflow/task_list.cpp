#include "workflow/task_list.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "workflow/chronicle.h"

namespace firstday::workflow {

namespace {

base::Result<ports::JobFilter> filter_of(const House& house, const roll::Urn& only, const TaskAsk& ask) {
  ports::JobFilter filter;
  filter.states = {job::State::kWithStaff, job::State::kHeld, job::State::kUnknown};
  if (!ask.kind.empty()) {
    filter.kind = job::kind_of(ask.kind);
    if (!filter.kind) return base::usage("'" + ask.kind + "' is no kind of task.");
  }
  if (!ask.pupil.empty()) {
    const auto pupil = find_pupil(house, only, ask.pupil);
    if (!pupil) return pupil.error();
    filter.pupil = pupil.value().ref;
    filter.school = pupil.value().school->school.urn;
  }
  return filter;
}

bool is_meant(const TaskAsk& ask, const TaskRow& row, base::Instant now) {
  const job::Job& j = row.row.job.job;
  return (ask.about.empty() || j.about == ask.about) && (ask.role.empty() || j.to.role == ask.role) &&
         (ask.tier.empty() || row.tier == ask.tier) &&
         (ask.form.empty() || base::lower(row.form) == base::lower(ask.form)) &&
         (!ask.due || j.not_before <= now) && (!ask.overdue || row.overdue);
}

struct Ranked {
  Urgency urgency;
  TaskRow row;
};

/// The form of a task about a register stands in its case.
std::string form_of(const job::Job& j, const roll::Roll& roll) {
  constexpr std::string_view kRegister = "register/";
  const job::Subject& s = j.subjects.front();
  const roll::Pupil* p = roll.find(s.pupil);
  if (p != nullptr) return p->form;
  const std::string& id = s.case_id.text();
  return id.rfind(kRegister, 0) == 0 ? id.substr(kRegister.size()) : std::string();
}

base::Status add_school(const House& house, const config::SchoolSettings& school, const TaskAsk& ask,
                        ports::JobFilter filter, std::vector<Ranked>& rows, TaskList& out) {
  filter.school = school.school.urn;
  auto found = delivery_log(house, school.school.urn, filter);
  if (!found) return found.error();
  if (found.value().empty()) return {};
  const auto read = read_day(house, school, base::to_london(house.clock.now()).date);
  if (!read) return read.error();
  const DayInputs& inputs = read.value();
  const EvidenceBook evidence(house, school, inputs);
  const base::Instant now = house.clock.now();
  for (LogRow& log : found.value()) {
    const job::Job& j = log.job.job;
    const roll::PupilRef pupil = j.subjects.front().pupil;
    const Urgency urgency = urgency_of(house, school, inputs, j);
    const std::string form = form_of(j, inputs.roll);
    const bool overdue = j.due_by && *j.due_by < now;
    TaskRow row{std::move(log), tier_of(inputs, pupil), form, overdue};
    if (!is_meant(ask, row, now)) continue;
    const std::pair key(school.school.urn, pupil);
    if (row.is_decision() && !pupil.empty() && out.evidence.count(key) == 0) {
      auto known = evidence.of(pupil);
      if (!known) return known.error();
      out.evidence.emplace(key, std::move(known).value());
    }
    rows.push_back({urgency, std::move(row)});
  }
  return {};
}

}  // namespace

base::Result<TaskList> task_list(const House& house, const roll::Urn& only, const TaskAsk& ask) {
  const auto filter = filter_of(house, only, ask);
  if (!filter) return filter.error();
  const auto schools = chosen_schools(house, only.empty() ? filter.value().school : only);
  if (!schools) return schools.error();
  TaskList out;
  std::vector<Ranked> rows;
  for (const config::SchoolSettings* school : schools.value())
    if (const base::Status s = add_school(house, *school, ask, filter.value(), rows, out); !s)
      return s.error();
  std::stable_sort(rows.begin(), rows.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(a.urgency, a.row.row.at) < std::tie(b.urgency, b.row.row.at);
  });
  out.rows.reserve(rows.size());
  for (Ranked& r : rows) out.rows.push_back(std::move(r.row));
  return out;
}

}  // namespace firstday::workflow
