#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

#include "base/text.h"
#include "cli/invocation.h"
#include "cli/manual.h"
#include "cli/options.h"
#include "cli/staff_commands.h"

#ifndef FIRSTDAY_VERSION
#define FIRSTDAY_VERSION "unknown"
#endif

namespace firstday::cli {

namespace {

constexpr int kUsageExit = 64;

/// CLI11 wraps and centres what it is given; a manual is already laid out.
class PlainFormatter : public CLI::Formatter {
 public:
  std::string make_footer(const CLI::App* app) const override {
    const std::string footer = app->get_footer();
    return footer.empty() ? footer : "\n" + footer + "\n";
  }
};

std::optional<std::chrono::minutes> minutes_of(std::string_view text) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const int minutes = std::stoi(std::string(text));
  if (minutes > 240) return std::nullopt;  // as hold_minutes in the settings
  return std::chrono::minutes{minutes};
}

/// Puts on record what a person did, said or decided.
bool is_signed(Command command) {
  switch (command) {
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
    case Command::kHold:
    case Command::kRelease:
    case Command::kWithdraw:
      return true;
    default:
      return false;
  }
}

class Reader {
 public:
  Reader()
      : app_("Tells families the same morning that a child is not in school, and keeps the record of it.",
             "firstday") {
    app_.formatter(std::make_shared<PlainFormatter>());
    app_.footer(std::string(exit_codes()));
    app_.set_version_flag("--version", std::string("firstday ") + FIRSTDAY_VERSION);
    app_.require_subcommand(1);
    app_.fallthrough();
    add_globals();
    add_init();
    add_imports();
    add_days();
    add_records();
    add_checks();
    add_staff_commands(
        app_, in_,
        [this](CLI::App& parent, const std::string& name, const std::string& full_name,
               Command which) -> CLI::App& { return command(parent, name, full_name, which); });
    add_backups();
  }

  CLI::App& app() { return app_; }
  CLI::App* find(const std::string& command) { return commands_.at(command); }
  Invocation take() { return std::move(in_); }

 private:
  /// What people say and decide is kept with their name. The login name is often the machine's, and
  /// "firstday" is the program itself: nobody's word is ever taken for its.
  void require_name() const {
    const std::string& by = in_.globals.by;
    if (base::trim(by).empty()) throw CLI::RequiredError("--by: the name of who does this");
    if (base::lower(by) == "firstday")
      throw CLI::ValidationError("--by", "'" + by + "' is the program; give the name of a person");
  }

  CLI::App& command(CLI::App& parent, const std::string& name, const std::string& full_name, Command which) {
    const Manual& manual = manual_for(full_name);
    CLI::App* sub = parent.add_subcommand(name, std::string(manual.summary));
    sub->footer(std::string(manual.text));
    sub->fallthrough();
    sub->callback([this, which] {
      in_.command = which;
      if (is_signed(which)) require_name();
    });
    commands_[full_name] = sub;
    return *sub;
  }

  void add_globals() {
    Globals& g = in_.globals;
    app_.add_option("--config", g.config_dir, "Folder of the configuration")
        ->envname("FIRSTDAY_CONFIG")
        ->type_name("DIR");
    app_.add_option("--data", g.data_dir, "Folder of the database, keys and logs")
        ->envname("FIRSTDAY_DATA")
        ->type_name("DIR");
    app_.add_option_function<std::string>(
            "--school", [&g](const std::string& urn) { g.school = roll::Urn(urn); },
            "Only this school (URN); default every school configured")
        ->type_name("URN");
    app_.add_flag("--json", g.json, "Print results as one JSON object per line");
    app_.add_flag("--verbose", g.verbose, "Write the program's log to standard error too");
    parsed_option<base::Instant>(app_, "--now", g.now, base::parse_instant,
                                 "Use this London time instead of the clock", "\"YYYY-MM-DD HH:MM\"");
    app_.add_option("--by", g.by,
                    "Who does this, kept in the record: needed to record, decide, close, hold, release and "
                    "withdraw (else "
                    "default: the login name)")
        ->type_name("NAME");
  }

