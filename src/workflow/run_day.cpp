#include "workflow/run_day.h"

#include <algorithm>

#include "base/text.h"
#include "workflow/brake.h"
#include "workflow/plan_into_queue.h"
#include "workflow/send_due.h"

namespace firstday::workflow {

namespace {

using chronology::Type;

bool is_stopping(const RunRequest& request) {
  return request.stopping && request.stopping();
}

base::Status note_run(House& house, const roll::Urn& school, Type type, const std::string& summary) {
  chronology::Event e;
  e.at = house.clock.now();
  e.type = type;
  e.school = school;
  e.actor = house.actor;
  e.details = {{"summary", base::Personal(summary)}};
  return house.journal.append(std::span(&e, 1));
}

std::string summary_of(const SchoolRun& run) {
  return base::count_of(run.batch.absent.size(), "pupil") + " absent without a reason, " +
         base::count_of(static_cast<size_t>(run.planned.added), "job") + " new, " +
         base::count_of(static_cast<size_t>(run.sent.sent()), "message") + " taken by providers, " +
         base::count_of(static_cast<size_t>(run.after_hold.withdrawn), "job") + " withdrawn during the hold";
}

/// How long a run stays for messages that fall due after the hold.
constexpr std::chrono::minutes kStaysFor{60};

/// What several goes of one run did, together.
void add(dispatch::Summary& to, dispatch::Summary more) {
  to.started += more.started;
  to.handed_over += more.handed_over;
  for (const auto& [kind, n] : more.outcomes) to.outcomes[kind] += n;
  to.expired += more.expired;
  to.withdrawn += more.withdrawn;
  to.lease_lost += more.lease_lost;
  to.claim_taken += more.claim_taken;
  to.left_waiting = more.left_waiting;
  to.over_budget = more.over_budget;
  to.address_full = more.address_full;
  to.not_recorded = more.not_recorded;
  to.failed.insert(to.failed.end(), more.failed.begin(), more.failed.end());
  to.unknown.insert(to.unknown.end(), more.unknown.begin(), more.unknown.end());
  to.failure_reasons.insert(to.failure_reasons.end(), more.failure_reasons.begin(),
                            more.failure_reasons.end());
  to.stopped_accounts = std::move(more.stopped_accounts);
  to.next_due = more.next_due;
  to.stopped_because = std::move(more.stopped_because);
}

class Run {
 public:
  Run(House& house, const RunRequest& request, const OnProgress& progress)
      : house_(house), request_(request), progress_(progress) {}

  base::Result<RunReport> go() {
    const auto schools = chosen_schools(house_, request_.only);
    if (!schools) return schools.error();
    started_ = house_.clock.now();
    report_.day = base::to_london(started_).date;
    const auto recovered = house_.queue.recover(started_);
    if (!recovered) return recovered.error();
    report_.recovered = recovered.value();
    for (const config::SchoolSettings* school : schools.value())
      if (base::Status s = plan_first(*school); !s) return s.error();
    if (base::Status s = hold(schools.value()); !s) return s.error();
    for (size_t i = 0; i < schools.value().size(); ++i)
      if (base::Status s = finish(*schools.value()[i], report_.schools[i]); !s) return s.error();
    return std::move(report_);
  }

 private:
  base::Instant release_of(const config::SchoolSettings& school) const {
    return started_ + request_.hold.value_or(school.hold);
  }

  base::Status plan_first(const config::SchoolSettings& school) {
    SchoolRun run;
    run.school = school.school.urn;
    run.name = school.school.name;
    run.school_day = school.school.calendar.is_school_day(report_.day);
    if (run.school_day) {
      if (base::Status s = note_run(house_, run.school, Type::kRunStarted, "planning"); !s) return s;
      if (const auto came = take_in(house_, school); !came) return came.error();
      if (base::Status s = take_files(school, run); !s) return s;
      auto queued = plan_into_queue(house_, school, {started_, release_of(school)});
      if (!queued) return queued.error();
      run.planned = queued.value().changed;
      run.batch = std::move(queued.value().plan.batch);
      run.roll = std::move(queued.value().plan.inputs.roll);
      for (const job::CaseClosed& closed : run.batch.closed)
        if (closed.how == "left_roll") run.left_roll.push_back(closed.pupil);
      house_.log.info("planned", {{"school", run.school},
                                  {"absent", run.batch.absent.size()},
                                  {"jobs", run.batch.jobs.size()},
                                  {"added", run.planned.added},
                                  {"withheld", run.batch.withheld.size()}});
    }
    report_.schools.push_back(std::move(run));
    if (progress_) progress_({RunStep::kPlanned, &school, {}, nullptr});
    return {};
  }

