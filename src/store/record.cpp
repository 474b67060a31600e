#include "store/record.h"

#include <algorithm>

#include "store/chain.h"

namespace firstday::store {

using chronology::Event;
using chronology::Type;

void know_school(Connection& sql, const roll::Urn& school) {
  sql.prepared("INSERT INTO school (school) VALUES ($1) ON CONFLICT DO NOTHING").run(school);
}

/// A head that was tampered with, or that does not fit the last event, is not built upon: the next event
/// starts from zeros, so that verify() shows the place for ever, and the day's work goes on.
Record::Head Record::load(const roll::Urn& school) {
  Rows rows = sql_.prepared(
                      "SELECT h.seq, h.hash, h.seal, (SELECT MAX(e.seq) FROM event e WHERE e.school = $1) "
                      "FROM (SELECT 1 AS one) o LEFT JOIN chain_head h ON h.school = $1")
                  .query(school);
  rows.next();
  const auto seq = rows.maybe_number();
  const seal::Digest hash = rows.digest();
  const seal::Digest seal = rows.digest();
  const auto last = rows.maybe_number();
  if (!seq && !last) return {0, first_link(school)};
  if (seq && last && *seq == *last && seal == seal_of_head(school, *seq, hash, chain_key_))
    return {*seq, hash};
  return {std::max(seq.value_or(0), last.value_or(0)), {}};
}

Record::Head& Record::head_of(const roll::Urn& school) {
  const auto at = heads_.find(school);
  if (at != heads_.end()) return at->second;
  know_school(sql_, school);
  return heads_.emplace(school, load(school)).first->second;
}

void Record::put(Event event) {
  Head& head = head_of(event.school);
  event.seq = ++head.seq;
  const std::string details = pack_details(event.details);
  const seal::Digest commitment = commitment_to(event, details, chain_key_);
  head.hash = hash_of(event, head.hash, commitment);
  insert(event, details, commitment, head.hash);
  keep_case(event);
}

void Record::insert(const Event& event, std::string_view details, const seal::Digest& commitment,
                    const seal::Digest& hash) {
  sql_.prepared(
          "INSERT INTO event (school, seq, happened_at, type, case_id, pupil, contact, job, attempt, "
          "commitment, "
          "hash, actor, details) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")
      .run(event.school, event.seq, event.at, chronology::word(event.type), event.case_id, event.pupil,
           event.contact, event.job, event.attempt, commitment, hash, event.actor, details);
}

void Record::keep_case(const Event& event) {
  if (event.type == Type::kCaseOpened)
    sql_.prepared(
            "INSERT INTO absence_case (school, id, pupil, opened_at, closed_at) VALUES ($1, $2, $3, $4, "
            "NULL) "
            "ON CONFLICT (school, id) DO UPDATE SET closed_at = NULL")
        .run(event.school, event.case_id, event.pupil, event.at);
  if (event.type == Type::kCaseClosed)
    sql_.prepared(
            "INSERT INTO absence_case (school, id, pupil, opened_at, closed_at) VALUES ($1, $2, $3, $4, $4) "
            "ON CONFLICT (school, id) DO UPDATE SET closed_at = excluded.closed_at")
        .run(event.school, event.case_id, event.pupil, event.at);
}

bool Record::is_whole_up_to(const roll::Urn& school, long long seq) {
  const Head head = load(school);
  if (head.seq < seq) return false;
  Rows rows = sql_.prepared("SELECT hash FROM event WHERE school = $1 AND seq = $2").query(school, head.seq);
  return rows.next() && rows.digest() == head.hash;
}

std::map<roll::Urn, long long> Record::ends() const {
  std::map<roll::Urn, long long> out;
  for (const auto& [school, head] : heads_) out[school] = head.seq;
  return out;
}

void Record::finish() {
  for (const auto& [school, head] : heads_)
    sql_.prepared(
            "INSERT INTO chain_head (school, seq, hash, seal) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (school) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, seal = "
            "excluded.seal")
        .run(school, head.seq, head.hash, seal_of_head(school, head.seq, head.hash, chain_key_));
}

}  // namespace firstday::store
