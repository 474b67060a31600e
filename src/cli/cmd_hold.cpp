// hold, release, withdraw: today's automatic messages wait for a person, wait no longer, or never leave.
#include <algorithm>

#include "base/text.h"
#include "cli/command_parts.h"
#include "workflow/brake.h"

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

}  // namespace

void print_held(const Call& call, const job::Batch& batch, size_t held) {
  if (batch.brake.empty()) return;
  call.out() << (held > 0 ? "  MESSAGES ARE HELD: " : "  NEW MESSAGES WILL BE HELD: ")
             << base::join(job::words_of(batch.brake), " ") << "\n    ";
  if (held == 0)
    call.out() << none_waits(batch.brake) << '\n';
  else
    call.out() << "Their families are on the call list (`firstday calls`). "
               << "Mend the register, or `firstday release`, or `firstday withdraw`.\n";
}

int hold(const Call& call, workflow::House& house) {
  const auto changes = workflow::hold_batch(house, call.in.globals.school, call.in.record.reason);
  return print_changes(call, changes, "held");
}

int withdraw(const Call& call, workflow::House& house) {
  const auto changes = workflow::withdraw_batch(house, call.in.globals.school, call.in.record.reason);
  return print_changes(call, changes, "withdrawn");
}

int release(const Call& call, workflow::House& house) {
  const int status = print_changes(call, workflow::release_batch(house, call.in.globals.school), "released");
  if (status == kDone && !call.in.globals.json)
    call.out() << "They leave with the next `firstday run` or `firstday tick`.\n";
  return status;
}

}  // namespace firstday::cli
