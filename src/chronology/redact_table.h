// Which reader is shown which detail; private to the redaction.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "chronology/redact.h"

namespace firstday::chronology {

/// Whom an event must be about to be shown to a parent.
enum class About {
  kAnybody,  ///< nobody, or that parent
  kReader,   ///< that parent
};

/// A cell of the table. `values`: only these values may be shown, apart by blanks; empty: any.
/// `or_no_row`: with another value, or none, the whole event is left out.
struct Cell {
  Type type;
  std::string_view detail;
  std::string_view values = {};
  bool or_no_row = false;
};

std::span<const Cell> cells_of(Purpose purpose);
const Cell* cell_of(Purpose purpose, Type type, std::string_view detail);  ///< nullptr: it is left out
bool shows_type(Purpose purpose, Type type);
bool is_among(std::string_view value, std::string_view values);  ///< or `values` is empty
/// For a parent; kReader for what is said to or by one person.
About about_whom(Type type);

}  // namespace firstday::chronology
