// The service as an installation runs it: a morning by itself, signals, a disk that fills up, who has the
// right.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>

#include <condition_variable>
#include <csignal>
#include <fstream>
#include <mutex>
#include <optional>
#include <set>

#include "e2e/sample_days.h"
#include "e2e/served_school.h"
#include "e2e/service.h"
#include "net/http_stub.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* kGateway = R"(format: 1
id: gate
version: 1
channel: text
parameters:
  url: {kind: url, help: "Address of the test's server"}
request:
  method: POST
  url: "{{param.url}}/send"
  form: {to: "{{to}}", text: "{{body}}", reference: "{{reference}}"}
limits: {max_in_flight: 1, timeout_seconds: 60}
response: {parse: text}
outcomes:
  - {when: {status: 200}, is: accepted, why: "Taken."}
self_test:
  parameters: {url: "http://127.0.0.1:1"}
  requests:
    - message: {to: "+447700900123", body: "a", reference: "r"}
      expect:
        method: POST
        url: "http://127.0.0.1:1/send"
        headers: {Content-Type: "application/x-www-form-urlencoded"}
        body: "to=%2B447700900123&text=a&reference=r"
  responses:
    - {status: 200, body: "ok", is: accepted}
)";

/// What the sandbox was given.
class Serve : public ServedSchool {
 protected:
  std::multiset<std::string> texts(const fs::path& data) const {
    std::multiset<std::string> out;
    for (const fs::path& file : files_below(data / "sandbox"))
      if (file.filename().string().find("-text-") != std::string::npos) {
        const std::string text = read_file(file);
        out.insert(text.substr(text.find("\n\n") + 1));
      }
    return out;
  }
};

/// The jobs are counted when a round is over.
bool has_sent_in_a_whole_round(int port) {
  return get(port, "/metrics").body.find("state=\"accepted_final\"") != std::string::npos;
}

const char* const kSandbox = "accounts:\n  - {name: sandbox, provider: sandbox, kinds: [text]}\n";

TEST_F(Serve, WhatIsDueLeavesByItself_AsATickWouldHaveIt) {
  set_up("serve-tick", kSandbox);
  ASSERT_LE(run(kMorning, {"tick"}).exit_code, 1);
  const auto by_tick = texts(data_);
  ASSERT_GT(by_tick.size(), 3u);
  set_up("serve-morning", kSandbox);
  {
    Service service(serving());
    ASSERT_NE(service.port(), 0) << service.err();
    EXPECT_TRUE(service.becomes(200));
    EXPECT_TRUE(comes_true([&] { return texts(data_).size() >= by_tick.size(); }));
    EXPECT_EQ(get(service.port(), "/health").status, 200);
    EXPECT_TRUE(comes_true([&] {
      return get(service.port(), "/metrics")
                 .body.find(
                     "firstday_attempts_total{school=\"900001\",account=\"sandbox\",outcome=\"accepted\"} " +
                     std::to_string(by_tick.size())) != std::string::npos;
    }));
    service.signal(SIGTERM);
    EXPECT_EQ(service.wait(), 0) << service.err();
  }
  EXPECT_EQ(texts(data_), by_tick);
  EXPECT_EQ(run("", {"verify"}).exit_code, 0);
  Service again(serving());
  EXPECT_TRUE(again.becomes(200));
  again.signal(SIGINT);
  EXPECT_EQ(again.wait(), 0);
  EXPECT_EQ(texts(data_), by_tick) << "nothing is sent twice";
}

TEST_F(Serve, NeitherItsLogNorItsMetricsHoldANameANumberOrAToken) {
  set_up("serve-privacy", kSandbox);
  std::string metrics;
  {
    Service service(serving());
    ASSERT_TRUE(comes_true([&] { return texts(data_).size() > 3; })) << service.err();
    EXPECT_EQ(post(service.port(), "/receipts/900001/sandbox/s3cret-token", "{}").status, 404);
    EXPECT_EQ(post(service.port(), "/replies/900001/nobody/s3cret-token?key=s3cret-token", "{}").status, 404);
    metrics = get(service.port(), "/metrics").body;
    service.signal(SIGTERM);
    EXPECT_EQ(service.wait(), 0);
  }
  EXPECT_THAT(metrics, HasSubstr("firstday_posts_total{school=\"\",account=\"\",result=\"unknown\"} 2"));
  for (const std::string& said : {read_file(data_ / "logs/firstday.log"), metrics}) {
    EXPECT_THAT(said, testing::Not(HasSubstr("s3cret")));
    EXPECT_THAT(said, testing::Not(HasSubstr("+447700")));
    EXPECT_THAT(said, testing::Not(HasSubstr("we marked")));
    for (const auto& [pupil, name] : sample_first_names())
      EXPECT_THAT(said, testing::Not(HasSubstr(" " + name + " "))) << pupil;
  }
}

