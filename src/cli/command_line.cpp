// CLI11 lives here and nowhere else: it costs seconds wherever it is included.
#include <CLI/CLI.hpp>
#include <iostream>
#include <map>

#include "cli/invocation.h"
#include "cli/manual.h"

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

template <typename T>
CLI::Option* add_parsed(CLI::App& app, const std::string& name, std::optional<T>& into,
                        std::optional<T> (*parse)(std::string_view), const std::string& help,
                        const std::string& shape) {
  return app
      .add_option_function<std::string>(
          name,
          [&into, parse, name, shape](const std::string& text) {
            into = parse(text);
            if (!into) throw CLI::ValidationError(name, "'" + text + "' is not " + shape);
          },
          help)
      ->type_name(shape);
}

std::optional<std::chrono::minutes> minutes_of(std::string_view text) {
  if (text.empty() || text.size() > 4 || text.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  const int minutes = std::stoi(std::string(text));
  if (minutes > 240) return std::nullopt;  // as hold_minutes in the settings
  return std::chrono::minutes{minutes};
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
    add_staff_work();
  }

  CLI::App& app() { return app_; }
  CLI::App* find(const std::string& command) { return commands_.at(command); }
  Invocation take() { return std::move(in_); }

 private:
  CLI::App& command(CLI::App& parent, const std::string& name, const std::string& full_name, Command which) {
    const Manual& manual = manual_for(full_name);
    CLI::App* sub = parent.add_subcommand(name, std::string(manual.summary));
    sub->footer(std::string(manual.text));
    sub->fallthrough();
    sub->callback([this, which] { in_.command = which; });
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
    add_parsed<base::Instant>(app_, "--now", g.now, base::parse_instant,
                              "Use this London time instead of the clock", "\"YYYY-MM-DD HH:MM\"");
    app_.add_option("--by", g.by, "Who does this; kept in the record (default: the login name)")
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
    add_parsed<std::chrono::minutes>(run, "--hold", in_.run.hold, minutes_of, "Hold this long before sending",
                                     "MINUTES");
    run.add_option("--marks", in_.run.marks,
                   "Read marks from this file before the plan and again after the hold")
        ->type_name("FILE");
    run.add_option("--profile", in_.import.profile, "Whose export the marks are")->type_name("NAME");
    run.add_option("--map", in_.import.map, "A file that names the export's columns")->type_name("FILE");
  }

  void add_records() {
    CLI::App& log = command(app_, "log", "log", Command::kLog);
    LogOptions& o = in_.log;
    add_parsed<base::Date>(log, "--from", o.from, base::parse_iso_date, "From this school day on",
                           "YYYY-MM-DD");
    add_parsed<base::Date>(log, "--to", o.to, base::parse_iso_date, "Up to this school day", "YYYY-MM-DD");
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
    command(app_, "chronology", "chronology", Command::kChronology)
        .add_option("pupil", in_.subject, "Reference, UPN or full name")
        ->required()
        ->type_name("PUPIL");
    command(app_, "verify", "verify", Command::kVerify);
  }

  void add_staff_work() {
    CLI::App& calls = command(app_, "calls", "calls", Command::kCalls);
    calls.add_flag("--print", in_.calls.print, "With scripts and room to write, for paper");
    calls.add_flag("--all", in_.calls.all, "Those that fall due later today too");
    command(app_, "letters", "letters", Command::kLetters)
        .add_flag("--print", in_.print_letters,
                  "Make the batch, hand it over, and put the letters on record");
    add_tasks(command(app_, "tasks", "tasks", Command::kTasks));
    command(app_, "hold", "hold", Command::kHold)
        .add_option("--reason", in_.record.reason, "Why today's messages are to wait")
        ->required()
        ->type_name("TEXT");
    command(app_, "release", "release", Command::kRelease);
    command(app_, "withdraw", "withdraw", Command::kWithdraw)
        .add_option("--reason", in_.record.reason, "Why the held messages are not to leave")
        ->required()
        ->type_name("TEXT");
    command(app_, "tick", "tick", Command::kTick);
    add_decide(command(app_, "decide", "decide", Command::kDecide));
    add_close(command(app_, "close", "close", Command::kClose));
    CLI::App* record = app_.add_subcommand("record", "Put on record what staff did and were told");
    record->require_subcommand(1);
    record->fallthrough();
    add_record_call(command(*record, "call", "record call", Command::kRecordCall));
    add_record_reply(command(*record, "reply", "record reply", Command::kRecordReply));
    add_record_reason(command(*record, "reason", "record reason", Command::kRecordReason));
    add_record_visit(command(*record, "visit", "record visit", Command::kRecordVisit));
    add_record_out(command(*record, "out", "record out", Command::kRecordOut));
    add_record_task(command(*record, "task", "record task", Command::kRecordTask));
    add_record_flag(command(*record, "flag", "record flag", Command::kRecordFlag));
    add_record_fact(command(*record, "fact", "record fact", Command::kRecordFact));
    add_record_referral(command(*record, "referral", "record referral", Command::kRecordReferral));
    add_record_unknown(command(*record, "unknown", "record unknown", Command::kRecordUnknown));
    CLI::App& note = command(*record, "note", "record note", Command::kRecordNote);
    add_pupil(note);
    text_option(note, "--text", in_.record.text, "What is worth keeping", "TEXT", true);
  }

  /// `given`: it must be.
  static void text_option(CLI::App& c, const std::string& name, std::string& into, const std::string& help,
                          const std::string& shape, bool given = false) {
    c.add_option(name, into, help)->type_name(shape)->required(given);
  }

  static void list_option(CLI::App& c, const std::string& name, std::vector<std::string>& into,
                          const std::string& help, const std::string& shape) {
    c.add_option(name, into, help)->type_name(shape)->delimiter(',');
  }

  void add_tasks(CLI::App& c) {
    TasksOptions& o = in_.tasks;
    text_option(c, "--pupil", o.pupil, "Only this pupil: reference, UPN or full name", "PUPIL");
    text_option(c, "--kind", o.kind, "Only this kind: call, letter, visit, decide, notify, record ...",
                "KIND");
    text_option(c, "--about", o.about, "Only those about this: home_visit, believe_holiday ...", "WORD");
    text_option(c, "--role", o.role, "Only those for this role: dsl, office, attendance_officer ...", "ROLE");
    c.add_flag("--due", o.now, "Only those whose time has come");
  }

  void add_decide(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    text_option(c, "--about", o.about, "The question, as `firstday tasks` shows it; or a gate's action",
                "WORD", true);
    text_option(c, "--answer", o.answer, "yes, no, or one of the question's own answers", "ANSWER", true);
    text_option(c, "--role", o.role, "In which role: dsl, slt, attendance_officer, head ...", "ROLE", true);
    text_option(c, "--rationale", o.rationale, "Why; the procedure may want it", "TEXT");
    list_option(c, "--confirm", o.confirmed, "What the question asks beside its answer, and is so", "WORD");
    list_option(c, "--deny", o.denied, "... and is not so", "WORD");
    list_option(c, "--consulted", o.consulted, "Who was heard first", "ROLE");
  }

  void add_close(CLI::App& c) {
    add_pupil(c);
    text_option(c, "--how", in_.record.outcome, "returned, located, home_education, off_roll ...", "WORD",
                true);
    text_option(c, "--role", in_.record.role, "In which role", "ROLE");
    text_option(c, "--ref", in_.record.ref, "A reference, as of the authority's notice", "TEXT");
  }

  void add_record_visit(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    text_option(c, "--outcome", o.outcome,
                "no_answer, no_access, wrong_address, spoke_to_new_occupier, adult_seen_child_not_seen, "
                "child_seen, concerns_raised, abandoned or not_made",
                "OUTCOME", true);
    list_option(c, "--staff", o.staff, "Who went", "NAME");
    text_option(c, "--address", o.address, "Where, when it was not the home", "TEXT");
    text_option(c, "--spoke-to", o.spoke_to, "Who was spoken to", "TEXT");
    text_option(c, "--reason", o.reason, "A reason for the absence that was given at the door", "TEXT");
    text_option(c, "--text", o.text, "What was seen and said", "TEXT");
  }

  void add_record_out(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    text_option(c, "--event", o.event, "left, check-in, extended, returned or code-word", "WORD", true);
    add_parsed<base::TimeOfDay>(c, "--return-by", o.return_by, base::parse_time_of_day,
                                "By when they are back today", "HH:MM");
    add_parsed<base::TimeOfDay>(c, "--check-in", o.check_in, base::parse_time_of_day, "By when they ring",
                                "HH:MM");
    list_option(c, "--staff", o.staff, "Who is out", "NAME");
    text_option(c, "--mobile", o.mobile, "The number they can be rung at", "NUMBER");
    text_option(c, "--car", o.car, "Car and registration, or the route", "TEXT");
    text_option(c, "--from", o.from, "Who rang or was rung", "NAME");
  }

  void add_record_task(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    text_option(c, "--kind", o.kind, "letter, card, voicemail, notify, record, enquiry, work, task ...",
                "KIND", true);
    text_option(c, "--about", o.about, "Only the task about this", "WORD");
    text_option(c, "--role", o.role, "Only the task for this role", "ROLE");
    text_option(c, "--outcome", o.outcome, "What came of it (default: done)", "WORD");
    text_option(c, "--text", o.text, "What was said", "TEXT");
  }

  void add_record_unknown(CLI::App& c) {
    add_pupil(c);
    text_option(c, "--contact", in_.record.contact, "For whom it was", "REF");
    text_option(c, "--outcome", in_.record.outcome, "arrived or not_arrived", "OUTCOME", true);
    text_option(c, "--job", in_.record.job, "Which message, where several are unknown", "ID");
    text_option(c, "--note", in_.record.note, "How it was found out", "TEXT");
  }

  void add_record_flag(CLI::App& c) {
    add_pupil(c);
    text_option(c, "--about", in_.record.about, "What the concern is about", "WORD", true);
    text_option(c, "--text", in_.record.text, "The concern", "TEXT");
    text_option(c, "--role", in_.record.role, "In which role", "ROLE");
  }

  void add_record_fact(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    text_option(c, "--about", o.about, "destination, home_education, la_notice ...", "WORD", true);
    text_option(c, "--value", o.value, "What it is; no: it is not so", "TEXT");
    text_option(c, "--text", o.text, "What was said or written", "TEXT");
    text_option(c, "--document", o.document, "Under which name the paper is kept", "NAME");
    text_option(c, "--from", o.from, "Whom it is from", "TEXT");
    text_option(c, "--ref", o.ref, "Their reference", "TEXT");
    text_option(c, "--role", o.role, "In which role it is recorded", "ROLE");
    c.add_flag("--written", o.written, "It came in writing");
    add_parsed<base::Date>(c, "--date", o.date, base::parse_iso_date, "Its date", "YYYY-MM-DD");
  }

  void add_record_referral(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    text_option(c, "--about", o.about, "cme_referral, missing_pupil_checklist, destination_confirmed ...",
                "WORD", true);
    list_option(c, "--criteria", o.criteria, "The criteria that are ticked", "WORD");
    text_option(c, "--ref", o.ref, "The receiver's reference", "TEXT");
  }

  void add_simulate(CLI::App& c) {
    SimulateOptions& o = in_.simulate;
    text_option(c, "--scenario", o.scenario, "A scenario file (config/scenarios.md)", "FILE");
    add_parsed<base::Date>(c, "--until", o.until, base::parse_iso_date, "Play up to this day", "YYYY-MM-DD");
    text_option(c, "--policy", o.policy, "A made-up case under this policy", "NAME");
    text_option(c, "--tier", o.tier, "Its pupil is of this tier; default the last", "TIER");
    c.add_option("--days", o.days, "School days of the absence, as in 1-20")->type_name("DAYS");
    c.add_option("--outcome", o.outcomes,
                 "What things end with: text=none call=no_answer visit=child_seen ...")
        ->type_name("WHAT=OUTCOME");
    c.add_option("--format", o.format, "table (default), markdown or json")
        ->check(CLI::IsMember({"table", "markdown", "json"}));
  }

  void add_pupil(CLI::App& c) {
    c.add_option("pupil", in_.subject, "Reference, UPN or full name")->required()->type_name("PUPIL");
  }

  void add_return(CLI::App& c) {
    add_parsed<base::Date>(c, "--back-on", in_.record.expected_return, base::parse_iso_date,
                           "When the pupil is expected back", "YYYY-MM-DD");
  }

  void add_record_call(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    c.add_option("--contact", o.contact, "Who was rung (reference)")->required()->type_name("REF");
    c.add_option("--outcome", o.outcome,
                 "no_answer, left_message, answered_no_reason, reason_given, set_off_for_school, "
                 "international_tone, wrong_number or number_dead")
        ->required()
        ->type_name("OUTCOME");
    c.add_option("--reason", o.reason, "What was said, with reason_given")->type_name("TEXT");
    c.add_option("--note", o.note, "Anything else worth keeping")->type_name("TEXT");
    add_return(c);
  }

  void add_record_reply(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    c.add_option("--channel", o.channel, "How it came: text, call, email or in_person")
        ->required()
        ->type_name("HOW");
    c.add_option("--text", o.text, "What it said")->required()->type_name("TEXT");
    c.add_option("--contact", o.contact, "Who it was from (reference)")->type_name("REF");
  }

  void add_record_reason(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c);
    c.add_option("--reason", o.reason, "The reason")->required()->type_name("TEXT");
    c.add_option("--contact", o.contact, "Who gave it (reference)")->type_name("REF");
    auto* yes = c.add_flag("--acceptable", o.acceptable, "A person finds the reason acceptable");
    auto* no = c.add_flag("--not-acceptable", o.not_acceptable, "A person does not; needs --rationale");
    yes->excludes(no);
    c.add_option("--rationale", o.rationale, "Why it is not acceptable")->type_name("TEXT");
    add_return(c);
  }

  void add_checks() {
    command(app_, "explain", "explain", Command::kExplain)
        .add_option("pupil", in_.subject, "Reference, UPN or full name")
        ->required()
        ->type_name("PUPIL");
    add_simulate(command(app_, "simulate", "simulate", Command::kSimulate));
    CLI::App& check = command(app_, "check", "check", Command::kCheck);
    check.add_flag("--schema", in_.schema, "Print the JSON Schema of policy files, and check nothing");
    CLI::App& preview = command(app_, "preview", "preview", Command::kPreview);
    preview.add_option("template", in_.subject, "Name of a template; default all")->type_name("TEMPLATE");
    preview.add_option("--language", in_.language, "Only this language")->type_name("LANG");
    auto* pdf = preview.add_option("--pdf", in_.pdf, "Write the letter into this file")->type_name("FILE");
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
