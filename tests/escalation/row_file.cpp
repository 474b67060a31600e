#include "escalation/row_file.h"

#include <algorithm>
#include <map>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "escalation/world.h"

namespace firstday::escalation::testing {

namespace {

using Words = std::vector<std::string>;

std::string trim(const std::string& text) {
  const size_t from = text.find_first_not_of(' ');
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

Words lines_of(const std::string& text) {
  Words out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

Words words_after_first(const std::string& line) {
  std::istringstream in(line);
  std::string word;
  in >> word;
  Words out;
  while (in >> word) out.push_back(word);
  return out;
}

Unless read_unless(const std::string& line) {
  const Words parts = base::split(line, '|');
  if (parts.size() != 3) throw std::runtime_error("unless ROW | CHANGE | WHY, not: " + line);
  Unless out;
  out.change = trim(parts[1]);
  out.why = trim(parts[2]);
  Words* into = &out.rows;
  for (const std::string& word : words_after_first(parts[0])) {
    if (word == "also")
      out.also = true;
    else if (word == "by")
      into = &out.steps;
    else
      into->push_back(word);
  }
  if (out.rows.empty() || out.why.empty()) throw std::runtime_error("no row or no reason: " + line);
  return out;
}

void read_line(const std::string& line, RowFile& file) {
  const std::string word = line.substr(0, line.find(' '));
  if (word == "#") {
    file.about += (file.about.empty() ? "" : "\n") + line.substr(std::min<size_t>(2, line.size()));
  } else if (word == "show") {
    file.telling.from = base::parse_iso_date(words_after_first(line).at(0)).value();
  } else if (word == "only") {
    for (const std::string& kind : words_after_first(line)) file.telling.only.insert(kind);
  } else if (word == "policies") {
    file.policies = words_after_first(line);
  } else if (word == "unless") {
    file.unless.push_back(read_unless(line));
  } else {
    file.front += line + "\n";
  }
}

std::string join_lines(const Words& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

/// Lines by day, so that a line that stands under two days is two lines.
std::map<std::string, Words> by_day(const std::string& text) {
  std::map<std::string, Words> out;
  std::string day;
  for (const std::string& line : lines_of(text)) {
    if (line.rfind("== ", 0) == 0)
      day = line;
    else
      out[day].push_back(line);
  }
  return out;
}

Words only_in(Words these, const Words& others) {
  for (const std::string& line : others)
    if (const auto found = std::find(these.begin(), these.end(), line); found != these.end())
      these.erase(found);
  return these;
}

std::string difference(const std::string& before, const std::string& after) {
  std::map<std::string, Words> gone = by_day(before);
  std::map<std::string, Words> come = by_day(after);
  std::map<std::string, Words> days = gone;
  days.insert(come.begin(), come.end());
  std::string out;
  for (const auto& [day, lines] : days) {
    const Words less = only_in(gone[day], come[day]);
    const Words more = only_in(come[day], gone[day]);
    if (!less.empty() || !more.empty()) out += day + "\n";
    for (const std::string& line : less) out += "- " + line + "\n";
    for (const std::string& line : more) out += "+ " + line + "\n";
  }
  return out;
}

std::string told_under_each(const RowFile& file) {
  std::string out;
  for (const std::string& name : file.policies) {
    Telling telling = file.telling;
    telling.policy = &shipped_policy(name);
    out += "=== " + name + "\n" + tell(file.front, telling).text;
  }
  return out;
}

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_meant(const Made& made, const Unless& unless, const std::string& row) {
  return (unless.steps.empty() || has(unless.steps, made.step)) && (row.empty() || has(made.rows, row));
}

}  // namespace

RowFile read_row_file(const std::string& name, std::string_view front) {
  RowFile file;
  file.name = name;
  file.telling.details = true;
  for (const std::string& line : lines_of(std::string(front))) read_line(line, file);
  return file;
}

std::string changed(const std::string& front, const std::string& change) {
  Words lines = lines_of(front);
  const size_t arrow = change.find(" => ");
  if (change.rfind("+ ", 0) == 0) {
    lines.push_back(change.substr(2));
    return join_lines(lines);
  }
  const bool out = change.rfind("- ", 0) == 0;
  if (!out && arrow == std::string::npos) throw std::runtime_error("no change: " + change);
  const std::string old = out ? change.substr(2) : change.substr(0, arrow);
  const auto found = std::find(lines.begin(), lines.end(), old);
  if (found == lines.end() || std::count(lines.begin(), lines.end(), old) != 1)
    throw std::runtime_error("not exactly one line: " + old);
  if (out)
    lines.erase(found);
  else
    *found = change.substr(arrow + 4);
  return join_lines(lines);
}

std::string told(const RowFile& file) {
  if (!file.policies.empty()) return told_under_each(file);
  const std::string all = tell(file.front, file.telling).text;
  std::string out = all;
  for (const Unless& u : file.unless) {
    out += "---------- unless " + u.change + "\n";
    out += difference(all, tell(changed(file.front, u.change), file.telling).text);
  }
  return out;
}

std::string expected_under(const RowFile& file, const std::string& policy) {
  if (file.policies.empty()) return file.expected.substr(0, file.expected.find("---------- unless "));
  const std::string head = "=== " + policy + "\n";
  const size_t from = file.expected.find(head);
  if (from == std::string::npos) return {};
  const size_t to = file.expected.find("=== ", from + head.size());
  return file.expected.substr(from + head.size(), to == std::string::npos ? to : to - from - head.size());
}

std::vector<std::string> made_by(const RowFile& file, const std::string& front, const Unless& unless,
                                 const std::string& row) {
  static std::map<std::string, std::vector<Made>> played;  // several rows are shown by one case
  const std::string key = file.name + "\n" + front;
  if (played.count(key) == 0) played[key] = tell(front, file.telling).made;
  Words out;
  for (const Made& made : played[key])
    if (is_meant(made, unless, row)) out.push_back(base::iso_date(made.date) + " " + made.step);
  return out;
}

}  // namespace firstday::escalation::testing
