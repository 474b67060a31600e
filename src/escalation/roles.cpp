#include "escalation/roles.h"

namespace firstday::escalation {

namespace {

using enum RoleKind;

struct Role {
  std::string_view word;
  RoleKind is;
  std::string_view in_words;
};

constexpr Role kRoles[] = {
    {"dsl", kSchool, "the designated safeguarding lead"},
    {"office", kSchool, "the office"},
    {"attendance_officer", kSchool, "the attendance officer"},
    {"slt", kSchool, "the senior leadership team"},
    {"head", kSchool, "the head teacher"},
    {"staff", kSchool, "a member of staff"},
    {"key_worker", kProfessional, "the key worker"},
    {"social_worker", kProfessional, "the social worker"},
    {"team_manager", kProfessional, "the social work team manager"},
    {"family_worker", kProfessional, "the family worker"},
    {"laao", kProfessional, "the local authority attendance officer"},
    {"virtual_school", kProfessional, "the virtual school"},
    {"police", kAgency, "the police"},
    {"police_caiu", kAgency, "the police child abuse investigation unit"},
    {"emergency_999", kAgency, "the emergency services (999)"},
    {"childrens_services", kAgency, "children's services"},
    {"family_operations_hub", kAgency, "the family operations hub"},
    {"la", kAgency, "the local authority"},
    {"la_cme", kAgency, "the local authority's children missing education team"},
    {"sims", kRecords, "SIMS"},
    {"cpoms", kRecords, "CPOMS"},
    {"integris", kRecords, "Integris"},
};

constexpr std::string_view kSiblingSchool = "sibling_school-";

const Role* find(std::string_view word) {
  for (const Role& role : kRoles)
    if (role.word == word) return &role;
  return nullptr;
}

}  // namespace

std::optional<RoleKind> role_kind(std::string_view role) {
  const Role* found = find(role);
  return found ? std::optional(found->is) : std::nullopt;
}

std::string_view role_in_words(std::string_view role) {
  const Role* found = find(role);
  if (role.substr(0, kSiblingSchool.size()) == kSiblingSchool) return "the school of a brother or sister";
  return found ? found->in_words : role;
}

std::string sibling_school(size_t n) {
  return std::string(kSiblingSchool) + std::to_string(n);
}

}  // namespace firstday::escalation
