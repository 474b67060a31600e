// From what came back to what it means: the definition's rules, and the engine's own for the transport.
#pragma once

#include "job/outcome.h"
#include "ports/http_client.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// Pure. Without a whole answer the transport's evidence decides (ports::outcome_of), whatever the file
/// says. With one, the first rule that matches decides, and unknown is what no rule explains. A rule that
/// looks into a body which cannot be read does not match, so that a proxy's page proves nothing.
job::Outcome judge(const Definition& definition, const ports::HttpResult& result);

/// The rule that decides about a whole answer; null when none matches. Borrowed from the definition.
const OutcomeRule* matching_rule(const Definition& definition, const ports::HttpResult& result);

}  // namespace firstday::provider_declared
