// A definition, tried on the samples at its end: no network, no account, nobody reached.
#pragma once

#include "base/problem.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// Writes the request of each sample message and compares it with the one expected, byte for byte; then
/// reads each sample answer and compares outcome, id and retry_after. Each difference is an error at the
/// sample's place; a secret that shows in what would be stored is one too. A rule that no sample answer
/// reaches is a warning at the rule's place. The value counts the samples that were tried.
base::Parsed<int> run_self_test(const Definition& definition);

}  // namespace firstday::provider_declared
