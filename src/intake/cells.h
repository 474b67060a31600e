// Cells of a row to values of the roll. What cannot be read is reported at its line and column, and
// gives what is safest for the child and the family.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "intake/phone.h"
#include "intake/table.h"
#include "roll/contact.h"

namespace firstday::intake {

/// y yes true t 1, n no false f 0; nothing for another word. Blank is kUnknown.
std::optional<roll::Answer> answer_of(std::string_view text);

/// An unreadable answer is reported and counts as unknown.
roll::Answer read_answer(Row& row, std::size_t column);

/// For what protects somebody: an unreadable answer counts as yes. `means` completes the sentence
/// "It was taken to mean that ...".
bool read_guard(Row& row, std::size_t column, base::Severity severity, std::string_view means);

/// 1, 2, ...; 0 for blank, and for what is no such number, which is reported.
int read_priority(Row& row, std::size_t column);

/// Sorted. Words of roll/channel.h and their everyday names (sms, phone, post).
std::vector<roll::Channel> read_channels(Row& row, std::size_t column);

/// Empty for blank, and for what is no language, which is reported.
std::string read_language(Row& row, std::size_t column);

/// Empty for blank, and for what is no address, which is reported.
base::Personal read_email(Row& row, std::size_t column);

/// Address block, lines 1 to 6 and postcode, which stand in this order from `block` on.
roll::Address read_address_cells(Row& row, std::size_t block);

/// Takes a number that was read, or reports why there is none. The number itself is never reported.
roll::PhoneNumber take_phone(Row& row, std::size_t column, const PhoneReading& reading);

/// A reference that Excel has not shortened; nothing (reported) for "1.2E+08", empty for blank.
std::optional<std::string> read_ref(Row& row, std::size_t column);

/// Tidied; see clean_text.h.
std::string read_text(const Row& row, std::size_t column);
base::Personal read_personal(const Row& row, std::size_t column);

}  // namespace firstday::intake
