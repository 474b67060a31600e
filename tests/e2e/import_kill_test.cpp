// An import that is killed or cancelled leaves the roll as it was: whole, or not at all.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "e2e/program.h"
#include "e2e/sample.h"
#include "e2e/traced.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr int kPupils = 60;

/// A roll of its own in the sample's configuration; `number` is the last digit of every mobile.
void write_export(const fs::path& folder, char number) {
  fs::create_directories(folder);
  std::string pupils = "school,pupil,forename,surname,born,year,form\n";
  std::string contacts =
      "school,pupil,contact,priority,relationship,forename,surname,parental_responsibility,mobile\n";
  for (int i = 10; i < 10 + kPupils; ++i) {
    const std::string n = std::to_string(i);
    pupils += "900001,P" + n + ",Kit,Marsh" + n + ",2016-05-02,Y5," + (number == '1' ? "5H" : "5B") + "\n";
    contacts += "900001,P" + n + ",C" + n + ",1,mother,Alex,Marsh" + n + ",yes,07700 9005" + n.substr(0, 1) +
                number + "\n";
  }
  write_file(folder / "pupils.csv", pupils);
  write_file(folder / "contacts.csv", contacts);
}

class KilledImport : public testing::Test {
 protected:
  KilledImport()
      : sample_(testing::UnitTest::GetInstance()->current_test_info()->name(), Prepared::kNothing) {
    write_export(before(), '1');
    write_export(after(), '2');
    const Ran first = sample_.firstday("", {"import", "roll", "--from", before().string(), "--yes"});
    EXPECT_EQ(first.exit_code, 0) << first.err;
    EXPECT_TRUE(is_on_record(before()));
  }

  fs::path before() const { return sample_.data().parent_path() / "before"; }
  fs::path after() const { return sample_.data().parent_path() / "after"; }

  std::vector<std::string> words(std::vector<std::string> rest) const {
    std::vector<std::string> out = {"--config", source_path("config/sample"), "--data",
                                    sample_.data().string()};
    out.insert(out.end(), rest.begin(), rest.end());
    return out;
  }

  /// What the program itself says of the difference, and changes nothing.
  bool is_on_record(const fs::path& exported) const {
    const Ran ran = sample_.firstday("", {"--json", "import", "roll", "--from", exported.string()});
    return ran.out.find("nothing changes") != std::string::npos;
  }

  Traced import_after(int kill_at) const {
    return run_traced(FIRSTDAY_PROGRAM, words({"import", "roll", "--from", after().string(), "--yes"}),
                      kill_at);
  }

  Sample sample_;
};

TEST_F(KilledImport, AtTwelvePlacesLeavesTheRollWhole) {
  const fs::path pristine = sample_.data().parent_path() / "pristine";
  fs::copy(sample_.data(), pristine, fs::copy_options::recursive);
  const Traced whole = import_after(0);
  if (!whole.possible) GTEST_SKIP() << "this machine lets nobody trace a process";
  ASSERT_EQ(whole.exit_code, 0);
  ASSERT_TRUE(is_on_record(after()));
  ASSERT_GT(whole.writes, 12);
  int as_it_was = 0;
  for (int place = 0; place < 12; ++place) {
    fs::remove_all(sample_.data());
    fs::copy(pristine, sample_.data(), fs::copy_options::recursive);
    fs::remove(sample_.data() / "high-water");  // a copy is in quarantine; nothing was sent from this one yet
    const int at = 1 + place * (whole.writes - 1) / 12;
    const Traced killed = import_after(at);
    EXPECT_EQ(killed.exit_code, 128 + SIGKILL) << "write " << at << " of " << whole.writes;
    const bool unchanged = is_on_record(before());
    EXPECT_NE(unchanged, is_on_record(after())) << "write " << at << " of " << whole.writes;
    as_it_was += unchanged ? 1 : 0;
  }
  EXPECT_GE(as_it_was, 6) << "most of an import lies before its commit";
}

TEST_F(KilledImport, CancelledAtTheQuestionChangesNothing) {
  const auto import = words({"import", "roll", "--from", after().string()});
  const Typed cancelled = run_on_terminal(FIRSTDAY_PROGRAM, import, "Change the roll? [y/N] ", "\x03");
  EXPECT_THAT(cancelled.shown, HasSubstr("Changed: contact Alex Marsh10 (C10) of Kit Marsh10 (P10): mobile "
                                         "+447700900511 -> +447700900512."))
      << "whoever is asked sees whom it is about";
  EXPECT_NE(cancelled.exit_code, 0);
  EXPECT_TRUE(is_on_record(before()));
  EXPECT_EQ(run_on_terminal(FIRSTDAY_PROGRAM, import, "[y/N] ", "n\n").exit_code, 1);
  EXPECT_TRUE(is_on_record(before()));
  EXPECT_EQ(run_on_terminal(FIRSTDAY_PROGRAM, import, "[y/N] ", "y\n").exit_code, 0);
  EXPECT_TRUE(is_on_record(after()));
}

}  // namespace
}  // namespace firstday::e2e
