// Today's letters: which are due, which cannot go and why, and the batch that is handed over for printing.
#pragma once

#include <string>
#include <vector>

#include "workflow/house.h"

namespace firstday::workflow {

/// One letter to one recipient. Names are for the office's own screen.
struct LetterRow {
  roll::Urn school;
  job::JobId job;
  std::string reference;  ///< printed on the letter; the same for this job for ever
  roll::PupilRef pupil;
  roll::ContactRef contact;
  base::Personal pupil_name;
  base::Personal recipient;
  std::string template_name;
  std::string language;           ///< of the template that is used, which need not be the recipient's
  std::vector<std::string> rows;  ///< domain.md row ids
  int number = 0;                 ///< its place in the pile, from 1; 0: not typeset
  int pages = 0;
  std::string sha256;   ///< of the letter alone
  std::string why_not;  ///< a letter that cannot go, in words: it stays a task
};

struct LetterBatch {
  roll::Urn school;
  std::string id;                      ///< empty: there was nothing to hand over
  std::string place;                   ///< where the batch lies
  std::vector<LetterRow> letters;      ///< in post order
  std::vector<LetterRow> not_printed;  ///< each with its reason
  /// Handed over by an earlier run that was stopped before it could say so; on record now, and in no batch
  /// twice.
  std::vector<LetterRow> from_before;
  bool held = false;  ///< today's messages wait for a person, and so do the letters
  std::vector<LetterRow>
      withdrawn_since;  ///< withdrawn while the batch was made: to be taken out of the pile

  bool needs_attention() const { return held || !not_printed.empty() || !withdrawn_since.empty(); }
};

/// The letters that are with staff and whose time has come, as they would be printed now. Writes nothing,
/// hands nothing over, and does not ask whether an earlier run did.
base::Result<std::vector<LetterBatch>> letters_due(const House& house, const roll::Urn& only);

/// The PDF of a letter as it was handed over, by the reference printed on it. kUsage, in words, where no
/// school among the chosen ones has one of that reference.
base::Result<base::Personal> letter_again(const House& house, const roll::Urn& only,
                                          const std::string& reference);

/// Plans again, typesets what is due, keeps each letter as it is, hands each school's batch over to its
/// letter account, and puts each letter on record as done. The steps are safe to repeat: a letter that the
/// account has already is only put on record. kConflict while another process dispatches; kConfiguration
/// without an account for letters or a typesetter; kUnavailable when the batch could not be handed over
/// (nothing is on record then).
base::Result<std::vector<LetterBatch>> print_letters(House& house, const roll::Urn& only);

}  // namespace firstday::workflow
