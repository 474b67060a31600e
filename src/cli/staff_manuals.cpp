#include "cli/manual.h"

namespace firstday::cli {

namespace {

constexpr Manual kStaffManuals[] = {
    {"calls", "Who is to be rung now, in which order, and what to say",
     R"(DESCRIPTION
  Lists the open calls of today whose time has come. Pupils for whom nobody has been reached come
  first; the contacts of a pupil stand in ringing order. --print gives a sheet for paper, with scripts
  and room to write. A contact who may not be told is never on the list.

  Whoever would get a message that was due five minutes ago and has not left is rung instead, whatever
  stopped it: a gateway or an account, a full disk, trial mode, a dispatcher that is not running. Where
  messages are held for a person, at once. The list says why, and whoever gets the message after all is
  gone from it.

  It needs no disk that can be written, nor waits for whoever writes. Where it was only read it says so, and
  when the day was last planned.

EXIT STATUS
  0 shown, be it nobody; others: `firstday --help`.

EXAMPLE
  firstday calls --print)"},
    {"letters", "Which letters go by post today; with --print the batch for the envelopes",
     R"(DESCRIPTION
  Lists the letters whose time has come, and those that cannot go, each with its reason: no good
  address, a confidential one, no template. With --print the day is planned again, and what is still
  wanted becomes one batch: letters.pdf in post order with a bookmark for each letter, a manifest as
  CSV and JSON, and every letter as a PDF of its own. It is handed over to the school's letter
  account; without one it lies in print/ of the data folder. Then each letter is put on record as
  done. One letter, one recipient, one envelope: every letter begins on a front side.

  Doing it twice prints nothing twice, whatever stopped it the first time.

  Each letter is kept as it was printed before it is handed over. --again gives it back, byte for byte,
  when the print folder was emptied long ago; `firstday verify` sees when one was changed or is gone.

EXIT STATUS
  0 done; 1 a letter cannot go, or is to be taken out of the pile; 64 no letter has that
  reference; 69 another process is sending, or the batch could not be handed over (each letter stays due).

EXAMPLE
  firstday letters
  firstday letters --print
  firstday letters --again 5T2Q8XK3RA --pdf letter.pdf)"},
    {"paper", "A card or letter for the door, a visit sheet, or a form about one pupil, as PDF",
     R"(DESCRIPTION
  Without NAME it lists the papers that the pupil's open tasks ask for: before a visit the sheet that the
  staff take along and the card or letter that stays at the door, for a referral its form. With NAME it
  prints that one, filled from the roll and the record; what only a person knows is left to be written.

  A card that anyone at the door may read (calling-card) names no child and no family. A letter that names
  the child (letter-left) is addressed to a parent or carer at the home and goes into an envelope with a
  window. Neither is printed for a home that is confidential or where somebody lives whom a court order
  names, unless the DSL has decided that it may be used. The words of a card or letter are kept as they are,
  with their hash; `firstday record visit --left` says that it was left, by whom and when.

  A form holds everything on record about the pupil and the case: it is for the authority, and for nobody
  else. Its file can be read by you alone.

EXIT STATUS
  0 written or listed; 64 there is no open case or no such paper; 69 it may not go to that home, or the
  file cannot be written; others: `firstday --help`.

EXAMPLE
  firstday paper V900200122001
  firstday paper V900200122001 calling-card --staff "J. Head,P. Staff" --at 11:20
  firstday paper V900200122001 missing-pupil-checklist --to checklist.pdf)"},
    {"record call", "Put a call on record",
     R"(DESCRIPTION
  PUPIL is the reference, the UPN or the full name. Records who was rung and what came of it, takes the
  call off the list, and plans the day again: a reason given withdraws the calls it makes needless. An
  answer without a reason does not.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record call V900200122001 --contact C012 --outcome reason_given --reason "at the dentist" \
    --by "A. Office")"},
    {"record reply", "Put on record what a family said by text, telephone, e-mail or in person",
     R"(DESCRIPTION
  Keeps the words. A reply closes nothing by itself: whether it is a reason, and whether the reason is
  acceptable, is for a person to say with `firstday record reason`. --set-off: it says that the child left for
  school or is there, and the DSL looks for the child within a minute, also when it was said before the register.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record reply V900200122001 --channel text --text "she has a cold" --contact C012 \
    --by "A. Office")"},
    {"record reason", "Put a reason for the absence on record, and whether it is acceptable",
     R"(DESCRIPTION
  Without --acceptable or --not-acceptable the reason is given, and not judged yet. An accepted reason
  ends today's messages and calls; one that is not accepted needs its rationale, and the remaining
  steps go on. Of a child in social care a reason is accepted only by the roles that the policy names (--role
  dsl). Who spoke, how that is known, and whether the child was seen are kept: --spoke-to, --identified, --located.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record reason V900200122001 --reason "has a cold" --acceptable --back-on 2027-03-04 \
    --by "A. Office")"},
    {"record unknown", "Say what became of a message of which nobody knew whether it left",
     R"(DESCRIPTION
  A message is unknown when the gateway's answer was lost: it may or may not have left. It is never sent
  again by itself. Ask the gateway or the family. arrived: it is done. not_arrived: it has failed, and the
  day is planned again, so that the next contact or channel comes due. Kept with who found it out.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record unknown V900200122001 --contact C012 --outcome not_arrived --note "the gateway has no trace" \
    --by "A. Office")"},
    {"review", "Messages, receipts and replies of which nobody knows the end",
     R"(DESCRIPTION
  Oldest first: messages that may or may not have left (unknown; overdue, when the next contact or channel has
  been called for instead), messages that are held, receipts and replies that belong to no message, contact or
  open case of ours (unmatched), receipts that say otherwise than the record (contradicts), what a provider
  sent and nobody can read (unreadable), and what waits for an account that reads nothing (waiting). Each with
  the command that settles it. Nothing goes from here by itself.

EXIT STATUS
  0 nothing waits; 1 something does; others: `firstday --help`.

EXAMPLE
  firstday review)"},
    {"record seen", "Say that a receipt or reply was looked at",
     R"(DESCRIPTION
  For what `firstday review` shows as unmatched, contradicts or unreadable. It stays on record as it came;
  that it was looked at, by whom and what was found out is kept beside it.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record seen 019b0f3c-0000-7000-8000-000000000001/0 --reason "a test of the gateway" --by "A. Office")"},
    {"record opt-in", "Say that a contact who sent STOP wants messages again",
     R"(DESCRIPTION
  Whoever answers a message with nothing but STOP (or STOP ALL, STOPALL, UNSUBSCRIBE, END, CANCEL, QUIT) gets
  no more messages at that number on that channel, whatever an import says. Only this undoes it, and who said
  so is kept. The family is asked for another way to be reached as soon as a STOP comes: see `firstday tasks`.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record opt-in V900200122001 --contact C012 --channel text --reason "asked for it at the gate" \
    --by "A. Office")"},
    {"tasks", "Everything that waits for a person",
     R"(DESCRIPTION
  Calls, visits, letters, decisions, people and agencies to be told, and records to complete, each with
  the rows of the procedure behind it, what is held, and messages of which nobody knows whether they left
  (`firstday record unknown` settles those). --pupil, --kind, --about, --role, --tier, --form, --due and
  --overdue show only some of them.

  What is about no pupil, such as a register, comes first; then the tier most at risk, the youngest, and who
  has not been seen for longest. Below the list stands, for each pupil about whom something is to be decided,
  what our own data says: the marks of 25 school days, when the child was last seen and how long ago, whether
  a weekend or holiday lies between, earlier absences, brothers and sisters today, and which numbers were
  answered or delivered and which failed.

EXIT STATUS
  0 shown, be it nothing; 64 there is no such kind; others: `firstday --help`.

EXAMPLE
  firstday tasks --kind decide --role dsl --due)"},
    {"purge", "Destroy what was kept for the safety of staff on visits that are over",
     R"(DESCRIPTION
  Numbers, car, route and the times at which staff were to ring and be back are for the office while they
  are out. `visits.purge_after_hours` after they came back (where nobody recorded that, after the end of the
  day) these details are destroyed: by each tick for cases that are open or were closed within a week, by
  this command in the whole record. That they left and came back, who and when, stays. The record verifies
  as before, and says of which event something was destroyed. Backups that were made before still have it.

EXIT STATUS
  0 done, be it nothing; others: `firstday --help`.

EXAMPLE
  firstday purge)"},
    {"record-block", "A pupil's day as it goes into SIMS, CPOMS or Integris",
     R"(DESCRIPTION
  What was done for the pupil on the day, a line each, in order: calls, messages and what became of them,
  letters, visits, what the family said, decisions with their reasons, who was told; with times and the
  names of staff. None of these systems takes such a file by itself, so --format paste gives the text to
  paste: for SIMS a short comment for the mark and the note beside it, for CPOMS an incident with category
  and linked pupils, for Integris a note. --format csv gives one line an act: date, time, upn, name,
  category, sub_category, text, actor, linked_pupils, alerted, action; no cell is taken for a formula.
  Without --system it is the system of the day's record task, else the first of the policy's record_to.

  In SIMS and Integris, which most staff can read, stands that a concern was raised; the concern itself
  stands only in CPOMS. Of staff on a visit stands that they left and came back, and nothing else.

  Printing it ticks nothing. The record task stays open until a person ticks it:
  `firstday record task PUPIL --kind record --role sims`. What is done after that is marked + here, and
  while the case is open it is a new record task, with the same day.

EXIT STATUS
  0 printed; 64 no such pupil or system; 69 the file cannot be written; others: `firstday --help`.

EXAMPLE
  firstday record-block V900200122001 2027-03-02 --format csv --file day.csv)"},
    {"decide", "Put a decision on record: the answer to a question that a procedure asks",
     R"(DESCRIPTION
  `firstday tasks --kind decide` shows the open questions. The answer is kept with who gave it, in which
  role and why, the question is done, and the day is planned again. Refused are an answer by a role that
  is not asked (the DSL and the head may answer every question), one that is none of the question's, and
  one without its rationale where the procedure wants it. Who accepts a reason of a child in social care the
  policy says (accepts_reason; the DSL where it says nothing). Nothing is ever decided by the program.

  A gate (submit_cme_referral, remove_from_roll ...) is passed without its evidence by the role that the
  policy names, with --answer override and a rationale.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday decide V900200122001 --about believe_holiday --role attendance_officer --answer yes \
    --rationale "an overseas tone on two days"  --by "A. Officer")"},
    {"close", "End a case by hand",
     R"(DESCRIPTION
  A case ends by itself when the child is back in the register. Closed by hand it stays closed for the day;
  whatever has not left is withdrawn. As off_roll it can be closed only when the gate remove_from_roll is
  open; what is missing is said. The program removes nobody from a roll. Refused while staff are out on a
  visit about the child.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday close V900200122001 --how located --role dsl --by "A. Office")"},
    {"record visit", "Put a visit to the family on record",
     R"(DESCRIPTION
  The open visits are done, unless the outcome is not_made; what follows from the outcome is due at once.
  Fewer staff than the procedure wants are refused. A reason that was given at the door counts as given.
  Brothers and sisters at one address have one visit: --also names those for whom it is true too, each case
  has its own copy, and for a child who is not named the visit stays open.
  --left names a card or letter that `firstday paper` printed and that stayed at the door: its exact words
  stand on record once more, with who left it and when, and the task to leave it is done.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record visit V900200122001 --outcome no_answer --staff "J. Head,P. Staff" --time 11:20 \
    --left calling-card --by "A. Office")"},
    {"record out", "Staff go on a visit, ring, stay longer, come back, or are in danger",
     R"(DESCRIPTION
  left needs --return-by, and --check-in where they are to ring before; extended needs the new
  --return-by. Who is not back by then is a call to the police, within a minute; who has not rung is rung.
  code-word says that they used the word agreed for danger; the word itself is kept nowhere.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record out V900200122001 --event left --staff "J. Head,P. Staff" --check-in 11:45 \
    --return-by 12:15 --by "A. Office")"},
    {"record task", "Tick a task: somebody was told or asked, a letter was handed over, a record completed",
     R"(DESCRIPTION
  Ticks the pupil's open tasks of the kind whose time has come, only those with --about and --role where
  given. Decisions, visits, referrals and forms have commands of their own. Of a task for several children,
  such as one request to the police, --also names those it was done for too.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record task V900200122001 --kind notify --role police --text "reference 1234" \
    --by "A. Office")"},
    {"record flag", "Raise a concern about a pupil, at any time",
     R"(DESCRIPTION
  Whatever the policy asks for when a member of staff is concerned is due at once, on whatever day. A concern
  named as a tag of the policy (child_protection ...) puts the child into that class at once.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record flag V900200122001 --about risk_of_harm --text "a bruise" --role teacher \
    --by "A. Office")"},
    {"record fact", "Put on record what is so: a destination, home education, the authority's notice",
     R"(DESCRIPTION
  Gates and steps look at some words: destination, destination_confirmed, on_roll_there, home_education,
  still_in_la, la_notice, new_information. With --written or --document it is written evidence. --value no
  takes back what was said before. new_information about a child who has left the roll goes to whoever had
  the case at the authority.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record fact V900200122001 --about destination --value "Leeds" --from "the mother" --written \
    --by "A. Office")"},
    {"record referral", "Put a referral, checklist or form on record that was handed in",
     R"(DESCRIPTION
  Refused while the gate before it is closed (what is missing is said), and without a criterion where the
  procedure wants one ticked.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record referral V900200122001 --about missing_pupil_checklist --criteria ceased_to_attend \
    --by "A. Office")"},
    {"record note", "Keep what is worth keeping about a pupil",
     R"(DESCRIPTION
  A note stands in the chronology, and nothing follows from it.

EXIT STATUS
  0 recorded; 64 refused, and nothing is changed: what is wrong is said; others: `firstday --help`.

EXAMPLE
  firstday record note V900200122001 --text "the mother works nights" --by "A. Office")"},
};

}  // namespace

std::span<const Manual> staff_manuals() {
  return kStaffManuals;
}

}  // namespace firstday::cli
