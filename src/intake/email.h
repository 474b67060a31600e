// E-mail addresses.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firstday::intake {

/// In lower case, without white space around; nothing for what no mail could reach. Rule: notify.md
/// 2.5: one @, a plain local part, a host of two labels or more whose ASCII form (IDNA) fits, a top
/// label of letters.
std::optional<std::string> normalise_email(std::string_view text);

}  // namespace firstday::intake
