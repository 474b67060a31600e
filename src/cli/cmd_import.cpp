// import roll, import marks: show what would change, and change it only when told to.
#include <filesystem>
#include <iostream>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/brake.h"
#include "workflow/import_marks.h"
#include "workflow/import_roll.h"

namespace firstday::cli {

namespace {

workflow::ImportSource source_of(const Invocation& in, const std::string& from) {
  return {from, in.import.profile, in.import.map};
}

/// The whole diff goes to standard output: it is the record of what was agreed to.
void print_diff(const Call& call, const workflow::SchoolImport& import) {
  call.out() << "School " << import.school.text() << ":\n";
  for (const base::Personal& line : workflow::describe_change(import))
    call.out() << "  " << line.reveal() << '\n';
}

bool ask(const Call& call) {
  if (!call.terminal.in_is_terminal) {
    call.err() << "firstday: Nothing was changed. Add --yes to change the roll without being asked.\n";
    return false;
  }
  call.app.end_on_signal();
  if (call.app.stopping()) return false;
  call.out() << "Change the roll? [y/N] " << std::flush;
  std::string answer;
  std::getline(call.terminal.in, answer);
  return base::lower(base::trim(answer)) == "y" || base::lower(base::trim(answer)) == "yes";
}

std::string outcome_of(const workflow::SchoolImport& import) {
  if (import.refused)
    return "NOT CHANGED: this would remove a large part of the roll, as a cut-off file would. "
           "Look at the file; --allow-partial takes it all the same.";
  if (import.applied && import.jobs_withdrawn > 0)
    return "Changed; " + base::count_of(static_cast<size_t>(import.jobs_withdrawn), "queued job") +
           " withdrawn.";
  return import.applied ? "Changed." : "Not changed.";
}

JsonObject json_of(const intake::FieldChange& field) {
  JsonObject o;
  o.add("field", field.field).add("old", field.before.reveal()).add("new", field.after.reveal());
  return o;
}

JsonObject json_of(const intake::DiffLine& line) {
  JsonObject o;
  o.add("change", intake::word(line.kind)).add("pupil", line.pupil.text());
  o.add("pupil_name", line.pupil_name.reveal()).add_if("contact", line.contact.text());
  o.add_if("contact_name", line.contact_name.reveal());
  std::vector<JsonObject> fields;
  for (const intake::FieldChange& f : line.fields) fields.push_back(json_of(f));
  o.add("fields", fields).add_if("note", line.note);
  return o;
}

JsonObject json_of(const workflow::SchoolImport& import) {
  JsonObject o;
  o.add("school", import.school.text()).add("applied", import.applied).add("refused", import.refused);
  o.add("jobs_withdrawn", import.jobs_withdrawn).add("summary", intake::headline(import.diff));
  o.add_if("why_refused", import.diff.why_partial);
  std::vector<JsonObject> changes;
  for (const intake::DiffLine& line : import.lines) changes.push_back(json_of(line));
  o.add("changes", changes);
  return o;
}

void print_outcome(const Call& call, const workflow::SchoolImport& import) {
  if (call.in.globals.json) {
    call.out() << json_of(import).line() << '\n';
    return;
  }
  // A change that nobody was asked about has not been shown yet.
  const bool shown = !import.diff.empty() && !import.refused;
  if (!shown) print_diff(call, import);
  call.out() << "  " << (import.diff.empty() ? "Nothing has changed." : outcome_of(import)) << '\n';
}

}  // namespace

int import_roll(const Call& call, workflow::House& house) {
  workflow::ImportRollRequest request{source_of(call.in, call.in.import.from), call.in.globals.school,
                                      call.in.import.readmit, call.in.import.allow_partial};
  bool declined = false;
  const auto report = workflow::import_roll(house, request, [&](const workflow::SchoolImport& import) {
    if (!call.in.globals.json) print_diff(call, import);
    if (call.in.import.yes) return true;
    const bool yes = ask(call);
    declined = declined || !yes;
    return yes;
  });
  if (!report) return fail(call, report.error());
  print_problems(call, report.value().problems);
  for (const workflow::SchoolImport& import : report.value().schools) print_outcome(call, import);
  return declined || report.value().needs_attention() ? kLook : kDone;
}

namespace {

base::Status read_marks(const Call& call, workflow::House& house, const std::string& file) {
  const auto report = workflow::import_marks(house, source_of(call.in, file), call.in.globals.school,
                                             workflow::MarksFor::kMorning);
  if (!report) return report.error();
  print_problems(call, report.value().problems);
  if (report.value().read == 0) return base::bad_input("No mark could be read from '" + file + "'.");
  return {};
}

}  // namespace

base::Status take_marks(const Call& call, workflow::House& house, const std::string& file) {
  base::Status read = read_marks(call, house, file);
  if (read || read.error().kind == base::ErrorKind::kUnavailable) return read;
  call.err() << "firstday: " << read.error().what << '\n';
  return workflow::note_unread_marks_file(house, call.in.globals.school,
                                          std::filesystem::path(file).filename().string());
}

int import_marks(const Call& call, workflow::House& house) {
  const auto report =
      workflow::import_marks(house, source_of(call.in, call.in.import.from), call.in.globals.school);
  if (!report) return fail(call, report.error());
  const workflow::ImportMarksReport& r = report.value();
  const bool errors = print_problems(call, r.problems);
  if (r.read == 0)
    return fail(call, base::bad_input("No mark could be read from '" + call.in.import.from + "'."));
  if (call.in.globals.json)
    call.out() << JsonObject()
                      .add("read", r.read)
                      .add("changed", r.changed)
                      .add("problems", r.problems.size())
                      .line()
               << '\n';
  else
    call.out() << base::count_of(r.read, "mark") << " read, " << r.changed << " new or changed.\n";
  return errors ? kLook : kDone;
}

}  // namespace firstday::cli
