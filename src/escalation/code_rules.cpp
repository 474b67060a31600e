#include "escalation/code_rules.h"

#include "escalation/policy_words.h"

namespace firstday::escalation {

CodeRules::CodeRules(const Policy& policy) : effects_(size_t{1} << 16, CodeEffect::kNone) {
  set(policy.clock.neutral, CodeEffect::kNeutral);
  set(policy.clock.returned, CodeEffect::kReturned);
  set(policy.clock.explained, CodeEffect::kExplained);
  set(policy.trigger_codes, CodeEffect::kCounts);
}

size_t CodeRules::index(std::string_view code) {
  const auto at = [&](size_t i) { return i < code.size() ? static_cast<unsigned char>(code[i]) : 0u; };
  return (size_t{at(0)} << 8) | at(1);
}

void CodeRules::set(const std::vector<std::string>& codes_or_classes, CodeEffect effect) {
  // Classes first: a code that is named by itself wins over its class, whichever list it stands in.
  for (const std::string& word : codes_or_classes)
    if (const auto wanted = from_word<roll::CodeClass>(word))
      for (const roll::CodeMeaning& m : roll::all_codes())
        if (m.is == *wanted && effects_[index(m.code)] == CodeEffect::kNone) effects_[index(m.code)] = effect;
  for (const std::string& word : codes_or_classes)
    if (!from_word<roll::CodeClass>(word)) effects_[index(word)] = effect;
}

}  // namespace firstday::escalation
