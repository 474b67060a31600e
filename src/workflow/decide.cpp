#include "workflow/decide.h"

#include <algorithm>

#include "base/text.h"
#include "escalation/policy_words.h"
#include "escalation/roles.h"
#include "workflow/record_parts.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;
using escalation::Policy;
using escalation::Step;

constexpr std::string_view kOverride = "override";

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void add(std::vector<std::string>& to, const std::string& word) {
  if (!word.empty() && !has(to, word)) to.push_back(word);
}

/// A question as the procedure puts it: by its open tasks, and by the steps that ask it.
struct Question {
  std::vector<ports::JobRow> open;
  std::vector<const Step*> steps;

  bool is_asked() const { return !open.empty() || !steps.empty(); }

  std::vector<std::string> roles() const {
    std::vector<std::string> out;
    for (const ports::JobRow& row : open) add(out, row.job.to.role);
    for (const Step* step : steps) {
      add(out, step->audience.role);
      add(out, step->decision.if_undecided);
    }
    return out;
  }

  std::vector<std::string> options() const {
    for (const Step* step : steps)
      if (!step->decision.options.empty()) return step->decision.options;
    return {"yes", "no"};
  }

  bool needs_rationale(const std::string& answer) const {
    const auto wanted = [&](const Step* s) {
      return s->decision.rationale == escalation::Rationale::kAlways || has(s->decision.rationale_on, answer);
    };
    return std::any_of(open.begin(), open.end(), [](const auto& r) { return r.job.rationale_mandatory; }) ||
           std::any_of(steps.begin(), steps.end(), wanted);
  }
};

base::Result<Question> question_of(const House& house, const About& about, const Policy& policy,
                                   const std::string& what) {
  Question q;
  const auto open = house.queue.jobs(about.open_tasks(job::Kind::kDecide));
  if (!open) return open.error();
  for (const ports::JobRow& row : open.value())
    if (row.job.about == what) q.open.push_back(row);
  // Steps of the open tasks first: the same question may be put differently on different days.
  const auto take = [&](bool now) {
    for (const Step& step : policy.steps) {
      const bool theirs = step.action == job::Kind::kDecide && step.about == what;
      const bool is_open = std::any_of(q.open.begin(), q.open.end(),
                                       [&](const ports::JobRow& r) { return r.job.step == step.id; });
      if (theirs && is_open == now) q.steps.push_back(&step);
    }
  };
  take(true);
  if (q.steps.empty()) take(false);
  return q;
}

/// Who alone may give this answer about this pupil; empty: whoever is asked.
std::vector<std::string> reserved_for(const Policy& policy, const roll::Pupil* pupil,
                                      const DecisionRecord& d) {
  if (d.about != "reason_acceptable" || d.answer != "yes" || pupil == nullptr) return {};
  return escalation::who_accepts_reasons(policy, pupil->tags);
}

/// A reason may be judged whenever one was given, also where the procedure does not speak of it.
bool is_always_asked(const std::string& about) {
  return about == "reason_acceptable";
}

base::Status role_may(const Question& q, const Policy& policy, const roll::Pupil* pupil,
                      const DecisionRecord& d) {
  const std::vector<std::string> reserved = reserved_for(policy, pupil, d);
  if (!reserved.empty() && !has(reserved, d.role))
    return base::usage("Whether the reason is acceptable is not for '" + d.role +
                       "' to say: of this pupil a reason is accepted by: " + base::join(reserved, ", ") +
                       ".");
  if (has(reserved, d.role)) return {};
  std::vector<std::string> roles = q.roles();
  add(roles, "dsl");
  add(roles, "head");
  if (!q.is_asked())
    for (const char* role : {"attendance_officer", "slt", "office"}) add(roles, role);
  if (has(roles, d.role)) return {};
  return base::usage("'" + d.role + "' may not answer '" + d.about +
                     "'. It is for: " + base::join(roles, ", ") + ".");
}

base::Status check(const Question& q, const Policy& policy, const About& about, const DecisionRecord& d) {
  if (!q.is_asked() && !is_always_asked(d.about))
    return base::usage("Nobody asks '" + d.about + "' of " + about.found.ref.text() +
                       ". `firstday tasks` shows the open questions.");
  if (base::Status s = role_may(q, policy, about.pupil(), d); !s) return s;
  const std::vector<std::string> options = q.options();
  if (!has(options, d.answer))
    return base::usage("'" + d.answer + "' is no answer to '" + d.about + "'. Use " +
                       base::join(options, ", ") + ".");
  const bool rejected = is_always_asked(d.about) && d.answer == "no";
  if ((q.needs_rationale(d.answer) || rejected) && d.rationale.empty())
    return base::usage("The answer '" + d.answer + "' to '" + d.about +
                       "' needs its rationale (--rationale): the procedure wants the reasons on record.");
  return {};
}

base::Status check_override(const escalation::Gate& gate, const DecisionRecord& d) {
  if (d.answer != kOverride)
    return base::usage("A gate is passed with the answer 'override', and with nothing else.");
  if (gate.override_role.empty())
    return base::usage("Nobody may pass the gate '" + gate.action + "' without its evidence.");
  if (d.role != gate.override_role)
    return base::usage("Only " + std::string(escalation::role_in_words(gate.override_role)) +
                       " may pass the gate '" + gate.action + "' without its evidence.");
  if (d.rationale.empty()) return base::usage("Passing a gate needs its rationale (--rationale).");
  return {};
}

Event event_of(const House& house, const About& about, const DecisionRecord& d) {
  Event e = about.event(house, Type::kDecision);
  put(e, "about", d.about);
  put(e, "answer", d.answer);
  put(e, "role", d.role);
  put(e, "rationale", d.rationale);
  put(e, "confirmed", base::join(d.confirmed, ","));
  put(e, "denied", base::join(d.denied, ","));
  put(e, "consulted", base::join(d.consulted, ","));
  return e;
}

}  // namespace

base::Result<Recorded> decide(House& house, const roll::Urn& only, const DecisionRecord& d) {
  const auto about = open_case_of(house, only, d.pupil);
  if (!about) return about.error();
  const Policy& policy = policy_of(house, about.value());
  const auto question = question_of(house, about.value(), policy, d.about);
  if (!question) return question.error();
  const escalation::Gate* gate = policy.gate(d.about);
  const base::Status allowed =
      gate != nullptr ? check_override(*gate, d) : check(question.value(), policy, about.value(), d);
  if (!allowed) return allowed.error();
  // The evidence first, as with a call.
  if (const base::Status s = house.journal.append(std::vector{event_of(house, about.value(), d)}); !s)
    return s.error();
  if (const base::Status s = finish_jobs(house, question.value().open, d.answer); !s) return s.error();
  return plan_again(house, about.value());
}

}  // namespace firstday::workflow
