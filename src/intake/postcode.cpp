#include "intake/postcode.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "intake/clean_text.h"

namespace firstday::intake {

namespace {

/// The postcode areas, sorted.
constexpr auto kAreas = std::to_array<std::string_view>({
    "AB", "AL", "B",  "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB",
    "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT",
    "DY", "E",  "EC", "EH", "EN", "EX", "FK", "FY", "G",  "GL", "GU", "GY", "HA", "HD", "HG", "HP",
    "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L",  "LA", "LD",
    "LE", "LL", "LN", "LS", "LU", "M",  "ME", "MK", "ML", "N",  "NE", "NG", "NN", "NP", "NR", "NW",
    "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S",  "SA", "SE", "SG", "SK",
    "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR",
    "TS", "TW", "UB", "W",  "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
});
static_assert(std::is_sorted(kAreas.begin(), kAreas.end()));

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return c >= 'A' && c <= 'Z';
}
/// C I K M O V never stand in the last two places.
bool is_unit_letter(char c) {
  return is_letter(c) && std::string_view("CIKMOV").find(c) == std::string_view::npos;
}

bool is_unit(std::string_view last_three) {
  return is_digit(last_three[0]) && is_unit_letter(last_three[1]) && is_unit_letter(last_three[2]);
}

/// A digit, and perhaps a letter or digit more.
bool is_district(std::string_view text) {
  return (text.size() == 1 || text.size() == 2) && is_digit(text[0]) &&
         (is_digit(text.back()) || is_letter(text.back()));
}

}  // namespace

std::optional<std::string> normalise_postcode(std::string_view text) {
  const std::string code = base::upper(without_space(text));
  if (code.size() < 5 || code.size() > 7) return std::nullopt;
  const std::string_view outward = std::string_view(code).substr(0, code.size() - 3);
  const std::string_view area = outward.substr(0, is_letter(outward[1]) ? 2 : 1);
  if (!std::binary_search(kAreas.begin(), kAreas.end(), area)) return std::nullopt;
  if (!is_district(outward.substr(area.size())) || !is_unit(std::string_view(code).substr(outward.size())))
    return std::nullopt;
  return std::string(outward) + " " + code.substr(outward.size());
}

}  // namespace firstday::intake
