// How many SMS parts a text takes: GSM 03.38 (now 3GPP TS 23.038) and the joining of 3GPP TS 23.040.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstday::render {

/// A text in GSM's own alphabet holds 160 units, or 153 in each part of several; the characters
/// ^ { } \ [ ~ ] | € take two units. One character outside that alphabet makes the whole text UCS-2:
/// 70 units, or 67 in each of several, counted in UTF-16 (an emoji takes two and more).
struct SmsParts {
  int parts = 0;                     ///< 0 for an empty text
  bool unicode = false;              ///< the text needs UCS-2
  int units = 0;                     ///< in the alphabet it needs, before it is cut into parts
  std::vector<std::string> not_gsm;  ///< the characters that make it UCS-2, each once, by code point

  /// Six joined parts of GSM's alphabet is what carriers take at most, and GOV.UK Notify's limit; it
  /// allows as many units of UCS-2.
  static constexpr int kMostUnits = 918;
  bool too_long() const { return units > kMostUnits; }
};

/// Counts the parts a phone will get. A character of two units (an extension character, or a UTF-16
/// pair) is never cut in half: where it does not fit, the part ends one unit early. GOV.UK Notify
/// divides without looking, so its count is one lower where that makes a text run over.
/// The text is counted as it is; bytes that are not UTF-8 count as U+FFFD.
SmsParts count_parts(std::string_view utf8);

}  // namespace firstday::render
