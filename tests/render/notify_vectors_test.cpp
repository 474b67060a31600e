// Our text rules beside GOV.UK Notify's own answers, as running its library gave them
// (tests/vectors). What differs, and why:
//   - A text whose characters of two units fall on the end of a part: we count one part more, since
//     phones and carriers never cut such a character (sms_parts_test.cpp holds such cases).
//   - Notify puts "Service name: " in front and counts it, but measures its limit without it. We have no
//     such prefix: a template says who is writing. The prefix is put in front here by hand.
//   - A blank value fills a Notify field with nothing; ours is an error that names the field.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "render/fill.h"
#include "render/sms_parts.h"
#include "render/sms_text.h"

namespace firstday::render {
namespace {

using Json = nlohmann::json;

Json vectors(const char* name) {
  const std::filesystem::path file = std::filesystem::path(FIRSTDAY_SOURCE_DIR) / "tests/vectors" / name;
  std::ifstream in(file);
  return in ? Json::parse(in) : Json();
}

Values values_of(const Json& object) {
  Values values;
  if (object.is_null()) return values;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string()) {
      values.set(name, value.get<std::string>());
      continue;
    }
    std::vector<base::Personal> list;
    for (const Json& item : value) list.emplace_back(item.get<std::string>());
    values.set(name, std::move(list));
  }
  return values;
}

TEST(NotifyVectors, TheReplacementTableIsNotifys) {
  const Json charset = vectors("sms-charset.json");
  ASSERT_FALSE(charset.is_null());
  const Json& table = charset["replacement_table"];
  EXPECT_EQ(table.size(), 21u);
  for (const auto& [code, instead] : table.items()) {
    const auto c = static_cast<char32_t>(std::stoul(code.substr(2), nullptr, 16));
    EXPECT_EQ(replacement(c), std::string_view(instead.get_ref<const std::string&>())) << code;
  }
}

void expect_as_notify(const Json& c) {
  const std::string source = c["template"];
  const auto filled = fill(parse_template(source, "vector").value, values_of(c["values"]));
  if (c["empty"]) {
    EXPECT_FALSE(filled.ok()) << source;
    return;
  }
  ASSERT_TRUE(filled.ok()) << source;
  const std::string body = text_for_sms(filled.value().text.reveal());
  EXPECT_EQ(count_parts(body).too_long(), c["too_long"].get<bool>()) << source;
  const std::string sent = c["prefix"].is_null() ? body : c["prefix"].get<std::string>() + ": " + body;
  EXPECT_EQ(sent, c["sent_text"].get<std::string>());
  const SmsParts parts = count_parts(sent);
  EXPECT_EQ(parts.parts, c["fragments"].get<int>()) << source;
  EXPECT_EQ(parts.unicode, c["unicode"].get<bool>()) << source;
  EXPECT_EQ(parts.not_gsm, c["non_gsm"].get<std::vector<std::string>>()) << source;
}

TEST(NotifyVectors, EveryTextIsSentAndCountedAsNotifyDoes) {
  const Json cases = vectors("sms-fragments.json");
  ASSERT_FALSE(cases.is_null());
  ASSERT_GT(cases.size(), 10u);
  for (const Json& c : cases) expect_as_notify(c);
}

// The same rules on cases of our own.
TEST(NotifyRules, HoldForOurOwnCasesToo) {
  const char* const cases = R"json([
    {"template": "Dear ((name)), Zoë is here.", "values": {"name": "Mrs Ó Dálaigh"}, "prefix": null, "empty": false,
     "sent_text": "Dear Mrs Ó Dálaigh, Zoë is here.", "fragments": 1, "unicode": true, "too_long": false,
     "non_gsm": ["Ó", "á", "ë"]},
    {"template": "Hi ((names)) ((late??– late))", "values": {"names": ["a", "b", "c"], "late": "show"},
     "prefix": "School", "empty": false, "sent_text": "School: Hi a, b and c - late", "fragments": 1,
     "unicode": false, "too_long": false, "non_gsm": []},
    {"template": "((a))", "values": {"a": ""}, "empty": true}
  ])json";
  for (const Json& c : Json::parse(cases)) expect_as_notify(c);
}

}  // namespace
}  // namespace firstday::render
