#include "workflow/brake.h"

#include <algorithm>

#include "base/text.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;

/// Begins the reason of every job that is held with its batch; by this they are found again.
constexpr std::string_view kHeld = "Held for a person: ";

/// What people have said about today's batch, newest last.
struct Said {
  bool released = false;
  std::string held_because;  ///< empty: nobody holds it
};

/// A release covers the register that the person has seen: the morning's, or the afternoon's.
bool is_afternoon(const config::SchoolSettings& school, base::Instant at) {
  return base::to_london(at).since_midnight >= school.school.calendar.sessions().pm;
}

base::Result<Said> said_today(const House& house, const roll::Urn& school, base::Date day) {
  ports::EventFilter filter;
  filter.school = school;
  filter.from = base::from_london(day, base::TimeOfDay{0});
  filter.types = {Type::kBatchHeld, Type::kBatchReleased};
  const auto events = house.journal.events(filter);
  if (!events) return events.error();
  const config::SchoolSettings* settings = house.school(school);
  const auto half = [&](base::Instant at) { return settings != nullptr && is_afternoon(*settings, at); };
  Said said;
  for (const Event& e : events.value()) {
    if (e.type == Type::kBatchReleased) said = {half(e.at) == half(house.clock.now()), {}};
    if (e.type == Type::kBatchHeld && e.detail("by") == "person")
      said = {false, std::string(e.detail("reason"))};
  }
  return said;
}

base::Result<std::vector<ports::JobRow>> automatic_jobs(const House& house, const roll::Urn& school,
                                                        base::Date day, job::State state) {
  ports::JobFilter filter;
  filter.school = school;
  filter.day_from = filter.day_to = day;
  filter.states = {state};
  auto rows = house.queue.jobs(filter);
  if (!rows) return rows.error();
  std::vector<ports::JobRow> out = std::move(rows).value();
  std::erase_if(out, [&](const ports::JobRow& row) {
    if (!job::is_carried(row.job.kind)) return true;
    return state == job::State::kHeld && row.reason.rfind(kHeld, 0) != 0;
  });
  return out;
}

base::Result<int> change_all(House& house, const roll::Urn& school, const std::vector<ports::JobRow>& rows,
                             job::Event event, const std::string& reason) {
  std::vector<ports::JobChange> changes;
  changes.reserve(rows.size());
  for (const ports::JobRow& row : rows)
    changes.push_back({school, row.job.id, event, {}, reason, house.actor, house.clock.now()});
  if (changes.empty()) return 0;
  const auto made = house.queue.change(changes);
  if (!made) return made.error();
  return static_cast<int>(std::count(made.value().begin(), made.value().end(), true));
}

base::Status note(House& house, const roll::Urn& school, Type type, const char* by,
                  const std::string& reason) {
  Event e;
  e.at = house.clock.now();
  e.type = type;
  e.school = school;
  e.actor = house.actor;
  e.details = {{"by", base::Personal(by)}};
  if (!reason.empty()) e.details.push_back({"reason", base::Personal(reason)});
  return house.journal.append(std::span(&e, 1));
}

base::Result<int> hold_day(House& house, const roll::Urn& school, base::Date day, const std::string& reason) {
  const auto rows = automatic_jobs(house, school, day, job::State::kQueued);
  if (!rows) return rows.error();
  return change_all(house, school, rows.value(), job::Event::kHold, std::string(kHeld) + reason);
}

base::Result<int> let_go(House& house, const roll::Urn& school, base::Date day) {
  const auto rows = automatic_jobs(house, school, day, job::State::kHeld);
  if (!rows) return rows.error();
  return change_all(house, school, rows.value(), job::Event::kRelease, "The batch was released.");
}

base::Status hold_braked(House& house, const roll::Urn& school, const job::Batch& batch) {
  const std::string why = base::join(batch.brake, " ");
  const auto held = hold_day(house, school, batch.day, why);
  if (!held) return held.error();
  if (held.value() == 0) return {};
  // The reason may be a person's words, so it stands in the record and in no log.
  house.log.warning("automatic messages are held", {{"school", school}, {"jobs", held.value()}});
  return note(house, school, Type::kBatchHeld, "brake", why);
}

}  // namespace

base::Result<ports::Enqueued> put_into_queue(House& house, const config::SchoolSettings& school,
                                             job::Batch& batch) {
  const roll::Urn& urn = school.school.urn;
  const auto said = said_today(house, urn, batch.day);
  if (!said) return said.error();
  if (said.value().released) batch.brake.clear();
  if (!said.value().held_because.empty()) batch.brake.push_back(said.value().held_because);
  auto added = house.queue.enqueue(batch, house.actor);
  if (!added) return added.error();
  if (!batch.brake.empty()) {
    if (const base::Status s = hold_braked(house, urn, batch); !s) return s.error();
  } else if (const auto gone = let_go(house, urn, batch.day); !gone) {
    return gone.error();
  }
  return added;
}

base::Result<std::vector<BatchChange>> hold_batch(House& house, const roll::Urn& only,
                                                  const std::string& reason) {
  if (reason.empty()) return base::usage("Say why today's messages are to wait (--reason).");
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  const base::Date day = base::to_london(house.clock.now()).date;
  std::vector<BatchChange> out;
  for (const config::SchoolSettings* school : schools.value()) {
    const roll::Urn& urn = school->school.urn;
    if (const base::Status s = note(house, urn, Type::kBatchHeld, "person", reason); !s) return s.error();
    const auto held = hold_day(house, urn, day, reason);
    if (!held) return held.error();
    out.push_back({urn, held.value()});
  }
  return out;
}

base::Result<std::vector<BatchChange>> release_batch(House& house, const roll::Urn& only) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  const base::Date day = base::to_london(house.clock.now()).date;
  std::vector<BatchChange> out;
  for (const config::SchoolSettings* school : schools.value()) {
    const roll::Urn& urn = school->school.urn;
    if (const base::Status s = note(house, urn, Type::kBatchReleased, "person", {}); !s) return s.error();
    const auto gone = let_go(house, urn, day);
    if (!gone) return gone.error();
    out.push_back({urn, gone.value()});
  }
  return out;
}

base::Result<bool> batch_is_held(const House& house, const roll::Urn& school, base::Date day) {
  const auto rows = automatic_jobs(house, school, day, job::State::kHeld);
  if (!rows) return rows.error();
  return !rows.value().empty();
}

}  // namespace firstday::workflow
