// Dates as registers and spreadsheets write them. Day before month, always: these are British files.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace firstday::intake {

struct DateReading {
  std::optional<base::Date> date;
  std::string problem;  ///< empty: none. With a date: how it was guessed; without: why there is none
};

/// Reads 2027-01-12, 20270112, 12/01/2027, 12.1.27, 12-01-2027, 12-Jan-2027 and "12 January 2027",
/// each with or without a time of day after it, which is left aside. Two-digit years up to 69 are in
/// this century. A bare number from 20000 to 69999 is Excel's count of days since 30 December 1899
/// and is read with a problem that says so. Month before day is never guessed: 01/25/2027 is wrong.
DateReading read_date(std::string_view text);

}  // namespace firstday::intake
