#include "workflow/late_messages.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "workflow/brake.h"
#include "workflow/job_rows.h"
#include "workflow/quarantine.h"
#include "workflow/sending_hours.h"
#include "workflow/trial.h"

namespace firstday::workflow {

namespace {

using job::State;

base::Result<std::vector<ports::JobRow>> waiting_today(const House& house, const roll::Urn& school) {
  ports::JobFilter filter;
  filter.school = school;
  filter.day_from = filter.day_to = base::to_london(house.clock.now()).date;
  filter.states = {State::kQueued, State::kLeased, State::kHeld};
  auto rows = house.queue.jobs(filter);
  if (!rows) return rows;
  std::erase_if(rows.value(), [](const ports::JobRow& row) {
    return !job::is_carried(row.job.kind) || row.job.to.contact.empty();
  });
  for (ports::JobRow& row : rows.value()) leave_out_withdrawn(row);
  return rows;
}

std::string sentence(const std::string& words) {
  return words.empty() || words.back() == '.' ? words : words + ".";
}

/// Why no account takes what it is set up for; empty where one does, or none is set up.
std::string accounts_out_of_order(const House& house, const roll::Urn& school, job::Kind kind) {
  const auto of_school = house.accounts.find(school);
  if (of_school == house.accounts.end()) return {};
  const auto of_kind = of_school->second.by_kind.find(kind);
  if (of_kind == of_school->second.by_kind.end()) return {};
  std::vector<std::string> reasons;
  for (const dispatch::Account& account : of_kind->second) {
    const std::string& why = account.provider->capabilities().out_of_order;
    if (why.empty()) return {};
    reasons.push_back(sentence(why));
  }
  return base::join(reasons, " ");
}

class Lateness {
 public:
  Lateness(const House& house, const config::SchoolSettings& school, base::Duration after)
      : house_(house), school_(school), after_(after), now_(house.clock.now()) {}

  base::Result<std::vector<LateMessage>> look() {
    auto rows = waiting_today(house_, school_.school.urn);
    if (!rows) return rows.error();
    const auto quarantined = quarantine_of(house_);
    if (!quarantined) return quarantined.error();
    in_quarantine_ = quarantined.value().has_value();
    if (base::Status s = read_first_tries(rows.value()); !s) return s.error();
    std::vector<LateMessage> out;
    for (ports::JobRow& row : rows.value())
      if (auto late = judge(row)) out.push_back(std::move(*late));
    return out;
  }

 private:
  /// A message that is tried again has a new time each time; what counts is the first.
  base::Status read_first_tries(const std::vector<ports::JobRow>& rows) {
    if (std::none_of(rows.begin(), rows.end(), [](const ports::JobRow& row) { return row.attempts > 0; }))
      return {};
    ports::EventFilter filter;
    filter.school = school_.school.urn;
    filter.from = base::from_london(base::to_london(now_).date, base::TimeOfDay{0});
    filter.types = {chronology::Type::kAttemptStarted};
    const auto events = house_.journal.events(filter);
    if (!events) return events.error();
    for (const chronology::Event& e : events.value()) first_tries_.try_emplace(e.job, e.at);
    return {};
  }

  std::optional<base::Instant> due_since(const ports::JobRow& row) const {
    const auto tried = first_tries_.find(row.job.id);
    if (tried != first_tries_.end()) return tried->second;
    return dispatch::next_open(sending_hours(school_, row.job.kind), row.job.not_before);
  }

  std::optional<LateMessage> judge(ports::JobRow& row) const {
    const bool quarantined = in_quarantine_ && row.state != State::kHeld;
    if (quarantined || is_held_for_a_person(row))
      return LateMessage{row, row.state_at, true, quarantined ? kQuarantined : sentence(row.reason)};
    const auto due = due_since(row);
    if (!due || *due + after_ > now_) return std::nullopt;
    std::string why = why_not(row);
    return LateMessage{std::move(row), *due, false, std::move(why)};
  }

  std::string why_not(const ports::JobRow& row) const {
    if (row.state == State::kHeld) return row.reason.empty() ? "It is held." : sentence(row.reason);
    if (house_.health != nullptr)
      if (const base::Status room = house_.health->has_room(); !room) return room.error().what;
    if (std::string why = accounts_out_of_order(house_, school_.school.urn, row.job.kind); !why.empty())
      return why;
    if (row.attempts > 0) return "The provider has not taken it yet: " + sentence(row.evidence);
    return "Nothing has sent it yet. Look whether Firstday is running, and what it says.";
  }

  static constexpr const char* kQuarantined =
      "The installation is in quarantine; nothing leaves until a person releases it.";

  const House& house_;
  const config::SchoolSettings& school_;
  base::Duration after_;
  base::Instant now_;
  bool in_quarantine_ = false;
  std::map<job::JobId, base::Instant> first_tries_;
};

}  // namespace

base::Result<std::vector<LateMessage>> late_messages(const House& house, const config::SchoolSettings& school,
                                                     base::Duration after) {
  return Lateness(house, school, after).look();
}

base::Result<NotSent> not_sent(const House& house, const config::SchoolSettings& school) {
  const auto late = late_messages(house, school, base::Duration{0});
  if (!late) return late.error();
  NotSent out;
  if (school.trial) out.trial = trial_reason(school.school.urn);
  for (const LateMessage& m : late.value()) {
    if (m.waits_for_a_person) continue;
    out.since = out.messages == 0 ? m.since : std::min(out.since, m.since);
    ++out.messages;
    if (std::find(out.why.begin(), out.why.end(), m.why) == out.why.end()) out.why.push_back(m.why);
  }
  out.overdue = out.messages > 0 && out.since + kLateAfter <= house.clock.now();
  return out;
}

}  // namespace firstday::workflow
