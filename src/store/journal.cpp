#include <algorithm>
#include <cstdlib>
#include <map>

#include "store/chain.h"
#include "store/database.h"
#include "store/where.h"

namespace firstday::store {

using chronology::Event;

namespace {

#define FIRSTDAY_EVENT_COLUMNS \
  "school, seq, happened_at, type, case_id, pupil, contact, job, attempt, actor, details"

/// Without its details, which come packed.
Event event_in(Rows& rows, std::string& details) {
  Event e;
  e.school = rows.id<roll::Urn>();
  e.seq = rows.number();
  e.at = rows.instant();
  e.type = chronology::type_of(rows.view()).value_or(chronology::Type::kNote);
  e.case_id = rows.id<job::CaseId>();
  e.pupil = rows.id<roll::PupilRef>();
  e.contact = rows.id<roll::ContactRef>();
  e.job = rows.id<job::JobId>();
  e.attempt = rows.id<job::AttemptId>();
  e.actor = rows.text();
  details = rows.view();
  return e;
}

/// `from` means the closing of cases where cases are asked for, and the event itself otherwise.
Where where_of(const ports::EventFilter& f) {
  Where where;
  if (!f.school.empty()) where.add("school =", f.school.text());
  if (!f.pupil.empty()) where.add("pupil <> '' AND pupil =", f.pupil.text());
  if (f.from && !f.of_open_cases) where.add("happened_at >=", base::micros(*f.from));
  if (f.to) where.add("happened_at <", base::micros(*f.to));
  std::vector<std::string> types;
  for (const chronology::Type t : f.types) types.emplace_back(chronology::word(t));
  if (!types.empty()) where.add_any_of("type", types);
  std::string cases =
      "case_id <> '' AND (school, case_id) IN (SELECT c.school, c.id FROM absence_case c WHERE ";
  if (!f.school.empty()) cases += "c.school = $1 AND ";
  cases += "(c.closed_at IS NULL";
  if (f.of_open_cases && f.from) where.add(cases + " OR c.closed_at >=", base::micros(*f.from), "))");
  if (f.of_open_cases && !f.from) where.add_plain(cases + "))");
  return where;
}

std::vector<Event> find_events(Connection& sql, const ports::EventFilter& filter) {
  const Where where = where_of(filter);
  Statement statement =
      sql.once("SELECT " FIRSTDAY_EVENT_COLUMNS " FROM event " + where.text() + " ORDER BY school, seq");
  std::vector<Event> out;
  std::string details;
  Rows rows = statement.query(where.values());
  while (rows.next()) {
    out.push_back(event_in(rows, details));
    out.back().details = unpack_details(details);
  }
  return out;
}

/// Walks one school's chain and keeps the first thing that does not fit.
class ChainCheck {
 public:
  ChainCheck(Connection& sql, const roll::Urn& school, const seal::Digest& key)
      : sql_(sql), school_(school), key_(key), hash_(first_link(school)) {}

  ports::ChainState run() {
    Rows rows = sql_.prepared("SELECT " FIRSTDAY_EVENT_COLUMNS
                              ", commitment, hash FROM event WHERE school = $1 "
                              "ORDER BY seq")
                    .query(school_);
    while (rows.next()) check_event(rows);
    check_details();
    check_head();
    check_messages();
    check_letters();
    out_.head = out_.events == 0 ? "" : seal::hex(hash_);
    return out_;
  }

 private:
  using LetterName = std::pair<std::string, std::string>;  ///< reference and hash

  void broken(long long seq, const char* why) {
    if (out_.broken_at != 0) return;
    out_.broken_at = seq;
    out_.why = why;
  }

  void check_event(Rows& rows) {
    std::string details;
    const Event e = event_in(rows, details);
    const seal::Digest commitment = rows.digest();
    const seal::Digest stored = rows.digest();
    const seal::Digest now = commitment_to(e, details, key_);
    if (e.seq != last_ + 1) broken(last_ + 1, "events are missing here");
    if (commitment != now) unlike_[e.seq] = seal::hex(now);
    if (e.type == chronology::Type::kDetailsDestroyed) settle_destroyed(details);
    if (stored != hash_of(e, hash_, commitment))
      broken(e.seq, "the event does not follow from the one before it");
    if (e.type == chronology::Type::kAttemptStarted)
      sent_[e.attempt] = {e.seq, std::string(unpacked(details, "body_hash"))};
    if (e.type == chronology::Type::kLetterMade)
      letters_.emplace(LetterName(unpacked(details, "reference"), unpacked(details, "sha256")), e.seq);
    hash_ = stored;
    last_ = e.seq;
    ++out_.events;
  }

  /// What is left of an event whose details were destroyed is what the event about it says is left: a later
  /// one counts more.
  void settle_destroyed(const std::string& details) {
    const long long seq = std::atoll(unpacked(details, "of").c_str());
    destroyed_[seq] = unpacked(details, "left");
  }

  void check_details() {
    for (const auto& [seq, left] : unlike_) {
      const auto destroyed = destroyed_.find(seq);
      if (destroyed != destroyed_.end() && destroyed->second == left) continue;
      if (out_.broken_at == 0 || seq < out_.broken_at) {
        out_.broken_at = seq;
        out_.why = "the details or the actor were changed";
      }
      return;
    }
  }

  static std::string unpacked(const std::string& details, std::string_view name) {
    for (const chronology::Detail& d : unpack_details(details))
      if (d.name == name) return d.value.reveal();
    return {};
  }

