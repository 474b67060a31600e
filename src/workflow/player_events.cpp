// What the file says happens, through the functions that staff's commands use. What those refuse is an
// answer of the rehearsal, not its end.
#include <algorithm>

#include "base/text.h"
#include "intake/tags.h"
#include "workflow/case_record.h"
#include "workflow/decide.h"
#include "workflow/player.h"
#include "workflow/visits.h"

namespace firstday::workflow {

using config::Happening;
using config::ScenarioEvent;

namespace {

base::Status status_of(const base::Result<Recorded>& recorded) {
  return recorded ? base::Status{} : base::Status{recorded.error()};
}

base::Personal personal(const ScenarioEvent& e, std::string_view field) {
  return base::Personal(e.text(field));
}

/// What the family said, whichever field it stands in.
base::Personal words_of(const ScenarioEvent& e) {
  return e.has("reason") ? personal(e, "reason") : personal(e, "text");
}

std::optional<base::TimeOfDay> time_in(const ScenarioEvent& e, std::string_view field) {
  return base::parse_time_of_day(e.text(field));
}

}  // namespace

base::Status Player::happen(const ScenarioEvent& event) {
  house_.actor = event.has("by") ? event.text("by") : "rehearsal";
  base::Status done = carry_out(event);
  house_.actor = "rehearsal";
  if (done || done.error().kind != base::ErrorKind::kUsage) return done;
  refuse(event, done.error().what, {});
  return {};
}

base::Status Player::carry_out(const ScenarioEvent& event) {
  switch (event.what) {
    case Happening::kCall:
      return called(event);
    case Happening::kReply:
    case Happening::kInboundCall:
    case Happening::kReason:
      return said(event);
    case Happening::kDecision:
      return decided(event);
    case Happening::kVisit:
      return visited(event);
    case Happening::kVisitLeft:
    case Happening::kVisitCheckIn:
    case Happening::kVisitExtended:
    case Happening::kVisitReturned:
    case Happening::kCodeWord:
      return staff_moved(event);
    case Happening::kMarkChange:
      return change_marks(event);
    case Happening::kFact:
    case Happening::kEvidence:
    case Happening::kNote:
    case Happening::kStaffFlag:
    case Happening::kLaNotice:
      return put_on_record(event);
    case Happening::kAsk:
      return asked(event);
    case Happening::kReferralSubmitted:
    case Happening::kChecklistSubmitted:
    case Happening::kFormSubmitted:
      return submitted(event);
    case Happening::kEnquiryResult:
    case Happening::kNotifyResult:
    case Happening::kPoliceResult:
    case Happening::kWorkCounted:
      return resulted(event);
    case Happening::kClosed:
      return closed(event);
  }
  return {};
}

base::Status Player::called(const ScenarioEvent& e) {
  const bool reason = e.text("outcome") == "reason_given";
  const base::Personal said =
      e.has("reason") ? personal(e, "reason") : base::Personal(reason ? "not said" : "");
  return status_of(record_call(
      house_, {}, {pupil(), e.text("to"), e.text("outcome"), said, e.date("expected_return"), {}}));
}

base::Status Player::said(const ScenarioEvent& e) {
  const bool reason = e.what == Happening::kReason || e.has("reason");
  if (reason)
    return status_of(record_reason(
        house_, {}, {pupil(), e.text("from"), words_of(e), std::nullopt, {}, e.date("expected_return")}));
  std::string channel = e.text("channel");
  if (channel.empty()) channel = e.what == Happening::kInboundCall ? "call" : "text";
  return status_of(record_reply(house_, {}, {pupil(), e.text("from"), channel, personal(e, "text")}));
}

base::Status Player::decided(const ScenarioEvent& e) {
  DecisionRecord d{pupil(), e.text("about"), e.text("by"), e.text("answer"), personal(e, "rationale")};
  for (const char* asked : {"believe_not_on_holiday", "concerned"})
    if (e.has(asked)) (e.yes(asked) ? d.confirmed : d.denied).emplace_back(asked);
  d.consulted = e.list("consulted");
  return status_of(decide(house_, {}, d));
}

base::Status Player::visited(const ScenarioEvent& e) {
  const auto address = scenario_.addresses.find(e.text("address"));
  VisitRecord v{pupil(), e.text("outcome"), e.list("staff")};
  if (address != scenario_.addresses.end()) v.address = base::Personal(address->second);
  v.spoke_to = personal(e, "spoke_to");
  v.reason = personal(e, "reason");
  v.text = personal(e, "text");
  return status_of(record_visit(house_, {}, v));
}

base::Status Player::staff_moved(const ScenarioEvent& e) {
  using What = StaffOutRecord::What;
  StaffOutRecord r;
  r.pupil = pupil();
  r.what = e.what == Happening::kVisitLeft       ? What::kLeft
           : e.what == Happening::kVisitExtended ? What::kExtended
           : e.what == Happening::kVisitReturned ? What::kReturned
           : e.what == Happening::kVisitCheckIn  ? What::kCheckedIn
                                                 : What::kCodeWord;
  // Who rings and says that all is not well has used the word for danger.
  if (e.what == Happening::kVisitCheckIn && e.has("ok") && !e.yes("ok")) r.what = What::kCodeWord;
  r.staff = e.list("staff");
  r.return_by = time_in(e, "return_by");
  r.check_in = time_in(e, "check_in");
  r.mobile = personal(e, "mobile");
  r.car = personal(e, "car");
  r.by = base::Personal(e.has("taken_by") ? e.text("taken_by") : e.text("by"));
  return status_of(record_staff_out(house_, {}, r));
}

/// Sessions whose register was taken change now; those to come are changed when it is.
base::Status Player::change_marks(const ScenarioEvent& e) {
  const roll::Code code(e.text("to"));
  for (const std::string& text : e.list("dates")) {
    const base::Date date = *base::parse_iso_date(text);
    for (const roll::Session session : {roll::Session::kAm, roll::Session::kPm}) {
      changed_[{date, session}] = code;
      const bool taken = date < today() || (date == today() && registers_taken_.count(session) != 0);
      if (!taken || !school().calendar.is_school_day(date)) continue;
      if (base::Status s = put_mark(date, session, code); !s) return s;
    }
  }
  return {};
}

base::Status Player::put_on_record(const ScenarioEvent& e) {
  const base::Personal text = e.has("text") ? personal(e, "text") : personal(e, "value");
  if (e.what == Happening::kNote)
    return status_of(add_note(house_, {}, pupil(), text.empty() ? personal(e, "about") : text));
  if (e.what == Happening::kStaffFlag)
    return status_of(raise_flag(house_, {}, {pupil(), e.text("about"), e.text("by"), text}));
  if (e.text("about") == "tag") return change_tags(e);
  FactRecord f;
  f.pupil = pupil();
  f.about = e.what == Happening::kLaNotice ? "la_notice" : e.text("about");
  f.value = personal(e, "value");
  f.text = personal(e, "text");
  f.document = e.text("document");
  f.date = e.date("date");
  f.ref = e.text("ref");
  f.from = personal(e, "from");
  f.written = e.yes("written");
  f.role = e.text("by");
  return status_of(record_fact(house_, {}, f));
}

/// "-looked_after" takes a tag away.
base::Status Player::change_tags(const ScenarioEvent& e) {
  const std::string word = e.has("value") ? e.text("value") : e.text("text");
  const bool away = word.substr(0, 1) == "-";
  roll::Pupil& p = rehearsal_.pupil();
  const std::string tag = intake::tag_of(away ? word.substr(1) : word);
  std::erase(p.tags, tag);
  if (!away) p.tags.push_back(tag);
  std::sort(p.tags.begin(), p.tags.end());
  ports::RollChange change;
  change.school = school().urn;
  change.put_pupils = {p};
  const auto applied = house_.schools.apply(change);
  return applied ? base::Status{} : base::Status{applied.error()};
}

base::Status Player::asked(const ScenarioEvent& e) {
  const auto state = ask_gate(house_, {}, pupil(), e.text("action"));
  if (!state) return state.error();
  answers_.push_back(gate(state.value()));
  if (state.value().open && e.text("action") == "remove_from_roll")
    answers_.push_back(removal(state.value()));
  if (!state.value().open)
    refuse(e, "'" + e.text("action") + "' may not be done yet.", state.value().missing);
  return {};
}

base::Status Player::submitted(const ScenarioEvent& e) {
  SubmissionRecord s{pupil(), e.text("about")};
  if (s.about.empty())
    s.about = e.what == Happening::kChecklistSubmitted ? "missing_pupil_checklist" : "cme_referral";
  s.ref = e.text("ref");
  s.criteria = e.list("criteria");
  return status_of(record_submission(house_, {}, s));
}

/// Of a task that is shown to go to this reference: somebody may fill another role too (a social worker that
/// of the key worker).
std::string Player::role_meant(const std::string& ref, job::Kind kind) const {
  for (const ports::JobRow& row : rows_)
    if (row.job.kind == kind && row.state == job::State::kWithStaff && words_.to(row.job) == ref)
      return row.job.to.role;
  return words_.role_of(ref);
}

base::Status Player::resulted(const ScenarioEvent& e) {
  TaskResult r;
  r.pupil = pupil();
  r.kinds = {job::Kind::kNotify};
  if (e.what == Happening::kEnquiryResult) r.kinds = {job::Kind::kEnquiry};
  if (e.what == Happening::kWorkCounted) r.kinds = {job::Kind::kWork};
  if (e.what == Happening::kPoliceResult) r.role = "police";
  if (e.has("to")) r.role = role_meant(e.text("to"), r.kinds.front());
  std::string said = e.has("result") ? e.text("result") : e.text("text");
  if (e.has("completed")) said += (said.empty() ? "" : "; ") + e.text("completed") + " completed";
  r.text = base::Personal(said);
  return status_of(finish_task(house_, {}, r));
}

base::Status Player::closed(const ScenarioEvent& e) {
  base::Status done =
      status_of(close_case(house_, {}, {pupil(), e.text("how"), e.text("by"), e.text("ref")}));
  if (!done) return done;
  closed_by_event_ = true;
  show_closed(e.text("how"), e.id);
  return {};
}

}  // namespace firstday::workflow
