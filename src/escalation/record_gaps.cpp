// What the record must hold before it is needed: a child in care whose social worker nobody has written down
// is a task today, not on the morning on which that child is missing.
#include <algorithm>
#include <set>

#include "escalation/house_rules.h"
#include "escalation/roles.h"
#include "escalation/situation.h"

namespace firstday::escalation {

namespace {

bool has_tag(const roll::Pupil& pupil, const std::vector<std::string>& tags) {
  return std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) {
    return std::find(pupil.tags.begin(), pupil.tags.end(), tag) != pupil.tags.end();
  });
}

/// The tier of a pupil with tags; nullptr for everybody else, about whom no procedure asks for a
/// professional.
const Tier* tagged_tier(const Policy& policy, const roll::Pupil& pupil) {
  for (const Tier& tier : policy.tiers)
    if (!tier.tags.empty() && has_tag(pupil, tier.tags)) return &tier;
  return nullptr;
}

bool is_for(const Step& step, const Tier& tier) {
  return step.tiers.empty() || std::find(step.tiers.begin(), step.tiers.end(), tier.name) != step.tiers.end();
}

/// Not those who are told only where there is one, and not the attendance officer whom the authority names
/// after a referral.
bool must_be_named(const Audience& audience) {
  return audience.selector == Selector::kRole && !audience.where_applicable && audience.role != "laao" &&
         role_kind(audience.role) == RoleKind::kProfessional;
}

std::set<std::string> roles_needed(const Policy& policy, const Tier& tier) {
  std::set<std::string> out;
  for (const Step& step : policy.steps)
    if (is_for(step, tier) && must_be_named(step.audience)) out.insert(step.audience.role);
  return out;
}

}  // namespace

std::vector<RecordGap> record_gaps(const roll::Roll& roll, const Policy& policy) {
  std::vector<RecordGap> out;
  for (const roll::Pupil& pupil : roll.pupils) {
    const Tier* tier = pupil.tags.empty() ? nullptr : tagged_tier(policy, pupil);
    if (tier == nullptr) continue;
    Surroundings around;
    around.policy = &policy;
    around.professionals = roll.professionals_of(pupil.ref);
    for (const std::string& role : roles_needed(policy, *tier))
      if (!names_professional(around, role)) out.push_back({pupil.ref, role});
  }
  return out;
}

}  // namespace firstday::escalation
