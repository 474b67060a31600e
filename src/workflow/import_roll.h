// Takes a roll export in: reads, shows what would change, and changes it only when told to.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "intake/diff_lines.h"
#include "workflow/import_source.h"

namespace firstday::workflow {

struct ImportRollRequest {
  ImportSource source;
  roll::Urn only;              ///< empty: every school in the files
  bool readmit = false;        ///< contacts that were removed earlier may come back
  bool allow_partial = false;  ///< take an import that would remove a large part of the roll
};

/// What one school's import would do, or did.
struct SchoolImport {
  roll::Urn school;
  intake::RollDiff diff;
  std::vector<intake::DiffLine> lines;  ///< the same with the people in it; those held out first
  /// Removed earlier and in the file again, or very like a barred one: left out, or as they were on record.
  std::vector<intake::Returning> held_out;
  bool first = false;  ///< nothing was on record before
  bool applied = false;
  bool refused = false;                   ///< looks cut off, and nobody said to take it all the same
  bool somebody_without_contact = false;  ///< of a pupil of the file nobody can be told
  int jobs_withdrawn = 0;
};

/// The change in words for whoever confirms it, with names, numbers and old and new values: for the screen,
/// not for a log. First the counts; of a first import, in which everybody is new, only the first few of the
/// new.
std::vector<base::Personal> describe_change(const SchoolImport& import);

struct ImportRollReport {
  std::vector<base::Problem> problems;
  std::vector<SchoolImport> schools;
  bool headings_only = false;  ///< the file of pupils or of contacts had no row

  /// True when lines were left out, contacts were held back, an import was refused, a file had headings only
  /// or a pupil has no contact.
  bool needs_attention() const;
};

/// Asked once per school whose roll would change. False leaves that school as it was.
using ConfirmImport = std::function<bool(const SchoolImport&)>;

/// Each school is changed in one transaction or not at all: an import that is cancelled or killed at
/// any point leaves the roll as it was. Schools that are not configured are a problem and left out.
base::Result<ImportRollReport> import_roll(House& house, const ImportRollRequest& request,
                                           const ConfirmImport& confirm);

}  // namespace firstday::workflow
