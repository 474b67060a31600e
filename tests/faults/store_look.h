// What stands in the database of a data folder, read beside the program that writes it, and changing nothing.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace firstday::faults {

/// The rows of a query, each column a text; $1 is `value`. No column may be NULL.
std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& data, const char* sql,
                                              const std::string& value = "");

/// True where a committed attempt has this id.
bool has_attempt(const std::filesystem::path& data, const std::string& reference);
/// The attempts that are committed and have no outcome.
std::set<std::string> open_attempts(const std::filesystem::path& data);
/// The states of the texts to each contact's number in its reference: C12 is 12. What was replaced is left
/// out.
std::map<int, std::vector<std::string>> text_states(const std::filesystem::path& data);

}  // namespace firstday::faults
