#include "escalation/policy.h"

#include <algorithm>

#include "base/check.h"

namespace firstday::escalation {

namespace {

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

bool has_tag(const Policy& policy, const std::vector<std::string>& tags, const std::string& wanted) {
  if (has(tags, wanted)) return true;
  for (const Alias& alias : policy.tag_aliases)
    if (alias.word == wanted &&
        std::any_of(tags.begin(), tags.end(), [&](auto& t) { return has(alias.also, t); }))
      return true;
  return false;
}

const Step* Policy::step(std::string_view step_id) const {
  for (const Step& s : steps)
    if (s.id == step_id) return &s;
  return !step_id.empty() && tail.task.id == step_id ? &tail.task : nullptr;
}

const Gate* Policy::gate(std::string_view action) const {
  for (const Gate& g : gates)
    if (g.action == action) return &g;
  return nullptr;
}

const Tier* tier_of(const Policy& policy, const std::vector<std::string>& tags) {
  for (const Tier& tier : policy.tiers) {
    const bool any = std::any_of(tier.tags.begin(), tier.tags.end(),
                                 [&](const std::string& wanted) { return has_tag(policy, tags, wanted); });
    if (tier.tags.empty() || any) return &tier;
  }
  return nullptr;
}

std::vector<std::string> who_accepts_reasons(const Policy& policy, const std::vector<std::string>& tags) {
  const Tier* tier = tier_of(policy, tags);
  if (tier && !tier->accepts_reason.empty()) return tier->accepts_reason;
  if (has_tag(policy, tags, "looked_after") || has_tag(policy, tags, "child_protection")) return {"dsl"};
  return {};
}

const Policy* PolicySet::find(std::string_view id, int version) const {
  for (const Policy& p : policies)
    if (p.id == id && p.version == version) return &p;
  return nullptr;
}

const Policy& PolicySet::current() const {
  FIRSTDAY_CHECK(current_index < policies.size(), "a policy set has a current policy");
  return policies[current_index];
}

}  // namespace firstday::escalation
