#include "intake/pupil_index.h"

#include "intake/upn.h"

namespace firstday::intake {

PupilIndex::PupilIndex(const roll::Roll& roll) {
  by_key_.reserve(roll.pupils.size() * 2);
  for (const roll::Pupil& pupil : roll.pupils) by_key_.emplace(pupil.ref.text(), &pupil);
  for (const roll::Pupil& pupil : roll.pupils)
    if (!pupil.upn.empty()) by_key_.emplace(pupil.upn, &pupil);
}

const roll::Pupil* PupilIndex::find(std::string_view pupil, std::string_view upn) const {
  return find(pupil.empty() ? upn : pupil);
}

const roll::Pupil* PupilIndex::find(std::string_view key) const {
  if (const auto at = by_key_.find(key); at != by_key_.end()) return at->second;
  const auto at = by_key_.find(normalise_upn(key));
  return at == by_key_.end() ? nullptr : at->second;
}

}  // namespace firstday::intake
