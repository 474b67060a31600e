// What the user typed, read and checked, before anything is opened.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "roll/pupil.h"

namespace firstday::cli {

enum class Command {
  kNone,
  kInit,
  kImportRoll,
  kImportMarks,
  kPlan,
  kRun,
  kLog,
  kChronology,
  kExplain,
  kCheck,
  kPreview,
  kVerify,
  kCalls,
  kRecordCall,
  kRecordReply,
  kRecordReason,
  kTasks,
  kTick,
  kServe,
  kSimulate,
  kDecide,
  kRecordVisit,
  kRecordOut,
  kRecordTask,
  kRecordFlag,
  kRecordFact,
  kRecordReferral,
  kRecordNote,
  kRecordUnknown,
  kClose,
  kHold,
  kRelease,
  kWithdraw,
  kLetters,
  kPaper,
  kTemplateList,
  kTemplateReview,
  kRecordBlock,
  kPurge,
  kReview,
  kRecordSeen,
  kRecordOptIn,
  kBackup,
  kRestore,
};

/// Options of every command, and what the program must know of it to open its house.
struct Globals {
  std::string config_dir;  ///< default: $FIRSTDAY_CONFIG, else /etc/firstday where that is, else ./config
  std::string data_dir;    ///< default: $FIRSTDAY_DATA, else ./data
  roll::Urn school;        ///< empty: every school
  bool json = false;
  bool verbose = false;              ///< log to standard error too
  std::optional<base::Instant> now;  ///< instead of the real clock
  std::string by;                    ///< who does this; default the login name
  bool only_reads = false;           ///< where the data folder cannot be written, it is read as it is
  bool stays =
      false;  ///< a service: with `now` its clock starts there and goes on, and waits take their time
};

struct ImportOptions {
  std::string from;     ///< folder of CSV files, or for marks one file
  std::string profile;  ///< canonical, sims, arbor, bromcom, or one of the school's own
  std::string map;      ///< a file that names the export's columns
  bool yes = false;
  bool readmit = false;
  bool allow_partial = false;
};

struct RunOptions {
  std::optional<std::chrono::minutes> hold;
  std::string marks;  ///< a file to read before the plan and again after the hold
};

struct LogOptions {
  std::optional<base::Date> from;
  std::optional<base::Date> to;
  std::string pupil, contact, channel, state, provider;
  bool csv = false;
  bool text = false;  ///< show the message texts
};

struct CallsOptions {
  bool print = false;  ///< scripts and room to write, for paper
  bool all = false;    ///< those that fall due later today too
};

struct RecordOptions {
  std::string contact, outcome, channel, reason, rationale, note, text;
  bool acceptable = false;
  bool not_acceptable = false;
  std::optional<base::Date> expected_return;
  std::string about, answer, role, value, document, ref, from, address, spoke_to, mobile, car, event;
  std::string kind;  ///< of a task
  std::string identified;
  bool located = false;
  bool set_off = false;
  std::string job;  ///< of an unknown message
  std::vector<std::string> staff, confirmed, denied, consulted, criteria, also, left;
  bool written = false;
  std::optional<base::Date> date;
  std::optional<base::TimeOfDay> return_by, check_in, time;
};

/// Which tasks are shown; empty: all.
struct TasksOptions {
  std::string pupil, kind, about, role, tier, form;
  bool now = false;      ///< only those whose time has come
  bool overdue = false;  ///< only those whose latest time has passed
};

/// A pupil's day for the system in which the school keeps its records.
struct RecordBlockOptions {
  std::optional<base::Date> day;  ///< default: today
  std::string system;             ///< sims, cpoms, integris; default: the school's own
  std::string format = "paste";   ///< paste, csv
  std::string file;               ///< instead of standard output
};

/// For whom a chronology is made; empty: the school itself.
struct ChronologyOptions {
  std::string reader;            ///< authority, social-care, parent
  std::string contact;           ///< with parent: who asks (reference)
  std::string format = "table";  ///< table, markdown
};

struct PaperOptions {
  std::string name;  ///< of the template; empty: list what the pupil's tasks ask for
  std::string to;    ///< the file; empty: named after template and reference, in the current folder
  std::optional<base::TimeOfDay> at;
};

struct SimulateOptions {
  std::string scenario;  ///< a file in the format of config/scenarios.md
  std::optional<base::Date> until;
  std::string policy;  ///< instead of a file: a made-up case under this policy
  std::string tier;
  std::string days = "1-20";
  std::vector<std::string> outcomes;  ///< "call=no_answer"
  std::string format = "table";       ///< table, markdown, json
};

/// Of backup and restore.
struct BackupOptions {
  std::string file;
  bool keys = false;     ///< the keys instead of the database
  bool replace = false;  ///< over a database that is there, which is kept beside
};

struct InitOptions {
  std::string urn, name, short_name, phone;
};

struct Invocation {
  Command command = Command::kNone;
  Globals globals;
  ImportOptions import;
  RunOptions run;
  LogOptions log;
  InitOptions init;
  CallsOptions calls;
  RecordOptions record;
  TasksOptions tasks;
  PaperOptions paper;
  BackupOptions backup;
  bool quarantine = false;  ///< of hold and release: all sending of the installation, not today's messages
  RecordBlockOptions record_block;
  ChronologyOptions chronology;
  SimulateOptions simulate;
  std::string listen;    ///< of serve: HOST:PORT
  std::string subject;   ///< PUPIL of chronology, explain, paper and record, TEMPLATE of preview and review
  std::string language;  ///< of preview and templates
  std::string pdf, png;  ///< of preview and letters: the letter into this file
  bool print_letters = false;  ///< of letters: hand the batch over
  std::string letter_again;    ///< of letters: the reference of one that was handed over
  bool schema = false;         ///< of check: print the JSON Schema of policies instead
};

/// Reads argv. Gives an int (the exit code) when there is nothing left to do: --help or --version was
/// printed (0), or the command line is wrong and that was said on standard error (64).
std::variant<Invocation, int> read_command_line(int argc, const char* const* argv);

/// The names of all commands, for the documentation and its test.
std::vector<std::string> command_names();
/// The manual of one command, as its --help prints it.
std::string manual_of(const std::string& command);

}  // namespace firstday::cli
