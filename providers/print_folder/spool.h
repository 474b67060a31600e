// Batches on disk, each whole or absent, and which letters were handed over. README.md tells the order of the
// steps.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "job/bundle.h"

namespace firstday::provider_print_folder {

enum class Kept {
  kYes,         ///< in its place, now or before
  kNo,          ///< nothing of it is there: it may be tried again
  kElsewhere,   ///< a letter of it stands in another batch
  kCannotTell,  ///< the disk failed at the moment of handing over
};

class Spool {
 public:
  /// Touches nothing: a share that is away must not stop the rest of the program.
  explicit Spool(std::string top);

  /// Names of school, batch and files hold letters, digits, dots, dashes and _ only, and files at most one
  /// slash.
  Kept hand_over(const std::string& school, const std::string& batch, const std::vector<job::File>& files);

  std::string path_of(const std::string& school, const std::string& batch) const {
    return in(school, "", batch);
  }

  /// The path of the batch that holds the letter, or that is called so; empty when there is none. An
  /// interrupted hand-over is finished or undone first. kUnavailable while the folder cannot be read.
  base::Result<std::string> find(const std::string& reference);

 private:
  std::string in(const std::string& school, const char* folder, const std::string& batch = {}) const;
  bool mend();
  bool mend_school(const std::string& school);
  std::map<std::string, std::string> letters_of(const std::string& school) const;
  bool write_draft(const std::string& draft, const std::vector<job::File>& files) const;
  Kept publish(const std::string& school, const std::string& batch,
               const std::vector<job::File>& files) const;

  std::string top_;
};

/// The references of the letters among a batch's files: single/<reference>.pdf.
std::vector<std::string> references_in(const std::vector<job::File>& files);

/// True for a name that may be part of a path here.
bool is_plain_name(std::string_view name);

}  // namespace firstday::provider_print_folder
