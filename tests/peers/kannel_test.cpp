// A text through a real gateway and back: Kannel's bearerbox and smsbox with its own fake SMSC. Delivery
// reports and a reply come to a small server of the test and are read by the provider that sent.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/text.h"
#include "net/curl_http_client.h"
#include "net/http_stub.h"
#include "peers/process.h"
#include "providers/declared/declared.h"
#include "providers/declared/read_definition.h"

namespace firstday::peers {
namespace {

namespace fs = std::filesystem;
using job::OutcomeKind;
using job::ReceiptStatus;

constexpr const char* kToken = "a-token-of-the-test-0123456789";
const job::AttemptId kReference("01944a1e-7a40-7b1c-8f00-000000000001");

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string number(int n) {
  return std::to_string(n);
}

/// The boxes, started in their order and ended with the test.
class Kannel : public testing::Test {
 protected:
  void SetUp() override {
    write_configuration();
    start(bearerbox_, "usr/sbin/bearerbox", {"-v", "3", file("kannel.conf")}, "bearerbox.out");
    ASSERT_TRUE(bearerbox_->waits_on(box_)) << text_of(file("bearerbox.out")) << kMissing;
    start(smsbox_, "usr/sbin/smsbox", {"-v", "3", file("kannel.conf")}, "smsbox.out");
    ASSERT_TRUE(smsbox_->waits_on(send_)) << text_of(file("smsbox.out")) << kMissing;
    provider_ = make();
    ASSERT_NE(provider_, nullptr);
  }

  /// Connects as the network, which sends the text of a family where there is one.
  void start_network(const std::string& says = "") {
    std::vector<std::string> words = {"-H", "127.0.0.1", "-r", number(network_),
                                      "-i", "0.1",       "-m", says.empty() ? "0" : "1"};
    words.push_back("447700900123 60777 text " + (says.empty() ? "nothing" : says));
    start(fakesmsc_, "usr/lib/kannel/test/fakesmsc", words, "fakesmsc.out");
  }

  job::Outcome send() {
    job::Message message;
    message.kind = job::Kind::kText;
    message.to = base::Personal("+447700900123");
    message.body = base::Personal("Alex was not in school today. Please ring 01632 960001.");
    message.language = "en";
    const auto request = provider_->prepare(message, kReference);
    EXPECT_TRUE(request.ok());
    job::Outcome outcome;
    provider_->start(request.value(), kReference, [&](job::Outcome o) { outcome = std::move(o); });
    while (provider_->poll(std::chrono::milliseconds{100}) > 0) {
    }
    return outcome;
  }

  /// The first `count` requests that Kannel makes to us, within ten seconds.
  std::vector<ports::RawPost> posts(std::size_t count) const {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (house_.requests().size() < count && std::chrono::steady_clock::now() < until)
      ::poll(nullptr, 0, 20);
    std::vector<ports::RawPost> out;
    for (const net::StubRequest& request : house_.requests()) out.push_back(raw(request.head));
    return out;
  }

  std::vector<job::ProviderWord> words(std::size_t count) const {
    std::vector<job::ProviderWord> out;
    for (const ports::RawPost& post : posts(count)) {
      EXPECT_TRUE(provider_->receipts()->is_authentic(post, {})) << post.url;
      const auto read = provider_->receipts()->read(post);
      for (const base::Problem& p : read.problems) ADD_FAILURE() << base::describe(p) << post.query;
      out.insert(out.end(), read.value.begin(), read.value.end());
    }
    return out;
  }

  std::unique_ptr<ports::Provider> provider_;

 private:
  static constexpr const char* kMissing = "; scripts/setup test unpacks Kannel into build/peers";

  std::string file(const std::string& name) const { return (folder_ / name).string(); }

  void start(std::unique_ptr<Process>& process, const std::string& program, std::vector<std::string> words,
             const std::string& log) {
    const std::string root = FIRSTDAY_PEERS_DIR "/kannel/";
    process = std::make_unique<Process>(
        root + program, std::move(words),
        std::vector<std::string>{"LD_LIBRARY_PATH=" + root + "usr/lib/x86_64-linux-gnu"}, file(log));
  }

