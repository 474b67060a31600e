#include "workflow/record.h"

#include <algorithm>

#include "base/text.h"
#include "chronology/facts.h"
#include "escalation/policy.h"
#include "workflow/calls.h"
#include "workflow/record_parts.h"

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

/// Of the open calls to this contact today the one that was made: the newest whose time has come, else the
/// first. A call of the afternoon's round is not done by one of the morning.
const ports::JobRow* call_made(const std::vector<ports::JobRow>& open, base::Instant now) {
  const ports::JobRow* due = nullptr;
  const ports::JobRow* first = nullptr;
  for (const ports::JobRow& row : open) {
    const base::Instant at = row.job.not_before;
    if (at <= now && (due == nullptr || at > due->job.not_before)) due = &row;
    if (first == nullptr || at < first->job.not_before) first = &row;
  }
  return due != nullptr ? due : first;
}

/// What one call to the contact has done: the call that was made, and with it every voice message whose time
/// had come. Nobody is rung twice in a row because two jobs asked for it.
std::vector<ports::JobRow> done_by_call(const std::vector<ports::JobRow>& open, base::Instant now) {
  const ports::JobRow* made = call_made(open, now);
  std::vector<ports::JobRow> done;
  for (const ports::JobRow& row : open)
    if (&row == made || (row.job.kind == job::Kind::kVoice && row.job.not_before <= now)) done.push_back(row);
  return done;
}

/// The open calls of today that this record is about, if there are any: they are done.
base::Status close_call(House& house, const About& about, const std::string& contact,
                        const std::string& outcome) {
  ports::JobFilter filter = about.open_tasks(std::nullopt);
  filter.contact = roll::ContactRef(contact);
  filter.day_from = filter.day_to = base::to_london(house.clock.now()).date;
  auto open = house.queue.jobs(filter);
  if (!open) return open.error();
  std::erase_if(open.value(), [](const ports::JobRow& row) { return !is_rung_by_staff(row.job.kind); });
  return finish_jobs(house, done_by_call(open.value(), house.clock.now()), outcome);
}

std::vector<std::string> reply_channels() {
  return {"text", "call", "email", "in_person"};
}

/// One slip of the finger must not silence a child for years.
base::Status check_return(const House& house, const std::optional<base::Date>& back) {
  constexpr std::chrono::days kFurthest{120};
  const base::Date today = base::to_london(house.clock.now()).date;
  if (back && *back < today)
    return base::usage("The day on which the pupil is expected back (" + base::iso_date(*back) +
                       ") has passed. Look at the year and the month.");
  if (back && *back > today + kFurthest)
    return base::usage(
        "The day on which the pupil is expected back (" + base::iso_date(*back) +
        ") is more than 120 days ahead. Look at the year; name a nearer day, and ask again then.");
  return {};
}

void put(Event& e, const Speaker& speaker) {
  workflow::put(e, "from", speaker.who);
  workflow::put(e, "identified", speaker.identified);
  if (speaker.located) workflow::put(e, "located", "yes");
}

/// Of pupils for whom the policy says so, only certain roles find a reason acceptable.
base::Status may_accept(const House& house, const About& about, const ReasonRecord& reason) {
  if (!reason.acceptable.value_or(false) || about.pupil() == nullptr) return {};
  const auto roles = escalation::who_accepts_reasons(policy_of(house, about), about.pupil()->tags);
  if (roles.empty() || std::find(roles.begin(), roles.end(), reason.role) != roles.end()) return {};
  return base::usage("A reason is accepted for this pupil by: " + base::join(roles, ", ") +
                     ". Say in which role it is accepted (--role), or record the reason without judging it.");
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
  if (const base::Status s = check_return(house, call.expected_return); !s) return s.error();
  const auto about = about_of(house, only, call.pupil, call.contact);
  if (!about) return about.error();
  std::vector<Event> events = {about.value().event(house, Type::kCall, call.contact)};
  put(events[0], "outcome", call.outcome);
  put(events[0], "reason", call.reason);
  put(events[0], "note", call.note);
  if (outcome->level || call.speaker.located) {
    events.push_back(about.value().event(house, Type::kResponse, call.contact));
    put(events[1], "level", chronology::word(outcome->level.value_or(ResponseLevel::kAnswered)));
    put(events[1], "channel", "call");
    put(events[1], "reason", call.reason);
    put(events[1], "expected_return", call.expected_return);
    put(events[1], call.speaker);
    if (call.outcome == "set_off_for_school") put(events[1], "set_off", "yes");
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
  put(e, reply.speaker);
  std::vector<Event> events = {e};
  // A reply closes nothing by itself; what it means is for a person to say (record_reason). That the child is
  // on the way is one thing that cannot wait for it, that the child was seen another.
  if (reply.set_off || reply.speaker.located) {
    events.push_back(about.value().event(house, Type::kResponse, reply.contact));
    put(events[1], "level", chronology::word(ResponseLevel::kAnswered));
    put(events[1], "channel", reply.channel);
    put(events[1], reply.speaker);
    if (reply.set_off) put(events[1], "set_off", "yes");
  }
  return commit(house, about.value(), events);
}

base::Result<Recorded> record_reason(House& house, const roll::Urn& only, const ReasonRecord& reason) {
  if (reason.reason.empty()) return base::usage("Say what the reason is (--reason).");
  if (reason.acceptable && !*reason.acceptable && reason.rationale.empty())
    return base::usage("A reason that is not accepted needs its rationale (--rationale).");
  if (const base::Status s = check_return(house, reason.expected_return); !s) return s.error();
  const auto about = about_of(house, only, reason.pupil, reason.contact);
  if (!about) return about.error();
  if (const base::Status s = may_accept(house, about.value(), reason); !s) return s.error();
  Event e = about.value().event(house, Type::kResponse, reason.contact);
  put(e, "level", chronology::word(level_of(reason)));
  put(e, "reason", reason.reason);
  put(e, "rationale", reason.rationale);
  put(e, "role", reason.role);
  put(e, "expected_return", reason.expected_return);
  put(e, reason.speaker);
  return commit(house, about.value(), {e});
}

}  // namespace firstday::workflow
