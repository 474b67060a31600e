#include "intake/columns.h"

#include <array>

namespace firstday::intake {

namespace {

constexpr std::array kPupils = {
    ColumnName{"school", "urn|school urn"},
    ColumnName{"pupil", "pupil ref|pupil id"},
    ColumnName{"upn", "unique pupil number"},
    ColumnName{"forename", "first name"},
    ColumnName{"surname", "last name"},
    ColumnName{"born", "date of birth|dob"},
    ColumnName{"starts", "start date|date of entry|entry date|date of admission|admission date|doa"},
    ColumnName{"year", "year group"},
    ColumnName{"form", "form group"},
    ColumnName{"tags", "tag"},
    ColumnName{"address", ""},
    ColumnName{"address_1", "address line 1"},
    ColumnName{"address_2", "address line 2"},
    ColumnName{"address_3", "address line 3"},
    ColumnName{"address_4", "address line 4"},
    ColumnName{"address_5", "address line 5"},
    ColumnName{"address_6", "address line 6"},
    ColumnName{"postcode", "post code"},
    ColumnName{"address_confidential", "confidential address"},
};

constexpr std::array kContacts = {
    ColumnName{"school", "urn|school urn"},
    ColumnName{"pupil", "pupil ref|pupil id"},
    ColumnName{"upn", "unique pupil number"},
    ColumnName{"contact", "contact ref|contact id"},
    ColumnName{"priority", "contact priority|order"},
    ColumnName{"relationship", ""},
    ColumnName{"title", ""},
    ColumnName{"forename", "first name"},
    ColumnName{"surname", "last name"},
    ColumnName{"parental_responsibility", ""},
    ColumnName{"day_to_day_care", ""},
    ColumnName{"lives_with_pupil", "lives with"},
    ColumnName{"court_order", "barred|no contact"},
    ColumnName{"emergency_only", "emergency contact only"},
    ColumnName{"language", "first language|home language"},
    ColumnName{"mobile", "mobile phone|mobile number"},
    ColumnName{"landline", "home phone|home telephone"},
    ColumnName{"work_phone", "work|work telephone"},
    ColumnName{"email", "e-mail|email address"},
    ColumnName{"address", ""},
    ColumnName{"address_1", "address line 1"},
    ColumnName{"address_2", "address line 2"},
    ColumnName{"address_3", "address line 3"},
    ColumnName{"address_4", "address line 4"},
    ColumnName{"address_5", "address line 5"},
    ColumnName{"address_6", "address line 6"},
    ColumnName{"postcode", "post code"},
    ColumnName{"address_confidential", "confidential address"},
    ColumnName{"opted_out", "opt outs|opt out"},
};

constexpr std::array kProfessionals = {
    ColumnName{"school", "urn|school urn"},
    ColumnName{"pupil", "pupil ref|pupil id"},
    ColumnName{"upn", "unique pupil number"},
    ColumnName{"role", ""},
    ColumnName{"name", ""},
    ColumnName{"phone", "number|numbers|telephone"},
    ColumnName{"out_of_hours", "out of hours number"},
    ColumnName{"email", "e-mail|email address"},
};

constexpr std::array kSiblings = {
    ColumnName{"school", "urn|school urn"},
    ColumnName{"pupil", "pupil ref|pupil id"},
    ColumnName{"upn", "unique pupil number"},
    ColumnName{"name", "child|sibling"},
    ColumnName{"sibling_school", "other school|school name"},
    ColumnName{"phone", "number|telephone"},
};

constexpr std::array kMarks = {
    ColumnName{"school", "urn|school urn"},   ColumnName{"pupil", "pupil ref|pupil id"},
    ColumnName{"upn", "unique pupil number"}, ColumnName{"date", "mark date"},
    ColumnName{"session", "am/pm"},           ColumnName{"code", "mark|attendance code"},
};

constexpr std::array<std::string_view, 2> kPupilsNeed = {"pupil|upn", "forename|surname"};
constexpr std::array<std::string_view, 2> kContactsNeed = {"pupil|upn", "surname|forename|contact"};
constexpr std::array<std::string_view, 2> kProfessionalsNeed = {"pupil|upn", "role"};
constexpr std::array<std::string_view, 2> kSiblingsNeed = {"pupil|upn", "name"};
constexpr std::array<std::string_view, 4> kMarksNeed = {"pupil|upn", "date", "session", "code"};

struct File {
  std::string_view name;
  std::span<const ColumnName> columns;
  std::span<const std::string_view> needed;
};

/// In the order of FileKind.
constexpr std::array kFiles = {
    File{"pupils", kPupils, kPupilsNeed},
    File{"contacts", kContacts, kContactsNeed},
    File{"professionals", kProfessionals, kProfessionalsNeed},
    File{"siblings", kSiblings, kSiblingsNeed},
    File{"marks", kMarks, kMarksNeed},
};

const File& file(FileKind kind) {
  return kFiles[static_cast<std::size_t>(kind)];
}

static_assert(kPupils.size() == pupil_column::kAddressConfidential + 1);
static_assert(kContacts.size() == contact_column::kOptedOut + 1);
static_assert(kProfessionals.size() == professional_column::kEmail + 1);
static_assert(kSiblings.size() == sibling_column::kPhone + 1);
static_assert(kMarks.size() == mark_column::kCode + 1);

}  // namespace

std::string_view word(FileKind kind) {
  return file(kind).name;
}

std::optional<FileKind> file_kind_of(std::string_view text) {
  for (std::size_t i = 0; i < kFiles.size(); ++i)
    if (kFiles[i].name == text) return static_cast<FileKind>(i);
  if (text == "siblings_elsewhere") return FileKind::kSiblings;
  return std::nullopt;
}

std::span<const ColumnName> columns_of(FileKind kind) {
  return file(kind).columns;
}

std::optional<std::size_t> column_index(FileKind kind, std::string_view name) {
  const std::span<const ColumnName> columns = columns_of(kind);
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return i;
  return std::nullopt;
}

std::span<const std::string_view> needed_columns(FileKind kind) {
  return file(kind).needed;
}

}  // namespace firstday::intake
