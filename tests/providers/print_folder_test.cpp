// The print folder: a batch is whole or absent, and no letter is handed over twice.
#include "providers/print_folder/print_folder.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "job/bundle.h"
#include "providers/provider_contract.h"
#include "support/temp_folder.h"

namespace firstday::providers {
namespace {

namespace fs = std::filesystem;
using job::OutcomeKind;
using testing::ElementsAre;
using testing::HasSubstr;

class OwnPrintFolder final : public Subject {
 public:
  OwnPrintFolder() { open(); }

  ports::Provider& provider() override { return *provider_; }
  /// As a new process would.
  void open() { provider_ = provider_print_folder::create({{"folder", top().string()}}).value(); }
  fs::path top() const { return folder_.path() / "print"; }
  fs::path school() const { return top() / message_of(job::Kind::kLetter).school.text(); }

 private:
  support::TempFolder folder_;
  std::unique_ptr<ports::Provider> provider_;
};

INSTANTIATE_TEST_SUITE_P(PrintFolder, ProviderContract,
                         testing::Values(ContractCase{"Plain",
                                                      [] { return std::make_unique<OwnPrintFolder>(); }}),
                         case_name);

job::Message batch_with(const std::vector<std::string>& references) {
  std::vector<job::File> files{{"letters.pdf", "%PDF all"}, {"manifest.csv", "x"}};
  for (const std::string& r : references) files.push_back({"single/" + r + ".pdf", "%PDF " + r});
  job::Message m = message_of(job::Kind::kLetter);
  m.body = base::Personal(job::pack(files));
  return m;
}

job::Outcome hand_over(ports::Provider& p, const std::string& batch,
                       const std::vector<std::string>& references) {
  const job::AttemptId id(batch);
  const auto request = p.prepare(batch_with(references), id);
  EXPECT_TRUE(request.ok());
  job::Outcome out;
  p.start(request.value(), id, [&](job::Outcome o) { out = std::move(o); });
  return out;
}

job::Outcome asked(ports::Provider& p, const std::string& reference) {
  job::Outcome out;
  p.query(job::AttemptId(reference), [&](job::Outcome o) { out = std::move(o); });
  return out;
}

std::vector<std::string> batches_in(const fs::path& school) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(school))
    if (entry.path().filename().string().front() != '.') out.push_back(entry.path().filename().string());
  return out;
}

std::string text_of(const fs::path& file) {
  std::ostringstream out;
  out << std::ifstream(file).rdbuf();
  return out.str();
}

TEST(PrintFolder, ABatchLiesThereWithItsFiles) {
  OwnPrintFolder own;
  const job::Outcome o = hand_over(own.provider(), "B1", {"AAA", "BBB"});
  EXPECT_EQ(o.kind, OutcomeKind::kAccepted);
  EXPECT_EQ(o.provider_ref, (own.school() / "B1").string());
  EXPECT_EQ(text_of(own.school() / "B1/letters.pdf"), "%PDF all");
  EXPECT_EQ(text_of(own.school() / "B1/single/BBB.pdf"), "%PDF BBB");
  EXPECT_TRUE(fs::is_empty(own.school() / ".draft"));
  EXPECT_EQ(fs::status(own.school() / "B1/letters.pdf").permissions(), fs::perms(0600));
}

TEST(PrintFolder, KnowsALetterAgainThoughItsBatchWasTakenAway) {
  OwnPrintFolder own;
  hand_over(own.provider(), "B1", {"AAA"});
  fs::remove_all(own.school() / "B1");
  own.open();
  EXPECT_EQ(asked(own.provider(), "AAA").kind, OutcomeKind::kAccepted);
  EXPECT_EQ(asked(own.provider(), "AAA").provider_ref, (own.school() / "B1").string());
  EXPECT_EQ(asked(own.provider(), "CCC").kind, OutcomeKind::kNotSent);
  EXPECT_EQ(hand_over(own.provider(), "B2", {"AAA", "CCC"}).kind, OutcomeKind::kRejectedPermanent);
  EXPECT_EQ(asked(own.provider(), "CCC").kind, OutcomeKind::kNotSent);
  EXPECT_EQ(hand_over(own.provider(), "B1", {"AAA"}).kind, OutcomeKind::kAccepted) << "the same batch again";
  EXPECT_THAT(batches_in(own.school()), ElementsAre());
}

