#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "config/templates.h"
#include "render/fill.h"

namespace firstday::config {
namespace {

namespace fs = std::filesystem;
using base::Problem;
using base::Severity;
using job::Kind;

/// A folder of templates that is gone afterwards.
class TemplateFolder : public testing::Test {
 protected:
  void SetUp() override {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    root_ = fs::temp_directory_path() /
            ("firstday-" + test + "-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()));
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }

  base::Parsed<TemplateFolders> load(const std::vector<std::string>& folders) const {
    std::vector<std::string> paths;
    for (const std::string& f : folders) paths.push_back((root_ / f).string());
    return load_templates(paths,
                          [](std::string_view bytes) { return "hash of " + std::to_string(bytes.size()); });
  }

  fs::path root_;
};

constexpr const char* kSample =
    "en:\n  school: Marsh Lane\n  pupil first names: [Robin, Ann]\n  date: 2027-01-12\n  session: am\n";
constexpr const char* kText = "((school)): ((pupil first names)), ((session)) of ((date))\n";

std::string all(const std::vector<Problem>& problems) {
  std::string out;
  for (const Problem& p : problems) out += base::describe(p) + "\n";
  return out;
}

testing::AssertionResult says(const std::vector<Problem>& problems, Severity severity,
                              const std::string& what) {
  for (const Problem& p : problems)
    if (p.severity == severity && base::describe(p).find(what) != std::string::npos)
      return testing::AssertionSuccess();
  return testing::AssertionFailure() << "nothing says \"" << what << "\":\n" << all(problems);
}

TEST_F(TemplateFolder, GivesTemplatesWithTheirSamplesAndHashes) {
  write("own/absence/text.en.md", kText);
  write("own/absence/sample.yaml", kSample);
  write("own/README.md", "notes are passed over");
  write("own/absence/.text.en.md.swp", "so are hidden files");
  const auto loaded = load({"own"});
  EXPECT_TRUE(loaded.problems.empty()) << all(loaded.problems);
  const render::Template* t = loaded.value.set.find("absence", Kind::kText, "en");
  ASSERT_NE(t, nullptr);
  EXPECT_EQ(t->hash, "hash of " + std::to_string(std::string(kText).size()));
  const render::Values* sample = loaded.value.sample("absence", "cy");
  ASSERT_NE(sample, nullptr) << "English stands in";
  EXPECT_EQ(render::fill(t->body, *sample).value().text.reveal(),
            "Marsh Lane: Robin and Ann, morning of Tuesday 12 January\n");
  EXPECT_EQ(loaded.value.sample("other", "en"), nullptr);
}

TEST_F(TemplateFolder, TheFirstFolderWinsFileByFile) {
  write("school/absence/text.en.md", "Ours: ((school))");
  write("shipped/absence/text.en.md", "Theirs: ((school))");
  write("shipped/absence/voicemail.en.md", "((school)) rang");
  write("shipped/absence/sample.yaml", "en: {school: Marsh Lane}\n");
  const auto loaded = load({"school", "shipped"});
  EXPECT_TRUE(loaded.problems.empty()) << all(loaded.problems);
  EXPECT_EQ(loaded.value.set.list().size(), 2u);
  EXPECT_NE(loaded.value.set.find("absence", Kind::kText, "en")->file.find("school"), std::string::npos);
  EXPECT_NE(loaded.value.set.find("absence", Kind::kVoicemail, "en"), nullptr);
}

TEST_F(TemplateFolder, ABrokenFileLeavesTheShippedOneInPlace) {
  write("school/absence/text.en.md", "Ours: ((school");
  write("shipped/absence/text.en.md", "Theirs: ((school))");
  write("shipped/absence/sample.yaml", "en: {school: Marsh Lane}\n");
  const auto loaded = load({"school", "shipped"});
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "text.en.md:1:7: error: The field that opens here"));
  EXPECT_NE(loaded.value.set.find("absence", Kind::kText, "en")->file.find("shipped"), std::string::npos);
}

TEST_F(TemplateFolder, NamesBadFilesAndFolders) {
  write("own/absence/text.english.md", "Hello");
  write("own/absence/notes.txt", "Hello");
  write("own/Bad Name/text.en.md", "Hello");
  write("own/absence/sample.yaml", "{}");
  const auto loaded = load({"own", "nowhere"});
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "text.english.md: error: The file's name"));
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "notes.txt: warning: This is neither"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "Bad Name: error: This is no name"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "nowhere: error: The folder cannot be read"));
}

TEST_F(TemplateFolder, NamesFilesThatCannotBeRead) {
  fs::create_directories(root_ / "own/absence/text.en.md");
  write("own/absence/call.en.md", std::string(300 * 1024, 'a'));
  const auto loaded = load({"own"});
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "text.en.md: error: The file cannot be read"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "call.en.md: error: The file is far too large"));
}

TEST_F(TemplateFolder, ATemplateNeedsASampleThatFillsIt) {
  write("own/absence/text.en.md", "((school)) ((date))");
  write("own/absence/sample.yaml", "en: {school: Marsh Lane}\n");
  write("own/lonely/text.en.md", "Hello");
  const auto loaded = load({"own"});
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "text.en.md (date): error: The sample has no value"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "There is no sample"));
  EXPECT_TRUE(loaded.value.set.list().empty()) << "neither is kept";
}

