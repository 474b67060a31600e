// Takes a roll export in: reads, shows what would change, and changes it only when told to.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "intake/roll_diff.h"
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
  /// Removed earlier and in the file again, or very like a barred one: left out, or as they were on record.
  std::vector<intake::Returning> held_out;
  bool first = false;  ///< nothing was on record before
  bool applied = false;
  bool refused = false;  ///< looks cut off, and nobody said to take it all the same
  int jobs_withdrawn = 0;
};

/// The change in words for the office; names references, fields and counts, no name or number.
std::vector<std::string> describe_change(const SchoolImport& import);

struct ImportRollReport {
  std::vector<base::Problem> problems;
  std::vector<SchoolImport> schools;

  /// True when lines were left out, contacts were held back or an import was refused.
  bool needs_attention() const;
};

/// Asked once per school whose roll would change. False leaves that school as it was.
using ConfirmImport = std::function<bool(const SchoolImport&)>;

/// Each school is changed in one transaction or not at all: an import that is cancelled or killed at
/// any point leaves the roll as it was. Schools that are not configured are a problem and left out.
base::Result<ImportRollReport> import_roll(House& house, const ImportRollRequest& request,
                                           const ConfirmImport& confirm);

}  // namespace firstday::workflow
