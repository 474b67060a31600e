#include "intake/roll_reader.h"

#include "intake/contact_rows.h"
#include "intake/link_rows.h"
#include "intake/pupil_rows.h"
#include "intake/roll_checks.h"
#include "intake/roll_draft.h"
#include "intake/table.h"

namespace firstday::intake {

namespace {

using Problems = std::vector<base::Problem>;

class RollReader {
 public:
  RollReader(const RollFiles& files, const Profile& profile, const roll::Urn& only, const KnownRolls& known)
      : files_(files), profile_(profile), only_(only), drafts_(known) {}

  RollsRead read() {
    read_file(files_.pupils, FileKind::kPupils, read_pupil_rows);
    if (!only_.empty()) drafts_.of(only_);
    const bool contacts = read_file(files_.contacts, FileKind::kContacts, read_contacts);
    const bool professionals =
        read_file(files_.professionals, FileKind::kProfessionals, read_professional_rows);
    const bool siblings = read_file(files_.siblings, FileKind::kSiblings, read_sibling_rows);
    for (auto& [school, draft] : drafts_.all()) {
      if (!contacts || draft.roll.contacts.empty()) draft.roll.contacts = recorded_contacts(draft);
      if (!professionals) draft.roll.professionals = recorded(draft, draft.known->professionals);
      if (!siblings) draft.roll.siblings = recorded(draft, draft.known->siblings);
      finish(draft);
    }
    return std::move(out_);
  }

 private:
  /// False when there is no such file, or nothing in it can be read.
  template <typename ReadRows>
  bool read_file(const std::optional<InputFile>& file, FileKind kind, ReadRows read_rows) {
    if (!file) return false;
    Table table(*file, kind, profile_, !only_.empty(), out_.problems);
    if (!table.usable()) return false;
    read_rows(table, only_, drafts_);
    const bool carries_the_roll = kind == FileKind::kPupils || kind == FileKind::kContacts;
    if (carries_the_roll && !table.had_rows()) {
      table.add(base::Severity::kWarning, "The file has headings and no rows: nothing was read from it.",
                "Export it again, and look at the filter of the export.");
      out_.headings_only = true;
    }
    return true;
  }

  static void read_contacts(Table& table, const roll::Urn& only, RollDrafts& drafts) {
    if (!table.has(contact_column::kCourtOrder))
      table.add(base::Severity::kNote, "There is no column court_order: this file bars nobody.",
                "Bars on record stay. Add the column, or name it with --map.");
    read_contact_rows(table, only, drafts);
  }

  /// Those of the pupils who are on roll.
  template <typename T>
  static std::vector<T> recorded(const RollDraft& draft, const std::vector<T>& rows) {
    std::vector<T> out;
    for (const T& row : rows)
      if (draft.index.find(row.pupil.text(), {}) != nullptr) out.push_back(row);
    return out;
  }

  void finish(RollDraft& draft) {
    const bool nobody = draft.roll.pupils.empty() && draft.known->pupils.empty();
    if (nobody && draft.roll.school != only_) return;
    draft.roll.sort();
    const std::string file = files_.pupils     ? files_.pupils->name
                             : files_.contacts ? files_.contacts->name
                                               : "";
    check_contacts(draft, file, out_.problems);
    out_.value.push_back(std::move(draft.roll));
  }

  const RollFiles& files_;
  const Profile& profile_;
  const roll::Urn& only_;
  RollDrafts drafts_;
  RollsRead out_;
};

}  // namespace

RollsRead read_rolls(const RollFiles& files, const Profile& profile, const roll::Urn& only,
                     const std::function<const roll::Roll*(const roll::Urn&)>& known) {
  return RollReader(files, profile, only, known).read();
}

}  // namespace firstday::intake