TEST(PrintFolder, ADraftWithoutItsListWasNeverHandedOver) {
  OwnPrintFolder own;
  hand_over(own.provider(), "B1", {"AAA"});
  fs::create_directories(own.school() / ".draft/B2/single");
  std::ofstream(own.school() / ".draft/B2/single/BBB.pdf") << "half";
  std::ofstream(own.school() / ".handed-over/B2.tmp") << "BB";
  EXPECT_EQ(asked(own.provider(), "BBB").kind, OutcomeKind::kNotSent);
  EXPECT_TRUE(fs::is_empty(own.school() / ".draft"));
  EXPECT_EQ(hand_over(own.provider(), "B3", {"BBB"}).kind, OutcomeKind::kAccepted);
  EXPECT_THAT(batches_in(own.school()), testing::UnorderedElementsAre("B1", "B3"));
}

TEST(PrintFolder, ADraftWithItsListIsPutIntoItsPlace) {
  OwnPrintFolder own;
  hand_over(own.provider(), "B1", {"AAA"});
  fs::rename(own.school() / "B1", own.school() / ".draft/B1");
  own.open();
  EXPECT_EQ(asked(own.provider(), "AAA").kind, OutcomeKind::kAccepted);
  EXPECT_EQ(text_of(own.school() / "B1/single/AAA.pdf"), "%PDF AAA");
}

TEST(PrintFolder, AFileNameThatLeadsElsewhereIsRefused) {
  OwnPrintFolder own;
  for (const char* name : {"../x.pdf", "/etc/x", "single/../../x", ".hidden", "other/x.pdf"}) {
    job::Message m = message_of(job::Kind::kLetter);
    m.body = base::Personal(job::pack({{name, "x"}, {"single/AAA.pdf", "x"}}));
    EXPECT_FALSE(own.provider().prepare(m, job::AttemptId("B1")).ok()) << name;
  }
  EXPECT_FALSE(own.provider().prepare(batch_with({"AAA"}), job::AttemptId("../B1")).ok());
  EXPECT_FALSE(own.provider().prepare(batch_with({}), job::AttemptId("B1")).ok()) << "no letter in it";
}

TEST(PrintFolder, SaysWhichParameterIsWrong) {
  const auto what = [](const std::map<std::string, std::string>& p) {
    return provider_print_folder::create(p).error().what;
  };
  EXPECT_THAT(what({}), HasSubstr("\"folder\" is missing"));
  EXPECT_THAT(what({{"folder", "/tmp"}, {"rehearsal", "perhaps"}}), HasSubstr("\"rehearsal\" is wrong"));
  EXPECT_THAT(what({{"folder", "/tmp"}, {"colour", "x"}}), HasSubstr("\"colour\""));
  support::TempFolder folder;
  const std::string path = folder.path().string();
  EXPECT_TRUE(provider_print_folder::create({{"folder", path}}).value()->capabilities().reaches_people);
  EXPECT_FALSE(provider_print_folder::create({{"folder", path}, {"rehearsal", "yes"}})
                   .value()
                   ->capabilities()
                   .reaches_people);
}

TEST(PrintFolder, ADiskThatTakesNothingIsNotSent) {
  OwnPrintFolder own;
  fs::create_directories(own.top());
  std::ofstream(own.top() / message_of(job::Kind::kLetter).school.text())
      << "a file where the folder should be";
  EXPECT_EQ(hand_over(own.provider(), "B1", {"AAA"}).kind, OutcomeKind::kNotSent);
}

}  // namespace
}  // namespace firstday::providers
