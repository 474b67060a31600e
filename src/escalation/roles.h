// Who a task may be directed at, other than a contact of the pupil.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firstday::escalation {

enum class RoleKind {
  kSchool,        ///< somebody in the school: dsl, office, attendance_officer, slt, head, staff
  kProfessional,  ///< named on the roll for the one pupil: key_worker, social_worker ...
  kAgency,        ///< an authority: police, childrens_services, la ...
  kRecords,       ///< a system that staff record in: sims, cpoms, integris
};

/// Nothing when no such role is known.
std::optional<RoleKind> role_kind(std::string_view role);

/// "the designated safeguarding lead", "the office", "the key worker"; the word itself when unknown.
std::string_view role_in_words(std::string_view role);

/// The recipient of an enquiry at the n-th of the schools where the pupil's brothers and sisters are (n from
/// 1, in the order of the roll): "sibling_school-1".
std::string sibling_school(size_t n);

}  // namespace firstday::escalation
