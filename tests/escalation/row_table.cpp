// config/policies/COVERAGE.md, from the policies, rows.txt and the files of rows/ and contradictions/.
#include <set>
#include <sstream>

#include "base/text.h"
#include "escalation/row_list.h"

namespace firstday::escalation::testing {

namespace {

constexpr const char* kHead = R"(# What of the five procedures is done, row by row

Written by the tests (`FIRSTDAY_ACCEPT=1 firstday_escalation_test --gtest_filter='RowTable*'`), which fail where it is
not true. A row is one obligation: number of the procedure, number of the row. Each case is a file of
`tests/escalation/rows`, told by day. "Silent when" is the one line of the file that is changed so that the row, or the
step of it that is named, asks for nothing. The test of a row is
`Rows/EachRow.FiresAndStaysSilentWithOneConditionLess/` and its number. `Of/EveryStep.IsMissedByACase` takes each step
out of its policy and wants some case to miss it.
)";

std::string ticks(const std::string& text) {
  return '`' + text + '`';
}

std::string carriers(const Row& row) {
  if (row.carriers.empty()) return "none: " + row.why_none;
  std::string out;
  for (const std::string& step : row.carriers) out += (out.empty() ? "" : ", ") + ticks(step);
  return out;
}

std::string fires_in(const Row& row) {
  std::set<std::string> files;
  std::string out;
  for (const Showing& s : row.shown)
    if (files.insert(s.file->name).second) out += (out.empty() ? "" : ", ") + ticks(s.file->name);
  return out;
}

/// The reason in words, and the line.
std::string silent_when(const Row& row) {
  std::string out;
  for (const auto& [file, unless] : row.shown) {
    out += out.empty() ? "" : "<br>";
    for (const std::string& step : unless.steps) out += ticks(step) + " ";
    out += (unless.steps.empty() ? "" : "when ") + unless.why + ": " + ticks(unless.change) +
           (unless.also ? " in " + ticks(file->name) : "");
  }
  return out;
}

std::string line_of(const Row& row) {
  const std::string test = row.shown.empty() ? "" : ticks(test_name(row.id));
  return "| " + row.id + " | " + row.asks + " | " + carriers(row) + " | " + fires_in(row) + " | " +
         silent_when(row) + " | " + test + " |\n";
}

/// The head of a file is "1.1 no. 3: the question", "Reading: ...", on as many lines as it needs.
std::string contradiction(const RowFile& file) {
  std::string head = file.about;
  for (char& c : head)
    if (c == '\n') c = ' ';
  const size_t reading = head.find("Reading: ");
  const size_t colon = head.find(": ");
  return "| " + head.substr(8, colon - 8) + " | " + head.substr(colon + 2, reading - colon - 3) + " | " +
         head.substr(reading + 9) + " | " + ticks(file.name) + " |\n";
}

}  // namespace

std::string coverage_table() {
  std::ostringstream out;
  out << kHead;
  for (const Procedure& p : procedures()) {
    out << "\n## Procedure " << p.number << ": `" << p.policy << ".yaml`\n\n"
        << "| row | asks for | step | fires in | silent when | test |\n|---|---|---|---|---|---|\n";
    for (const Row& row : all_rows())
      if (row.id.rfind(p.number, 0) == 0) out << line_of(row);
  }
  out << "\n## Where the procedures contradict each other or themselves\n\n"
      << "Each reading is a file of `tests/escalation/contradictions`.\n\n"
      << "| no. | question | reading | file |\n|---|---|---|---|\n";
  for (const RowFile& file : contradiction_files()) out << contradiction(file);
  return out.str();
}

}  // namespace firstday::escalation::testing
