#include "workflow/evidence.h"

#include <algorithm>
#include <map>
#include <set>

#include "job/state.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::Type;

constexpr size_t kDaysShown = 25;
constexpr int kNoTier = 1000;
constexpr long kNotKnown = -1'000'000;  // before every one that is known

std::string code_text(const roll::Code& code) {
  return code.empty() ? "-" : std::string(code.text());
}

bool is_seen(const roll::Code& code) {
  const roll::CodeClass is = roll::class_of(code);
  return is == roll::CodeClass::kPresent || is == roll::CodeClass::kElsewhere || code == roll::Code("U");
}

base::Instant session_begins(const roll::Calendar& calendar, const roll::Mark& mark) {
  const auto& s = calendar.sessions();
  return base::from_london(mark.date, mark.session == roll::Session::kAm ? s.am : s.pm);
}

const roll::Mark* last_mark_seen(const roll::Register& marks, const roll::PupilRef& pupil) {
  const auto all = marks.of(pupil);
  for (auto m = all.rbegin(); m != all.rend(); ++m)
    if (is_seen(m->code)) return &*m;
  return nullptr;
}

long hours_between(base::Instant from, base::Instant to) {
  return static_cast<long>(std::chrono::floor<std::chrono::hours>(to - from).count());
}

/// A try to reach somebody, and whether it says that the number works.
struct Result {
  bool works = false;
  bool failed = false;
};

Result meaning_of(std::string_view outcome) {
  for (const char* good : {"answered_no_reason", "reason_given", "set_off_for_school", "delivered"})
    if (outcome == good) return {true, false};
  for (const char* bad : {"wrong_number", "number_dead", "failed"})
    if (outcome == bad) return {false, true};
  return {};
}

std::string plain(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

base::Personal only_number(const roll::Roll& roll, const Event& e) {
  for (const roll::Contact& c : roll.contacts_of(e.pupil)) {
    if (c.ref != e.contact) continue;
    std::vector<base::Personal> numbers;
    for (const roll::PhoneNumber* n : {&c.mobile, &c.landline, &c.work})
      if (!n->empty()) numbers.push_back(n->e164);
    if (numbers.size() == 1) return numbers.front();
  }
  return {};
}

}  // namespace

void EvidenceBook::put_marks(Evidence& out, const roll::PupilRef& pupil) const {
  for (const roll::Mark& m : inputs_.marks.of(pupil)) {
    if (out.marks.empty() || out.marks.back().date != m.date) out.marks.push_back({m.date, "-", "-"});
    (m.session == roll::Session::kAm ? out.marks.back().am : out.marks.back().pm) = code_text(m.code);
  }
  if (out.marks.size() > kDaysShown)
    out.marks.erase(out.marks.begin(), out.marks.end() - static_cast<std::ptrdiff_t>(kDaysShown));
}

std::optional<long> EvidenceBook::hours_unseen(const roll::PupilRef& pupil) const {
  const roll::Mark* seen = last_mark_seen(inputs_.marks, pupil);
  if (seen == nullptr) return std::nullopt;
  return std::max(0L, hours_between(session_begins(school_.school.calendar, *seen), house_.clock.now()));
}

void EvidenceBook::put_last_seen(Evidence& out, const roll::PupilRef& pupil,
                                 const std::vector<Event>& events) const {
  if (const roll::Mark* seen = last_mark_seen(inputs_.marks, pupil)) {
    out.last_seen = session_begins(school_.school.calendar, *seen);
    out.seen_how = "the register of " + base::iso_date(seen->date) + " " +
                   std::string(roll::word(seen->session)) + " (" + std::string(seen->code.text()) + ")";
  }
  for (const Event& e : events) {
    const bool at_door = e.type == Type::kVisit && e.detail("outcome") == "child_seen";
    const bool spoken_to = e.type == Type::kResponse && e.detail("located") == "yes";
    if ((!at_door && !spoken_to) || (out.last_seen && e.at < *out.last_seen)) continue;
    out.last_seen = e.at;
    out.seen_how = at_door ? "a visit" : "the child was seen or spoken to";
  }
  if (!out.last_seen) return;
  out.hours_unseen = std::max(0L, hours_between(*out.last_seen, house_.clock.now()));
  const base::Date from = base::to_london(*out.last_seen).date;
  for (base::Date day = from + std::chrono::days{1}; day <= today(); day += std::chrono::days{1}) {
    ++out.calendar_days;
    if (school_.school.calendar.is_school_day(day))
      ++out.school_days;
    else
      out.spans_break = true;
  }
}

