// Files whose part below a line of dashes is what the part above it must give.
//
// A new answer that is right: FIRSTDAY_ACCEPT=1 writes it into the file, for the diff to be read.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::escalation::testing {

/// Stands between what is told and what is expected.
inline constexpr std::string_view kLine = "----------\n";

/// The .txt files of tests/escalation/FOLDER, by name.
std::vector<std::filesystem::path> files_of(const std::string& folder);
std::string contents(const std::filesystem::path& file);
std::string_view front_of(std::string_view text);
std::string_view expected_of(std::string_view text);

/// Fails with the lines that differ.
void expect_same(const std::string& expected, const std::string& actual);
void check_golden(const std::filesystem::path& file,
                  const std::function<std::string(const std::string&)>& answer);
/// The same for a file that is written as a whole.
void check_written(const std::filesystem::path& file, const std::string& actual);

}  // namespace firstday::escalation::testing
