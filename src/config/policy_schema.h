// The policy format as a JSON Schema, for editors that complete and check while a policy is written.
#pragma once

#include <string>

namespace firstday::config {

/// Draft 2020-12. Made from the same word lists that read_policy reads with, so that it cannot fall behind
/// them; tests/config compares its keys with the reader's, and the file with this.
/// What only the whole file shows (a step that is named and not there, a day that is never reached) it does
/// not say: that is `firstday check`.
std::string policy_schema();

}  // namespace firstday::config
