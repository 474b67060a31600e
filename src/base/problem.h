// What a reader found wrong, and where: a bad line costs one line, not the morning.
#pragma once

#include <string>
#include <vector>

namespace firstday::base {

enum class Severity {
  kNote,     ///< worth knowing; nothing was left out
  kWarning,  ///< read, but somebody should look
  kError,    ///< this line or value was left out
};

/// One finding. `what` says what is wrong, `mend` what to do about it; both are for a person, and
/// neither may hold a name, number, address or message text (they are logged and printed).
struct Problem {
  Severity severity = Severity::kError;
  std::string file;   ///< as the user named it; empty when there is none
  int line = 0;       ///< 1-based; 0 when the whole file is meant
  int column = 0;     ///< 1-based; for a CSV the number of the field, for YAML and text the character
  std::string field;  ///< the column's or key's name; may be empty
  std::string what;
  std::string mend;
};

/// A value, and what was wrong on the way to it. The value holds everything that could be read.
template <typename T>
struct Parsed {
  T value{};
  std::vector<Problem> problems;

  bool has_errors() const {
    for (const Problem& p : problems)
      if (p.severity == Severity::kError) return true;
    return false;
  }
};

/// "contacts.csv:12:7 (mobile): error: too short. Check the number with the family."
std::string describe(const Problem& problem);

}  // namespace firstday::base