void EvidenceBook::put_siblings(Evidence& out, const roll::PupilRef& pupil) const {
  std::set<roll::ContactRef> shared;
  for (const roll::Contact& c : inputs_.roll.contacts_of(pupil))
    if (!c.emergency_only) shared.insert(c.ref);
  std::set<roll::PupilRef> siblings;
  for (const roll::Contact& c : inputs_.roll.contacts)
    if (c.pupil != pupil && !c.emergency_only && shared.count(c.ref) > 0) siblings.insert(c.pupil);
  for (const roll::PupilRef& ref : siblings)
    out.siblings.push_back({ref, pupil_name(inputs_.roll, ref),
                            code_text(inputs_.marks.code(ref, today(), roll::Session::kAm)),
                            code_text(inputs_.marks.code(ref, today(), roll::Session::kPm))});
  for (const roll::SiblingElsewhere& s : inputs_.roll.siblings_of(pupil))
    out.siblings_elsewhere.push_back(s.school);
}

void EvidenceBook::put_tried(Evidence& out, const roll::PupilRef& pupil,
                             const std::vector<Event>& events) const {
  std::map<job::JobId, Tried> messages;
  std::map<std::pair<roll::ContactRef, std::string>, Tried> newest;
  const auto take = [&](Tried t) {
    newest[{t.contact, t.channel + "/" + t.address.reveal()}] = std::move(t);
  };
  for (const Event& e : events) {
    if (e.contact.empty()) continue;
    Tried t{e.contact, contact_name(inputs_.roll, pupil, e.contact),
            "call",    only_number(inputs_.roll, e),
            {},        false,
            false,     e.at};
    std::string_view outcome = e.detail("outcome");
    if (e.type == Type::kAttemptStarted) {
      t.channel = std::string(e.detail("kind"));
      t.address = base::Personal(std::string(e.detail("to")));
      messages[e.job] = t;
      continue;
    }
    if (e.type == Type::kAttemptFinished || e.type == Type::kReceipt) {
      const auto at = messages.find(e.job);
      if (at == messages.end()) continue;
      t = at->second;
      outcome = e.detail("state");
    } else if (e.type != Type::kCall) {
      continue;
    }
    const auto [works, failed] = meaning_of(outcome);
    const auto state = e.type == Type::kCall ? std::nullopt : job::state_of(outcome);
    t.result = state ? std::string(job::in_words(*state)) : plain(outcome);
    t.works = works;
    t.failed = failed;
    t.at = e.at;
    take(std::move(t));
  }
  for (auto& [key, tried] : newest) out.tried.push_back(std::move(tried));
}

base::Result<Evidence> EvidenceBook::of(const roll::PupilRef& pupil) const {
  ports::EventFilter filter;
  filter.school = school_.school.urn;
  filter.pupil = pupil;
  const auto events = house_.journal.events(filter);
  if (!events) return events.error();
  Evidence out;
  put_marks(out, pupil);
  put_last_seen(out, pupil, events.value());
  for (const chronology::CaseFacts& c : chronology::facts_of(events.value()).cases)
    if (c.closed) out.earlier.push_back({c.first_date, c.closed_how});
  put_siblings(out, pupil);
  put_tried(out, pupil, events.value());
  return out;
}

// --- order -----------------------------------------------------------------------------------------------

std::string tier_of(const DayInputs& inputs, const roll::PupilRef& pupil) {
  const chronology::CaseFacts* open = inputs.facts.open_case(pupil);
  return open == nullptr ? std::string() : open->tier;
}

Urgency urgency_of(const House& house, const config::SchoolSettings& school, const DayInputs& inputs,
                   const job::Job& job) {
  const roll::PupilRef& pupil = job.subjects.front().pupil;
  if (pupil.empty()) return {-1, 0, 0};
  Urgency out{kNoTier, kNotKnown, kNotKnown};
  const std::string tier = tier_of(inputs, pupil);
  const auto policies = house.policies.find(school.policy);
  if (policies != house.policies.end() && !tier.empty()) {
    const auto& tiers = policies->second.current().tiers;
    for (size_t i = 0; i < tiers.size(); ++i)
      if (tiers[i].name == tier) out.tier = static_cast<int>(i);
  }
  const roll::Pupil* p = inputs.roll.find(pupil);
  if (p != nullptr && p->born) out.born = -static_cast<long>(p->born->time_since_epoch().count());
  if (const auto unseen = EvidenceBook(house, school, inputs).hours_unseen(pupil))
    out.unseen_hours = -*unseen;
  return out;
}

}  // namespace firstday::workflow
