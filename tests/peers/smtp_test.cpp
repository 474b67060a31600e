// The smtp provider against real servers: one with STARTTLS and AUTH, and Postfix's smtp-sink for every fault
// of providers.md 4.4. What a server has taken is counted there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "peers/process.h"
#include "providers/smtp/smtp.h"

namespace firstday::peers {
namespace {

namespace fs = std::filesystem;
using job::OutcomeKind;
using testing::HasSubstr;
using testing::Not;

using Parameters = std::map<std::string, std::string>;

job::Message mail() {
  job::Message m;
  m.kind = job::Kind::kEmail;
  m.to = base::Personal("parent@example.org");
  m.subject = base::Personal("Łucja was not in school");
  m.body = base::Personal(".\nA line with a dot before it, and ŵ.");
  m.html = base::Personal("<p>ŵ</p>");
  m.language = "en";
  return m;
}

const job::AttemptId kReference("01944a1e-7a40-7b1c-8f00-000000000001");

/// Sends one message and gives what became of it.
job::Outcome send(Parameters parameters, const std::string& password = "right") {
  parameters.insert({"from", "office@hazelroad.example"});
  parameters.insert({"name", "Hazel Road"});
  parameters.insert({"sandbox", "true"});
  auto made = provider_smtp::create(
      parameters, [password](const std::string&) { return password; },
      [] { return base::from_london(base::make_date(2027, 1, 12), std::chrono::hours{9}); });
  EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().what);
  ports::Provider& provider = *made.value();
  const auto frozen = provider.prepare(mail(), kReference);
  EXPECT_TRUE(frozen.ok());
  int answers = 0;
  job::Outcome outcome;
  provider.start(frozen.value(), kReference, [&](job::Outcome o) {
    ++answers;
    outcome = std::move(o);
  });
  while (provider.poll(std::chrono::milliseconds{100}) > 0) {
  }
  EXPECT_EQ(answers, 1);
  return outcome;
}

// --- a server with STARTTLS and AUTH

class MailServer : public testing::Test {
 protected:
  MailServer() : folder_(fresh_folder()), port_(free_port()) {}

  void make_certificate() {
    const std::string command =
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext "
        "subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout '" +
        key() + "' -out '" + cert() + "' 2>/dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0);
  }

  void start(std::vector<std::string> more) {
    std::vector<std::string> words = {FIRSTDAY_SOURCE_DIR "/tests/peers/mail_server.py",
                                      std::to_string(port_), folder_.string()};
    words.insert(words.end(), more.begin(), more.end());
    server_ = std::make_unique<Process>("/usr/bin/python3", words, std::vector<std::string>{},
                                        (folder_ / "log").string());
    ASSERT_TRUE(server_->waits_on(port_)) << log();
  }

  std::vector<std::string> taken() const {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder_))
      if (entry.path().extension() == ".eml") out.push_back(text_of(entry.path()));
    return out;
  }

  static std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
  }

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  std::string cert() const { return (folder_ / "cert.pem").string(); }
  std::string key() const { return (folder_ / "key.pem").string(); }
  std::string log() const { return text_of(folder_ / "log"); }

  fs::path folder_;
  int port_;
  std::unique_ptr<Process> server_;
};

TEST_F(MailServer, TakesAMessageOverStarttlsWithALogin) {
  make_certificate();
  start({"--cert", cert(), key(), "--require-tls", "--user", "school", "right"});
  const job::Outcome o =
      send({{"server", url()}, {"ca_file", cert()}, {"user", "school"}, {"password", "secret:mail"}});
  EXPECT_EQ(o.kind, OutcomeKind::kAccepted) << o.evidence << log();
  const auto mails = taken();
  ASSERT_EQ(mails.size(), 1u);
  for (const char* part :
       {"EHLO hazelroad.example\n", "MAIL office@hazelroad.example\n", "RCPT parent@example.org\n",
        "Date: Tue, 12 Jan 2027 09:00:00 +0000\r\n", "From: \"Hazel Road\" <office@hazelroad.example>",
        "Message-ID: <01944a1e-7a40-7b1c-8f00-000000000001@hazelroad.example>",
        "X-Firstday-Reference: 01944a1e-7a40-7b1c-8f00-000000000001", "Auto-Submitted: auto-generated",
        "Subject: =?UTF-8?B?", "Content-Type: text/plain", "Content-Type: text/html"})
    EXPECT_THAT(mails[0], HasSubstr(part));
  EXPECT_THAT(mails[0], Not(HasSubstr("{{")));
}

