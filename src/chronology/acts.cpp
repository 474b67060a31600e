#include "chronology/acts.h"

#include <algorithm>

#include "base/text.h"
#include "chronology/words.h"
#include "job/state.h"

namespace firstday::chronology {

namespace {

using job::Kind;

constexpr std::string_view kAttendance = "Attendance";
constexpr std::string_view kSafeguarding = "Safeguarding";

/// What a fact about staff who are out says in a record; the rest of it is for the office, while they are.
const char* staff_out_in_words(std::string_view about) {
  if (about == "visit_left") return "Staff set out on a visit";
  if (about == "visit_returned") return "The staff who were on a visit are back";
  if (about == "code_word")
    return "Staff on a visit asked for help: the emergency services were to be called";
  return nullptr;
}

bool is_of_staff_out(std::string_view about) {
  return about.rfind("visit_", 0) == 0 || about == "code_word";
}

/// A response at the door or on the telephone is told by the visit or the call that it came with.
bool is_told_already(const Event& e) {
  return e.type == Type::kResponse && (e.detail("channel") == "call" || e.detail("channel") == "visit");
}

bool is_done_by_staff(const Event& e, std::optional<Kind> kind) {
  if (!kind) return true;
  switch (*kind) {
    case Kind::kCall:
    case Kind::kVoice:
    case Kind::kDecide:
    case Kind::kVisit:
    case Kind::kRecord:
      return false;  // each has an event of its own; the ticking of a record is none
    case Kind::kRefer:
    case Kind::kForm:
      return e.detail("outcome") != "submitted";
    default:
      return true;
  }
}

/// Sentences, each with its full stop.
class Sentence {
 public:
  explicit Sentence(std::string begin) : text_(std::move(begin)) {}

  Sentence& add(std::string_view before, std::string_view value, std::string_view after = "") {
    if (!value.empty()) text_.append(before).append(value).append(after);
    return *this;
  }
  /// "LABEL: VALUE." after what stands.
  Sentence& note(std::string_view label, std::string_view value) {
    if (value.empty()) return *this;
    end();
    text_.append(" ").append(label).append(": ").append(value);
    return *this;
  }
  base::Personal done() {
    end();
    return base::Personal(text_);
  }

 private:
  void end() {
    if (text_.empty() || text_.back() != '.') text_ += '.';
  }
  std::string text_;
};

class Acts {
 public:
  Acts(std::span<const Event> events, const roll::Roll& roll, base::Date day, Readers readers)
      : events_(events), kinds_(events), roll_(roll), day_(day), readers_(readers) {}

  std::vector<Act> take() {
    for (const Event& e : events_) {
      if (says_more(e)) continue;
      if (base::to_london(e.at).date == day_ && is_act(e, kinds_.of(e))) out_.push_back(act_of(e));
    }
    return std::move(out_);
  }

 private:
  /// An attempt's end and receipts belong to the act that began it.
  bool says_more(const Event& e) {
    if (e.job.empty() || e.type == Type::kAttemptStarted || e.type == Type::kTaskDone) return false;
    const auto state = job::state_of(e.detail("state"));
    if (!state) return false;
    for (auto act = out_.rbegin(); act != out_.rend(); ++act) {
      if (act->job != e.job) continue;
      act->changed = e.seq;
      act->action = job::in_words(*state);
      return true;
    }
    return false;
  }

  Act act_of(const Event& e) {
    Act act{e.seq, e.seq, e.at, e.actor, std::string(kAttendance), {}, {}, {}, {}, e.job};
    switch (e.type) {
      case Type::kAttemptStarted:
        message(e, act);
        break;
      case Type::kTaskDone:
        task(e, act);
        break;
      case Type::kCall:
        telephone(e, act);
        break;
      case Type::kVisit:
        visit(e, act);
        break;
      case Type::kDecision:
        decision(e, act);
        break;
      case Type::kFact:
        fact(e, act);
        break;
      case Type::kFlag:
        flag(e, act);
        break;
      default:
        word(e, act);
    }
    return act;
  }

