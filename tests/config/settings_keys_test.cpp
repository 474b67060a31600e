// config/README.md and the reader show the same keys with the same defaults.
#include "config/settings_keys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "base/text.h"

namespace firstday::config {
namespace {

struct Documented {
  SettingsFile file;
  std::string key;
  std::string standard;

  friend bool operator==(const Documented&, const Documented&) = default;
};

void PrintTo(const Documented& d, std::ostream* out) {
  *out << (d.file == SettingsFile::kSchool ? "school: " : "firstday: ") << d.key << " = " << d.standard;
}

/// The rows "| `key` | default | meaning |" under the two headings about keys.
std::vector<Documented> documented() {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/config/README.md");
  std::vector<Documented> out;
  std::string heading;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("## ", 0) == 0) heading = line;
    const bool school = heading == "## Keys of schools/URN.yaml";
    if (!school && heading != "## Keys of firstday.yaml") continue;
    if (line.rfind("| `", 0) != 0) continue;
    const std::vector<std::string> cells = base::split(line, '|');
    const std::string key(base::trim(cells.at(1)));
    out.push_back({school ? SettingsFile::kSchool : SettingsFile::kFirstday, key.substr(1, key.size() - 2),
                   std::string(base::trim(cells.at(2)))});
    EXPECT_GT(base::trim(cells.at(3)).size(), 5u) << key << " has no meaning";
  }
  return out;
}

TEST(SettingKeys, TheManualShowsEveryKeyWithItsDefault) {
  std::vector<Documented> known;
  for (const SettingKey& k : setting_keys())
    known.push_back({k.file, std::string(k.key), std::string(k.standard)});
  EXPECT_THAT(documented(), testing::ElementsAreArray(known));
}

TEST(SettingKeys, KeysUnderAPathAreItsDirectChildren) {
  EXPECT_THAT(keys_under(SettingsFile::kFirstday, ""),
              testing::ElementsAre("log", "serve", "store", "accounts"));
  EXPECT_THAT(keys_under(SettingsFile::kFirstday, "accounts[]"),
              testing::ElementsAre("name", "provider", "kinds", "weight", "parameters"));
  EXPECT_THAT(keys_under(SettingsFile::kSchool, "calendar"),
              testing::ElementsAre("terms", "half_terms", "inset", "bank_holidays", "closures", "sessions"));
  EXPECT_THAT(keys_under(SettingsFile::kSchool, "calendar.terms[]"), testing::ElementsAre("from", "to"));
  EXPECT_THAT(keys_under(SettingsFile::kSchool, "urn"), testing::IsEmpty());
}

}  // namespace
}  // namespace firstday::config
