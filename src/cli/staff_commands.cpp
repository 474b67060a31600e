#include "cli/staff_commands.h"

#include <CLI/CLI.hpp>

#include "cli/options.h"

namespace firstday::cli {

namespace {

class StaffCommands {
 public:
  StaffCommands(CLI::App& app, Invocation& in, const MakeCommand& command)
      : app_(app), in_(in), command_(command) {}

  void add() {
    add_lists();
    add_day();
    add_decide(command_(app_, "decide", "decide", Command::kDecide));
    add_close(command_(app_, "close", "close", Command::kClose));
    add_records();
  }

 private:
  void add_lists() {
    CLI::App& calls = command_(app_, "calls", "calls", Command::kCalls);
    calls.add_flag("--print", in_.calls.print, "With scripts and room to write, for paper");
    calls.add_flag("--all", in_.calls.all, "Those that fall due later today too");
    add_letters(command_(app_, "letters", "letters", Command::kLetters));
    add_paper(command_(app_, "paper", "paper", Command::kPaper));
    add_tasks(command_(app_, "tasks", "tasks", Command::kTasks));
    command_(app_, "review", "review", Command::kReview);
    add_record_block(command_(app_, "record-block", "record-block", Command::kRecordBlock));
  }

  void add_letters(CLI::App& letters) {
    letters.add_flag("--print", in_.print_letters,
                     "Make the batch, hand it over, and put the letters on record");
    text_option(letters, "--again", in_.letter_again,
                "One letter as it was handed over, by the reference printed on it", "REFERENCE");
    text_option(letters, "--pdf", in_.pdf, "The file it is written to", "FILE");
    letters.get_option("--again")->needs("--pdf")->excludes("--print");
    letters.get_option("--pdf")->needs("--again");
  }

  void add_day() {
    CLI::App& hold = command_(app_, "hold", "hold", Command::kHold);
    text_option(hold, "--reason", in_.record.reason, "Why today's messages are to wait", "TEXT", true);
    hold.add_flag("--quarantine", in_.quarantine, "Put the whole installation into quarantine");
    CLI::App& release = command_(app_, "release", "release", Command::kRelease);
    auto* quarantine =
        release.add_flag("--quarantine", in_.quarantine, "End the quarantine of the installation");
    text_option(release, "--reason", in_.record.reason, "Why messages may leave again; with --quarantine",
                "TEXT");
    release.get_option("--reason")->needs(quarantine);
    quarantine->needs(release.get_option("--reason"));
    text_option(command_(app_, "withdraw", "withdraw", Command::kWithdraw), "--reason", in_.record.reason,
                "Why the held messages are not to leave", "TEXT", true);
    command_(app_, "tick", "tick", Command::kTick);
    command_(app_, "purge", "purge", Command::kPurge);
  }

  void add_records() {
    CLI::App* record = app_.add_subcommand("record", "Put on record what staff did and were told");
    record->require_subcommand(1);
    record->fallthrough();
    add_record_call(command_(*record, "call", "record call", Command::kRecordCall));
    add_record_reply(command_(*record, "reply", "record reply", Command::kRecordReply));
    add_record_reason(command_(*record, "reason", "record reason", Command::kRecordReason));
    add_record_visit(command_(*record, "visit", "record visit", Command::kRecordVisit));
    add_record_out(command_(*record, "out", "record out", Command::kRecordOut));
    add_record_task(command_(*record, "task", "record task", Command::kRecordTask));
    add_record_flag(command_(*record, "flag", "record flag", Command::kRecordFlag));
    add_record_fact(command_(*record, "fact", "record fact", Command::kRecordFact));
    add_record_referral(command_(*record, "referral", "record referral", Command::kRecordReferral));
    add_record_unknown(command_(*record, "unknown", "record unknown", Command::kRecordUnknown));
    add_record_seen(command_(*record, "seen", "record seen", Command::kRecordSeen));
    add_record_opt_in(command_(*record, "opt-in", "record opt-in", Command::kRecordOptIn));
    CLI::App& note = command_(*record, "note", "record note", Command::kRecordNote);
    add_pupil(note, in_);
    text_option(note, "--text", in_.record.text, "What is worth keeping", "TEXT", true);
  }

  void add_tasks(CLI::App& c) {
    TasksOptions& o = in_.tasks;
    text_option(c, "--pupil", o.pupil, "Only this pupil: reference, UPN or full name", "PUPIL");
    text_option(c, "--kind", o.kind, "Only this kind: call, letter, visit, decide, notify, record ...",
                "KIND");
    text_option(c, "--about", o.about, "Only those about this: home_visit, believe_holiday ...", "WORD");
    text_option(c, "--role", o.role, "Only those for this role: dsl, office, attendance_officer ...", "ROLE");
    text_option(c, "--tier", o.tier, "Only pupils of this tier: social_care, vulnerable, standard ...",
                "TIER");
    text_option(c, "--form", o.form, "Only pupils of this form", "FORM");
    c.add_flag("--due", o.now, "Only those whose time has come");
    c.add_flag("--overdue", o.overdue, "Only those whose latest time has passed");
  }

