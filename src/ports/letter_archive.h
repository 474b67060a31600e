// What went by post, exactly as it was printed: kept here, for a mail house empties its folder.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/personal.h"
#include "base/result.h"
#include "base/time.h"
#include "job/job.h"

namespace firstday::ports {

/// One letter as it is about to be handed over.
struct PrintedLetter {
  job::Job job;           ///< whose letter it is; the record tells of it for each of its subjects
  std::string reference;  ///< printed on the letter; the same for this job for ever
  std::string batch;      ///< the print run it is made for; no personal data
  std::string sha256;     ///< of `pdf`, in hex
  int pages = 0;          ///< without blank ones
  base::Personal pdf;     ///< the file, byte for byte
};

struct KeptLetter {
  std::string reference;
  std::string sha256;
  base::Instant kept_at{};
  base::Personal pdf;
};

/// Insert only: what was kept is neither changed nor replaced (design invariant 8). Safe from any thread.
class LetterArchive {
 public:
  virtual ~LetterArchive() = default;

  /// One transaction: every letter, and an event `letter_made` for each of its subjects. The same file under
  /// the same reference again adds nothing. All of one school; kUsage otherwise.
  virtual base::Status keep(std::span<const PrintedLetter> letters, base::Instant now,
                            const std::string& actor) = 0;
  /// The one kept last under this reference: a letter that could not be handed over is made anew the next
  /// day, with that day's date. Nothing where none was ever made.
  virtual base::Result<std::optional<KeptLetter>> find(const roll::Urn& school,
                                                       const std::string& reference) const = 0;
};

}  // namespace firstday::ports
