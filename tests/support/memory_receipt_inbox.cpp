#include "support/memory_receipt_inbox.h"

#include <algorithm>

#include "store/queue_events.h"

namespace firstday::support {

namespace {

const job::Receipt* receipt_in(const ports::Matched& word) {
  return word.unreadable.empty() ? std::get_if<job::Receipt>(&word.word) : nullptr;
}

const job::Reply* reply_in(const ports::Matched& word) {
  return word.unreadable.empty() ? std::get_if<job::Reply>(&word.word) : nullptr;
}

bool is_matched(const ports::Matched& word) {
  return !word.attempt.empty() || !word.about.empty();
}

}  // namespace

base::Result<ports::Kept> MemoryReceiptInbox::keep(const ports::Posted& posted) {
  const std::lock_guard lock(guard_);
  if (disk_is_full) return base::unavailable("The disk is full.");
  const bool again = std::any_of(posts_.begin(), posts_.end(), [&](const ports::Posted& p) {
    return p.school == posted.school && p.account == posted.account && p.post.method == posted.post.method &&
           p.post.query == posted.post.query && p.post.body == posted.post.body;
  });
  if (again) return ports::Kept::kAgain;
  posts_.push_back(posted);
  posts_.back().post.token.clear();
  return ports::Kept::kNew;
}

base::Result<std::vector<ports::Posted>> MemoryReceiptInbox::unread(const roll::Urn& school,
                                                                    int limit) const {
  const std::lock_guard lock(guard_);
  std::vector<ports::Posted> out;
  for (const ports::Posted& p : posts_)
    if (p.school == school && read_.count({school, p.id}) == 0) out.push_back(p);
  std::sort(out.begin(), out.end(),
            [](const ports::Posted& a, const ports::Posted& b) { return a.id < b.id; });
  if (out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
  return out;
}

bool MemoryReceiptInbox::is_known_reply(const ports::Matched& word) const {
  const std::string& id = std::get<job::Reply>(word.word).provider_ref;
  return !id.empty() && std::any_of(words_.begin(), words_.end(), [&](const auto& entry) {
    const ports::Matched& other = entry.second.word;
    const job::Reply* reply = reply_in(other);
    return reply != nullptr && reply->provider_ref == id && other.school == word.school &&
           other.account == word.account && (other.post != word.post || other.number != word.number);
  });
}

bool MemoryReceiptInbox::settle_receipt(const ports::Matched& word, base::Instant now) {
  std::vector<job::ReceiptStatus> known;
  for (const auto& [key, row] : words_)
    if (const job::Receipt* r = receipt_in(row.word);
        r != nullptr && row.word.attempt == word.attempt && row.word.school == word.school)
      known.push_back(r->status);
  return queue_.settle_receipt(word, known, now);
}

void MemoryReceiptInbox::settle_reply(const ports::Matched& word, bool first_time, base::Instant now) {
  for (const ports::Concerned& c : word.about) journal_.put(store::reply_came(c, word, {now}));
  const auto& reply = std::get<job::Reply>(word.word);
  if (!word.stop || !first_time ||
      !queue_.put_opt_out({word.school, store::channel_of(reply), base::Personal(store::address_of(reply)),
                           word.received_at}))
    return;
  for (const ports::Concerned& c : word.about) journal_.put(store::opted_out(c, word, {now}));
  if (word.about.empty()) journal_.put(store::opted_out({}, word, {now}));
}

void MemoryReceiptInbox::settle_word(const ports::Matched& word, base::Instant now) {
  const Key key{word.school, word.post, word.number};
  const auto before = words_.find(key);
  const bool first_time = before == words_.end();
  if (!first_time && (is_matched(before->second.word) || !is_matched(word))) return;
  Row row{word};
  const bool again = reply_in(word) != nullptr && is_known_reply(word);
  if (receipt_in(word) != nullptr && !word.attempt.empty()) row.contradicts = settle_receipt(word, now);
  if (reply_in(word) != nullptr && !again) settle_reply(word, first_time, now);
  row.open = store::why_open(word, row.contradicts).has_value() && !again;
  if (first_time) order_.push_back(key);
  words_[key] = row;
}

base::Status MemoryReceiptInbox::settle(const ports::Posted& posted, const std::vector<ports::Matched>& words,
                                        base::Instant now) {
  const std::lock_guard lock(guard_);
  for (const ports::Matched& word : words)
    if (receipt_in(word) != nullptr && !word.attempt.empty() &&
        !queue_.has_attempt(word.school, word.attempt))
      return base::usage("A receipt names an attempt that was never started.");
  for (const ports::Matched& word : words) settle_word(word, now);
  read_.insert({posted.school, posted.id});
  return {};
}

base::Result<std::vector<ports::OpenWord>> MemoryReceiptInbox::open_words(const roll::Urn& school) const {
  const std::lock_guard lock(guard_);
  std::vector<ports::OpenWord> out;
  for (const Key& key : order_) {
    const Row& row = words_.at(key);
    if (!row.open || row.word.school != school) continue;
    out.push_back(
        {row.word, store::why_open(row.word, row.contradicts).value_or(ports::WhyOpen::kContradicts)});
  }
  std::stable_sort(out.begin(), out.end(), [](const ports::OpenWord& a, const ports::OpenWord& b) {
    return std::tie(a.word.received_at, a.word.post, a.word.number) <
           std::tie(b.word.received_at, b.word.post, b.word.number);
  });
  return out;
}

base::Result<bool> MemoryReceiptInbox::close(const ports::Seen& seen) {
  const std::lock_guard lock(guard_);
  const auto at = words_.find({seen.school, seen.post, seen.number});
  if (at == words_.end() || !at->second.open) return false;
  at->second.open = false;
  const Row& row = at->second;
  journal_.put(store::word_seen(
      seen, {row.word, store::why_open(row.word, row.contradicts).value_or(ports::WhyOpen::kContradicts)}));
  return true;
}

base::Result<std::optional<job::AttemptId>> MemoryReceiptInbox::attempt_for(
    const roll::Urn& school, const std::string& account, const job::Receipt& receipt) const {
  const std::lock_guard lock(guard_);
  if (auto known = queue_.attempt_for(school, account, receipt)) return known;
  std::optional<job::AttemptId> found;
  if (receipt.provider_ref.empty()) return found;
  for (const auto& [key, row] : words_)
    if (const job::Receipt* r = receipt_in(row.word);
        r != nullptr && r->provider_ref == receipt.provider_ref && row.word.account == account &&
        row.word.school == school && !row.word.attempt.empty() && (!found || *found < row.word.attempt))
      found = row.word.attempt;
  return found;
}

std::vector<ports::Posted> MemoryReceiptInbox::posts() const {
  const std::lock_guard lock(guard_);
  return posts_;
}

}  // namespace firstday::support
