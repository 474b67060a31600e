// tasks: everything that waits for a person, and what is known where something is to be decided.
#include <algorithm>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/task_list.h"

namespace firstday::cli {

namespace {

using workflow::Evidence;
using workflow::TaskRow;

/// What a rule of the house is about is plain only with the rule.
std::string about_in_words(const job::Job& j, job::State state) {
  if (state == job::State::kUnknown) return j.about + ": may or may not have left, find out";
  if (j.step == "rule-record-again") return j.about + " done since the record was ticked";
  return j.step == "rule-gone-since-morning" ? "in school this morning, absent now" : j.about;
}

/// Whoever goes out or hands something in needs its paper first.
bool has_a_paper(const TaskRow& t) {
  const job::Job& j = t.row.job.job;
  return !j.template_name.empty() && (j.kind == job::Kind::kVisit || j.kind == job::Kind::kCard ||
                                      j.kind == job::Kind::kForm || j.kind == job::Kind::kRefer);
}

/// What the office types to have the record of that day.
std::string block_command(const job::Job& j) {
  return "firstday record-block " + j.subjects.front().pupil.text() + " " + base::iso_date(j.day);
}

std::vector<std::string> cells_of(const TaskRow& task) {
  std::vector<std::string> names;
  for (const base::Personal& p : task.row.pupils) names.push_back(p.reveal());
  const job::Job& j = task.row.job.job;
  return {base::iso_date(task.row.day),
          j.due_by ? base::london_date_time(*j.due_by) : base::london_clock(j.not_before),
          std::string(job::word(j.kind)),
          about_in_words(j, task.row.job.state),
          base::join(names, ", "),
          task.row.recipient.reveal(),
          base::join(j.rows, " ")};
}

std::string marks_of(const Evidence& e) {
  std::vector<std::string> days;
  days.reserve(e.marks.size());
  for (const workflow::DayMarks& m : e.marks) days.push_back(m.am + m.pm);
  return days.empty() ? "none on record"
                      : base::iso_date(e.marks.front().date) + " to " + base::iso_date(e.marks.back().date) +
                            ": " + base::join(days, " ");
}

std::string seen_of(const Evidence& e) {
  if (!e.last_seen) return "not on record";
  return base::london_date_time(*e.last_seen) + ", by " + e.seen_how + "; " +
         std::to_string(*e.hours_unseen) +
         " hours ago: " + base::count_of(static_cast<size_t>(e.school_days), "school day") + ", " +
         base::count_of(static_cast<size_t>(e.calendar_days), "day") +
         (e.spans_break ? " with a weekend or holiday between" : "");
}

std::string earlier_of(const Evidence& e) {
  std::vector<std::string> cases;
  for (const workflow::EarlierCase& c : e.earlier)
    cases.push_back(base::iso_date(c.first_date) + " " + c.closed_how);
  return cases.empty() ? "none" : base::join(cases, "; ");
}

std::string siblings_of(const Evidence& e) {
  std::vector<std::string> all;
  for (const workflow::SiblingToday& s : e.siblings)
    all.push_back(s.name.reveal() + " (" + s.pupil.text() + ") am " + s.am + ", pm " + s.pm);
  for (const std::string& school : e.siblings_elsewhere) all.push_back("at " + school);
  return all.empty() ? "none on the roll" : base::join(all, "; ");
}

std::string tried_of(const Evidence& e, bool works, bool failed) {
  std::vector<std::string> all;
  for (const workflow::Tried& t : e.tried) {
    if (t.works != works || t.failed != failed) continue;
    all.push_back(t.name.reveal() + " by " + t.channel + (t.address.empty() ? "" : " " + t.address.reveal()) +
                  ": " + t.result + " " + base::london_date_time(t.at));
  }
  return all.empty() ? "none" : base::join(all, "; ");
}

void print_evidence(const Call& call, const TaskRow& task, const Evidence& e) {
  call.out() << "\nWhat is on record of " << on_one_line(task.row.pupils.front().reveal()) << " ("
             << task.row.job.job.subjects.front().pupil.text() << ")"
             << (task.tier.empty() ? "" : ", tier " + task.tier) << ":\n";
  const std::pair<const char*, std::string> lines[] = {{"Marks, am and pm:    ", marks_of(e)},
                                                       {"Last seen:           ", seen_of(e)},
                                                       {"Earlier absences:    ", earlier_of(e)},
                                                       {"Brothers and sisters:", siblings_of(e)},
                                                       {"Reached:             ", tried_of(e, true, false)},
                                                       {"Failed:              ", tried_of(e, false, true)},
                                                       {"Tried, nobody knows: ", tried_of(e, false, false)}};
  for (const auto& [label, text] : lines) call.out() << "  " << label << ' ' << on_one_line(text) << '\n';
}

JsonObject json_of(const Evidence& e) {
  JsonObject o;
  std::vector<JsonObject> marks, earlier, siblings, tried;
  for (const workflow::DayMarks& m : e.marks)
    marks.emplace_back().add("date", base::iso_date(m.date)).add("am", m.am).add("pm", m.pm);
  for (const workflow::EarlierCase& c : e.earlier)
    earlier.emplace_back().add("first_date", base::iso_date(c.first_date)).add("closed", c.closed_how);
  for (const workflow::SiblingToday& s : e.siblings)
    siblings.emplace_back()
        .add("pupil", s.pupil.text())
        .add("name", s.name.reveal())
        .add("am", s.am)
        .add("pm", s.pm);
  for (const workflow::Tried& t : e.tried)
    tried.emplace_back()
        .add("contact", t.contact.text())
        .add("name", t.name.reveal())
        .add("channel", t.channel)
        .add_if("address", t.address.reveal())
        .add("result", t.result)
        .add("works", t.works)
        .add("failed", t.failed)
        .add("at", base::iso_utc(t.at));
  o.add("marks", marks).add("earlier_cases", earlier);
  if (e.last_seen) {
    o.add("last_seen", base::iso_utc(*e.last_seen)).add("seen_how", e.seen_how);
    o.add("hours_unseen", static_cast<long long>(*e.hours_unseen)).add("school_days_unseen", e.school_days);
    o.add("calendar_days_unseen", e.calendar_days).add("spans_break", e.spans_break);
  }
  o.add("siblings_today", siblings).add("siblings_elsewhere", e.siblings_elsewhere).add("tried", tried);
  return o;
}

const Evidence* evidence_of(const workflow::TaskList& list, const TaskRow& task) {
  const auto at = list.evidence.find({task.row.school, task.row.job.job.subjects.front().pupil});
  return !task.is_decision() || at == list.evidence.end() ? nullptr : &at->second;
}

void print_json(const Call& call, const workflow::TaskList& list) {
  for (const TaskRow& task : list.rows) {
    const workflow::LogRow& r = task.row;
    const job::Job& j = r.job.job;
    JsonObject o;
    o.add("school", r.school.text()).add("job", j.id.text()).add("date", base::iso_date(r.day));
    o.add("kind", job::word(j.kind)).add("about", j.about).add("pupil", j.subjects.front().pupil.text());
    o.add("to", j.to.text()).add("at", base::iso_utc(j.not_before)).add("rows", j.rows);
    if (j.due_by) o.add("by", base::iso_utc(*j.due_by));
    o.add("state", job::word(r.job.state)).add_if("tier", task.tier).add_if("form", task.form);
    o.add("overdue", task.overdue);
    if (has_a_paper(task)) o.add("paper", j.template_name);
    if (j.kind == job::Kind::kRecord) o.add("command", block_command(j));
    if (!j.considerations.empty()) o.add("considerations", j.considerations);
    if (const Evidence* e = evidence_of(list, task)) {
      std::vector<JsonObject> one;
      one.push_back(json_of(*e));
      o.add("evidence", one);
    }
    call.out() << o.line() << '\n';
  }
}

bool has(const std::vector<TaskRow>& rows, bool (*is)(const TaskRow&)) {
  return std::any_of(rows.begin(), rows.end(), is);
}

void print_hints(const Call& call, const std::vector<TaskRow>& rows) {
  const auto record = std::find_if(rows.begin(), rows.end(), [](const TaskRow& t) {
    return t.row.job.job.kind == job::Kind::kRecord && !t.row.job.job.subjects.front().pupil.empty();
  });
  if (record != rows.end())
    call.out() << "\nA record is what goes into SIMS, CPOMS or Integris, as in: "
               << block_command(record->row.job.job)
               << "\nWhen it is there: firstday record task PUPIL --kind record --by NAME\n";
  if (has(rows, has_a_paper))
    call.out() << "\nTo print what goes along, stays at the door or is handed in: firstday paper PUPIL\n";
  if (has(rows, [](const TaskRow& t) { return t.row.job.job.kind == job::Kind::kRefer; }))
    call.out() << "\nA referral has the chronology attached: firstday chronology PUPIL --for authority\n";
  if (has(rows, [](const TaskRow& t) { return t.row.job.state == job::State::kUnknown; }))
    call.out() << "\nWhat may or may not have left is never sent again by itself. Ask the gateway or the "
                  "family, then: "
                  "firstday record unknown PUPIL --contact REF --outcome arrived|not_arrived --by NAME\n";
}

void print_tasks(const Call& call, const workflow::TaskList& list) {
  std::vector<workflow::LogRow> logs;
  for (const TaskRow& t : list.rows) logs.push_back(t.row);
  const bool several = of_several_schools(logs);
  std::vector<std::string> heads = {"Date", "Due", "What", "About", "Pupil", "For", "Rows"};
  if (several) heads.insert(heads.begin(), "School");
  Table table(heads);
  for (const TaskRow& task : list.rows) {
    std::vector<std::string> row = cells_of(task);
    if (several) row.insert(row.begin(), task.row.school.text());
    table.add(std::move(row));
  }
  table.print(call.out());
  std::vector<const Evidence*> shown;
  for (const TaskRow& task : list.rows) {
    const Evidence* e = evidence_of(list, task);
    if (e == nullptr || std::find(shown.begin(), shown.end(), e) != shown.end()) continue;
    shown.push_back(e);
    print_evidence(call, task, *e);
  }
  print_hints(call, list.rows);
}

}  // namespace

int tasks(const Call& call, workflow::House& house) {
  const TasksOptions& o = call.in.tasks;
  const auto list = workflow::task_list(house, call.in.globals.school,
                                        {o.pupil, o.kind, o.about, o.role, o.tier, o.form, o.now, o.overdue});
  if (!list) return fail(call, list.error());
  if (call.in.globals.json)
    print_json(call, list.value());
  else
    print_tasks(call, list.value());
  return kDone;
}

}  // namespace firstday::cli
