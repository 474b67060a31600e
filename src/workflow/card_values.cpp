#include <algorithm>

#include "escalation/audience.h"
#include "workflow/message_values.h"
#include "workflow/paper_parts.h"

namespace firstday::workflow {

namespace {

bool decided_yes(const chronology::CaseFacts& c, std::string_view about) {
  const auto newest =
      std::find_if(c.decisions.rbegin(), c.decisions.rend(), [&](const auto& d) { return d.about == about; });
  return newest != c.decisions.rend() && newest->answer == "yes";
}

bool lives_at(const roll::Contact& c, const roll::Address& home) {
  return c.address == home || (c.address.empty() && c.lives_with_pupil == roll::Answer::kYes);
}

/// A contact without an address of their own lives at the child's; asked as if it were written down.
bool may_be_written_to(const roll::Contact& c, const roll::Address& home,
                       std::span<const roll::Contact> all) {
  roll::Contact there = c;
  there.address = home;
  return escalation::left_out(there, roll::Channel::kCard, all).empty();
}

/// When the school looks at its register again: whoever rings by then is not called on a second time.
base::Date ring_by_day(const roll::Calendar& calendar, base::Date today) {
  return calendar.next_school_day(today).value_or(today + std::chrono::days{1});
}

}  // namespace

base::Status home_may_be_used(const About& about) {
  const roll::Pupil& pupil = *about.pupil();
  if (pupil.home.empty()) return base::conflict("The roll has no address for the pupil.");
  if (decided_yes(*about.open_case, "address_may_be_used")) return {};
  if (pupil.address_confidential)
    return base::conflict(
        "Not printed: the home is confidential, and no DSL has decided that it may be used.");
  for (const roll::Contact& c : about.inputs.roll.contacts_of(about.found.ref))
    if (c.barred && c.address == pupil.home)
      return base::conflict(
          "Not printed: somebody whom a court order names lives at the home, and no DSL has "
          "decided that it may be used.");
  return {};
}

const roll::Contact* at_home(const About& about, const std::string& wanted) {
  const roll::Address& home = about.pupil()->home;
  const auto contacts = about.inputs.roll.contacts_of(about.found.ref);
  for (const roll::Contact& c : contacts) {
    if (!wanted.empty() && c.ref.text() != wanted) continue;
    if (lives_at(c, home) && may_be_written_to(c, home, contacts)) return &c;
  }
  return nullptr;
}

render::Values card_values(const About& about, const PaperAsk& ask, const roll::Contact* to,
                           base::Instant now) {
  const roll::School& school = about.school().school;
  const base::Date today = base::to_london(now).date;
  std::vector<base::Personal> staff;
  for (const std::string& s : ask.staff) staff.emplace_back(s);
  if (staff.empty()) staff.emplace_back(kRoomToWrite);
  render::Values v;
  v.set("school", school.name).set("school short name", school.short_name).set("school phone", school.phone);
  v.set("visit day", render::Value(today));
  v.set("visit time", ask.visit_at ? base::clock(*ask.visit_at) : std::string(kRoomToWrite));
  v.set("visitors", render::Value(staff));
  v.set("ring by day", render::Value(ring_by_day(school.calendar, today)));
  v.set("ring by time", base::clock(school.calendar.sessions().am_register_closes));
  if (to == nullptr) return v;
  v.set("pupil first name", render::Value(about.pupil()->forename));
  v.set("contact name", render::Value(spoken_name(*to)));
  return v;
}

base::Result<std::vector<chronology::Event>> printed_cards(const House& house, const About& about) {
  ports::EventFilter filter;
  filter.school = about.school().school.urn;
  filter.pupil = about.found.ref;
  filter.types = {chronology::Type::kCardPrinted};
  auto events = house.journal.events(filter);
  if (events) std::erase_if(events.value(), [&](const auto& e) { return e.case_id != about.open_case->id; });
  return events;
}

const chronology::Event* find_print(const std::vector<chronology::Event>& printed,
                                    const std::string& wanted) {
  const auto newest = std::find_if(printed.rbegin(), printed.rend(), [&](const auto& e) {
    return e.detail("ref") == wanted || e.detail("template") == wanted;
  });
  return newest == printed.rend() ? nullptr : &*newest;
}

std::optional<std::string> card_after(const escalation::Policy& policy, const std::string& visit_step) {
  const escalation::Step* visit = policy.step(visit_step);
  if (visit == nullptr) return std::nullopt;
  for (const auto& [outcome, steps] : visit->on_outcome)
    for (const std::string& id : steps)
      if (const escalation::Step* step = policy.step(id); step != nullptr && step->action == job::Kind::kCard)
        return step->template_name;
  return std::nullopt;
}

}  // namespace firstday::workflow
