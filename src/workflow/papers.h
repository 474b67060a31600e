// What staff take along to a home, leave there, fill in or hand in about one pupil: cards and letters for the
// door, visit sheets, forms. Letters that are posted are workflow/letters.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "workflow/house.h"

namespace firstday::workflow {

/// A paper that an open task of the pupil asks for.
struct PaperRow {
  roll::Urn school;
  roll::PupilRef pupil;
  std::string name;  ///< of the template
  job::Kind kind = job::Kind::kCard;
  std::string about;  ///< of the task: home_visit, missing_pupil_checklist ...
  base::Date day{};
  std::vector<std::string> rows;
};

/// By name; of several tasks that ask for the same paper the earliest. A card that only an unanswered door
/// will ask for stands here from the visit on, so that it can go along.
base::Result<std::vector<PaperRow>> papers_for(const House& house, const roll::Urn& only,
                                               const std::string& pupil);

struct PaperAsk {
  std::string pupil;
  std::string name;                              ///< of the template
  std::vector<std::string> staff = {};           ///< who goes; a card needs them
  std::optional<base::TimeOfDay> visit_at = {};  ///< today; nothing: room to write it on the paper
  std::string contact = {};                      ///< to whom a letter in an envelope is addressed
  std::string language = {};                     ///< empty: the addressee's, else the school's
};

struct Paper {
  roll::Urn school;
  roll::PupilRef pupil;
  std::string name;
  job::Kind kind = job::Kind::kCard;
  std::string language;  ///< of the template that was used
  std::string reference;
  std::string pdf;
  base::Personal recipient;  ///< of a letter in an envelope
  int pages = 0;
};

/// The paper as PDF. A card is put on record (`card_printed`) with its exact text and the hash of it before
/// this returns; a sheet or form is no message, and leaves no trace but what staff record of it.
///
/// A card that names nobody is a card of A5 that anyone may read. One that names the child or a contact is a
/// letter with the addressee in the window: it goes to the first parent or carer at the child's home who may
/// be written to there (domain.md section 5, e; section 6).
///
/// kUsage without an open case, a paper of that name, or for a card the staff who go; kConflict where a card,
/// visit or letter may not go to the home, or nobody there may be written to; kConfiguration without a
/// typesetter.
base::Result<Paper> print_paper(House& house, const roll::Urn& only, const PaperAsk& ask);

}  // namespace firstday::workflow
