#include "escalation/staff_out.h"

namespace firstday::escalation {

namespace {

constexpr std::string_view kSafetySheet = "visit_safety_sheet";

std::optional<base::Instant> at_time(const chronology::RecordedFact& f, base::Date today) {
  const auto time = base::parse_time_of_day(f.value);
  return time ? std::optional(base::from_london(today, *time)) : std::nullopt;
}

void take(StaffOut& out, const chronology::RecordedFact& f, base::Date today) {
  if (f.about == "visit_left") out = {true, at_time(f, today), std::nullopt, out.code_word};
  if (f.about == "visit_check_in_due") out.check_in_by = at_time(f, today);
  if (f.about == "visit_check_in") out.check_in_by.reset();
  if (f.about == "visit_extended") out.return_by = at_time(f, today);
  if (f.about == "visit_returned") out = {false, std::nullopt, std::nullopt, out.code_word};
  if (f.about == "code_word") out.code_word = f.at;
}

}  // namespace

StaffOut staff_out(const chronology::CaseFacts& facts, base::Date today) {
  StaffOut out;
  for (const chronology::RecordedFact& f : facts.recorded)
    if (base::to_london(f.at).date == today) take(out, f, today);
  return out;
}

std::vector<StaffAlarm> alarms_of(const StaffOut& staff) {
  std::vector<StaffAlarm> out;
  const auto add = [&](GapKind kind, const std::optional<base::Instant>& at) {
    if (at) out.push_back({kind, *at});
  };
  add(GapKind::kStaffOverdue, staff.return_by);
  add(GapKind::kStaffCheckIn, staff.check_in_by);
  add(GapKind::kCodeWord, staff.code_word);
  return out;
}

std::vector<std::string> rows_of_alarm(const Policy& policy) {
  for (const Step& step : policy.steps)
    if (step.about == kSafetySheet) return step.rows;
  return {std::string(kOutsideRow)};
}

job::Job alarm_for(const Setting& setting, const Policy& policy, const chronology::CaseFacts& facts,
                   const StaffAlarm& alarm) {
  const Gap& g = gap(alarm.kind);
  job::Job job;
  job.school = setting.school.urn;
  job.kind = g.kind;
  job.about = g.about;
  job.step = g.step;
  job.rows = rows_of_alarm(policy);
  job.to.role = g.role;
  job.day = setting.today.date;
  job.round = base::clock(base::to_london(alarm.at).minute());
  job.language = setting.school.language;
  job.priority = g.priority;
  job.not_before = alarm.at;
  job.due_by = alarm.at + std::chrono::minutes{1};
  job.subjects.push_back(
      {facts.pupil, facts.id, facts.first_session, 0, facts.policy, facts.policy_version, {}});
  job.subjects.front().key = job::subject_key(job.subjects.front(), job);
  return job;
}

}  // namespace firstday::escalation
