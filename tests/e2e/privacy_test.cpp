// No name, number, address or text of the sample stands in any log of a full run (invariant 9).
#include <gtest/gtest.h>

#include "e2e/sample.h"
#include "e2e/sample_days.h"

namespace firstday::e2e {
namespace {

/// The personal values of one export file, long enough that a chance hit means something.
void collect(const Sample& sample, const std::string& file, const std::vector<std::string>& columns,
             std::set<std::string>& into) {
  const auto rows = csv_rows(read_file(sample.export_path(file)));
  ASSERT_GT(rows.size(), 1u) << file;
  for (const std::string& name : columns) {
    const std::size_t at = column(rows[0], name);
    for (std::size_t i = 1; i < rows.size(); ++i)
      if (at < rows[i].size() && rows[i][at].size() >= 4) into.insert(rows[i][at]);
  }
}

std::string digits_only(const std::string& text) {
  std::string out;
  for (char c : text)
    if (c >= '0' && c <= '9') out += c;
  return out;
}

TEST(Privacy, NoLogOfAFullRunHoldsAnythingAboutAPerson) {
  const Sample sample("privacy", Prepared::kNothing);
  const std::string last = read_sample_days().dates.back();
  std::string said = sample
                         .firstday("", {"--verbose", "import", "roll", "--from",
                                        source_path("config/sample/exports/canonical"), "--yes"})
                         .err;
  said +=
      sample.firstday("", {"--verbose", "import", "marks", "--from", sample.export_path("marks.csv")}).err;
  said += sample.firstday(last + " 09:35", {"--verbose", "run"}).err;
  said += sample.firstday(last + " 09:45", {"--verbose", "log"}).err;
  for (const auto& file : files_below(sample.data() / "logs")) said += read_file(file);
  ASSERT_NE(said.find("planned"), std::string::npos) << "the log was not written";

  std::set<std::string> personal;
  const std::vector<std::string> address = {"address_1", "address_2", "postcode"};
  collect(sample, "pupils.csv", {"forename", "surname"}, personal);
  collect(sample, "pupils.csv", address, personal);
  collect(sample, "contacts.csv", {"forename", "surname", "mobile", "landline", "work_phone", "email"},
          personal);
  collect(sample, "contacts.csv", address, personal);
  collect(sample, "professionals.csv", {"name", "phone"}, personal);
  ASSERT_GT(personal.size(), 500u);
  for (const std::string& value : personal) {
    EXPECT_EQ(said.find(value), std::string::npos)
        << "a personal value of " << value.size() << " characters is in a log";
    const std::string number = digits_only(value);
    if (number.size() >= 10) {
      EXPECT_EQ(said.find(number.substr(1)), std::string::npos) << "a telephone number is in a log";
    }
  }
  for (const auto& file : sample.sent()) {
    const std::string message = read_file(file);
    const std::string text = message.substr(message.find("\n\n") + 2, 25);
    EXPECT_EQ(said.find(text), std::string::npos) << "a message text is in a log";
  }
}

TEST(Privacy, TheDataFolderIsItsOwnersAlone) {
  const Sample sample("private-folder", Prepared::kNothing);
  sample.import_roll();
  namespace fs = std::filesystem;
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  EXPECT_EQ(fs::status(sample.data()).permissions() & others, fs::perms::none);
  for (const auto& file : files_below(sample.data() / "keys"))
    EXPECT_EQ(fs::status(file).permissions() & others, fs::perms::none);
}

}  // namespace
}  // namespace firstday::e2e
