// Whose child a reply is about. Private to workflow.
#pragma once

#include <vector>

#include "chronology/facts.h"
#include "job/receipt.h"
#include "ports/receipt_inbox.h"
#include "roll/roll.h"

namespace firstday::workflow {

/// As settle_posts() says. Empty: nobody on the roll has this number or address. By pupil.
std::vector<ports::Concerned> concerned_by(const job::Reply& reply, const roll::Roll& roll,
                                           const chronology::Facts& facts, base::Date today);

}  // namespace firstday::workflow
