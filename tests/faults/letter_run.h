// A school with letters due, and the built program that prints them: what the fault tests kill.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "e2e/program.h"

namespace firstday::faults {

/// What lies in the print folder and stands in the record after a run that was not killed.
struct Pile {
  int batches = 0;
  int letters = 0;    ///< different references
  int doubled = 0;    ///< references in more than one batch
  int broken = 0;     ///< files that are missing, or whose SHA-256 is not the manifest's
  int leftovers = 0;  ///< drafts, passing names
  int open = 0;       ///< letters that the record still calls due
};

/// One school, 900001, on 14 January 2027, the third day of everybody's absence.
class LetterRun {
 public:
  /// Each pupil has two parents at different addresses, so two letters a pupil.
  LetterRun(const std::string& name, int pupils);

  void begin_again() const;  ///< the data folder as it was before the first letter
  e2e::Ran firstday(const std::vector<std::string>& words) const;
  /// Starts `letters --print`, with this in its environment; gives its pid.
  int start_printing(const std::string& preload = {}, int kill_at = 0) const;
  Pile pile() const;
  int letters() const { return 2 * pupils_; }

 private:
  std::vector<std::string> arguments(const std::string& now, const std::vector<std::string>& words) const;
  void write_school() const;

  std::filesystem::path folder_;
  int pupils_;
};

}  // namespace firstday::faults
