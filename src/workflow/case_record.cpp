#include "workflow/case_record.h"

#include <algorithm>

#include "base/text.h"
#include "escalation/case_walk.h"
#include "escalation/gates.h"
#include "escalation/late_word.h"
#include "escalation/situation.h"
#include "escalation/staff_out.h"
#include "workflow/brake.h"
#include "workflow/record_parts.h"
#include "workflow/shared_task.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;
using escalation::Policy;
using escalation::Step;

constexpr std::string_view kRemoval = "remove_from_roll";

bool has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_word(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == text.npos;
}

escalation::Situation situation_now(const House& house, const About& about, const Policy& policy) {
  escalation::Surroundings around;
  around.today = base::to_london(house.clock.now()).date;
  around.calendar = &about.school().school.calendar;
  around.policy = &policy;
  around.pupil = about.pupil();
  around.contacts = about.inputs.roll.contacts_of(about.found.ref);
  around.professionals = about.inputs.roll.professionals_of(about.found.ref);
  around.school_days = school_days_of(about, policy, around.today);
  around.unbroken_days = escalation::unbroken_days(about.inputs.marks.of(about.found.ref),
                                                   about.school().school.calendar, around.today);
  around.siblings_elsewhere = !about.inputs.roll.siblings_of(about.found.ref).empty();
  return escalation::situation_of(about.open_case, around);
}

base::Error gate_is_closed(const job::GateState& gate) {
  return base::usage("'" + gate.action + "' may not be done yet. Missing: " + base::join(gate.missing, "; ") +
                     ".");
}

base::Error no_gate(const Policy& policy, const std::string& action) {
  return base::usage("The policy " + policy.id + " says nothing about when '" + action +
                     "' may be done, so it may not be done by it.");
}

job::GateState state_of(const House& house, const About& about, const Policy& policy,
                        const escalation::Gate& gate) {
  job::GateState state = escalation::gate_state(gate, situation_now(house, about, policy));
  state.case_id = about.open_case->id;
  return state;
}

// --- submissions -----------------------------------------------------------------------------------------

/// The steps of the policy that ask for it: of the open tasks where there are some.
std::vector<const Step*> steps_for(const Policy& policy, const std::vector<ports::JobRow>& open,
                                   const std::string& about) {
  std::vector<const Step*> asked;
  std::vector<const Step*> all;
  for (const Step& step : policy.steps) {
    const bool theirs = step.action == job::Kind::kRefer || step.action == job::Kind::kForm;
    if (!theirs || step.about != about) continue;
    all.push_back(&step);
    if (std::any_of(open.begin(), open.end(), [&](const auto& r) { return r.job.step == step.id; }))
      asked.push_back(&step);
  }
  return asked.empty() ? all : asked;
}

/// Gates are named after what they stand before; a policy may have one without a step.
const escalation::Gate* gate_before(const Policy& policy, const std::vector<const Step*>& steps,
                                    const std::string& about) {
  for (const Step* step : steps)
    if (!step->gate.empty()) return policy.gate(step->gate);
  return policy.gate("submit_" + about);
}

base::Status check_criteria(const Policy& policy, const std::vector<const Step*>& steps,
                            const SubmissionRecord& s) {
  for (const Step* step : steps)
    for (const escalation::CriteriaSet& set : policy.criteria) {
      if (set.name != step->criteria) continue;
      std::vector<std::string> known;
      for (const escalation::Criterion& c : set.of) known.push_back(c.id);
      const std::string use = "Tick one or more of: " + base::join(known, ", ") + ".";
      if (s.criteria.empty()) return base::usage("'" + s.about + "' needs a criterion. " + use);
      for (const std::string& c : s.criteria)
        if (!has(known, c)) return base::usage("'" + base::join({c, "' is no criterion here. ", use}, ""));
    }
  return {};
}

base::Result<std::vector<ports::JobRow>> open_submissions(const House& house, const About& about,
                                                          const std::string& what) {
  std::vector<ports::JobRow> out;
  for (const job::Kind kind : {job::Kind::kRefer, job::Kind::kForm}) {
    const auto open = house.queue.jobs(about.open_tasks(kind));
    if (!open) return open.error();
    for (const ports::JobRow& row : open.value())
      if (row.job.about == what) out.push_back(row);
  }
  return out;
}

// --- tasks -----------------------------------------------------------------------------------------------

