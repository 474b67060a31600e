// What providers post, kept in memory; it moves the jobs of a MemoryQueue.
#pragma once

#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <vector>

#include "ports/receipt_inbox.h"
#include "support/memory_journal.h"
#include "support/memory_queue.h"

namespace firstday::support {

/// Safe from any thread.
class MemoryReceiptInbox final : public ports::ReceiptInbox {
 public:
  MemoryReceiptInbox(MemoryJournal& journal, MemoryQueue& queue) : journal_(journal), queue_(queue) {}

  base::Result<ports::Kept> keep(const ports::Posted& posted) override;
  base::Result<std::vector<ports::Posted>> unread(const roll::Urn& school, int limit) const override;
  base::Status settle(const ports::Posted& posted, const std::vector<ports::Matched>& words,
                      base::Instant now) override;
  base::Result<std::vector<ports::OpenWord>> open_words(const roll::Urn& school) const override;
  base::Result<bool> close(const ports::Seen& seen) override;
  base::Result<std::optional<job::AttemptId>> attempt_for(const roll::Urn& school, const std::string& account,
                                                          const job::Receipt& receipt) const override;

  bool disk_is_full = false;  ///< keep() fails as a full disk would
  std::vector<ports::Posted> posts() const;

 private:
  struct Row {
    ports::Matched word;
    bool contradicts = false;
    bool open = false;
  };
  using Key = std::tuple<roll::Urn, std::string, int>;  ///< school, post, number

  void settle_word(const ports::Matched& word, base::Instant now);
  bool is_known_reply(const ports::Matched& word) const;
  bool settle_receipt(const ports::Matched& word, base::Instant now);
  void settle_reply(const ports::Matched& word, bool first_time, base::Instant now);

  mutable std::mutex guard_;
  MemoryJournal& journal_;
  MemoryQueue& queue_;
  std::vector<ports::Posted> posts_;
  std::set<std::pair<roll::Urn, std::string>> read_;
  std::map<Key, Row> words_;
  std::vector<Key> order_;
};

}  // namespace firstday::support