  /// The texts as they were sent stand beside the record, which names the hash of each.
  void check_messages() {
    Rows rows =
        sql_.prepared("SELECT attempt, body FROM message WHERE school = $1 ORDER BY attempt").query(school_);
    while (rows.next()) {
      const auto at = sent_.find(rows.id<job::AttemptId>());
      const std::string hash = seal::sha256_hex(rows.view());
      if (at == sent_.end()) return broken(last_ + 1, "a text is on file that the record does not tell of");
      if (hash != at->second.body_hash) return broken(at->second.seq, "the text that was sent was changed");
      sent_.erase(at);
    }
    for (const auto& [attempt, sent] : sent_) broken(sent.seq, "the text that was sent is gone");
  }

  /// Every letter that was made is on file, byte for byte, and none that the record does not tell of. One of
  /// two children has an event for each.
  void check_letters() {
    Rows rows = sql_.prepared(
                        "SELECT reference, sha256, pdf FROM kept_letter WHERE school = $1 "
                        "ORDER BY reference, sha256")
                    .query(school_);
    while (rows.next()) {
      LetterName name{rows.text(), rows.text()};
      const auto at = letters_.find(name);
      if (at == letters_.end())
        return broken(last_ + 1, "a letter is on file that the record does not tell of");
      if (seal::sha256_hex(rows.view()) != name.second) return broken(at->second, "the letter was changed");
      letters_.erase(at);
    }
    for (const auto& [name, seq] : letters_) broken(seq, "the letter is gone");
  }

  /// What the record says of one send.
  struct Sent {
    long long seq = 0;
    std::string body_hash;
  };

  /// What no school has without an event that tells of it.
  bool has_anything() {
    return sql_
        .prepared(
            "SELECT 1 FROM absence_case WHERE school = $1 UNION ALL SELECT 1 FROM job WHERE school = $2 "
            "UNION ALL SELECT 1 FROM mark WHERE school = $3 UNION ALL SELECT 1 FROM pupil WHERE school = $4 "
            "LIMIT 1")
        .query(school_, school_, school_, school_)
        .next();
  }

  void check_head() {
    Rows rows = sql_.prepared("SELECT seq, hash, seal FROM chain_head WHERE school = $1").query(school_);
    if (!rows.next()) {
      if (last_ != 0) broken(last_ + 1, "where the record ends is not kept any more");
      if (last_ == 0 && has_anything())
        broken(1, "the whole record is gone, and what it told of is still there");
      return;
    }
    const long long seq = rows.number();
    const seal::Digest hash = rows.digest();
    if (rows.digest() != seal_of_head(school_, seq, hash, key_))
      broken(last_ + 1, "where the record ends was changed");
    else if (seq > last_)
      broken(last_ + 1, "events are missing at the end");
    else if (seq < last_ || hash != hash_)
      broken(seq + 1, "events were added from outside");
  }

  Connection& sql_;
  const roll::Urn& school_;
  const seal::Digest& key_;
  seal::Digest hash_;
  long long last_ = 0;
  std::map<job::AttemptId, Sent> sent_;
  std::map<LetterName, long long> letters_;  ///< and the event that tells of it first
  std::map<long long, std::string> unlike_;  ///< events that are not as they were committed to; as they are
  std::map<long long, std::string> destroyed_;  ///< ... and as an event says that they are left
  ports::ChainState out_;
};

std::optional<Event> event_at(Connection& sql, const roll::Urn& school, long long seq) {
  Rows rows = sql.prepared("SELECT " FIRSTDAY_EVENT_COLUMNS " FROM event WHERE school = $1 AND seq = $2")
                  .query(school, seq);
  if (!rows.next()) return std::nullopt;
  std::string details;
  Event e = event_in(rows, details);
  e.details = unpack_details(details);
  return e;
}

/// False where the event has none of them.
bool destroy_one(Transaction& tx, const ports::Destruction& d, const seal::Digest& key) {
  const auto event = event_at(tx.sql, d.school, d.seq);
  if (!event) return false;
  const Remainder left = without(*event, d.names);
  if (left.gone.empty()) return false;
  tx.sql.prepared("UPDATE event SET details = $1 WHERE school = $2 AND seq = $3")
      .run(left.packed, d.school, d.seq);
  tx.record.put(destroyed(*event, d, left, key));
  return true;
}

class SqlJournal final : public ports::Journal {
 public:
  explicit SqlJournal(Database& database) : database_(database) {}

  base::Status append(std::span<const Event> events) override {
    for (const Event& e : events)
      if (e.school != events[0].school)
        return base::usage("Events of two schools cannot be written in one go.");
    const auto written = database_.write([&](Transaction& tx) {
      for (const Event& e : events) tx.record.put(e);
      return events.size();
    });
    return written ? base::Status() : written.error();
  }

  base::Result<std::vector<Event>> events(const ports::EventFilter& filter) const override {
    return database_.read([&](Connection& sql) { return find_events(sql, filter); });
  }

  /// secure_delete overwrites the old bytes in the file; they may lie in the log until its next turn.
  base::Result<int> destroy(std::span<const ports::Destruction> destructions) override {
    return database_.write([&](Transaction& tx) {
      tx.sql.script("PRAGMA secure_delete = ON");
      int count = 0;
      for (const ports::Destruction& d : destructions)
        count += destroy_one(tx, d, database_.keys().chain()) ? 1 : 0;
      return count;
    });
  }

  base::Result<ports::ChainState> verify(const roll::Urn& school) const override {
    return database_.read(
        [&](Connection& sql) { return ChainCheck(sql, school, database_.keys().chain()).run(); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<ports::Journal> make_journal(Database& database) {
  return std::make_unique<SqlJournal>(database);
}

}  // namespace firstday::store
