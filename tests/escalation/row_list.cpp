#include "escalation/row_list.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "escalation/golden.h"
#include "escalation/world.h"

namespace firstday::escalation::testing {

namespace {

std::string trim(const std::string& text) {
  const size_t from = text.find_first_not_of(' ');
  return from == std::string::npos ? "" : text.substr(from, text.find_last_not_of(' ') - from + 1);
}

bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Also what only another step's outcome calls for, under that step's rows.
bool carries(const Policy& policy, const Step& step, const std::string& row) {
  if (!step.rows.empty()) return has(step.rows, row);
  return std::any_of(policy.steps.begin(), policy.steps.end(), [&](const Step& cause) {
    return has(cause.rows, row) &&
           std::any_of(cause.on_outcome.begin(), cause.on_outcome.end(),
                       [&](const OutcomeRule& rule) { return has(rule.steps, step.id); });
  });
}

std::vector<std::string> carriers_of(const std::string& row) {
  std::vector<std::string> out;
  for (const Procedure& procedure : procedures()) {
    const Policy& policy = shipped_policy(procedure.policy);
    for (const Step& s : policy.steps)
      if (carries(policy, s, row)) out.push_back(s.id);
    for (const Gate& g : policy.gates)
      if (has(g.rows, row)) out.push_back(g.action);
    if (has(policy.tail.rows, row)) out.emplace_back("tail");
    if (has(policy.tail.task.rows, row)) out.push_back(policy.tail.task.id);
  }
  return out;
}

std::vector<Showing> showings_of(const std::string& row) {
  std::vector<Showing> out;
  for (const bool also : {false, true})
    for (const RowFile& file : row_files())
      for (const Unless& u : file.unless)
        if (u.also == also && has(u.rows, row)) out.push_back({&file, u});
  return out;
}

Row read_row(const std::string& line) {
  const auto parts = base::split(line, '|');
  Row row;
  row.id = trim(parts.at(0));
  row.asks = trim(parts.at(1));
  const std::string none = parts.size() > 2 ? trim(parts[2]) : "";
  if (parts.size() > 2 && none.rfind("none: ", 0) != 0) throw std::runtime_error("not understood: " + line);
  row.why_none = none.empty() ? "" : none.substr(6);
  row.carriers = carriers_of(row.id);
  row.shown = showings_of(row.id);
  return row;
}

std::vector<Row> read_rows() {
  std::vector<Row> out;
  std::istringstream in(contents(FIRSTDAY_SOURCE_DIR "/tests/escalation/rows.txt"));
  for (std::string line; std::getline(in, line);)
    if (!line.empty() && line[0] != '#') out.push_back(read_row(line));
  return out;
}

std::vector<RowFile> read_files(const std::string& folder) {
  std::vector<RowFile> out;
  for (const auto& file : files_of(folder)) {
    const std::string text = contents(file);
    out.push_back(read_row_file(file.stem(), front_of(text)));
    out.back().expected = expected_of(text);
  }
  return out;
}

}  // namespace

const std::vector<Procedure>& procedures() {
  static const std::vector<Procedure> kAll = {{"000", "essex-first-day-calling"},
                                              {"001", "attendance-flow-chart"},
                                              {"002", "cambridgeshire-cme"},
                                              {"003", "five-day-plan"},
                                              {"004", "trust-same-day"}};
  return kAll;
}

const std::vector<RowFile>& row_files() {
  static const std::vector<RowFile> kAll = read_files("rows");
  return kAll;
}

const std::vector<RowFile>& contradiction_files() {
  static const std::vector<RowFile> kAll = read_files("contradictions");
  return kAll;
}

const std::vector<Row>& all_rows() {
  static const std::vector<Row> kAll = read_rows();
  return kAll;
}

const Row& row_of(const std::string& id) {
  for (const Row& row : all_rows())
    if (row.id == id) return row;
  throw std::runtime_error("no such row: " + id);
}

std::string test_name(const std::string& row) {
  std::string out = row;
  std::replace(out.begin(), out.end(), '-', '_');
  return out;
}

int lines_that_differ(const std::string& before, const std::string& after) {
  auto gone = base::split(before, '\n');
  auto come = base::split(after, '\n');
  const auto take_away = [](std::vector<std::string>& from, const std::vector<std::string>& what) {
    for (const std::string& line : what)
      if (const auto found = std::find(from.begin(), from.end(), line); found != from.end())
        from.erase(found);
  };
  const auto all = gone;
  take_away(gone, come);
  take_away(come, all);
  return static_cast<int>(std::max(gone.size(), come.size()));
}

}  // namespace firstday::escalation::testing
