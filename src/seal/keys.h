// The installation's own secret, and the keys made from it.
//
// <data>/keys/master.key holds 32 random bytes as one line of hex, readable by its owner only. Who
// loses it can no longer verify the record (the commitments of the event chain are made with it), so
// it belongs into every backup, apart from the database.
#pragma once

#include <filesystem>

#include "base/result.h"
#include "seal/hash.h"

namespace firstday::seal {

/// Immutable; safe from any thread.
class Keys {
 public:
  /// Reads the key file, or makes one where there is none; two processes that start at once get the
  /// same key. Refuses a file that others than its owner may read, and one that is damaged.
  static base::Result<Keys> load_or_create(const std::filesystem::path& data_folder);
  /// From a master key that the caller has: tests, and a restore.
  static Keys from_master(const Digest& master);

  const Digest& chain() const { return chain_; }  ///< commits to the details of events
  const Digest& claim() const { return claim_; }  ///< makes claim keys out of pupil, day and address
  const Digest& trace() const {
    return trace_;
  }  ///< knows a removed contact again without keeping who it was

 private:
  Keys() = default;

  Digest chain_{};
  Digest claim_{};
  Digest trace_{};
};

}  // namespace firstday::seal
