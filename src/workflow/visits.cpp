#include "workflow/visits.h"

#include <algorithm>

#include "base/text.h"
#include "escalation/visit_outcomes.h"
#include "workflow/record_parts.h"
#include "workflow/shared_task.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;

constexpr std::string_view kNotMade = "not_made";

base::Status is_outcome(const std::string& outcome) {
  const auto known = escalation::visit_outcomes();
  if (std::find(known.begin(), known.end(), outcome) != known.end()) return {};
  return base::usage("'" + outcome + "' is no outcome of a visit. Use " +
                     base::join({known.begin(), known.end()}, ", ") + ".");
}

/// The visits that this one may have been.
base::Result<std::vector<ports::JobRow>> due_visits(const House& house, const About& about) {
  auto open = house.queue.jobs(about.open_tasks(job::Kind::kVisit));
  if (!open) return open;
  std::vector<ports::JobRow> due = std::move(open).value();
  std::erase_if(due, [&](const ports::JobRow& r) { return r.job.not_before > house.clock.now(); });
  return due;
}

/// One visit is one place: whoever lives elsewhere was not visited by it.
base::Status lives_there(const About& first, const About& other, const VisitRecord& visit) {
  const bool same =
      first.pupil() != nullptr && other.pupil() != nullptr && first.pupil()->home == other.pupil()->home;
  if (same || !visit.address.empty() || &first == &other) return {};
  return base::usage(other.found.ref.text() + " has another home than " + first.found.ref.text() +
                     ". Record the visits one by one, or say at which address it was (--address).");
}

base::Status enough_staff(const std::vector<ports::JobRow>& due, const VisitRecord& visit) {
  int wanted = 0;
  for (const ports::JobRow& row : due) wanted = std::max(wanted, row.job.min_staff);
  if (visit.outcome == kNotMade || static_cast<int>(visit.staff.size()) >= wanted) return {};
  return base::usage("The procedure wants " + std::to_string(wanted) + " staff on this visit, and " +
                     std::to_string(visit.staff.size()) +
                     " went. Say who else was there (--staff), or record the visit as not_made.");
}

Event visit_event(const House& house, const About& about, const VisitRecord& visit) {
  Event e = about.event(house, Type::kVisit);
  put(e, "outcome", visit.outcome);
  put(e, "address", visit.address);
  put(e, "staff", base::join(visit.staff, ", "));
  put(e, "spoke_to", visit.spoke_to);
  put(e, "reason", visit.reason);
  put(e, "text", visit.text);
  return e;
}

Event reason_at_the_door(const House& house, const About& about, const VisitRecord& visit) {
  Event e = about.event(house, Type::kResponse);
  put(e, "level", chronology::word(chronology::ResponseLevel::kReasonGiven));
  put(e, "channel", "visit");
  put(e, "reason", visit.reason);
  if (visit.outcome == "child_seen") put(e, "located", "yes");
  return e;
}

Event fact(const House& house, const About& about, std::string_view what,
           const std::optional<base::TimeOfDay>& value) {
  Event e = about.event(house, Type::kFact);
  put(e, "about", what);
  if (value) put(e, "value", base::clock(*value));
  return e;
}

using What = StaffOutRecord::What;

std::string_view about_word(What what) {
  switch (what) {
    case What::kLeft:
      return "visit_left";
    case What::kCheckedIn:
      return "visit_check_in";
    case What::kExtended:
      return "visit_extended";
    case What::kReturned:
      return "visit_returned";
    case What::kCodeWord:
      break;
  }
  return "code_word";
}

base::Status check_times(const House& house, const StaffOutRecord& staff) {
  const bool needs = staff.what == What::kLeft || staff.what == What::kExtended;
  if (!needs) return {};
  if (!staff.return_by) return base::usage("Say by when the staff are back (--return-by).");
  const base::TimeOfDay now = base::to_london(house.clock.now()).minute();
  if (*staff.return_by <= now)
    return base::usage("The staff cannot be back by " + base::clock(*staff.return_by) +
                       ", which has passed.");
  if (staff.check_in && (*staff.check_in <= now || *staff.check_in > *staff.return_by))
    return base::usage("The time to ring, " + base::clock(*staff.check_in) +
                       ", lies between leaving and coming back.");
  return {};
}

}  // namespace

base::Result<Recorded> record_visit(House& house, const roll::Urn& only, const VisitRecord& visit) {
  if (const base::Status s = is_outcome(visit.outcome); !s) return s.error();
  const auto abouts = abouts_of(house, only, visit.pupil, visit.also);
  if (!abouts) return abouts.error();
  const About& first = abouts.value().front();
  std::vector<ports::JobRow> due;
  for (const About& about : abouts.value()) {
    if (const base::Status s = lives_there(first, about, visit); !s) return s.error();
    auto theirs = due_visits(house, about);
    if (!theirs) return theirs.error();
    add_rows(due, std::move(theirs).value());
  }
  if (const base::Status s = enough_staff(due, visit); !s) return s.error();
  std::vector<Event> events;
  for (const About& about : abouts.value()) events.push_back(visit_event(house, about, visit));
  if (!visit.reason.empty()) events.push_back(reason_at_the_door(house, first, visit));
  if (const base::Status s = house.journal.append(events); !s) return s.error();
  if (visit.outcome == kNotMade) return plan_again(house, first);
  const auto left = leave_open(house, due, pupils_of(abouts.value()));
  if (!left) return left.error();
  if (const base::Status s = finish_jobs(house, due, visit.outcome); !s) return s.error();
  auto recorded = plan_again(house, first);
  if (recorded) recorded.value().left_open = left.value();
  return recorded;
}

base::Result<Recorded> record_staff_out(House& house, const roll::Urn& only, const StaffOutRecord& staff) {
  const auto about = open_case_of(house, only, staff.pupil);
  if (!about) return about.error();
  if (const base::Status s = check_times(house, staff); !s) return s.error();
  std::vector<Event> events = {fact(house, about.value(), about_word(staff.what), staff.return_by)};
  put(events[0], "from", staff.by);
  put(events[0], "staff", base::join(staff.staff, ", "));
  put(events[0], "mobile", staff.mobile);
  put(events[0], "car", staff.car);
  if (staff.check_in) events.push_back(fact(house, about.value(), "visit_check_in_due", staff.check_in));
  return commit(house, about.value(), events);
}

}  // namespace firstday::workflow
