// The folder in which another system leaves the marks (config/README.md, "The drop folder").
#pragma once

#include <string>
#include <vector>

#include "workflow/house.h"

namespace firstday::workflow {

/// One file that was taken, could not be, or was passed over.
struct DroppedFile {
  std::string name;
  size_t read = 0;      ///< marks
  int changed = 0;      ///< new, or different from the one on record
  size_t left_out = 0;  ///< lines with mistakes
  std::string refused;  ///< why nothing of it was read, as a sentence; empty: it was
};

/// For the summary: "12 lines were left out ...", or why it was refused.
std::string in_words(const DroppedFile& file);

/// Takes every whole *.csv (or *.CSV) of the school's drop folder, oldest first, and moves it to done/ or
/// refused/ below. Nothing where no folder is set. A folder that is not there, and a file that cannot be read
/// or moved, are rows with a `refused`: a share that is away must not look like a morning without absences,
/// and must not keep the other schools' families waiting. So is, at the end, what lies there and is not
/// taken: a link (never followed), another folder, a name without .csv. Hidden files are nobody's business.
/// Lines that were left out are listed in a .why.txt beside the file in done/.
///
/// Whole means: last written ten seconds ago or longer by the file system's own clock, `now`. A file that is
/// written under another name and renamed keeps the time of its last write.
base::Result<std::vector<DroppedFile>> take_dropped(House& house, const config::SchoolSettings& school);

}  // namespace firstday::workflow
