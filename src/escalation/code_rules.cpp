#include "escalation/code_rules.h"

#include "escalation/policy_words.h"

namespace firstday::escalation {

CodeRules::CodeRules(const Policy& policy) {
  set(policy.clock.neutral, CodeEffect::kNeutral);
  set(policy.clock.returned, CodeEffect::kReturned);
  set(policy.clock.explained, CodeEffect::kExplained);
  set(policy.trigger_codes, CodeEffect::kCounts);
  // What is no code says nothing, also where a policy names it.
  for (size_t i = 0; i < kCharacters; ++i)
    effects_[i * kCharacters + kCharacters - 1] = effects_[(kCharacters - 1) * kCharacters + i] =
        CodeEffect::kNone;
}

size_t CodeRules::index(std::string_view code) {
  const auto at = [&](size_t i) -> size_t {
    if (i >= code.size()) return 0;
    const char c = code[i];
    return c >= ' ' && c <= '_' ? static_cast<size_t>(c - ' ') + 1 : kCharacters - 1;
  };
  return at(0) * kCharacters + at(1);
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
