// What the papers of workflow/papers.h are made from. Private to workflow.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/template_set.h"
#include "workflow/papers.h"
#include "workflow/record_parts.h"

namespace firstday::workflow {

/// Where a value is for a person to write.
inline constexpr const char* kRoomToWrite = "____________";

/// kConflict where the home is confidential or a barred person's, and no DSL decided that it may be used.
base::Status home_may_be_used(const About& about);

/// Whom a letter left at the home is addressed to: `wanted`, or the first in order. nullptr: nobody may be.
const roll::Contact* at_home(const About& about, const std::string& wanted);

/// The values of a card (render::kCardFields). `to` may be null.
render::Values card_values(const About& about, const PaperAsk& ask, const roll::Contact* to,
                           base::Instant now);

/// The values of a sheet or form (render::kFormFields, and those of cards and letters).
base::Result<render::Values> form_values(const House& house, const About& about, const PaperAsk& ask,
                                         const std::string& language);

/// The cards that were printed for the open case, in order (`card_printed`).
base::Result<std::vector<chronology::Event>> printed_cards(const House& house, const About& about);

/// The newest of them with this reference or of this template; nullptr: none.
const chronology::Event* find_print(const std::vector<chronology::Event>& printed, const std::string& wanted);

/// The card that the visit of this job leads to when nobody answers; nothing: none.
std::optional<std::string> card_after(const escalation::Policy& policy, const std::string& visit_step);

}  // namespace firstday::workflow
