// calls: who is to be rung.
#include <algorithm>
#include <ostream>
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
  if (!row.late_kind.empty())
    o.add("not_sent", row.late_kind)
        .add("not_sent_since", base::iso_utc(row.late_since))
        .add("not_sent_because", row.late_because);
  o.add_if("tier", row.tier).add("reached_by_nobody", row.reached_by_nobody).add("rows", row.job.job.rows);
  o.add_if("script", row.script.reveal());
  return o;
}

bool has_late(const std::vector<workflow::CallRow>& rows) {
  return std::any_of(rows.begin(), rows.end(),
                     [](const workflow::CallRow& row) { return !row.late_kind.empty(); });
}

/// "text since 09:45"; empty where nothing is late.
std::string what_is_late(const workflow::CallRow& row) {
  return row.late_kind.empty() ? "" : row.late_kind + " since " + base::london_clock(row.late_since);
}

/// Each reason once, before the calls that it makes: it may be the same for a whole school.
void print_why_not_sent(const Call& call, const std::vector<workflow::CallRow>& rows) {
  std::vector<std::pair<std::string, size_t>> reasons;
  for (const workflow::CallRow& row : rows) {
    if (row.late_kind.empty()) continue;
    const auto at = std::find_if(reasons.begin(), reasons.end(),
                                 [&](const auto& reason) { return reason.first == row.late_because; });
    if (at == reasons.end())
      reasons.emplace_back(row.late_because, 1);
    else
      ++at->second;
  }
  for (const auto& [why, calls] : reasons)
    call.out() << "MESSAGES HAVE NOT LEFT, so " << base::count_of(calls, "call")
               << (calls == 1 ? " is" : " are") << " to be made instead: " << why << '\n';
}

void print_table(const Call& call, const std::vector<workflow::CallRow>& rows) {
  call.out() << how_many(rows) << ":\n";
  const bool several = of_several_schools(rows);
  std::vector<std::string> heads = {"Pupil", "Form",           "Ring",      "Number",     "Speaks",
                                    "Due",   "Nobody reached", "Pupil ref", "Contact ref"};
  const bool late = has_late(rows);
  if (late) heads.insert(heads.begin() + 6, "Not sent");
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
    if (late) row.insert(row.begin() + 6, what_is_late(r));
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
    if (!r.late_kind.empty()) call.out() << "  Not sent: " << what_is_late(r) << '\n';
    for (const std::string& line : base::split(r.script.reveal(), '\n')) call.out() << "  | " << line << '\n';
    call.out() << "  Time ______  [ ] no answer  [ ] left message  [ ] reason  [ ] answered, no reason\n"
               << "               [ ] wrong number  [ ] overseas tone   By ____________\n"
               << "  Said: ____________________________________________________________\n\n";
  }
}

std::string in_words(const workflow::RecordAge& age) {
  if (!age.newest) return "nothing is on record of today";
  const std::string newest = "newest entry " + base::london_clock(*age.newest);
  return (age.planned ? "last planned " + base::london_clock(*age.planned) : "not planned today") + ", " +
         newest;
}

/// Whoever rings must know that what others recorded meanwhile may not be here. Beside --json, which is for
/// another program.
base::Status say_that_it_was_only_read(const Call& call, const workflow::House& house) {
  if (house.read_only_because.empty()) return {};
  const auto ages = workflow::record_ages(house, call.in.globals.school);
  if (!ages) return ages.error();
  std::ostream& to = call.in.globals.json ? call.err() : call.out();
  to << "READ WITHOUT WRITING: " << house.read_only_because << '\n';
  for (const workflow::RecordAge& age : ages.value())
    to << "School " << age.school.text() << " as it is on record: " << in_words(age)
       << ". Write down each call, and record it when the folder can be written again.\n";
  return {};
}

}  // namespace

int calls(const Call& call, workflow::House& house) {
  const auto rows = workflow::call_list(house, call.in.globals.school, call.in.calls.all);
  if (!rows) return fail(call, rows.error());
  if (const base::Status s = say_that_it_was_only_read(call, house); !s) return fail(call, s.error());
  if (call.in.globals.json) {
    for (const workflow::CallRow& row : rows.value()) call.out() << json_of(row).line() << '\n';
    return kDone;
  }
  print_why_not_sent(call, rows.value());
  if (rows.value().empty())
    call.out() << "Nobody is to be rung now.\n";
  else if (call.in.calls.print)
    print_sheet(call, rows.value());
  else
    print_table(call, rows.value());
  return kDone;
}

}  // namespace firstday::cli
