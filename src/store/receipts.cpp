#include "base/check.h"
#include "base/failpoint.h"
#include "seal/hash.h"
#include "store/database.h"
#include "store/job_table.h"
#include "store/lines.h"
#include "store/queue_events.h"
#include "store/receipt_words.h"
#include "store/subject_table.h"

namespace firstday::store {

namespace {

using ports::Matched;
using ports::Posted;

// --- posts

/// The headers of the same post differ each time it is sent: dates, signatures over the time.
std::string dedupe_of(const ports::RawPost& post) {
  std::string framed;
  for (const std::string* part : {&post.method, &post.query, &post.body}) {
    framed += std::to_string(part->size());
    framed += ':';
    framed += *part;
  }
  return seal::sha256_hex(framed);
}

std::string pack_headers(const ports::RawPost& post) {
  std::vector<std::string> lines;
  lines.reserve(post.headers.size() * 2);
  for (const auto& [name, value] : post.headers) {
    lines.push_back(name);
    lines.push_back(value);
  }
  return pack_lines(lines);
}

ports::Kept keep(Transaction& tx, const Posted& p) {
  know_school(tx.sql, p.school);
  const long long added =
      tx.sql
          .prepared(
              "INSERT INTO receipt_post (school, id, account, dedupe, received_at, method, url, query, "
              "headers, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING")
          .run(p.school, p.id, p.account, dedupe_of(p.post), p.received_at, p.post.method, p.post.url,
               p.post.query, pack_headers(p.post), Blob{p.post.body});
  if (added == 0) return ports::Kept::kAgain;
  tx.sql.prepared("INSERT INTO receipt_waiting (school, post) VALUES ($1, $2)").run(p.school, p.id);
  return ports::Kept::kNew;
}

Posted posted_in(Rows& rows) {
  Posted p;
  p.school = rows.id<roll::Urn>();
  p.id = rows.text();
  p.account = rows.text();
  p.received_at = rows.instant();
  p.post.method = rows.text();
  p.post.url = rows.text();
  p.post.query = rows.text();
  const std::vector<std::string> headers = unpack_lines(rows.view());
  for (std::size_t i = 0; i + 1 < headers.size(); i += 2)
    p.post.headers.emplace_back(headers[i], headers[i + 1]);
  p.post.body = std::string(rows.bytes());
  return p;
}

std::vector<Posted> unread(Connection& sql, const roll::Urn& school, int limit) {
  Rows rows = sql.prepared(
                     "SELECT p.school, p.id, p.account, p.received_at, p.method, p.url, p.query, p.headers, "
                     "p.body FROM receipt_waiting w JOIN receipt_post p ON p.school = w.school AND p.id = "
                     "w.post WHERE w.school = $1 ORDER BY w.post LIMIT $2")
                  .query(school, limit);
  std::vector<Posted> out;
  while (rows.next()) out.push_back(posted_in(rows));
  return out;
}

// --- words

/// Whom a job is about: those who are left, and where all were taken out those who were.
std::vector<About> subjects_of(Connection& sql, const roll::Urn& school, const job::JobId& job) {
  Rows rows =
      sql.prepared(
             "SELECT j.contact, s.pupil, s.case_id, s.withdrawn FROM job_subject s JOIN job j ON "
             "j.school = s.school AND j.id = s.job WHERE s.school = $1 AND s.job = $2 ORDER BY s.place")
          .query(school, job);
  std::vector<About> live, all;
  while (rows.next()) {
    About about{school, job, rows.id<roll::ContactRef>(), rows.id<roll::PupilRef>(), rows.id<job::CaseId>()};
    if (rows.number() == 0) live.push_back(about);
    all.push_back(std::move(about));
  }
  return live.empty() ? all : live;
}

struct AttemptNow {
  job::JobId job;
  job::AttemptState state = job::AttemptState::kStarted;
  bool newest = true;
};

std::optional<AttemptNow> attempt_now(Connection& sql, const Matched& word) {
  Rows rows = sql.prepared(
                     "SELECT a.job, a.state, a.number = j.attempts FROM attempt a JOIN job j ON j.school = "
                     "a.school AND j.id = a.job WHERE a.school = $1 AND a.id = $2")
                  .query(word.school, word.attempt);
  if (!rows.next()) return std::nullopt;
  AttemptNow now;
  now.job = rows.id<job::JobId>();
  const auto state = job::attempt_state_of(rows.view());
  FIRSTDAY_CHECK(state.has_value(), "the state of a stored attempt is one of the table's words");
  now.state = *state;
  now.newest = rows.yes();
  return now;
}

void move_job(Transaction& tx, const Matched& word, const AttemptNow& attempt, const JobStatus& status,
              const job::Settled& settled, base::Instant now) {
  const std::string& detail = std::get<job::Receipt>(word.word).detail;
  std::string_view reason;
  if (settled.job == job::State::kFailed) reason = detail.empty() ? kReceiptSaysFailed : detail;
  set_state(tx.sql, {word.school, attempt.job, settled.job, now, reason}, status,
            tx.deadlines.of(word.school));
}

/// True where what it says contradicts the record.
bool settle_receipt(Transaction& tx, const Matched& word, base::Instant now) {
  const auto attempt = attempt_now(tx.sql, word);
  if (!attempt) throw Refusal{base::usage("A receipt names an attempt that was never started.")};
  const auto status = status_of(tx.sql, word.school, attempt->job);
  FIRSTDAY_CHECK(status.has_value(), "an attempt has its job");
  const std::vector<job::ReceiptStatus> known = statuses_of(tx.sql, word);
  const job::Settled settled = job::settle({attempt->state, status->state, attempt->newest, known},
                                           std::get<job::Receipt>(word.word).status);
  if (!settled.news) return false;
  if (settled.attempt != attempt->state)
    tx.sql.prepared("UPDATE attempt SET state = $1 WHERE school = $2 AND id = $3")
        .run(job::word(settled.attempt), word.school, word.attempt);
  if (settled.how) move_job(tx, word, *attempt, *status, settled, now);
  for (const About& about : subjects_of(tx.sql, word.school, attempt->job))
    tx.record.put(receipt_came(about, word, settled, {now}));
  return settled.contradicts;
}

/// True where it is in force from now on.
bool put_opt_out(Connection& sql, const Matched& word) {
  const auto& reply = std::get<job::Reply>(word.word);
  return sql.prepared(
                "INSERT INTO opt_out (school, channel, address, since) VALUES ($1, $2, $3, $4) ON CONFLICT "
                "DO "
                "NOTHING")
             .run(word.school, roll::word(channel_of(reply)), address_of(reply), word.received_at) > 0;
}

void settle_reply(Transaction& tx, const Matched& word, bool first_time, base::Instant now) {
  for (const ports::Concerned& c : word.about) tx.record.put(reply_came(c, word, {now}));
  if (!word.stop || !first_time || !put_opt_out(tx.sql, word)) return;
  FIRSTDAY_FAILPOINT("settle.opt_out");
  for (const ports::Concerned& c : word.about) tx.record.put(opted_out(c, word, {now}));
  if (word.about.empty()) tx.record.put(opted_out({}, word, {now}));
}

bool is_matched(const WordRow& row) {
  return !row.word.attempt.empty() || !row.word.about.empty();
}

void settle_word(Transaction& tx, const Matched& word, base::Instant now) {
  const auto before = find_word(tx.sql, word.school, word.post, word.number);
  WordRow row{word};
  if (before && (is_matched(*before) || !is_matched(row))) return;
  const bool same_reply_again = row.is_reply() && is_known_reply(tx.sql, word);
  if (row.is_receipt() && !word.attempt.empty()) row.contradicts = settle_receipt(tx, word, now);
  if (row.is_reply() && !same_reply_again) settle_reply(tx, word, !before, now);
  row.is_open = why_open(word, row.contradicts).has_value() && !same_reply_again;
  if (before)
    update_word(tx.sql, row);
  else
    insert_word(tx.sql, row);
}

void settle(Transaction& tx, const Posted& posted, const std::vector<Matched>& words, base::Instant now) {
  for (const Matched& word : words) settle_word(tx, word, now);
  tx.sql.prepared("DELETE FROM receipt_waiting WHERE school = $1 AND post = $2")
      .run(posted.school, posted.id);
}

ports::OpenWord open_word(WordRow row) {
  const auto why = why_open(row.word, row.contradicts);
  return {std::move(row.word), why.value_or(ports::WhyOpen::kContradicts)};
}

bool close(Transaction& tx, const ports::Seen& seen) {
  auto row = find_word(tx.sql, seen.school, seen.post, seen.number);
  if (!row || !row->is_open) return false;
  row->is_open = false;
  update_word(tx.sql, *row);
  tx.record.put(word_seen(seen, open_word(std::move(*row))));
  return true;
}

// --- whose attempt it is

std::optional<job::AttemptId> first_of(Rows rows) {
  if (!rows.next()) return std::nullopt;
  return rows.id<job::AttemptId>();
}

std::optional<job::AttemptId> attempt_for(Connection& sql, const roll::Urn& school,
                                          const std::string& account, const job::Receipt& receipt) {
  if (!receipt.reference.empty())
    if (auto own =
            first_of(sql.prepared("SELECT id FROM attempt WHERE school = $1 AND id = $2 AND account = $3")
                         .query(school, receipt.reference, account)))
      return own;
  if (receipt.provider_ref.empty()) return std::nullopt;
  if (auto answered =
          first_of(sql.prepared("SELECT a.id FROM attempt_outcome o JOIN attempt a ON a.school = "
                                "o.school AND a.id = o.attempt WHERE o.school = $1 AND o.provider_ref "
                                "= $2 AND o.provider_ref <> '' AND a.account = $3 ORDER BY "
                                "a.started_at DESC, a.id DESC LIMIT 1")
                       .query(school, receipt.provider_ref, account)))
    return answered;
  return first_of(
      sql.prepared("SELECT attempt FROM receipt_word WHERE school = $1 AND account = $2 AND provider_ref "
                   "= $3 AND provider_ref <> '' AND attempt <> '' AND kind = 'receipt' ORDER BY attempt "
                   "DESC LIMIT 1")
          .query(school, account, receipt.provider_ref));
}

class SqlReceiptInbox final : public ports::ReceiptInbox {
 public:
  explicit SqlReceiptInbox(Database& database) : database_(database) {}

