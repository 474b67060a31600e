// What stands in the window, and why a letter cannot be posted to an address.
//
// Rules: GOV.UK Notify's for letters (three to seven lines, no line that begins with a sign, no fixed abode)
// and the Royal Mail's (the postcode alone on the last line). Addresses come tidied from intake.
#pragma once

#include <string>
#include <vector>

#include "base/personal.h"

namespace firstday::letters {

struct Envelope {
  std::vector<base::Personal> lines;  ///< the recipient's name first, the postcode last
  std::string rule;  ///< no_address, no_postcode, address_lines, address_line, no_fixed_abode; or empty
};

/// A first-class batch goes to addresses in the United Kingdom and to British Forces (whose last line is BFPO
/// and a number); a letter abroad is for a person.
Envelope envelope_for(const base::Personal& name, const std::vector<base::Personal>& lines,
                      const base::Personal& postcode);

/// The rule in words for the office.
std::string why(const std::string& rule);

}  // namespace firstday::letters
