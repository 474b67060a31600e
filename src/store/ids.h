// Many rows by one statement: the ids of a group as its values.
#pragma once

#include <algorithm>
#include <span>
#include <vector>

#include "roll/school.h"
#include "store/statement.h"

namespace firstday::store {

/// Rows are read for up to this many ids by one statement.
inline constexpr std::size_t kIdsAtOnce = 32;

/// Up to kIdsAtOnce ids as the values of one statement: the last is repeated, which an IN does not mind.
template <typename Id>
std::vector<Value> ids_for(const roll::Urn& school, std::span<const Id> ids) {
  std::vector<Value> values = {school.text()};
  for (std::size_t i = 0; i < kIdsAtOnce; ++i) values.emplace_back(ids[std::min(i, ids.size() - 1)].text());
  return values;
}

/// The placeholders of ids_for()'s ids: where the school is $1, and where it is $4. SQLite numbers
/// placeholders as they appear, PostgreSQL by their digits, so they stand in order.
#define FIRSTDAY_IDS                                                          \
  "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, " \
  "$18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)"
#define FIRSTDAY_IDS_FROM_5                                                      \
  "($5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, " \
  "$21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36)"

}  // namespace firstday::store
