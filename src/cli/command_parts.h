// What the commands share; private to cli.
#pragma once

#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/table.h"
#include "job/job.h"
#include "roll/roll.h"
#include "workflow/preview.h"
#include "workflow/receipts.h"
#include "workflow/record.h"
#include "workflow/tick.h"

namespace firstday::cli {

/// Everything a command works with.
struct Call {
  const Invocation& in;
  App& app;
  Terminal& terminal;

  std::ostream& out() const { return terminal.out; }
  std::ostream& err() const { return terminal.err; }
};

int fail(const Call& call, const base::Error& error);

/// Says what a record changed, or why it was refused.
int report(const Call& call, const base::Result<workflow::Recorded>& recorded);

/// Writes a file that only its owner reads, and says so; or says why it cannot be written.
int write_file(const Call& call, const std::string& path, const std::string& bytes);

/// Prints problems to standard error, at most a handful of each kind in full and the rest counted;
/// notes only with --verbose.
/// True when one of them is an error.
bool print_problems(const Call& call, const std::vector<base::Problem>& problems);

int init(const Call& call);
int check(const Call& call);
int preview(const Call& call);
int template_list(const Call& call);
int template_review(const Call& call);
int simulate(const Call& call);
int backup(const Call& call);
int restore(const Call& call);
int import_roll(const Call& call, workflow::House& house);
int import_marks(const Call& call, workflow::House& house);
int plan(const Call& call, workflow::House& house);
int explain(const Call& call, workflow::House& house);
int run(const Call& call, workflow::House& house);
int log(const Call& call, workflow::House& house);
int chronology(const Call& call, workflow::House& house);
int verify(const Call& call, workflow::House& house);
int calls(const Call& call, workflow::House& house);
int tasks(const Call& call, workflow::House& house);
int letters(const Call& call, workflow::House& house);
int paper(const Call& call, workflow::House& house);
int record_call(const Call& call, workflow::House& house);
int record_reply(const Call& call, workflow::House& house);
int record_reason(const Call& call, workflow::House& house);
int record_visit(const Call& call, workflow::House& house);
int record_out(const Call& call, workflow::House& house);
int record_task(const Call& call, workflow::House& house);
int record_flag(const Call& call, workflow::House& house);
int record_fact(const Call& call, workflow::House& house);
int record_referral(const Call& call, workflow::House& house);
int purge(const Call& call, workflow::House& house);
int record_block(const Call& call, workflow::House& house);
int record_note(const Call& call, workflow::House& house);
int record_unknown(const Call& call, workflow::House& house);
int record_seen(const Call& call, workflow::House& house);
int record_opt_in(const Call& call, workflow::House& house);
int review(const Call& call, workflow::House& house);
int decide(const Call& call, workflow::House& house);
int close_case(const Call& call, workflow::House& house);
int tick(const Call& call, workflow::House& house);
int hold(const Call& call, workflow::House& house);
int release(const Call& call, workflow::House& house);
int withdraw(const Call& call, workflow::House& house);

/// kUsage when --now was given and an account reaches real people.
base::Status only_simulated(const Call& call, const workflow::House& house);

/// That automatic messages wait for a person, why, how many do now (`held`), and what to do; nothing without
/// a reason. After `withdraw` none waits: what is planned later would.
void print_held(const Call& call, const job::Batch& batch, size_t held);

/// Why sending stopped and what has not left, if anything: it stands before all else in a summary.
void print_stops(const Call& call, const dispatch::Summary& sent, const workflow::NotSent& not_sent);
/// The same, as members of the summary's object.
void add_stops(JsonObject& to, const dispatch::Summary& sent, const workflow::NotSent& not_sent);

/// What providers and families have said that a person must look at, and what they have not said in time.
void print_came_in(const Call& call, const workflow::CameIn& came);

/// Reads a morning's marks file into the store and prints what was wrong with it. One that cannot be read
/// holds the day's messages (workflow/brake.h) and is no error here.
base::Status take_marks(const Call& call, workflow::House& house, const std::string& file);

/// A template filled with its sample, as it would leave.
void print_preview(const Call& call, const workflow::PreviewRow& row);

/// A table of rows of several schools begins with the school: a pupil's reference is only good within it.
template <typename Row>
bool of_several_schools(const std::vector<Row>& rows) {
  for (const Row& r : rows)
    if (r.school != rows.front().school) return true;
  return false;
}

/// Names of a job's pupils, "Robin Marsh, Sam Marsh".
std::string pupil_names(const roll::Roll& roll, const job::Job& job);

}  // namespace firstday::cli