  void write_configuration() const {
    std::ofstream out(folder_ / "kannel.conf");
    out << "group = core\nadmin-port = " << free_port() << "\nadmin-interface = 127.0.0.1\n"
        << "admin-password = test\nsmsbox-port = " << box_ << "\nsmsbox-interface = 127.0.0.1\n"
        << "box-allow-ip = \"127.0.0.1\"\nlog-file = \"" << file("bearerbox.log") << "\"\nlog-level = 1\n"
        << "dlr-storage = internal\n\n"
        << "group = smsc\nsmsc = fake\nsmsc-id = network\nport = " << network_
        << "\nconnect-allow-ip = 127.0.0.1\n\n"
        << "group = smsbox\nbearerbox-host = 127.0.0.1\nbearerbox-port = " << box_
        << "\nsendsms-port = " << send_ << "\nsendsms-interface = 127.0.0.1\nlog-file = \""
        << file("smsbox.log") << "\"\nlog-level = 1\nmo-recode = true\n\n"
        << "group = sendsms-user\nusername = school\npassword = gateway-password\n\n"
        << "group = sms-service\nkeyword = default\ncatch-all = true\nget-url = \"" << receipt_url() << "/"
        << kToken << "?what=reply&from=%p&text=%a&at=%T&id=%I\"\nmax-messages = 0\nomit-empty = true\n";
  }

  std::string receipt_url() const { return house_.url("/in/900001/kannel"); }

  std::unique_ptr<ports::Provider> make() {
    const auto read = provider_declared::read_definition(
        text_of(FIRSTDAY_SOURCE_DIR "/providers/kannel.yaml"), "kannel.yaml");
    auto made = provider_declared::create(
        read.value,
        {{"url", "http://127.0.0.1:" + number(send_) + "/cgi-bin/sendsms"},
         {"username", "school"},
         {"password", "secret:password"},
         {"from", "60777"},
         {"receipt_token", "secret:token"},
         {"receipt_url", receipt_url()},
         {"sandbox", "true"}},
        [](const std::string& name) { return name == "token" ? kToken : "gateway-password"; }, *http_);
    if (!made) ADD_FAILURE() << made.error().what;
    return made ? std::move(made).value() : nullptr;
  }

  /// As the house would hand it on; `head` is the request line and the headers.
  ports::RawPost raw(const std::string& head) const {
    const std::vector<std::string> line = base::split(head.substr(0, head.find("\r\n")), ' ');
    ports::RawPost out;
    out.method = line.at(0);
    const std::string& target = line.at(1);
    const std::string path = target.substr(0, target.find('?'));
    out.url = house_.url(target);
    out.query = target.substr(std::min(path.size() + 1, target.size()));
    out.token = path.substr(path.rfind('/') + 1);
    return out;
  }

  fs::path folder_ = fresh_folder();
  int box_ = free_port();
  int send_ = free_port();
  int network_ = free_port();
  net::HttpStub house_{[](const net::StubRequest&, int) { return net::StubAnswer::kOk; }};
  std::unique_ptr<ports::HttpClient> http_ = net::make_curl_client({});
  std::unique_ptr<Process> bearerbox_;
  std::unique_ptr<Process> smsbox_;
  std::unique_ptr<Process> fakesmsc_;
};

TEST_F(Kannel, ATextIsReportedWithTheCarrierAndThenDelivered) {
  start_network();
  EXPECT_TRUE(provider_->capabilities().gives_receipts);
  const job::Outcome outcome = send();
  ASSERT_EQ(outcome.kind, OutcomeKind::kAccepted) << outcome.evidence;
  std::vector<ReceiptStatus> said;
  for (const job::ProviderWord& word : words(2)) {
    ASSERT_TRUE(std::holds_alternative<job::Receipt>(word));
    const auto& receipt = std::get<job::Receipt>(word);
    EXPECT_EQ(receipt.reference, kReference.text());
    EXPECT_TRUE(receipt.at.has_value());
    said.push_back(receipt.status);
  }
  EXPECT_THAT(said, testing::UnorderedElementsAre(ReceiptStatus::kWithCarrier, ReceiptStatus::kDelivered));
}

TEST_F(Kannel, AReportWithAnotherTokenIsRefused) {
  start_network();
  ASSERT_EQ(send().kind, OutcomeKind::kAccepted);
  std::vector<ports::RawPost> all = posts(1);
  ASSERT_FALSE(all.empty());
  EXPECT_TRUE(provider_->receipts()->is_authentic(all[0], {}));
  all[0].token.back() ^= 1;
  EXPECT_FALSE(provider_->receipts()->is_authentic(all[0], {}));
}

TEST_F(Kannel, AFamilysTextIsAReply) {
  start_network("He is ill, Łucja & more");
  const std::vector<job::ProviderWord> said = words(1);
  ASSERT_EQ(said.size(), 1u);
  ASSERT_TRUE(std::holds_alternative<job::Reply>(said[0]));
  const auto& reply = std::get<job::Reply>(said[0]);
  EXPECT_EQ(reply.from.reveal(), "+447700900123");
  EXPECT_EQ(reply.text.reveal(), "He is ill, Łucja & more");
  EXPECT_FALSE(reply.provider_ref.empty());
  EXPECT_TRUE(reply.at.has_value());
}

}  // namespace
}  // namespace firstday::peers
