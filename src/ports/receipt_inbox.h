// What came in from providers, kept raw before anybody is told that we have it (dispatch.md section 5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "job/job.h"
#include "job/receipt.h"
#include "ports/receipt_reader.h"

namespace firstday::ports {

struct Posted {
  std::string id;  ///< a UUIDv7 with the time of arrival in it
  roll::Urn school;
  std::string account;
  base::Instant received_at{};
  RawPost post;
};

enum class Kept { kNew, kAgain };  ///< kAgain: the same bytes for the same account are here already

/// What became of one word of a post.
struct Matched {
  std::string post;  ///< Posted::id
  int number = 0;    ///< of the word within the post, from 0
  roll::Urn school;
  job::ProviderWord word;
  job::AttemptId attempt;              ///< empty: no attempt of ours is known by its references yet
  std::vector<roll::PupilRef> pupils;  ///< whom the attempt, or the person who wrote, is about
  roll::ContactRef contact;            ///< of a reply; empty: nobody on the roll has this number or address
  bool contradicts = false;            ///< a receipt that says otherwise than one before
  base::Instant at{};
};

/// The posts are only ever added to. Safe from any thread.
class ReceiptInbox {
 public:
  virtual ~ReceiptInbox() = default;

  /// Durable when it returns: then, and only then, may the provider be told 200.
  virtual base::Result<Kept> keep(const Posted& posted) = 0;
  /// Posts that nobody has read yet, oldest first.
  virtual base::Result<std::vector<Posted>> unread(const roll::Urn& school, int limit) const = 0;
  /// One transaction: takes note of every word of a post and that it was read, moves attempts and jobs
  /// by the state tables, and writes the events (receipt, reply). A word whose attempt is not known stays
  /// unmatched and is tried again with match_again(). Doing it twice changes nothing.
  virtual base::Status settle(const Posted& posted, const std::vector<Matched>& words) = 0;
  /// Words without an attempt or a contact, oldest first: shown to a person, never dropped. A receipt may
  /// come before the answer to the send is on record.
  virtual base::Result<std::vector<Matched>> unmatched(const roll::Urn& school) const = 0;
  /// The attempt known by our reference, or else by the provider's id over that account.
  virtual base::Result<std::optional<job::AttemptId>> attempt_for(const roll::Urn& school,
                                                                  const std::string& account,
                                                                  const job::Receipt& receipt) const = 0;
};

}  // namespace firstday::ports
