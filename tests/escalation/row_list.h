// The obligations of the five procedures (rows.txt), the steps that carry them, and the files of rows/ that
// show them.
#pragma once

#include <string>
#include <vector>

#include "escalation/row_file.h"

namespace firstday::escalation::testing {

struct Showing {
  const RowFile* file = nullptr;
  Unless unless;
};

struct Row {
  std::string id;
  std::string asks;
  std::string why_none;               ///< empty where a step carries it
  std::vector<std::string> carriers;  ///< ids of steps, actions of gates, the tail's task; "tail"
  std::vector<Showing> shown;         ///< those without `also` first
};

/// The five, by the number of their procedure.
struct Procedure {
  std::string number;
  std::string policy;
};
const std::vector<Procedure>& procedures();

const std::vector<RowFile>& row_files();
const std::vector<RowFile>& contradiction_files();
const std::vector<Row>& all_rows();
const Row& row_of(const std::string& id);

/// "000_01"
std::string test_name(const std::string& row);
/// Lines that stand in one of the two only, a changed line counted once.
int lines_that_differ(const std::string& before, const std::string& after);
/// The whole of config/policies/COVERAGE.md.
std::string coverage_table();

}  // namespace firstday::escalation::testing
