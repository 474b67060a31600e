// Languages as school records name them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firstday::intake {

/// "Polish", "pl-PL", "POL" and "pl" to "pl": the BCP 47 primary tag. "Chinese (Cantonese)" is "yue".
/// Nothing for what is no language ("Other than English", "Refused").
std::optional<std::string> language_of(std::string_view text);

}  // namespace firstday::intake
