// Which heading of a school's export is which of our columns: a profile, or a file given to `--map`.
//
// A profile is itself a CSV with the columns file, column, in_export, so that office staff can edit
// it in a spreadsheet:
//
//   file,column,in_export
//   pupils,form,Reg|Registration Group     one or several headings; the first one found is read
//   pupils,tags.looked_after,In LEA Care   a yes/no column that stands for one tag
//   contacts,title,                        the export has no such column
//   contacts,language,always: en           no column, but a value for every line
//
// A column that a profile does not name keeps its canonical name (columns.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "intake/columns.h"
#include "intake/input_file.h"

namespace firstday::intake {

struct Mapping {
  FileKind file = FileKind::kPupils;
  std::string column;                 ///< one of ours, or "tags." and a tag
  std::vector<std::string> headings;  ///< in the export, in order of preference; may be empty
  std::string always;                 ///< the value of every line; empty: read it from the column

  friend bool operator==(const Mapping&, const Mapping&) = default;
};

struct Profile {
  std::string name = "canonical";
  std::vector<Mapping> mappings;  ///< at most one for a file and column

  const Mapping* find(FileKind file, std::string_view column) const;
};

/// Our own names and their usual spellings.
Profile canonical_profile();

/// Bad lines are reported and left out; what they would have named keeps its canonical name.
base::Parsed<Profile> read_profile(const InputFile& file);

}  // namespace firstday::intake
