// init, check, preview: the configuration.
#include <algorithm>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/preview.h"
#include "workflow/set_up.h"

namespace firstday::cli {

namespace {

const char* severity(base::Severity s) {
  if (s == base::Severity::kNote) return "note";
  return s == base::Severity::kError ? "error" : "warning";
}

}  // namespace

void print_preview(const Call& call, const workflow::PreviewRow& row) {
  if (call.in.globals.json) {
    JsonObject o;
    o.add("template", row.name)
        .add("kind", job::word(row.kind))
        .add("language", row.language)
        .add("file", row.file);
    o.add("reviewed", row.reviewed).add_if("subject", row.subject).add("body", row.body);
    if (row.parts > 0) o.add("parts", row.parts).add("unicode", row.unicode).add("units", row.units);
    call.out() << o.line() << '\n';
    return;
  }
  call.out() << row.name << ", " << job::word(row.kind) << ", " << row.language;
  if (row.parts > 0)
    call.out() << ": " << base::count_of(static_cast<size_t>(row.parts), "part") << ", " << row.units
               << (row.unicode ? " characters, Unicode" : " characters");
  if (!row.reviewed) call.out() << " (not reviewed: is never sent)";
  call.out() << "\n  " << row.file << '\n';
  if (!row.subject.empty()) call.out() << "  Subject: " << row.subject << '\n';
  for (const std::string& line : base::split(row.body, '\n')) call.out() << "  | " << line << '\n';
  call.out() << '\n';
}

int init(const Call& call) {
  const auto files = workflow::set_up(call.in.globals.config_dir, call.in.init.urn, call.in.init.name,
                                      call.in.init.short_name, call.in.init.phone,
                                      base::to_london(call.app.now(call.in.globals)).date);
  if (!files) return fail(call, files.error());
  if (const base::Status s = call.app.make_data_folder(call.in.globals); !s) return fail(call, s.error());
  for (const std::string& file : files.value()) call.out() << "Written: " << file << '\n';
  call.out() << "Data folder: " << call.in.globals.data_dir << "\n\n"
             << "Next: put in the term dates, then\n"
             << "  firstday --config " << call.in.globals.config_dir << " check\n"
             << "  firstday --config " << call.in.globals.config_dir << " --data " << call.in.globals.data_dir
             << " import roll --from FOLDER\n";
  return kDone;
}

int check(const Call& call) {
  if (call.in.schema) {
    call.out() << workflow::policy_schema();
    return kDone;
  }
  const workflow::Configuration c = call.app.configuration_and_roll(call.in.globals);
  if (call.in.globals.json) {
    for (const base::Problem& p : c.problems)
      call.out() << JsonObject()
                        .add("file", p.file)
                        .add("line", p.line)
                        .add("column", p.column)
                        .add("severity", severity(p.severity))
                        .add_if("field", p.field)
                        .add("what", p.what)
                        .add_if("mend", p.mend)
                        .line()
                 << '\n';
  } else {
    for (const base::Problem& p : c.problems) call.out() << base::describe(p) << '\n';
    call.out() << base::count_of(c.settings.schools.size(), "school") << ", "
               << base::count_of(c.policies.size(), "policy", "policies") << ", "
               << base::count_of(c.templates.set.list().size(), "template") << ": "
               << (c.problems.empty() ? "nothing is wrong" : base::count_of(c.problems.size(), "finding"))
               << '\n';
  }
  if (c.has_errors()) return kConfig;
  const bool fine = std::all_of(c.problems.begin(), c.problems.end(),
                                [](const base::Problem& p) { return p.severity == base::Severity::kNote; });
  return fine ? kDone : kLook;
}

namespace {

int write_letter(const Call& call, const workflow::Configuration& c) {
  const bool png = !call.in.png.empty();
  const std::string& path = png ? call.in.png : call.in.pdf;
  const auto form = png ? workflow::PaperForm::kPng : workflow::PaperForm::kPdf;
  const auto bytes = call.app.letter_preview(call.in.globals, c, call.in.subject, call.in.language, form);
  if (!bytes) return fail(call, bytes.error());
  return write_file(call, path, bytes.value());
}

}  // namespace

int preview(const Call& call) {
  const workflow::Configuration c = call.app.configuration(call.in.globals);
  const bool errors = print_problems(call, c.template_problems);
  if (!call.in.pdf.empty() || !call.in.png.empty()) return write_letter(call, c);
  const auto rows = workflow::preview(c.templates, call.in.subject);
  if (!rows) return fail(call, rows.error());
  for (const workflow::PreviewRow& row : rows.value())
    if (call.in.language.empty() || call.in.language == row.language) print_preview(call, row);
  return errors ? kConfig : kDone;
}

}  // namespace firstday::cli
