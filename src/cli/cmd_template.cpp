// template list, template review.
#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/template_shelf.h"

namespace firstday::cli {

namespace {

void print_json(const Call& call, const workflow::TemplateRow& row) {
  call.out() << JsonObject()
                    .add("template", row.name)
                    .add("kind", job::word(row.kind))
                    .add("language", row.language)
                    .add("wording", workflow::word(row.wording))
                    .add_if("reviewed_by", row.reviewed_by)
                    .add_if("reviewed_on", row.reviewed_on)
                    .add_if("about", row.about)
                    .add("file", row.file)
                    .line()
             << '\n';
}

std::string who_read_it(const workflow::TemplateRow& row) {
  return row.reviewed_on.empty() ? row.reviewed_by : row.reviewed_by + ", " + row.reviewed_on;
}

void print_table(const Call& call, const std::vector<workflow::TemplateRow>& rows) {
  Table table({"Template", "Kind", "Language", "Wording", "Read by"});
  std::size_t waiting = 0;
  for (const workflow::TemplateRow& row : rows) {
    table.add({row.name, std::string(job::word(row.kind)), row.language,
               std::string(workflow::word(row.wording)), who_read_it(row)});
    if (row.wording == workflow::Wording::kWaits || row.wording == workflow::Wording::kLapsed) ++waiting;
  }
  table.print(call.out());
  if (waiting > 0)
    call.out() << "\nTo be read by somebody who speaks the language: " << waiting
               << ". Families get English instead of " << (waiting == 1 ? "it" : "them")
               << ". See `firstday template review --help`.\n";
}

/// Each translation under its English.
void print_words(const Call& call, const workflow::Configuration& c) {
  const auto rows = workflow::preview(c.templates, call.in.subject);
  if (!rows) return;
  for (const workflow::PreviewRow& translated : rows.value()) {
    if (translated.language != call.in.language) continue;
    for (const workflow::PreviewRow& row : rows.value())
      if (row.kind == translated.kind && row.language == "en") print_preview(call, row);
    print_preview(call, translated);
  }
}

}  // namespace

int template_list(const Call& call) {
  const workflow::Configuration c = call.app.configuration(call.in.globals);
  const bool errors = print_problems(call, c.template_problems);
  const auto rows = workflow::template_list(c.templates, call.in.language);
  if (!rows) return fail(call, rows.error());
  if (!call.in.globals.json) print_table(call, rows.value());
  if (call.in.globals.json)
    for (const workflow::TemplateRow& row : rows.value()) print_json(call, row);
  return errors ? kConfig : kDone;
}

int template_review(const Call& call) {
  const Globals& globals = call.in.globals;
  workflow::Configuration c = call.app.configuration(globals);
  if (print_problems(call, c.template_problems)) return kConfig;
  const workflow::ReviewAsk ask{call.in.subject, call.in.language, globals.by,
                                base::to_london(call.app.now(globals)).date};
  const auto files = workflow::review_template(c.templates, globals.config_dir, ask);
  if (!files) return fail(call, files.error());
  c = call.app.configuration(globals);
  if (!globals.json) print_words(call, c);
  const auto rows = workflow::template_list(c.templates, ask.language);
  if (!rows) return fail(call, rows.error());
  for (const workflow::TemplateRow& row : rows.value()) {
    if (row.name != ask.name) continue;
    if (globals.json)
      print_json(call, row);
    else
      call.out() << "Read by " << who_read_it(row) << ": " << row.file << '\n';
  }
  return kDone;
}

}  // namespace firstday::cli
