#include "intake/roll_checks.h"

#include <algorithm>

namespace firstday::intake {

namespace {

constexpr std::size_t kEnoughContacts = 3;

struct Finding {
  base::Severity severity = base::Severity::kNote;
  std::string what;
  std::string mend;
};

Finding look_at(const roll::Pupil& pupil, std::span<const roll::Contact> contacts) {
  const std::string who = "Pupil " + pupil.ref.text();
  const bool all_barred =
      std::all_of(contacts.begin(), contacts.end(), [](const roll::Contact& c) { return c.barred; });
  if (contacts.empty())
    return {base::Severity::kWarning, who + " has no contact: nobody can be told.", "Add a contact today."};
  if (all_barred)
    return {base::Severity::kWarning, who + " has only contacts whom a court order bars: nobody can be told.",
            "Add a contact who may be told."};
  if (contacts.size() < kEnoughContacts)
    return {base::Severity::kNote, who + " has fewer than three contacts.", "Ask the family for more."};
  return {};
}

}  // namespace

void check_contacts(const RollDraft& draft, const std::string& pupils_file,
                    std::vector<base::Problem>& problems) {
  for (const roll::Pupil& pupil : draft.roll.pupils) {
    Finding finding = look_at(pupil, draft.roll.contacts_of(pupil.ref));
    if (finding.what.empty()) continue;
    const auto line = draft.pupil_lines.find(pupil.ref.text());
    problems.push_back({finding.severity, pupils_file, line == draft.pupil_lines.end() ? 0 : line->second, 0,
                        "", std::move(finding.what), std::move(finding.mend)});
  }
}

}  // namespace firstday::intake
