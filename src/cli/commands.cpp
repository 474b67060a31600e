#include "cli/commands.h"

#include <exception>
#include <map>
#include <set>

#include "base/text.h"
#include "cli/command_parts.h"
#include "cli/private_file.h"
#include "workflow/names.h"
#include "workflow/quarantine.h"
#include "workflow/trial.h"

namespace firstday::cli {

namespace {

using InHouse = int (*)(const Call&, workflow::House&);

bool writes(Command command) {
  switch (command) {
    case Command::kImportRoll:
    case Command::kImportMarks:
    case Command::kRun:
    case Command::kTick:
    case Command::kServe:
    case Command::kHold:
    case Command::kRelease:
    case Command::kWithdraw:
    case Command::kRecordCall:
    case Command::kRecordReply:
    case Command::kRecordReason:
    case Command::kRecordVisit:
    case Command::kRecordOut:
    case Command::kRecordTask:
    case Command::kRecordFlag:
    case Command::kRecordFact:
    case Command::kRecordReferral:
    case Command::kRecordNote:
    case Command::kRecordUnknown:
    case Command::kRecordSeen:
    case Command::kRecordOptIn:
    case Command::kDecide:
    case Command::kClose:
    case Command::kLetters:
    case Command::kPaper:
    case Command::kPurge:
      return true;
    default:
      return false;
  }
}

/// One line for each, whatever else the command says.
void warn_of_accounts(const Call& call, const workflow::House& house) {
  std::set<std::string> lines;
  for (const auto& [school, accounts] : house.accounts)
    for (const auto& [kind, all] : accounts.by_kind)
      for (const dispatch::Account& account : all)
        if (const std::string& why = account.provider->capabilities().out_of_order;
            !why.empty() && why != workflow::trial_reason(school))
          lines.insert("ACCOUNT " + account.name +
                       " IS OUT OF ORDER, and carries nothing until it is mended: " + on_one_line(why));
  for (const std::string& line : lines) call.err() << line << '\n';
}

/// First of all that a command says, and beside its output, which may be for another program.
base::Status warn_of_quarantine(const Call& call, const workflow::House& house) {
  const auto quarantined = workflow::quarantine_of(house);
  if (!quarantined) return quarantined.error();
  if (quarantined.value()) call.err() << on_one_line(workflow::in_words(*quarantined.value())) << '\n';
  return {};
}

int in_house(const Call& call, InHouse work) {
  Globals globals = call.in.globals;
  globals.only_reads = call.in.command == Command::kCalls;
  auto opened = call.app.open(globals);
  if (!opened) return fail(call, opened.error());
  if (const base::Status s = warn_of_quarantine(call, opened.value()->house()); !s)
    return fail(call, s.error());
  warn_of_accounts(call, opened.value()->house());
  if (writes(call.in.command))
    if (const base::Status s = only_simulated(call, opened.value()->house()); !s)
      return fail(call, s.error());
  return work(call, opened.value()->house());
}

int serve(const Call& call) {
  Globals globals = call.in.globals;
  globals.stays = true;
  auto opened = call.app.open(globals);
  if (!opened) return fail(call, opened.error());
  warn_of_accounts(call, opened.value()->house());
  if (const base::Status s = only_simulated(call, opened.value()->house()); !s) return fail(call, s.error());
  const base::Status served =
      call.app.serve(globals, *opened.value(), call.in.listen, [&](const std::string& at) {
        call.out() << "Listening on http://" << at << "/\n" << std::flush;
      });
  return served ? kDone : fail(call, served.error());
}

int carry_out(const Call& call) {
  switch (call.in.command) {
    case Command::kInit:
      return init(call);
    case Command::kCheck:
      return check(call);
    case Command::kPreview:
      return preview(call);
    case Command::kTemplateList:
      return template_list(call);
    case Command::kTemplateReview:
      return template_review(call);
    case Command::kSimulate:
      return simulate(call);
    case Command::kBackup:
      return backup(call);
    case Command::kRestore:
      return restore(call);
    case Command::kImportRoll:
      return in_house(call, import_roll);
    case Command::kImportMarks:
      return in_house(call, import_marks);
    case Command::kPlan:
      return in_house(call, plan);
    case Command::kExplain:
      return in_house(call, explain);
    case Command::kRun:
      return in_house(call, run);
    case Command::kLog:
      return in_house(call, log);
    case Command::kChronology:
      return in_house(call, chronology);
    case Command::kVerify:
      return in_house(call, verify);
    case Command::kCalls:
      return in_house(call, calls);
    case Command::kTasks:
      return in_house(call, tasks);
    case Command::kRecordCall:
      return in_house(call, record_call);
    case Command::kRecordReply:
      return in_house(call, record_reply);
    case Command::kRecordReason:
      return in_house(call, record_reason);
    case Command::kRecordVisit:
      return in_house(call, record_visit);
    case Command::kRecordOut:
      return in_house(call, record_out);
    case Command::kRecordTask:
      return in_house(call, record_task);
    case Command::kRecordFlag:
      return in_house(call, record_flag);
    case Command::kRecordFact:
      return in_house(call, record_fact);
    case Command::kRecordReferral:
      return in_house(call, record_referral);
    case Command::kRecordNote:
      return in_house(call, record_note);
    case Command::kRecordUnknown:
      return in_house(call, record_unknown);
    case Command::kRecordSeen:
      return in_house(call, record_seen);
    case Command::kRecordOptIn:
      return in_house(call, record_opt_in);
    case Command::kReview:
      return in_house(call, review);
    case Command::kPurge:
      return in_house(call, purge);
    case Command::kRecordBlock:
      return in_house(call, record_block);
    case Command::kDecide:
      return in_house(call, decide);
    case Command::kClose:
      return in_house(call, close_case);
    case Command::kLetters:
      return in_house(call, letters);
    case Command::kPaper:
      return in_house(call, paper);
    case Command::kTick:
      return in_house(call, tick);
    case Command::kServe:
      return serve(call);
    case Command::kHold:
      return in_house(call, hold);
    case Command::kRelease:
      return in_house(call, release);
    case Command::kWithdraw:
      return in_house(call, withdraw);
    case Command::kNone:
      break;
  }
  return kUsage;
}

constexpr int kShownOfAKind = 8;

}  // namespace

Exit exit_of(base::ErrorKind kind) {
  switch (kind) {
    case base::ErrorKind::kUsage:
      return kUsage;
    case base::ErrorKind::kBadInput:
      return kBadInput;
    case base::ErrorKind::kUnavailable:
    case base::ErrorKind::kConflict:
      return kUnavailable;
    case base::ErrorKind::kConfiguration:
      return kConfig;
  }
  return kUnavailable;
}

int fail(const Call& call, const base::Error& error) {
  call.err() << "firstday: " << error.what << '\n';
  return exit_of(error.kind);
}

int write_file(const Call& call, const std::string& path, const std::string& bytes) {
  if (const base::Status s = write_private_file(path, bytes); !s) return fail(call, s.error());
  call.out() << "Written: " << path << '\n';
  return kDone;
}

bool print_problems(const Call& call, const std::vector<base::Problem>& problems) {
  std::map<std::string, int>
      seen;  // by file and what is wrong, so that 500 alike do not hide the one that differs
  bool errors = false;
  size_t notes = 0;
  for (const base::Problem& p : problems) {
    errors = errors || p.severity == base::Severity::kError;
    if (p.severity == base::Severity::kNote && !call.in.globals.verbose) {
      ++notes;
      continue;
    }
    if (++seen[p.file + p.field + p.what] <= kShownOfAKind) call.err() << base::describe(p) << '\n';
  }
  for (const base::Problem& p : problems) {
    int& n = seen[p.file + p.field + p.what];
    if (n > kShownOfAKind)
      call.err() << p.file << ": " << base::count_of(static_cast<size_t>(n - kShownOfAKind), "more line")
                 << " with the same: " << p.what << '\n';
    n = 0;
  }
  if (notes > 0) call.err() << base::count_of(notes, "note") << " not shown; --verbose shows them.\n";
  return errors;
}

std::string pupil_names(const roll::Roll& roll, const job::Job& job) {
  std::vector<std::string> names;
  for (const job::Subject& s : job.subjects) names.push_back(workflow::pupil_name(roll, s.pupil).reveal());
  return base::join(names, ", ");
}

base::Status only_simulated(const Call& call, const workflow::House& house) {
  if (!call.in.globals.now) return {};
  for (const auto& [school, accounts] : house.accounts)
    for (const auto& provider : accounts.providers)
      if (provider->capabilities().reaches_people)
        return base::usage("--now is for trying things out. School " + school.text() +
                           " has an account that reaches real people (" + provider->capabilities().name +
                           ").");
  return {};
}

int run_command(const Invocation& invocation, App& app, Terminal& terminal) {
  const Call call{invocation, app, terminal};
  try {
    const int code = carry_out(call);
    terminal.out.flush();
    return terminal.out.good() ? code
                               : fail(call, base::unavailable("The output could not be written in full."));
  } catch (const std::exception&) {
    // What a library says may quote data, so it is not repeated.
    return fail(call, base::unavailable("Something failed that should not have. The log says where."));
  }
}

}  // namespace firstday::cli
