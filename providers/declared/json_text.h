// The little JSON that the engine needs, so that the library stays in one source file.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::provider_declared {

bool is_utf8(std::string_view text);
/// The inside of a JSON string; nothing for text that is no UTF-8.
std::optional<std::string> json_escaped(std::string_view text);
/// A number, true, false or null as JSON writes them.
bool is_json_literal(std::string_view text);
/// "" or "/a/0/b" (RFC 6901).
bool is_json_pointer(const std::string& text);

/// The values at these pointers, of those that are there and not null. A string gives its text, anything
/// else is written as JSON writes it. Nothing when the body is no JSON. What is deeper than 100 levels is
/// left out.
std::optional<std::map<std::string, std::string>> json_values(const std::string& body,
                                                              const std::vector<std::string>& pointers);

/// The same for each entry of the list at `list`, with pointers that begin at the entry; what is no list is
/// its only entry, and what is not there has none. Only single values are taken: a list or a map is not.
std::optional<std::vector<std::map<std::string, std::string>>> json_items(
    const std::string& body, const std::string& list, const std::vector<std::string>& pointers);

}  // namespace firstday::provider_declared
