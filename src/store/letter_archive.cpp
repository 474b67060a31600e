#include "ports/letter_archive.h"

#include "store/database.h"
#include "store/queue_events.h"

namespace firstday::store {

namespace {

using ports::KeptLetter;
using ports::PrintedLetter;

bool is_new(Connection& sql, const PrintedLetter& letter, base::Instant now) {
  return sql.prepared(
                "INSERT INTO kept_letter (school, reference, sha256, kept_at, pdf) "
                "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING")
             .run(letter.job.school, letter.reference, letter.sha256, now, Blob{letter.pdf.reveal()}) > 0;
}

std::optional<KeptLetter> newest(Connection& sql, const roll::Urn& school, const std::string& reference) {
  Rows rows = sql.prepared(
                     "SELECT reference, sha256, kept_at, pdf FROM kept_letter WHERE school = $1 AND "
                     "reference = $2 ORDER BY kept_at DESC, sha256 LIMIT 1")
                  .query(school, reference);
  if (!rows.next()) return {};
  KeptLetter out;
  out.reference = rows.text();
  out.sha256 = rows.text();
  out.kept_at = rows.instant();
  out.pdf = base::Personal(std::string(rows.view()));
  return out;
}

class SqlLetterArchive final : public ports::LetterArchive {
 public:
  explicit SqlLetterArchive(Database& database) : database_(database) {}

  base::Status keep(std::span<const PrintedLetter> letters, base::Instant now,
                    const std::string& actor) override {
    for (const PrintedLetter& letter : letters)
      if (letter.job.school != letters[0].job.school)
        return base::usage("Letters of two schools cannot be kept in one go.");
    const auto kept = database_.write([&](Transaction& tx) {
      for (const PrintedLetter& letter : letters)
        if (is_new(tx.sql, letter, now))
          for (const job::Subject& subject : letter.job.subjects)
            tx.record.put(letter_made(letter, subject, {now, actor}));
      return letters.size();
    });
    return kept ? base::Status() : kept.error();
  }

  base::Result<std::optional<KeptLetter>> find(const roll::Urn& school,
                                               const std::string& reference) const override {
    return database_.read([&](Connection& sql) { return newest(sql, school, reference); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<ports::LetterArchive> make_letter_archive(Database& database) {
  return std::make_unique<SqlLetterArchive>(database);
}

}  // namespace firstday::store
