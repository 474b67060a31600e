#include "providers/sandbox/sandbox.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "providers/provider_contract.h"
#include "support/builders.h"
#include "support/temp_folder.h"

namespace firstday::provider_sandbox {
namespace {

namespace fs = std::filesystem;
using job::Kind;
using job::OutcomeKind;
using providers::message_of;
using providers::reference;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

using Parameters = std::map<std::string, std::string>;

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class OwnFolder final : public providers::Subject {
 public:
  explicit OwnFolder(Parameters parameters = {}) {
    parameters.emplace("folder", path().string());
    auto made = Sandbox::create(parameters);
    FIRSTDAY_CHECK(made.ok(), "the sandbox of the test can be made");
    provider_ = std::move(made).value();
  }
  ports::Provider& provider() override { return *provider_; }
  fs::path path() const { return folder_.path() / "outbox"; }

  job::Outcome send(const job::Message& message, int n = 1) {
    job::Outcome outcome;
    outcome.evidence = "never answered";
    provider_->start(provider_->prepare(message, reference(n)).value(), reference(n),
                     [&](job::Outcome o) { outcome = std::move(o); });
    while (provider_->poll(milliseconds(10)) > 0) {
    }
    return outcome;
  }

  /// Every message file, as a path below the folder.
  std::set<std::string> files() const {
    std::set<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(path()))
      if (entry.is_regular_file() && entry.path().filename() != "processed.log")
        found.insert(fs::relative(entry.path(), path()).string());
    return found;
  }
  std::vector<std::string> processed() const {
    std::vector<std::string> lines = base::split(text_of(path() / "processed.log"), '\n');
    lines.pop_back();
    return lines;
  }

 private:
  support::TempFolder folder_;
  std::unique_ptr<ports::Provider> provider_;
};

providers::ContractCase contract_case(const std::string& name, const Parameters& parameters) {
  return {name, [=] { return std::make_unique<OwnFolder>(parameters); }};
}

}  // namespace
}  // namespace firstday::provider_sandbox

namespace firstday::providers {
using provider_sandbox::contract_case;
INSTANTIATE_TEST_SUITE_P(Sandbox, ProviderContract,
                         testing::Values(contract_case("Plain", {}),
                                         contract_case("Late", {{"delay", "all"}, {"delay_ms", "5"}}),
                                         contract_case("Refusing", {{"fail", "all"}}),
                                         contract_case("Busy", {{"busy", "all"}}),
                                         contract_case("Losing", {{"drop", "all"}}),
                                         contract_case("WrongAccount", {{"misconfigured", "all"}})),
                         case_name);
}  // namespace firstday::providers

