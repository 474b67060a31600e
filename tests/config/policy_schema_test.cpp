// The JSON Schema of the policy format: the file is what the program makes, and its keys are the reader's.
#include "config/policy_schema.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.h"
#include "config/policy_file.h"

namespace firstday::config {
namespace {

using nlohmann::json;

const char* const kFile = FIRSTDAY_SOURCE_DIR "/config/policies/policy.schema.json";

json schema() {
  return json::parse(policy_schema());
}

std::set<std::string> keys_of(const json& object) {
  std::set<std::string> out;
  for (const auto& [key, what] : object.at("properties").items()) out.insert(key);
  return out;
}

/// The keys that the reader knows at the place of an unknown one: its complaint lists them.
std::set<std::string> known_at(const std::string& yaml) {
  for (const base::Problem& p : read_policy(yaml, "p.yaml").problems) {
    const std::string start = "Use one of: ";
    if (p.what.find("'nobody_knows_this'") == std::string::npos) continue;
    const size_t at = p.mend.find(start);
    std::string words = p.mend.substr(at + start.size());
    words.erase(words.find_last_of('.'));
    std::set<std::string> out;
    for (const std::string& w : base::split(words, ',')) out.insert(std::string(base::trim(w)));
    return out;
  }
  return {};
}

TEST(PolicySchema, TheFileIsWhatTheProgramMakes) {
  std::ifstream in(kFile, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (std::getenv("FIRSTDAY_ACCEPT") != nullptr) std::ofstream(kFile, std::ios::binary) << policy_schema();
  EXPECT_EQ(text, policy_schema())
      << "write it again: firstday check --schema > config/policies/policy.schema.json";
}

TEST(PolicySchema, ItsKeysAreTheReaders) {
  const json s = schema();
  const json& parts = s.at("properties");
  const std::string unknown = "nobody_knows_this: 1";
  EXPECT_EQ(keys_of(s), known_at(unknown));
  EXPECT_EQ(keys_of(s.at("$defs").at("step")), known_at("steps:\n  - {" + unknown + "}"));
  EXPECT_EQ(keys_of(s.at("$defs").at("audience")), known_at("steps:\n  - audience: {" + unknown + "}"));
  EXPECT_EQ(keys_of(s.at("$defs").at("condition")), known_at("steps:\n  - when: {" + unknown + "}"));
  EXPECT_EQ(keys_of(parts.at("clock")), known_at("clock: {" + unknown + "}"));
  EXPECT_EQ(keys_of(parts.at("hours")), known_at("hours: {" + unknown + "}"));
  EXPECT_EQ(keys_of(parts.at("tail")), known_at("tail: {" + unknown + "}"));
  EXPECT_EQ(keys_of(parts.at("tail").at("properties").at("task")),
            known_at("tail: {task: {" + unknown + "}}"));
  EXPECT_EQ(keys_of(parts.at("gates").at("items")), known_at("gates:\n  - {" + unknown + "}"));
  EXPECT_EQ(keys_of(parts.at("rounds").at("items")), known_at("rounds:\n  - {" + unknown + "}"));
  EXPECT_EQ(keys_of(parts.at("tiers").at("items")), known_at("tiers:\n  - {" + unknown + "}"));
}

/// As much of JSON Schema as the policy schema uses.
bool fits(const json& schema_, const json& root, const json& value) {
  if (schema_.contains("$ref"))
    return fits(root.at("$defs").at(schema_.at("$ref").get<std::string>().substr(8)), root, value);
  if (schema_.contains("anyOf"))
    return std::any_of(schema_.at("anyOf").begin(), schema_.at("anyOf").end(),
                       [&](const json& one) { return fits(one, root, value); });
  if (schema_.contains("enum"))
    return std::find(schema_.at("enum").begin(), schema_.at("enum").end(), value) != schema_.at("enum").end();
  if (schema_.contains("const")) return schema_.at("const") == value;
  return schema_.at("type") == "string" ? value.is_string() : !value.is_string();
}

TEST(PolicySchema, KnowsTheWordsOfTheReader) {
  const json s = schema();
  const json& step = s.at("$defs").at("step").at("properties");
  EXPECT_TRUE(fits(step.at("action"), s, "voicemail"));
  EXPECT_FALSE(fits(step.at("action"), s, "telegram"));
  EXPECT_TRUE(fits(step.at("occurrence"), s, "each_round"));
  EXPECT_TRUE(fits(step.at("at"), s, "school_ends"));
  EXPECT_TRUE(fits(s.at("properties").at("tail").at("properties").at("do"), s, "chain"));
  EXPECT_FALSE(fits(s.at("properties").at("timezone"), s, "Europe/Paris"));
}

}  // namespace
}  // namespace firstday::config
