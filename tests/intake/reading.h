// What the tests of reading share: made-up files, and looking for problems.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/text.h"
#include "intake/input_file.h"
#include "intake/roll_reader.h"

namespace firstday::intake {

inline const roll::Urn kSchool("900001");

inline InputFile file(std::string name, std::string bytes) {
  return {std::move(name), std::move(bytes)};
}

/// Lines with a line end after each.
inline std::string lines(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& line : all) out += line + "\n";
  return out;
}

/// Every problem in words, for messages of failed tests and for looking into.
inline std::string listed(const std::vector<base::Problem>& problems) {
  std::string out;
  for (const base::Problem& p : problems) out += base::describe(p) + "\n";
  return out;
}

inline const base::Problem* find_problem(const std::vector<base::Problem>& problems, int line,
                                         const std::string& part) {
  for (const base::Problem& p : problems)
    if (p.line == line && p.what.find(part) != std::string::npos) return &p;
  return nullptr;
}

/// Problems that are more than notes.
inline std::vector<base::Problem> serious(const std::vector<base::Problem>& problems) {
  std::vector<base::Problem> out;
  for (const base::Problem& p : problems)
    if (p.severity != base::Severity::kNote) out.push_back(p);
  return out;
}

using Known = std::function<const roll::Roll*(const roll::Urn&)>;

inline Known nobody() {
  return [](const roll::Urn&) -> const roll::Roll* { return nullptr; };
}
inline Known record(const roll::Roll& roll) {
  return [&roll](const roll::Urn& urn) { return urn == roll.school ? &roll : nullptr; };
}

}  // namespace firstday::intake
