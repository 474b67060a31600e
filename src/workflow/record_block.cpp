#include "workflow/record_block.h"

#include <algorithm>
#include <map>

#include "base/csv_cell.h"
#include "base/text.h"
#include "escalation/roles.h"
#include "workflow/chronicle.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

using chronology::Act;
using chronology::Event;

base::Status is_system(const std::string& system) {
  if (system.empty() || escalation::role_kind(system) == escalation::RoleKind::kRecords) return {};
  return base::usage("'" + system + "' is no system that records are kept in. Use sims, cpoms or integris.");
}

std::string marks_of(const roll::Register& marks, const roll::PupilRef& pupil, base::Date day) {
  std::vector<std::string> out;
  for (const roll::Session session : {roll::Session::kAm, roll::Session::kPm}) {
    const roll::Code code = marks.code(pupil, day, session);
    out.push_back(std::string(roll::word(session)) + " " +
                  std::string(code.empty() ? "-" : std::string(code.text())));
  }
  return base::join(out, ", ");
}

/// The pupil's jobs of the day.
base::Result<std::vector<ports::JobRow>> jobs_of(const House& house, const FoundPupil& found,
                                                 base::Date day) {
  ports::JobFilter filter;
  filter.school = found.school->school.urn;
  filter.pupil = found.ref;
  filter.day_from = filter.day_to = day;
  return house.queue.jobs(filter);
}

bool is_open_record(const ports::JobRow& row) {
  return row.job.kind == job::Kind::kRecord && row.state == job::State::kWithStaff;
}

std::string usual_system(const House& house, const FoundPupil& found,
                         const std::vector<ports::JobRow>& jobs) {
  std::string system;
  for (const bool open : {false, true})  // what is open says the last word
    for (const ports::JobRow& row : jobs)
      if (row.job.kind == job::Kind::kRecord && is_open_record(row) == open &&
          escalation::role_kind(row.job.to.role) == escalation::RoleKind::kRecords)
        system = row.job.to.role;
  const auto policy = house.policies.find(found.school->policy);
  if (system.empty() && policy != house.policies.end() && !policy->second.current().record_to.empty())
    system = policy->second.current().record_to.front();
  return system;
}

/// A merged text names several pupils: CPOMS links them.
std::vector<std::string> linked_by(const Act& act, const std::vector<ports::JobRow>& jobs,
                                   const FoundPupil& found) {
  std::vector<std::string> out;
  for (const ports::JobRow& row : jobs) {
    if (row.job.id != act.job) continue;
    for (const job::Subject& s : row.job.subjects) {
      if (s.pupil == found.ref) continue;
      const roll::Pupil* other = found.roll.find(s.pupil);
      out.push_back(other != nullptr && !other->upn.empty() ? other->upn : s.pupil.text());
    }
  }
  return out;
}

int day_number_of(const std::vector<ports::JobRow>& jobs, const roll::PupilRef& pupil) {
  int number = 0;
  for (const ports::JobRow& row : jobs)
    for (const job::Subject& s : row.job.subjects)
      if (s.pupil == pupil) number = std::max(number, s.day_number);
  return number;
}

void put_pupil(RecordBlock& block, const FoundPupil& found) {
  block.school = found.school->school.urn;
  block.pupil = found.ref;
  block.name = pupil_name(found.roll, found.ref);
  if (const roll::Pupil* p = found.roll.find(found.ref); p != nullptr) {
    block.upn = p->upn;
    block.form = p->form;
  }
}

void put_lines(RecordBlock& block, const std::vector<Event>& events, const std::vector<ports::JobRow>& jobs,
               const FoundPupil& found) {
  const auto readers =
      block.system == "cpoms" ? chronology::Readers::kSafeguarding : chronology::Readers::kAllStaff;
  block.ticked = chronology::last_tick(events, block.day, block.system);
  for (Act& act : chronology::acts_of(events, found.roll, block.day, readers)) {
    RecordLine line{std::move(act), {}, false};
    line.linked = linked_by(line.act, jobs, found);
    line.since_tick = block.ticked && line.act.changed > block.ticked->seq;
    block.lines.push_back(std::move(line));
  }
}

// --- as text ---------------------------------------------------------------------------------------------

std::string who_did(const Act& act) {
  return act.actor == "firstday" ? "Firstday, automatically" : act.actor;
}

