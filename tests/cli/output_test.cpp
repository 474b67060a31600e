#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/commands.h"
#include "cli/json.h"
#include "cli/table.h"

namespace firstday::cli {
namespace {

TEST(Table, AlignsByCharactersNotBytes) {
  Table table({"Name", "To"});
  table.add({"Siân", "x"});
  table.add({"Bo", "y"});
  std::ostringstream out;
  table.print(out, "  ");
  EXPECT_EQ(out.str(), "  Name  To\n  Siân  x\n  Bo    y\n");
}

TEST(Table, NobodysWordsCanLookLikeALineOfTheRecord) {
  EXPECT_EQ(on_one_line("ill\n12  12 Jan 09:00  firstday  Call"), "ill / 12  12 Jan 09:00  firstday  Call");
  EXPECT_EQ(on_one_line("a\r\nb\rc"), "a / b / c");
  EXPECT_EQ(on_one_line("\x1b[2Kgone\a\x7f\t"), "?[2Kgone???");
  EXPECT_EQ(on_one_line("\u0085next\u009b31m"), "?next?31m");
  EXPECT_EQ(on_one_line("\u202eevil\u2066\u200f"), "evil");
  EXPECT_EQ(on_one_line("Siân Ŵyn – “ill”, 病"), "Siân Ŵyn – “ill”, 病");
  Table table({"Said"});
  table.add({"one\ntwo"});
  std::ostringstream out;
  table.print(out);
  EXPECT_EQ(out.str(), "Said\none / two\n");
}

TEST(Table, CsvIsSafeAgainstFormulas) {
  Table table({"a", "b"});
  table.add({"=1+1", "+447700900123"});
  table.add({"@x", "-2"});
  table.add({"plain", "with \"quotes\", and comma"});
  std::ostringstream out;
  table.print_csv(out);
  EXPECT_EQ(out.str(),
            "a,b\r\n'=1+1,'+447700900123\r\n'@x,'-2\r\nplain,\"with \"\"quotes\"\", and comma\"\r\n");
}

TEST(Json, IsOneLineWhateverTheTextHolds) {
  const std::string line = JsonObject().add("text", "a\n\"b\"\\").add("n", 3).add("yes", true).line();
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto parsed = nlohmann::json::parse(line);
  EXPECT_EQ(parsed["text"], "a\n\"b\"\\");
  EXPECT_EQ(parsed["n"], 3);
  EXPECT_EQ(parsed["yes"], true);
}

TEST(Json, BytesThatAreNotUtf8DoNotEndTheProgram) {
  const std::string line = JsonObject().add("text", std::string("a\xff")).line();
  EXPECT_EQ(nlohmann::json::parse(line)["text"], "a\xEF\xBF\xBD");
}

TEST(Json, HoldsListsOfObjectsInTheirOrder) {
  std::vector<JsonObject> list;
  list.push_back(JsonObject());
  list.back().add("b", 1).add("a", 2);
  list.push_back(JsonObject());
  EXPECT_EQ(JsonObject().add("list", list).add("none", std::vector<JsonObject>()).line(),
            R"({"list":[{"b":1,"a":2},{}],"none":[]})");
}

TEST(Json, LeavesOutWhatIsEmptyOnlyWhenAsked) {
  EXPECT_EQ(JsonObject().add("a", "").add_if("b", "").line(), R"({"a":""})");
}

TEST(ExitCodes, FollowTheKindOfError) {
  EXPECT_EQ(exit_of(base::ErrorKind::kUsage), 64);
  EXPECT_EQ(exit_of(base::ErrorKind::kBadInput), 65);
  EXPECT_EQ(exit_of(base::ErrorKind::kUnavailable), 69);
  EXPECT_EQ(exit_of(base::ErrorKind::kConflict), 69);
  EXPECT_EQ(exit_of(base::ErrorKind::kConfiguration), 78);
}

}  // namespace
}  // namespace firstday::cli
