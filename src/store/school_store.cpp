#include "store/database.h"
#include "store/mark_table.h"
#include "store/queue_verbs.h"
#include "store/roll_tables.h"

namespace firstday::store {

namespace {

int apply_change(Transaction& tx, const ports::RollChange& c) {
  know_school(tx.sql, c.school);
  for (const roll::PupilRef& pupil : c.remove_pupils) remove_pupil(tx.sql, c.school, pupil);
  for (const ports::RemovedContact& contact : c.remove_contacts) remove_contact(tx.sql, c.school, contact);
  for (const roll::Pupil& pupil : c.put_pupils) put_pupil(tx.sql, c.school, pupil);
  for (const roll::Contact& contact : c.put_contacts) put_contact(tx.sql, c.school, contact);
  if (c.professionals) replace_professionals(tx.sql, c.school, *c.professionals);
  if (c.siblings) replace_siblings(tx.sql, c.school, *c.siblings);
  const int withdrawn = withdraw_for(tx, c.school, c.withdraw_for);
  for (const chronology::Event& e : c.events) tx.record.put(e);
  return withdrawn;
}

std::vector<roll::Urn> load_schools(Connection& sql) {
  Rows rows = sql.prepared("SELECT school FROM school ORDER BY school").query();
  std::vector<roll::Urn> out;
  while (rows.next()) out.push_back(rows.id<roll::Urn>());
  return out;
}

int put_and_tell(Transaction& tx, const roll::Urn& school, const std::vector<roll::Mark>& marks,
                 const Doing& doing) {
  know_school(tx.sql, school);
  const MarkCounts counts = put_marks(tx.sql, tx.record, school, marks, doing);
  const int different = counts.added + counts.changed;
  if (different > 0) tx.record.put(marks_imported(school, counts, doing));
  return different;
}

class SqlSchoolStore final : public ports::SchoolStore {
 public:
  explicit SqlSchoolStore(Database& database) : database_(database) {}

  base::Result<std::vector<roll::Urn>> schools() const override {
    return database_.read([](Connection& sql) { return load_schools(sql); });
  }
  base::Result<roll::Roll> roll(const roll::Urn& school) const override {
    return database_.read([&](Connection& sql) {
      roll::Roll roll = load_roll(sql, school);
      roll::put_into_force(load_opt_outs(sql, school), roll);
      return roll;
    });
  }
  base::Result<roll::Roll> roll_as_imported(const roll::Urn& school) const override {
    return database_.read([&](Connection& sql) { return load_roll(sql, school); });
  }
  base::Result<std::vector<roll::OptOut>> opt_outs(const roll::Urn& school) const override {
    return database_.read([&](Connection& sql) { return load_opt_outs(sql, school); });
  }
  base::Result<bool> end_opt_out(const roll::OptOut& opt_out,
                                 const std::vector<chronology::Event>& events) override {
    return database_.write([&](Transaction& tx) {
      if (!delete_opt_out(tx.sql, opt_out)) return false;
      for (const chronology::Event& e : events) tx.record.put(e);
      return true;
    });
  }
  base::Result<std::vector<ports::RemovedContact>> removed_contacts(const roll::Urn& school) const override {
    return database_.read([&](Connection& sql) { return load_removed(sql, school); });
  }
  base::Result<int> apply(const ports::RollChange& change) override {
    for (const chronology::Event& e : change.events)
      if (e.school != change.school) return base::usage("An event of the import belongs to another school.");
    return database_.write([&](Transaction& tx) { return apply_change(tx, change); });
  }
  base::Result<roll::Register> marks(const roll::Urn& school, base::Date from, base::Date to) const override {
    return database_.read([&](Connection& sql) { return load_marks(sql, school, from, to); });
  }
  base::Result<int> put_marks(const roll::Urn& school, const std::vector<roll::Mark>& marks, base::Instant at,
                              const std::string& actor) override {
    return database_.write([&](Transaction& tx) { return put_and_tell(tx, school, marks, {at, actor}); });
  }

 private:
  Database& database_;
};

}  // namespace

std::unique_ptr<ports::SchoolStore> make_school_store(Database& database) {
  return std::make_unique<SqlSchoolStore>(database);
}

}  // namespace firstday::store
