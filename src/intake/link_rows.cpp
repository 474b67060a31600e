#include "intake/link_rows.h"

#include <algorithm>
#include <array>

#include "intake/cells.h"
#include "intake/clean_text.h"
#include "intake/school_filter.h"

namespace firstday::intake {

namespace {

constexpr std::array<std::string_view, 6> kRoles = {"key_worker",    "social_worker", "team_manager",
                                                    "family_worker", "laao",          "virtual_school"};

roll::PhoneNumber office_phone(Row& row, std::size_t column) {
  if (row.cell(column).empty()) return {};
  return take_phone(row, column, read_office_phone(row.cell(column)));
}

std::string read_role(Row& row) {
  using namespace professional_column;
  std::string role = snake_case(row.cell(kRole));
  if (std::find(kRoles.begin(), kRoles.end(), role) == kRoles.end())
    row.warn(kRole, "This role is not one that the procedures name; nobody is told by it.",
             "Use key_worker, social_worker, team_manager, family_worker, laao or virtual_school.");
  return role;
}

/// Calls `read(row, draft, pupil)` for every line about a pupil on roll; `lost(draft, pupil)` for
/// those that cannot be read.
template <typename Read, typename Lost>
void for_each_row(Table& table, const roll::Urn& only, RollDrafts& drafts,
                  std::array<std::size_t, 2> pupil_columns, Read read, Lost lost) {
  SchoolFilter filter(only);
  Row row;
  while (table.next(row)) {
    const roll::Urn* school = filter.of(row);
    if (school == nullptr) continue;
    RollDraft& draft = drafts.of(*school);
    const roll::Pupil* pupil = find_pupil(draft, row, pupil_columns[0], pupil_columns[1]);
    if (pupil == nullptr) continue;
    if (row.lost())
      lost(draft, *pupil);
    else
      read(row, draft, *pupil);
  }
  filter.report(table);
}

/// Rows on record of a pupil of whom a line was lost, unless another line said the same.
template <typename T>
void keep(std::span<const T> recorded, std::vector<T>& rows) {
  for (const T& row : recorded)
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
}

}  // namespace

void read_professional_rows(Table& table, const roll::Urn& only, RollDrafts& drafts) {
  using namespace professional_column;
  std::vector<std::pair<RollDraft*, roll::PupilRef>> lost;
  for_each_row(
      table, only, drafts, {kPupil, kUpn},
      [](Row& row, RollDraft& draft, const roll::Pupil& pupil) {
        draft.roll.professionals.push_back({pupil.ref, read_role(row), read_personal(row, kName),
                                            office_phone(row, kPhone), office_phone(row, kOutOfHours),
                                            read_email(row, kEmail)});
      },
      [&](RollDraft& draft, const roll::Pupil& pupil) { lost.emplace_back(&draft, pupil.ref); });
  for (const auto& [draft, pupil] : lost)
    keep(draft->known->professionals_of(pupil), draft->roll.professionals);
}

void read_sibling_rows(Table& table, const roll::Urn& only, RollDrafts& drafts) {
  using namespace sibling_column;
  std::vector<std::pair<RollDraft*, roll::PupilRef>> lost;
  for_each_row(
      table, only, drafts, {kPupil, kUpn},
      [](Row& row, RollDraft& draft, const roll::Pupil& pupil) {
        draft.roll.siblings.push_back({pupil.ref, read_personal(row, kName), read_text(row, kSiblingSchool),
                                       office_phone(row, kPhone)});
      },
      [&](RollDraft& draft, const roll::Pupil& pupil) { lost.emplace_back(&draft, pupil.ref); });
  for (const auto& [draft, pupil] : lost) keep(draft->known->siblings_of(pupil), draft->roll.siblings);
}

}  // namespace firstday::intake
