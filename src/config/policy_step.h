// Reads one step of a policy file; part of policy_file.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/yaml_map.h"
#include "escalation/policy.h"
#include "escalation/policy_words.h"

namespace firstday::config {

/// A word of one of the policy's closed sets; a complaint with the list of words when it is none.
template <typename E>
std::optional<E> choice(YamlMap& map, std::string_view key) {
  std::vector<std::string_view> known;
  for (const escalation::Word<E>& w : escalation::words<E>()) known.push_back(w.text);
  const auto index = map.one_of(key, known);
  return index ? std::optional(escalation::words<E>()[*index].value) : std::nullopt;
}

/// School days, "3", "6-8", "5+"; empty when the key is not there, a complaint when it is no days.
escalation::DaySet read_days(YamlMap& map, std::string_view key);

escalation::Step read_step(const YamlNode& node, const std::string& path, YamlReport& report);

/// `all`, `any`, `not`, or one fact.
escalation::Condition read_condition(const YamlNode& node, const std::string& path, YamlReport& report);

}  // namespace firstday::config