bool is_other_work(job::Kind kind) {
  switch (kind) {
    case job::Kind::kDecide:
    case job::Kind::kVisit:
    case job::Kind::kRefer:
    case job::Kind::kForm:
    case job::Kind::kCall:
    case job::Kind::kVoice:
      return false;
    default:
      return true;
  }
}

bool is_meant(const TaskResult& r, const job::Job& job, base::Instant now) {
  const bool kind = r.kinds.empty() ? is_other_work(job.kind)
                                    : std::find(r.kinds.begin(), r.kinds.end(), job.kind) != r.kinds.end();
  return kind && job.not_before <= now && (r.about.empty() || job.about == r.about) &&
         (r.role.empty() || job.to.role == r.role);
}

base::Status find_meant(const House& house, const About& about, const TaskResult& result,
                        std::vector<ports::JobRow>& meant) {
  auto open = house.queue.jobs(about.open_tasks(std::nullopt));
  if (!open) return open.error();
  std::erase_if(open.value(),
                [&](const ports::JobRow& row) { return !is_meant(result, row.job, house.clock.now()); });
  add_rows(meant, std::move(open).value());
  return {};
}

/// Everything of the pupil's in the batch goes with the case.
void take_out(job::Batch& batch, const roll::PupilRef& pupil) {
  for (job::Job& job : batch.jobs)
    std::erase_if(job.subjects, [&](const job::Subject& s) { return s.pupil == pupil; });
  std::erase_if(batch.jobs, [](const job::Job& job) { return job.subjects.empty(); });
  std::erase_if(batch.withheld, [&](const job::Withheld& w) { return w.pupil == pupil; });
}

/// The newest case of a pupil who has none open; empty when there was none.
base::Result<job::CaseId> last_case_of(const House& house, const About& about) {
  ports::EventFilter filter;
  filter.school = about.school().school.urn;
  filter.pupil = about.found.ref;
  filter.types = {Type::kCaseOpened};
  const auto opened = house.journal.events(filter);
  if (!opened) return opened.error();
  return opened.value().empty() ? job::CaseId() : opened.value().back().case_id;
}

base::Status may_close(const House& house, const About& about, const CloseRecord& close) {
  if (!is_word(close.how))
    return base::usage("Say in one word how the case ended: returned, located, home_education, off_roll.");
  if (escalation::staff_out(*about.open_case, base::to_london(house.clock.now()).date).out)
    return base::usage(
        "Staff are out on a visit about this child, and a closed case watches over nobody. Record that they "
        "are back first (firstday record out --event returned).");
  if (close.how.find("roll") == std::string::npos) return {};
  const Policy& policy = policy_of(house, about);
  const escalation::Gate* gate = policy.gate(kRemoval);
  if (gate == nullptr) return no_gate(policy, std::string(kRemoval));
  const job::GateState state = state_of(house, about, policy, *gate);
  return state.open ? base::Status{} : gate_is_closed(state);
}

}  // namespace

base::Result<Recorded> raise_flag(House& house, const roll::Urn& only, const FlagRecord& flag) {
  if (flag.about.empty()) return base::usage("Say what the concern is about (--about).");
  const auto about = about_of(house, only, flag.pupil);
  if (!about) return about.error();
  Event e = about.value().event(house, Type::kFlag);
  put(e, "about", flag.about);
  put(e, "role", flag.role);
  put(e, "text", flag.text);
  return commit(house, about.value(), {e});
}

base::Result<Recorded> record_fact(House& house, const roll::Urn& only, const FactRecord& fact) {
  if (!is_word(fact.about))
    return base::usage("Say in one word what this is about: destination, home_education, la_notice ...");
  const auto about = about_of(house, only, fact.pupil);
  if (!about) return about.error();
  Event e = about.value().event(house, Type::kFact);
  if (e.case_id.empty() && fact.about == escalation::kNewInformation) {
    const auto last = last_case_of(house, about.value());
    if (!last) return last.error();
    e.case_id = last.value();
  }
  put(e, "about", fact.about);
  put(e, "value", fact.value);
  put(e, "text", fact.text);
  put(e, "document", fact.document);
  put(e, "date", fact.date);
  put(e, "ref", fact.ref);
  put(e, "from", fact.from);
  if (fact.written) put(e, "written", "yes");
  put(e, "role", fact.role);
  return commit(house, about.value(), {e});
}