  /// Staff look, withdraw, add reasons. Nothing has left yet, and nothing leaves when they stop it.
  base::Status hold(const std::vector<const config::SchoolSettings*>& schools) {
    base::Instant until = started_;
    for (size_t i = 0; i < schools.size(); ++i)
      if (report_.schools[i].school_day) until = std::max(until, release_of(*schools[i]));
    if (progress_) progress_({RunStep::kHolding, nullptr, until, nullptr});
    while (house_.clock.now() < until && !is_stopping(request_)) house_.clock.wait_until(until);
    if (is_stopping(request_)) {
      for (SchoolRun& run : report_.schools) run.stopped = true;
      return {};
    }
    return request_.reread_marks ? request_.reread_marks() : base::Status{};
  }

  base::Status finish(const config::SchoolSettings& school, SchoolRun& run) {
    if (!run.school_day) return {};
    if (!run.stopped)
      if (base::Status s = replan_and_send(school, run); !s) return s;
    if (base::Status s = look_back(school, run); !s) return s;
    if (progress_) progress_({RunStep::kFinished, &school, {}, nullptr});
    return note_run(house_, run.school, Type::kRunFinished,
                    run.stopped ? "stopped during the hold" : summary_of(run));
  }

  /// Sends what is due, and stays for what falls due soon: the follow-up text of a call-first day must
  /// leave without anybody pressing a key. Each time the marks are read and the day is planned again.
  base::Status replan_and_send(const config::SchoolSettings& school, SchoolRun& run) {
    const base::Instant last = house_.clock.now() + kStaysFor;
    auto sender = Sender::open(house_, {&school});
    if (!sender) return sender.error();
    for (;;) {
      const int before = run.sent.started;
      if (base::Status s = replan(school, run); !s) return s;
      if (base::Status s = send(school, *sender.value(), run); !s) return s;
      const auto next = house_.queue.next_due(run.school);
      if (!next) return next.error();
      if (!next.value() || *next.value() > last || !run.sent.stopped_because.empty()) return {};
      // What is due and does not go (a number that had enough, a window of its own) is left to the next tick.
      if (*next.value() <= house_.clock.now() && run.sent.started == before) return {};
      if (progress_) progress_({RunStep::kHolding, &school, *next.value(), nullptr});
      while (house_.clock.now() < *next.value() && !is_stopping(request_))
        house_.clock.wait_until(*next.value());
      if (is_stopping(request_)) return {};
      if (request_.reread_marks)
        if (base::Status s = request_.reread_marks(); !s) return s;
    }
  }

  base::Status take_files(const config::SchoolSettings& school, SchoolRun& run) {
    auto files = take_dropped(house_, school);
    if (!files) return files.error();
    for (DroppedFile& file : files.value())
      if (!is_said(run.dropped, file)) run.dropped.push_back(std::move(file));
    return {};
  }

  /// What is passed over before the plan still lies there after the hold.
  static bool is_said(const std::vector<DroppedFile>& dropped, const DroppedFile& file) {
    return !file.refused.empty() && std::any_of(dropped.begin(), dropped.end(), [&](const DroppedFile& d) {
      return d.name == file.name && d.refused == file.refused;
    });
  }

  base::Status replan(const config::SchoolSettings& school, SchoolRun& run) {
    const auto came = take_in(house_, school);
    if (!came) return came.error();
    run.came = came.value();
    if (base::Status s = take_files(school, run); !s) return s;
    const base::Instant now = house_.clock.now();
    auto queued = plan_into_queue(house_, school, {now, now});
    if (!queued) return queued.error();
    run.after_hold.added += queued.value().changed.added;
    run.after_hold.withdrawn += queued.value().changed.withdrawn;
    run.batch = std::move(queued.value().plan.batch);
    return {};
  }

