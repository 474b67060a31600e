#include "workflow/calls.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <tuple>

#include "chronology/review.h"
#include "render/render.h"
#include "roll/may_be_told.h"
#include "workflow/late_messages.h"
#include "workflow/message_values.h"
#include "workflow/names.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

namespace {

bool is_barred_number(const base::Personal& number, std::span<const roll::Contact> contacts) {
  return std::any_of(contacts.begin(), contacts.end(), [&](const roll::Contact& c) {
    return c.barred && (c.mobile.e164 == number || c.landline.e164 == number || c.work.e164 == number);
  });
}

/// A number that a barred contact may answer is not offered, whoever else it belongs to.
std::vector<base::Personal> numbers_of(const roll::Contact& c, std::span<const roll::Contact> contacts) {
  std::vector<base::Personal> out;
  for (const roll::PhoneNumber* number : {&c.mobile, &c.landline, &c.work})
    if (!number->empty() && !is_barred_number(number->e164, contacts)) out.push_back(number->e164);
  return out;
}

/// A person who rings asks for somebody by name first, so also a voice message is rung by the call script of
/// its template; where there is none, its own words are read out.
base::Personal script_of(const House& house, const ports::JobRow& row, const roll::Roll& roll,
                         const roll::School& school) {
  const auto values = values_for(row.job, roll, school);
  if (!values) return row.body;
  job::Job call = row.job;
  call.kind = job::Kind::kCall;
  const auto script = render::render(call, house.templates, values.value(), {});
  return script ? script.value().body : row.body;
}

class SchoolCalls {
 public:
  SchoolCalls(const House& house, const config::SchoolSettings& school, DayInputs inputs)
      : house_(house), school_(school), inputs_(std::move(inputs)) {}

  std::optional<CallRow> row_of(const ports::JobRow& job) const {
    const roll::PupilRef& pupil = job.job.subjects.front().pupil;
    const roll::Contact* contact = contact_for(job.job, inputs_.roll);
    // The roll may have changed since the plan: a call is no way round a bar.
    if (contact == nullptr || roll::may_be_told(*contact, roll::Channel::kCall) != roll::MayBeTold::kYes)
      return std::nullopt;
    CallRow row;
    row.school = inputs_.roll.school;
    row.job = job;
    row.pupil = pupil_name(inputs_.roll, pupil);
    row.tier = tier_of(inputs_, pupil);
    row.urgency = urgency_of(house_, school_, inputs_, job.job);
    if (const roll::Pupil* p = inputs_.roll.find(pupil); p != nullptr) row.form = p->form;
    row.contact = contact_name(inputs_.roll, pupil, contact->ref);
    row.numbers = numbers_of(*contact, inputs_.roll.contacts_of(pupil));
    if (row.numbers.empty()) return std::nullopt;
    row.language = job.job.language;
    row.reached_by_nobody = chronology::reach_today(inputs_.facts, inputs_.roll, pupil, job.job.day) ==
                            chronology::Reach::kNobody;
    row.script = script_of(house_, job, inputs_.roll, school_.school);
    return row;
  }

  /// Somebody has rung this contact about one of these pupils today.
  bool was_rung_today(const job::Job& j) const {
    return std::any_of(j.subjects.begin(), j.subjects.end(), [&](const job::Subject& s) {
      const chronology::CaseFacts* open = inputs_.facts.open_case(s.pupil);
      return open != nullptr &&
             std::any_of(open->calls.begin(), open->calls.end(), [&](const chronology::CallFact& c) {
               return c.contact == j.to.contact && base::to_london(c.at).date == j.day;
             });
    });
  }

