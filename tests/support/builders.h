// Made-up schools, pupils and jobs for tests: each builder gives a whole, valid thing; a test sets
// only what it is about. Numbers are from Ofcom's drama ranges, addresses from example.org.
#pragma once

#include <string>
#include <vector>

#include "chronology/event.h"
#include "job/job.h"
#include "job/message.h"
#include "ports/job_queue.h"
#include "roll/contact.h"
#include "roll/pupil.h"
#include "roll/roll.h"
#include "roll/school.h"

namespace firstday::support {

roll::Urn hazel_road();    ///< 100001
roll::Urn other_school();  ///< 100002
base::Date school_day();   ///< Tuesday 12 January 2027
/// London time of school_day(): at(9, 35).
base::Instant at(int hour, int minute = 0);

roll::Pupil pupil(const std::string& ref);
/// A parent with responsibility, a mobile, an e-mail address and a postal address.
roll::Contact contact(const std::string& pupil, const std::string& ref, int priority = 1);
roll::School school();
/// `pupils` pupils P000000 ..., each with `contacts_each` contacts; sorted.
roll::Roll roll_of(int pupils, int contacts_each = 2);

/// A subject whose case is "<pupil>/2027-01-12".
job::Subject subject(const std::string& pupil);
/// A text of school_day() to `contact` about these pupils, due at 09:35, gone at 12:00; keys are set.
job::Job text_job(const std::vector<std::string>& pupils, const std::string& contact);
/// A task for a role on school_day(), about one pupil.
job::Job staff_job(const std::string& pupil, const std::string& role, job::Kind kind = job::Kind::kTask);
/// Sets the keys of every subject and of the job again, after a test changed what they are made of.
job::Job with_keys(job::Job job);

/// A batch of school_day(), planned at 09:35, that opens the case of every subject.
job::Batch batch(std::vector<job::Job> jobs);

/// T1 of a leased job, with one claim per subject ("claim/<pupil>/<contact>").
ports::AttemptStart start_of(const ports::Leased& leased, base::Instant now,
                             const std::string& provider = "sandbox");
/// T2 of that attempt.
ports::AttemptFinish finish_of(const ports::AttemptStart& start, job::OutcomeKind outcome, job::Event event,
                               base::Instant now);

chronology::Event note(const std::string& pupil, base::Instant at, const std::string& text);

}  // namespace firstday::support
