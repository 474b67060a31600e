// The smtp provider's pure parts: what becomes of a transfer, the message as text, and its settings.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "providers/provider_contract.h"
#include "providers/smtp/outcome.h"
#include "providers/smtp/smtp.h"

namespace firstday::provider_smtp {
namespace {

using job::OutcomeKind;
using testing::HasSubstr;
using testing::Not;

OutcomeKind kind(int reply, bool whole_body, bool connected = true) {
  Evidence e;
  e.reply = reply;
  e.whole_body = whole_body;
  e.connected = connected;
  return outcome_of(e).kind;
}

TEST(SmtpOutcome, RestsOnTheLastReplyAndWhetherTheBodyWasWhole) {
  EXPECT_EQ(kind(250, true), OutcomeKind::kAccepted);
  EXPECT_EQ(kind(354, true), OutcomeKind::kUnknown);
  EXPECT_EQ(kind(0, true), OutcomeKind::kUnknown);
  EXPECT_EQ(kind(250, false), OutcomeKind::kNotSent);
  EXPECT_EQ(kind(354, false), OutcomeKind::kNotSent);
  EXPECT_EQ(kind(0, false, false), OutcomeKind::kNotSent);
  EXPECT_EQ(kind(421, false), OutcomeKind::kRejectedTemporary);
}

TEST(SmtpOutcome, EveryReplyOfAServerHasAnAnswerAndOnlyTwoFiftyIsAccepted) {
  for (int reply = 0; reply < 1000; ++reply)
    for (const bool whole : {false, true}) {
      const OutcomeKind k = kind(reply, whole);
      EXPECT_EQ(k == OutcomeKind::kAccepted, whole && reply == 250) << reply;
      if (reply >= 400 && reply < 600) {
        EXPECT_TRUE(job::proves_not_sent(k)) << reply;
      }
      if (whole && (reply < 250 || (reply > 250 && reply < 400))) {
        EXPECT_EQ(k, OutcomeKind::kUnknown) << reply;
      }
    }
}

TEST(SmtpOutcome, WhatIsWrongWithTheAccountStopsTheAccount) {
  for (const int reply : {530, 534, 535, 538}) EXPECT_EQ(kind(reply, false), OutcomeKind::kMisconfigured);
  Evidence e;
  e.login_refused = true;
  EXPECT_EQ(outcome_of(e).kind, OutcomeKind::kMisconfigured);
  e = {};
  e.tls_failed = true;
  EXPECT_EQ(outcome_of(e).kind, OutcomeKind::kMisconfigured);
}

// --- the message

job::Message message() {
  job::Message m = providers::message_of(job::Kind::kEmail);
  m.subject = base::Personal("Robin was not in school");
  m.html = base::Personal("<p>Please ring</p>");
  return m;
}

const Sender kSender{"office@hazelroad.example", "Hazel Road", ""};

TEST(SmtpMail, HasNoLineThatIsTooLongAndOnlyCrlf) {
  job::Message m = message();
  m.body = base::Personal(std::string(5000, 'x') + "\n.\n" + std::string(300, '.'));
  const std::string mail = write_mail(kSender, m, "ref").value();
  size_t at = 0;
  for (size_t end = mail.find("\r\n"); end != std::string::npos; end = mail.find("\r\n", at)) {
    EXPECT_LE(end - at, 78u);
    EXPECT_NE(mail[at], '.');
    at = end + 2;
  }
  EXPECT_EQ(at, mail.size());
}

TEST(SmtpMail, NoValueBringsInAHeader) {
  job::Message m = message();
  m.subject = base::Personal("Hello\r\nBcc: everybody@example.org");
  EXPECT_FALSE(write_mail(kSender, m, "ref").ok());
  m = message();
  m.to = base::Personal("a@example.org>\r\nRCPT TO:<b@example.org");
  EXPECT_FALSE(write_mail(kSender, m, "ref").ok());
  m = message();
  m.body = base::Personal("Bcc: everybody@example.org\r\n\r\n--firstday-ref--");
  const std::string mail = write_mail(kSender, m, "ref").value();
  EXPECT_THAT(mail, Not(HasSubstr("everybody")));
}

TEST(SmtpMail, IsTheSameForTheSameMessageAndReferenceAndKnowsNoClock) {
  EXPECT_EQ(write_mail(kSender, message(), "ref").value(), write_mail(kSender, message(), "ref").value());
  EXPECT_THAT(write_mail(kSender, message(), "ref").value(), HasSubstr("Date: {{date}}\r\n"));
}

TEST(SmtpMail, EncodedWordsCutNoCharacter) {
  std::string text;
  for (int i = 0; i < 60; ++i) text += "ŵ";
  std::istringstream words(encoded_header(text));
  int count = 0;
  for (std::string word; std::getline(words, word, '\n'); ++count) {
    while (!word.empty() && (word.back() == '\r')) word.pop_back();
    if (count > 0) word.erase(0, 1);
    EXPECT_LE(word.size(), 75u);
    ASSERT_EQ(word.rfind("=?UTF-8?B?", 0), 0u) << word;
    // Two bytes a character, so that a word of whole characters has an even number of bytes.
    const auto padding = std::count(word.begin() + 10, word.end() - 2, '=');
    EXPECT_EQ(((word.size() - 12) / 4 * 3 - static_cast<size_t>(padding)) % 2, 0u) << word;
  }
  EXPECT_EQ(count, 3);
  EXPECT_EQ(encoded_header("Plain words"), "Plain words");
}

TEST(SmtpMail, DatesAreThoseOfTheStandard) {
  EXPECT_EQ(mail_date(base::from_london(base::make_date(2027, 7, 4), std::chrono::hours{9})),
            "Sun, 04 Jul 2027 08:00:00 +0000");
}

// --- settings

std::string complaint(const std::map<std::string, std::string>& parameters) {
  const auto read = read_settings(parameters);
  return read.ok() ? "" : read.error().what;
}

TEST(SmtpSettings, NameEverythingThatIsWrongAtOnceAndNoValue) {
  const std::string said =
      complaint({{"server", "mail.example"}, {"tsl", "none"}, {"user", "u"}, {"password", "hunter2"}});
  for (const char* part :
       {"'server' must be", "'tsl' is no parameter", "'password' must be secret:NAME", "'from' must be"})
    EXPECT_THAT(said, HasSubstr(part));
  EXPECT_THAT(said, Not(HasSubstr("hunter2")));
}

TEST(SmtpSettings, AnOrdinaryAccountIsFine) {
  const auto read = read_settings({{"server", "smtp://mail.example:587"},
                                   {"user", "school"},
                                   {"password", "secret:mail"},
                                   {"from", "office@hazelroad.example"}});
  ASSERT_TRUE(read.ok()) << read.error().what;
  EXPECT_EQ(read.value().tls, Tls::kRequired);
  EXPECT_EQ(read.value().ehlo, "hazelroad.example");
  EXPECT_TRUE(read.value().reaches_people);
}

TEST(SmtpSettings, APasswordNeverGoesOverAnOpenLine) {
  EXPECT_THAT(complaint({{"server", "smtp://mail.example"},
                         {"tls", "offered"},
                         {"user", "school"},
                         {"password", "secret:mail"},
                         {"from", "office@hazelroad.example"}}),
              HasSubstr("must be required where there is a password"));
}

TEST(SmtpSettings, ASandboxIsOnThisMachine) {
  EXPECT_THAT(complaint({{"server", "smtp://mail.example"}, {"from", "a@b.example"}, {"sandbox", "true"}}),
              HasSubstr("only for a server on this machine"));
}

// --- the contract of every provider

class Alone : public providers::Subject {
 public:
  Alone()
      : provider_(create(
                      {{"server", "smtp://127.0.0.1:9"},
                       {"tls", "none"},
                       {"from", "office@hazelroad.example"},
                       {"sandbox", "true"}},
                      [](const std::string&) { return std::string(); },
                      [] { return base::from_london(base::make_date(2027, 1, 12), std::chrono::hours{9}); })
                      .value()) {}
  ports::Provider& provider() override { return *provider_; }

 private:
  std::unique_ptr<ports::Provider> provider_;
};

}  // namespace

/// Nobody listens there: every send is answered all the same.
std::unique_ptr<providers::Subject> alone() {
  return std::make_unique<Alone>();
}

}  // namespace firstday::provider_smtp

namespace firstday::providers {
INSTANTIATE_TEST_SUITE_P(Smtp, ProviderContract, testing::Values(ContractCase{"smtp", provider_smtp::alone}),
                         case_name);

}  // namespace firstday::providers