 private:
  const House& house_;
  const config::SchoolSettings& school_;
  DayInputs inputs_;
};

bool rings_before(const CallRow& a, const CallRow& b) {
  const auto rank = [](const CallRow& r) {
    return std::tuple(!r.reached_by_nobody, r.urgency, r.school, r.form, r.job.job.subjects.front().pupil,
                      r.job.job.not_before, r.job.job.order);
  };
  return rank(a) < rank(b);
}

base::Result<std::vector<ports::JobRow>> open_calls(const House& house, const roll::Urn& school,
                                                    base::Date day) {
  ports::JobFilter filter;
  filter.school = school;
  filter.day_from = filter.day_to = day;
  filter.states = {job::State::kWithStaff};
  auto rows = house.queue.jobs(filter);
  if (rows)
    std::erase_if(rows.value(), [](const ports::JobRow& row) { return !is_rung_by_staff(row.job.kind); });
  return rows;
}

bool about_the_same(const job::Job& a, const job::Job& b) {
  return std::equal(a.subjects.begin(), a.subjects.end(), b.subjects.begin(), b.subjects.end(),
                    [](const job::Subject& x, const job::Subject& y) { return x.pupil == y.pupil; });
}

bool has_row(const std::vector<CallRow>& rows, const roll::PupilRef& pupil) {
  return std::any_of(rows.begin(), rows.end(),
                     [&](const CallRow& row) { return row.job.job.subjects.front().pupil == pupil; });
}

/// A message that has not left, and no call planned: whoever it is for is rung instead, once however many
/// messages wait.
void add_late(const SchoolCalls& calls, const std::vector<LateMessage>& late, std::vector<CallRow>& rows) {
  std::vector<CallRow> more;
  for (const LateMessage& message : late) {
    const job::Job& j = message.row.job;
    const auto is_rung = [&](const job::Subject& s) { return has_row(rows, s.pupil); };
    const bool again = std::any_of(more.begin(), more.end(), [&](const CallRow& row) {
      return row.job.job.to == j.to && about_the_same(row.job.job, j);
    });
    if (again || std::all_of(j.subjects.begin(), j.subjects.end(), is_rung) || calls.was_rung_today(j))
      continue;
    if (auto row = calls.row_of(message.row)) more.push_back(std::move(*row));
  }
  std::move(more.begin(), more.end(), std::back_inserter(rows));
}

bool is_about(const LateMessage& message, const roll::PupilRef& pupil) {
  const auto& subjects = message.row.job.subjects;
  return std::any_of(subjects.begin(), subjects.end(),
                     [&](const job::Subject& s) { return s.pupil == pupil; });
}

/// A call of later today is made now where the pupil's message has not left: the first to each contact.
bool takes_the_place(const job::Job& call, const std::vector<LateMessage>& late,
                     const std::vector<CallRow>& rows) {
  const roll::PupilRef& pupil = call.subjects.front().pupil;
  const bool listed = std::any_of(rows.begin(), rows.end(), [&](const CallRow& row) {
    return row.job.job.to == call.to && row.job.job.subjects.front().pupil == pupil;
  });
  return !listed &&
         std::any_of(late.begin(), late.end(), [&](const LateMessage& m) { return is_about(m, pupil); });
}

/// The message that waits longest of those about the row's pupil.
void say_what_is_late(CallRow& row, const std::vector<LateMessage>& late) {
  const roll::PupilRef& pupil = row.job.job.subjects.front().pupil;
  for (const LateMessage& m : late) {
    if (!is_about(m, pupil) || (!row.late_kind.empty() && row.late_since <= m.since)) continue;
    row.late_kind = job::word(m.row.job.kind);
    row.late_since = m.since;
    row.late_because = m.why;
  }
}

base::Status add_school(const House& house, const config::SchoolSettings& school, bool later_too,
                        std::vector<CallRow>& out) {
  const base::Instant now = house.clock.now();
  const base::Date day = base::to_london(now).date;
  auto inputs = read_day(house, school, day);
  if (!inputs) return inputs.error();
  const auto jobs = open_calls(house, school.school.urn, day);
  if (!jobs) return jobs.error();
  const auto late = late_messages(house, school);
  if (!late) return late.error();
  const SchoolCalls calls(house, school, std::move(inputs).value());
  // Families whose messages wait for a person are rung instead, at once.
  const bool all_of_today =
      later_too || std::any_of(late.value().begin(), late.value().end(),
                               [](const LateMessage& m) { return m.waits_for_a_person; });
  std::vector<CallRow> rows;
  for (const ports::JobRow& job : jobs.value()) {
    const bool is_time = all_of_today || job.job.not_before <= now;
    if (!is_time && !(takes_the_place(job.job, late.value(), rows) && !calls.was_rung_today(job.job)))
      continue;
    if (auto row = calls.row_of(job)) rows.push_back(std::move(*row));
  }
  add_late(calls, late.value(), rows);
  for (CallRow& row : rows) say_what_is_late(row, late.value());
  std::move(rows.begin(), rows.end(), std::back_inserter(out));
  return {};
}

bool is_of_a_plan(chronology::Type type) {
  return type == chronology::Type::kJobPlanned || type == chronology::Type::kRunStarted ||
         type == chronology::Type::kRunFinished;
}

}  // namespace

bool is_rung_by_staff(job::Kind kind) {
  return kind == job::Kind::kCall || kind == job::Kind::kVoice;
}

base::Result<std::vector<CallRow>> call_list(const House& house, const roll::Urn& only, bool later_too) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<CallRow> rows;
  for (const config::SchoolSettings* school : schools.value())
    if (const base::Status s = add_school(house, *school, later_too, rows); !s) return s.error();
  std::stable_sort(rows.begin(), rows.end(), rings_before);
  return rows;
}

base::Result<std::vector<RecordAge>> record_ages(const House& house, const roll::Urn& only) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<RecordAge> out;
  for (const config::SchoolSettings* school : schools.value()) {
    ports::EventFilter today;
    today.school = school->school.urn;
    today.from = base::from_london(base::to_london(house.clock.now()).date, base::TimeOfDay{0});
    const auto events = house.journal.events(today);
    if (!events) return events.error();
    RecordAge& age = out.emplace_back();
    age.school = today.school;
    for (const chronology::Event& e : events.value()) {
      age.newest = std::max(age.newest, std::optional(e.at));
      if (is_of_a_plan(e.type)) age.planned = std::max(age.planned, std::optional(e.at));
    }
  }
  return out;
}

}  // namespace firstday::workflow
