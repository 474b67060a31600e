// What providers post to us: taken at the door by any thread, read and matched by whoever plans.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "ports/receipt_inbox.h"
#include "workflow/house.h"

namespace firstday::workflow {

/// Since the program started. Safe from any thread.
struct PostCounts {
  std::atomic<long long> kept{0};
  std::atomic<long long> again{0};     ///< the same bytes were here already
  std::atomic<long long> refused{0};   ///< not authentic: neither kept nor looked at
  std::atomic<long long> not_kept{0};  ///< the disk would not have it: the provider is to send it again
};

/// What taking a post needs; several threads may share one.
struct PostDesk {
  ports::ReceiptInbox& inbox;
  ports::Clock& clock;
  ports::Log& log;
  PostCounts& counts;
};

/// The door that a post came in by.
struct PostDoor {
  roll::Urn school;
  std::string account;
  const ports::ReceiptReader& reader;
};

enum class PostEnd { kKept, kAgain, kRefused, kNotKept };

struct PostAnswer {
  PostEnd end = PostEnd::kRefused;
  ports::Acknowledgement answer;  ///< 403 where it was refused, 503 where it could not be kept
};

/// Authentic, then kept on disk, then acknowledged. Token, authorization and cookies are taken out of what is
/// kept. Neither reads nor matches: that is settle_posts(). Safe from any thread.
PostAnswer take_post(const PostDesk& desk, const PostDoor& door, ports::RawPost post);

/// The reader of an account; nullptr where the school has no such account, or one that reads nothing.
const ports::ReceiptReader* reader_for(const House& house, const roll::Urn& school,
                                       const std::string& account);

/// What came in since the last time, and what did not.
struct CameIn {
  int posts = 0;
  int receipts = 0;
  int replies = 0;
  int stops = 0;         ///< replies that asked for no more messages
  int for_a_look = 0;    ///< words that a person must look at (workflow/review_list.h), all that are open
  int waiting = 0;       ///< posts whose account reads nothing now; they are read when it does
  ports::Passed passed;  ///< receipts and answers that did not come in time

  bool needs_attention() const { return for_a_look > 0 || waiting > 0 || passed.told > 0; }
};

/// Reads what nobody has read yet with its account's reader, matches and settles it; tries again what was
/// unmatched. Needs no right to dispatch: whoever settles first, the end is the same. Nothing where the house
/// has no inbox.
///
/// A reply belongs to the contact whose mobile or e-mail address it came from, and to every open case of that
/// contact's children about whom the contact was told today; where there is none, to every open case of
/// theirs. Where a court order bars one of those who share the number from a child, it is that one who wrote.
base::Result<CameIn> settle_posts(House& house, const config::SchoolSettings& school);

/// settle_posts(), then asks providers that can be asked about what is unknown (Provider::query), then lets
/// pass what was awaited in vain. The caller holds the right to dispatch.
base::Result<CameIn> take_in(House& house, const config::SchoolSettings& school);

}  // namespace firstday::workflow
