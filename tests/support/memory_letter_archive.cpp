#include "support/memory_letter_archive.h"

#include <algorithm>

#include "store/queue_events.h"

namespace firstday::support {

bool MemoryLetterArchive::has(const ports::PrintedLetter& letter) const {
  return std::any_of(kept_.begin(), kept_.end(), [&](const Kept& k) {
    return k.school == letter.job.school && k.letter.reference == letter.reference &&
           k.letter.sha256 == letter.sha256;
  });
}

base::Status MemoryLetterArchive::keep(std::span<const ports::PrintedLetter> letters, base::Instant now,
                                       const std::string& actor) {
  if (disk_is_full) return base::unavailable("The disk is full.");
  for (const ports::PrintedLetter& letter : letters)
    if (letter.job.school != letters[0].job.school)
      return base::usage("Letters of two schools cannot be kept in one go.");
  for (const ports::PrintedLetter& letter : letters) {
    if (has(letter)) continue;
    kept_.push_back({letter.job.school, {letter.reference, letter.sha256, now, letter.pdf}});
    for (const job::Subject& subject : letter.job.subjects)
      journal_.put(store::letter_made(letter, subject, {now, actor}));
  }
  return {};
}

base::Result<std::optional<ports::KeptLetter>> MemoryLetterArchive::find(const roll::Urn& school,
                                                                         const std::string& reference) const {
  std::optional<ports::KeptLetter> out;
  for (const Kept& k : kept_)
    if (k.school == school && k.letter.reference == reference && (!out || k.letter.kept_at > out->kept_at))
      out = k.letter;
  return out;
}

}  // namespace firstday::support
