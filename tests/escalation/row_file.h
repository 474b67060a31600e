// A file of rows/ or contradictions/: a case as in timeline.h that shows what an obligation asks for, and
// what one condition less does to it. Further lines above the dashes:
//   show D                          the days before D happen and are not shown
//   only KIND KIND                  only these kinds of lines are shown: call, text, visit, gate, withheld
//   ... policies NAME NAME              the same case under each of these policies, one after the other
//   unless ROW ROW [by STEP STEP] | CHANGE | WHY
//       With this one line changed the obligation asks for nothing any more; `by`: it is these steps of the
//       row that must be silent. `unless also` where another file shows the row already.
//       CHANGE is one line of the file: "OLD => NEW", "- OLD" taken out, "+ NEW" put in.
// Below the dashes: the case; then, for each `unless`, the lines that go (-) and come (+).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "escalation/timeline.h"

namespace firstday::escalation::testing {

struct Unless {
  std::vector<std::string> rows;
  std::vector<std::string> steps;  ///< empty: every step of the rows
  bool also = false;
  std::string change;
  std::string why;
};

struct RowFile {
  std::string name;   ///< without folder and ending
  std::string about;  ///< the comment at its top
  std::string front;  ///< the case, as timeline.h reads it
  Telling telling;
  std::vector<std::string> policies;
  std::vector<Unless> unless;
  std::string expected;  ///< what stands below the dashes; set by whoever reads the file
};

/// Throws std::runtime_error for a line that it does not understand.
RowFile read_row_file(const std::string& name, std::string_view front);

/// The case with the one line changed; throws where that is not exactly one line.
std::string changed(const std::string& front, const std::string& change);

/// What stands below the dashes.
std::string told(const RowFile& file);

/// Of what stands below the dashes the case itself, under this policy.
std::string expected_under(const RowFile& file, const std::string& policy);

/// What the row made on the days shown, as "DATE STEP", in the case with this front; of the steps that
/// `unless` names, where it names any. `row` is empty for one that no step carries: then the steps alone.
std::vector<std::string> made_by(const RowFile& file, const std::string& front, const Unless& unless,
                                 const std::string& row);

}  // namespace firstday::escalation::testing
