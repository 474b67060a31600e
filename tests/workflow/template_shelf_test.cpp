#include "workflow/template_shelf.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "seal/hash.h"
#include "support/temp_folder.h"

namespace firstday::workflow {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const base::Date kToday = base::make_date(2027, 3, 2);

class TemplateShelf : public testing::Test {
 protected:
  void SetUp() override {
    write("shipped/absence/text.en.md", "Hello");
    write("shipped/absence/text.pl.md", "---\nabout: x\n---\nWitaj");
    write("shipped/absence/voicemail.pl.md", "Dzwonimy");
    write("shipped/absence/sample.yaml", "en: {}\n");
  }

  void write(const std::string& path, const std::string& text) const {
    fs::create_directories((root() / path).parent_path());
    std::ofstream(root() / path, std::ios::binary) << text;
  }
  std::string content(const fs::path& path) const {
    std::ostringstream out;
    out << std::ifstream(path, std::ios::binary).rdbuf();
    return out.str();
  }
  fs::path root() const { return scratch_.path(); }
  fs::path own() const { return root() / "config" / "templates"; }

  config::TemplateFolders load() const {
    std::vector<std::string> folders;
    if (fs::exists(own())) folders.push_back(own().string());
    folders.push_back((root() / "shipped").string());
    return config::load_templates(folders, [](std::string_view b) { return seal::sha256_hex(b); }).value;
  }
  base::Result<std::vector<std::string>> review(const std::string& name, const std::string& language,
                                                const std::string& by = "Ewa Example") const {
    return review_template(load(), (root() / "config").string(), {name, language, by, kToday});
  }
  Wording wording(const std::string& language, job::Kind kind = job::Kind::kText) const {
    for (const TemplateRow& row : template_list(load(), language).value())
      if (row.kind == kind) return row.wording;
    return Wording::kEnglish;
  }

  support::TempFolder scratch_;
};

TEST_F(TemplateShelf, AReviewLetsEveryKindOfThatTranslationGo) {
  EXPECT_EQ(wording("pl"), Wording::kWaits);
  EXPECT_EQ(load().set.find("absence", job::Kind::kText, "pl")->language, "en");
  ASSERT_EQ(review("absence", "pl").value().size(), 2u);
  EXPECT_EQ(wording("pl"), Wording::kReviewed);
  EXPECT_EQ(wording("pl", job::Kind::kVoicemail), Wording::kReviewed);
  EXPECT_EQ(load().set.find("absence", job::Kind::kText, "pl")->language, "pl");
  const TemplateRow row = template_list(load(), "pl").value().front();
  EXPECT_EQ(row.reviewed_by, "Ewa Example");
  EXPECT_EQ(row.reviewed_on, "2027-03-02");
}

TEST_F(TemplateShelf, WhatShipsIsCopiedAndALaterVersionChangesNoWordThatWasRead) {
  const std::string shipped = content(root() / "shipped/absence/text.pl.md");
  ASSERT_TRUE(review("absence", "pl").ok());
  EXPECT_EQ(content(root() / "shipped/absence/text.pl.md"), shipped);
  write("shipped/absence/text.pl.md", "Nowe");
  EXPECT_EQ(load().set.find("absence", job::Kind::kText, "pl")->file,
            (own() / "absence/text.pl.md").string());
}

TEST_F(TemplateShelf, AWordThatIsChangedAfterwardsMustBeReadAgain) {
  ASSERT_TRUE(review("absence", "pl").ok());
  const fs::path file = own() / "absence/text.pl.md";
  std::ofstream(file, std::ios::app) << " zmiana";
  EXPECT_EQ(wording("pl"), Wording::kLapsed);
  EXPECT_EQ(load().set.find("absence", job::Kind::kText, "pl")->language, "en");
  ASSERT_TRUE(review("absence", "pl", "Jan Example").ok());
  EXPECT_EQ(wording("pl"), Wording::kReviewed);
  EXPECT_THAT(content(file), HasSubstr("reviewed_by: Jan Example\n"));
  EXPECT_THAT(content(file), Not(HasSubstr("Ewa")));
  EXPECT_FALSE(fs::exists(own() / "absence/.text.pl.md.new"));
}

TEST_F(TemplateShelf, AFileThatChangedWhileItWasReadIsNotTheOneThatWasRead) {
  const config::TemplateFolders read = load();
  write("shipped/absence/text.pl.md", "Witaj jutro");
  const auto refused = review_template(read, (root() / "config").string(), {"absence", "pl", "Ewa", kToday});
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, base::ErrorKind::kConflict);
  EXPECT_FALSE(fs::exists(own() / "absence/text.pl.md"));
}

TEST_F(TemplateShelf, SaysWhatCannotBeReviewed) {
  EXPECT_THAT(review("absence", "en").error().what, HasSubstr("need no review"));
  EXPECT_THAT(review("absence", "xx").error().what, HasSubstr("The languages are: en, pl."));
  EXPECT_THAT(review("nothing", "pl").error().what, HasSubstr("There are: absence."));
  for (const char* by : {"", "  ", "Ewa\nabout: y"})
    EXPECT_THAT(review("absence", "pl", by).error().what, HasSubstr("needs the name"));
  EXPECT_FALSE(fs::exists(own()));
}

TEST_F(TemplateShelf, AFolderThatCannotBeWrittenIsSaidWithItsFile) {
  write("config", "a file where the folder should be");
  const auto refused = review("absence", "pl");
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().kind, base::ErrorKind::kUnavailable);
  EXPECT_THAT(refused.error().what, HasSubstr("text.pl.md' cannot be written"));
}

TEST_F(TemplateShelf, ListsByLanguage) {
  EXPECT_EQ(template_list(load(), "").value().size(), 3u);
  EXPECT_EQ(template_list(load(), "pl").value().size(), 2u);
  EXPECT_FALSE(template_list(load(), "cy").ok());
}

}  // namespace
}  // namespace firstday::workflow