  void add_init() {
    CLI::App& c = command(app_, "init", "init", Command::kInit);
    c.add_option("--urn", in_.init.urn, "The school's Unique Reference Number, six digits")
        ->required()
        ->type_name("URN");
    c.add_option("--name", in_.init.name, "The school's name")->required()->type_name("NAME");
    c.add_option("--short-name", in_.init.short_name, "As texts say it")->type_name("NAME");
    c.add_option("--phone", in_.init.phone, "The absence line, as parents dial it")
        ->required()
        ->type_name("NUMBER");
  }

  void add_source(CLI::App& c, const std::string& what) {
    c.add_option("--from", in_.import.from, what)->required()->type_name("PATH");
    c.add_option("--profile", in_.import.profile, "Whose export it is: canonical, sims, arbor, bromcom")
        ->type_name("NAME");
    c.add_option("--map", in_.import.map, "A file that names the export's columns")->type_name("FILE");
  }

  void add_backups() {
    BackupOptions& o = in_.backup;
    CLI::App& backup = command(app_, "backup", "backup", Command::kBackup);
    backup.add_option("file", o.file, "The file to write; it must not be there yet")
        ->required()
        ->type_name("FILE");
    backup.add_flag("--keys", o.keys, "The keys instead of the database");
    CLI::App& restore = command(app_, "restore", "restore", Command::kRestore);
    restore.add_option("file", o.file, "The backup")->required()->type_name("FILE");
    auto* keys = restore.add_flag("--keys", o.keys, "It is a backup of the keys");
    restore.add_flag("--replace", o.replace, "A database is there; keep it beside under another name")
        ->excludes(keys);
  }

  void add_imports() {
    CLI::App* import = app_.add_subcommand("import", "Read the roll or the register");
    import->require_subcommand(1);
    import->fallthrough();
    CLI::App& roll = command(*import, "roll", "import roll", Command::kImportRoll);
    add_source(roll, "Folder with the CSV files");
    roll.add_flag("--yes", in_.import.yes, "Change the roll without asking");
    roll.add_flag("--readmit", in_.import.readmit, "Take contacts back who were removed earlier");
    roll.add_flag("--allow-partial", in_.import.allow_partial,
                  "Take a file that would remove a large part of the roll");
    add_source(command(*import, "marks", "import marks", Command::kImportMarks), "The CSV file");
  }

  void add_days() {
    command(app_, "plan", "plan", Command::kPlan);
    CLI::App& run = command(app_, "run", "run", Command::kRun);
    parsed_option<std::chrono::minutes>(run, "--hold", in_.run.hold, minutes_of,
                                        "Hold this long before sending", "MINUTES");
    run.add_option("--marks", in_.run.marks,
                   "Read marks from this file before the plan and again after the hold")
        ->type_name("FILE");
    run.add_option("--profile", in_.import.profile, "Whose export the marks are")->type_name("NAME");
    run.add_option("--map", in_.import.map, "A file that names the export's columns")->type_name("FILE");
    CLI::App& serve = command(app_, "serve", "serve", Command::kServe);
    text_option(serve, "--listen", in_.listen, "Listen here instead of serve.listen; port 0 takes a free one",
                "HOST:PORT");
  }

  void add_records() {
    CLI::App& log = command(app_, "log", "log", Command::kLog);
    LogOptions& o = in_.log;
    parsed_option<base::Date>(log, "--from", o.from, base::parse_iso_date, "From this school day on",
                              "YYYY-MM-DD");
    parsed_option<base::Date>(log, "--to", o.to, base::parse_iso_date, "Up to this school day", "YYYY-MM-DD");
    log.add_option("--pupil", o.pupil, "Only this pupil: reference, UPN or full name")->type_name("PUPIL");
    log.add_option("--contact", o.contact, "Only this contact: reference or full name")->type_name("CONTACT");
    log.add_option("--channel", o.channel, "Only this kind: text, email, voice, call, letter ...")
        ->type_name("KIND");
    log.add_option("--state", o.state,
                   "Only this state: queued, unknown, failed ..., or as shown: sent, waiting ...")
        ->type_name("STATE");
    log.add_option("--provider", o.provider, "Only what this provider carried")->type_name("NAME");
    log.add_flag("--csv", o.csv, "Print CSV for a spreadsheet");
    log.add_flag("--text", o.text, "Show the message texts too");
    add_chronology(command(app_, "chronology", "chronology", Command::kChronology));
    command(app_, "verify", "verify", Command::kVerify);
  }

