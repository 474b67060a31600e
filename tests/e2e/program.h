// Runs the built program as a person would, and reads what it prints.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace firstday::e2e {

struct Ran {
  int exit_code = -1;
  std::string out;
  std::string err;
};

/// Runs `program` with the arguments; standard input is empty. `environment` is added to our own.
Ran run_program(const std::string& program, const std::vector<std::string>& arguments,
                const std::map<std::string, std::string>& environment = {});

std::string source_path(const std::string& relative);

/// A folder of its own under the build tree, empty at the start and left for a look after a failure.
std::filesystem::path fresh_folder(const std::string& name);

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, const std::string& text);
/// The sample school's settings with texts as its only facility, for a configuration whose accounts carry
/// texts only.
std::string sample_school_with_texts_only();
/// Every regular file below a folder, by path.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

/// Rows of a CSV file, header first; quotes understood.
std::vector<std::vector<std::string>> csv_rows(const std::string& text);
/// The number of the column, by the header; aborts the test program when there is none.
std::size_t column(const std::vector<std::string>& header, const std::string& name);

}  // namespace firstday::e2e
