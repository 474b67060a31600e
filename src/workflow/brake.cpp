#include "workflow/brake.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "workflow/job_rows.h"
#include "workflow/quarantine.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;

/// Begins the reason of every job that is held with its batch; by this they are found again.
constexpr std::string_view kHeld = "Held for a person: ";
constexpr const char* kProgram = "firstday";

/// Who says so, in `by` of the events.
constexpr const char* kPerson = "person";
constexpr const char* kBrake = "brake";
constexpr const char* kFile = "file";
constexpr const char* kQuarantine = "quarantine";

std::string rules_of(const std::vector<job::BrakeReason>& reasons) {
  std::vector<std::string> rules;
  rules.reserve(reasons.size());
  for (const job::BrakeReason& r : reasons) rules.push_back(r.rule);
  return base::join(rules, ";");
}

std::string in_words(const std::vector<job::BrakeReason>& reasons) {
  return base::join(job::words_of(reasons), " ");
}

std::vector<std::string> rules_in(const Event& e) {
  return base::split(e.detail("rules"), ';');
}

/// What people, files and the brake have said about today's batch.
struct Said {
  std::vector<std::string> released;  ///< rules of the brake that a person let pass
  std::vector<std::string> noted;     ///< rules that the brake has told of last
  std::string person;                 ///< why a person holds it; empty: nobody does
  std::string file;                   ///< what is wrong with the last marks file; empty: nothing
  std::vector<std::string> passed;    ///< what was wrong with marks files that a person let pass

  void hear(const Event& e);
};

void Said::hear(const Event& e) {
  const std::string_view by = e.detail("by");
  const bool held = e.type == Type::kBatchHeld;
  if (by == kFile) file = held ? std::string(e.detail("reason")) : std::string();
  if (by == kBrake) noted = held ? rules_in(e) : std::vector<std::string>();
  if (by != kPerson) return;
  person = held ? std::string(e.detail("reason")) : std::string();
  if (held) return;
  if (!file.empty()) passed.push_back(std::exchange(file, {}));
  for (std::string& rule : rules_in(e)) released.push_back(std::move(rule));
}

base::Result<Said> said_today(const House& house, const roll::Urn& school, base::Date day) {
  ports::EventFilter filter;
  filter.school = school;
  filter.from = base::from_london(day, base::TimeOfDay{0});
  filter.types = {Type::kBatchHeld, Type::kBatchReleased};
  const auto events = house.journal.events(filter);
  if (!events) return events.error();
  Said said;
  for (const Event& e : events.value()) said.hear(e);
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
    return state == job::State::kHeld && !is_held_for_a_person(row);
  });
  for (ports::JobRow& row : out) leave_out_withdrawn(row);
  return out;
}

/// A change to everything of one school's day that leaves by itself.
struct Change {
  job::State from = job::State::kHeld;
  job::Event event = job::Event::kRelease;
  std::string reason;
  std::string actor;
};

base::Result<int> change_all(House& house, const roll::Urn& school, base::Date day, const Change& change) {
  const auto rows = automatic_jobs(house, school, day, change.from);
  if (!rows) return rows.error();
  std::vector<ports::JobChange> changes;
  changes.reserve(rows.value().size());
  for (const ports::JobRow& row : rows.value())
    changes.push_back({school, row.job.id, change.event, {}, change.reason, change.actor, house.clock.now()});
  if (changes.empty()) return 0;
  const auto made = house.queue.change(changes);
  if (!made) return made.error();
  return static_cast<int>(std::count(made.value().begin(), made.value().end(), true));
}

base::Result<int> hold_day(House& house, const roll::Urn& school, base::Date day, const std::string& reason,
                           const std::string& actor) {
  return change_all(house, school, day,
                    {job::State::kQueued, job::Event::kHold, std::string(kHeld) + reason, actor});
}

/// What stands in the event of a hold or a release.
struct Note {
  Type type = Type::kBatchHeld;
  const char* by = kBrake;
  std::string actor = kProgram;
  std::string reason;
  std::string rules;
};