TEST_F(Serve, BesideItCommandsWork_AndRunAndTickSayWhoSends) {
  set_up("serve-beside", kSandbox);
  Service service(serving());
  ASSERT_TRUE(service.becomes(200)) << service.err();
  for (const char* command : {"run", "tick"}) {
    const Ran refused = run(kMorning, {command});
    EXPECT_EQ(refused.exit_code, 69);
    EXPECT_THAT(refused.err, HasSubstr("`firstday serve` sends from"));
  }
  EXPECT_LE(run("2027-03-02 10:05", {"calls"}).exit_code, 1);
  EXPECT_LE(run("", {"import", "marks", "--from", (folder_ / "marks.csv").string()}).exit_code, 1);
  EXPECT_TRUE(service.runs());
}

TEST_F(Serve, AnAddressThatIsTakenIsSaid) {
  set_up("serve-taken", kSandbox);
  Service service(serving());
  ASSERT_NE(service.port(), 0);
  const Ran second = run(kMorning, {"serve", "--listen", "127.0.0.1:" + std::to_string(service.port())});
  EXPECT_EQ(second.exit_code, 69);
  EXPECT_THAT(second.err, HasSubstr("Cannot listen on"));
  EXPECT_EQ(run(kMorning, {"serve", "--listen", "nowhere"}).exit_code, 78);
}

/// The disk fails under the running service, and is well again; the sandbox's texts show what left.
class FailingDisk : public Serve {
 protected:
  void begin(const std::string& name, bool failing, const std::string& how) {
    set_up(name, kSandbox);
    disk_ = folder_ / "disk";
    fs::create_directories(disk_);
    how_ = how;
    if (failing) fail();
    service_.emplace(serving(), std::vector<std::string>{"LD_PRELOAD=" FIRSTDAY_DISK_SHIM,
                                                         "FIRSTDAY_TEST_DISK=" + disk_.string(),
                                                         "ASAN_OPTIONS=verify_asan_link_order=0"});
    ASSERT_NE(service_->port(), 0) << service_->err();
  }
  void fail() const { write_file(disk_ / how_, ""); }
  void mend() const { fs::remove(disk_ / how_); }
  std::string ready() const { return get(service_->port(), "/ready").body; }
  void end_well() {
    service_->signal(SIGTERM);
    EXPECT_EQ(service_->wait(), 0) << service_->err();
    EXPECT_EQ(rows_of_log("unknown"), 0u);
    EXPECT_EQ(run("", {"verify"}).exit_code, 0);
  }

  fs::path disk_;
  std::string how_;
  std::optional<Service> service_;
};

TEST_F(FailingDisk, ThatSyncsNothingStopsTheSending_AndItGoesOnByItself) {
  begin("serve-sync", true, "sync");
  EXPECT_TRUE(comes_true([&] { return ready().find("reported an error") != std::string::npos; })) << ready();
  EXPECT_EQ(get(service_->port(), "/health").status, 200);
  EXPECT_TRUE(texts(data_).empty());
  mend();
  EXPECT_TRUE(service_->becomes(200)) << ready();
  EXPECT_TRUE(comes_true([&] { return texts(data_).size() > 3; }));
  end_well();
}

TEST_F(FailingDisk, ThatBecomesReadOnlyIsNoticed_AndGoneOnWithWhenItIsNotAnyMore) {
  begin("serve-read-only", false, "write");
  ASSERT_TRUE(comes_true([&] { return has_sent_in_a_whole_round(service_->port()); }));
  fail();
  EXPECT_TRUE(service_->becomes(503));
  mend();
  EXPECT_TRUE(service_->becomes(200)) << ready();
  end_well();
}

TEST_F(Serve, ADataFolderThatIsTakenAwayAndPutBackIsGoneOnWith) {
  set_up("serve-away", kSandbox);
  Service service(serving());
  ASSERT_TRUE(comes_true([&] { return has_sent_in_a_whole_round(service.port()); })) << service.err();
  const fs::path away = folder_ / "away";
  fs::rename(data_, away);
  EXPECT_TRUE(service.becomes(503));
  fs::rename(away, data_);
  EXPECT_TRUE(service.becomes(200)) << get(service.port(), "/ready").body;
  service.signal(SIGTERM);
  EXPECT_EQ(service.wait(), 0) << service.err();
  EXPECT_EQ(run("", {"verify"}).exit_code, 0);
}

/// A gateway that answers no request before it is let.
class Held : public Serve {
 protected:
  Held()
      : stub_([this](const net::StubRequest&, int) {
          std::unique_lock lock(guard_);
          changed_.wait(lock, [this] { return let_go_; });
          return net::StubAnswer::kOk;
        }) {}
  ~Held() override { let_go(); }

  void set_up_gateway(const std::string& name) {
    set_up(name,
           "accounts:\n  - name: gate\n    provider: gate\n    kinds: [text]\n    parameters: {url: \"" +
               stub_.url("") + "\", sandbox: \"true\"}\n",
           {{"providers/gate.yaml", kGateway}});
  }
  void let_go() {
    {
      const std::lock_guard lock(guard_);
      let_go_ = true;
    }
    changed_.notify_all();
  }
  bool has_asked() const { return stub_.connections() > 0 && stub_.processed() > 0; }

