// Reads src/layers.txt and every #include of src/ and providers/: the arrows of the house hold.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Row {
  std::set<std::string> modules;
  std::vector<std::string> third_party;
};

using Table = std::map<std::string, Row>;

std::vector<std::string> words(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> out;
  for (std::string w; in >> w;) out.push_back(w);
  return out;
}

Table read_table(std::istream& in) {
  Table table;
  for (std::string line; std::getline(in, line);) {
    const size_t colon = line.find(':');
    const size_t bar = line.find('|');
    if (line.empty() || line[0] == '#' || colon == std::string::npos || bar == std::string::npos) continue;
    Row row;
    for (const std::string& m : words(line.substr(colon + 1, bar - colon - 1))) row.modules.insert(m);
    row.third_party = words(line.substr(bar + 1));
    table[line.substr(0, colon)] = row;
  }
  return table;
}

Table shipped_table() {
  std::ifstream in(fs::path(FIRSTDAY_SOURCE_DIR) / "src/layers.txt");
  return read_table(in);
}

struct Include {
  std::string path;
  bool angled = false;
};

std::vector<Include> includes_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<Include> out;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("#include ", 0) != 0 || line.size() < 12) continue;
    const bool angled = line[9] == '<';
    const size_t end = line.find(angled ? '>' : '"', 10);
    out.push_back({line.substr(10, end - 10), angled});
  }
  return out;
}

bool is_standard(const std::string& header) {
  // The C++ library's headers have neither a slash nor a suffix; of C's we use the c-prefixed ones.
  return header.find('/') == std::string::npos && header.find('.') == std::string::npos;
}

/// Why this include breaks the table; empty when it does not.
std::string broken(const Table& table, const std::string& module, const Include& inc) {
  const Row& row = table.at(module);
  if (row.modules.count("*") != 0) return {};
  const std::string first = inc.path.substr(0, inc.path.find('/'));
  if (!inc.angled) {
    if (first == module || row.modules.count(first) != 0) return {};
    return module + " may not include " + inc.path;
  }
  if (is_standard(inc.path)) return {};
  for (const std::string& prefix : row.third_party)
    if (inc.path.rfind(prefix, 0) == 0) return {};
  return module + " may not include <" + inc.path + ">";
}

bool is_source(const fs::path& p) {
  return p.extension() == ".h" || p.extension() == ".cpp";
}

std::vector<std::string> check(const Table& table, const fs::path& root, const std::string& one_module) {
  std::vector<std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file() || !is_source(entry.path())) continue;
    const std::string module =
        one_module.empty() ? fs::relative(entry.path(), root).begin()->string() : one_module;
    if (table.count(module) == 0) {
      out.push_back(entry.path().string() + ": module is not in layers.txt");
      continue;
    }
    for (const Include& inc : includes_of(entry.path()))
      if (const std::string why = broken(table, module, inc); !why.empty())
        out.push_back(entry.path().string() + ": " + why);
  }
  return out;
}

}  // namespace

TEST(Layers, EveryIncludeOfTheSourcesFollowsTheTable) {
  const Table table = shipped_table();
  ASSERT_GE(table.size(), 18u);
  EXPECT_EQ(check(table, fs::path(FIRSTDAY_SOURCE_DIR) / "src", ""), std::vector<std::string>{});
}

TEST(Layers, ProvidersSeeOnlyTheirPort) {
  EXPECT_EQ(check(shipped_table(), fs::path(FIRSTDAY_SOURCE_DIR) / "providers", "providers"),
            std::vector<std::string>{});
}

TEST(Layers, APlantedIncludeIsFound) {
  const Table table = shipped_table();
  EXPECT_NE(broken(table, "escalation", {"store/database.h", false}), "");
  EXPECT_NE(broken(table, "base", {"Poco/Timestamp.h", true}), "");
  EXPECT_NE(broken(table, "roll", {"unistd.h", true}), "");
  EXPECT_EQ(broken(table, "escalation", {"roll/roll.h", false}), "");
  EXPECT_EQ(broken(table, "job", {"vector", true}), "");
}

TEST(Layers, HeavyHeadersStandInNoHeaderOfOurs) {
  // spdlog, CLI11, nlohmann-json and yaml-cpp cost seconds each: in a .cpp once, in a header everywhere. What
  // only names nlohmann's type costs nothing.
  for (const char* folder : {"src", "providers", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(FIRSTDAY_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".h") continue;
      for (const Include& inc : includes_of(entry.path()))
        for (const char* heavy : {"spdlog/", "CLI/", "nlohmann/", "yaml-cpp/"})
          EXPECT_TRUE(inc.path.rfind(heavy, 0) != 0u || inc.path == "nlohmann/json_fwd.hpp")
              << entry.path() << " includes " << inc.path;
    }
  }
}