base::Status note(House& house, const roll::Urn& school, const Note& n) {
  Event e;
  e.at = house.clock.now();
  e.type = n.type;
  e.school = school;
  e.actor = n.actor;
  e.details = {{"by", base::Personal(n.by)}};
  if (!n.reason.empty()) e.details.push_back({"reason", base::Personal(n.reason)});
  if (!n.rules.empty()) e.details.push_back({"rules", base::Personal(n.rules)});
  return house.journal.append(std::span(&e, 1));
}

/// What of this plan nobody has let pass, and what else holds the day.
std::vector<job::BrakeReason> still_holding(const std::vector<job::BrakeReason>& found, const Said& said) {
  std::vector<job::BrakeReason> out;
  for (const job::BrakeReason& r : found)
    if (!escalation::is_covered(r.rule, said.released)) out.push_back(r);
  return out;
}

/// Told once; again when the brake finds more than it has told of.
bool is_news(const std::vector<job::BrakeReason>& found, const Said& said) {
  return std::any_of(found.begin(), found.end(),
                     [&](const job::BrakeReason& r) { return !escalation::is_covered(r.rule, said.noted); });
}

base::Status hold_braked(House& house, const roll::Urn& school, const job::Batch& batch,
                         const std::vector<job::BrakeReason>& found, const Said& said) {
  const auto held = hold_day(house, school, batch.day, in_words(batch.brake), kProgram);
  if (!held) return held.error();
  // The reason may be a person's words, so it stands in the record and in no log.
  if (held.value() > 0)
    house.log.warning("automatic messages are held", {{"school", school}, {"jobs", held.value()}});
  if (!is_news(found, said)) return {};
  return note(house, school, {Type::kBatchHeld, kBrake, kProgram, in_words(found), rules_of(found)});
}

base::Status let_go(House& house, const roll::Urn& school, base::Date day) {
  constexpr const char* why = "What they waited for has been mended.";
  const auto gone = change_all(house, school, day, {job::State::kHeld, job::Event::kRelease, why, kProgram});
  if (!gone) return gone.error();
  if (gone.value() == 0) return {};
  return note(house, school, {Type::kBatchReleased, kBrake, kProgram, why, {}});
}

base::Result<int> hold_school(House& house, const roll::Urn& urn, base::Date day, const std::string& reason) {
  if (const base::Status s = note(house, urn, {Type::kBatchHeld, kPerson, house.actor, reason, {}}); !s)
    return s.error();
  return hold_day(house, urn, day, reason, house.actor);
}

base::Status note_release(House& house, const roll::Urn& urn, base::Date day, const std::string& reason) {
  const auto said = said_today(house, urn, day);
  if (!said) return said.error();
  return note(house, urn,
              {Type::kBatchReleased, kPerson, house.actor, reason, base::join(said.value().noted, ";")});
}

base::Result<int> release_school(House& house, const roll::Urn& urn, base::Date day) {
  if (const base::Status s = note_release(house, urn, day, {}); !s) return s.error();
  return change_all(house, urn, day,
                    {job::State::kHeld, job::Event::kRelease, "The batch was released.", house.actor});
}

/// Told once; a run reads its file again and again, and would undo the release of a person.
base::Status hold_for_file(House& house, const roll::Urn& school, const Said& said, const std::string& why) {
  const bool passed = std::find(said.passed.begin(), said.passed.end(), why) != said.passed.end();
  if (said.file == why || passed) return {};
  return note(house, school, {Type::kBatchHeld, kFile, kProgram, why, {}});
}

template <class Do>
base::Result<std::vector<BatchChange>> for_each_school(House& house, const roll::Urn& only, Do change) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  const base::Date day = base::to_london(house.clock.now()).date;
  std::vector<BatchChange> out;
  for (const config::SchoolSettings* school : schools.value()) {
    const roll::Urn& urn = school->school.urn;
    const base::Result<int> jobs = change(urn, day);
    if (!jobs) return jobs.error();
    out.push_back({urn, jobs.value()});
  }
  return out;
}

}  // namespace

