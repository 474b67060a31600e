// What carries a message out of the house. The whole reading list of somebody who writes a provider:
// this file, job/message.h, job/outcome.h and providers/README.md.
//
// Two steps, so that what will leave is on disk before the first byte does:
//   prepare()  turns a message into the request, frozen: bytes with named slots where secrets and
//              per-request signatures go. The store keeps and hashes this slotted form; no secret
//              is ever stored.
//   start()    fills the slots and sends without blocking; `done` is called exactly once, from
//              start() itself or from a later poll(), on the thread that called.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "job/message.h"
#include "job/outcome.h"
#include "ports/receipt_reader.h"

namespace firstday::ports {

/// The request as it will leave, but for its slots. Immutable once stored.
struct FrozenRequest {
  std::string bytes;               ///< provider's own form (a file's text, an HTTP request); opaque to us
  std::vector<std::string> slots;  ///< names of the slots in `bytes`, in order of appearance
  base::Personal to;               ///< where it goes, for the log of numbers tried

  friend bool operator==(const FrozenRequest&, const FrozenRequest&) = default;
};

/// What the provider can do; drives retry, receipts and the settling of unknowns.
struct Capabilities {
  std::string name;                            ///< "sandbox", "kannel"; as on the providers page
  std::vector<job::Kind> kinds;                ///< what it carries
  bool reaches_people = true;                  ///< false: a simulated clock (--now) may be used with it
  bool gives_receipts = false;                 ///< accepted is not the last word
  bool hands_to_staff = false;                 ///< accepted: people of the school do it now and record it
  bool can_query_by_reference = false;         ///< unknown may be settled by asking
  std::chrono::seconds idempotency_window{0};  ///< a repeat within it, same bytes, is one message; 0: never
  int max_in_flight = 16;
  int per_second =
      0;  ///< how many messages it may be given in any second; 0: no limit, and so with the next three
  int per_minute = 0;        ///< in any minute
  int per_day = 0;           ///< in a London day
  int per_address_hour = 0;  ///< to one address in any hour
  int price_per_part = 0;    ///< of one SMS part, in hundredths of a penny; 0: not known, or nothing
  std::string out_of_order =
      {};  ///< why nothing can be sent with it as it stands, for a person; empty: it can
};

using Completion = std::function<void(job::Outcome)>;

/// Not thread-safe: one dispatcher thread owns it.
class Provider {
 public:
  virtual ~Provider() = default;

  virtual const Capabilities& capabilities() const = 0;
  /// Pure: no I/O, no clock. `reference` is our attempt id; the provider puts it where the vendor
  /// takes one. An error is a message that this provider can never carry (rejected_permanent).
  virtual base::Result<FrozenRequest> prepare(const job::Message& message,
                                              const job::AttemptId& reference) = 0;
  /// Never throws: whatever goes wrong is an Outcome.
  virtual void start(const FrozenRequest& request, const job::AttemptId& reference, Completion done) = 0;
  /// Lets sends make progress, waiting at most `max_wait` for the network. Returns how many of
  /// start()'s sends have not called `done` yet.
  virtual int poll(std::chrono::milliseconds max_wait) = 0;
  /// Asks what became of a reference, where can_query_by_reference: kAccepted, kNotSent (it is proven not to
  /// be there), or kUnknown. `done` as with start().
  virtual void query(const job::AttemptId& reference, const Completion& done) {
    static_cast<void>(reference);
    done({});
  }
  /// Reads what the vendor posts to us about its messages; nullptr where it posts nothing. Lives as long as
  /// the provider, and unlike it may be used by any thread.
  virtual const ReceiptReader* receipts() const { return nullptr; }
};

}  // namespace firstday::ports
