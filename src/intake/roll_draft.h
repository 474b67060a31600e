// One school's roll while its files are being read.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <unordered_map>

#include "base/problem.h"
#include "intake/pupil_index.h"
#include "intake/table.h"
#include "roll/roll.h"

namespace firstday::intake {

using KnownRolls = std::function<const roll::Roll*(const roll::Urn&)>;

/// The fields that a file's pupil lines fill are complete before anything else is read; `index`
/// then points into roll.pupils.
struct RollDraft {
  const roll::Roll* known = nullptr;  ///< what is on record; an empty roll where nothing is
  roll::Roll roll;
  PupilIndex index;
  std::unordered_map<std::string, int> pupil_lines;  ///< by ref; only for pupils read from a file
};

/// Drafts by school. A school that no pupils file spoke of starts with the pupils on record.
class RollDrafts {
 public:
  explicit RollDrafts(const KnownRolls& known) : known_(known) {}

  /// The school's draft; makes it with the pupils on record where there is none yet.
  RollDraft& of(const roll::Urn& school);
  /// As of(), with no pupils to start with.
  RollDraft& without_pupils(const roll::Urn& school);

  std::map<roll::Urn, RollDraft>& all() { return drafts_; }

 private:
  const KnownRolls& known_;
  std::map<roll::Urn, RollDraft> drafts_;
};

/// The pupil whom a row is about, or nullptr: reported, unless the row is lost already.
const roll::Pupil* find_pupil(const RollDraft& draft, Row& row, std::size_t pupil_column,
                              std::size_t upn_column);

}  // namespace firstday::intake
