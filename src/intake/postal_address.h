// Address lines of an export to what goes on an envelope below the recipient's name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "roll/pupil.h"

namespace firstday::intake {

struct AddressReading {
  roll::Address address;              ///< empty where no letter could be posted to it
  std::vector<std::string> problems;  ///< whole sentences, without a word of the address; empty: good
};

/// Rules of notify.md 4.4, for an address without its first line, the recipient:
/// - lines are tidied, commas at their ends and blank lines go; a cell may hold several lines, and a
///   single line with commas is taken apart at them; a house number alone joins the next line;
/// - the postcode may stand in its own cell or at the end of the last line. Without a good one the
///   lines are kept, the postcode is empty, and a problem says so;
/// - a last line that names the United Kingdom or a part of it goes. A country abroad stays last and
///   needs no postcode;
/// - "BFPO 58" goes last, needs no postcode, and suffers no country;
/// - recipient, lines and postcode together make at most seven lines: surplus first lines are joined;
/// - refused for letters, so that the address stays empty: no fixed abode; a postcode alone;
/// - reported, and kept: a line that begins with one of @ ( ) = [ ] " \ / , < > ~; left out: a line
///   without letter or digit.
AddressReading read_address(const std::vector<std::string_view>& lines, std::string_view postcode);

}  // namespace firstday::intake
