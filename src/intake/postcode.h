// United Kingdom postcodes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace firstday::intake {

/// "sw1a1aa" to "SW1A 1AA": capitals, one space before the last three characters. Nothing for what
/// is not the shape of a postcode in a real postcode area. Jersey, Guernsey, the Isle of Man and
/// British Forces (BF1) count; GIR 0AA and "BFPO 58" do not. Whether the postcode is in use only the
/// Royal Mail knows. Rule: notify.md 4.4.
std::optional<std::string> normalise_postcode(std::string_view text);

}  // namespace firstday::intake
