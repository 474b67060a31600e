// What each attendance code does to a case, under one policy.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "escalation/policy.h"
#include "roll/mark.h"

namespace firstday::escalation {

enum class CodeEffect : std::uint8_t {
  kNone,       ///< no mark, or not a code: neither present nor absent, and never a job
  kCounts,     ///< absent without a reason
  kNeutral,    ///< neither counts nor ends the absence
  kReturned,   ///< the child has been in school
  kExplained,  ///< a reason is on record
};

/// A table over every code of capitals, digits and signs, made once per policy and plan; nothing else is a
/// code.
class CodeRules {
 public:
  explicit CodeRules(const Policy& policy);

  CodeEffect effect(const roll::Code& code) const { return effects_[index(code.text())]; }

 private:
  static size_t index(std::string_view code);
  void set(const std::vector<std::string>& codes_or_classes, CodeEffect effect);

  static constexpr size_t kCharacters = 66;  ///< none, the printable ones up to "_", any other

  std::array<CodeEffect, kCharacters * kCharacters> effects_{};
};

}  // namespace firstday::escalation
