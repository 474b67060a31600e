// The automatic run of a morning: plan, hold, read the marks again, send, and say what happened.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "chronology/review.h"
#include "dispatch/dispatcher.h"
#include "workflow/drop_folder.h"
#include "workflow/house.h"
#include "workflow/late_messages.h"
#include "workflow/plan_day.h"
#include "workflow/receipts.h"

namespace firstday::workflow {

struct RunRequest {
  roll::Urn only;                            ///< empty: every school
  std::optional<std::chrono::minutes> hold;  ///< instead of each school's own
  /// Called after the hold, before anything leaves: brings in marks that changed meanwhile. An error ends
  /// the run; a file that cannot be read is none, but a reason to hold (note_unread_marks_file()).
  std::function<base::Status()> reread_marks;
  std::function<bool()> stopping;  ///< true once somebody asked the run to end
};

/// What a run did for one school.
struct SchoolRun {
  roll::Urn school;
  std::string name;
  job::Batch batch;            ///< the plan that was carried out
  ports::Enqueued planned;     ///< first plan
  ports::Enqueued after_hold;  ///< second plan: what changed during the hold
  dispatch::Summary sent;
  chronology::Review review;
  std::vector<roll::PupilRef> left_roll;  ///< pupils who left the roll while their absence was open
  roll::Roll roll;                        ///< for names on the office's screen
  std::vector<DroppedFile> dropped;       ///< marks files that were taken from the drop folder
  size_t held = 0;                        ///< messages of today that wait for a person, at the end
  NotSent not_sent;                       ///< was due, and has not left when the run ends
  CameIn came;                            ///< what providers and families said before the last sending
  size_t waiting = 0;                     ///< ... that wait for their time, which a later run or tick sees
  base::Instant waiting_until{};          ///< when the first of them falls due
  bool school_day = true;                 ///< false: nothing was planned or sent
  bool stopped = false;                   ///< ended during the hold: nothing left
};

struct RunReport {
  base::Date day{};
  std::vector<SchoolRun> schools;
  ports::Recovered recovered;  ///< from an earlier run that ended badly

  /// True when a person must look: somebody reached by nobody, a failed or unknown send, one that was due and
  /// has not left, a form without marks, a case under another policy than its own, a stop. Exit code 1.
  bool needs_attention() const;
};

enum class RunStep { kPlanned, kHolding, kSending, kFinished };

/// For a terminal: called as the run moves on.
struct RunProgress {
  RunStep step = RunStep::kPlanned;
  const config::SchoolSettings* school = nullptr;
  base::Instant until{};                        ///< kHolding: the end of the hold
  const dispatch::Progress* sending = nullptr;  ///< kSending
};
using OnProgress = std::function<void(const RunProgress&)>;

/// Takes the right to dispatch for the whole run; kConflict when another process has it. Running
/// again on the same day sends nothing twice (invariant 2).
base::Result<RunReport> run_day(House& house, const RunRequest& request, const OnProgress& progress);

}  // namespace firstday::workflow
