// What nobody knows the end of: unknown and held messages, receipts and replies that belong to nobody or
// contradict the record. Oldest first, each with the command that settles it.
#pragma once

#include <string>
#include <vector>

#include "workflow/record.h"

namespace firstday::workflow {

struct ReviewItem {
  roll::Urn school;
  base::Instant since{};
  std::string what;      ///< unknown, held, unmatched, contradicts, unreadable, waiting
  std::string id;        ///< of a message its job; else POST/NUMBER
  base::Personal who;    ///< pupils and recipient, or who wrote
  base::Personal says;   ///< the words of a reply, a receipt's status, why something is held
  bool overdue = false;  ///< of an unknown: the ladder has gone on without it
  std::string settle;    ///< what to type; no personal data
};

/// Writes nothing.
base::Result<std::vector<ReviewItem>> review_list(const House& house, const roll::Urn& only);

/// A person has looked at a receipt, reply or part that could not be read. kUsage for an id that is none of
/// review_list()'s, or without a reason.
base::Status record_seen(House& house, const roll::Urn& only, const std::string& id,
                         const std::string& reason);

struct OptInRecord {
  std::string pupil;    ///< as find_pupil understands it
  std::string contact;  ///< reference
  std::string channel;  ///< text or email
  std::string reason;   ///< how it is known that they want messages again
};

/// Undoes a STOP of the contact's number or address. kUsage where it has sent none: an opt-out of the
/// school's own records is changed there.
base::Result<Recorded> record_opt_in(House& house, const roll::Urn& only, const OptInRecord& record);

}  // namespace firstday::workflow
