// Those who were taken off the roll earlier, and who of the file is one of them.
#pragma once

#include <span>
#include <vector>

#include "intake/roll_diff.h"

namespace firstday::intake {

class RemovedContacts {
 public:
  /// Borrows `hash`, which may be empty: then only references are compared.
  RemovedContacts(std::vector<RemovedEarlier> removed, const KeyedHash& hash);

  /// The removed contact of the same pupil whose reference, or a trace that is new here, `read` has; the last
  /// removed of several; nullptr when there is none. `before`: the pupil's contacts on record. A contact on
  /// record that is barred now is nobody's return: the bar must be taken.
  const RemovedEarlier* who_returns_as(const roll::Contact& read,
                                       std::span<const roll::Contact> before) const;

 private:
  std::span<const RemovedEarlier> of(const roll::PupilRef& pupil) const;
  std::vector<std::string> new_traces(const roll::Contact& read, std::span<const roll::Contact> before) const;

  std::vector<RemovedEarlier> removed_;  ///< by pupil, the last removed first
  const KeyedHash& hash_;
};

}  // namespace firstday::intake
