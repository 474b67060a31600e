#include "escalation/visit_outcomes.h"

namespace firstday::escalation {

namespace {

struct Outcome {
  std::string_view word;
  bool made;
  bool completed;
  bool no_contact;
  bool not_located;
};

constexpr Outcome kOutcomes[] = {
    {"no_answer", true, true, true, true},
    {"no_access", true, false, true, true},
    {"wrong_address", true, false, true, true},
    {"spoke_to_new_occupier", true, true, true, true},
    {"adult_seen_child_not_seen", true, true, false, true},
    {"child_seen", true, true, false, false},
    {"concerns_raised", true, true, false, true},
    {"abandoned", true, false, true, true},
    {"not_made", false, false, false, false},
};
constexpr std::string_view kWords[] = {"no_answer",
                                       "no_access",
                                       "wrong_address",
                                       "spoke_to_new_occupier",
                                       "adult_seen_child_not_seen",
                                       "child_seen",
                                       "concerns_raised",
                                       "abandoned",
                                       "not_made"};
constexpr std::string_view kGroups[] = {"made", "completed", "no_contact", "not_located"};

}  // namespace

std::span<const std::string_view> visit_outcomes() {
  return kWords;
}

std::span<const std::string_view> visit_outcome_groups() {
  return kGroups;
}

bool visit_ended(std::string_view outcome, std::string_view word) {
  if (outcome == word) return true;
  for (const Outcome& o : kOutcomes) {
    if (o.word != outcome) continue;
    return (word == "made" && o.made) || (word == "completed" && o.completed) ||
           (word == "no_contact" && o.no_contact) || (word == "not_located" && o.not_located);
  }
  return false;
}

}  // namespace firstday::escalation
