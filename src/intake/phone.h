// Phone numbers as schools hold them, to E.164 and what each is good for.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "roll/contact.h"

namespace firstday::intake {

enum class PhoneVerdict {
  kGood,
  kTooShort,
  kTooLong,
  kUnknownCharacter,  ///< letters or symbols
  kUnknownCountry,    ///< no country has this prefix
  kNotANumber,        ///< right in shape, but nobody's number
  kDamagedByExcel,    ///< "4.47E+11": the last digits are gone
  kNotForFamilies,    ///< premium, shared-cost, freephone, pager
};

struct PhoneReading {
  roll::PhoneNumber number;  ///< empty unless the verdict is kGood
  std::string problem;       ///< empty when good; never holds the number
  PhoneVerdict verdict = PhoneVerdict::kGood;
  bool guessed_abroad = false;  ///< became a foreign number only by giving it a plus sign
};

/// What to do about a number that was refused.
std::string_view mend(PhoneVerdict verdict);

/// Reads one number with libphonenumber as dialled in `default_region`, and with the forgiving
/// retries of notify.md 2.5: plus signs and zeros in odd places, an international number that lost
/// its plus. Excel's damage is undone where it can be: ".0" at the end, a lost leading zero, an
/// apostrophe or ="..." around. Numbers set aside for drama (07700 900xxx, 01632 960xxx) count as a
/// mobile and a landline although nobody has them. Thread-safe.
PhoneReading read_phone(std::string_view raw, std::string_view default_region = "GB");

/// For the numbers of offices and duty teams: freephone and shared-cost numbers are good too, as
/// kLandline.
PhoneReading read_office_phone(std::string_view raw);

/// As read_phone for each, in order, on all cores.
std::vector<PhoneReading> read_phones(std::span<const std::string_view> raw);

}  // namespace firstday::intake
