#include "e2e/answers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace firstday::e2e {

std::vector<json> json_lines(const std::string& text) {
  std::vector<json> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    if (!line.empty()) out.push_back(json::parse(line));
  return out;
}

std::string at_0935(const std::string& date) {
  return date + " 09:35";
}

std::set<std::string> spoken_of(const std::vector<json>& plan) {
  std::set<std::string> out;
  for (const json& row : plan) {
    if (row["kind"] == "withheld")
      out.insert(row["pupil"].get<std::string>());
    else
      for (const json& p : row["pupils"]) out.insert(p.get<std::string>());
  }
  return out;
}

/// What a text may never say, whatever the template (domain.md section 5(f)).
const std::vector<std::string> kNeverInAText = {
    "missing", "police",   "social",     "protection", "looked after", "concern", "safeguard", "welfare",
    "holiday", "services", "vulnerable", "risk",       "heddlu",       "gofal",   "pryder",    "ar goll"};

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

void expect_right_texts(const std::vector<json>& log, const std::map<std::string, std::string>& names) {
  for (const json& row : log) {
    if (!row.contains("text")) continue;
    const std::string text = row["text"].get<std::string>();
    for (const json& pupil : row["pupils"])
      EXPECT_NE(text.find(names.at(pupil.get<std::string>())), std::string::npos);
    const std::string day = std::to_string(std::stoi(row["date"].get<std::string>().substr(8, 2)));
    EXPECT_NE(text.find(day), std::string::npos);
    const std::string low = lower_case(text);
    EXPECT_TRUE(low.find("morning") != std::string::npos || low.find("bore") != std::string::npos ||
                low.find("afternoon") != std::string::npos || low.find("prynhawn") != std::string::npos);
    for (const std::string& word : kNeverInAText) EXPECT_EQ(low.find(word), std::string::npos) << word;
  }
}

}  // namespace firstday::e2e
