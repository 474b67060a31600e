// Finds a pupil of one school by reference or UPN.
#pragma once

#include <string_view>
#include <unordered_map>

#include "roll/roll.h"

namespace firstday::intake {

/// Points into the roll, which must outlive it and keep its pupils where they are.
class PupilIndex {
 public:
  PupilIndex() = default;
  explicit PupilIndex(const roll::Roll& roll);

  /// By the cell of column pupil, which may hold a UPN instead; where it is blank, by that of upn.
  /// nullptr when nobody on roll is meant.
  const roll::Pupil* find(std::string_view pupil, std::string_view upn) const;

 private:
  const roll::Pupil* find(std::string_view key) const;

  std::unordered_map<std::string_view, const roll::Pupil*> by_key_;
};

}  // namespace firstday::intake
