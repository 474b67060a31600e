#include "workflow/visits.h"

#include <algorithm>

#include "base/text.h"
#include "escalation/visit_outcomes.h"
#include "workflow/paper_parts.h"
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
  if (visit.time) put(e, "time", base::clock(*visit.time));
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

base::Status check_time(const House& house, const VisitRecord& visit) {
  if (!visit.time || *visit.time <= base::to_london(house.clock.now()).minute()) return {};
  return base::usage("It is not " + base::clock(*visit.time) + " yet.");
}

/// As it stands on record that it was left, about one child.
Event left_event(const House& house, const About& about, const Event& print, const VisitRecord& visit) {
  Event e = about.event(house, Type::kCardLeft, print.contact.text());
  for (const chronology::Detail& d : print.details)
    if (d.name != "staff") e.details.push_back(d);
  put(e, "staff", base::join(visit.staff, ", "));
  if (visit.time) put(e, "time", base::clock(*visit.time));
  put(e, "address", visit.address);
  return e;
}

base::Error never_printed(const About& about, const std::string& left) {
  return base::usage("No '" + left + "' was printed for this case. `firstday paper " +
                     about.found.ref.text() +
                     "` shows what can be. What else was left is said with --text, and its task is ticked "
                     "with `firstday record task --kind card`.");
}

/// The newest print of each card that was left; its words are what the family found. What names nobody was
/// left for all of them, a letter for the first.
base::Result<std::vector<Event>> cards_left(const House& house, const std::vector<About>& abouts,
                                            const VisitRecord& visit) {
  const auto printed = printed_cards(house, abouts.front());
  if (!printed) return printed.error();
  std::vector<Event> out;
  for (const std::string& left : visit.left) {
    const Event* print = find_print(printed.value(), left);
    if (print == nullptr) return never_printed(abouts.front(), left);
    const std::size_t many = print->contact.empty() ? abouts.size() : 1;
    for (std::size_t i = 0; i < many; ++i) out.push_back(left_event(house, abouts[i], *print, visit));
  }
  return out;
}

/// The tasks to leave such a card, those among them that the visit's outcome has just brought.
base::Status finish_card(House& house, const About& about, const Event& card,
                         const std::vector<roll::PupilRef>& done_for) {
  auto open = house.queue.jobs(about.open_tasks(job::Kind::kCard));
  if (!open) return open.error();
  std::erase_if(open.value(), [&](const ports::JobRow& r) {
    return r.job.template_name != card.detail("template") || r.job.not_before > house.clock.now();
  });
  if (const auto others = leave_open(house, open.value(), done_for); !others) return others.error();
  return finish_jobs(house, open.value(),
                     "left: reference " + std::string(card.detail("ref")) + ", sha256 " +
                         std::string(card.detail("body_hash")));
}

base::Status finish_cards(House& house, const std::vector<About>& abouts, const std::vector<Event>& left) {
  for (const Event& card : left)
    for (const About& about : abouts) {
      if (about.found.ref != card.pupil) continue;
      const std::vector<roll::PupilRef> done_for =
          card.contact.empty() ? pupils_of(abouts) : std::vector<roll::PupilRef>{card.pupil};
      if (base::Status s = finish_card(house, about, card, done_for); !s) return s;
    }
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
  if (const base::Status s = check_time(house, visit); !s) return s.error();
  const auto cards = cards_left(house, abouts.value(), visit);
  if (!cards) return cards.error();
  std::vector<Event> events;
  for (const About& about : abouts.value()) events.push_back(visit_event(house, about, visit));
  if (!visit.reason.empty()) events.push_back(reason_at_the_door(house, first, visit));
  events.insert(events.end(), cards.value().begin(), cards.value().end());
  if (const base::Status s = house.journal.append(events); !s) return s.error();
  if (visit.outcome == kNotMade) return plan_again(house, first);
  const auto left = leave_open(house, due, pupils_of(abouts.value()));
  if (!left) return left.error();
  if (const base::Status s = finish_jobs(house, due, visit.outcome); !s) return s.error();
  auto recorded = plan_again(house, first);
  if (!recorded) return recorded;
  recorded.value().left_open = left.value();
  if (const base::Status s = finish_cards(house, abouts.value(), cards.value()); !s) return s.error();
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
