#include "escalation/chain.h"

#include <algorithm>

namespace firstday::escalation {

namespace {

using Words = std::vector<std::string>;

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::string renamed(const std::string& id) {
  return "then-" + id;
}

bool is_once(const Step& s) {
  return s.occurrence == Occurrence::kOnceInRange || s.occurrence == Occurrence::kOncePerCase;
}

/// The days of a step that are left after `last`; nothing left of a step that had days: an empty set.
DaySet days_after(const Step& step, int last) {
  DaySet out;
  for (DayRange r : step.days.ranges) {
    const bool over = !r.open_ended() && r.to <= last;
    if (over && !(is_once(step) && step.catch_up)) continue;
    r = over ? DayRange{last + 1, last + 1} : DayRange{std::max(r.from, last + 1), r.to};
    out.ranges.push_back(r);
  }
  return out;
}

class Joiner {
 public:
  Joiner(const Policy& first, const Policy& next) : out_(first), next_(next), last_(first.last_day) {}

  Policy join() {
    for (const Step& s : next_.steps)
      if (stays(s)) kept_.push_back(s.id);
    for (const Step& s : next_.steps)
      if (has(kept_, s.id)) out_.steps.push_back(moved(s));
    join_words();
    out_.last_day = next_.last_day;
    out_.tail = next_.tail;
    out_.tail.task.id = renamed(next_.tail.task.id);
    out_.tail.steps = kept(next_.tail.steps);
    return std::move(out_);
  }

 private:
  bool stays(const Step& s) const {
    if (has(out_.tail.covered, s.id)) return false;
    return s.days.empty() || !days_after(s, last_).empty();
  }

  Words kept(const Words& ids) const {
    Words names;
    for (const std::string& id : ids)
      if (has(kept_, id)) names.push_back(renamed(id));
    return names;
  }

  Step moved(Step s) const {
    s.days = days_after(s, last_);
    s.id = renamed(s.id);
    s.after = has(kept_, s.after) ? renamed(s.after) : "";
    if (s.after.empty()) s.wait_minutes.reset();
    if (s.unless_done) s.unless_done->steps = kept(s.unless_done->steps);
    for (OutcomeRule& rule : s.on_outcome) rule.steps = kept(rule.steps);
    return s;
  }

  template <typename T, typename Name>
  static void append(std::vector<T>& into, const std::vector<T>& more, Name name) {
    for (const T& item : more)
      if (std::none_of(into.begin(), into.end(), [&](const T& t) { return name(t) == name(item); }))
        into.push_back(item);
  }

  void join_words() {
    // A policy without classes takes those of the one it goes on in.
    if (out_.tiers.size() == 1) out_.tiers = next_.tiers;
    if (out_.rounds.empty()) out_.rounds = next_.rounds;
    append(out_.criteria, next_.criteria, [](const CriteriaSet& c) { return c.name; });
    append(out_.gates, next_.gates, [](const Gate& g) { return g.action; });
    append(out_.role_aliases, next_.role_aliases, [](const Alias& a) { return a.word; });
    append(out_.tag_aliases, next_.tag_aliases, [](const Alias& a) { return a.word; });
    append(out_.record_to, next_.record_to, [](const std::string& place) { return place; });
  }

  Policy out_;
  const Policy& next_;
  const int last_;
  Words kept_;
};

PolicyFault cannot_go_on(const std::string& what) {
  return {"tail/chain", what,
          "Name a shipped policy, or one in the policies folder, that ends in a tail of its own."};
}

void resolve(Policy& policy, const std::map<std::string, PolicySet>& policies, std::vector<ChainFault>& out) {
  const auto found = policies.find(policy.tail.chain);
  if (found == policies.end()) {
    out.push_back(
        {policy.id, cannot_go_on("there is no usable policy '" + policy.tail.chain + "' to go on in.")});
    return;
  }
  const Policy& next = found->second.current();
  if (next.tail.kind == TailKind::kChain || next.last_day <= policy.last_day) {
    out.push_back({policy.id, cannot_go_on("the policy '" + next.id + "' cannot be gone on in.")});
    return;
  }
  for (const std::string& id : policy.tail.covered)
    if (next.step(id) == nullptr)
      out.push_back({policy.id,
                     {"tail/covered", "'" + next.id + "' has no step '" + id + "'.",
                      "Use the id of one of its steps."}});
  policy = chained(policy, next);
  for (PolicyFault& fault : check_policy(policy)) out.push_back({policy.id, std::move(fault)});
}

}  // namespace

Policy chained(const Policy& first, const Policy& next) {
  return Joiner(first, next).join();
}

std::vector<ChainFault> resolve_chains(std::map<std::string, PolicySet>& policies) {
  std::vector<ChainFault> out;
  const std::map<std::string, PolicySet> as_written = policies;
  for (auto& [id, set] : policies)
    for (Policy& policy : set.policies)
      if (policy.tail.kind == TailKind::kChain) resolve(policy, as_written, out);
  return out;
}

}  // namespace firstday::escalation
