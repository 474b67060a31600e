// Which school a row belongs to, and whether it was asked for.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string_view>

#include "intake/table.h"
#include "roll/pupil.h"

namespace firstday::intake {

/// For one file. Keep it as long as the file is read, then report().
class SchoolFilter {
 public:
  /// `only` empty: every school. The column school stands first in every file (columns.h).
  explicit SchoolFilter(const roll::Urn& only) : only_(only) {}

  /// The school of the row; nullptr when it is another than was asked for (counted), or no URN
  /// (reported, unless the row is lost already). Valid until the next call.
  const roll::Urn* of(Row& row);

  /// One note about all rows of other schools, which names the schools: a file in the wrong place is found by
  /// it.
  void report(Table& table) const;

 private:
  const roll::Urn only_;
  roll::Urn last_;
  std::size_t others_ = 0;  ///< lines
  std::set<roll::Urn> other_schools_;
};

}  // namespace firstday::intake
