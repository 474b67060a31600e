#include "store/roll_tables.h"

#include <algorithm>
#include <bit>
#include <cstdint>

#include "store/lines.h"

namespace firstday::store {

namespace {

template <typename Enum>
int number_of(Enum value) {
  return static_cast<int>(value);
}

roll::Answer answer(Rows& rows) {
  return static_cast<roll::Answer>(rows.small());
}

std::int64_t stored(const roll::SourceHash& hash) {
  return std::bit_cast<std::int64_t>(hash.value);
}
roll::SourceHash source_hash(Rows& rows) {
  return {std::bit_cast<std::uint64_t>(rows.number())};
}

std::string words_of(const std::vector<roll::Channel>& channels) {
  std::string out;
  for (const roll::Channel c : channels) put_line(out, roll::word(c));
  return out;
}

std::vector<roll::Channel> channels_of(std::string_view packed) {
  std::vector<roll::Channel> out;
  while (!packed.empty())
    if (const auto channel = roll::channel_of(take_line(packed))) out.push_back(*channel);
  return out;
}

std::string text_of(const std::optional<base::Date>& date) {
  return date ? base::iso_date(*date) : std::string();
}

roll::Pupil pupil_of(Rows& rows) {
  roll::Pupil p;
  p.ref = rows.id<roll::PupilRef>();
  p.year = rows.text();
  p.form = rows.text();
  p.tags = unpack_lines(rows.view());
  p.address_confidential = rows.yes();
  p.source = source_hash(rows);
  p.upn = rows.text();
  p.forename = rows.personal();
  p.surname = rows.personal();
  p.born = base::parse_iso_date(rows.view());
  p.home.lines = unpack_personal_lines(rows.view());
  p.home.postcode = rows.personal();
  p.starts = base::parse_iso_date(rows.view());
  return p;
}

roll::Contact contact_of(Rows& rows) {
  roll::Contact c;
  c.pupil = rows.id<roll::PupilRef>();
  c.ref = rows.id<roll::ContactRef>();
  c.priority = rows.small();
  c.relationship = rows.text();
  c.parental_responsibility = answer(rows);
  c.day_to_day_care = answer(rows);
  c.lives_with_pupil = answer(rows);
  c.barred = rows.yes();
  c.emergency_only = rows.yes();
  c.language = rows.text();
  c.address_confidential = rows.yes();
  c.opted_out = channels_of(rows.view());
  c.source = source_hash(rows);
  for (roll::PhoneNumber* number : {&c.mobile, &c.landline, &c.work})
    number->kind = static_cast<roll::PhoneKind>(rows.small());
  c.title = rows.personal();
  c.forename = rows.personal();
  c.surname = rows.personal();
  for (roll::PhoneNumber* number : {&c.mobile, &c.landline, &c.work}) number->e164 = rows.personal();
  c.email = rows.personal();
  c.address.lines = unpack_personal_lines(rows.view());
  c.address.postcode = rows.personal();
  return c;
}

roll::Professional professional_of(Rows& rows) {
  roll::Professional p;
  p.pupil = rows.id<roll::PupilRef>();
  p.role = rows.text();
  p.phone.kind = static_cast<roll::PhoneKind>(rows.small());
  p.out_of_hours.kind = static_cast<roll::PhoneKind>(rows.small());
  p.name = rows.personal();
  p.phone.e164 = rows.personal();
  p.out_of_hours.e164 = rows.personal();
  p.email = rows.personal();
  return p;
}

roll::SiblingElsewhere sibling_of(Rows& rows) {
  roll::SiblingElsewhere s;
  s.pupil = rows.id<roll::PupilRef>();
  s.phone.kind = static_cast<roll::PhoneKind>(rows.small());
  s.name = rows.personal();
  s.school = rows.text();
  s.phone.e164 = rows.personal();
  return s;
}

template <typename Row>
void read_into(std::vector<Row>& out, Rows rows, Row (*row_of)(Rows&)) {
  while (rows.next()) out.push_back(row_of(rows));
}

}  // namespace

void put_pupil(Connection& sql, const roll::Urn& school, const roll::Pupil& p) {
  sql.prepared(
         "INSERT INTO pupil (school, ref, year, form, tags, address_confidential, source_hash, upn, "
         "forename, "
         "surname, born, home_lines, home_postcode, starts) "
         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
         "ON CONFLICT (school, ref) DO UPDATE SET year = excluded.year, form = excluded.form, "
         "tags = excluded.tags, address_confidential = excluded.address_confidential, "
         "source_hash = excluded.source_hash, upn = excluded.upn, forename = excluded.forename, "
         "surname = excluded.surname, born = excluded.born, home_lines = excluded.home_lines, "
         "home_postcode = excluded.home_postcode, starts = excluded.starts")
      .run(school, p.ref, p.year, p.form, pack_lines(p.tags), p.address_confidential, stored(p.source), p.upn,
           p.forename, p.surname, text_of(p.born), pack_lines(p.home.lines), p.home.postcode,
           text_of(p.starts));
}

void remove_pupil(Connection& sql, const roll::Urn& school, const roll::PupilRef& pupil) {
  sql.prepared("DELETE FROM pupil WHERE school = $1 AND ref = $2").run(school, pupil);
  sql.prepared("DELETE FROM contact WHERE school = $1 AND pupil = $2").run(school, pupil);
  sql.prepared("DELETE FROM professional WHERE school = $1 AND pupil = $2").run(school, pupil);
  sql.prepared("DELETE FROM sibling WHERE school = $1 AND pupil = $2").run(school, pupil);
}

void put_contact(Connection& sql, const roll::Urn& school, const roll::Contact& c) {
  sql.prepared(
         "INSERT INTO contact (school, pupil, ref, priority, relationship, parental_responsibility, "
         "day_to_day_care, lives_with_pupil, barred, emergency_only, language, address_confidential, "
         "opted_out, "
         "source_hash, mobile_kind, landline_kind, work_kind, title, forename, surname, mobile, landline, "
         "work, "
         "email, address_lines, address_postcode) "
         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, "
         "$21, $22, $23, $24, $25, $26) "
         "ON CONFLICT (school, pupil, ref) DO UPDATE SET priority = excluded.priority, "
         "relationship = excluded.relationship, parental_responsibility = excluded.parental_responsibility, "
         "day_to_day_care = excluded.day_to_day_care, lives_with_pupil = excluded.lives_with_pupil, "
         "barred = excluded.barred, emergency_only = excluded.emergency_only, language = excluded.language, "
         "address_confidential = excluded.address_confidential, opted_out = excluded.opted_out, "
         "source_hash = excluded.source_hash, mobile_kind = excluded.mobile_kind, "
         "landline_kind = excluded.landline_kind, work_kind = excluded.work_kind, title = excluded.title, "
         "forename = excluded.forename, surname = excluded.surname, mobile = excluded.mobile, "
         "landline = excluded.landline, work = excluded.work, email = excluded.email, "
         "address_lines = excluded.address_lines, address_postcode = excluded.address_postcode")
      .run(school, c.pupil, c.ref, c.priority, c.relationship, number_of(c.parental_responsibility),
           number_of(c.day_to_day_care), number_of(c.lives_with_pupil), c.barred, c.emergency_only,
           c.language, c.address_confidential, words_of(c.opted_out), stored(c.source),
           number_of(c.mobile.kind), number_of(c.landline.kind), number_of(c.work.kind), c.title, c.forename,
           c.surname, c.mobile.e164, c.landline.e164, c.work.e164, c.email, pack_lines(c.address.lines),
           c.address.postcode);
  sql.prepared("DELETE FROM contact_removed WHERE school = $1 AND pupil = $2 AND ref = $3")
      .run(school, c.pupil, c.ref);
}

void remove_contact(Connection& sql, const roll::Urn& school, const ports::RemovedContact& c) {
  sql.prepared("DELETE FROM contact WHERE school = $1 AND pupil = $2 AND ref = $3")
      .run(school, c.pupil, c.ref);
  sql.prepared(
         "INSERT INTO contact_removed (school, pupil, ref, removed_at, traces) VALUES ($1, $2, $3, $4, $5) "
         "ON CONFLICT (school, pupil, ref) DO UPDATE SET removed_at = excluded.removed_at, "
         "traces = excluded.traces")
      .run(school, c.pupil, c.ref, c.at, pack_lines(c.traces));
}

void replace_professionals(Connection& sql, const roll::Urn& school,
                           const std::vector<roll::Professional>& rows) {
  sql.prepared("DELETE FROM professional WHERE school = $1").run(school);
  int place = 0;
  for (const roll::Professional& p : rows)
    sql.prepared(
           "INSERT INTO professional (school, pupil, place, role, phone_kind, out_of_hours_kind, name, "
           "phone, "
           "out_of_hours, email) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
        .run(school, p.pupil, ++place, p.role, number_of(p.phone.kind), number_of(p.out_of_hours.kind),
             p.name, p.phone.e164, p.out_of_hours.e164, p.email);
}

void replace_siblings(Connection& sql, const roll::Urn& school,
                      const std::vector<roll::SiblingElsewhere>& rows) {
  sql.prepared("DELETE FROM sibling WHERE school = $1").run(school);
  int place = 0;
  for (const roll::SiblingElsewhere& s : rows)
    sql.prepared(
           "INSERT INTO sibling (school, pupil, place, phone_kind, name, other_school, phone) "
           "VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .run(school, s.pupil, ++place, number_of(s.phone.kind), s.name, s.school, s.phone.e164);
}

roll::Roll load_roll(Connection& sql, const roll::Urn& school) {
  roll::Roll out;
  out.school = school;
  read_into(
      out.pupils,
      sql.prepared("SELECT ref, year, form, tags, address_confidential, source_hash, upn, forename, surname, "
                   "born, home_lines, home_postcode, starts FROM pupil WHERE school = $1 ORDER BY ref")
          .query(school),
      pupil_of);
  read_into(
      out.contacts,
      sql.prepared("SELECT pupil, ref, priority, relationship, parental_responsibility, day_to_day_care, "
                   "lives_with_pupil, barred, emergency_only, language, address_confidential, opted_out, "
                   "source_hash, mobile_kind, landline_kind, work_kind, title, forename, surname, mobile, "
                   "landline, work, email, address_lines, address_postcode FROM contact WHERE school = $1 "
                   "ORDER BY pupil, CASE WHEN priority > 0 THEN priority ELSE 1000000 END, ref")
          .query(school),
      contact_of);
  read_into(
      out.professionals,
      sql.prepared("SELECT pupil, role, phone_kind, out_of_hours_kind, name, phone, out_of_hours, email "
                   "FROM professional WHERE school = $1 ORDER BY pupil, role, place")
          .query(school),
      professional_of);
  read_into(out.siblings,
            sql.prepared("SELECT pupil, phone_kind, name, other_school, phone FROM sibling WHERE school = $1 "
                         "ORDER BY pupil, place")
                .query(school),
            sibling_of);
  return out;
}

std::vector<roll::OptOut> load_opt_outs(Connection& sql, const roll::Urn& school) {
  Rows rows =
      sql.prepared("SELECT channel, address, since FROM opt_out WHERE school = $1 ORDER BY channel, address")
          .query(school);
  std::vector<roll::OptOut> out;
  while (rows.next()) {
    roll::OptOut& o = out.emplace_back();
    o.school = school;
    o.channel = roll::channel_of(rows.view()).value_or(roll::Channel::kText);
    o.address = rows.personal();
    o.since = rows.instant();
  }
  return out;
}

bool delete_opt_out(Connection& sql, const roll::OptOut& o) {
  return sql.prepared("DELETE FROM opt_out WHERE school = $1 AND channel = $2 AND address = $3")
             .run(o.school, roll::word(o.channel), o.address) > 0;
}

std::vector<ports::RemovedContact> load_removed(Connection& sql, const roll::Urn& school) {
  Rows rows = sql.prepared(
                     "SELECT pupil, ref, removed_at, traces FROM contact_removed WHERE school = $1 "
                     "ORDER BY pupil, ref")
                  .query(school);
  std::vector<ports::RemovedContact> out;
  while (rows.next()) {
    ports::RemovedContact& row = out.emplace_back();
    row.pupil = rows.id<roll::PupilRef>();
    row.ref = rows.id<roll::ContactRef>();
    row.at = rows.instant();
    row.traces = unpack_lines(rows.view());
  }
  return out;
}

}  // namespace firstday::store
