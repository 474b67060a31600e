// letters: what goes by post today.
#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/letters.h"

namespace firstday::cli {

namespace {

using workflow::LetterBatch;
using workflow::LetterRow;

JsonObject json_of(const LetterRow& row, const LetterBatch& batch, const char* what) {
  JsonObject o;
  o.add("school", row.school.text()).add("job", row.job.text()).add("letter", what);
  o.add("reference", row.reference).add("template", row.template_name).add("language", row.language);
  o.add("pupil", row.pupil.text()).add("name", row.pupil_name.reveal());
  o.add("contact", row.contact.text()).add("contact_name", row.recipient.reveal()).add("rows", row.rows);
  if (row.number > 0)
    o.add("batch", batch.id).add("number", row.number).add("pages", row.pages).add("sha256", row.sha256);
  o.add_if("why", row.why_not);
  return o;
}

void print_json(const Call& call, const LetterBatch& b, bool done) {
  if (b.held) call.out() << JsonObject().add("school", b.school.text()).add("held", true).line() << '\n';
  for (const LetterRow& r : b.letters) call.out() << json_of(r, b, done ? "printed" : "due").line() << '\n';
  for (const LetterRow& r : b.from_before) call.out() << json_of(r, b, "printed_before").line() << '\n';
  for (const LetterRow& r : b.withdrawn_since) call.out() << json_of(r, b, "withdrawn_since").line() << '\n';
  for (const LetterRow& r : b.not_printed) call.out() << json_of(r, b, "not_printed").line() << '\n';
}

void print_rows(const Call& call, const std::vector<LetterRow>& rows, const std::string& title) {
  if (rows.empty()) return;
  call.out() << '\n' << title << '\n';
  Table table({"No", "Reference", "Letter", "To", "About", "Pages", "Pupil ref", "Why not"});
  for (const LetterRow& r : rows)
    table.add({r.number > 0 ? std::to_string(r.number) : "", r.reference, r.template_name + ", " + r.language,
               r.recipient.reveal(), r.pupil_name.reveal(), r.pages > 0 ? std::to_string(r.pages) : "",
               r.pupil.text(), r.why_not});
  table.print(call.out(), "  ");
}

void print_head(const Call& call, const LetterBatch& b, bool done) {
  call.out() << "School " << b.school.text() << ": " << base::count_of(b.letters.size(), "letter")
             << (done ? " handed over" : " to be printed");
  if (!b.id.empty()) call.out() << " as batch " << b.id << "\n  " << b.place << "/letters.pdf";
  call.out() << '\n';
  if (b.held)
    call.out() << "  Today's messages wait for a person, and so do the letters: `firstday release`.\n";
}

void print_batch(const Call& call, const LetterBatch& b, bool done) {
  print_head(call, b, done);
  print_rows(call, b.letters, done ? "In post order:" : "Due now:");
  print_rows(call, b.from_before, "Handed over before, and put on record now:");
  print_rows(call, b.withdrawn_since, "Withdrawn meanwhile. TAKE THESE OUT OF THE PILE:");
  print_rows(call, b.not_printed, "Not printed; each stays a task:");
}

int print_again(const Call& call, const workflow::House& house) {
  const auto pdf = workflow::letter_again(house, call.in.globals.school, call.in.letter_again);
  if (!pdf) return fail(call, pdf.error());
  return write_file(call, call.in.pdf, pdf.value().reveal());
}

}  // namespace

int letters(const Call& call, workflow::House& house) {
  if (!call.in.letter_again.empty()) return print_again(call, house);
  const bool print = call.in.print_letters;
  const auto batches = print ? workflow::print_letters(house, call.in.globals.school)
                             : workflow::letters_due(house, call.in.globals.school);
  if (!batches) return fail(call, batches.error());
  bool look = false;
  for (const LetterBatch& b : batches.value()) {
    look = look || b.needs_attention();
    if (call.in.globals.json)
      print_json(call, b, print);
    else
      print_batch(call, b, print);
  }
  if (!print && !call.in.globals.json) call.out() << "\nTo print them: firstday letters --print\n";
  return look ? kLook : kDone;
}

}  // namespace firstday::cli