base::Result<Recorded> add_note(House& house, const roll::Urn& only, const std::string& pupil,
                                const base::Personal& text) {
  if (text.empty()) return base::usage("Say what is to be noted (--text).");
  const auto about = about_of(house, only, pupil);
  if (!about) return about.error();
  Event e = about.value().event(house, Type::kNote);
  put(e, "text", text);
  return commit(house, about.value(), {e});
}

base::Result<Recorded> record_submission(House& house, const roll::Urn& only, const SubmissionRecord& s) {
  const auto found = open_case_of(house, only, s.pupil);
  if (!found) return found.error();
  const About& about = found.value();
  const Policy& policy = policy_of(house, about);
  const auto open = open_submissions(house, about, s.about);
  if (!open) return open.error();
  const auto steps = steps_for(policy, open.value(), s.about);
  if (const escalation::Gate* gate = gate_before(policy, steps, s.about))
    if (const job::GateState state = state_of(house, about, policy, *gate); !state.open)
      return gate_is_closed(state);
  if (const base::Status status = check_criteria(policy, steps, s); !status) return status.error();
  Event e = about.event(house, Type::kReferral);
  put(e, "about", s.about);
  put(e, "ref", s.ref);
  put(e, "criteria", base::join(s.criteria, ","));
  if (const base::Status status = house.journal.append(std::vector{e}); !status) return status.error();
  if (const base::Status status = finish_jobs(house, open.value(), "submitted"); !status)
    return status.error();
  return plan_again(house, about);
}

base::Result<Recorded> finish_task(House& house, const roll::Urn& only, const TaskResult& result) {
  const auto about = about_of(house, only, result.pupil);
  if (!about) return about.error();
  std::vector<roll::PupilRef> done_for = {about.value().found.ref};
  std::vector<ports::JobRow> meant;
  if (const base::Status s = find_meant(house, about.value(), result, meant); !s) return s.error();
  for (const std::string& name : result.also) {
    const auto other = about_of(house, only, name);
    if (!other) return other.error();
    done_for.push_back(other.value().found.ref);
    if (const base::Status s = find_meant(house, other.value(), result, meant); !s) return s.error();
  }
  if (meant.empty())
    return base::usage("No such task of " + about.value().found.ref.text() +
                       " is open. `firstday tasks` shows those that are.");
  if (!result.text.empty()) {
    Event note = about.value().event(house, Type::kNote);
    put(note, "text", result.text);
    if (const base::Status s = house.journal.append(std::vector{note}); !s) return s.error();
  }
  const auto left = leave_open(house, meant, done_for);
  if (!left) return left.error();
  if (const base::Status s = finish_jobs(house, meant, result.outcome); !s) return s.error();
  auto recorded = plan_again(house, about.value());
  if (recorded) recorded.value().left_open = left.value();
  return recorded;
}

base::Result<job::GateState> ask_gate(const House& house, const roll::Urn& only, const std::string& pupil,
                                      const std::string& action) {
  const auto about = open_case_of(house, only, pupil);
  if (!about) return about.error();
  const Policy& policy = policy_of(house, about.value());
  const escalation::Gate* gate = policy.gate(action);
  if (gate == nullptr) return no_gate(policy, action);
  return state_of(house, about.value(), policy, *gate);
}

base::Result<Recorded> close_case(House& house, const roll::Urn& only, const CloseRecord& close) {
  const auto found = open_case_of(house, only, close.pupil);
  if (!found) return found.error();
  const About& about = found.value();
  if (const base::Status s = may_close(house, about, close); !s) return s.error();
  const base::Instant now = house.clock.now();
  const auto turn = house.gate.plan_turn();
  if (!turn) return turn.error();
  auto plan = plan_day(house, about.school(), {now, now + about.school().hold});
  if (!plan) return plan.error();
  Event note = about.event(house, Type::kNote);
  put(note, "text",
      "case closed: " + close.how + (close.role.empty() ? "" : " by " + close.role) +
          (close.ref.empty() ? "" : ", reference " + close.ref));
  if (const base::Status s = house.journal.append(std::vector{note}); !s) return s.error();
  job::Batch batch = std::move(plan.value().batch);
  take_out(batch, about.found.ref);
  std::erase_if(batch.closed, [&](const job::CaseClosed& c) { return c.id == about.open_case->id; });
  batch.closed.push_back({about.open_case->id, about.found.ref, close.how});
  const auto changed = put_into_queue(house, about.school(), batch);
  if (!changed) return changed.error();
  return Recorded{about.school().school.urn, about.found.ref, changed.value()};
}

}  // namespace firstday::workflow
