// Countries as the last line of an address names them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firstday::intake {

/// England, Cymru, UK ...: a line that an address within the country does not need.
bool is_home_country(std::string_view line);

/// "FRANCE" to "France": the English name of a country abroad; nothing for another text. Jersey,
/// Guernsey and the Isle of Man are served by the Royal Mail and are not abroad.
std::optional<std::string> foreign_country(std::string_view line);

}  // namespace firstday::intake
