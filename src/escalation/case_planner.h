// The working of plan_case, in five sources: case_plan (which steps), case_people (for whom), case_times
// (when), case_jobs (the job itself), taken_back (what is no longer wanted). Included by nobody else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "escalation/case_plan.h"
#include "escalation/due.h"
#include "escalation/rules.h"
#include "escalation/situation.h"

namespace firstday::escalation {

/// How a step went: what the steps after it wait for.
struct StepRun {
  const Step* step = nullptr;
  std::string round;
  bool live = false;           ///< something was planned that may still go, or has gone
  base::Instant at{};          ///< when the last of it goes
  bool settled = true;         ///< of calls: every one of them is on record
  base::Instant settled_at{};  ///< of calls: when the last of those on record was made
  std::vector<roll::ContactRef> failed;
};

/// A step that is planned now, and what called for it.
struct Call {
  DueStep due;
  const Step* cause = nullptr;          ///< the step whose outcome calls for it
  const roll::Contact* only = nullptr;  ///< for this contact alone
  std::optional<base::Instant> at;      ///< not before the event that called for it
};

class CasePlanner {
 public:
  CasePlanner(const Setting& setting, const Case& c, std::string_view tier, const Household& household,
              std::vector<Planned>& jobs, job::Batch& batch);

  void run();

 private:
  // case_plan.cpp: which steps
  void plan_day();
  void plan_due();
  void plan_flagged();
  void plan_followers(const std::vector<DueStep>& due, const Step& step);
  void plan_after_call(const Step& cause, const Step& step, const std::string& outcome);
  bool was_wanted_then(const Step& cause, const chronology::CallFact& made) const;
  void plan_after_visit(const Step& cause, const Step& step, const std::string& outcome);
  void plan_after_task(const Step& cause, const Step& step, const std::string& outcome);
  void plan_step(const Call& call);
  bool is_wanted(const Call& call);
  bool is_chosen(const Call& call) const;
  bool group_is_done(const Step& step) const;
  bool is_done_already(const UnlessDone& unless) const;
  bool is_asked_now(const UnlessDone& unless) const;
  void drop_done();
  bool gate_is_open(const Step& step);
  void show_gates();
  bool holds_back(const Gate& gate) const;
  void close_up();
  void plan_in_rounds(const Call& call);

  // taken_back.cpp: what earlier days left that nobody wants any more
  void take_back();
  bool is_planned(const std::string& key) const;
  const char* why_not_wanted(const chronology::JobFact& fact) const;
  bool was_recoded(base::Date day) const;
  bool has_lapsed(const Step& step) const;

  // case_people.cpp: for whom
  void dispatch(const Call& call);
  void for_contacts(const Call& call);
  std::vector<const roll::Contact*> may_be_told_of(const Call& call);
  void ring_in_order(const Call& call, const std::vector<const roll::Contact*>& people);
  void for_role(const Call& call);
  std::string who_judges(const Step& step) const;
  std::string filled_role(const Step& step);
  void ask_again(const Call& call);
  void for_home(const Call& call);
  void for_schools(const Call& call);
  std::string_view left_out_of(const Step& step, const roll::Contact& contact,
                               const std::vector<const roll::Contact*>& told) const;
  bool is_mailed_instead(const Step& step, const roll::Contact& contact) const;
  std::string_view letter_bar(const roll::Contact& contact) const;
  bool is_barred_home(const roll::Address& address) const;
  bool is_confidential_home(const roll::Address& address) const;
  bool decided_yes(std::string_view about) const;
  bool decided_since(std::string_view about, base::Date day) const;
  void leave_out(const Step& step, const roll::Contact& contact, std::string_view rule);
  bool nobody_may_be_told() const;

  // case_times.cpp: when
  void set_times(const Call& call, const roll::Contact* contact, job::Job& job) const;
  base::Instant not_before(const Call& call, const roll::Contact* contact) const;
  base::Instant earliest(const Step& step) const;
  base::Instant opened(const Step& step) const;
  base::Instant after_run(const Step& step, const StepRun& run) const;
  base::Instant due_by(const Call& call) const;
  base::Instant end_of_day(int nth) const;
  base::TimeOfDay latest(const Step& step) const;
  void note(const Step& step, const job::Job& job);
  StepRun& run_for(const Step& step);
  const StepRun* run_before(const Step& step) const;
  const chronology::CallFact* call_made(const roll::ContactRef& contact, std::string_view round) const;
  std::string_view round_at(base::Instant at) const;
  std::string_view round() const { return round_ ? std::string_view(round_->name) : std::string_view(); }
  bool is_today(base::Instant at) const { return base::to_london(at).date == setting_.today.date; }
  base::Instant today_at(base::TimeOfDay time) const { return base::from_london(setting_.today.date, time); }

  // case_jobs.cpp: the job
  bool add(const Call& call, job::Recipient to, const roll::Contact* contact) {
    return add(call, std::move(to), contact, call.due.step->action);
  }
  bool add(const Call& call, job::Recipient to, const roll::Contact* contact, job::Kind kind);
  job::Job& begin_job(job::Recipient to, base::Date day);
  void copy_details(const Call& call, job::Job& job) const;
  job::Subject subject() const;
  std::string key_of(const job::Job& job, const roll::Contact* contact) const;
  bool is_there(const job::Job& job);
  void raise(GapKind kind);
  void raise_what_was_said();
  void raise_at(GapKind kind, base::Instant at);
  void watch_staff();
  void tell_of_replaced_policy();
  void ask_about_no_access();
  void withhold(const Step& step, const roll::ContactRef& contact, std::string_view rule);
  void withhold_pupil(std::string_view rule);

  const Setting& setting_;
  const Case& case_;
  const Policy& rules_;
  std::string_view tier_;
  const Household& household_;
  std::vector<Planned>& jobs_;
  job::Batch& batch_;
  Situation situation_;
  std::span<const base::Date> counted_;  ///< of the case, or since it was resumed
  const size_t first_withheld_;          ///< of this case within the batch
  const Round* round_ = nullptr;         ///< the round that is being planned
  std::optional<base::Instant> floor_;   ///< the next call of a ladder goes no earlier
  std::vector<StepRun> runs_;
  bool family_is_asked_ = false;  ///< some step of today means to tell or ring somebody of the family
  bool family_is_told_ = false;   ///< and found somebody
};

/// A text, call, message or anything else that the family sees or hears at once.
bool reaches_family(job::Kind kind);

/// The rule under which a step is withheld for want of a facility; empty when it is there.
std::string_view missing_facility(const Step& step, const roll::Facility& facility);

/// The job is not over without having been done: it waits, runs or has been done.
bool stands(const chronology::JobFact& fact);
/// It will not be done, whatever is planned: nobody waits for it. One that an earlier plan took back may come
/// again.
bool never_goes(const chronology::JobFact& fact);
/// It has been done, or a provider has taken it.
bool is_over(const chronology::JobFact& fact);

}  // namespace firstday::escalation
