// record call, record reply, record reason, record unknown; tick.
#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/record.h"
#include "workflow/tick.h"
#include "workflow/unknowns.h"

namespace firstday::cli {

namespace {

workflow::Speaker speaker(const RecordOptions& o) {
  return {base::Personal(o.spoke_to), base::Personal(o.identified), o.located};
}

std::vector<std::string> refs_of(const std::vector<roll::PupilRef>& pupils) {
  std::vector<std::string> out;
  out.reserve(pupils.size());
  for (const roll::PupilRef& p : pupils) out.push_back(p.text());
  return out;
}

}  // namespace

int report(const Call& call, const base::Result<workflow::Recorded>& recorded) {
  if (!recorded) return fail(call, recorded.error());
  const workflow::Recorded& r = recorded.value();
  if (call.in.globals.json) {
    JsonObject o;
    o.add("school", r.school.text()).add("pupil", r.pupil.text());
    o.add("added", r.changed.added).add("withdrawn", r.changed.withdrawn);
    if (!r.left_open.empty()) o.add("left_open", refs_of(r.left_open));
    call.out() << o.line() << '\n';
    return kDone;
  }
  call.out() << "Recorded for " << r.pupil.text() << " by " << call.in.globals.by << ".";
  if (r.changed.withdrawn > 0)
    call.out() << ' ' << base::count_of(static_cast<size_t>(r.changed.withdrawn), "job")
               << " no longer needed.";
  if (r.changed.added > 0)
    call.out() << ' ' << base::count_of(static_cast<size_t>(r.changed.added), "job") << " new.";
  if (!r.left_open.empty())
    call.out() << " It stays open for " << base::join(refs_of(r.left_open), ", ")
               << ": if it was done for them too, record it with --also.";
  call.out() << '\n';
  return kDone;
}

int record_call(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(call, workflow::record_call(house, call.in.globals.school,
                                            {call.in.subject, o.contact, o.outcome, base::Personal(o.reason),
                                             o.expected_return, base::Personal(o.note), speaker(o)}));
}

int record_unknown(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(
      call, workflow::record_unknown(house, call.in.globals.school,
                                     {call.in.subject, o.contact, o.job, o.outcome, base::Personal(o.note)}));
}

int record_reply(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  return report(call, workflow::record_reply(house, call.in.globals.school,
                                             {call.in.subject, o.contact, o.channel, base::Personal(o.text),
                                              o.set_off, speaker(o)}));
}

int record_reason(const Call& call, workflow::House& house) {
  const RecordOptions& o = call.in.record;
  std::optional<bool> acceptable;
  if (o.acceptable || o.not_acceptable) acceptable = o.acceptable;
  return report(
      call, workflow::record_reason(house, call.in.globals.school,
                                    {call.in.subject, o.contact, base::Personal(o.reason), acceptable,
                                     base::Personal(o.rationale), o.expected_return, o.role, speaker(o)}));
}

namespace {

bool is_kept_back(const workflow::Ticked& t) {
  return !t.batch.brake.empty() || !t.sent.stopped_because.empty() || !t.sent.stopped_accounts.empty() ||
         t.not_sent.messages > 0 || !t.not_sent.trial.empty();
}

/// What was not done stands before what was.
void print_tick(const Call& call, const workflow::Ticked& t) {
  const bool kept_back = is_kept_back(t);
  call.out() << t.school.text() << (kept_back ? "\n" : ": ");
  print_held(call, t.batch, t.held);
  print_stops(call, t.sent, t.not_sent);
  call.out() << (kept_back ? "  " : "") << t.changed.added << " new, " << t.changed.withdrawn
             << " withdrawn, " << t.sent.sent() << " sent\n";
  if (t.sent.handed_over > 0)
    call.out() << "  " << base::count_of(static_cast<size_t>(t.sent.handed_over), "voice message")
               << " for staff to ring. See `firstday calls`.\n";
  if (t.unknown_from_before > 0)
    call.out() << "  AN EARLIER RUN ENDED IN THE MIDDLE: " << t.unknown_from_before
               << " of its messages may or may not have left. See `firstday log --state unknown`.\n";
  print_came_in(call, t.came);
  if (!t.batch.blind.empty()) call.out() << "  NOBODY IS LOOKED FOR: " << t.batch.blind << '\n';
  if (!t.batch.gone_since_morning.empty())
    call.out() << "  IN SCHOOL THIS MORNING, ABSENT NOW: "
               << base::count_of(t.batch.gone_since_morning.size(), "pupil") << ". See `firstday tasks`.\n";
  if (!t.batch.marks_overdue.empty()) call.out() << "  MARKS OVERDUE: " << t.batch.marks_overdue << '\n';
  for (const workflow::DroppedFile& file : t.dropped)
    if (!file.refused.empty() || file.left_out > 0)
      call.out() << "  FILE " << file.name << ": " << workflow::in_words(file) << '\n';
  if (!t.batch.unmarked.empty())
    call.out() << "  FORMS WITHOUT MARKS: " << base::count_of(t.batch.unmarked.size(), "register")
               << ". See `firstday tasks`.\n";
}

JsonObject json_of(const workflow::Ticked& t) {
  JsonObject o;
  o.add("school", t.school.text()).add("school_day", t.school_day);
  add_stops(o, t.sent, t.not_sent);
  o.add("added", t.changed.added).add("withdrawn", t.changed.withdrawn);
  o.add("sent", t.sent.sent()).add("handed_over", t.sent.handed_over);
  o.add("failed", t.sent.failed.size()).add("unknown", t.sent.unknown.size());
  o.add("unknown_from_before", t.unknown_from_before);
  o.add("receipts", t.came.receipts).add("replies", t.came.replies).add("to_look_at", t.came.for_a_look);
  o.add("posts_waiting", t.came.waiting);
  o.add("receipts_overdue", t.came.passed.unknown).add("unknown_overdue", t.came.passed.told);
  o.add("held_because", job::words_of(t.batch.brake)).add("held", t.held);
  o.add_if("blind", t.batch.blind).add_if("marks_overdue", t.batch.marks_overdue);
  o.add("gone_since_morning", t.batch.gone_since_morning.size());
  o.add("forms_unmarked", t.batch.unmarked.size());
  return o;
}

}  // namespace

int tick(const Call& call, workflow::House& house) {
  const auto ticked = workflow::tick(house, call.in.globals.school, [&] { return call.app.stopping(); });
  if (!ticked) return fail(call, ticked.error());
  bool look = false;
  for (const workflow::Ticked& t : ticked.value()) {
    look = look || t.needs_attention();
    if (call.in.globals.json)
      call.out() << json_of(t).line() << '\n';
    else
      print_tick(call, t);
  }
  return look ? kLook : kDone;
}

}  // namespace firstday::cli
