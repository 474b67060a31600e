// School dates and half days in a reader's language.
//
// English and Welsh are ours (a test holds them against ICU's names); every other language comes
// from ICU, in that language's own order and with its own digits, always by the Gregorian calendar.
// A language ICU does not know reads English. Tags: only the primary part counts ("cy-GB" is cy).
// Safe on any thread; ICU's patterns are kept per thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace firstday::render {

/// "Tuesday 12 January", "dydd Mawrth 12 Ionawr". The Welsh begins with a small letter, so that it
/// reads inside a sentence; nothing is mutated, so a template keeps it where no mutation is due.
std::string long_date(base::Date date, std::string_view language);

/// "Tue 12 Jan", "Maw 12 Ion".
std::string short_date(base::Date date, std::string_view language);

enum class HalfDay { kMorning, kAfternoon };

/// "am" and "pm" as roll::word(Session) writes them, in any case.
std::optional<HalfDay> half_day_of(std::string_view am_or_pm);

/// "morning", "afternoon"; Welsh "bore", "prynhawn". Arabic, Bengali, Chinese, Polish, Punjabi, Romanian,
/// Ukrainian and Urdu have words that stand by themselves after a date, and are read together with the
/// templates in them; any other language has the English ones. An English template says the rest ("in the
/// ((session)) of ((date))"), never "this morning": a text may be read the next day.
std::string_view session_word(HalfDay half, std::string_view language);
/// The same; nothing for what is neither am nor pm.
std::string session_word(std::string_view am_or_pm, std::string_view language);

/// "cy-GB" and "CY" are "cy".
std::string primary_tag(std::string_view language);

/// True when ICU has words for this primary tag. Asked for another, it would answer in the machine's
/// own language, and what a family reads must not depend on the machine.
bool is_known_language(const std::string& tag);

}  // namespace firstday::render
