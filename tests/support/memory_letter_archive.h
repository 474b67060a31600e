// Letters kept in memory, with their events in the record beside them.
#pragma once

#include <vector>

#include "ports/letter_archive.h"
#include "support/memory_journal.h"

namespace firstday::support {

/// For one thread.
class MemoryLetterArchive final : public ports::LetterArchive {
 public:
  explicit MemoryLetterArchive(MemoryJournal& journal) : journal_(journal) {}

  base::Status keep(std::span<const ports::PrintedLetter> letters, base::Instant now,
                    const std::string& actor) override;
  base::Result<std::optional<ports::KeptLetter>> find(const roll::Urn& school,
                                                      const std::string& reference) const override;

  int size() const { return static_cast<int>(kept_.size()); }
  bool disk_is_full = false;  ///< keep() fails as a full disk would

 private:
  struct Kept {
    roll::Urn school;
    ports::KeptLetter letter;
  };
  bool has(const ports::PrintedLetter& letter) const;

  MemoryJournal& journal_;
  std::vector<Kept> kept_;
};

}  // namespace firstday::support