TEST_F(MailServer, AWrongPasswordStopsTheAccount) {
  make_certificate();
  start({"--cert", cert(), key(), "--require-tls", "--user", "school", "right"});
  const job::Outcome o = send(
      {{"server", url()}, {"ca_file", cert()}, {"user", "school"}, {"password", "secret:mail"}}, "wrong");
  EXPECT_EQ(o.kind, OutcomeKind::kMisconfigured) << o.evidence;
  EXPECT_TRUE(taken().empty());
}

TEST_F(MailServer, ACertificateThatNobodyVouchesForIsRefused) {
  make_certificate();
  start({"--cert", cert(), key()});
  const job::Outcome o = send({{"server", url()}});
  EXPECT_EQ(o.kind, OutcomeKind::kMisconfigured) << o.evidence;
  EXPECT_TRUE(taken().empty());
}

TEST_F(MailServer, WithoutTlsNothingLeavesUnlessTheSchoolHasSaidSo) {
  start({});
  EXPECT_EQ(send({{"server", url()}}).kind, OutcomeKind::kMisconfigured);
  EXPECT_TRUE(taken().empty());
  EXPECT_EQ(send({{"server", url()}, {"tls", "offered"}}).kind, OutcomeKind::kAccepted);
  EXPECT_EQ(send({{"server", url()}, {"tls", "none"}}).kind, OutcomeKind::kAccepted);
  EXPECT_EQ(taken().size(), 2u);
}

TEST_F(MailServer, ARefusedBodyWasNotTaken) {
  start({"--reply", "550"});
  EXPECT_EQ(send({{"server", url()}, {"tls", "none"}}).kind, OutcomeKind::kRejectedPermanent);
}

TEST_F(MailServer, NobodyAtHomeIsNotSent) {
  const job::Outcome o = send({{"server", url()}, {"tls", "none"}});
  EXPECT_EQ(o.kind, OutcomeKind::kNotSent);
  EXPECT_EQ(o.bytes_sent, 0);
}

// --- Postfix's smtp-sink: a fault at every step

struct Fault {
  std::vector<std::string> flags;
  OutcomeKind kind;
};

class SmtpSink : public testing::TestWithParam<Fault> {};

TEST_P(SmtpSink, EveryFaultHasItsOutcome) {
  const fs::path folder = fresh_folder();
  const std::string postfix = FIRSTDAY_PEERS_DIR "/postfix";
  const int port = free_port();
  std::vector<std::string> words = {"-u", "nobody"};
  words.insert(words.end(), GetParam().flags.begin(), GetParam().flags.end());
  words.insert(words.end(), {"127.0.0.1:" + std::to_string(port), "100"});
  const Process sink(postfix + "/usr/sbin/smtp-sink", words,
                     {"LD_LIBRARY_PATH=" + postfix + "/usr/lib/postfix"}, (folder / "log").string());
  ASSERT_TRUE(sink.waits_on(port)) << "no smtp-sink; scripts/setup test unpacks it into build/peers";
  const job::Outcome o =
      send({{"server", "smtp://127.0.0.1:" + std::to_string(port)}, {"tls", "none"}, {"timeout", "5"}});
  EXPECT_EQ(o.kind, GetParam().kind) << job::word(o.kind) << ": " << o.evidence << " (" << o.transport_code
                                     << ")";
}

std::string flag_name(const testing::TestParamInfo<Fault>& info) {
  std::string out = "n" + std::to_string(info.index);
  for (const std::string& flag : info.param.flags)
    for (const char c : flag)
      if (std::isalnum(static_cast<unsigned char>(c)) != 0) out += c;
  return out;
}

INSTANTIATE_TEST_SUITE_P(Faults, SmtpSink,
                         testing::Values(Fault{{}, OutcomeKind::kAccepted},
                                         Fault{{"-r", "rcpt"}, OutcomeKind::kRejectedTemporary},
                                         Fault{{"-f", "rcpt"}, OutcomeKind::kRejectedPermanent},
                                         Fault{{"-r", "."}, OutcomeKind::kRejectedTemporary},
                                         Fault{{"-f", "."}, OutcomeKind::kRejectedPermanent},
                                         Fault{{"-Q", "data"}, OutcomeKind::kRejectedTemporary},
                                         Fault{{"-q", "connect"}, OutcomeKind::kNotSent},
                                         Fault{{"-q", "mail"}, OutcomeKind::kNotSent},
                                         Fault{{"-q", "rcpt"}, OutcomeKind::kNotSent},
                                         Fault{{"-q", "data"}, OutcomeKind::kNotSent},
                                         Fault{{"-q", "."}, OutcomeKind::kUnknown},
                                         Fault{{"-W", ".:20"}, OutcomeKind::kUnknown}),
                         flag_name);

}  // namespace
}  // namespace firstday::peers
