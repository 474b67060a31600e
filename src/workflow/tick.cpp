#include "workflow/tick.h"

#include <algorithm>

#include "workflow/brake.h"
#include "workflow/send_due.h"

namespace firstday::workflow {

namespace {

base::Result<Ticked> tick_school(House& house, const Advanced& advanced,
                                 const std::function<bool()>& stopping) {
  Ticked out;
  out.school = advanced.school;
  out.school_day = advanced.school_day;
  out.changed = advanced.changed;
  out.batch = advanced.batch;
  out.dropped = advanced.dropped;
  if (!advanced.school_day) return out;
  const auto held = held_messages(house, advanced.school, advanced.batch.day);
  if (!held) return held.error();
  out.held = held.value().size();
  auto sent = send_due(house, *house.school(advanced.school), stopping, nullptr);
  if (!sent) return sent.error();
  out.sent = std::move(sent).value();
  if (out.sent.started == 0 && out.sent.claim_taken == 0) return out;
  // What failed, or is not sent since the family has had it, makes its call due at once.
  const auto again = advance(house, advanced.school);
  if (!again) return again.error();
  out.changed.added += again.value().front().changed.added;
  out.changed.withdrawn += again.value().front().changed.withdrawn;
  return out;
}

}  // namespace

bool Ticked::needs_attention() const {
  const bool dropped_badly = std::any_of(dropped.begin(), dropped.end(), [](const DroppedFile& file) {
    return !file.refused.empty() || file.left_out > 0;
  });
  if (unknown_from_before > 0 || came.needs_attention() || dropped_badly || !batch.unmarked.empty() ||
      !batch.gone_since_morning.empty() || !batch.brake.empty() || !batch.marks_overdue.empty() ||
      !batch.blind.empty())
    return true;
  return !sent.failed.empty() || !sent.unknown.empty() || !sent.stopped_accounts.empty() ||
         !sent.stopped_because.empty();
}

base::Result<std::vector<Ticked>> tick(House& house, const roll::Urn& only,
                                       const std::function<bool()>& stopping) {
  const auto right = house.gate.take();
  if (!right) return right.error();
  const auto recovered = house.queue.recover(house.clock.now());
  if (!recovered) return recovered.error();
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<CameIn> came;
  for (const config::SchoolSettings* school : schools.value()) {
    const auto in = take_in(house, *school);
    if (!in) return in.error();
    came.push_back(in.value());
  }
  const auto advanced = advance(house, only);
  if (!advanced) return advanced.error();
  std::vector<Ticked> out;
  for (const Advanced& a : advanced.value()) {
    auto ticked = tick_school(house, a, stopping);
    if (!ticked) return ticked.error();
    ticked.value().came = came[out.size()];
    ticked.value().unknown_from_before = out.empty() ? recovered.value().unknown : 0;
    out.push_back(std::move(ticked).value());
  }
  return out;
}

}  // namespace firstday::workflow
