// Which school a row belongs to, and whether it was asked for.
#pragma once

#include <cstddef>
#include <optional>
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

  /// One note about all rows of other schools.
  void report(Table& table) const;

 private:
  const roll::Urn only_;
  roll::Urn last_;
  std::size_t others_ = 0;
};

}  // namespace firstday::intake