  void add_record_block(CLI::App& c) {
    RecordBlockOptions& o = in_.record_block;
    add_pupil(c, in_);
    parsed_option<base::Date>(c, "day", o.day, base::parse_iso_date, "The day (default: today)",
                              "YYYY-MM-DD");
    c.add_option("--format", o.format, "paste (default) or csv")->check(CLI::IsMember({"paste", "csv"}));
    c.add_option("--system", o.system, "Whose form it has (default: the school's own system)")
        ->check(CLI::IsMember({"sims", "cpoms", "integris"}));
    text_option(c, "--file", o.file, "Write it into this file, which only you can read", "FILE");
  }

  void add_paper(CLI::App& c) {
    add_pupil(c, in_);
    c.add_option("name", in_.paper.name, "Which paper; default: list what the pupil's tasks ask for")
        ->type_name("NAME");
    text_option(c, "--to", in_.paper.to, "The PDF's file; default NAME-REFERENCE.pdf in this folder", "FILE");
    list_option(c, "--staff", in_.record.staff, "Who goes; a card or letter for the door names them", "NAME");
    parsed_option<base::TimeOfDay>(c, "--at", in_.paper.at, base::parse_time_of_day,
                                   "When they call; default: room to write it", "HH:MM");
    text_option(c, "--contact", in_.record.contact, "Whom a letter in an envelope is for (reference)", "REF");
    text_option(c, "--language", in_.language, "Default: the addressee's, else the school's", "LANG");
  }

  void add_decide(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
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
    add_pupil(c, in_);
    text_option(c, "--how", in_.record.outcome, "returned, located, home_education, off_roll ...", "WORD",
                true);
    text_option(c, "--role", in_.record.role, "In which role", "ROLE");
    text_option(c, "--ref", in_.record.ref, "A reference, as of the authority's notice", "TEXT");
  }

  void add_record_visit(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    text_option(c, "--outcome", o.outcome,
                "no_answer, no_access, wrong_address, spoke_to_new_occupier, adult_seen_child_not_seen, "
                "child_seen, concerns_raised, abandoned or not_made",
                "OUTCOME", true);
    list_option(c, "--staff", o.staff, "Who went", "NAME");
    parsed_option<base::TimeOfDay>(c, "--time", o.time, base::parse_time_of_day,
                                   "When they were at the door, today; default now", "HH:MM");
    list_option(c, "--left", o.left, "The card or letter that stayed there: its name or reference", "PAPER");
    text_option(c, "--address", o.address, "Where, when it was not the home", "TEXT");
    text_option(c, "--spoke-to", o.spoke_to, "Who was spoken to", "TEXT");
    list_option(c, "--also", o.also, "Brothers and sisters for whom it is true too", "PUPIL");
    text_option(c, "--reason", o.reason, "A reason for the absence that was given at the door", "TEXT");
    text_option(c, "--text", o.text, "What was seen and said", "TEXT");
  }

  void add_record_out(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    text_option(c, "--event", o.event, "left, check-in, extended, returned or code-word", "WORD", true);
    parsed_option<base::TimeOfDay>(c, "--return-by", o.return_by, base::parse_time_of_day,
                                   "By when they are back today", "HH:MM");
    parsed_option<base::TimeOfDay>(c, "--check-in", o.check_in, base::parse_time_of_day, "By when they ring",
                                   "HH:MM");
    list_option(c, "--staff", o.staff, "Who is out", "NAME");
    text_option(c, "--mobile", o.mobile, "The number they can be rung at", "NUMBER");
    text_option(c, "--car", o.car, "Car and registration, or the route", "TEXT");
    text_option(c, "--from", o.from, "Who rang or was rung", "NAME");
  }

  void add_record_task(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    text_option(c, "--kind", o.kind, "letter, card, voicemail, notify, record, enquiry, work, task ...",
                "KIND", true);
    text_option(c, "--about", o.about, "Only the task about this", "WORD");
    text_option(c, "--role", o.role, "Only the task for this role", "ROLE");
    text_option(c, "--outcome", o.outcome, "What came of it (default: done)", "WORD");
    text_option(c, "--text", o.text, "What was said", "TEXT");
    list_option(c, "--also", o.also, "Brothers and sisters for whom it was done too", "PUPIL");
  }

  void add_speaker(CLI::App& c) {
    RecordOptions& o = in_.record;
    text_option(c, "--spoke-to", o.spoke_to, "Who spoke, where it was not that contact", "TEXT");
    text_option(c, "--identified", o.identified, "How it is known who it was: rang the number on record ...",
                "TEXT");
    c.add_flag("--located", o.located, "The child was seen or spoken to");
  }