  base::Result<ports::Kept> keep(const Posted& posted) override {
    auto kept = database_.write([&](Transaction& tx) {
      const ports::Kept how = store::keep(tx, posted);
      FIRSTDAY_FAILPOINT("post.after_rows");
      return how;
    });
    FIRSTDAY_FAILPOINT("post.after_commit");
    return kept;
  }
  base::Result<std::vector<Posted>> unread(const roll::Urn& school, int limit) const override {
    return database_.read([&](Connection& sql) { return store::unread(sql, school, limit); });
  }
  base::Status settle(const Posted& posted, const std::vector<Matched>& words, base::Instant now) override {
    const auto done = database_.write([&](Transaction& tx) {
      store::settle(tx, posted, words, now);
      FIRSTDAY_FAILPOINT("settle.after_rows");
      return true;
    });
    FIRSTDAY_FAILPOINT("settle.after_commit");
    return done ? base::Status() : done.error();
  }
  base::Result<std::vector<ports::OpenWord>> open_words(const roll::Urn& school) const override {
    return database_.read([&](Connection& sql) {
      std::vector<ports::OpenWord> out;
      for (WordRow& row : open_rows(sql, school)) out.push_back(open_word(std::move(row)));
      return out;
    });
  }
  base::Result<bool> close(const ports::Seen& seen) override {
    return database_.write([&](Transaction& tx) { return store::close(tx, seen); });
  }
  base::Result<std::optional<job::AttemptId>> attempt_for(const roll::Urn& school, const std::string& account,
                                                          const job::Receipt& receipt) const override {
    return database_.read([&](Connection& sql) { return store::attempt_for(sql, school, account, receipt); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<ports::ReceiptInbox> make_receipt_inbox(Database& database) {
  return std::make_unique<SqlReceiptInbox>(database);
}

}  // namespace firstday::store
