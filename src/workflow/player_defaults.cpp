// What becomes of an emission that no event of the file names.
#include <algorithm>

#include "escalation/visit_outcomes.h"
#include "workflow/decide.h"
#include "workflow/player.h"
#include "workflow/record_parts.h"
#include "workflow/visits.h"

namespace firstday::workflow {

using job::Kind;

namespace {

constexpr std::string_view kOpen = "open_until_an_event_says_so";
const base::Personal kNotSaid("not said");

base::Result<bool> changed(const base::Result<Recorded>& recorded) {
  return recorded ? base::Result<bool>(true) : base::Result<bool>(recorded.error());
}

}  // namespace

/// True when something was done.
base::Result<bool> Player::apply_default(const job::Job& job) {
  const ports::JobRow* row = row_of(job);
  if (row == nullptr || row->state != job::State::kWithStaff) return false;
  if (!settled_.insert(job.subjects.front().key).second) return false;
  switch (job.kind) {
    case Kind::kCall:
      return call_by_default(job);
    case Kind::kVisit:
      return visit_by_default(job);
    case Kind::kDecide:
      return decide_by_default(job);
    case Kind::kVoicemail:
      return done_by_default(*row, scenario_.defaults.voicemail);
    case Kind::kAppMessage:
      return done_by_default(*row, scenario_.defaults.app_message);
    case Kind::kLetter:
      return done_by_default(*row, scenario_.defaults.letter);
    default:
      return false;
  }
}

/// An event of later today says what came of this very call: not of one that is over before it.
bool Player::is_named(const job::Job& job) const {
  if (day_ == nullptr) return false;
  return std::any_of(day_->events.begin(), day_->events.end(), [&](const config::ScenarioEvent& e) {
    const base::Instant at = base::from_london(today(), e.at);
    return e.what == config::Happening::kCall && e.text("to") == job.to.contact.text() && at >= now() &&
           (!job.not_after || at <= *job.not_after);
  });
}

base::Result<bool> Player::call_by_default(const job::Job& job) {
  if (is_named(job)) return false;
  return changed(record_call(
      house_, {}, {pupil(), job.to.contact.text(), scenario_.defaults.call, kNotSaid, std::nullopt, {}}));
}

base::Result<bool> Player::visit_by_default(const job::Job& job) {
  const auto outcomes = escalation::visit_outcomes();
  if (std::find(outcomes.begin(), outcomes.end(), scenario_.defaults.visit) == outcomes.end()) return false;
  VisitRecord visit{pupil(), scenario_.defaults.visit, {}};
  for (int n = 1; n <= std::max(job.min_staff, 2); ++n) visit.staff.push_back("S" + std::to_string(n));
  return changed(record_visit(house_, {}, visit));
}

base::Result<bool> Player::decide_by_default(const job::Job& job) {
  const std::string& answer = scenario_.defaults.decide;
  if (answer != "yes" && answer != "no") return false;
  // A question with other options than yes and no stays open.
  if (!job.options.empty() && std::find(job.options.begin(), job.options.end(), answer) == job.options.end())
    return false;
  const auto done = decide(house_, {}, {pupil(), job.about, job.to.role, answer, kNotSaid});
  // An answer that this role may not give settles nothing: the question stays open.
  if (!done && done.error().kind == base::ErrorKind::kUsage) return false;
  return changed(done);
}

base::Result<bool> Player::done_by_default(const ports::JobRow& row, const std::string& word) {
  if (word == kOpen) return false;
  const base::Status done = finish_jobs(house_, {row}, "done");
  return done ? base::Result<bool>(true) : base::Result<bool>(done.error());
}

}  // namespace firstday::workflow
