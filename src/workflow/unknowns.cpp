#include "workflow/unknowns.h"

#include <algorithm>

#include "base/text.h"
#include "workflow/record_parts.h"

namespace firstday::workflow {

namespace {

constexpr std::string_view kArrived = "arrived";
constexpr std::string_view kNotArrived = "not_arrived";

base::Result<std::vector<ports::JobRow>> unknown_jobs(const House& house, const About& about,
                                                      const UnknownRecord& record) {
  ports::JobFilter filter = about.open_tasks(std::nullopt);
  filter.contact = roll::ContactRef(record.contact);
  filter.states = {job::State::kUnknown};
  auto rows = house.queue.jobs(filter);
  if (rows && !record.job.empty())
    std::erase_if(rows.value(), [&](const ports::JobRow& row) { return row.job.id.text() != record.job; });
  return rows;
}

std::string in_words(const ports::JobRow& row) {
  return row.job.id.text() + " (" + std::string(job::word(row.job.kind)) + " to " + row.job.to.text() + ", " +
         base::iso_date(row.job.day) + " " + base::london_clock(row.sent_at.value_or(row.job.not_before)) +
         ")";
}

/// The one that is meant.
base::Result<ports::JobRow> the_one(const About& about, const std::vector<ports::JobRow>& rows) {
  if (rows.size() == 1) return rows.front();
  if (rows.empty())
    return base::usage("No such message about " + about.found.ref.text() +
                       " is unknown. `firstday tasks` shows those that are.");
  std::vector<std::string> lines;
  lines.reserve(rows.size());
  for (const ports::JobRow& row : rows) lines.push_back(in_words(row));
  return base::usage("Several messages are unknown. Say which with --job: " + base::join(lines, ", ") + ".");
}

ports::JobChange settled(const House& house, const ports::JobRow& row, bool arrived) {
  return {row.job.school,
          row.job.id,
          arrived ? job::Event::kHumanClosed : job::Event::kReceiptFailed,
          {},
          arrived ? "a person found out: it arrived" : "a person found out: it did not arrive",
          house.actor,
          house.clock.now()};
}

}  // namespace

std::vector<std::string> unknown_outcomes() {
  return {std::string(kArrived), std::string(kNotArrived)};
}

base::Result<Recorded> record_unknown(House& house, const roll::Urn& only, const UnknownRecord& record) {
  if (record.outcome != kArrived && record.outcome != kNotArrived)
    return base::usage("'" + record.outcome + "' is nothing that can be found out about a message. Use " +
                       base::join(unknown_outcomes(), ", ") + ".");
  const auto about = about_of(house, only, record.pupil, record.contact);
  if (!about) return about.error();
  const auto rows = unknown_jobs(house, about.value(), record);
  if (!rows) return rows.error();
  const auto row = the_one(about.value(), rows.value());
  if (!row) return row.error();
  if (!record.note.empty()) {
    chronology::Event note = about.value().event(house, chronology::Type::kNote, record.contact);
    put(note, "text", record.note);
    if (const base::Status s = house.journal.append(std::vector{note}); !s) return s.error();
  }
  const ports::JobChange change = settled(house, row.value(), record.outcome == kArrived);
  const auto made = house.queue.change({&change, 1});
  if (!made) return made.error();
  if (!made.value().front()) return base::conflict("Somebody else has settled this message meanwhile.");
  return plan_again(house, about.value());
}

}  // namespace firstday::workflow
