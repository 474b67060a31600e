// The HTTP client against a TLS server that speaks HTTP/1.1 and HTTP/2 and counts what it acted on: each
// request at most once, over connections that are kept. Without the client's guard libcurl 7.88.1 has each
// request to /close (HTTP/1.1) and /reset acted on twice on a kept connection, and reports a success.
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "net/curl_http_client.h"
#include "net/fetch.h"
#include "peers/web_server.h"

namespace firstday::peers {
namespace {

namespace fs = std::filesystem;
using net::CurlSettings;
using net::fetch;
using net::request_to;
using ports::Evidence;
using ports::HttpResult;

fs::path fresh_folder() {
  const auto* info = testing::UnitTest::GetInstance()->current_test_info();
  std::string name = std::string(info->test_suite_name()) + "-" + info->name();
  std::replace(name.begin(), name.end(), '/', '-');
  fs::path folder = fs::path(FIRSTDAY_SCRATCH_DIR) / name;
  fs::remove_all(folder);
  fs::create_directories(folder);
  return folder;
}

/// What the server offers in the handshake, what the client takes, and what is spoken then.
struct Speech {
  const char* name;
  std::vector<std::string> offered;
  bool http2;
  const char* spoken;

  friend void PrintTo(const Speech& speech, std::ostream* out) { *out << speech.name; }
};

const Speech kSpeeches[] = {
    {"Http11WithoutAlpn", {}, true, "none"},
    {"Http11Offered", {"http/1.1"}, true, "http/1.1"},
    {"Http11Pinned", {"h2", "http/1.1"}, false, "http/1.1"},
    {"Http2", {"h2", "http/1.1"}, true, "h2"},
};

class Web : public testing::TestWithParam<Speech> {
 protected:
  void SetUp() override { ASSERT_TRUE(server_.runs()); }

  std::unique_ptr<ports::HttpClient> client(std::size_t most_answer = 1'000'000) const {
    CurlSettings settings;
    settings.ca_file = server_.ca_file();
    settings.http2 = GetParam().http2;
    settings.most_answer = most_answer;
    return net::make_curl_client(settings);
  }

  HttpResult ask(ports::HttpClient& http, const std::string& path) const {
    ports::HttpRequest request = request_to(server_.url(path));
    if (path == "/hang") request.total_timeout = std::chrono::milliseconds{300};
    return fetch(http, request);
  }

  /// A connection is made and kept, the path asked on it, and then whether the client is as good as before.
  HttpResult ask_on_a_kept_connection(const std::string& path) const {
    const auto http = client();
    const int before = server_.count("processed /ok");
    EXPECT_EQ(ask(*http, "/ok").status, 200);
    HttpResult result = ask(*http, path);
    EXPECT_EQ(ask(*http, "/ok").status, 200);
    EXPECT_EQ(server_.count("processed /ok"), before + 2);
    return result;
  }

