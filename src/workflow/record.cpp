#include "workflow/record.h"

#include <algorithm>

#include "base/text.h"
#include "chronology/facts.h"
#include "workflow/brake.h"
#include "workflow/chronicle.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::ResponseLevel;
using chronology::Type;

/// Outcomes that staff choose from, and how much of a response each is. International tone and wrong
/// number are no response (domain.md section 6).
struct CallOutcome {
  std::string_view name;
  std::optional<ResponseLevel> level;
};

constexpr CallOutcome kCallOutcomes[] = {
    {"no_answer", std::nullopt},
    {"left_message", std::nullopt},
    {"answered_no_reason", ResponseLevel::kAnswered},
    {"reason_given", ResponseLevel::kReasonGiven},
    {"set_off_for_school", ResponseLevel::kAnswered},  // no reason for an absence, but a child to be found
    {"international_tone", std::nullopt},
    {"wrong_number", std::nullopt},
    {"number_dead", std::nullopt},
};

const CallOutcome* outcome_named(const std::string& name) {
  for (const CallOutcome& o : kCallOutcomes)
    if (o.name == name) return &o;
  return nullptr;
}

void put(Event& e, std::string_view name, const base::Personal& value) {
  if (!value.empty()) e.details.push_back({std::string(name), value});
}

void put(Event& e, std::string_view name, std::string_view value) {
  put(e, name, base::Personal(std::string(value)));
}

void put(Event& e, std::string_view name, const std::optional<base::Date>& date) {
  if (date) put(e, name, base::iso_date(*date));
}

/// Whom a record is about, looked up once.
struct About {
  FoundPupil found;
  const chronology::CaseFacts* open_case = nullptr;
  DayInputs inputs;

  Event event(const House& house, Type type, const std::string& contact) const {
    Event e;
    e.at = house.clock.now();
    e.type = type;
    e.school = found.school->school.urn;
    e.pupil = found.ref;
    e.contact = roll::ContactRef(contact);
    e.actor = house.actor;
    if (open_case != nullptr) e.case_id = open_case->id;
    return e;
  }
};

base::Status is_contact_of(const About& about, const std::string& contact) {
  if (contact.empty()) return {};
  std::vector<std::string> refs;
  for (const roll::Contact& c : about.inputs.roll.contacts_of(about.found.ref)) refs.push_back(c.ref.text());
  if (std::find(refs.begin(), refs.end(), contact) != refs.end()) return {};
  return base::usage("'" + contact + "' is no contact of " + about.found.ref.text() +
                     ". On record: " + base::join(refs, ", ") + ".");
}

base::Result<About> about_of(const House& house, const roll::Urn& only, const std::string& pupil,
                             const std::string& contact) {
  auto found = find_pupil(house, only, pupil);
  if (!found) return found.error();
  const base::Date day = base::to_london(house.clock.now()).date;
  auto inputs = read_day(house, *found.value().school, day);
  if (!inputs) return inputs.error();
  About about{std::move(found).value(), nullptr, std::move(inputs).value()};
  if (const base::Status s = is_contact_of(about, contact); !s) return s.error();
  about.open_case = about.inputs.facts.open_case(about.found.ref);
  return about;
}

/// Plans the day again with what is on record now.
base::Result<Recorded> plan_again(House& house, const About& about) {
  Recorded out;
  out.school = about.found.school->school.urn;
  out.pupil = about.found.ref;
  const base::Instant now = house.clock.now();
  if (!about.found.school->school.calendar.is_school_day(base::to_london(now).date)) return out;
  auto plan = plan_day(house, *about.found.school, {now, now + about.found.school->hold});
  if (!plan) return plan.error();
  const auto changed = put_into_queue(house, *about.found.school, plan.value().batch);
  if (!changed) return changed.error();
  out.changed = changed.value();
  return out;
}

/// Writes the events, and plans the day again with what they say.
base::Result<Recorded> commit(House& house, const About& about, const std::vector<Event>& events) {
  if (const base::Status s = house.journal.append(events); !s) return s.error();
  return plan_again(house, about);
}