  base::Status send(const config::SchoolSettings& school, Sender& sender, SchoolRun& run) {
    auto summaries = sender.send_due({request_.stopping, [&](const dispatch::Progress& p) {
                                        if (progress_) progress_({RunStep::kSending, &school, {}, &p});
                                      }});
    if (!summaries) return summaries.error();
    add(run.sent, std::move(summaries.value().at(run.school)));
    return {};
  }

  /// What failed changes the plan: a text that did not leave makes its call due at once.
  base::Status look_back(const config::SchoolSettings& school, SchoolRun& run) {
    const base::Instant now = house_.clock.now();
    auto queued = plan_into_queue(house_, school, {now, now});
    if (!queued) return queued.error();
    auto after = read_day(house_, school, report_.day);
    if (!after) return after.error();
    const auto held = held_messages(house_, run.school, report_.day);
    if (!held) return held.error();
    run.held = held.value().size();
    auto late = workflow::not_sent(house_, school);
    if (!late) return late.error();
    run.not_sent = std::move(late).value();
    if (base::Status s = count_waiting(run, now); !s) return s;
    run.batch = std::move(queued.value().plan.batch);
    run.review = chronology::review(run.batch, after.value().facts, after.value().roll);
    run.roll = std::move(after.value().roll);
    return {};
  }

  /// A run made before the register closes leaves its messages behind: whoever reads the summary must know.
  base::Status count_waiting(SchoolRun& run, base::Instant now) const {
    ports::JobFilter filter;
    filter.school = run.school;
    filter.day_from = filter.day_to = report_.day;
    filter.states = {job::State::kQueued};
    const auto rows = house_.queue.jobs(filter);
    if (!rows) return rows.error();
    for (const ports::JobRow& row : rows.value()) {
      const base::Instant due = row.job.not_before;
      if (!job::is_carried(row.job.kind) || due <= now) continue;
      run.waiting_until = run.waiting == 0 ? due : std::min(run.waiting_until, due);
      ++run.waiting;
    }
    return {};
  }

  House& house_;
  const RunRequest& request_;
  const OnProgress& progress_;
  RunReport report_;
  base::Instant started_{};
};

bool has_case_without_mark(const SchoolRun& run) {
  return std::any_of(run.batch.withheld.begin(), run.batch.withheld.end(),
                     [](const job::Withheld& w) { return w.rule == "no_mark"; });
}

bool has_refused(const SchoolRun& run) {
  return std::any_of(run.dropped.begin(), run.dropped.end(),
                     [](const DroppedFile& file) { return !file.refused.empty() || file.left_out > 0; });
}

bool has_lost_policy(const SchoolRun& run) {
  return std::any_of(run.batch.replaced.begin(), run.batch.replaced.end(),
                     [](const job::PolicyReplaced& r) { return !r.accepted; });
}

bool reached_by_nobody(const SchoolRun& run) {
  return std::any_of(
      run.review.pupils.begin(), run.review.pupils.end(), [](const chronology::ReviewRow& row) {
        return row.reach == chronology::Reach::kNobody || row.reach == chronology::Reach::kUnknown;
      });
}

}  // namespace

bool RunReport::needs_attention() const {
  if (recovered.unknown > 0) return true;
  return std::any_of(schools.begin(), schools.end(), [](const SchoolRun& run) {
    return run.stopped || run.came.needs_attention() || reached_by_nobody(run) ||
           has_case_without_mark(run) || has_lost_policy(run) || !run.left_roll.empty() ||
           !run.batch.forms_without_marks.empty() || !run.batch.unmarked.empty() ||
           !run.batch.brake.empty() || !run.batch.gone_since_morning.empty() ||
           !run.batch.marks_overdue.empty() || !run.batch.blind.empty() || has_refused(run) ||
           !run.sent.failed.empty() || !run.sent.unknown.empty() || !run.sent.stopped_accounts.empty() ||
           !run.sent.stopped_because.empty() || run.not_sent.messages > 0;
  });
}

base::Result<RunReport> run_day(House& house, const RunRequest& request, const OnProgress& progress) {
  const auto right = house.gate.take();
  if (!right) return right.error();
  return Run(house, request, progress).go();
}

}  // namespace firstday::workflow
