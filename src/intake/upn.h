// Unique Pupil Numbers.
#pragma once

#include <string>
#include <string_view>

namespace firstday::intake {

/// Why this is not a UPN; empty when it is. Thirteen characters: a check letter, then twelve digits,
/// the last of which may be a letter (a temporary UPN). The check letter is the weighted sum of the
/// twelve, weights 2 to 13, modulo 23, in the alphabet without I, O and S (DfE UPN guide).
std::string upn_problem(std::string_view upn);

/// Capitals, no white space.
std::string normalise_upn(std::string_view text);

}  // namespace firstday::intake
