#include "workflow/tick.h"

#include <algorithm>

#include "base/failpoint.h"
#include "workflow/brake.h"

namespace firstday::workflow {

base::Result<Ticked> come_up(House& house, const config::SchoolSettings& school) {
  const auto came = take_in(house, school);
  if (!came) return came.error();
  auto advanced_all = advance(house, school.school.urn);
  if (!advanced_all) return advanced_all.error();
  FIRSTDAY_FAILPOINT("round.planned");
  Advanced& advanced = advanced_all.value().front();
  Ticked out;
  out.came = came.value();
  out.school = advanced.school;
  out.school_day = advanced.school_day;
  out.changed = advanced.changed;
  out.batch = std::move(advanced.batch);
  out.dropped = std::move(advanced.dropped);
  if (!out.school_day) return out;
  const auto held = held_messages(house, out.school, out.batch.day);
  if (!held) return held.error();
  out.held = held.value().size();
  return out;
}

base::Status follow_up(House& house, Ticked& turn) {
  auto late = not_sent(house, *house.school(turn.school));
  if (!late) return late.error();
  turn.not_sent = std::move(late).value();
  const dispatch::Summary& sent = turn.sent;
  const bool changed_nothing = sent.started + sent.claim_taken + sent.expired + sent.withdrawn == 0 &&
                               sent.outcomes.empty() && sent.failed.empty();
  if (changed_nothing) return {};
  // What failed, or is not sent since the family has had it, makes its call due at once.
  const auto again = advance(house, turn.school);
  if (!again) return again.error();
  turn.changed.added += again.value().front().changed.added;
  turn.changed.withdrawn += again.value().front().changed.withdrawn;
  return {};
}

bool Ticked::needs_attention() const {
  const bool dropped_badly = std::any_of(dropped.begin(), dropped.end(), [](const DroppedFile& file) {
    return !file.refused.empty() || file.left_out > 0;
  });
  if (unknown_from_before > 0 || came.needs_attention() || dropped_badly || !batch.unmarked.empty() ||
      !batch.gone_since_morning.empty() || !batch.brake.empty() || !batch.marks_overdue.empty() ||
      !batch.blind.empty())
    return true;
  return !sent.failed.empty() || !sent.unknown.empty() || !sent.stopped_accounts.empty() ||
         !sent.stopped_because.empty() || not_sent.overdue;
}

base::Result<std::vector<Ticked>> tick(House& house, const roll::Urn& only,
                                       const std::function<bool()>& stopping) {
  const auto right = house.gate.take();
  if (!right) return right.error();
  const auto recovered = house.queue.recover(house.clock.now());
  if (!recovered) return recovered.error();
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  const auto sender = Sender::open(house, schools.value());
  if (!sender) return sender.error();
  std::vector<Ticked> out;
  for (const config::SchoolSettings* school : schools.value()) {
    auto ticked = come_up(house, *school);
    if (!ticked) return ticked.error();
    ticked.value().unknown_from_before = out.empty() ? recovered.value().unknown : 0;
    out.push_back(std::move(ticked).value());
  }
  auto sent = sender.value()->send_due({stopping, nullptr});
  if (!sent) return sent.error();
  for (Ticked& ticked : out) {
    ticked.sent = std::move(sent.value().at(ticked.school));
    if (const base::Status status = follow_up(house, ticked); !status) return status.error();
  }
  return out;
}

}  // namespace firstday::workflow
