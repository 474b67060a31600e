#include "workflow/tick.h"

#include <algorithm>

#include "workflow/brake.h"

namespace firstday::workflow {

base::Result<Ticked> tick_school(House& house, const config::SchoolSettings& school, Sender& sender,
                                 const std::function<bool()>& stopping, const OnSending& progress) {
  const auto came = take_in(house, school);
  if (!came) return came.error();
  auto advanced_all = advance(house, school.school.urn);
  if (!advanced_all) return advanced_all.error();
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
  auto sent = sender.send_due(stopping, progress);
  if (!sent) return sent.error();
  out.sent = std::move(sent).value();
  if (out.sent.started == 0 && out.sent.claim_taken == 0) return out;
  // What failed, or is not sent since the family has had it, makes its call due at once.
  const auto again = advance(house, out.school);
  if (!again) return again.error();
  out.changed.added += again.value().front().changed.added;
  out.changed.withdrawn += again.value().front().changed.withdrawn;
  return out;
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
  std::vector<Ticked> out;
  for (const config::SchoolSettings* school : schools.value()) {
    const auto sender = Sender::open(house, *school);
    if (!sender) return sender.error();
    auto ticked = tick_school(house, *school, *sender.value(), stopping, nullptr);
    if (!ticked) return ticked.error();
    ticked.value().unknown_from_before = out.empty() ? recovered.value().unknown : 0;
    out.push_back(std::move(ticked).value());
  }
  return out;
}

}  // namespace firstday::workflow
