// The columns of the five files, under the names that the rest of the program and `--map` use.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace firstday::intake {

enum class FileKind { kPupils, kContacts, kProfessionals, kSiblings, kMarks };

std::string_view word(FileKind kind);  ///< pupils, contacts, professionals, siblings, marks
std::optional<FileKind> file_kind_of(std::string_view word);

/// One column. Aliases are other headings taken for it, split by '|'; headings are compared by
/// heading_key (clean_text.h), so case, spaces and underscores do not matter.
struct ColumnName {
  std::string_view name;
  std::string_view aliases;
};

/// In the order of the enums below: the enumerator is the index.
std::span<const ColumnName> columns_of(FileKind kind);
std::optional<std::size_t> column_index(FileKind kind, std::string_view name);

/// Groups of which a file needs at least one column each, as "pupil|upn". The school is not among
/// them: it may be given from outside.
std::span<const std::string_view> needed_columns(FileKind kind);

/// "tags.looked_after": a yes/no column of its own for one tag; any name may follow the dot.
inline constexpr std::string_view kTagPrefix = "tags.";

namespace pupil_column {
enum Column : std::size_t {
  kSchool,
  kPupil,
  kUpn,
  kForename,
  kSurname,
  kBorn,
  kStarts,
  kYear,
  kForm,
  kTags,
  kAddress,
  kAddress1,
  kAddress2,
  kAddress3,
  kAddress4,
  kAddress5,
  kAddress6,
  kPostcode,
  kAddressConfidential,
};
}
namespace contact_column {
enum Column : std::size_t {
  kSchool,
  kPupil,
  kUpn,
  kContact,
  kPriority,
  kRelationship,
  kTitle,
  kForename,
  kSurname,
  kParentalResponsibility,
  kDayToDayCare,
  kLivesWithPupil,
  kCourtOrder,
  kEmergencyOnly,
  kLanguage,
  kMobile,
  kLandline,
  kWorkPhone,
  kEmail,
  kAddress,
  kAddress1,
  kAddress2,
  kAddress3,
  kAddress4,
  kAddress5,
  kAddress6,
  kPostcode,
  kAddressConfidential,
  kOptedOut,
};
}
namespace professional_column {
enum Column : std::size_t { kSchool, kPupil, kUpn, kRole, kName, kPhone, kOutOfHours, kEmail };
}
namespace sibling_column {
enum Column : std::size_t { kSchool, kPupil, kUpn, kName, kSiblingSchool, kPhone };
}
namespace mark_column {
enum Column : std::size_t { kSchool, kPupil, kUpn, kDate, kSession, kCode };
}

}  // namespace firstday::intake
