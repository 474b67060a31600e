// From a letter job to the letter, or to the reason why it cannot go. Private to workflow.
#pragma once

#include <optional>

#include "letters/batch.h"
#include "workflow/letters.h"
#include "workflow/plan_day.h"

namespace firstday::workflow {

class LetterMaker {
 public:
  LetterMaker(const House& house, const config::SchoolSettings& school, DayInputs inputs);

  /// The school's letters that are with staff and whose time has come.
  base::Result<std::vector<ports::JobRow>> due() const;
  LetterRow row_of(const job::Job& job) const;
  /// The letter; kConflict or kConfiguration, in words without personal data, where it cannot go.
  base::Result<letters::Letter> make(const job::Job& job, const LetterRow& row) const;

  letters::BatchHead head_for(const std::vector<letters::Letter>& letters) const;

 private:
  base::Status address_may_be_used(const job::Job& job, const roll::Contact& contact) const;

  const House& house_;
  const config::SchoolSettings& school_;
  DayInputs inputs_;
  base::Instant now_;
  base::Date today_;
};

/// The rows of a batch filled from its manifest, in its order; the others carry their reason.
LetterBatch put_together(const letters::Batch& batch, const std::vector<LetterRow>& rows);

}  // namespace firstday::workflow
