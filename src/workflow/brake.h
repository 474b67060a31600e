// The batch of a day that waits for a person: held by the brake (escalation/house_rules.h) or by somebody,
// until somebody releases it or the register is mended.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "workflow/house.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

/// Puts a plan into the queue and brings the hold in line with it: while the batch has a reason to brake that
/// nobody has released today, a marks file of another day was given last, somebody holds the day, or the
/// installation is in quarantine,
/// everything of the day that leaves by itself is held; otherwise what was held so is let go. Takes from
/// `batch.brake` what a person has released (escalation::is_covered), and adds what else it is held for.
base::Result<ports::Enqueued> put_into_queue(House& house, const config::SchoolSettings& school,
                                             job::Batch& batch);

/// What one call did for one school.
struct BatchChange {
  roll::Urn school;
  int jobs = 0;  ///< messages held, let go or withdrawn
};

/// Today's automatic messages wait from now on, those of later plans too, until release_batch(). kUsage
/// without a reason.
base::Result<std::vector<BatchChange>> hold_batch(House& house, const roll::Urn& only,
                                                  const std::string& reason);

/// Lets today's held messages go; they leave with the next run or tick. It covers what the brake has found
/// until now, and nothing that it finds later.
base::Result<std::vector<BatchChange>> release_batch(House& house, const roll::Urn& only);

/// Takes today's held messages back for good: a later plan does not want them again. The calls stay on the
/// call list. kUsage without a reason.
base::Result<std::vector<BatchChange>> withdraw_batch(House& house, const roll::Urn& only,
                                                      const std::string& reason);

/// Tells of a marks file that came in for a morning's run: one without a mark of today holds the day, until
/// one with such a mark comes or a person releases it. `days`: of the marks that were read. Nothing on a day
/// without school.
base::Status note_marks_file(House& house, const config::SchoolSettings& school, const std::string& file,
                             const std::set<base::Date>& days);

/// Tells that the marks file of a morning's run could not be read: it holds the day of every school of
/// `only` as a file of another day does. What a person has let pass today is not held again.
base::Status note_unread_marks_file(House& house, const roll::Urn& only, const std::string& file);

/// The installation is in quarantine (workflow/quarantine.h); only release_quarantine() ends that.
bool is_quarantine(const job::BrakeReason& reason);

/// A person holds the day; only release_batch() ends that.
bool is_by_a_person(const job::BrakeReason& reason);

/// It was held with its batch, by the brake or by somebody, and not for a reason of its own.
bool is_held_for_a_person(const ports::JobRow& row);

/// Today's automatic messages of this school that wait for a person, by key; in quarantine all that are
/// queued wait so too.
base::Result<std::vector<ports::JobRow>> held_messages(const House& house, const roll::Urn& school,
                                                       base::Date day);

}  // namespace firstday::workflow
