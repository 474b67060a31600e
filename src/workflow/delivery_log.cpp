#include "workflow/delivery_log.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "workflow/chronicle.h"
#include "workflow/job_rows.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

LogRow row_of(const ports::JobRow& job, const roll::Roll& roll) {
  LogRow row;
  row.school = roll.school;
  row.day = job.job.day;
  row.job = job;
  for (const job::Subject& s : job.job.subjects) row.pupils.push_back(pupil_name(roll, s.pupil));
  row.recipient = recipient_name(roll, job.job);
  row.at = job.sent_at.value_or(job.job.not_before);
  return row;
}

bool is_about(const job::Job& job, const roll::PupilRef& pupil) {
  return std::any_of(job.subjects.begin(), job.subjects.end(),
                     [&](const job::Subject& s) { return s.pupil == pupil; });
}

bool is_meant(const roll::Contact& c, const std::string& text) {
  return c.ref.text() == text ||
         base::lower(c.forename.reveal() + " " + c.surname.reveal()) == base::lower(text);
}

using InSchool = std::pair<roll::ContactRef, roll::Urn>;

/// A contact who has left the roll is found by reference, as long as something was planned for them.
base::Result<std::set<InSchool>> contacts_meant(const House& house, const roll::Urn& only,
                                                const std::string& text) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::set<InSchool> found;
  for (const config::SchoolSettings* school : schools.value()) {
    const auto roll = house.schools.roll(school->school.urn);
    if (!roll) return roll.error();
    for (const roll::Contact& c : roll.value().contacts)
      if (is_meant(c, text)) found.insert({c.ref, school->school.urn});
    ports::JobFilter filter;
    filter.school = school->school.urn;
    filter.contact = roll::ContactRef(text);
    const auto jobs = house.queue.jobs(filter);
    if (!jobs) return jobs.error();
    if (!jobs.value().empty()) found.insert({filter.contact, filter.school});
  }
  return found;
}

/// One reference; it may be good in several schools.
base::Status find_contact(const House& house, const roll::Urn& only, const std::string& text,
                          ports::JobFilter& filter) {
  const auto found = contacts_meant(house, only, text);
  if (!found) return found.error();
  std::vector<std::string> refs;
  for (const auto& [ref, school] : found.value())
    if (refs.empty() || refs.back() != ref.text()) refs.push_back(ref.text());
  if (refs.empty())
    return base::usage("No contact is meant by '" + text + "'. Give the reference or the full name.");
  if (refs.size() > 1)
    return base::usage("Several contacts are meant by that name: " + base::join(refs, ", ") +
                       ". Give the reference.");
  const auto& [ref, school] = *found.value().begin();
  filter.contact = ref;
  if (found.value().size() == 1) filter.school = school;
  return {};
}

std::vector<job::State> states_meant(const std::string& text) {
  std::vector<job::State> states;
  for (const job::State s : job::kStates)
    if (job::word(s) == text || job::in_words(s) == text) states.push_back(s);
  return states;
}

}  // namespace

base::Result<ports::JobFilter> filter_for(const House& house, const roll::Urn& only, const LogAsk& ask,
                                          ports::JobFilter filter) {
  if (!ask.pupil.empty()) {
    const auto pupil = find_pupil(house, only, ask.pupil);
    if (!pupil) return pupil.error();
    filter.pupil = pupil.value().ref;
    filter.school = pupil.value().school->school.urn;
  }
  if (!ask.contact.empty()) {
    const roll::Urn& within = filter.school.empty() ? only : filter.school;
    if (const base::Status s = find_contact(house, within, ask.contact, filter); !s) return s.error();
  }
  filter.states = states_meant(ask.state);
  if (filter.states.empty() && !ask.state.empty())
    return base::usage("'" + ask.state +
                       "' is no state. Use queued, unknown, failed, delivered ..., or the log's own words: "
                       "waiting, sent, withdrawn ...");
  return filter;
}

base::Result<std::vector<LogRow>> delivery_log(const House& house, const roll::Urn& only,
                                               ports::JobFilter filter) {
  const auto schools = chosen_schools(house, only.empty() ? filter.school : only);
  if (!schools) return schools.error();
  std::vector<LogRow> rows;
  for (const config::SchoolSettings* school : schools.value()) {
    filter.school = school->school.urn;
    auto jobs = house.queue.jobs(filter);
    if (!jobs) return jobs.error();
    auto roll = house.schools.roll(filter.school);
    if (!roll) return roll.error();
    for (ports::JobRow& job : jobs.value()) {
      leave_out_withdrawn(job);
      if (filter.pupil.empty() || is_about(job.job, filter.pupil)) rows.push_back(row_of(job, roll.value()));
    }
  }
  std::stable_sort(rows.begin(), rows.end(), [](const LogRow& a, const LogRow& b) { return a.at < b.at; });
  return rows;
}

}  // namespace firstday::workflow