namespace firstday::provider_sandbox {
namespace {

TEST(Sandbox, WritesAFileThatAPersonCanOpen) {
  OwnFolder sandbox(Parameters{{"from", "Hazel Road"}});
  const job::Outcome outcome = sandbox.send(message_of(Kind::kText));
  const std::string name = "100001/2027-01-12/093501-text-00000001.txt";
  EXPECT_THAT(sandbox.files(), testing::ElementsAre(name));
  EXPECT_EQ(text_of(sandbox.path() / name),
            "To: +447700900301\n"
            "From: Hazel Road\n"
            "Kind: text\n"
            "Language: en\n"
            "Template: first_contact\n"
            "Parts: 1\n"
            "School: 100001\n"
            "Reference: " +
                reference().text() +
                "\n"
                "\n"
                "Alex Example is not in school today. Please ring 01632 960001.\n");
  EXPECT_EQ(outcome.kind, OutcomeKind::kAccepted);
  EXPECT_EQ(outcome.provider_ref, name);
  EXPECT_EQ(outcome.bytes_sent, static_cast<long long>(fs::file_size(sandbox.path() / name)));
}

TEST(Sandbox, TheFileIsTheFrozenRequestByteForByte) {
  OwnFolder sandbox;
  for (const Kind kind : {Kind::kText, Kind::kEmail, Kind::kVoice}) {
    const auto request =
        sandbox.provider().prepare(message_of(kind), reference(static_cast<int>(kind) + 1)).value();
    const std::string path = sandbox.send(message_of(kind), static_cast<int>(kind) + 1).provider_ref;
    EXPECT_EQ(text_of(sandbox.path() / path), request.bytes);
  }
  EXPECT_EQ(sandbox.files().size(), 3u);
}

TEST(Sandbox, AnEmailHasItsSubject) {
  OwnFolder sandbox;
  EXPECT_THAT(text_of(sandbox.path() / sandbox.send(message_of(Kind::kEmail)).provider_ref),
              HasSubstr("Subject: Alex Example is not in school\n"));
}

TEST(Sandbox, AnEmailIsAlsoAPageForTheBrowser) {
  OwnFolder sandbox;
  job::Message message = message_of(Kind::kEmail);
  message.body = base::Personal("Dear Sam\n\nHtml: 3");
  message.html = base::Personal("<!DOCTYPE html><p>Dear Sam \xe2\x9c\x93</p>\n");
  const std::string path = sandbox.send(message).provider_ref;
  const std::string page = path.substr(0, path.size() - 4) + ".html";
  EXPECT_THAT(sandbox.files(), testing::UnorderedElementsAre(path, page));
  EXPECT_EQ(text_of(sandbox.path() / page), message.html.reveal());
  EXPECT_THAT(text_of(sandbox.path() / path), testing::EndsWith("\n\nDear Sam\n\nHtml: 3\n"));
  EXPECT_EQ(sandbox.processed().size(), 1u) << "one message, though it is two files";
  const auto request = sandbox.provider().prepare(message, reference()).value();
  EXPECT_EQ(request.bytes, text_of(sandbox.path() / path) + text_of(sandbox.path() / page))
      << "what is filed is what was frozen";
}

TEST(Sandbox, AVoiceMessageIsAFileWithItsWords) {
  OwnFolder sandbox;
  const std::string path = sandbox.send(message_of(Kind::kVoice)).provider_ref;
  EXPECT_THAT(path, HasSubstr("-voice-"));
  EXPECT_THAT(text_of(sandbox.path() / path),
              testing::EndsWith(message_of(Kind::kVoice).body.reveal() + "\n"));
  EXPECT_EQ(sandbox.files().size(), 1u);
}

TEST(Sandbox, KeepsLinesOfTheTextAndMakesOneLineOfEveryHeader) {
  OwnFolder sandbox;
  job::Message message = message_of(Kind::kEmail);
  message.subject = base::Personal("One\r\nSchool: 999999");
  message.body = base::Personal("Dear Sam,\n\nSchool: 888888\n\nPob lwc \xe2\x9c\x93");
  const std::string path = sandbox.send(message).provider_ref;
  EXPECT_THAT(path, testing::StartsWith("100001/"));
  EXPECT_THAT(text_of(sandbox.path() / path), HasSubstr("Subject: One  School: 999999\n"));
  EXPECT_THAT(text_of(sandbox.path() / path), testing::EndsWith("\n\n" + message.body.reveal() + "\n"));
}

TEST(Sandbox, NothingItIsGivenLeadsOutOfItsFolder) {
  OwnFolder sandbox;
  job::Message message = message_of(Kind::kText);
  message.school = roll::Urn("../../../etc");
  EXPECT_THAT(sandbox.send(message).provider_ref, testing::StartsWith("_.._.._.._etc/"));
  message.school = roll::Urn("..");
  EXPECT_THAT(sandbox.send(message, 2).provider_ref, testing::StartsWith("_../"));
  message.school = roll::Urn();
  EXPECT_THAT(sandbox.send(message, 3).provider_ref, testing::StartsWith("_/"));
  EXPECT_EQ(sandbox.files().size(), 3u);
}

TEST(Sandbox, AReferenceThatIsNoUuidIsFiledAsUndated) {
  OwnFolder sandbox;
  for (const char* odd :
       {"a/../b", "zzzzzzzz-zzzz-7000-8000-000000000001", "01900000-0000-4000-8000-000000000001"}) {
    const job::AttemptId id{std::string(odd)};
    job::Outcome outcome;
    auto& provider = sandbox.provider();
    provider.start(provider.prepare(message_of(Kind::kText), id).value(), id,
                   [&](job::Outcome o) { outcome = o; });
    EXPECT_THAT(outcome.provider_ref, testing::StartsWith("100001/undated/text-")) << odd;
  }
  EXPECT_EQ(sandbox.files().size(), 3u);
}

TEST(Sandbox, SummerTimeIsLondonTime) {
  OwnFolder sandbox;
  // 2027-07-06 08:35:00 UTC.
  const job::AttemptId id("019f368e-b720-7000-8000-0000000000ff");
  job::Outcome outcome;
  auto& provider = sandbox.provider();
  provider.start(provider.prepare(message_of(Kind::kText), id).value(), id,
                 [&](job::Outcome o) { outcome = o; });
  const auto utc = base::Instant{milliseconds{0x019f368eb720}};
  EXPECT_EQ(outcome.provider_ref.substr(7, 10), base::iso_date(base::to_london(utc).date));
  EXPECT_EQ(outcome.provider_ref.substr(18, 2), base::london_clock(utc).substr(0, 2));
}

TEST(Sandbox, TheSameShortNameTwiceIsTwoFiles) {
  OwnFolder sandbox;
  const job::AttemptId a(reference().text());
  std::string other = reference().text();
  other[20] = 'f';  // differs, but not in the eight characters of the file's name
  const std::string first = sandbox.send(message_of(Kind::kText)).provider_ref;
  job::Outcome second;
  auto& provider = sandbox.provider();
  provider.start(provider.prepare(message_of(Kind::kText), job::AttemptId(other)).value(),
                 job::AttemptId(other), [&](job::Outcome o) { second = o; });
  EXPECT_NE(second.provider_ref, first);
  EXPECT_THAT(second.provider_ref, HasSubstr(other));
  EXPECT_EQ(sandbox.files().size(), 2u);
}

TEST(Sandbox, CountsWhatItProcessed) {
  OwnFolder sandbox(Parameters{{"drop", "0302"}, {"fail", "0303"}, {"busy", "0304"}, {"not_sent", "0305"}});
  for (int n = 1; n <= 5; ++n) {
    job::Message message = message_of(Kind::kText);
    message.to = base::Personal("+44770090030" + std::to_string(n));
    sandbox.send(message, n);
  }
  EXPECT_THAT(sandbox.processed(), testing::ElementsAre(reference(1).text(), reference(2).text()));
  EXPECT_EQ(sandbox.files().size(), 2u) << "what was dropped was taken first";
}

TEST(Sandbox, IsForItsOwnerOnly) {
  OwnFolder sandbox;
  const fs::path file = sandbox.path() / sandbox.send(message_of(Kind::kText)).provider_ref;
  const auto mode = [](const fs::path& p) {
    struct stat info {};
    EXPECT_EQ(::stat(p.c_str(), &info), 0);
    return info.st_mode & 0777;
  };
  EXPECT_EQ(mode(file) & 077, 0u);
  EXPECT_EQ(mode(sandbox.path() / "processed.log") & 077, 0u);
  for (fs::path p = file.parent_path(); p != sandbox.path().parent_path(); p = p.parent_path())
    EXPECT_EQ(mode(p), 0700u) << p;
}

TEST(Sandbox, LeavesNoHalfWrittenFileBehind) {
  OwnFolder sandbox;
  for (int n = 1; n <= 20; ++n) sandbox.send(message_of(Kind::kText), n);
  for (const std::string& file : sandbox.files()) EXPECT_THAT(file, testing::EndsWith(".txt"));
}

struct Misbehaviour {
  Parameters parameters;
  OutcomeKind expected;
};

TEST(Sandbox, MisbehavesAsToldForEverybodyOrForSomeNumbers) {
  const Misbehaviour cases[] = {
      {{{"fail", "all"}}, OutcomeKind::kRejectedPermanent},
      {{{"fail", "0301"}}, OutcomeKind::kRejectedPermanent},
      {{{"fail", "9999, 301"}}, OutcomeKind::kRejectedPermanent},
      {{{"fail", "0302"}}, OutcomeKind::kAccepted},
      {{{"busy", "1"}}, OutcomeKind::kRejectedTemporary},
      {{{"drop", "all"}}, OutcomeKind::kUnknown},
      {{{"not_sent", "all"}}, OutcomeKind::kNotSent},
      {{{"misconfigured", "all"}}, OutcomeKind::kMisconfigured},
      {{{"misconfigured", "all"}, {"fail", "all"}}, OutcomeKind::kMisconfigured},
      {{{"fail", "all"}, {"busy", "all"}, {"drop", "all"}}, OutcomeKind::kRejectedPermanent},
      {{{"delay", "all"}, {"delay_ms", "1"}, {"drop", "all"}}, OutcomeKind::kUnknown}};
  for (const Misbehaviour& c : cases) {
    OwnFolder sandbox(c.parameters);
    EXPECT_EQ(sandbox.send(message_of(Kind::kText)).kind, c.expected) << c.parameters.begin()->first;
  }
}

TEST(Sandbox, OfAnAddressTheEndBeforeTheAtSignCounts) {
  OwnFolder sandbox(Parameters{{"fail", "4711"}});
  EXPECT_EQ(sandbox.send(message_of(Kind::kEmail)).kind, OutcomeKind::kRejectedPermanent);
  EXPECT_EQ(sandbox.send(message_of(Kind::kText), 2).kind, OutcomeKind::kAccepted);
}

TEST(Sandbox, BusySaysWhenToComeBack) {
  EXPECT_EQ(OwnFolder(Parameters{{"busy", "all"}}).send(message_of(Kind::kText)).retry_after, seconds(60));
  EXPECT_EQ(
      OwnFolder(Parameters{{"busy", "all"}, {"retry_after", "5"}}).send(message_of(Kind::kText)).retry_after,
      seconds(5));
}

TEST(Sandbox, ADelayedAnswerComesWithALaterPollAndItsFileAtOnce) {
  OwnFolder sandbox(Parameters{{"delay", "all"}, {"delay_ms", "86400"}});
  auto& provider = sandbox.provider();
  bool answered = false;
  provider.start(provider.prepare(message_of(Kind::kText), reference()).value(), reference(),
                 [&](job::Outcome) { answered = true; });
  EXPECT_EQ(provider.poll(milliseconds(0)), 1);
  EXPECT_FALSE(answered);
  EXPECT_EQ(sandbox.files().size(), 1u);
  OwnFolder quick(Parameters{{"delay", "all"}, {"delay_ms", "1"}});
  EXPECT_EQ(quick.send(message_of(Kind::kText)).kind, OutcomeKind::kAccepted);
}

TEST(Sandbox, ReachesNobodyAndGivesNoReceipts) {
  OwnFolder sandbox;
  EXPECT_FALSE(sandbox.provider().capabilities().reaches_people);
  EXPECT_FALSE(sandbox.provider().capabilities().gives_receipts);
}

TEST(Sandbox, RefusesToPrepareWhatItCannotCarry) {
  OwnFolder sandbox;
  job::Message message = message_of(Kind::kText);
  message.kind = Kind::kLetter;
  EXPECT_FALSE(sandbox.provider().prepare(message, reference()).ok());
  message = message_of(Kind::kText);
  message.to = {};
  EXPECT_FALSE(sandbox.provider().prepare(message, reference()).ok());
  message = message_of(Kind::kText);
  message.body = {};
  EXPECT_FALSE(sandbox.provider().prepare(message, reference()).ok());
}

/// Something that is not a folder stands where the day's folder must be.
TEST(Sandbox, ADiskThatTakesNothingIsNotSent) {
  OwnFolder sandbox;
  fs::create_directories(sandbox.path() / "100001");
  std::ofstream(sandbox.path() / "100001" / "2027-01-12") << "in the way";
  const job::Outcome outcome = sandbox.send(message_of(Kind::kText));
  EXPECT_EQ(outcome.kind, OutcomeKind::kNotSent);
  EXPECT_FALSE(fs::exists(sandbox.path() / "processed.log"));
}

TEST(Sandbox, WhatCannotBeLoggedIsTakenBackAndNotSent) {
  OwnFolder sandbox;
  fs::create_directories(sandbox.path() / "processed.log");
  EXPECT_EQ(sandbox.send(message_of(Kind::kText)).kind, OutcomeKind::kNotSent);
  EXPECT_TRUE(sandbox.files().empty());
}

TEST(SandboxParameters, EveryWrongOneIsNamed) {
  const std::pair<Parameters, const char*> cases[] = {
      {{}, "\"folder\" is missing"},
      {{{"folder", ""}}, "\"folder\" is wrong"},
      {{{"folder", "a\nb"}}, "\"folder\" is wrong"},
      {{{"folder", "x"}, {"colour", "red"}}, "no parameter \"colour\""},
      {{{"folder", "x"}, {"fail", ""}}, "\"fail\" is wrong"},
      {{{"folder", "x"}, {"fail", "everybody"}}, "\"fail\" is wrong"},
      {{{"folder", "x"}, {"drop", "12,,13"}}, "\"drop\" is wrong"},
      {{{"folder", "x"}, {"busy", "+447700900301"}}, "\"busy\" is wrong"},
      {{{"folder", "x"}, {"retry_after", "soon"}}, "\"retry_after\" is wrong"},
      {{{"folder", "x"}, {"retry_after", "-1"}}, "\"retry_after\" is wrong"},
      {{{"folder", "x"}, {"delay_ms", "86401"}}, "\"delay_ms\" is wrong"},
      {{{"folder", "x"}, {"delay_ms", "5s"}}, "\"delay_ms\" is wrong"},
      {{{"folder", "x"}, {"from", "a\nTo: b"}}, "\"from\" is wrong"}};
  for (const auto& [parameters, what] : cases) {
    const auto made = Sandbox::create(parameters);
    ASSERT_FALSE(made.ok()) << what;
    EXPECT_EQ(made.error().kind, base::ErrorKind::kConfiguration);
    EXPECT_THAT(made.error().what, HasSubstr(what));
  }
}

TEST(SandboxParameters, AFolderThatCannotBeMadeIsNamed) {
  const support::TempFolder temp;
  std::ofstream(temp.path() / "file") << "not a folder";
  const auto made = Sandbox::create({{"folder", (temp.path() / "file" / "outbox").string()}});
  ASSERT_FALSE(made.ok());
  EXPECT_THAT(made.error().what, HasSubstr("file/outbox cannot be made or written to (Not a directory)"));
}

TEST(SandboxParameters, AFolderIsMadeWithThoseAboveItAndASlashAtItsEndIsNoMatter) {
  const support::TempFolder temp;
  ASSERT_TRUE(Sandbox::create({{"folder", (temp.path() / "a" / "b").string() + "/"}}).ok());
  EXPECT_TRUE(fs::is_directory(temp.path() / "a" / "b"));
}

}  // namespace
}  // namespace firstday::provider_sandbox
