// The roll and the register as last imported.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "chronology/event.h"
#include "roll/opt_out.h"
#include "roll/roll.h"

namespace firstday::ports {

/// A contact that was taken off the roll: it comes back only when a person says so.
struct RemovedContact {
  roll::PupilRef pupil;
  roll::ContactRef ref;
  base::Instant at{};
  /// Keyed hashes of what the person was reached and named by (intake/contact_traces.h), by which the same
  /// person is known again under another reference. Opaque to the store.
  std::vector<std::string> traces;
};

/// One import, whole or not at all. Rows are replaced by key: pupil; pupil and contact.
/// Professionals and siblings of every pupil named in `pupils_with_links` are replaced as a whole.
struct RollChange {
  roll::Urn school;
  std::vector<roll::Pupil> put_pupils;
  std::vector<roll::PupilRef> remove_pupils;
  std::vector<roll::Contact> put_contacts;
  std::vector<RemovedContact> remove_contacts;  ///< kept as tombstones
  std::vector<RemovedContact>
      withdraw_for;  ///< removed, barred or opted out: their unsent jobs are withdrawn
  std::optional<std::vector<roll::Professional>> professionals;  ///< nothing: leave as they are
  std::optional<std::vector<roll::SiblingElsewhere>> siblings;   ///< nothing: leave as they are
  std::vector<chronology::Event> events;                         ///< written in the same transaction
};

class SchoolStore {
 public:
  virtual ~SchoolStore() = default;

  virtual base::Result<std::vector<roll::Urn>> schools() const = 0;
  /// Sorted (roll::Roll::sort), with every opt-out in force in Contact::opted_out. An unknown school has an
  /// empty roll.
  virtual base::Result<roll::Roll> roll(const roll::Urn& school) const = 0;
  /// The same as it was imported, without the opt-outs: what the next import is compared with.
  virtual base::Result<roll::Roll> roll_as_imported(const roll::Urn& school) const = 0;
  /// By channel and address.
  virtual base::Result<std::vector<roll::OptOut>> opt_outs(const roll::Urn& school) const = 0;
  /// One opt-out is over; `events` are written with it. False where there is none, and nothing is written.
  virtual base::Result<bool> end_opt_out(const roll::OptOut& opt_out,
                                         const std::vector<chronology::Event>& events) = 0;
  virtual base::Result<std::vector<RemovedContact>> removed_contacts(const roll::Urn& school) const = 0;
  /// Returns how many unsent jobs were withdrawn.
  virtual base::Result<int> apply(const RollChange& change) = 0;
  /// Sorted. Both dates included.
  virtual base::Result<roll::Register> marks(const roll::Urn& school, base::Date from,
                                             base::Date to) const = 0;
  /// Replaces by pupil, date and session; a mark that did change is an event of its own.
  /// Returns how many were new or different.
  virtual base::Result<int> put_marks(const roll::Urn& school, const std::vector<roll::Mark>& marks,
                                      base::Instant at, const std::string& actor) = 0;
};

}  // namespace firstday::ports
