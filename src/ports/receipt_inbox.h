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

/// The post holds no secret any more: neither token, nor password (workflow/receipts.h takes them out).
struct Posted {
  std::string id;  ///< a UUIDv7 with the time of arrival in it
  roll::Urn school;
  std::string account;
  base::Instant received_at{};
  RawPost post;
};

enum class Kept { kNew, kAgain };  ///< kAgain: the same bytes for the same account are here already

/// A child whom a reply is about, and as whose contact it was written.
struct Concerned {
  roll::PupilRef pupil;
  job::CaseId case_id;  ///< empty: no case of the pupil is open
  roll::ContactRef contact;

  friend bool operator==(const Concerned&, const Concerned&) = default;
};

/// One word of a post, and what became of it.
struct Matched {
  std::string post;  ///< Posted::id
  int number = 0;    ///< of the word within the post, from 0
  roll::Urn school;
  std::string account;
  base::Instant received_at{};
  job::ProviderWord word;
  std::string unreadable;  ///< not empty: this part could not be read, and why; then `word` says nothing
  job::AttemptId attempt;  ///< of a receipt; empty: no attempt of ours is known by its references yet
  std::vector<Concerned> about;  ///< of a reply; empty: nobody on the roll has this number or address
  bool stop = false;             ///< of a reply: it asks for no more messages on its channel
};

/// What a person should look at and nobody has.
enum class WhyOpen {
  kUnreadable,
  kUnmatched,    ///< a receipt for no attempt of ours, a reply from nobody we know or without an open case
  kContradicts,  ///< a receipt that says otherwise than what is on record
};
std::string_view word(WhyOpen why);  ///< unreadable, unmatched, contradicts

struct OpenWord {
  Matched word;
  WhyOpen why = WhyOpen::kUnmatched;
};

/// A person has looked at a word.
struct Seen {
  roll::Urn school;
  std::string post;
  int number = 0;
  std::string actor;
  std::string reason;  ///< in words; no personal data
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
  /// One transaction: takes note of every word of a post and that the post was read, moves attempts and jobs
  /// (job::settle), puts opt-outs into force, and writes the events: `receipt` for each status that is new of
  /// its attempt, `reply` for each child concerned, `opted_out`. A word that is there already is only looked
  /// at again where it was unmatched; so doing it twice changes nothing. Two replies with one provider_ref
  /// over one account are one.
  virtual base::Status settle(const Posted& posted, const std::vector<Matched>& words, base::Instant now) = 0;
  /// What is open, oldest first: shown to a person, never dropped. Those that are unmatched are worth another
  /// settle() when their attempt or sender is known: a receipt may come before the answer to the send.
  virtual base::Result<std::vector<OpenWord>> open_words(const roll::Urn& school) const = 0;
  /// False where no such word is open. The word itself stays.
  virtual base::Result<bool> close(const Seen& seen) = 0;
  /// The attempt over that account known by our reference, or else by the provider's id: from the answer to
  /// the send, or from a receipt that gave both. Of several the newest.
  virtual base::Result<std::optional<job::AttemptId>> attempt_for(const roll::Urn& school,
                                                                  const std::string& account,
                                                                  const job::Receipt& receipt) const = 0;
};

}  // namespace firstday::ports