  std::string who(const Event& e, const char* nobody) const {
    const std::string name = contact_in_words(roll_, e);
    return name.empty() ? nobody : name;
  }

  /// The numbers that the roll has for the contact: which of several was rung is known to the caller.
  std::string numbers_of(const Event& e) const {
    const roll::Contact* c = contact_of(roll_, e);
    if (c == nullptr) return {};
    std::vector<std::string> numbers;
    for (const roll::PhoneNumber* n : {&c->mobile, &c->landline, &c->work})
      if (!n->empty()) numbers.push_back(n->e164.reveal());
    return base::join(numbers, " or ");
  }

  void message(const Event& e, Act& act) const {
    const Kind kind = kinds_.of(e).value_or(Kind::kText);
    act.sub_category = kind == Kind::kText    ? "Text message"
                       : kind == Kind::kVoice ? "Automated call"
                                              : capital(plain(job::word(kind)));
    act.action = job::in_words(job::State::kInFlight);
    act.text = Sentence(act.sub_category + " to " + who(e, "the family")).add(", ", e.detail("to")).done();
  }

  void telephone(const Event& e, Act& act) const {
    act.sub_category = "Telephone call";
    act.action = plain(e.detail("outcome"));
    act.text = Sentence("Rang " + who(e, "the family"))
                   .add(" on ", numbers_of(e))
                   .add(": ", act.action)
                   .note("Reason given", e.detail("reason"))
                   .note("Note", e.detail("note"))
                   .done();
  }

  void visit(const Event& e, Act& act) const {
    act.sub_category = "Home visit";
    act.action = plain(e.detail("outcome"));
    if (e.detail("outcome") == "concerns_raised") act.category = kSafeguarding;
    act.text = Sentence("Visit")
                   .add(" by ", e.detail("staff"))
                   .add(": ", act.action)
                   .note("Spoke to", e.detail("spoke_to"))
                   .note("Reason given", e.detail("reason"))
                   .note("Seen and said", e.detail("text"))
                   .done();
  }

  void decision(const Event& e, Act& act) const {
    const std::string about = plain(e.detail("about"));
    act.sub_category = "Decision";
    act.action = plain(e.detail("answer"));
    if (e.detail("about") != "reason_acceptable" && e.detail("about") != "believe_holiday")
      act.category = kSafeguarding;
    act.text = Sentence("Decision on " + about)
                   .add(": ", act.action)
                   .add(" (", plain(e.detail("role")), ")")
                   .note("Rationale", e.detail("rationale"))
                   .note("So it is", plain(e.detail("confirmed")))
                   .note("Not so", plain(e.detail("denied")))
                   .note("Consulted", plain(e.detail("consulted")))
                   .done();
  }

  void flag(const Event& e, Act& act) const {
    act.category = kSafeguarding;
    act.sub_category = "Concern";
    act.action = "raised";
    Sentence said("A concern was raised");
    if (readers_ == Readers::kSafeguarding)
      act.text = said.add(" about ", plain(e.detail("about"))).note("The concern", e.detail("text")).done();
    else
      act.text = said.add("", " about this pupil; the safeguarding record has it").done();
  }

  void fact(const Event& e, Act& act) const {
    act.sub_category = "Evidence";
    act.action = "on record";
    if (const char* out = staff_out_in_words(e.detail("about"))) {
      act.sub_category = "Home visit";
      act.action = plain(e.detail("about").substr(e.detail("about").find('_') + 1));
      act.text = Sentence(out).add(": ", e.detail("staff")).done();
      return;
    }
    act.text = Sentence("On record: " + plain(e.detail("about")))
                   .add(" is ", e.detail("value"))
                   .add(", from ", e.detail("from"))
                   .add(", of ", e.detail("date"))
                   .add(", reference ", e.detail("ref"))
                   .add(", document ", e.detail("document"))
                   .note("Said or written", e.detail("text"))
                   .done();
  }

