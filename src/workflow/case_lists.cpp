#include "workflow/case_lists.h"

#include <algorithm>

#include "base/text.h"
#include "chronology/timeline.h"
#include "roll/may_be_told.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

using chronology::Event;
using chronology::JobFact;
using chronology::Type;
using job::Kind;

std::string plain(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

template <typename T>
bool is_among(std::initializer_list<T> all, T one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// What was done toward people, and what they answered. Plans, imports and runs are the program's own
/// business.
bool is_toward_people(Type type) {
  return is_among({Type::kCaseOpened, Type::kCaseClosed, Type::kAttemptStarted, Type::kAttemptFinished,
                   Type::kReceipt, Type::kReply, Type::kCall, Type::kResponse, Type::kDecision,
                   Type::kTaskDone, Type::kNote, Type::kUnknownClosed, Type::kVisit, Type::kFlag, Type::kFact,
                   Type::kReferral, Type::kCardLeft, Type::kLetterMade, Type::kMarkChanged},
                  type);
}

/// Where staff were while they were out is for the office, and goes with the day.
bool is_about_staff(const Event& e) {
  const std::string_view about = e.detail("about");
  return e.type == Type::kFact && (about.substr(0, 6) == "visit_" || about == "code_word");
}

std::string in_words(const chronology::TimelineRow& row) {
  std::string out = base::london_date_time(row.at) + "  " + row.action;
  for (const std::string& part : {row.recipient.reveal(), row.address.reveal()})
    if (!part.empty()) out += ", " + part;
  if (!row.result.empty()) out += ": " + row.result;
  return out + " (" + row.actor + ")";
}

bool has_left(job::State state) {
  using enum job::State;
  return is_among({kAwaitingReceipt, kDelivered, kAcceptedFinal, kUnknown, kFailed}, state);
}

}  // namespace

CaseLists::CaseLists(const About& about, const escalation::Policy& policy, std::vector<Event> events)
    : about_(about), policy_(policy), events_(std::move(events)) {
  std::erase_if(events_, [&](const Event& e) { return e.case_id != about.open_case->id; });
  for (const chronology::TimelineRow& row : chronology::timeline(events_, about.inputs.roll))
    told_.push_back(in_words(row));
}

std::string CaseLists::number_of(const roll::ContactRef& contact) const {
  for (const roll::Contact& c : about_.inputs.roll.contacts_of(about_.found.ref))
    if (c.ref == contact) return roll::address_for(c, roll::Channel::kCall).reveal();
  return {};
}

Lines CaseLists::calls() const {
  Lines out;
  for (const Event& e : events_) {
    if (e.type != Type::kCall) continue;
    std::vector<std::string> parts = {base::london_date_time(e.at),
                                      contact_name(about_.inputs.roll, about_.found.ref, e.contact).reveal(),
                                      number_of(e.contact), plain(e.detail("outcome"))};
    for (const char* more : {"reason", "note"}) parts.emplace_back(e.detail(more));
    std::erase(parts, "");
    out.emplace_back(base::join(parts, ", ") + " (" + e.actor + ")");
  }
  return out;
}

Lines CaseLists::automatic_messages() const {
  std::vector<const JobFact*> left;
  for (const JobFact& j : about_.open_case->jobs)
    if (is_among({Kind::kText, Kind::kEmail, Kind::kVoice, Kind::kAppMessage}, j.kind) && has_left(j.state))
      left.push_back(&j);
  std::sort(left.begin(), left.end(), [](const JobFact* a, const JobFact* b) { return a->at < b->at; });
  Lines out;
  for (const JobFact* j : left)
    out.emplace_back(base::london_date_time(j->at) + ", " + plain(job::word(j->kind)) + " to " +
                     contact_name(about_.inputs.roll, about_.found.ref, j->to.contact).reveal() +
                     (j->tried.empty() ? "" : ", " + j->tried.reveal()) + ", " +
                     std::string(job::in_words(j->state)));
  return out;
}

Lines CaseLists::jobs_done(std::initializer_list<Kind> kinds) const {
  std::vector<const JobFact*> done;
  for (const JobFact& j : about_.open_case->jobs)
    if (is_among(kinds, j.kind) && j.state == job::State::kDone) done.push_back(&j);
  std::sort(done.begin(), done.end(), [](const JobFact* a, const JobFact* b) { return a->at < b->at; });
  Lines out;
  for (const JobFact* j : done) {
    const escalation::Step* step = policy_.step(j->step);
    const std::string about = step == nullptr ? j->step : plain(step->about);
    const std::string to = j->to.contact.empty()
                               ? plain(j->to.role)
                               : contact_name(about_.inputs.roll, about_.found.ref, j->to.contact).reveal();
    std::string line = base::join({base::london_date_time(j->at), about, to}, ", ");
    if (!j->outcome.empty()) line.append(": ").append(plain(j->outcome));
    out.emplace_back(std::move(line));
  }
  return out;
}

Lines CaseLists::events_of(std::initializer_list<Type> types) const {
  Lines out;
  for (std::size_t i = 0; i < events_.size(); ++i)
    if (is_among(types, events_[i].type) && !is_about_staff(events_[i])) out.emplace_back(told_[i]);
  return out;
}

Lines CaseLists::letters() const {
  Lines out = jobs_done({Kind::kLetter});
  for (const Event& e : events_)
    if (e.type == Type::kCardLeft)
      out.emplace_back(base::london_date_time(e.at) + ", " + std::string(e.detail("template")) +
                       " left at the home by " + std::string(e.detail("staff")) + ", reference " +
                       std::string(e.detail("ref")));
  return out;
}

Lines CaseLists::visits() const {
  return events_of({Type::kVisit});
}

Lines CaseLists::enquiries() const {
  return jobs_done({Kind::kEnquiry});
}

Lines CaseLists::agencies_told() const {
  Lines out = jobs_done({Kind::kNotify});
  for (const base::Personal& referral : events_of({Type::kReferral})) out.push_back(referral);
  return out;
}

Lines CaseLists::decisions() const {
  return events_of({Type::kDecision});
}

Lines CaseLists::responses() const {
  return events_of({Type::kResponse, Type::kReply});
}

Lines CaseLists::on_record() const {
  return events_of({Type::kFact, Type::kFlag, Type::kNote});
}

Lines CaseLists::chronology() const {
  Lines out;
  for (std::size_t i = 0; i < events_.size(); ++i)
    if (is_toward_people(events_[i].type) && !is_about_staff(events_[i])) out.emplace_back(told_[i]);
  return out;
}

}  // namespace firstday::workflow