  WebServer server_{fresh_folder(), GetParam().offered};
};

TEST_P(Web, OneConnectionIsKeptAndSpeaksWhatWasAgreedOn) {
  const auto http = client();
  for (int i = 0; i < 20; ++i) EXPECT_EQ(evidence_of(ask(*http, "/ok")), Evidence::kAnswered);
  EXPECT_EQ(server_.count("processed /ok"), 20);
  EXPECT_EQ(server_.count("protocol"), 1);
  EXPECT_EQ(server_.count(std::string("protocol ") + GetParam().spoken), 1) << server_.journal();
}

TEST_P(Web, AKeptConnectionThatEndsAfterTheRequestIsUnknownAndAskedOnce) {
  for (const char* path : {"/close", "/reset"}) {
    const HttpResult r = ask_on_a_kept_connection(path);
    EXPECT_EQ(evidence_of(r), Evidence::kUnknown) << path << " " << r.transport_code;
    EXPECT_GT(r.bytes_sent, 0);
    EXPECT_EQ(server_.count(std::string("processed ") + path), 1) << server_.journal();
  }
}

TEST_P(Web, ANewConnectionThatEndsAfterTheRequestIsUnknownAndAskedOnce) {
  for (const char* path : {"/close", "/reset"}) {
    const auto http = client();
    const HttpResult r = ask(*http, path);
    EXPECT_EQ(evidence_of(r), Evidence::kUnknown) << path << " " << r.transport_code;
    EXPECT_EQ(server_.count(std::string("processed ") + path), 1) << server_.journal();
  }
}

TEST_P(Web, HalfABodyIsUnknownAndAskedOnce) {
  EXPECT_EQ(evidence_of(ask_on_a_kept_connection("/half")), Evidence::kUnknown);
  EXPECT_EQ(server_.count("processed /half"), 1);
}

TEST_P(Web, ATimeOutAfterTheRequestIsUnknownAndAskedOnce) {
  const HttpResult r = ask_on_a_kept_connection("/hang");
  EXPECT_EQ(evidence_of(r), Evidence::kUnknown);
  EXPECT_EQ(r.transport_code, 28);
  EXPECT_EQ(server_.count("processed /hang"), 1);
}

TEST_P(Web, ABodyOverTheLimitIsUnknownAndAskedOnce) {
  EXPECT_EQ(evidence_of(ask_on_a_kept_connection("/big")), Evidence::kUnknown);
  EXPECT_EQ(server_.count("processed /big"), 1);
  EXPECT_EQ(ask(*client(2'000'000), "/big").body.size(), 2'000'000u) << "the limit is what broke it off";
}

TEST_P(Web, AConnectionThatTheServerAnnouncesToEndIsNotAskedAgain) {
  const auto http = client();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(evidence_of(ask(*http, "/last")), Evidence::kAnswered) << i;
  EXPECT_EQ(server_.count("processed /last"), 5);
  EXPECT_EQ(server_.count("protocol"), 5) << server_.journal();
}

TEST_P(Web, ACertificateThatNobodyVouchesForIsProvenNotSent) {
  const auto http = net::make_curl_client({});
  const HttpResult r = ask(*http, "/ok");
  EXPECT_EQ(evidence_of(r), Evidence::kNotSent) << r.transport_error;
  EXPECT_EQ(r.bytes_sent, 0);
  EXPECT_EQ(server_.count("processed"), 0);
}

std::map<std::string, int> asked_for(const std::string& journal) {
  std::map<std::string, int> times;
  std::istringstream words(journal);
  for (std::string word; words >> word;)
    if (word[0] == '/') ++times[word];
  return times;
}

TEST_P(Web, ManyAtOnceWithConnectionsBreakingBetweenThemAreEachAskedAtMostOnce) {
  const auto http = client();
  std::map<std::string, std::vector<Evidence>> ended;
  for (int i = 0; i < 150; ++i) {
    const char* kind = i % 25 == 24 ? "/close" : i % 40 == 39 ? "/reset" : "/ok";
    const std::string path = std::string(kind) + "?r=" + std::to_string(i);
    http->start(request_to(server_.url(path)),
                [&ended, path](const HttpResult& r) { ended[path].push_back(evidence_of(r)); });
    if (i % 15 == 14)
      while (http->poll(std::chrono::milliseconds{50}) > 0) {
      }
  }
  while (http->poll(std::chrono::milliseconds{50}) > 0) {
  }
  auto times = asked_for(server_.journal());
  int answered = 0;
  EXPECT_EQ(ended.size(), 150u);
  for (const auto& [path, how] : ended) {
    ASSERT_EQ(how.size(), 1u) << path;
    EXPECT_LE(times[path], 1) << path << " was asked again";
    EXPECT_FALSE(how[0] == Evidence::kNotSent && times[path] > 0) << path;
    EXPECT_FALSE(how[0] == Evidence::kAnswered && times[path] == 0) << path;
    EXPECT_FALSE(how[0] == Evidence::kAnswered && path[1] != 'o') << path;
    answered += how[0] == Evidence::kAnswered ? 1 : 0;
  }
  EXPECT_GE(answered, 15) << "the rounds without a break";
}

INSTANTIATE_TEST_SUITE_P(Tls, Web, testing::ValuesIn(kSpeeches),
                         [](const auto& each) { return std::string(each.param.name); });

/// The server's own words in HTTP/2, on a new connection and on a kept one.
class Http2 : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override { ASSERT_TRUE(server_.runs()); }

  HttpResult ask(const std::string& path) {
    CurlSettings settings;
    settings.ca_file = server_.ca_file();
    const auto http = net::make_curl_client(settings);
    if (GetParam()) fetch(*http, request_to(server_.url("/ok")));
    HttpResult result = fetch(*http, request_to(server_.url(path)));
    EXPECT_EQ(fetch(*http, request_to(server_.url("/ok"))).status, 200);
    return result;
  }

  WebServer server_{fresh_folder(), {"h2", "http/1.1"}};
};

TEST_P(Http2, ARequestThatIsTurnedAwayIsAskedOnceAndUnknownForLibcurlKeepsTheProof) {
  for (const char* path : {"/refused", "/goaway-before", "/http11"}) {
    const HttpResult r = ask(path);
    EXPECT_EQ(evidence_of(r), Evidence::kUnknown) << path << " " << r.transport_code;
    EXPECT_EQ(server_.count(std::string("turned-away ") + path), 1) << server_.journal();
    EXPECT_EQ(server_.count(std::string("processed ") + path), 0) << "asked again in HTTP/1.1";
  }
}

TEST_P(Http2, AStreamOrAConnectionEndedAfterTheRequestIsUnknownAndAskedOnce) {
  for (const char* path : {"/goaway-after", "/rst-after"}) {
    const HttpResult r = ask(path);
    EXPECT_EQ(evidence_of(r), Evidence::kUnknown) << path << " " << r.transport_code;
    EXPECT_EQ(server_.count(std::string("processed ") + path), 1) << server_.journal();
  }
}

INSTANTIATE_TEST_SUITE_P(Tls, Http2, testing::Bool(), [](const auto& each) {
  return std::string(each.param ? "OnAKeptConnection" : "OnANewConnection");
});

}  // namespace
}  // namespace firstday::peers
