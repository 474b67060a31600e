// Attendance marks and what each code means.
//
// Source: School Attendance (Pupil Registration) (England) Regulations 2024, SI 2024/208, reg. 10;
// domain.md section 2. Codes are one or two characters (C1, Y3), never a single char.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "roll/pupil.h"

namespace firstday::roll {

enum class Session { kAm, kPm };

std::string_view word(Session session);                    ///< "am", "pm"
std::optional<Session> session_of(std::string_view text);  ///< AM, am, pm ...

/// A code as written, upper case. Default: no mark.
class Code {
 public:
  Code() = default;
  /// One or two characters; anything longer is cut by nobody: it is our bug.
  explicit Code(std::string_view text);

  std::string_view text() const { return {chars_.data(), size_}; }
  bool empty() const { return size_ == 0; }

  friend bool operator==(const Code&, const Code&) = default;
  friend auto operator<=>(const Code&, const Code&) = default;

 private:
  std::array<char, 2> chars_{};
  unsigned char size_ = 0;
};

/// The statistical classes of reg. 10, and what is not a mark at all.
enum class CodeClass {
  kPresent,         ///< / \ L
  kElsewhere,       ///< K V P W B: attending an approved activity elsewhere
  kAuthorised,      ///< C C1 C2 M J1 S T R I E
  kUnauthorised,    ///< G N O U
  kNotPossible,     ///< D Q X Y1-Y7: no attendance was possible
  kAdministrative,  ///< Z #
  kNoMark,          ///< blank, -, ?: neither present nor absent; must never text a parent
  kRetired,         ///< H F J Y: out of use since 19 August 2024
  kUnknown,         ///< not a code
};

struct CodeMeaning {
  std::string_view code;
  CodeClass is;
  std::string_view meaning;
};

/// Every code in force or retired, for `--help` and the documentation.
std::span<const CodeMeaning> all_codes();

CodeClass class_of(const Code& code);

struct Mark {
  PupilRef pupil;
  base::Date date{};
  Session session = Session::kAm;
  Code code;

  friend bool operator==(const Mark&, const Mark&) = default;
};

}  // namespace firstday::roll