  void add_record_unknown(CLI::App& c) {
    add_pupil(c, in_);
    text_option(c, "--contact", in_.record.contact, "For whom it was", "REF");
    text_option(c, "--outcome", in_.record.outcome, "arrived or not_arrived", "OUTCOME", true);
    text_option(c, "--job", in_.record.job, "Which message, where several are unknown", "ID");
    text_option(c, "--note", in_.record.note, "How it was found out", "TEXT");
  }

  void add_record_seen(CLI::App& c) {
    c.add_option("id", in_.subject, "Which, as `firstday review` shows it")->required()->type_name("ID");
    text_option(c, "--reason", in_.record.reason, "What was found out", "TEXT", true);
  }

  void add_record_opt_in(CLI::App& c) {
    add_pupil(c, in_);
    text_option(c, "--contact", in_.record.contact, "Who wants messages again", "REF", true);
    text_option(c, "--channel", in_.record.channel, "text or email", "HOW", true);
    text_option(c, "--reason", in_.record.reason, "How that is known", "TEXT", true);
  }

  void add_record_flag(CLI::App& c) {
    add_pupil(c, in_);
    text_option(c, "--about", in_.record.about, "What the concern is about", "WORD", true);
    text_option(c, "--text", in_.record.text, "The concern", "TEXT");
    text_option(c, "--role", in_.record.role, "In which role", "ROLE");
  }

  void add_record_fact(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    text_option(c, "--about", o.about, "destination, home_education, la_notice ...", "WORD", true);
    text_option(c, "--value", o.value, "What it is; no: it is not so", "TEXT");
    text_option(c, "--text", o.text, "What was said or written", "TEXT");
    text_option(c, "--document", o.document, "Under which name the paper is kept", "NAME");
    text_option(c, "--from", o.from, "Whom it is from", "TEXT");
    text_option(c, "--ref", o.ref, "Their reference", "TEXT");
    text_option(c, "--role", o.role, "In which role it is recorded", "ROLE");
    c.add_flag("--written", o.written, "It came in writing");
    parsed_option<base::Date>(c, "--date", o.date, base::parse_iso_date, "Its date", "YYYY-MM-DD");
  }

  void add_record_referral(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    text_option(c, "--about", o.about, "cme_referral, missing_pupil_checklist, destination_confirmed ...",
                "WORD", true);
    list_option(c, "--criteria", o.criteria, "The criteria that are ticked", "WORD");
    text_option(c, "--ref", o.ref, "The receiver's reference", "TEXT");
  }

  void add_return(CLI::App& c) {
    parsed_option<base::Date>(c, "--back-on", in_.record.expected_return, base::parse_iso_date,
                              "When the pupil is expected back", "YYYY-MM-DD");
  }

  void add_record_call(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    c.add_option("--contact", o.contact, "Who was rung (reference)")->required()->type_name("REF");
    c.add_option("--outcome", o.outcome,
                 "no_answer, left_message, answered_no_reason, reason_given, set_off_for_school, "
                 "international_tone, wrong_number or number_dead")
        ->required()
        ->type_name("OUTCOME");
    c.add_option("--reason", o.reason, "What was said, with reason_given")->type_name("TEXT");
    c.add_option("--note", o.note, "Anything else worth keeping")->type_name("TEXT");
    add_speaker(c);
    add_return(c);
  }

  void add_record_reply(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    c.add_option("--channel", o.channel, "How it came: text, call, email or in_person")
        ->required()
        ->type_name("HOW");
    c.add_option("--text", o.text, "What it said")->required()->type_name("TEXT");
    c.add_option("--contact", o.contact, "Who it was from (reference)")->type_name("REF");
    c.add_flag("--set-off", o.set_off, "It says that the child left for school or is there");
    add_speaker(c);
  }

  void add_record_reason(CLI::App& c) {
    RecordOptions& o = in_.record;
    add_pupil(c, in_);
    c.add_option("--reason", o.reason, "The reason")->required()->type_name("TEXT");
    c.add_option("--contact", o.contact, "Who gave it (reference)")->type_name("REF");
    auto* yes = c.add_flag("--acceptable", o.acceptable, "A person finds the reason acceptable");
    auto* no = c.add_flag("--not-acceptable", o.not_acceptable, "A person does not; needs --rationale");
    yes->excludes(no);
    c.add_option("--rationale", o.rationale, "Why it is not acceptable")->type_name("TEXT");
    text_option(c, "--role", o.role, "In which role it is judged: dsl, attendance_officer ...", "ROLE");
    add_speaker(c);
    add_return(c);
  }

  CLI::App& app_;
  Invocation& in_;
  const MakeCommand& command_;
};

}  // namespace

void add_staff_commands(CLI::App& app, Invocation& in, const MakeCommand& command) {
  StaffCommands(app, in, command).add();
}

}  // namespace firstday::cli