  /// `--for parent CONTACT`: the contact stands behind the word, and only there.
  void add_chronology(CLI::App& c) {
    ChronologyOptions& o = in_.chronology;
    add_pupil(c, in_);
    const auto take = [&o](const std::vector<std::string>& words) {
      o.reader = words.front();
      o.contact = words.size() > 1 ? words[1] : "";
      const bool known = o.reader == "authority" || o.reader == "social-care" || o.reader == "parent";
      if (!known || (o.reader == "parent") != (words.size() == 2))
        throw CLI::ValidationError("--for", "must be authority, social-care, or parent CONTACT");
    };
    c.add_option_function<std::vector<std::string>>(
         "--for", take, "Who is to read it: authority, social-care, or parent CONTACT (a reference)")
        ->expected(1, 2)
        ->type_name("READER");
    c.add_option("--format", o.format, "table (default) or markdown")
        ->check(CLI::IsMember({"table", "markdown"}));
  }

  void add_simulate(CLI::App& c) {
    SimulateOptions& o = in_.simulate;
    text_option(c, "--scenario", o.scenario, "A scenario file (config/scenarios.md)", "FILE");
    parsed_option<base::Date>(c, "--until", o.until, base::parse_iso_date, "Play up to this day",
                              "YYYY-MM-DD");
    text_option(c, "--policy", o.policy, "A made-up case under this policy", "NAME");
    text_option(c, "--tier", o.tier, "Its pupil is of this tier; default the last", "TIER");
    c.add_option("--days", o.days, "School days of the absence, as in 1-20")->type_name("DAYS");
    c.add_option("--outcome", o.outcomes,
                 "What things end with: text=none call=no_answer visit=child_seen ...")
        ->type_name("WHAT=OUTCOME");
    c.add_option("--format", o.format, "table (default), markdown or json")
        ->check(CLI::IsMember({"table", "markdown", "json"}));
  }

  void add_checks() {
    add_pupil(command(app_, "explain", "explain", Command::kExplain), in_);
    add_simulate(command(app_, "simulate", "simulate", Command::kSimulate));
    CLI::App& check = command(app_, "check", "check", Command::kCheck);
    check.add_flag("--schema", in_.schema, "Print the JSON Schema of policy files, and check nothing");
    CLI::App& preview = command(app_, "preview", "preview", Command::kPreview);
    preview.add_option("template", in_.subject, "Name of a template; default all")->type_name("TEMPLATE");
    preview.add_option("--language", in_.language, "Only this language")->type_name("LANG");
    auto* pdf = preview.add_option("--pdf", in_.pdf, "Write the letter, card, sheet or form into this file")
                    ->type_name("FILE");
    preview.add_option("--png", in_.png, "Write a picture of its first page into this file")
        ->type_name("FILE")
        ->excludes(pdf);
    add_templates();
  }

  void add_templates() {
    CLI::App* templates = app_.add_subcommand("template", "The templates, and who has read them");
    templates->require_subcommand(1);
    templates->fallthrough();
    CLI::App& list = command(*templates, "list", "template list", Command::kTemplateList);
    text_option(list, "--language", in_.language, "Only this language", "LANG");
    CLI::App& review = command(*templates, "review", "template review", Command::kTemplateReview);
    review.add_option("template", in_.subject, "Name of a template")->required()->type_name("TEMPLATE");
    text_option(review, "--language", in_.language, "Which translation was read", "LANG", true);
    review.callback([this] {
      in_.command = Command::kTemplateReview;
      if (in_.globals.by.empty()) throw CLI::RequiredError("--by: the name of who has read it");
    });
  }

  CLI::App app_;
  Invocation in_;
  std::map<std::string, CLI::App*> commands_;
};

}  // namespace

std::variant<Invocation, int> read_command_line(int argc, const char* const* argv) {
  Reader reader;
  try {
    reader.app().parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const int code = reader.app().exit(e, std::cout, std::cerr);
    return code == 0 ? 0 : kUsageExit;
  }
  return reader.take();
}

std::vector<std::string> command_names() {
  std::vector<std::string> names;
  for (const Manual& m : manuals()) names.emplace_back(m.command);
  return names;
}

std::string manual_of(const std::string& command) {
  return Reader().find(command)->help();
}

}  // namespace firstday::cli