TEST_F(TemplateFolder, AFieldThatNothingFillsIsRefusedWhereWeFillThem) {
  write("own/absence/text.en.md", "((nickname))");
  write("own/absence/card.en.md", "((nickname))");
  write("own/absence/app_message.en.md", "((nickname))");
  write("own/absence/sample.yaml", "en: {nickname: Rob}\n");
  const auto loaded = load({"own"});
  EXPECT_TRUE(
      says(loaded.problems, Severity::kError, "text.en.md (nickname): error: Nothing fills this field"));
  EXPECT_EQ(loaded.value.set.find("absence", Kind::kText, "en"), nullptr);
  EXPECT_EQ(loaded.value.set.find("absence", Kind::kCard, "en"), nullptr);
  EXPECT_NE(loaded.value.set.find("absence", Kind::kAppMessage, "en"), nullptr);
}

TEST_F(TemplateFolder, WarnsOfSampleFieldsNobodyUses) {
  write("own/absence/text.en.md", "((school))");
  write("own/absence/sample.yaml", "en: {School: Marsh Lane, dat: 2027-01-12}\n");
  const auto loaded = load({"own"});
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "sample.yaml (dat): warning: No template"));
  EXPECT_EQ(loaded.problems.size(), 1u) << all(loaded.problems);
}

TEST_F(TemplateFolder, WarnsOfWhatATextCosts) {
  write("own/absence/text.en.md", "((school)) " + std::string(200, 'a'));
  write("own/absence/text.cy.md", "---\nreviewed_by: Non\n---\n((school)) ŵ " + std::string(70, 'a'));
  write("own/absence/sample.yaml", "en: {school: Marsh Lane}\n");
  const auto loaded = load({"own"});
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning,
                   "text.en.md: warning: With its sample every text costs 2 parts, 211 units."));
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "2 parts, 83 units, Unicode because of ŵ."));
  EXPECT_FALSE(loaded.has_errors());
}

TEST_F(TemplateFolder, ATextThatCannotBeSentIsLeftOut) {
  write("own/absence/text.en.md", "((school)) " + std::string(920, 'a'));
  write("own/absence/sample.yaml", "en: {school: Marsh Lane}\n");
  const auto loaded = load({"own"});
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "longer than a text may be"));
  EXPECT_TRUE(loaded.value.set.list().empty());
}

TEST_F(TemplateFolder, WarnsOfSensitiveWordsWhereAPhoneShowsThem) {
  const std::string words = "((school)): we may tell the POLICE; he's ill at risk";
  write("own/absence/text.en.md", words);
  write("own/absence/voicemail.cy.md", "---\nreviewed_by: Non\n---\n((school)): ar goll, heddlu");
  write("own/absence/call.en.md", words);
  write("own/absence/sample.yaml", "en: {school: Court Welfare Street}\n");
  const auto loaded = load({"own"});
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "text.en.md: warning: It says \"police\""));
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "text.en.md: warning: It says \"ill\""));
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "text.en.md: warning: It says \"risk\""));
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "voicemail.cy.md: warning: It says \"ar goll\""));
  EXPECT_TRUE(says(loaded.problems, Severity::kWarning, "voicemail.cy.md: warning: It says \"heddlu\""));
  EXPECT_EQ(loaded.problems.size(), 5u) << "a call script may say more, and names are not wording\n"
                                        << all(loaded.problems);
}

TEST_F(TemplateFolder, SaysWhereASampleIsWrong) {
  write("a/absence/sample.yaml", "en:\n  school: [a, [b]]\n  date: {x: y}\ncy: none\n");
  write("b/absence/sample.yaml", "- a list\n");
  write("c/absence/sample.yaml", "en: {school: x\n");
  const auto loaded = load({"a", "b", "c"});
  EXPECT_TRUE(
      says(loaded.problems, Severity::kError, "sample.yaml:2:15 (school): error: A list holds texts only"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "sample.yaml:3:9 (date): error: A value is text"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "sample.yaml:4:5: error: A language's sample"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "sample.yaml:1:1: error: A sample is a map"));
  EXPECT_TRUE(says(loaded.problems, Severity::kError, "This is not good YAML"));
}

TEST_F(TemplateFolder, AnUnreviewedTranslationIsLoadedButNotSent) {
  write("own/absence/text.en.md", "((school))");
  write("own/absence/text.pl.md", "((school))");
  write("own/absence/sample.yaml", "en: {school: Marsh Lane}\n");
  const auto loaded = load({"own"});
  EXPECT_TRUE(says(loaded.problems, Severity::kNote, "text.pl.md: note: Nobody has reviewed"));
  EXPECT_EQ(loaded.value.set.find("absence", Kind::kText, "pl")->language, "en");
  EXPECT_NE(loaded.value.set.exact("absence", Kind::kText, "pl"), nullptr);
}

}  // namespace
}  // namespace firstday::config
