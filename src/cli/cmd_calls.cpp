// calls: who is to be rung.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/calls.h"

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
  o.add_if("tier", row.tier).add("reached_by_nobody", row.reached_by_nobody).add("rows", row.job.job.rows);
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
             << "record call PUPIL --contact REF --outcome no_answer|reason_given|... --by NAME\n";
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

}  // namespace firstday::cli