/// The open call of today that this record is about, if there is one: it is done.
base::Status close_call(House& house, const About& about, const std::string& contact,
                        const std::string& outcome) {
  ports::JobFilter filter;
  filter.school = about.found.school->school.urn;
  filter.pupil = about.found.ref;
  filter.contact = roll::ContactRef(contact);
  filter.kind = job::Kind::kCall;
  filter.day_from = filter.day_to = base::to_london(house.clock.now()).date;
  filter.states = {job::State::kWithStaff};
  const auto open = house.queue.jobs(filter);
  if (!open) return open.error();
  std::vector<ports::JobChange> changes;
  for (const ports::JobRow& row : open.value())
    changes.push_back(
        {filter.school, row.job.id, job::Event::kStaffDone, {}, outcome, house.actor, house.clock.now()});
  if (changes.empty()) return {};
  const auto changed = house.queue.change(changes);
  return changed ? base::Status{} : base::Status{changed.error()};
}

std::vector<std::string> reply_channels() {
  return {"text", "call", "email", "in_person"};
}

ResponseLevel level_of(const ReasonRecord& reason) {
  if (!reason.acceptable) return ResponseLevel::kReasonGiven;
  return *reason.acceptable ? ResponseLevel::kReasonAccepted : ResponseLevel::kReasonRejected;
}

}  // namespace

std::vector<std::string> call_outcomes() {
  std::vector<std::string> names;
  for (const CallOutcome& o : kCallOutcomes) names.emplace_back(o.name);
  return names;
}

base::Result<Recorded> record_call(House& house, const roll::Urn& only, const CallRecord& call) {
  const CallOutcome* outcome = outcome_named(call.outcome);
  if (outcome == nullptr)
    return base::usage("'" + call.outcome + "' is no outcome of a call. Use " +
                       base::join(call_outcomes(), ", ") + ".");
  if (call.contact.empty()) return base::usage("Say which contact was rung (--contact REF).");
  if (call.outcome == "reason_given" && call.reason.empty())
    return base::usage("Say what the reason was (--reason).");
  const auto about = about_of(house, only, call.pupil, call.contact);
  if (!about) return about.error();
  std::vector<Event> events = {about.value().event(house, Type::kCall, call.contact)};
  put(events[0], "outcome", call.outcome);
  put(events[0], "reason", call.reason);
  put(events[0], "note", call.note);
  if (outcome->level) {
    events.push_back(about.value().event(house, Type::kResponse, call.contact));
    put(events[1], "level", chronology::word(*outcome->level));
    put(events[1], "channel", "call");
    put(events[1], "reason", call.reason);
    put(events[1], "expected_return", call.expected_return);
  }
  // The evidence first: a call that is on record and still on the list is rung again, the other way
  // round it would be lost.
  if (const base::Status s = house.journal.append(events); !s) return s.error();
  if (const base::Status s = close_call(house, about.value(), call.contact, call.outcome); !s)
    return s.error();
  return plan_again(house, about.value());
}

base::Result<Recorded> record_reply(House& house, const roll::Urn& only, const ReplyRecord& reply) {
  const std::vector<std::string> channels = reply_channels();
  if (std::find(channels.begin(), channels.end(), reply.channel) == channels.end())
    return base::usage("'" + reply.channel + "' is no channel of a reply. Use " + base::join(channels, ", ") +
                       ".");
  const auto about = about_of(house, only, reply.pupil, reply.contact);
  if (!about) return about.error();
  Event e = about.value().event(house, Type::kReply, reply.contact);
  put(e, "channel", reply.channel);
  put(e, "text", reply.text);
  // A reply closes nothing by itself; what it means is for a person to say (record_reason).
  return commit(house, about.value(), {e});
}

base::Result<Recorded> record_reason(House& house, const roll::Urn& only, const ReasonRecord& reason) {
  if (reason.reason.empty()) return base::usage("Say what the reason is (--reason).");
  if (reason.acceptable && !*reason.acceptable && reason.rationale.empty())
    return base::usage("A reason that is not accepted needs its rationale (--rationale).");
  const auto about = about_of(house, only, reason.pupil, reason.contact);
  if (!about) return about.error();
  Event e = about.value().event(house, Type::kResponse, reason.contact);
  put(e, "level", chronology::word(level_of(reason)));
  put(e, "reason", reason.reason);
  put(e, "rationale", reason.rationale);
  put(e, "expected_return", reason.expected_return);
  return commit(house, about.value(), {e});
}

}  // namespace firstday::workflow