base::Result<ports::Enqueued> put_into_queue(House& house, const config::SchoolSettings& school,
                                             job::Batch& batch) {
  const roll::Urn& urn = school.school.urn;
  const auto said = said_today(house, urn, batch.day);
  if (!said) return said.error();
  const std::vector<job::BrakeReason> found = still_holding(batch.brake, said.value());
  batch.brake = found;
  if (!said.value().file.empty()) batch.brake.push_back({kFile, said.value().file});
  if (!said.value().person.empty()) batch.brake.push_back({kPerson, said.value().person});
  const auto quarantined = quarantine_of(house);
  if (!quarantined) return quarantined.error();
  if (quarantined.value()) batch.brake.push_back({kQuarantine, "Quarantine. " + quarantined.value()->why});
  auto added = house.queue.enqueue(batch, house.actor);
  if (!added) return added.error();
  const base::Status s = batch.brake.empty() ? let_go(house, urn, batch.day)
                                             : hold_braked(house, urn, batch, found, said.value());
  if (!s) return s.error();
  return added;
}

base::Result<std::vector<BatchChange>> hold_batch(House& house, const roll::Urn& only,
                                                  const std::string& reason) {
  if (reason.empty()) return base::usage("Say why today's messages are to wait (--reason).");
  return for_each_school(house, only, [&](const roll::Urn& urn, base::Date day) {
    return hold_school(house, urn, day, reason);
  });
}

base::Result<std::vector<BatchChange>> release_batch(House& house, const roll::Urn& only) {
  return for_each_school(
      house, only, [&](const roll::Urn& urn, base::Date day) { return release_school(house, urn, day); });
}

base::Result<std::vector<BatchChange>> withdraw_batch(House& house, const roll::Urn& only,
                                                      const std::string& reason) {
  if (reason.empty()) return base::usage("Say why today's held messages are not to leave (--reason).");
  return for_each_school(house, only, [&](const roll::Urn& urn, base::Date day) {
    return change_all(house, urn, day, {job::State::kHeld, job::Event::kWithdraw, reason, house.actor});
  });
}

base::Status note_marks_file(House& house, const config::SchoolSettings& school, const std::string& file,
                             const std::set<base::Date>& days) {
  const base::Date today = base::to_london(house.clock.now()).date;
  if (days.empty() || !school.school.calendar.is_school_day(today)) return {};
  const auto said = said_today(house, school.school.urn, today);
  if (!said) return said.error();
  if (days.count(today) > 0) {
    if (said.value().file.empty()) return {};
    return note(house, school.school.urn,
                {Type::kBatchReleased, kFile, kProgram, "A marks file of today has come: " + file + ".", {}});
  }
  const std::string why = "The marks file '" + file + "' has no mark of today; the newest are of " +
                          base::iso_date(*days.rbegin()) + ". Import today's.";
  return hold_for_file(house, school.school.urn, said.value(), why);
}

base::Status note_unread_marks_file(House& house, const roll::Urn& only, const std::string& file) {
  const base::Date today = base::to_london(house.clock.now()).date;
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  const std::string why = "The marks file '" + file + "' could not be read. Mend it and import it.";
  for (const config::SchoolSettings* school : schools.value()) {
    if (!school->school.calendar.is_school_day(today)) continue;
    const auto said = said_today(house, school->school.urn, today);
    if (!said) return said.error();
    if (base::Status s = hold_for_file(house, school->school.urn, said.value(), why); !s) return s;
  }
  return {};
}

bool is_by_a_person(const job::BrakeReason& reason) {
  return reason.rule == kPerson;
}

bool is_quarantine(const job::BrakeReason& reason) {
  return reason.rule == kQuarantine;
}

bool is_held_for_a_person(const ports::JobRow& row) {
  return row.state == job::State::kHeld && row.reason.rfind(kHeld, 0) == 0;
}

base::Result<std::vector<ports::JobRow>> held_messages(const House& house, const roll::Urn& school,
                                                       base::Date day) {
  auto held = automatic_jobs(house, school, day, job::State::kHeld);
  if (!held) return held.error();
  const auto quarantined = quarantine_of(house);
  if (!quarantined) return quarantined.error();
  if (!quarantined.value()) return held;
  auto queued = automatic_jobs(house, school, day, job::State::kQueued);
  if (!queued) return queued.error();
  for (ports::JobRow& row : queued.value()) held.value().push_back(std::move(row));
  return held;
}

}  // namespace firstday::workflow
