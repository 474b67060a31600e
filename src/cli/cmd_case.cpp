// decide, close, and what else staff put on record about a case.
#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/case_record.h"
#include "workflow/decide.h"
#include "workflow/visits.h"

namespace firstday::cli {

namespace {

using What = workflow::StaffOutRecord::What;

constexpr std::pair<std::string_view, What> kOut[] = {{"left", What::kLeft},
                                                      {"check-in", What::kCheckedIn},
                                                      {"extended", What::kExtended},
                                                      {"returned", What::kReturned},
                                                      {"code-word", What::kCodeWord}};

base::Personal personal(const std::string& text) {
  return base::Personal(text);
}

}  // namespace

int decide(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(call, workflow::decide(house, call.in.globals.school,
                                       {call.in.subject, o.about, o.role, o.answer, personal(o.rationale),
                                        o.confirmed, o.denied, o.consulted}));
}

int close_case(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(
      call, workflow::close_case(house, call.in.globals.school, {call.in.subject, o.outcome, o.role, o.ref}));
}

int record_visit(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(call, workflow::record_visit(
                          house, call.in.globals.school,
                          {call.in.subject, o.outcome, o.staff, personal(o.address), personal(o.spoke_to),
                           personal(o.reason), personal(o.text), o.also, o.time, o.left}));
}

int record_out(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  std::vector<std::string> words;
  for (const auto& [word, what] : kOut) {
    words.emplace_back(word);
    if (word != o.event) continue;
    workflow::StaffOutRecord staff{call.in.subject, what, o.staff, o.return_by, o.check_in};
    staff.mobile = personal(o.mobile);
    staff.car = personal(o.car);
    staff.by = personal(o.from);
    return report(call, workflow::record_staff_out(house, call.in.globals.school, staff));
  }
  return fail(call, base::usage("'" + o.event + "' is nothing that happens to staff who are out. Use " +
                                base::join(words, ", ") + "."));
}

int record_task(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  const auto kind = job::kind_of(o.kind);
  if (!kind) return fail(call, base::usage("'" + o.kind + "' is no kind of task."));
  workflow::TaskResult result{call.in.subject, {*kind}, o.about, o.role};
  if (!o.outcome.empty()) result.outcome = o.outcome;
  result.text = personal(o.text);
  result.also = o.also;
  return report(call, workflow::finish_task(house, call.in.globals.school, result));
}

int record_flag(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(call, workflow::raise_flag(house, call.in.globals.school,
                                           {call.in.subject, o.about, o.role, personal(o.text)}));
}

int record_fact(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(
      call, workflow::record_fact(house, call.in.globals.school,
                                  {call.in.subject, o.about, personal(o.value), personal(o.text), o.document,
                                   o.date, o.ref, personal(o.from), o.written, o.role}));
}

int record_referral(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(call, workflow::record_submission(house, call.in.globals.school,
                                                  {call.in.subject, o.about, o.ref, o.criteria}));
}

int record_note(const Call& call, workflow::House& house) {
  return report(call, workflow::add_note(house, call.in.globals.school, call.in.subject,
                                         personal(call.in.record.text)));
}

}  // namespace firstday::cli
