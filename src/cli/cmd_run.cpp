// run: the morning, and its summary. What a person must look at comes first.
#include <algorithm>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/names.h"
#include "workflow/run_day.h"

namespace firstday::cli {

namespace {

using chronology::Reach;

/// One line that is written over while the run goes on; nothing at all in a pipe.
class ProgressLine {
 public:
  explicit ProgressLine(const Call& call) : call_(call), shown_(call.terminal.err_is_terminal) {}

  void show(const workflow::RunProgress& p) {
    if (!shown_) return;
    call_.err() << "\r\033[K";
    if (p.step == workflow::RunStep::kHolding)
      call_.err() << "Holding until " << base::london_clock(p.until)
                  << ". Ctrl-C ends the run; nothing has left.";
    if (p.step == workflow::RunStep::kSending && p.sending != nullptr)
      call_.err() << "Sending: " << p.sending->recorded << " done, " << p.sending->on_wire << " on the wire";
    call_.err().flush();
  }

 private:
  const Call& call_;
  bool shown_;
};

std::string pupil_line(const workflow::SchoolRun& run, const chronology::ReviewRow& row) {
  std::string line = workflow::pupil_name(run.roll, row.pupil).reveal() +
                     (row.form.empty() ? "" : " (" + row.form + ")") + ", day " +
                     std::to_string(row.day_number) + ": " + std::string(chronology::in_words(row.reach));
  if (row.waiting_for_staff > 0)
    line += "; " + base::count_of(static_cast<size_t>(row.waiting_for_staff), "task") + " for staff";
  return line;
}

/// Sent is not answered, and a child without a mark is not known to be safe.
void print_nobody_unreached(const Call& call, const workflow::SchoolRun& run) {
  const auto waiting = std::count_if(run.review.pupils.begin(), run.review.pupils.end(),
                                     [](const chronology::ReviewRow& r) { return r.reach == Reach::kTold; });
  if (waiting > 0) {
    call.out() << "  A message has gone about every absent pupil; nobody has answered yet about "
               << base::count_of(static_cast<size_t>(waiting), "pupil") << ".\n";
  } else if (!run.review.pupils.empty()) {
    call.out() << "  Somebody has answered about every absent pupil.\n";
  } else if (run.batch.unmarked.empty() && run.batch.forms_without_marks.empty() && run.batch.blind.empty() &&
             run.batch.brake.empty()) {
    call.out() << "  Nobody is absent without a reason.\n";
  }
}

void print_unreached(const Call& call, const workflow::SchoolRun& run) {
  std::vector<std::string> lines;
  for (const chronology::ReviewRow& row : run.review.pupils)
    if (row.reach == Reach::kNobody || row.reach == Reach::kUnknown)
      lines.push_back(pupil_line(run, row) + (workflow::can_be_rung(run.roll, row.pupil)
                                                  ? ""
                                                  : "; NO NUMBER TO RING, somebody must go"));
  if (lines.empty()) return print_nobody_unreached(call, run);
  call.out() << "  NOBODY WAS REACHED for " << base::count_of(lines.size(), "pupil") << ". Ring now:\n";
  for (const std::string& line : lines) call.out() << "    " << line << '\n';
}

/// Absences that go on from earlier days, and today's register does not say whether the child is there.
void print_without_mark(const Call& call, const workflow::SchoolRun& run) {
  std::vector<std::string> names;
  for (const job::Withheld& w : run.batch.withheld)
    if (w.rule == "no_mark") names.push_back(workflow::pupil_name(run.roll, w.pupil).reveal());
  if (!names.empty())
    call.out() << "  ABSENT BEFORE, NO MARK TODAY: " << base::join(names, ", ")
               << ". Look whether they are there.\n";
}

void print_left_roll(const Call& call, const workflow::SchoolRun& run) {
  std::vector<std::string> refs;
  for (const roll::PupilRef& ref : run.left_roll) refs.push_back(ref.text());
  if (!refs.empty())
    call.out() << "  LEFT THE ROLL WHILE ABSENT WITHOUT A REASON: " << base::join(refs, ", ")
               << ". Tell the safeguarding lead; nothing more is planned for them.\n";
}

/// Cases that lost the policy they began under, until a person accepts it.
std::vector<std::string> lost_policies(const workflow::SchoolRun& run, bool with_names) {
  std::vector<std::string> out;
  for (const job::PolicyReplaced& r : run.batch.replaced)
    if (!r.accepted)
      out.push_back((with_names ? workflow::pupil_name(run.roll, r.pupil).reveal() : r.case_id.text()) +
                    ": " + job::in_words(r));
  return out;
}

void print_lost_policies(const Call& call, const workflow::SchoolRun& run) {
  const auto lines = lost_policies(run, true);
  if (lines.empty()) return;
  call.out()
      << "  UNDER ANOTHER POLICY THAN BEFORE, so steps may be new, missing or on other days. Put the old "
         "file back, or accept it in `firstday tasks`:\n";
  for (const std::string& line : lines) call.out() << "    " << line << '\n';
}

std::string register_in_words(const job::UnmarkedForm& f) {
  return (f.form.empty() ? "pupils without a form" : f.form) +
         (f.session == roll::Session::kAm ? "" : " this afternoon");
}

bool is_whole(const job::UnmarkedForm& f) {
  return f.unmarked == f.pupils && !f.form.empty();
}

std::string unmarked_in_words(const job::UnmarkedForm& f) {
  if (is_whole(f)) return register_in_words(f);
  return register_in_words(f) + " (" + std::to_string(f.unmarked) + " of " + std::to_string(f.pupils) + ")";
}

/// Single pupils without a mark are named: neither here nor looked for.
std::vector<std::string> names_without_mark(const workflow::SchoolRun& run) {
  std::vector<std::string> out;
  for (const job::UnmarkedForm& f : run.batch.unmarked)
    if (!is_whole(f))
      for (const roll::PupilRef& pupil : f.without)
        out.push_back(workflow::pupil_name(run.roll, pupil).reveal() + " (" + register_in_words(f) + ")");
  return out;
}

/// What the office must see before any count: who is looked for by nobody.
void print_registers(const Call& call, const workflow::SchoolRun& run) {
  std::vector<std::string> names;
  for (const roll::PupilRef& ref : run.batch.gone_since_morning) {
    const roll::Pupil* pupil = run.roll.find(ref);
    names.push_back(workflow::pupil_name(run.roll, ref).reveal() +
                    (pupil && !pupil->form.empty() ? " (" + pupil->form + ")" : ""));
  }
  if (!names.empty())
    call.out() << "  IN SCHOOL THIS MORNING, ABSENT NOW: " << base::join(names, ", ")
               << ". The safeguarding lead is to be told at once.\n";
  if (!run.batch.marks_overdue.empty()) call.out() << "  MARKS OVERDUE: " << run.batch.marks_overdue << '\n';
  for (const workflow::DroppedFile& file : run.dropped)
    if (!file.refused.empty() || file.left_out > 0)
      call.out() << "  FILE " << file.name << ": " << workflow::in_words(file) << '\n';
  print_came_in(call, run.came);
}

void print_unmarked(const Call& call, const workflow::SchoolRun& run) {
  std::vector<std::string> forms;
  for (const job::UnmarkedForm& f : run.batch.unmarked)
    if (is_whole(f)) forms.push_back(register_in_words(f));
  for (const std::string& form : run.batch.forms_without_marks)
    if (!form.empty() && std::find(forms.begin(), forms.end(), form) == forms.end() &&
        std::find(forms.begin(), forms.end(), form + " this afternoon") == forms.end())
      forms.push_back(form);
  if (!forms.empty())
    call.out() << "  FORMS WITHOUT MARKS: " << base::join(forms, ", ") << ". Nobody there was looked for.\n";
  if (const auto names = names_without_mark(run); !names.empty())
    call.out() << "  NO MARK, not looked for: " << base::join(names, ", ") << ".\n";
}

/// Before all else: why something was not sent.
void print_what_stopped(const Call& call, const workflow::SchoolRun& run) {
  if (run.stopped)
    call.out() << "  THE RUN WAS STOPPED during the hold. Nothing has left; what is planned waits for the "
                  "next run.\n";
  print_held(call, run.batch, run.held);
  print_stops(call, run.sent, run.not_sent);
  for (const std::string& reason : run.sent.failure_reasons) call.out() << "  NOT SENT: " << reason << '\n';
}

size_t sent_now(const workflow::SchoolRun& run) {
  return static_cast<size_t>(run.sent.sent());
}

void print_sent(const Call& call, const workflow::SchoolRun& run) {
  const dispatch::Summary& s = run.sent;
  call.out() << "  " << base::count_of(run.batch.absent.size(), "pupil") << " absent without a reason; "
             << base::count_of(sent_now(run), "message") << " sent now, " << s.failed.size() << " failed, "
             << s.unknown.size() << " unknown, " << run.after_hold.withdrawn << " withdrawn during the hold, "
             << run.batch.withheld.size() << " withheld\n";
}

void print_waiting(const Call& call, const workflow::SchoolRun& run) {
  if (run.waiting == 0) return;
  call.out() << "  " << base::count_of(run.waiting, "message") << (run.waiting == 1 ? " waits" : " wait")
             << ", the first until " << base::london_clock(run.waiting_until)
             << ". They leave with a `firstday run` or `firstday tick` after that.\n";
}

void print_handed_over(const Call& call, const workflow::SchoolRun& run) {
  if (run.sent.handed_over > 0)
    call.out() << "  " << base::count_of(static_cast<size_t>(run.sent.handed_over), "voice message")
               << " for staff to ring: `firstday calls`\n";
}

void print_told(const Call& call, const workflow::SchoolRun& run) {
  for (const chronology::ReviewRow& row : run.review.pupils)
    if (row.reach != Reach::kNobody && row.reach != Reach::kUnknown)
      call.out() << "    " << pupil_line(run, row) << '\n';
}

/// What an office calls each kind of work.
struct Work {
  job::Kind kind;
  const char* one;
  const char* many;
};

constexpr Work kWork[] = {
    {job::Kind::kCall, "call", "calls"},
    {job::Kind::kDecide, "decision", "decisions"},
    {job::Kind::kVisit, "visit", "visits"},
    {job::Kind::kLetter, "letter", "letters"},
    {job::Kind::kNotify, "person or agency to tell", "people or agencies to tell"},
    {job::Kind::kRefer, "referral", "referrals"},
    {job::Kind::kEnquiry, "enquiry", "enquiries"},
    {job::Kind::kAppMessage, "app message", "app messages"},
    {job::Kind::kForm, "form", "forms"},
    {job::Kind::kWork, "piece of remote work", "pieces of remote work"},
    {job::Kind::kRecord, "record to complete", "records to complete"},
    {job::Kind::kTask, "task", "tasks"},
};

void print_staff_work(const Call& call, const workflow::SchoolRun& run) {
  std::vector<std::string> parts;
  for (const Work& work : kWork) {
    const auto n = std::count_if(run.batch.jobs.begin(), run.batch.jobs.end(),
                                 [&](const job::Job& j) { return j.kind == work.kind; });
    if (n > 0) parts.push_back(base::count_of(static_cast<size_t>(n), work.one, work.many));
  }
  if (!parts.empty()) call.out() << "  For staff today: " << base::join(parts, ", ") << '\n';
}

void print_run(const Call& call, const workflow::SchoolRun& run) {
  call.out() << run.name << " (" << run.school.text() << ")\n";
  if (!run.school_day) {
    call.out() << "  Not a school day. Nothing was planned or sent.\n";
    return;
  }
  print_what_stopped(call, run);
  if (!run.batch.blind.empty())
    call.out() << "  NOBODY IS LOOKED FOR: " << run.batch.blind
               << " Import it: firstday import roll --from FOLDER\n";
  print_registers(call, run);
  print_unmarked(call, run);
  print_left_roll(call, run);
  print_without_mark(call, run);
  print_lost_policies(call, run);
  print_unreached(call, run);
  print_sent(call, run);
  print_waiting(call, run);
  print_handed_over(call, run);
  print_told(call, run);
  print_staff_work(call, run);
}

std::vector<roll::PupilRef> without_mark(const workflow::SchoolRun& run) {
  std::vector<roll::PupilRef> out;
  for (const job::UnmarkedForm& f : run.batch.unmarked)
    out.insert(out.end(), f.without.begin(), f.without.end());
  return out;
}

std::vector<roll::PupilRef> absent_before(const workflow::SchoolRun& run) {
  std::vector<roll::PupilRef> out;
  for (const job::Withheld& w : run.batch.withheld)
    if (w.rule == "no_mark") out.push_back(w.pupil);
  return out;
}

std::vector<std::string> refs_of(const std::vector<roll::PupilRef>& pupils) {
  std::vector<std::string> out;
  out.reserve(pupils.size());
  for (const roll::PupilRef& ref : pupils) out.push_back(ref.text());
  return out;
}

void print_json(const Call& call, const workflow::SchoolRun& run) {
  JsonObject o;
  o.add("school", run.school.text())
      .add("day", base::iso_date(run.batch.day))
      .add("school_day", run.school_day);
  o.add("stopped", run.stopped);
  add_stops(o, run.sent, run.not_sent);
  o.add("held_because", job::words_of(run.batch.brake))
      .add("held", run.held)
      .add_if("blind", run.batch.blind)
      .add_if("marks_overdue", run.batch.marks_overdue);
  o.add("gone_since_morning", refs_of(run.batch.gone_since_morning));
  std::vector<std::string> files;
  for (const workflow::DroppedFile& file : run.dropped)
    if (!file.refused.empty() || file.left_out > 0)
      files.push_back(file.name + ": " + workflow::in_words(file));
  std::vector<std::string> unmarked;
  unmarked.reserve(run.batch.unmarked.size());
  for (const job::UnmarkedForm& f : run.batch.unmarked) unmarked.push_back(unmarked_in_words(f));
  o.add("files_to_look_at", files).add("unmarked", unmarked).add("no_mark", refs_of(without_mark(run)));
  o.add("absent_before_no_mark", refs_of(absent_before(run)));
  o.add("policy_replaced", lost_policies(run, false));
  o.add("forms_without_marks", run.batch.forms_without_marks).add("absent", run.batch.absent.size());
  o.add("sent", sent_now(run)).add("waiting", run.waiting).add("handed_over", run.sent.handed_over);
  o.add("failed", run.sent.failed.size()).add("unknown", run.sent.unknown.size());
  o.add("withdrawn", run.after_hold.withdrawn).add("withheld", run.batch.withheld.size());
  call.out() << o.line() << '\n';
  for (const chronology::ReviewRow& row : run.review.pupils)
    call.out() << JsonObject()
                      .add("school", run.school.text())
                      .add("pupil", row.pupil.text())
                      .add("form", row.form)
                      .add("day", row.day_number)
                      .add("reach", chronology::word(row.reach))
                      .add("waiting_for_staff", row.waiting_for_staff)
                      .line()
               << '\n';
}

}  // namespace

int run(const Call& call, workflow::House& house) {
  workflow::RunRequest request;
  request.only = call.in.globals.school;
  request.hold = call.in.run.hold;
  request.stopping = [&] { return call.app.stopping(); };
  if (!call.in.run.marks.empty()) {
    if (const base::Status s = take_marks(call, house, call.in.run.marks); !s) return fail(call, s.error());
    request.reread_marks = [&] { return take_marks(call, house, call.in.run.marks); };
  }
  ProgressLine line(call);
  const auto report =
      workflow::run_day(house, request, [&](const workflow::RunProgress& p) { line.show(p); });
  line.show({});
  if (!report) return fail(call, report.error());
  if (report.value().recovered.unknown > 0)
    (call.in.globals.json ? call.err() : call.out())
        << "AN EARLIER RUN ENDED IN THE MIDDLE: " << report.value().recovered.unknown
        << " of its messages may or may not have left. See `firstday log --state unknown`.\n";
  for (const workflow::SchoolRun& r : report.value().schools)
    call.in.globals.json ? print_json(call, r) : print_run(call, r);
  return report.value().needs_attention() ? kLook : kDone;
}

}  // namespace firstday::cli
