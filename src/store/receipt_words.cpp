#include "store/receipt_words.h"

#include "store/lines.h"

namespace firstday::store {

namespace {

/// In the order in which word_in() reads them.
#define FIRSTDAY_WORD                                                                                   \
  "SELECT school, post, number, account, received_at, kind, status, reference, provider_ref, said_at, " \
  "detail, attempt, contradicts, is_stop, is_open, about, sender, words FROM receipt_word "

/// Three lines each: pupil, case, contact.
std::string pack_about(const std::vector<ports::Concerned>& about) {
  std::vector<std::string> lines;
  lines.reserve(about.size() * 3);
  for (const ports::Concerned& c : about) {
    lines.push_back(c.pupil.text());
    lines.push_back(c.case_id.text());
    lines.push_back(c.contact.text());
  }
  return pack_lines(lines);
}

std::vector<ports::Concerned> unpack_about(std::string_view packed) {
  const std::vector<std::string> lines = unpack_lines(packed);
  std::vector<ports::Concerned> out;
  for (std::size_t i = 0; i + 2 < lines.size(); i += 3)
    out.push_back({roll::PupilRef(lines[i]), job::CaseId(lines[i + 1]), roll::ContactRef(lines[i + 2])});
  return out;
}

WordRow word_in(Rows& rows) {
  WordRow out;
  ports::Matched& w = out.word;
  w.school = rows.id<roll::Urn>();
  w.post = rows.text();
  w.number = rows.small();
  w.account = rows.text();
  w.received_at = rows.instant();
  const std::string kind = rows.text();
  job::Receipt receipt;
  receipt.status = job::receipt_status_of(rows.view()).value_or(job::ReceiptStatus::kAccepted);
  receipt.reference = rows.text();
  receipt.provider_ref = rows.text();
  receipt.at = rows.maybe_instant();
  receipt.detail = rows.text();
  w.attempt = rows.id<job::AttemptId>();
  out.contradicts = rows.yes();
  w.stop = rows.yes();
  out.is_open = rows.yes();
  w.about = unpack_about(rows.view());
  base::Personal sender = rows.personal();
  base::Personal words = rows.personal();
  if (kind == "unreadable") w.unreadable = receipt.detail;
  if (kind == "reply")
    w.word =
        job::Reply{std::move(sender), std::move(words), receipt.provider_ref, receipt.reference, receipt.at};
  else
    w.word = std::move(receipt);
  return out;
}

/// The columns that a receipt and a reply share, and those that only one of them has.
struct Columns {
  std::string_view kind;
  std::string_view status = "";
  std::string reference = {};
  std::string provider_ref = {};
  std::optional<base::Instant> at = {};
  std::string detail = {};
  base::Personal sender = {};
  base::Personal words = {};
};

Columns columns_of(const WordRow& row) {
  if (!row.word.unreadable.empty()) {
    Columns c{"unreadable"};
    c.detail = row.word.unreadable;
    return c;
  }
  if (const auto* r = std::get_if<job::Receipt>(&row.word.word))
    return {"receipt", job::word(r->status), r->reference, r->provider_ref, r->at, r->detail, {}, {}};
  const auto& r = std::get<job::Reply>(row.word.word);
  return {"reply", "", r.reference, r.provider_ref, r.at, "", r.from, r.text};
}

}  // namespace

std::optional<WordRow> find_word(Connection& sql, const roll::Urn& school, const std::string& post,
                                 int number) {
  Rows rows = sql.prepared(FIRSTDAY_WORD "WHERE school = $1 AND post = $2 AND number = $3")
                  .query(school, post, number);
  if (!rows.next()) return std::nullopt;
  return word_in(rows);
}

void insert_word(Connection& sql, const WordRow& row) {
  const ports::Matched& w = row.word;
  const Columns c = columns_of(row);
  sql.prepared(
         "INSERT INTO receipt_word (school, post, number, account, received_at, kind, status, reference, "
         "provider_ref, said_at, detail, attempt, contradicts, is_stop, is_open, about, sender, words) "
         "VALUES "
         "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)")
      .run(w.school, w.post, w.number, w.account, w.received_at, c.kind, c.status, c.reference,
           c.provider_ref, c.at, c.detail, w.attempt, row.contradicts, w.stop, row.is_open,
           pack_about(w.about), c.sender, c.words);
}

void update_word(Connection& sql, const WordRow& row) {
  const ports::Matched& w = row.word;
  sql.prepared(
         "UPDATE receipt_word SET attempt = $1, contradicts = $2, is_open = $3, about = $4 WHERE school = $5 "
         "AND post = $6 AND number = $7")
      .run(w.attempt, row.contradicts, row.is_open, pack_about(w.about), w.school, w.post, w.number);
}

std::vector<WordRow> open_rows(Connection& sql, const roll::Urn& school) {
  Rows rows =
      sql.prepared(FIRSTDAY_WORD "WHERE school = $1 AND is_open = 1 ORDER BY received_at, post, number")
          .query(school);
  std::vector<WordRow> out;
  while (rows.next()) out.push_back(word_in(rows));
  return out;
}

std::vector<job::ReceiptStatus> statuses_of(Connection& sql, const ports::Matched& word) {
  Rows rows =
      sql.prepared(
             "SELECT DISTINCT status FROM receipt_word WHERE school = $1 AND attempt = $2 AND attempt "
             "<> '' AND kind = 'receipt' AND NOT (post = $3 AND number = $4)")
          .query(word.school, word.attempt, word.post, word.number);
  std::vector<job::ReceiptStatus> out;
  while (rows.next())
    if (const auto status = job::receipt_status_of(rows.view())) out.push_back(*status);
  return out;
}

bool is_known_reply(Connection& sql, const ports::Matched& word) {
  const std::string& id = std::get<job::Reply>(word.word).provider_ref;
  if (id.empty()) return false;
  return sql
      .prepared(
          "SELECT 1 FROM receipt_word WHERE school = $1 AND account = $2 AND provider_ref = $3 AND "
          "provider_ref <> '' AND kind = 'reply' AND NOT (post = $4 AND number = $5)")
      .query(word.school, word.account, id, word.post, word.number)
      .next();
}

}  // namespace firstday::store
