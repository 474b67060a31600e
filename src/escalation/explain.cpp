#include "escalation/explain.h"

#include <algorithm>

#include "base/text.h"
#include "escalation/policy_words.h"
#include "escalation/roles.h"
#include "escalation/rules.h"

namespace firstday::escalation {

namespace {

using job::Job;
using job::Kind;

struct Phrase {
  std::string_view what;
  std::string_view toward;  ///< what joins it to the recipient; empty: the recipient is not named
};

Phrase phrase_of(Kind kind) {
  switch (kind) {
    case Kind::kText:
      return {"A text goes", " to "};
    case Kind::kEmail:
      return {"An e-mail goes", " to "};
    case Kind::kVoice:
      return {"An automated call goes", " to "};
    case Kind::kCall:
      return {"A telephone call is to be made", " to "};
    case Kind::kLetter:
      return {"A first-class letter goes", " to "};
    case Kind::kVisit:
      return {"A visit to the pupil's home is to be made", ""};
    case Kind::kDecide:
      return {"A decision is asked", " of "};
    case Kind::kNotify:
      return {"Word must be given", " to "};
    case Kind::kVoicemail:
      return {"A message is to be left", " for "};
    case Kind::kAppMessage:
      return {"A message goes through the school's app", " to "};
    case Kind::kCard:
      return {"A card or letter is to be left at the home", ""};
    case Kind::kRefer:
      return {"The case is to be referred", " to "};
    case Kind::kForm:
      return {"A form is to be completed", " by "};
    case Kind::kEnquiry:
      return {"Somebody is to be asked", ": "};
    case Kind::kWork:
      return {"Work for the child is to be seen to", " by "};
    case Kind::kCode:
      return {"A code is to be considered for the register", " by "};
    case Kind::kRecord:
      return {"What was done is to be recorded", " by "};
    default:
      return {"A task is set", " for "};
  }
}

bool asks_for(const Condition& c, std::string_view about) {
  if (c.kind == Condition::Kind::kFact)
    return (c.fact == FactWord::kDecision || c.fact == FactWord::kDecisionToday) && c.about == about;
  return std::any_of(c.of.begin(), c.of.end(), [&](const Condition& part) { return asks_for(part, about); });
}

std::string plain(std::string words) {
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string rows_in_words(const std::vector<std::string>& rows) {
  return rows.empty() ? "" : " (" + base::join(rows, ", ") + ")";
}

std::string moment(base::Instant at, base::Date today) {
  const base::LocalTime local = base::to_london(at);
  const std::string clock = base::clock(local.minute());
  return local.date == today ? clock : clock + " on " + base::uk_date(local.date);
}

std::string when_in_words(const Step& step) {
  if (step.on == Trigger::kFlag) return " as soon as a member of staff raises a concern";
  if (step.on == Trigger::kExpected)
    return " while a new pupil is expected and has not come, from " +
           base::count_of(static_cast<size_t>(step.days_before), "school day") + " before the first day";
  if (!step.days.empty()) return " on " + in_words(step.days);
  return step.due_days.empty() ? " after what came of another step"
                               : " from the day that the pupil's tier says";
}

class Explainer {
 public:
  Explainer(const job::Batch& batch, const roll::Roll& roll, const PolicySet& policies,
            const roll::PupilRef& pupil)
      : batch_(batch), roll_(roll), policies_(policies), pupil_(pupil) {}

  std::vector<Explanation> all();

 private:
  void say_state();
  Explanation of_job(const Job& job, const job::Subject& subject) const;
  Explanation of_withheld(const job::Withheld& withheld) const;
  Explanation of_taken_back(const job::TakenBack& taken) const;
  std::string contact_in_words(const roll::ContactRef& ref) const;
  std::string recipient(const Job& job) const;
  std::string origin(const Job& job, const Policy& policy, const Step* step) const;
  std::string times(const Job& job) const;
  std::string waits(const Job& job, const Policy& policy, const Step* step) const;
  std::string stops(const Job& job) const;
  std::string details(const Job& job, const Policy& policy, const Step* step) const;
  const Policy& policy_of(const job::Subject& subject) const;
  const Policy& policy_of_case(const job::CaseId& id) const;
  const job::Subject* subject_of(const Job& job) const;
  bool is_absent() const { return std::binary_search(batch_.absent.begin(), batch_.absent.end(), pupil_); }

  const job::Batch& batch_;
  const roll::Roll& roll_;
  const PolicySet& policies_;
  const roll::PupilRef& pupil_;
  std::vector<Explanation> out_;
};

std::vector<Explanation> Explainer::all() {
  say_state();
  for (const Job& job : batch_.jobs)
    if (const job::Subject* subject = subject_of(job)) out_.push_back(of_job(job, *subject));
  for (const job::Withheld& w : batch_.withheld)
    if (w.pupil == pupil_) out_.push_back(of_withheld(w));
  for (const job::TakenBack& t : batch_.taken_back)
    if (t.pupil == pupil_) out_.push_back(of_taken_back(t));
  return std::move(out_);
}

void Explainer::say_state() {
  std::string text;
  for (const job::CaseClosed& c : batch_.closed)
    if (c.pupil == pupil_) {
      if (c.how == "returned") text += "The case was closed: the pupil has been in school. ";
      if (c.how == "mark_changed") text += "The case was closed: the register now shows a reason. ";
      if (c.how == "left_roll") text += "The case was closed: the pupil is no longer on the roll. ";
    }
  for (const job::CaseOpened& c : batch_.opened)
    if (c.pupil == pupil_)
      text += "A case was opened: no reason is known for the absence since " + base::uk_date(c.first_date) +
              " (" + std::string(roll::word(c.first_session)) + "). ";
  for (const Job& job : batch_.jobs)
    if (const job::Subject* s = subject_of(job)) {
      text += "This is school day " + std::to_string(s->day_number) + " of the absence. ";
      break;
    }
  for (const job::PolicyReplaced& r : batch_.replaced)
    if (r.pupil == pupil_)
      text += "The case was opened under another policy: " + job::in_words(r) +
              ", so steps may be new, missing or on other days" +
              (r.accepted ? ", and that has been accepted. " : ". ");
  if (!is_absent())
    text += "No session of " + base::uk_date(batch_.day) + " is marked absent without a reason. ";
  if (!text.empty()) out_.push_back({std::string(base::trim(text)), {}, {}, {}, {}, {}});
}

const job::Subject* Explainer::subject_of(const Job& job) const {
  for (const job::Subject& s : job.subjects)
    if (s.pupil == pupil_) return &s;
  return nullptr;
}

const Policy& Explainer::policy_of(const job::Subject& subject) const {
  const Policy* own = policies_.find(subject.policy, subject.policy_version);
  return own ? *own : policies_.current();
}

const Policy& Explainer::policy_of_case(const job::CaseId& id) const {
  for (const Job& job : batch_.jobs)
    for (const job::Subject& s : job.subjects)
      if (s.case_id == id) return policy_of(s);
  return policies_.current();
}

std::string Explainer::contact_in_words(const roll::ContactRef& ref) const {
  for (const roll::Contact& c : roll_.contacts_of(pupil_))
    if (c.ref == ref && !c.relationship.empty())
      return "the " + plain(c.relationship) + " (" + ref.text() + ")";
  return "contact " + ref.text();
}

std::string Explainer::recipient(const Job& job) const {
  if (!job.to.contact.empty()) return contact_in_words(job.to.contact);
  return std::string(role_in_words(job.to.role));
}

/// The step's own id stands in the subject's key; a merged text shows the first subject's step.
std::string step_of(const job::Subject& subject, const Job& job) {
  const std::string front =
      subject.policy + "@" + std::to_string(subject.policy_version) + "/" + subject.case_id.text() + "/";
  if (subject.key.rfind(front, 0) != 0) return job.step;
  return subject.key.substr(front.size(), subject.key.find('/', front.size()) - front.size());
}

Explanation Explainer::of_job(const Job& job, const job::Subject& subject) const {
  const Policy& policy = policy_of(subject);
  const std::string step_id = step_of(subject, job);
  const Step* step = policy.step(step_id);
  Explanation e;
  e.step = step_id;
  e.rows = job.rows;
  e.contact = job.to.contact;
  e.job_key = job.key;
  const Phrase phrase = phrase_of(job.kind);
  e.text = std::string(phrase.what);
  const bool a_place = role_kind(job.to.role) == RoleKind::kRecords;
  if (!phrase.toward.empty()) e.text += (a_place ? " in " : std::string(phrase.toward)) + recipient(job);
  e.text += ": " + plain(job.about) + "." + origin(job, policy, step) + times(job) +
            waits(job, policy, step) + stops(job) + details(job, policy, step);
  return e;
}

std::string Explainer::origin(const Job& job, const Policy& policy, const Step* step) const {
  if (!step) return " No procedure asks for this; it is set so that nothing is left out in silence.";
  std::string text =
      " \"" + policy.title + "\" asks for it" + when_in_words(*step) + rows_in_words(job.rows) + ".";
  if (step->when.kind == Condition::Kind::kFact && step->when.fact == FactWord::kDecision)
    text += " It follows from the decision \"" + plain(step->when.about) + "\": " + step->when.value + ".";
  if (job.day != batch_.day)
    text += " It was due on " + base::uk_date(job.day) + " and is made up until it is done.";
  return text;
}

std::string Explainer::times(const Job& job) const {
  std::string text = " It falls due at " + moment(job.not_before, batch_.day);
  if (job.not_after) text += " and is dropped after " + moment(*job.not_after, batch_.day);
  if (job.due_by) text += "; it must be done by " + moment(*job.due_by, batch_.day);
  return text + ".";
}

std::string Explainer::waits(const Job& job, const Policy& policy, const Step* step) const {
  if (!step || step->after.empty()) return "";
  const Step* first = policy.step(step->after);
  const bool planned = first && std::any_of(batch_.jobs.begin(), batch_.jobs.end(), [&](const Job& j) {
                         const job::Subject* s = subject_of(j);
                         return s && step_of(*s, j) == first->id && j.not_before < job.not_before;
                       });
  if (!planned) return "";
  return " It waits " +
         base::count_of(static_cast<size_t>(step->wait_minutes.value_or(policy.wait_minutes)), "minute") +
         " after the " + plain(std::string(job::word(first->action))) + " that goes first.";
}

std::string Explainer::stops(const Job& job) const {
  std::string text;
  if (job.only_if == job::OnlyIf::kNoResponse) text = " It falls away if the family gives a reason first";
  if (job.only_if == job::OnlyIf::kNoReason)
    text = " It falls away if a reason is given first and not rejected";
  if (job.only_if == job::OnlyIf::kNoAnswer) text = " It falls away if anybody answers first";
  text += text.empty() ? " It is withdrawn if" : ", or if";
  return text + " the register changes to present or to a reason, or if a reason is accepted.";
}

std::string Explainer::details(const Job& job, const Policy& policy, const Step* step) const {
  std::string text;
  if (step && !step->voicemail_template.empty()) text += " If nobody answers, leave a message.";
  if (!job.considerations.empty()) text += " To be considered: " + base::join(job.considerations, "; ") + ".";
  if (job.kind == Kind::kDecide)
    for (const Step& s : policy.steps)
      if (asks_for(s.when, job.about))
        text += " On the answer depends: " + plain(std::string(job::word(s.action))) + ", " + plain(s.about) +
                rows_in_words(s.rows) + ".";
  if (job.rationale_mandatory) text += " The reason for the decision must be written down.";
  if (job.min_staff > 0)
    text += " At least " + base::count_of(static_cast<size_t>(job.min_staff), "person", "people") + " go.";
  if (job.separately) text += " One letter in its own envelope.";
  if (job.kind == Kind::kRecord && !policy.record_to.empty() &&
      role_kind(job.to.role) != RoleKind::kRecords) {
    std::vector<std::string> places;
    for (const std::string& place : policy.record_to) places.emplace_back(role_in_words(place));
    text += " It belongs in " + base::join(places, " and ") + ".";
  }
  if (subject_of(job) && job.subjects.size() > 1)
    text += " It is one " + plain(std::string(job::word(job.kind))) + " for " +
            base::count_of(job.subjects.size(), "child", "children") + " of the family.";
  return text;
}

/// What an earlier day left open, and this plan no longer wants.
Explanation Explainer::of_taken_back(const job::TakenBack& t) const {
  const Policy& policy = policy_of_case(t.case_id);
  const std::string front = "/" + t.case_id.text() + "/";
  const size_t at = t.key.find(front);
  Explanation e;
  e.rule = "taken_back";
  e.job_key = t.key;
  if (at != std::string::npos) {
    const size_t from = at + front.size();
    e.step = t.key.substr(from, t.key.find('/', from) - from);
  }
  const Step* step = policy.step(e.step);
  if (step) e.rows = step->rows;
  e.text = "No more " +
           (step ? plain(std::string(job::word(step->action))) + " about " + plain(step->about) : "job") +
           " from an earlier day: " + t.why + "." + rows_in_words(e.rows);
  return e;
}

Explanation Explainer::of_withheld(const job::Withheld& w) const {
  const Policy& policy = policy_of_case(w.case_id);
  const Step* step = policy.step(w.step);
  Explanation e;
  e.rule = w.rule;
  e.step = w.step;
  e.contact = w.contact;
  if (step) e.rows = step->rows;
  e.text = w.step.empty() ? "For the pupil as a whole"
                          : "No " + (step ? plain(std::string(job::word(step->action))) : "job");
  if (!w.contact.empty()) e.text += " to " + contact_in_words(w.contact);
  e.text += ": " + w.why + "." + rows_in_words(e.rows);
  return e;
}

}  // namespace

std::vector<Explanation> explain(const job::Batch& batch, const roll::Roll& roll, const PolicySet& policies,
                                 const roll::PupilRef& pupil) {
  return Explainer(batch, roll, policies, pupil).all();
}

}  // namespace firstday::escalation