/// A person's words may have line breaks, and a line of the block is one act.
std::string one_line(const std::string& text) {
  std::string out = text;
  std::replace_if(
      out.begin(), out.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return out;
}

std::string line_of(const RecordLine& line, bool ticked) {
  const Act& a = line.act;
  std::string out = ticked ? (line.since_tick ? "+ " : "  ") : "";
  out += base::london_clock(a.at) + " " + one_line(a.text.reveal());
  const bool is_message =
      a.sub_category == "Text message" || a.sub_category == "Email" || a.sub_category == "Automated call";
  if (is_message) out += " Now: " + a.action + ".";
  out += " [" + one_line(who_did(a)) + "]";
  if (!line.linked.empty()) out += " [also about " + base::join(line.linked, ", ") + "]";
  return out + "\n";
}

std::string head_of(const RecordBlock& b) {
  std::string out = base::uk_date(b.day) + ", " + one_line(b.name.reveal());
  if (!b.form.empty()) out += ", " + b.form;
  if (!b.upn.empty()) out += ", UPN " + b.upn;
  out += ": marks " + b.marks;
  if (b.day_number > 0) out += "; school day " + std::to_string(b.day_number) + " of this absence";
  return out + "\n";
}

std::string tick_of(const RecordBlock& b) {
  if (!b.ticked) return {};
  const std::string when = base::london_date_time(b.ticked->at) + " by " + one_line(b.ticked->actor);
  const size_t n = b.since_tick();
  if (n == 0) return "Ticked as complete " + when + "; nothing was added since.\n";
  return "TICKED AS COMPLETE " + when + ", AND " + base::count_of(n, "line") + (n == 1 ? " IS" : " ARE") +
         " NEW SINCE (marked +).\n";
}

/// What fits beside a mark: how often, and what came of it last.
std::string mark_comment(const RecordBlock& b) {
  std::vector<std::pair<std::string, int>> kinds;
  for (const RecordLine& line : b.lines) {
    const std::string kind = base::lower(line.act.sub_category);
    if (kind == "case" || kind == "note" || kind == "concern") continue;
    const auto at =
        std::find_if(kinds.begin(), kinds.end(), [&](const auto& known) { return known.first == kind; });
    if (at == kinds.end())
      kinds.emplace_back(kind, 1);
    else
      ++at->second;
  }
  std::vector<std::string> parts;
  parts.reserve(kinds.size());
  for (const auto& [kind, n] : kinds) parts.push_back(base::count_of(static_cast<size_t>(n), kind));
  return "First-day contact: " + (parts.empty() ? std::string("nothing yet") : base::join(parts, ", ")) +
         ". See note.";
}

std::string alerted(const RecordBlock& b) {
  std::vector<std::string> roles;
  for (const RecordLine& line : b.lines)
    if (!line.act.alerted.empty() && std::find(roles.begin(), roles.end(), line.act.alerted) == roles.end())
      roles.push_back(line.act.alerted);
  return base::join(roles, ", ");
}

std::string linked(const RecordBlock& b) {
  std::vector<std::string> all;
  for (const RecordLine& line : b.lines) all.insert(all.end(), line.linked.begin(), line.linked.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return base::join(all, ", ");
}

std::string category(const RecordBlock& b) {
  const bool safeguarding = std::any_of(b.lines.begin(), b.lines.end(), [](const RecordLine& line) {
    return line.act.category == "Safeguarding";
  });
  return safeguarding ? "Attendance; Safeguarding" : "Attendance";
}

}  // namespace

size_t RecordBlock::since_tick() const {
  return static_cast<size_t>(
      std::count_if(lines.begin(), lines.end(), [](const RecordLine& line) { return line.since_tick; }));
}

base::Result<RecordBlock> record_block(const House& house, const roll::Urn& only, const std::string& pupil,
                                       base::Date day, const std::string& system) {
  if (const base::Status s = is_system(system); !s) return s.error();
  const auto found = find_pupil(house, only, pupil);
  if (!found) return found.error();
  const FoundPupil& f = found.value();
  ports::EventFilter filter;
  filter.school = f.school->school.urn;
  filter.pupil = f.ref;
  const auto events = house.journal.events(filter);
  if (!events) return events.error();
  const auto marks = house.schools.marks(filter.school, day, day);
  if (!marks) return marks.error();
  const auto jobs = jobs_of(house, f, day);
  if (!jobs) return jobs.error();
  RecordBlock out;
  put_pupil(out, f);
  out.day = day;
  out.marks = marks_of(marks.value(), f.ref, day);
  out.day_number = day_number_of(jobs.value(), f.ref);
  out.system = system.empty() ? usual_system(house, f, jobs.value()) : system;
  out.task_is_open = std::any_of(jobs.value().begin(), jobs.value().end(), [&](const ports::JobRow& row) {
    return is_open_record(row) && (out.system.empty() || row.job.to.role == out.system);
  });
  put_lines(out, events.value(), jobs.value(), f);
  return out;
}

std::string paste_of(const RecordBlock& b) {
  std::string out;
  if (b.system == "sims") out += "Mark comment: " + mark_comment(b) + "\nNote:\n";
  if (b.system == "cpoms") {
    out += "Category: " + category(b) + "\nDate and time of the incident: " + base::uk_date(b.day);
    if (!b.lines.empty()) out += " " + base::london_clock(b.lines.front().act.at);
    out += "\n";
    if (const std::string others = linked(b); !others.empty()) out += "Linked pupils: " + others + "\n";
    if (const std::string roles = alerted(b); !roles.empty()) out += "Told already: " + roles + "\n";
    out += "Incident:\n";
  }
  out += head_of(b) + tick_of(b);
  if (b.lines.empty()) out += "Nothing that was done on this day is on record.\n";
  for (const RecordLine& line : b.lines) out += line_of(line, b.ticked.has_value());
  return out;
}

std::string csv_of(const RecordBlock& b) {
  std::string out = base::csv_row({"date", "time", "upn", "name", "category", "sub_category", "text", "actor",
                                   "linked_pupils", "alerted", "action"});
  for (const RecordLine& line : b.lines) {
    const Act& a = line.act;
    out += base::csv_row({base::iso_date(b.day), base::london_clock(a.at), b.upn, b.name.reveal(), a.category,
                          a.sub_category, a.text.reveal(), who_did(a), base::join(line.linked, " "),
                          a.alerted, a.action});
  }
  return out;
}

}  // namespace firstday::workflow
