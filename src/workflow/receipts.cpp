#include "workflow/receipts.h"

#include <algorithm>

#include "seal/uuid7.h"
#include "workflow/match_reply.h"
#include "workflow/plan_day.h"
#include "workflow/stop_word.h"

namespace firstday::workflow {

namespace {

/// The store keeps what came, and no secret with it.
void take_secrets_out(ports::RawPost& post) {
  std::erase_if(post.headers, [](const auto& header) {
    return header.first == "authorization" || header.first == "cookie" ||
           header.first == "proxy-authorization";
  });
  if (post.token.empty()) return;
  for (std::string* text : {&post.url, &post.query})
    for (std::size_t at = 0; (at = text->find(post.token, at)) != std::string::npos;)
      text->replace(at, post.token.size(), "...");
  post.token.clear();
}

void tell(const PostDesk& desk, const PostDoor& door, ports::Level level, std::string_view what) {
  const ports::LogField fields[] = {{"school", door.school}, {"account", door.account}};
  desk.log.write(level, what, fields);
}

PostAnswer refuse(const PostDesk& desk, const PostDoor& door) {
  ++desk.counts.refused;
  tell(desk, door, ports::Level::kWarning, "A post was refused: it is not from the provider.");
  return {PostEnd::kRefused, {403, "Refused.\n", "text/plain"}};
}

PostAnswer not_kept(const PostDesk& desk, const PostDoor& door) {
  ++desk.counts.not_kept;
  tell(desk, door, ports::Level::kError, "A post could not be kept; the provider is asked to send it again.");
  return {PostEnd::kNotKept, {503, "Not now.\n", "text/plain"}};
}

/// Reads posts and settles them, for one school.
class Settling {
 public:
  Settling(House& house, const config::SchoolSettings& school)
      : house_(house), school_(school), urn_(school.school.urn) {}

  base::Result<CameIn> go() {
    if (base::Status s = read_all(); !s) return s.error();
    if (base::Status s = match_again(); !s) return s.error();
    const auto open = house_.inbox->open_words(urn_);
    if (!open) return open.error();
    out_.for_a_look = static_cast<int>(open.value().size());
    return out_;
  }

 private:
  base::Status read_all() {
    constexpr int kAtOnce = 5000;
    const auto unread = house_.inbox->unread(urn_, kAtOnce);
    if (!unread) return unread.error();
    for (const ports::Posted& posted : unread.value()) {
      const ports::ReceiptReader* reader = reader_for(house_, urn_, posted.account);
      if (reader == nullptr) {
        ++out_.waiting;
        continue;
      }
      if (base::Status s = read_one(posted, *reader); !s) return s;
    }
    return {};
  }

  base::Status read_one(const ports::Posted& posted, const ports::ReceiptReader& reader) {
    const auto read = reader.read(posted.post);
    std::vector<ports::Matched> words;
    words.reserve(read.value.size() + read.problems.size());
    for (const job::ProviderWord& word : read.value) {
      ports::Matched m = begin(posted, words.size());
      m.word = word;
      if (base::Status s = match(m); !s) return s;
      count(m);
      words.push_back(std::move(m));
    }
    for (const base::Problem& problem : read.problems) {
      if (problem.severity != base::Severity::kError) continue;
      words.push_back(begin(posted, words.size()));
      words.back().unreadable = problem.what.empty() ? "it cannot be read" : problem.what;
    }
    ++out_.posts;
    return house_.inbox->settle(posted, words, house_.clock.now());
  }

  static ports::Matched begin(const ports::Posted& posted, std::size_t number) {
    ports::Matched m;
    m.post = posted.id;
    m.number = static_cast<int>(number);
    m.school = posted.school;
    m.account = posted.account;
    m.received_at = posted.received_at;
    return m;
  }

  void count(const ports::Matched& m) {
    if (std::holds_alternative<job::Receipt>(m.word))
      ++out_.receipts;
    else
      ++out_.replies;
    if (m.stop) ++out_.stops;
  }

  base::Status match(ports::Matched& m) {
    if (const auto* receipt = std::get_if<job::Receipt>(&m.word)) {
      const auto attempt = house_.inbox->attempt_for(urn_, m.account, *receipt);
      if (!attempt) return attempt.error();
      m.attempt = attempt.value().value_or(job::AttemptId());
      return {};
    }
    const auto& reply = std::get<job::Reply>(m.word);
    m.stop = is_stop_word(reply.text.reveal());
    if (!inputs_) {
      auto read = read_day(house_, school_, today());
      if (!read) return read.error();
      inputs_ = std::move(read).value();
    }
    m.about = concerned_by(reply, inputs_->roll, inputs_->facts, today());
    return {};
  }

  base::Date today() const { return base::to_london(house_.clock.now()).date; }

  /// A receipt may come before the answer to its send, a text before its sender is on the roll.
  base::Status match_again() {
    const auto open = house_.inbox->open_words(urn_);
    if (!open) return open.error();
    for (const ports::OpenWord& word : open.value()) {
      if (word.why != ports::WhyOpen::kUnmatched || !word.word.about.empty()) continue;
      ports::Matched again = word.word;
      if (base::Status s = match(again); !s) return s;
      if (again.attempt.empty() && again.about.empty()) continue;
      ports::Posted posted;
      posted.id = again.post;
      posted.school = urn_;
      if (base::Status s = house_.inbox->settle(posted, {again}, house_.clock.now()); !s) return s;
    }
    return {};
  }

  House& house_;
  const config::SchoolSettings& school_;
  const roll::Urn& urn_;
  std::optional<DayInputs> inputs_;
  CameIn out_;
};

}  // namespace

PostAnswer take_post(const PostDesk& desk, const PostDoor& door, ports::RawPost post) {
  const base::Instant now = desk.clock.now();
  if (!door.reader.is_authentic(post, now)) return refuse(desk, door);
  take_secrets_out(post);
  const auto kept = desk.inbox.keep({seal::uuid7(now), door.school, door.account, now, std::move(post)});
  if (!kept) return not_kept(desk, door);
  const bool again = kept.value() == ports::Kept::kAgain;
  ++(again ? desk.counts.again : desk.counts.kept);
  return {again ? PostEnd::kAgain : PostEnd::kKept, door.reader.acknowledgement()};
}

const ports::ReceiptReader* reader_for(const House& house, const roll::Urn& school,
                                       const std::string& account) {
  const auto accounts = house.accounts.find(school);
  if (accounts == house.accounts.end()) return nullptr;
  for (const auto& [kind, all] : accounts->second.by_kind)
    for (const dispatch::Account& one : all)
      if (one.name == account) return one.provider->receipts();
  return nullptr;
}

base::Result<CameIn> settle_posts(House& house, const config::SchoolSettings& school) {
  if (house.inbox == nullptr) return CameIn{};
  return Settling(house, school).go();
}

}  // namespace firstday::workflow
