// Lists as one text: an item a line, with backslash and line break escaped. Reads back exactly, also
// empty items and empty lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/personal.h"

namespace firstday::store {

std::string pack_lines(const std::vector<std::string>& items);
std::string pack_lines(const std::vector<base::Personal>& items);
std::vector<std::string> unpack_lines(std::string_view packed);
std::vector<base::Personal> unpack_personal_lines(std::string_view packed);

/// One item and its line break, added to `out`.
void put_line(std::string& out, std::string_view item);
/// The item of one line, which comes without its line break.
std::string item_of(std::string_view line);
/// Cuts the first line off `packed` and returns it without its line break.
std::string_view take_line(std::string_view& packed);

}  // namespace firstday::store
