#include "intake/tags.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/clean_text.h"

namespace firstday::intake {

namespace {

struct Word {
  std::string_view in_records;
  std::string_view tag;
};

constexpr auto kWords = std::to_array<Word>({
    {"lac", "looked_after"},
    {"cla", "looked_after"},
    {"in_care", "looked_after"},
    {"in_lea_care", "looked_after"},
    {"in_la_care", "looked_after"},
    {"in_local_authority_care", "looked_after"},
    {"looked_after_child", "looked_after"},
    {"child_looked_after", "looked_after"},
    {"children_looked_after", "looked_after"},
    {"accommodated", "looked_after"},
    {"cp", "child_protection"},
    {"cpp", "child_protection"},
    {"cp_plan", "child_protection"},
    {"on_cp_plan", "child_protection"},
    {"child_protection_plan", "child_protection"},
    {"child_protection_register", "child_protection"},
    {"child_in_need", "cin"},
    {"child_in_need_plan", "cin"},
    {"children_in_need", "cin"},
    {"cin_plan", "cin"},
    {"s17", "cin"},
    {"section_17", "cin"},
    {"s47", "child_protection_investigation"},
    {"section_47", "child_protection_investigation"},
    {"cp_investigation", "child_protection_investigation"},
    {"referred_to_mash", "mash"},
    {"mash_referral", "mash"},
    {"eh", "early_help"},
    {"early_help_plan", "early_help"},
    {"yc", "young_carer"},
    {"young_carers", "young_carer"},
    {"dv", "domestic_violence"},
    {"domestic_abuse", "domestic_violence"},
    {"ehc_plan", "ehcp"},
    {"ehc", "ehcp"},
    {"education_health_and_care_plan", "ehcp"},
    {"special_educational_needs", "sen"},
    {"send", "sen"},
});

}  // namespace

std::string tag_of(std::string_view words) {
  std::string tag = snake_case(words);
  const auto* at =
      std::find_if(kWords.begin(), kWords.end(), [&](const Word& w) { return w.in_records == tag; });
  return at == kWords.end() ? tag : std::string(at->tag);
}

std::vector<std::string> read_tags(std::string_view text) {
  std::string parts(text);
  std::replace_if(
      parts.begin(), parts.end(), [](char c) { return c == '|' || c == ',' || c == '\n'; }, ';');
  std::vector<std::string> out;
  for (const std::string& part : base::split(parts, ';'))
    if (std::string tag = tag_of(part); !tag.empty()) out.push_back(std::move(tag));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace firstday::intake
