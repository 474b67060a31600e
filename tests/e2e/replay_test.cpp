// The sample's 25 days with made-up outcomes: some texts are refused, some vanish on the wire, some get
// through at the second try; some calls are answered, some reasons are given and some of them accepted. Each
// morning's summary must agree with what the gateway itself has counted.
#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>

#include "e2e/answers.h"
#include "e2e/sample.h"
#include "e2e/sample_days.h"
#include "net/http_stub.h"

namespace firstday::e2e {
namespace {

namespace fs = std::filesystem;

/// One at a time, so that the stub's answer is the one that was meant.
constexpr const char* kGateway = R"(format: 1
id: replay
version: 1
channel: text
parameters:
  url: {kind: url, help: "Address of the counting server"}
request:
  method: POST
  url: "{{param.url}}/send"
  form: {to: "{{to}}", text: "{{body}}", reference: "{{reference}}"}
limits: {max_in_flight: 1, timeout_seconds: 20}
response: {parse: text}
outcomes:
  - {when: {status: 200}, is: accepted, why: "Taken."}
  - {when: {status: 400}, is: rejected_permanent, why: "Refused."}
  - {when: {status: 503}, is: rejected_temporary, why: "Not now."}
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
    - {status: 400, body: "no", is: rejected_permanent}
    - {status: 503, body: "later", is: rejected_temporary}
)";

/// What a gateway says of itself at the end of a day.
struct Counted {
  int taken = 0;
  int refused = 0;
  int vanished = 0;  ///< read whole, and the connection closed without a word
  int put_off = 0;
};

/// Decides by the number alone, so that every run of the test is the same.
class Gateway {
 public:
  Gateway() : stub_([this](const net::StubRequest& r, int) { return answer(r); }) {}

  std::string url() const { return stub_.url(""); }
  Counted take() {
    const std::lock_guard lock(guard_);
    return std::exchange(today_, {});
  }
  int most_for_one_text() const {
    const std::lock_guard lock(guard_);
    int most = 0;
    for (const auto& [text, times] : taken_) most = std::max(most, times);
    return most;
  }

 private:
  net::StubAnswer answer(const net::StubRequest& request) {
    const std::lock_guard lock(guard_);
    const std::string to = request.body.substr(request.body.find("to=%2B") + 6, 12);
    const std::string message = request.body.substr(0, request.body.find("&reference="));
    switch (to.back()) {
      case '0':
        ++today_.refused;
        stub_.status = 400;
        return net::StubAnswer::kStatus;
      case '1':
        ++today_.vanished;
        ++taken_[message];
        return net::StubAnswer::kCloseAfterRead;
      case '2':
        if (!put_off_.insert(message).second) break;
        ++today_.put_off;
        stub_.status = 503;
        return net::StubAnswer::kStatus;
      default:
        break;
    }
    ++today_.taken;
    ++taken_[message];
    return net::StubAnswer::kOk;
  }

  mutable std::mutex guard_;
  Counted today_;
  std::map<std::string, int> taken_;  ///< by number and text: how often it may have reached the family
  std::set<std::string> put_off_;
  net::HttpStub stub_;
};

class Replay : public testing::Test {
 protected:
  Replay() : folder_(fresh_folder("replay")) {
    fs::create_directories(folder_ / "config/providers");
    fs::create_directories(folder_ / "config/schools");
    write_file(folder_ / "config/schools/900001.yaml", sample_school_with_texts_only());
    write_file(folder_ / "config/providers/replay.yaml", kGateway);
    write_file(
        folder_ / "config/firstday.yaml",
        "accounts:\n  - name: gateway\n    provider: replay\n    kinds: [text]\n    parameters: {url: \"" +
            gateway_.url() + "\", sandbox: \"true\"}\n");
    prepare(Prepared::kRoll, folder_ / "data");
  }

  Ran firstday(const std::string& now, std::vector<std::string> words) const {
    std::vector<std::string> all = {
        "--config", (folder_ / "config").string(), "--data", (folder_ / "data").string(), "--by", "replay"};
    if (!now.empty()) all.insert(all.end(), {"--now", now});
    all.insert(all.end(), words.begin(), words.end());
    const Ran ran = run_program(FIRSTDAY_PROGRAM, all);
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 1) << ran.exit_code << ran.err;
    return ran;
  }

  void import_marks(const std::string& date, bool with_afternoon) const {
    write_file(folder_ / "marks.csv", days_.file_of_week(date, with_afternoon));
    firstday("", {"import", "marks", "--from", (folder_ / "marks.csv").string()});
  }

  /// The first calls of the list, each with an outcome that its contact decides.
  void make_calls(const std::string& date) {
    const auto rows = json_lines(firstday(date + " 10:05", {"--json", "calls"}).out);
    for (size_t i = 0; i < std::min<size_t>(rows.size(), 3); ++i) {
      const std::string pupil = rows[i]["pupil"];
      const std::string contact = rows[i]["contact"];
      const bool reason = contact.back() % 3 == 0;
      std::vector<std::string> words = {"record", "call", pupil, "--contact", contact, "--outcome"};
      words.emplace_back(reason                    ? "reason_given"
                         : contact.back() % 3 == 1 ? "no_answer"
                                                   : "answered_no_reason");
      if (reason) words.insert(words.end(), {"--reason", "has a cold"});
      firstday(date + " 10:10", words);
      if (reason && contact.back() % 2 == 0)
        firstday(date + " 10:12", {"record", "reason", pupil, "--reason", "has a cold", "--acceptable"});
    }
  }

  fs::path folder_;
  const SampleDays& days_ = read_sample_days();
  Gateway gateway_;
};

TEST_F(Replay, EveryDaysSummaryAgreesWithWhatTheGatewayCounted) {
  Counted all;
  for (const std::string& date : days_.dates) {
    SCOPED_TRACE(date);
    import_marks(date, false);
    const json said = json_lines(firstday(date + " 09:35", {"--json", "run"}).out).at(0);
    const Counted counted = gateway_.take();
    EXPECT_EQ(said["sent"], counted.taken);
    EXPECT_EQ(said["failed"], counted.refused);
    EXPECT_EQ(said["unknown"], counted.vanished);
    make_calls(date);
    const json later = json_lines(firstday(date + " 10:30", {"--json", "run"}).out).at(0);
    const Counted again = gateway_.take();
    EXPECT_EQ(later["sent"], again.taken);
    import_marks(date, true);
    all.taken += counted.taken + again.taken;
    all.refused += counted.refused;
    all.vanished += counted.vanished;
    all.put_off += counted.put_off;
  }
  for (const int n : {all.taken, all.refused, all.vanished, all.put_off}) EXPECT_GT(n, 0);
  EXPECT_EQ(gateway_.most_for_one_text(), 1) << "a family was told the same thing twice";
  const auto in_state = [&](const std::string& state) {
    return static_cast<int>(
        json_lines(firstday("", {"--json", "log", "--channel", "text", "--state", state}).out).size());
  };
  EXPECT_EQ(in_state("accepted_final"), all.taken);
  EXPECT_EQ(in_state("failed"), all.refused);
  EXPECT_EQ(in_state("unknown"), all.vanished);
  EXPECT_EQ(firstday("", {"verify"}).exit_code, 0);
}

}  // namespace
}  // namespace firstday::e2e
