// What the program printed with --json, read and judged.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace firstday::e2e {

using nlohmann::json;

std::vector<json> json_lines(const std::string& text);

/// "2027-03-02 09:35"
std::string at_0935(const std::string& date);

/// Every pupil that some job or withholding of a plan speaks of.
std::set<std::string> spoken_of(const std::vector<json>& plan);

/// First name, date and session, and nothing sensitive: in every text of a log. `names` by pupil.
void expect_right_texts(const std::vector<json>& log, const std::map<std::string, std::string>& names);

}  // namespace firstday::e2e
