// hold, release, withdraw: today's automatic messages wait for a person, wait no longer, or never leave.
#include <algorithm>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/brake.h"
#include "workflow/quarantine.h"

namespace firstday::cli {

namespace {

int print_changes(const Call& call, const base::Result<std::vector<workflow::BatchChange>>& changes,
                  const char* what) {
  if (!changes) return fail(call, changes.error());
  for (const workflow::BatchChange& c : changes.value()) {
    if (call.in.globals.json)
      call.out() << JsonObject().add("school", c.school.text()).add(what, c.jobs).line() << '\n';
    else
      call.out() << "School " << c.school.text() << ": "
                 << base::count_of(static_cast<size_t>(c.jobs), "message") << ' ' << what << ".\n";
  }
  return kDone;
}

/// What else can be done, where no message waits.
const char* none_waits(const std::vector<job::BrakeReason>& reasons) {
  return std::any_of(reasons.begin(), reasons.end(), workflow::is_by_a_person)
             ? "None waits now. `firstday release` lets new ones go."
             : "None waits now. Mend the register.";
}

int print_quarantine(const Call& call, const base::Status& changed, bool on) {
  if (!changed) return fail(call, changed.error());
  if (call.in.globals.json)
    call.out() << JsonObject().add("quarantine", on).line() << '\n';
  else if (on)
    call.out()
        << "The installation is in quarantine: nothing is sent until `firstday release --quarantine`.\n";
  else
    call.out()
        << "The quarantine is ended. What is still wanted leaves with the next `firstday run` or `firstday "
           "tick`.\n";
  return kDone;
}

}  // namespace

void print_held(const Call& call, const job::Batch& batch, size_t held) {
  if (batch.brake.empty()) return;
  call.out() << (held > 0 ? "  MESSAGES ARE HELD: " : "  NEW MESSAGES WILL BE HELD: ")
             << base::join(job::words_of(batch.brake), " ") << "\n    ";
  if (std::any_of(batch.brake.begin(), batch.brake.end(), workflow::is_quarantine))
    call.out() << "Their families are on the call list (`firstday calls`). Only `firstday release "
                  "--quarantine` ends "
                  "it.\n";
  else if (held == 0)
    call.out() << none_waits(batch.brake) << '\n';
  else
    call.out() << "Their families are on the call list (`firstday calls`). "
               << "Mend the register, or `firstday release`, or `firstday withdraw`.\n";
}

int hold(const Call& call, workflow::House& house) {
  if (call.in.quarantine)
    return print_quarantine(call, workflow::begin_quarantine(house, call.in.record.reason), true);
  const auto changes = workflow::hold_batch(house, call.in.globals.school, call.in.record.reason);
  return print_changes(call, changes, "held");
}

int withdraw(const Call& call, workflow::House& house) {
  const auto changes = workflow::withdraw_batch(house, call.in.globals.school, call.in.record.reason);
  return print_changes(call, changes, "withdrawn");
}

int release(const Call& call, workflow::House& house) {
  if (call.in.quarantine)
    return print_quarantine(call, workflow::release_quarantine(house, call.in.record.reason), false);
  const int status = print_changes(call, workflow::release_batch(house, call.in.globals.school), "released");
  if (status == kDone && !call.in.globals.json)
    call.out() << "They leave with the next `firstday run` or `firstday tick`.\n";
  return status;
}

}  // namespace firstday::cli
