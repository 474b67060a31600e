#include "cli/manual.h"

#include <vector>

#include "base/check.h"

namespace firstday::cli {

namespace {

/// Of the commands that the day runs by, and of those that look.
constexpr Manual kDayManuals[] = {
    {"init", "Write a configuration for a school, and make its data folder",
     R"(DESCRIPTION
  Writes firstday.yaml and schools/URN.yaml into the configuration folder, with a comment on every
  line that a school has to look at, and makes the data folder with its keys. A file that is there is
  never overwritten. Messages go to the sandbox until an account is entered.

EXIT STATUS
  0 written; 64 the URN is none; 69 a file cannot be written; others: `firstday --help`.

EXAMPLE
  firstday --config ./our-school init --urn 900001 --name "Hazel Road Primary School" --phone "01632 960000")"},
    {"import roll", "Read pupils and contacts, show what would change, and change it",
     R"(DESCRIPTION
  Reads pupils.csv, contacts.csv, professionals.csv and siblings_elsewhere.csv from a folder; a file
  that is missing leaves that part as it is. What would be added, changed or removed is shown first,
  with names, numbers and old and new values, so that whoever confirms sees what is confirmed; of a
  first import only the counts and a few. --json has every change as field, old and new. Without
  --yes the question is put on the terminal. A school's roll is changed as a whole or not at all. A
  line with a mistake costs that line: it is named, and the rest is read.

  Removing or barring a contact withdraws what is queued for that contact. A contact who was removed
  and stands in a later file again is left out, and said so, until --readmit is given: under the same
  reference, or under another with the same number, e-mail address or name for the same pupil. Of the
  removed only keyed hashes are kept.

FILES
  config/README.md lists the columns. --profile names a ready mapping for another system's export
  (sims, arbor, bromcom); --map FILE is one of your own, as that page describes.

  A file that would take away a large part of the roll is refused, as it looks cut short;
  --allow-partial takes it all the same.

EXIT STATUS
  0 done; 1 done, but lines were left out, contacts held back, a pupil has no contact, or a file has only
  headings; 65 nothing could be read.

EXAMPLE
  firstday import roll --from exports --yes
  firstday --school 900001 import roll --from exports/sims --profile sims)"},
    {"import marks", "Read the register",
     R"(DESCRIPTION
  Reads attendance marks: one line for each pupil, date and session. A mark that differs from the one
  on record replaces it, and the change is kept. No mark (blank, - or ?) is neither present nor
  absent, and never texts anybody.

EXIT STATUS
  0 done; 1 done, but lines were left out; 65 nothing could be read.

EXAMPLE
  firstday import marks --from exports/marks.csv)"},
    {"plan", "Show who would be told what today; sends nothing",
     R"(DESCRIPTION
  Prints every job that is due today and everything withheld, each with the rule behind it. Nothing
  is queued, sent or recorded.

EXIT STATUS
  0 shown; 1 a form is without marks, or messages would be held for a person; others: `firstday --help`.

EXAMPLE
  firstday --json plan)"},
    {"run", "The automatic run of a morning: plan, hold, read marks again, send, report",
     R"(DESCRIPTION
  Plans the day, waits for the school's hold so that staff can look and put reasons in, reads the
  marks again, sends what is still wanted, and prints a summary. The summary begins with the pupils
  for whom nobody was reached and the forms without marks. Running again sends nothing twice.

  Marks are taken from the school's drop folder, where there is one, and from --marks FILE: before the
  plan and again after the hold. When the register looks wrong, messages are held for a person; see
  `firstday release`.

  Ctrl-C during the hold ends the run before anything leaves; during sending it finishes what is on
  the wire, records it and ends.

  With --now the clock is a simulated one and jumps over the hold. It is refused with an account that
  reaches real people.

EXIT STATUS
  0 done; 1 done, and a person must look at something; 69 another process is sending, or the
  database cannot be reached; 78 the configuration is wrong.

EXAMPLE
  firstday run --marks exports/marks.csv
  firstday --config config/sample --now "2027-03-02 09:35" run)"},
    {"log", "Every message, and what became of it",
     R"(DESCRIPTION
  One line for each message and recipient, in order of time. Sent is not delivered, and delivered is
  not read: the state says which. --pupil and --contact take names too, --state also the words that the log
  shows; a pupil or contact of whom nothing is known is refused. --csv gives a file for a spreadsheet,
  --json one object per line; the words of each message stand in any of them only with --text.

EXIT STATUS
  0 shown, be it nothing; 64 there is no such kind or state; others: `firstday --help`.

EXAMPLE
  firstday log --from 2027-03-02 --state unknown)"},
    {"chronology", "Everything that happened about one pupil, in order",
     R"(DESCRIPTION
  PUPIL is the reference, the UPN or the full name. Prints each event with time, actor, recipient, the
  number used and the result, and whether the record is unbroken since it was written.

  Without --for it is the school's own, and not for handing out. --for authority is what a referral has
  attached; --for social-care leaves out what was only planned and how messages travelled; --for parent
  CONTACT is one parent's own part: what was sent to that parent and said by them, the marks, that the
  school called at the door. What each leaves out, and why, stands at its top; what nobody has allowed is
  left out. From a parent's copy names, numbers and addresses of others are also taken out of people's own
  words, as far as the roll knows them. A person reads it before it is handed out: no program knows whom
  "her new partner" means. Nothing is printed for a contact whom a court order bars. Each that is made with
  --for is on record: when, by whom (--by), for whom, and how many rows are in it and left out.

EXIT STATUS
  0 shown; 1 shown, but the record is broken; 64 no pupil, or several, by that name, or nobody to whom it may
  be given; others: `firstday --help`.

EXAMPLES
  firstday chronology "Isla Fairbrother"
  firstday chronology V900200122001 --for authority --format markdown
  firstday chronology V900200122001 --for parent C012)"},
    {"explain", "Say which rule led to each job, or to none, for one pupil today",
     R"(DESCRIPTION
  PUPIL is the reference, the UPN or the full name. Plans the day as it stands, without doing
  anything, and says in words what is due, what it waits for and what was withheld.

EXIT STATUS
  0 shown; 64 no pupil, or several, by that name; others: `firstday --help`.

EXAMPLE
  firstday explain "Isla Fairbrother")"},
    {"check", "Everything that is wrong in configuration, templates and policies, at once",
     R"(DESCRIPTION
  Reads the whole configuration and names each mistake with file and line. Where a roll is on record,
  closures of years and forms that nobody on it is in are named too; nothing is changed or sent. With
  --schema it prints the JSON Schema of policy files for an editor, and reads nothing.

EXIT STATUS
  0 nothing is wrong, or notes only; 1 warnings; 78 something is wrong.

EXAMPLE
  firstday --config our-school check)"},
    {"preview", "Show a template with its sample data, as it would leave",
     R"(DESCRIPTION
  TEMPLATE is the name of a folder in templates; without it every template is shown. For a text the
  parts it costs are counted. A letter, card, visit sheet or form may be written into a file as it
  would be printed: --pdf, or --png for a picture of its first page.

EXIT STATUS
  0 shown; 64 there is no such template; 78 a template is wrong; others: `firstday --help`.

EXAMPLE
  firstday preview absence --language cy
  firstday preview concern --pdf concern.pdf)"},
    {"template list", "The templates, by language, and which of them families may get",
     R"(DESCRIPTION
  English is what every translation is made from. A translation is sent once a named person has read
  it; until then, and again after its words were changed, families get English. The last column says
  who read it, and when.

EXIT STATUS
  0 shown; 64 there is no template in that language; 78 a template is wrong; others: `firstday --help`.

EXAMPLE
  firstday template list --language pl)"},
    {"template review", "Put on file that somebody has read a translation and found it right",
     R"(DESCRIPTION
  Shows the English words and the translation, each with its sample, and writes the name given with
  --by, the day and a fingerprint of the words into the template. A template that ships is copied into
  the configuration folder first, so a later version of the program changes no word that was read. From
  then on families whose language it is get it. Once the words are changed, the review has lapsed.

  Whoever gives their name speaks the language and has read every word. A program cannot see that.

EXIT STATUS
  0 written; 64 there is no such translation, or no name; 69 the file cannot be written; 78 a template
  is wrong.

EXAMPLE
  firstday template review absence --language pl --by "Ewa Example")"},
    {"verify", "Check that the record is whole and unchanged",
     R"(DESCRIPTION
  Computes the chain of every event again, school by school. An edited, removed or inserted event
  shows as a break, with its number.

EXIT STATUS
  0 whole; 1 broken.

EXAMPLE
  firstday --school 900001 verify)"},
    {"simulate", "Play a case day by day, with given outcomes, and send nothing",
     R"(DESCRIPTION
  --scenario plays a file (config/scenarios.md says what may stand in it) with the real core and the real
  functions on a store in memory, and shows each thing that is due, still open, refused or withheld on a
  day. With --json one object a line. Mistakes in the file are named with line and column.

  --policy plays a made-up case: one pupil, absent from Monday 11 January 2027, two parents, a grandmother
  for emergencies, a key worker and a social worker. --outcome says what things end with, as the file's
  `defaults` do: text=none, call=no_answer, visit=child_seen, decide=yes ...

  Reads the policies that ship and those in the configuration folder; needs neither settings nor data.

EXAMPLES
  firstday simulate --scenario case.yaml --json
  firstday simulate --policy essex-first-day-calling --tier social_care --days 1-20 \
    --outcome text=none --outcome call=no_answer --format markdown

EXIT STATUS
  0 played; 65 the file has mistakes.)"},
    {"hold", "Let today's automatic messages wait",
     R"(DESCRIPTION
  Texts, e-mails and voice calls of today are held, those that later plans add as well, until
  `firstday release`. The families are on the call list meanwhile. Who held them and why is kept.

  With --quarantine nothing of any school or day is sent until `firstday release --quarantine`: for a
  machine that was put back to an earlier state, whose record may not know what has left (`firstday restore
  --help`).

EXIT STATUS
  0 held, be it nothing yet; 64 without a reason; others: `firstday --help`.

EXAMPLE
  firstday hold --reason "the trip of 6A is not in the register yet" --by "A. Office")"},
    {"release", "Let messages go that wait for a person",
     R"(DESCRIPTION
  Messages are held when somebody says so (`firstday hold`), and by the brake when the register looks
  wrong: nothing of today has come in, the marks file was of another day, a form is missing from it, or
  many more pupils than usual would be absent. `firstday run` says which. This lets them go; they leave
  with the next run or tick, and only within their own time. It covers what was found until now: another
  form that is missing later, or a crowd that has grown by more than a tenth, is held again. A register
  that is mended lifts the brake by itself.

  While the installation is in quarantine (`firstday restore --help` says when) this lets nothing leave. With
  --quarantine --reason the quarantine itself is ended, for all schools; who did it and why is kept.

EXIT STATUS
  0 released, be it nothing; 64 there is no quarantine to end; others: `firstday --help`.

EXAMPLES
  firstday release --by "A. Office"
  firstday release --quarantine --by "A. Head" --reason "the provider's list shows nothing since the backup")"},
    {"withdraw", "Take held messages back: they are not to leave today",
     R"(DESCRIPTION
  For messages that a wrong register made and that `firstday hold` or the brake has stopped. They are
  withdrawn for good, also where a later plan of today would want them; who did it and why is kept. The
  calls of the day stay on the call list. Where the register can be mended, mend it instead: then only
  what was wrong goes.

EXIT STATUS
  0 withdrawn, be it nothing; 64 without a reason; others: `firstday --help`.

EXAMPLE
  firstday withdraw --reason "the file was last week's" --by "A. Office")"},
    {"tick", "One turn of the day's clock: plan again as things stand, and send what is due",
     R"(DESCRIPTION
  What a service calls each minute. Doing it twice changes nothing. A late tick makes up letters,
  visits and referrals; a text whose time has passed stays unsent. A text leaves only after the
  school's hold, counted from the tick that planned it. What keeps messages back is said before anything
  else.

EXIT STATUS
  0 done; 1 a send failed or is unknown, a message is late, or sending stopped; 69 another process is sending.

EXAMPLE
  firstday tick)"},
    {"serve", "Stay, send through the day, and take receipts and replies",
     R"(DESCRIPTION
  What `firstday tick` does each minute, in one process that stays: it plans again each minute and whenever a
  message falls due, and sends. Provider accounts that were stopped stay stopped until it is started again.
  Commands work beside it; `run` and `tick` say that it has the right to send. With `--now` the clock starts
  there and goes on from there.

  It listens on serve.listen (config/README.md), by default on this machine only, and speaks no TLS: a reverse
  proxy in front does, and passes on nothing but /receipts/ and /replies/.
    GET /health    200 while the process lives
    GET /ready     200, or 503 with the reason in words: the store takes nothing, another process sends, the
                   loop has not come round for three minutes, the service is ending
    GET /metrics   numbers for Prometheus; no names
    /receipts/SCHOOL/ACCOUNT[/TOKEN], /replies/SCHOOL/ACCOUNT[/TOKEN]   what a provider posts

  On a full or failing disk nothing new is sent, what is posted is answered with 503, and both go on by
  themselves when it is well again. SIGTERM or SIGINT: nothing new starts, what is on the wire is waited for and
  recorded, and the process ends; a second signal ends it at once.

EXIT STATUS
  0 ended by a signal; 69 the address is taken; 78 it is none; others: `firstday --help`.

EXAMPLE
  firstday serve --listen 127.0.0.1:8470)"},
};

std::vector<Manual> all_manuals() {
  std::vector<Manual> all(std::begin(kDayManuals), std::end(kDayManuals));
  const std::span<const Manual> staff = staff_manuals();
  all.insert(all.end(), staff.begin(), staff.end());
  const std::span<const Manual> keeper = keeper_manuals();
  all.insert(all.end(), keeper.begin(), keeper.end());
  return all;
}

}  // namespace

std::span<const Manual> manuals() {
  static const std::vector<Manual> kAll = all_manuals();
  return kAll;
}

const Manual& manual_for(std::string_view command) {
  for (const Manual& m : manuals())
    if (m.command == command) return m;
  FIRSTDAY_CHECK(false, "every command has a manual");
}

std::string_view exit_codes() {
  return R"(EXIT STATUS
  0   done
  1   done, and there is something a person must look at
  64  the command line is wrong
  65  a file that was given is wrong
  69  a provider or the database cannot be reached, or another process is at work
  78  the configuration is wrong; for a wrong account alone only check ends so

`firstday COMMAND --help` is the manual of a command.)";
}

}  // namespace firstday::cli
