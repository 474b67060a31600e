// The events that the verbs of the queue and the school store leave in the record. The names of the
// details are those that chronology/facts.cpp reads; EVENTS.md lists them all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chronology/event.h"
#include "job/job.h"
#include "job/state.h"
#include "ports/job_queue.h"
#include "ports/letter_archive.h"
#include "ports/receipt_inbox.h"
#include "roll/mark.h"
#include "store/queue_rules.h"

namespace firstday::store {

/// Whom an event of a job is about: one of its subjects.
struct About {
  roll::Urn school;
  job::JobId job;
  roll::ContactRef contact;
  roll::PupilRef pupil;
  job::CaseId case_id;
};
About about(const job::Job& job, const job::Subject& subject);

/// When, and by whom.
struct Doing {
  base::Instant at{};
  std::string actor = chronology::Event{}.actor;
};

chronology::Event case_opened(const roll::Urn& school, const job::CaseOpened& opened, const Doing& doing);
chronology::Event case_closed(const roll::Urn& school, const job::CaseClosed& closed, const Doing& doing);
chronology::Event withheld(const roll::Urn& school, base::Date day, const job::Withheld& row,
                           const Doing& doing);
chronology::Event job_planned(const job::Job& job, const job::Subject& subject, const Doing& doing);

/// Withdrawn, held, released, expired, done, closed, or a receipt: `type` with the job's new state.
/// `how` is the job event's own word.
chronology::Event job_changed(chronology::Type type, const About& about, job::State state, job::Event how,
                              std::string_view reason, const Doing& doing);

/// One subject taken back from its job. `for_good: yes` where it stays taken back.
chronology::Event subject_withdrawn(const About& about, SubjectState as, std::string_view reason,
                                    const Doing& doing);

chronology::Event attempt_started(const About& about, const ports::AttemptStart& start, int number);
/// `state` is the job's new state; nothing where the job was left as it is (an old fence).
chronology::Event attempt_finished(const About& about, const ports::AttemptFinish& finish,
                                   std::optional<job::State> state);

/// A status that is new of the attempt. `how` and `state` where it moved the job.
chronology::Event receipt_came(const About& about, const ports::Matched& word, const job::Settled& settled,
                               const Doing& doing);
/// One of the children whom a reply is about.
chronology::Event reply_came(const ports::Concerned& about, const ports::Matched& word, const Doing& doing);
/// Of one of the children, or, where the sender is nobody's contact, of none.
chronology::Event opted_out(const ports::Concerned& about, const ports::Matched& word, const Doing& doing);
chronology::Event unknown_overdue(const About& about, const Doing& doing);
chronology::Event word_seen(const ports::Seen& seen, const ports::OpenWord& word);

/// About to be handed over, and kept as it is (ports/letter_archive.h).
chronology::Event letter_made(const ports::PrintedLetter& letter, const job::Subject& subject,
                              const Doing& doing);

chronology::Event mark_changed(const roll::Urn& school, const roll::Mark& mark, const roll::Code& from,
                               const Doing& doing);
struct MarkCounts {
  int added = 0;    ///< sessions that had no mark before
  int changed = 0;  ///< sessions whose code is another now
  int same = 0;
};
chronology::Event marks_imported(const roll::Urn& school, const MarkCounts& counts, const Doing& doing);

}  // namespace firstday::store
