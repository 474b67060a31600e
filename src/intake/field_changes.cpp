#include "intake/field_changes.h"

#include "base/text.h"

namespace firstday::intake {

namespace {

using base::Personal;

Personal shown(const std::string& text) {
  return Personal(text);
}
Personal shown(const Personal& text) {
  return text;
}
Personal shown(bool yes) {
  return Personal(yes ? "yes" : "no");
}
Personal shown(int number) {
  return Personal(std::to_string(number));
}
Personal shown(const std::optional<base::Date>& date) {
  return Personal(date ? base::iso_date(*date) : "");
}
Personal shown(const roll::PhoneNumber& phone) {
  return phone.e164;
}
Personal shown(const std::vector<std::string>& words) {
  return Personal(base::join(words, "; "));
}

Personal shown(roll::Answer answer) {
  switch (answer) {
    case roll::Answer::kYes:
      return Personal("yes");
    case roll::Answer::kNo:
      return Personal("no");
    case roll::Answer::kUnknown:
      break;
  }
  return Personal("not known");
}

Personal shown(const roll::Address& address) {
  std::vector<std::string> lines;
  for (const Personal& line : address.lines) lines.push_back(line.reveal());
  if (!address.postcode.empty()) lines.push_back(address.postcode.reveal());
  return Personal(base::join(lines, ", "));
}

Personal shown(const std::vector<roll::Channel>& channels) {
  std::vector<std::string> words;
  words.reserve(channels.size());
  for (roll::Channel c : channels) words.emplace_back(roll::word(c));
  return Personal(base::join(words, "; "));
}

enum class Weight { kPlain, kMatters };

class Changes {
 public:
  template <typename T>
  void compare(const char* field, const T& before, const T& after, Weight weight = Weight::kPlain) {
    if (!(before == after)) out_.push_back({field, shown(before), shown(after), weight == Weight::kMatters});
  }
  std::vector<FieldChange> take() { return std::move(out_); }

 private:
  std::vector<FieldChange> out_;
};

}  // namespace

std::vector<FieldChange> changes_of(const roll::Pupil& before, const roll::Pupil& after) {
  Changes c;
  c.compare("upn", before.upn, after.upn);
  c.compare("forename", before.forename, after.forename);
  c.compare("surname", before.surname, after.surname);
  c.compare("born", before.born, after.born);
  c.compare("starts", before.starts, after.starts, Weight::kMatters);
  c.compare("year", before.year, after.year);
  c.compare("form", before.form, after.form);
  c.compare("tags", before.tags, after.tags, Weight::kMatters);
  c.compare("address", before.home, after.home);
  c.compare("address_confidential", before.address_confidential, after.address_confidential,
            Weight::kMatters);
  return c.take();
}

std::vector<FieldChange> changes_of(const roll::Contact& before, const roll::Contact& after) {
  Changes c;
  c.compare("court_order", before.barred, after.barred, Weight::kMatters);
  c.compare("priority", before.priority, after.priority, Weight::kMatters);
  c.compare("relationship", before.relationship, after.relationship);
  c.compare("title", before.title, after.title);
  c.compare("forename", before.forename, after.forename);
  c.compare("surname", before.surname, after.surname);
  c.compare("parental_responsibility", before.parental_responsibility, after.parental_responsibility,
            Weight::kMatters);
  c.compare("day_to_day_care", before.day_to_day_care, after.day_to_day_care, Weight::kMatters);
  c.compare("lives_with_pupil", before.lives_with_pupil, after.lives_with_pupil);
  c.compare("emergency_only", before.emergency_only, after.emergency_only, Weight::kMatters);
  c.compare("language", before.language, after.language);
  c.compare("mobile", before.mobile, after.mobile, Weight::kMatters);
  c.compare("landline", before.landline, after.landline, Weight::kMatters);
  c.compare("work_phone", before.work, after.work, Weight::kMatters);
  c.compare("email", before.email, after.email);
  c.compare("address", before.address, after.address);
  c.compare("address_confidential", before.address_confidential, after.address_confidential,
            Weight::kMatters);
  c.compare("opted_out", before.opted_out, after.opted_out, Weight::kMatters);
  return c.take();
}

}  // namespace firstday::intake
