#include "chronology/visit_safety.h"

#include <algorithm>
#include <map>

namespace firstday::chronology {

namespace {

constexpr std::string_view kNames[] = {"mobile",   "car",       "route", "code_word",
                                       "check_in", "return_by", "value"};

bool is_of_staff_out(const Event& e) {
  const std::string_view about = e.detail("about");
  return e.type == Type::kFact && (about.rfind("visit_", 0) == 0 || about == "code_word");
}

/// From when on it may go.
struct Kept {
  SafetyData data;
  base::Instant until{};
};

SafetyData data_of(const Event& e) {
  SafetyData out{e.school, e.seq, {}};
  for (const Detail& d : e.details)
    if (std::find(std::begin(kNames), std::end(kNames), d.name) != std::end(kNames))
      out.names.push_back(d.name);
  return out;
}

base::Instant end_of_day(base::Instant at) {
  return base::from_london(base::to_london(at).date + std::chrono::days{1}, base::TimeOfDay{0});
}

}  // namespace

std::vector<SafetyData> safety_data_to_destroy(std::span<const Event> events, base::Instant now,
                                               std::chrono::hours after) {
  std::map<job::CaseId, std::vector<Kept>> cases;
  for (const Event& e : events) {
    if (!is_of_staff_out(e)) continue;
    std::vector<Kept>& kept = cases[e.case_id];
    if (SafetyData data = data_of(e); !data.names.empty())
      kept.push_back({std::move(data), end_of_day(e.at)});
    if (e.detail("about") == "visit_returned")
      for (Kept& k : kept) k.until = std::min(k.until, e.at);
  }
  std::vector<SafetyData> out;
  for (auto& [id, all] : cases)
    for (Kept& k : all)
      if (k.until + after <= now) out.push_back(std::move(k.data));
  return out;
}

}  // namespace firstday::chronology
