#include <array>

#include "base/text.h"
#include "intake/diff_lines.h"

namespace firstday::intake {

namespace {

using base::Personal;

/// "Robin Marsh (P1)"; only the reference where no name is known.
std::string named(const Personal& name, const std::string& ref) {
  return name.empty() ? ref : name.reveal() + " (" + ref + ")";
}

std::string about(const DiffLine& line) {
  const std::string pupil = named(line.pupil_name, line.pupil.text());
  if (line.contact.empty()) return "pupil " + pupil;
  return "contact " + named(line.contact_name, line.contact.text()) + " of " + pupil;
}

std::string or_nothing(const Personal& value) {
  return value.empty() ? "nothing" : value.reveal();
}

/// A removed or added row says what it held; a change says what it was and will be.
std::string in_words(const FieldChange& f, DiffKind kind, bool both_known) {
  if (kind == DiffKind::kRemoved) return f.field + " " + or_nothing(f.before);
  if (!both_known) return f.field + " " + or_nothing(f.after);
  return f.field + " " + or_nothing(f.before) + " -> " + or_nothing(f.after);
}

bool has_before(const DiffLine& line) {
  for (const FieldChange& f : line.fields)
    if (!f.before.empty()) return true;
  return line.kind == DiffKind::kChanged;
}

std::string heading(DiffKind kind) {
  static constexpr std::array kHeadings = {"HELD OUT", "Barred", "Readmitted", "Removed", "Changed", "Added"};
  return kHeadings.at(static_cast<std::size_t>(kind));
}

void add_count(std::vector<std::string>& parts, std::size_t n, std::string_view one, std::string_view done) {
  if (n > 0) parts.push_back(base::count_of(n, one) + " " + std::string(done));
}

}  // namespace

std::string_view word(DiffKind kind) {
  static constexpr std::array kWords = {"held_out", "barred", "readmitted", "removed", "changed", "added"};
  return kWords.at(static_cast<std::size_t>(kind));
}

std::string why(const Returning& r) {
  if (!r.removed_on)
    return "Very like contact " + r.removed_as.text() +
           ", who is barred by a court order and no longer in the file.";
  const std::string as = r.removed_as == r.key.contact ? "" : " as " + r.removed_as.text();
  return "Was removed on " + base::uk_date(*r.removed_on) + as + ", and comes back.";
}

Personal in_words(const DiffLine& line) {
  std::string out = heading(line.kind) + ": " + about(line);
  std::vector<std::string> fields;
  for (const FieldChange& f : line.fields) fields.push_back(in_words(f, line.kind, has_before(line)));
  if (!fields.empty()) out += ": " + base::join(fields, "; ");
  out += ".";
  if (!line.note.empty()) out += " " + line.note;
  return Personal(out);
}

std::string headline(const RollDiff& d) {
  std::vector<std::string> parts;
  add_count(parts, d.added_pupils.size(), "pupil", "added");
  add_count(parts, d.changed_pupils.size(), "pupil", "changed");
  add_count(parts, d.removed_pupils.size(), "pupil", "removed");
  add_count(parts, d.added_contacts.size(), "contact", "added");
  add_count(parts, d.changed_contacts.size(), "contact", "changed");
  add_count(parts, d.removed_contacts.size(), "contact", "removed");
  add_count(parts, d.returning.size(), "contact", "readmitted");
  add_count(parts, d.changed_professionals.size(), "pupil", "with other professionals");
  add_count(parts, d.changed_siblings.size(), "pupil", "with other siblings elsewhere");
  const std::string what = parts.empty() ? "nothing changes" : base::join(parts, ", ");
  return "School " + d.school.text() + ": " + what + ".";
}

}  // namespace firstday::intake
