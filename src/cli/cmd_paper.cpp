// paper: cards, visit sheets and forms of one pupil.
#include "workflow/papers.h"

#include "base/text.h"
#include "cli/command_parts.h"
#include "cli/private_file.h"

namespace firstday::cli {

namespace {

int list_papers(const Call& call, workflow::House& house) {
  const auto rows = workflow::papers_for(house, call.in.globals.school, call.in.subject);
  if (!rows) return fail(call, rows.error());
  if (call.in.globals.json) {
    for (const workflow::PaperRow& r : rows.value())
      call.out() << JsonObject()
                        .add("school", r.school.text())
                        .add("pupil", r.pupil.text())
                        .add("paper", r.name)
                        .add("kind", job::word(r.kind))
                        .add("about", r.about)
                        .add("date", base::iso_date(r.day))
                        .add("rows", r.rows)
                        .line()
                 << '\n';
    return kDone;
  }
  if (rows.value().empty()) {
    call.out() << "No open task of this pupil asks for a paper.\n";
    return kDone;
  }
  Table table({"Paper", "Kind", "For the task", "Date", "Rows"});
  for (const workflow::PaperRow& r : rows.value())
    table.add(
        {r.name, std::string(job::word(r.kind)), r.about, base::iso_date(r.day), base::join(r.rows, " ")});
  table.print(call.out());
  call.out() << "\nTo print one: firstday paper " << rows.value().front().pupil.text() << ' '
             << rows.value().front().name << " --staff \"NAME,NAME\" --by NAME\n";
  return kDone;
}

void print_paper(const Call& call, const workflow::Paper& p, const std::string& file) {
  if (call.in.globals.json) {
    call.out() << JsonObject()
                      .add("school", p.school.text())
                      .add("pupil", p.pupil.text())
                      .add("paper", p.name)
                      .add("kind", job::word(p.kind))
                      .add("language", p.language)
                      .add("reference", p.reference)
                      .add("pages", p.pages)
                      .add("file", file)
                      .line()
               << '\n';
    return;
  }
  call.out() << "Written: " << file << " (" << p.language << ", "
             << base::count_of(static_cast<size_t>(p.pages), "page") << ", reference " << p.reference
             << ")\n";
  if (p.kind != job::Kind::kCard) return;
  if (!p.recipient.empty())
    call.out() << "For an envelope with a window; it is addressed to " << p.recipient.reveal() << ".\n";
  call.out() << "Its words are on record. When it has been left: firstday record visit " << p.pupil.text()
             << " --outcome OUTCOME --staff \"NAME,NAME\" --left " << p.reference << " --by NAME\n";
}

}  // namespace

int paper(const Call& call, workflow::House& house) {
  const PaperOptions& o = call.in.paper;
  if (o.name.empty()) return list_papers(call, house);
  const auto made = workflow::print_paper(
      house, call.in.globals.school,
      {call.in.subject, o.name, call.in.record.staff, o.at, call.in.record.contact, call.in.language});
  if (!made) return fail(call, made.error());
  const workflow::Paper& p = made.value();
  const std::string path = o.to.empty() ? p.name + "-" + p.reference + ".pdf" : o.to;
  if (const base::Status s = write_private_file(path, p.pdf); !s) return fail(call, s.error());
  print_paper(call, p, path);
  return kDone;
}

}  // namespace firstday::cli
