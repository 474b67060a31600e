// A child on the school's register.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/personal.h"
#include "base/time.h"

namespace firstday::roll {

using Urn = base::Id<struct UrnTag>;  ///< a school's Unique Reference Number, six digits
using PupilRef =
    base::Id<struct PupilTag>;  ///< the pupil within one school: the UPN, or the MIS's own number
using ContactRef = base::Id<struct ContactTag>;  ///< the person within one school; siblings share it

/// Address lines as they go on an envelope, postcode apart. Normalised by intake.
struct Address {
  std::vector<base::Personal> lines;
  base::Personal postcode;  ///< "SW1A 1AA", or empty

  bool empty() const { return lines.empty() && postcode.empty(); }
  friend bool operator==(const Address&, const Address&) = default;
};

/// What a row was read from, as a 64-bit hash of its cells: lets an import see that a row has not
/// changed without reading numbers and addresses again. Not part of what a pupil or contact is, so
/// it never makes two of them differ. 0: not known.
struct SourceHash {
  std::uint64_t value = 0;
  friend bool operator==(const SourceHash&, const SourceHash&) { return true; }
};

struct Pupil {
  PupilRef ref;
  std::string upn;  ///< empty where none is known yet
  base::Personal forename;
  base::Personal surname;
  std::optional<base::Date> born;
  /// The first day on which the child is expected in school, a new pupil's or one's of long ago; nothing: not
  /// known. Until then the child is no absent one (roll.h, drop_marks_before_start).
  std::optional<base::Date> starts;
  std::string year;  ///< as the MIS says it: "Y5", "5", "R", "N2"
  std::string form;
  std::vector<std::string> tags;  ///< looked_after, child_protection, cin ...; sorted, lower case
  Address home;
  bool address_confidential = false;  ///< never on an export, label or visit sheet but a DSL's
  SourceHash source;

  friend bool operator==(const Pupil&, const Pupil&) = default;
};

}  // namespace firstday::roll
