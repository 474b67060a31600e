// The bank holidays of England (gov.uk/bank-holidays, England and Wales), as rules instead of a list that
// ends.
//
// New Year's Day, Good Friday, Easter Monday, the early May, spring and summer holidays, Christmas Day and
// Boxing Day, each with its substitute day; and what was proclaimed or moved once: 2020, 2022, 2023. A
// holiday that is proclaimed later is added to the school's calendar (config/README.md,
// `calendar.bank_holidays`).
#pragma once

#include <vector>

#include "base/time.h"

namespace firstday::roll {

/// Western Easter Sunday (Gregorian computus).
base::Date easter(int year);

/// Of one year from 2019 on, in order. Substitute days stand instead of the days they are for.
std::vector<base::Date> england_bank_holidays(int year);

}  // namespace firstday::roll
