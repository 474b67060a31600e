#include "intake/roll_draft.h"

namespace firstday::intake {

RollDraft& RollDrafts::without_pupils(const roll::Urn& school) {
  static const roll::Roll kNobody;
  const auto [at, fresh] = drafts_.try_emplace(school);
  RollDraft& draft = at->second;
  if (!fresh) return draft;
  const roll::Roll* known = known_ ? known_(school) : nullptr;
  draft.known = known == nullptr ? &kNobody : known;
  draft.roll.school = school;
  return draft;
}

RollDraft& RollDrafts::of(const roll::Urn& school) {
  if (const auto at = drafts_.find(school); at != drafts_.end()) return at->second;
  RollDraft& draft = without_pupils(school);
  draft.roll.pupils = draft.known->pupils;
  draft.index = PupilIndex(draft.roll);
  return draft;
}

const roll::Pupil* find_pupil(const RollDraft& draft, Row& row, std::size_t pupil_column,
                              std::size_t upn_column) {
  const bool by_upn = row.cell(pupil_column).empty() && row.has(upn_column);
  const std::size_t column = by_upn ? upn_column : pupil_column;
  const roll::Pupil* pupil = draft.index.find(row.cell(pupil_column), row.cell(upn_column));
  if (pupil != nullptr || row.lost()) return pupil;
  const bool blank = row.cell(column).empty();
  row.error(column,
            blank ? "The line does not say which pupil it is about, and was left out."
                  : "No pupil on roll has this reference, so the line was left out.",
            "Check the reference, or import the pupils first.");
  return nullptr;
}

}  // namespace firstday::intake
