#include "store/queue_verbs.h"

namespace firstday::store {

namespace {

/// Attempt ids begin with their millisecond (UUIDv7), and never with an earlier one than those before them:
/// so the table's own order leads to those of a stretch of time, and their own times sort out the rest.
std::string first_id_of(base::Instant at) {
  constexpr int kHexDigits = 12;
  auto milliseconds = base::micros(at) / 1000;
  std::string hex(kHexDigits, '0');
  for (int i = kHexDigits - 1; i >= 0 && milliseconds > 0; --i, milliseconds /= 16)
    hex[static_cast<std::size_t>(i)] = "0123456789abcdef"[milliseconds % 16];
  return hex.insert(8, "-");
}

std::map<std::string, ports::Sent> sent_by_account(Connection& sql, const roll::Urn& school,
                                                   base::Instant since) {
  Rows rows =
      sql.prepared(
             "SELECT a.account, COUNT(*), SUM(m.parts) FROM attempt a JOIN message m ON m.school = "
             "a.school AND m.attempt = a.id WHERE a.school = $1 AND a.id >= $2 AND a.started_at >= $3 "
             "AND a.live = 1 GROUP BY a.account")
          .query(school, first_id_of(since), since);
  std::map<std::string, ports::Sent> out;
  while (rows.next()) {
    ports::Sent& sent = out[std::string(rows.view())];
    sent.messages = rows.small();
    sent.parts = rows.number();
  }
  return out;
}

std::vector<ports::Reached> reached(Connection& sql, const roll::Urn& school, base::Instant since) {
  Rows rows = sql.prepared(
                     "SELECT m.sent_to, a.started_at FROM attempt a JOIN message m ON m.school = a.school "
                     "AND m.attempt = a.id WHERE a.school = $1 AND a.id >= $2 AND a.started_at >= $3 "
                     "AND a.live = 1 ORDER BY a.id")
                  .query(school, first_id_of(since), since);
  std::vector<ports::Reached> out;
  while (rows.next()) {
    ports::Reached& one = out.emplace_back();
    one.to = rows.personal();
    one.at = rows.instant();
  }
  return out;
}

}  // namespace

ports::Lately lately(Connection& sql, const roll::Urn& school, base::Instant day, base::Instant hour) {
  return {sent_by_account(sql, school, day), reached(sql, school, hour)};
}

}  // namespace firstday::store