  void task(const Event& e, Act& act) const {
    const Kind kind = kinds_.of(e).value_or(Kind::kTask);
    const Event* planned = kinds_.planned(e);
    const std::string about = planned == nullptr ? "" : plain(planned->detail("about"));
    const std::string role = planned == nullptr ? "" : plain(planned->detail("role"));
    act.action = plain(e.detail("outcome"));
    act.sub_category = capital(plain(job::word(kind)));
    Sentence said(act.sub_category);
    if (kind == Kind::kNotify) {
      act.sub_category = "Somebody told";
      act.category = kSafeguarding;
      act.alerted = role;
      said = Sentence("Told " + role);
    } else if (!e.contact.empty()) {
      said.add(" to ", who(e, ""));
    } else {
      said.add(" with ", role);
    }
    act.text = said.add(", about ", about).add(": ", act.action).done();
  }

  /// What the family said, what was submitted, noted, opened and closed.
  void word(const Event& e, Act& act) const {
    if (e.type == Type::kReply) {
      act.sub_category = "Reply from the family";
      act.action = "received";
      act.text = Sentence("Reply from " + who(e, "the family"))
                     .add(" by ", plain(e.detail("channel")))
                     .note("It said", e.detail("text"))
                     .done();
    } else if (e.type == Type::kResponse) {
      act.sub_category = "Reason for absence";
      act.action = plain(e.detail("level"));
      act.text = Sentence("Word from " + who(e, "the family"))
                     .add(": ", act.action)
                     .note("Reason", e.detail("reason"))
                     .note("Rationale", e.detail("rationale"))
                     .note("Expected back", e.detail("expected_return"))
                     .done();
    } else if (e.type == Type::kReferral) {
      act.sub_category = "Referral";
      act.action = "submitted";
      act.text = Sentence("Submitted: " + plain(e.detail("about")))
                     .add(", reference ", e.detail("ref"))
                     .note("Criteria", plain(e.detail("criteria")))
                     .done();
    } else if (e.type == Type::kNote) {
      act.sub_category = "Note";
      act.text = Sentence("Note").add(": ", e.detail("text")).done();
    } else {
      act.sub_category = "Case";
      act.action = e.type == Type::kCaseOpened ? "opened" : "closed";
      act.text = Sentence("Unexplained absence " + act.action)
                     .add(", absent since ", e.detail("first_date"))
                     .add(": ", plain(e.detail("how")))
                     .done();
    }
  }

  std::span<const Event> events_;
  JobKinds kinds_;
  const roll::Roll& roll_;
  base::Date day_;
  Readers readers_;
  std::vector<Act> out_;
};

}  // namespace

bool is_act(const Event& e, std::optional<Kind> kind) {
  switch (e.type) {
    case Type::kAttemptStarted:
    case Type::kCall:
    case Type::kVisit:
    case Type::kDecision:
    case Type::kFlag:
    case Type::kReply:
    case Type::kReferral:
    case Type::kNote:
    case Type::kCaseOpened:
    case Type::kCaseClosed:
      return true;
    case Type::kResponse:
      return !is_told_already(e);
    case Type::kFact:
      return !is_of_staff_out(e.detail("about")) || staff_out_in_words(e.detail("about")) != nullptr;
    case Type::kTaskDone:
      return is_done_by_staff(e, kind);
    default:
      return false;
  }
}

std::vector<Act> acts_of(std::span<const Event> events, const roll::Roll& roll, base::Date day,
                         Readers readers) {
  return Acts(events, roll, day, readers).take();
}

std::optional<Tick> last_tick(std::span<const Event> events, base::Date day, std::string_view system) {
  const JobKinds kinds(events);
  const std::string on = base::iso_date(day);
  std::optional<Tick> out;
  for (const Event& e : events) {
    const Event* planned = kinds.planned(e);
    if (e.type != Type::kTaskDone || planned == nullptr || kinds.of(e) != Kind::kRecord) continue;
    if (planned->detail("day") != on || (!system.empty() && planned->detail("role") != system)) continue;
    out = Tick{e.seq, e.at, e.actor};
  }
  return out;
}

}  // namespace firstday::chronology
