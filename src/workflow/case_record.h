// What else is put on record about a case: concerns, evidence, referrals, results, and its end.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workflow/record.h"

namespace firstday::workflow {

/// A member of staff raises a concern (000-02, 002-12); what follows is due at once, on any day.
struct FlagRecord {
  std::string pupil;
  std::string about;
  std::string role = {};
  base::Personal text = {};
};
base::Result<Recorded> raise_flag(House& house, const roll::Urn& only, const FlagRecord& flag);

/// Something that is so, or was said to be: evidence for a gate among it. `about` is one of the words that
/// policies look at (destination, home_education, la_notice ...) or any other.
struct FactRecord {
  std::string pupil;
  std::string about;
  base::Personal value = {};  ///< empty: simply so; "no": not so, whatever was said before
  base::Personal text = {};
  std::string document = {};  ///< a name under which the paper is kept; makes it written evidence
  std::optional<base::Date> date = {};
  std::string ref = {};
  base::Personal from = {};
  bool written = false;
  std::string role = {};
};
base::Result<Recorded> record_fact(House& house, const roll::Urn& only, const FactRecord& fact);

/// Worth keeping, and followed by nothing.
base::Result<Recorded> add_note(House& house, const roll::Urn& only, const std::string& pupil,
                                const base::Personal& text);

/// A referral, checklist or form that was handed in.
struct SubmissionRecord {
  std::string pupil;
  std::string about;  ///< cme_referral, missing_pupil_checklist, destination_confirmed ...
  std::string ref = {};
  std::vector<std::string> criteria = {};
};
/// The open task about it is done. kUsage while the gate before it is closed (what is missing is said), or
/// without a criterion where the procedure wants one ticked, or with one that it does not know.
base::Result<Recorded> record_submission(House& house, const roll::Urn& only, const SubmissionRecord& s);

/// A task that staff have done: somebody was told or asked, work was set, a record was completed.
struct TaskResult {
  std::string pupil;
  std::vector<job::Kind> kinds;  ///< which tasks; empty: all that are no decision, visit, referral or form
  std::string about = {};        ///< only these; empty: all
  std::string role = {};         ///< only those for this role; empty: all
  std::string outcome = "done";  ///< steps may follow from it (on_outcome)
  base::Personal text = {};      ///< what was said
  std::vector<std::string> also = {};  ///< of a task for several children: those it was done for too
};
/// kUsage when no such task is open and due.
base::Result<Recorded> finish_task(House& house, const roll::Urn& only, const TaskResult& result);

/// Whether a gated action may be taken now, and what is missing. Takes nothing, and plans nothing. kUsage
/// when the policy knows no such gate: then nothing says that the action may be taken.
base::Result<job::GateState> ask_gate(const House& house, const roll::Urn& only, const std::string& pupil,
                                      const std::string& action);

/// A person ends a case.
struct CloseRecord {
  std::string pupil;
  std::string how;  ///< returned, located, home_education, off_roll ...: small letters and _
  std::string role = {};
  std::string ref = {};
};
/// Whatever has not left is withdrawn. kUsage when it is closed as off roll while the gate remove_from_roll
/// is closed, or the policy has none.
base::Result<Recorded> close_case(House& house, const roll::Urn& only, const CloseRecord& close);

}  // namespace firstday::workflow
