// calls, tasks: what is for people to do.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/calls.h"
#include "workflow/chronicle.h"
#include "workflow/delivery_log.h"

namespace firstday::cli {

namespace {

std::vector<std::string> revealed(const std::vector<base::Personal>& values) {
  std::vector<std::string> out;
  out.reserve(values.size());
  for (const base::Personal& v : values) out.push_back(v.reveal());
  return out;
}

std::string numbers_of(const workflow::CallRow& row) {
  return base::join(revealed(row.numbers), " or ");
}

const char* unless(job::OnlyIf condition) {
  switch (condition) {
    case job::OnlyIf::kAlways:
      return "";
    case job::OnlyIf::kNoAnswer:
      return ", unless somebody has answered";
    case job::OnlyIf::kNoResponse:
    case job::OnlyIf::kNoReason:
      return ", unless a reason was given";
  }
  return "";
}

std::string due(const workflow::CallRow& row) {
  return base::london_clock(row.job.job.not_before) + unless(row.job.job.only_if);
}

std::string how_many(const std::vector<workflow::CallRow>& rows) {
  std::set<std::pair<roll::Urn, roll::PupilRef>> pupils;
  for (const workflow::CallRow& row : rows) pupils.insert({row.school, row.job.job.subjects.front().pupil});
  return std::to_string(rows.size()) + (rows.size() == 1 ? " person is" : " people are") +
         " to be rung now about " + std::to_string(pupils.size()) +
         (pupils.size() == 1 ? " pupil" : " pupils");
}

JsonObject json_of(const workflow::CallRow& row) {
  JsonObject o;
  o.add("school", row.school.text()).add("job", row.job.job.id.text());
  o.add("pupil", row.job.job.subjects.front().pupil.text())
      .add("name", row.pupil.reveal())
      .add("form", row.form);
  o.add("contact", row.job.job.to.contact.text()).add("contact_name", row.contact.reveal());
  o.add("numbers", revealed(row.numbers)).add("language", row.language).add("order", row.job.job.order);
  o.add("at", base::iso_utc(row.job.job.not_before)).add("only_if", job::word(row.job.job.only_if));
  o.add("reached_by_nobody", row.reached_by_nobody).add("rows", row.job.job.rows);
  o.add_if("script", row.script.reveal());
  return o;
}

void print_table(const Call& call, const std::vector<workflow::CallRow>& rows) {
  call.out() << how_many(rows) << ":\n";
  const bool several = of_several_schools(rows);
  std::vector<std::string> heads = {"Pupil", "Form",           "Ring",      "Number",     "Speaks",
                                    "Due",   "Nobody reached", "Pupil ref", "Contact ref"};
  if (several) heads.insert(heads.begin(), "School");
  Table table(heads);
  for (const workflow::CallRow& r : rows) {
    std::vector<std::string> row = {r.pupil.reveal(),
                                    r.form,
                                    std::to_string(r.job.job.order) + ". " + r.contact.reveal(),
                                    numbers_of(r),
                                    r.language,
                                    due(r),
                                    r.reached_by_nobody ? "yes" : "",
                                    r.job.job.subjects.front().pupil.text(),
                                    r.job.job.to.contact.text()};
    if (several) row.insert(row.begin(), r.school.text());
    table.add(std::move(row));
  }
  table.print(call.out());
  call.out() << "\nAfter each call: firstday " << (several ? "--school URN " : "")
             << "record call PUPIL --contact REF --outcome no_answer|reason_given|...\n";
}

/// For paper: one block a call, with the script and room to write.
void print_sheet(const Call& call, const std::vector<workflow::CallRow>& rows) {
  const bool several = of_several_schools(rows);
  for (const workflow::CallRow& r : rows) {
    call.out() << r.pupil.reveal() << " (" << r.form << ")" << (several ? ", school " + r.school.text() : "")
               << ", " << r.job.job.subjects.front().pupil.text()
               << (r.reached_by_nobody ? "   NOBODY REACHED YET" : "") << '\n'
               << "  Ring " << r.contact.reveal() << ", " << r.job.job.to.contact.text() << ": "
               << numbers_of(r) << "   (" << due(r) << "; language " << r.language << ")\n";
    for (const std::string& line : base::split(r.script.reveal(), '\n')) call.out() << "  | " << line << '\n';
    call.out() << "  Time ______  [ ] no answer  [ ] left message  [ ] reason  [ ] answered, no reason\n"
               << "               [ ] wrong number  [ ] overseas tone   By ____________\n"
               << "  Said: ____________________________________________________________\n\n";
  }
}

/// What a rule of the house is about is plain only with the rule.
std::string about_in_words(const job::Job& j, job::State state) {
  if (state == job::State::kUnknown) return j.about + ": may or may not have left, find out";
  return j.step == "rule-gone-since-morning" ? "in school this morning, absent now" : j.about;
}

/// Whoever goes out or hands something in needs its paper first.
bool has_a_paper(const workflow::LogRow& r) {
  const job::Kind kind = r.job.job.kind;
  return !r.job.job.template_name.empty() && (kind == job::Kind::kVisit || kind == job::Kind::kCard ||
                                              kind == job::Kind::kForm || kind == job::Kind::kRefer);
}

void print_tasks(const Call& call, const std::vector<workflow::LogRow>& rows) {
  const bool several = of_several_schools(rows);
  std::vector<std::string> heads = {"Date", "Due", "What", "About", "Pupil", "For", "Rows"};
  if (several) heads.insert(heads.begin(), "School");
  Table table(heads);
  for (const workflow::LogRow& r : rows) {
    std::vector<std::string> names;
    for (const base::Personal& p : r.pupils) names.push_back(p.reveal());
    const job::Job& j = r.job.job;
    std::vector<std::string> row = {
        base::iso_date(r.day),
        j.due_by ? base::london_date_time(*j.due_by) : base::london_clock(j.not_before),
        std::string(job::word(j.kind)),
        about_in_words(j, r.job.state),
        base::join(names, ", "),
        r.recipient.reveal(),
        base::join(j.rows, " ")};
    if (several) row.insert(row.begin(), r.school.text());
    table.add(std::move(row));
  }
  table.print(call.out());
  if (std::any_of(rows.begin(), rows.end(), has_a_paper))
    call.out() << "\nTo print what goes along, stays at the door or is handed in: firstday paper PUPIL\n";
  if (std::any_of(rows.begin(), rows.end(),
                  [](const workflow::LogRow& r) { return r.job.state == job::State::kUnknown; }))
    call.out() << "\nWhat may or may not have left is never sent again by itself. Ask the gateway or the "
                  "family, then: "
                  "firstday record unknown PUPIL --contact REF --outcome arrived|not_arrived\n";
}

}  // namespace

int calls(const Call& call, workflow::House& house) {
  const auto rows = workflow::call_list(house, call.in.globals.school, call.in.calls.all);
  if (!rows) return fail(call, rows.error());
  if (call.in.globals.json) {
    for (const workflow::CallRow& row : rows.value()) call.out() << json_of(row).line() << '\n';
  } else if (rows.value().empty()) {
    call.out() << "Nobody is to be rung now.\n";
  } else if (call.in.calls.print) {
    print_sheet(call, rows.value());
  } else {
    print_table(call, rows.value());
  }
  return kDone;
}

int tasks(const Call& call, workflow::House& house) {
  const TasksOptions& only = call.in.tasks;
  ports::JobFilter filter;
  filter.states = {job::State::kWithStaff, job::State::kHeld, job::State::kUnknown};
  if (!only.kind.empty()) {
    filter.kind = job::kind_of(only.kind);
    if (!filter.kind) return fail(call, base::usage("'" + only.kind + "' is no kind of task."));
  }
  if (!only.pupil.empty()) {
    const auto pupil = workflow::find_pupil(house, call.in.globals.school, only.pupil);
    if (!pupil) return fail(call, pupil.error());
    filter.pupil = pupil.value().ref;
    filter.school = pupil.value().school->school.urn;
  }
  auto rows = workflow::delivery_log(house, call.in.globals.school, filter);
  if (!rows) return fail(call, rows.error());
  std::erase_if(rows.value(), [&](const workflow::LogRow& r) {
    const job::Job& j = r.job.job;
    return (!only.about.empty() && j.about != only.about) || (!only.role.empty() && j.to.role != only.role) ||
           (only.now && j.not_before > house.clock.now());
  });
  if (!call.in.globals.json) {
    print_tasks(call, rows.value());
    return kDone;
  }
  for (const workflow::LogRow& r : rows.value()) {
    const job::Job& j = r.job.job;
    JsonObject o;
    o.add("school", r.school.text()).add("job", j.id.text()).add("date", base::iso_date(r.day));
    o.add("kind", job::word(j.kind)).add("about", j.about).add("pupil", j.subjects.front().pupil.text());
    o.add("to", j.to.text()).add("at", base::iso_utc(j.not_before)).add("rows", j.rows);
    if (has_a_paper(r)) o.add("paper", j.template_name);
    if (j.due_by) o.add("by", base::iso_utc(*j.due_by));
    call.out() << o.add("state", job::word(r.job.state)).line() << '\n';
  }
  return kDone;
}

}  // namespace firstday::cli
