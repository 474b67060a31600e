// firstday with one rule of taking posts broken, so that the crash tests can show that they would notice. The
// linker puts this in the place of store::make_receipt_inbox; nothing of it is in the program itself.
//
//   FIRSTDAY_SABOTAGE=late_commit      a post is answered 200 and committed when it is read
//   FIRSTDAY_SABOTAGE=numbers_afresh   the words of a post are committed before the word that it was read,
//   and
//                                      are not known again by their numbers
#include <unistd.h>

#include <cstdlib>
#include <mutex>

#include "store/database.h"

namespace firstday::store {

using Inbox = std::unique_ptr<ports::ReceiptInbox>;

Inbox real_inbox(Database& database) asm("__real__ZN8firstday5store18make_receipt_inboxERNS0_8DatabaseE");
Inbox broken_inbox(Database& database) asm("__wrap__ZN8firstday5store18make_receipt_inboxERNS0_8DatabaseE");

namespace {

using ports::Matched;
using ports::Posted;

/// Passes everything on.
class PassingInbox : public ports::ReceiptInbox {
 public:
  explicit PassingInbox(Inbox inner) : inner_(std::move(inner)) {}
  base::Result<ports::Kept> keep(const Posted& posted) override { return inner_->keep(posted); }
  base::Result<std::vector<Posted>> unread(const roll::Urn& school, int limit) const override {
    return inner_->unread(school, limit);
  }
  base::Status settle(const Posted& posted, const std::vector<Matched>& words, base::Instant now) override {
    return inner_->settle(posted, words, now);
  }
  base::Result<std::vector<ports::OpenWord>> open_words(const roll::Urn& school) const override {
    return inner_->open_words(school);
  }
  base::Result<bool> close(const ports::Seen& seen) override { return inner_->close(seen); }
  base::Result<std::optional<job::AttemptId>> attempt_for(const roll::Urn& school, const std::string& account,
                                                          const job::Receipt& receipt) const override {
    return inner_->attempt_for(school, account, receipt);
  }

 protected:
  Inbox inner_;
};

class LateCommit final : public PassingInbox {
 public:
  using PassingInbox::PassingInbox;
  base::Result<ports::Kept> keep(const Posted& posted) override {
    const std::lock_guard lock(guard_);
    in_memory_.push_back(posted);
    return ports::Kept::kNew;
  }
  base::Result<std::vector<Posted>> unread(const roll::Urn& school, int limit) const override {
    const std::lock_guard lock(guard_);
    for (const Posted& posted : in_memory_)
      if (const auto kept = inner_->keep(posted); !kept) return kept.error();
    in_memory_.clear();
    return inner_->unread(school, limit);
  }

 private:
  mutable std::mutex guard_;
  mutable std::vector<Posted> in_memory_;
};

class NumbersAfresh final : public PassingInbox {
 public:
  using PassingInbox::PassingInbox;
  base::Status settle(const Posted& posted, const std::vector<Matched>& words, base::Instant now) override {
    Posted none;
    none.school = posted.school;
    std::vector<Matched> afresh = words;
    for (Matched& word : afresh) word.number += 10 * ::getpid();
    if (base::Status settled = inner_->settle(none, afresh, now); !settled) return settled;
    return inner_->settle(posted, {}, now);
  }
};

}  // namespace

Inbox broken_inbox(Database& database) {
  const char* asked = std::getenv("FIRSTDAY_SABOTAGE");
  const std::string sabotage = asked == nullptr ? "" : asked;
  if (sabotage == "late_commit") return std::make_unique<LateCommit>(real_inbox(database));
  if (sabotage == "numbers_afresh") return std::make_unique<NumbersAfresh>(real_inbox(database));
  return real_inbox(database);
}

}  // namespace firstday::store