  std::mutex guard_;
  std::condition_variable changed_;
  bool let_go_ = false;
  net::HttpStub stub_;
};

TEST_F(Held, ASignalWaitsForWhatIsOnTheWire_AndStartsNothingMore) {
  set_up_gateway("serve-term");
  Service service(serving());
  ASSERT_TRUE(comes_true([&] { return has_asked(); })) << service.err();
  service.signal(SIGTERM);
  EXPECT_TRUE(service.becomes(503));
  EXPECT_THAT(get(service.port(), "/ready").body, HasSubstr("ending"));
  EXPECT_EQ(post(service.port(), "/receipts/900001/gate", "{}").status, 503);
  EXPECT_TRUE(service.runs()) << "it waits for the answer";
  let_go();
  EXPECT_EQ(service.wait(), 0) << service.err();
  EXPECT_EQ(stub_.processed(), 1);
  EXPECT_EQ(rows_of_log("unknown"), 0u);
  EXPECT_EQ(rows_of_log("sent"), 1u);
}

TEST_F(Held, ASecondSignalEndsItAtOnce_AndWhatWasOnTheWireIsUnknown) {
  set_up_gateway("serve-twice");
  {
    Service service(serving());
    ASSERT_TRUE(comes_true([&] { return has_asked(); })) << service.err();
    service.signal(SIGTERM);
    EXPECT_TRUE(service.becomes(503));
    service.signal(SIGTERM);
    EXPECT_EQ(service.wait(10), 128 + SIGTERM);
  }
  const int asked = stub_.processed();
  EXPECT_EQ(asked, 1);
  let_go();
  Service again(serving());
  EXPECT_TRUE(again.becomes(200));
  EXPECT_TRUE(comes_true([&] { return rows_of_log("unknown") == 1; }));
  again.signal(SIGTERM);
  EXPECT_EQ(again.wait(), 0);
}

/// The data folder on a file system of its own; only root may mount one.
class SmallDisk : public Serve {
 protected:
  SmallDisk() : disk_(fresh_folder("serve-small-disk")) {
    mounted_ = ::mount("none", disk_.c_str(), "tmpfs", 0, "size=64m") == 0;
  }
  ~SmallDisk() override {
    if (mounted_) ::umount2(disk_.c_str(), MNT_DETACH);
  }
  void fill(long long but_for) const {
    std::ofstream out(disk_ / "filler", std::ios::binary | std::ios::app);
    const std::string block(4096, 'x');
    while (out.good() && static_cast<long long>(fs::space(disk_).available) > but_for) (out << block).flush();
  }

  fs::path disk_;
  bool mounted_ = false;
};

TEST_F(SmallDisk, ThatIsFullStopsTheSending_AndItGoesOnByItselfWhenThereIsRoom) {
  if (!mounted_) GTEST_SKIP() << "only root may mount a file system";
  set_up("serve-full", std::string("store: {reserve_megabytes: 1}\n") + kSandbox, {}, disk_ / "data");
  fill(0);
  Service service(serving());
  ASSERT_NE(service.port(), 0) << service.err();
  ASSERT_TRUE(service.becomes(503));
  EXPECT_TRUE(comes_true([&] {
    return get(service.port(), "/ready").body.find("full") != std::string::npos ||
           get(service.port(), "/ready").body.find("reserve") != std::string::npos;
  })) << get(service.port(), "/ready").body;
  EXPECT_EQ(get(service.port(), "/health").status, 200);
  EXPECT_TRUE(texts(data_).empty());
  fs::remove(disk_ / "filler");
  EXPECT_TRUE(service.becomes(200)) << get(service.port(), "/ready").body;
  EXPECT_TRUE(comes_true([&] { return texts(data_).size() > 3; }));
  service.signal(SIGTERM);
  EXPECT_EQ(service.wait(), 0);
  EXPECT_EQ(rows_of_log("unknown"), 0u);
  EXPECT_EQ(run("", {"verify"}).exit_code, 0);
}

TEST_F(SmallDisk, ThatHasLessThanTheReserveIsSaid_AndNothingIsSentUntilThereIsRoom) {
  if (!mounted_) GTEST_SKIP() << "only root may mount a file system";
  set_up("serve-reserve", std::string("store: {reserve_megabytes: 10}\n") + kSandbox, {}, disk_ / "data");
  fill(5 * 1024 * 1024);
  Service service(serving());
  ASSERT_NE(service.port(), 0) << service.err();
  EXPECT_TRUE(comes_true(
      [&] { return get(service.port(), "/ready").body.find("reserve of 10 MB") != std::string::npos; }));
  EXPECT_TRUE(comes_true([&] {
    return get(service.port(), "/metrics").body.find("state=\"queued\"") != std::string::npos;
  })) << "the day is planned all the same";
  EXPECT_TRUE(texts(data_).empty());
  fs::remove(disk_ / "filler");
  EXPECT_TRUE(comes_true([&] { return texts(data_).size() > 3; }));
  EXPECT_TRUE(service.becomes(200));
}

}  // namespace
}  // namespace firstday::e2e
