// Durable sends against what the same machine can do without: a second's texts through the product (lease, T1
// committed, HTTP, T2 committed), against a bare curl_multi loop that posts the same bytes and remembers
// nothing, and against the same rows written into SQLite by hand-written C without any HTTP. Five interleaved
// rounds, medians; the gateway (counting_stub.c) is asked for its own limit in the same rounds, by sockets
// that do nothing but write a ready request and read the answer.
//
//   send_bench [texts a round, default 3000] [folder on the disk that is measured]
//
// Same for all: one gateway process, HTTP/1.1 kept alive, kConcurrency connections and requests at once, the
// same body; the curl loop and the product send the same headers.
// Aims: 0.25 of the curl loop, 0.4 of the rows by hand.
#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bench/sqlite_by_hand.h"
#include "dispatch/dispatcher.h"
#include "net/curl_http_client.h"
#include "providers/declared/declared.h"
#include "providers/declared/read_definition.h"
#include "seal/hash.h"
#include "seal/uuid7.h"
#include "store/database.h"
#include "support/builders.h"
#include "support/simulated_clock.h"

namespace {

namespace fs = std::filesystem;
using namespace firstday;

constexpr int kRounds = 5;
constexpr int kConcurrency = 256;
constexpr const char* kText =
    "Hazel Road: we marked Alexandra absent on the morning of Tuesday 12 January. Please ring us on 01632 "
    "960100 to tell us why.";

constexpr const char* kDefinition = R"(
format: 1
id: counting
version: 1
channel: text
parameters:
  url: {kind: url, help: "Address of the counting server"}
request:
  method: POST
  url: "{{param.url}}/send"
  form:
    to: "{{to}}"
    text: "{{body}}"
    reference: "{{reference}}"
limits: {max_in_flight: 256, timeout_seconds: 20}
response:
  parse: text
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

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "send_bench: %s\n", why.c_str());
  std::exit(1);
}

template <typename T>
T must(base::Result<T> result) {
  if (!result) give_up(result.error().what);
  return std::move(result).value();
}

double seconds(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// The gateway, as a process of its own.
class Gateway {
 public:
  Gateway() {
    int in[2];
    int out[2];
    if (pipe(in) != 0 || pipe(out) != 0) give_up("no pipe");
    child_ = fork();
    if (child_ == 0) {
      dup2(in[0], STDIN_FILENO);
      dup2(out[1], STDOUT_FILENO);
      for (const int end : {in[0], in[1], out[0], out[1]}) close(end);
      execl(COUNTING_STUB, COUNTING_STUB, static_cast<char*>(nullptr));
      _exit(127);
    }
    close(in[0]);
    close(out[1]);
    stop_ = in[1];
    said_ = fdopen(out[0], "r");
    if (std::fscanf(said_, "%d", &port_) != 1) give_up("the gateway did not start");
  }
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;
  ~Gateway() {
    close(stop_);
    std::fclose(said_);
    waitpid(child_, nullptr, 0);
  }

  int port() const { return port_; }
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  pid_t child_ = -1;
  int stop_ = -1;
  int port_ = 0;
  FILE* said_ = nullptr;
};

std::string number_of(int i) {
  char text[20];
  std::snprintf(text, sizeof text, "+447700900%03d", i % 1000);
  return text;
}

/// As the definition above writes it; the reference has the length of an attempt's id.
std::string form_body() {
  std::string text;
  for (const char c : std::string(kText)) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '-' || c == '_' || c == '~') {
      text += c;
    } else {
      char escaped[4];
      std::snprintf(escaped, sizeof escaped, "%%%02X", static_cast<unsigned char>(c));
      text += escaped;
    }
  }
  return "to=%2B447700900123&text=" + text + "&reference=01944a1e-7a40-7b1c-8f00-000000000000";
}

// --- the gateway's own limit: sockets and nothing else

int connected(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) give_up("no connection");
  const int yes = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  return socket;
}

void ask_with_sockets(const Gateway& gateway, int texts) {
  const std::string body = form_body();
  const std::string request =
      "POST /send HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: "
      "application/x-www-form-urlencoded\r\nContent-Length: " +
      std::to_string(body.size()) + "\r\n\r\n" + body;
  std::vector<pollfd> sockets;
  for (int i = 0; i < kConcurrency; ++i) sockets.push_back({connected(gateway.port()), POLLIN, 0});
  int asked = 0;
  int answered = 0;
  const auto ask = [&](int socket) {
    if (asked++ < texts && write(socket, request.data(), request.size()) < 0) give_up("write");
  };
  for (const pollfd& s : sockets) ask(s.fd);
  char answer[512];
  while (answered < texts) {
    poll(sockets.data(), sockets.size(), -1);
    for (const pollfd& s : sockets)
      if ((s.revents & POLLIN) != 0 && read(s.fd, answer, sizeof answer) > 0) {
        ++answered;
        ask(s.fd);
      }
  }
  for (const pollfd& s : sockets) close(s.fd);
}

// --- a bare curl_multi loop

size_t ignore(char*, size_t size, size_t n, void*) {
  return size * n;
}

void post_with_curl(const Gateway& gateway, int texts) {
  CURLM* multi = curl_multi_init();
  for (const CURLMoption limit :
       {CURLMOPT_MAX_TOTAL_CONNECTIONS, CURLMOPT_MAX_HOST_CONNECTIONS, CURLMOPT_MAXCONNECTS})
    curl_multi_setopt(multi, limit, static_cast<long>(kConcurrency));
  const std::string url = gateway.url() + "/send";
  const std::string body = form_body();
  int added = 0;
  const auto add = [&](CURL* easy) {
    if (added >= texts) return curl_easy_cleanup(easy);
    ++added;
    curl_multi_add_handle(multi, easy);
  };
  for (int i = 0; i < kConcurrency; ++i) {
    CURL* easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.c_str());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, ignore);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "firstday");
    add(easy);
  }
  int done = 0;
  while (done < texts) {
    int running = 0;
    curl_multi_perform(multi, &running);
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      if (message->data.result != CURLE_OK) give_up(curl_easy_strerror(message->data.result));
      CURL* easy = message->easy_handle;
      curl_multi_remove_handle(multi, easy);
      ++done;
      add(easy);
    }
    if (done < texts) curl_multi_poll(multi, nullptr, 0, 1000, nullptr);
  }
  curl_multi_cleanup(multi);
}

// --- the product

class Quiet final : public ports::Log {
 public:
  void write(ports::Level, std::string_view, std::span<const ports::LogField>) noexcept override {}
};

std::unique_ptr<store::Database> open(const fs::path& folder) {
  return must(store::Database::open({folder, seal::Keys::from_master({})}));
}

void prepare(const fs::path& folder, int texts) {
  const auto database = open(folder);
  const auto queue = store::make_job_queue(*database);
  std::vector<job::Job> jobs;
  for (int i = 0; i < texts; ++i)
    jobs.push_back(support::text_job({"P" + std::to_string(i)}, "C" + std::to_string(i)));
  must(queue->enqueue(support::batch(std::move(jobs)), "bench"));
}

base::Result<dispatch::Prepared> rendered(const job::Job& job) {
  job::Message m;
  m.job = job.id;
  m.school = job.school;
  m.to = base::Personal(number_of(std::stoi(job.to.contact.text().substr(1))));
  m.body = base::Personal(kText);
  m.language = "en";
  m.template_name = job.template_name;
  m.template_hash = std::string(64, 'a');
  return dispatch::Prepared{m};
}

/// Where a send's time goes: in the store's three verbs, and in the rest (render, HTTP, waiting).
struct Shares {
  double lease = 0;
  double t1 = 0;
  double t2 = 0;
  double whole = 0;
  int groups = 0;  ///< second transactions
};

template <typename Work>
auto timed(double& sum, const Work& work) {
  const auto began = std::chrono::steady_clock::now();
  auto result = work();
  sum += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return result;
}

class TimedQueue final : public ports::JobQueue {
 public:
  TimedQueue(ports::JobQueue& queue, Shares& shares) : queue_(queue), shares_(shares) {}

  base::Result<ports::Enqueued> enqueue(const job::Batch& batch, const std::string& actor) override {
    return queue_.enqueue(batch, actor);
  }
  base::Result<std::vector<ports::Leased>> lease(const ports::LeaseRequest& request) override {
    return timed(shares_.lease, [&] { return queue_.lease(request); });
  }
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> starts) override {
    return timed(shares_.t1, [&] { return queue_.start_attempts(starts); });
  }
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> finishes) override {
    ++shares_.groups;
    return timed(shares_.t2, [&] { return queue_.finish_attempts(finishes); });
  }
  base::Result<std::vector<bool>> change(std::span<const ports::JobChange> changes) override {
    return queue_.change(changes);
  }
  base::Result<ports::Recovered> recover(base::Instant now) override { return queue_.recover(now); }
  base::Result<ports::Passed> pass_deadlines(const roll::Urn& school, base::Instant now) override {
    return queue_.pass_deadlines(school, now);
  }
  base::Result<std::vector<ports::JobRow>> jobs(const ports::JobFilter& filter) const override {
    return queue_.jobs(filter);
  }
  base::Result<std::optional<base::Instant>> next_due(const roll::Urn& school) const override {
    return queue_.next_due(school);
  }
  base::Result<std::vector<ports::Due>> due(bool urgent_only) const override {
    return queue_.due(urgent_only);
  }
  base::Result<ports::Lately> lately(const roll::Urn& school, base::Instant day,
                                     base::Instant hour) const override {
    return queue_.lately(school, day, hour);
  }

 private:
  ports::JobQueue& queue_;
  Shares& shares_;
};

/// Everything but the sending is set up before the clock starts, as for the others.
double send_durably(const Gateway& gateway, const fs::path& folder, int texts, Shares& shares) {
  const auto database = open(folder);
  const auto sql_queue = store::make_job_queue(*database);
  TimedQueue queue(*sql_queue, shares);
  net::CurlSettings curl;
  curl.max_connections = kConcurrency;
  curl.max_connections_per_host = kConcurrency;
  const auto http = net::make_curl_client(curl);
  auto definition = provider_declared::read_definition(kDefinition, "counting.yaml");
  if (definition.has_errors()) give_up(base::describe(definition.problems.front()));
  const auto provider = must(provider_declared::create(
      definition.value, {{"url", gateway.url()}, {"sandbox", "true"}},
      [](const std::string&) { return std::string(); }, *http));
  support::SimulatedClock clock(support::at(9, 45));
  Quiet log;
  dispatch::Settings settings;
  settings.owner = seal::uuid7(clock.now());
  settings.max_in_flight = kConcurrency;
  settings.group_size = kConcurrency;
  dispatch::SchoolSide school;
  school.school = support::hazel_road();
  school.window.calendar = support::school().calendar;
  school.accounts = {{job::Kind::kText, {{"counting", provider.get()}}}};
  school.render = rendered;
  school.per_address_hour = 0;  // a thousand numbers for any number of texts
  const std::string key = seal::sha256_hex("bench");
  dispatch::Dispatcher dispatcher(
      {queue, clock, log, [&](std::string_view text) { return seal::hmac_sha256_hex(key, text); },
       [](base::Instant at) { return job::AttemptId(seal::uuid7(at)); }, [] { return 0.5; }, nullptr},
      settings, {school});
  must(dispatcher.recover());
  dispatch::Summary summary;
  const double took =
      seconds([&] { summary = must(dispatcher.run_until_idle({clock.now()})).at(support::hazel_road()); });
  if (summary.outcomes[job::OutcomeKind::kAccepted] != texts) give_up("not every text was accepted");
  shares.whole += took;
  return took;
}

struct Measured {
  const char* what;
  std::vector<double> a_second;

  double median() const {
    std::vector<double> sorted = a_second;
    std::sort(sorted.begin(), sorted.end());
    return sorted[sorted.size() / 2];
  }
};

void print_shares(const Shares& s, int sends) {
  const auto per_send = [sends](double seconds) { return seconds * 1e6 / sends; };
  std::printf(
      "  microseconds a durable send: lease %.0f, T1 %.0f, T2 %.0f, the rest %.0f; %.0f sends to a T2\n",
      per_send(s.lease), per_send(s.t1), per_send(s.t2), per_send(s.whole - s.lease - s.t1 - s.t2),
      static_cast<double>(sends) / s.groups);
}

/// Ratios are taken round by round: what disturbs one disturbs its neighbour.
double median_ratio(const Measured& of, const Measured& to) {
  Measured ratio{"", {}};
  for (size_t i = 0; i < of.a_second.size(); ++i) ratio.a_second.push_back(of.a_second[i] / to.a_second[i]);
  return ratio.median();
}

}  // namespace

int main(int argc, char** argv) {
  const int texts = argc > 1 ? std::atoi(argv[1]) : 3000;
  const fs::path parent = argc > 2 ? fs::path(argv[2]) : fs::temp_directory_path();
  curl_global_init(CURL_GLOBAL_DEFAULT);
  Measured limit{"the gateway's own limit, sockets only", {}};
  Measured bare{"a bare curl_multi loop", {}};
  Measured by_hand{"the same rows by hand-written C, no HTTP", {}};
  Measured durable{"durable sends: T1, HTTP, T2", {}};
  Shares shares;
  for (int round = 0; round < kRounds; ++round) {
    const Gateway gateway;
    const fs::path folder = parent / ("firstday-send-bench-" + std::to_string(getpid()));
    const fs::path fresh = folder / "fresh";
    prepare(folder / "sent", texts);
    fs::create_directories(fresh);
    fs::copy(folder / "sent", fresh, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    limit.a_second.push_back(texts / seconds([&] { ask_with_sockets(gateway, texts); }));
    bare.a_second.push_back(texts / seconds([&] { post_with_curl(gateway, texts); }));
    durable.a_second.push_back(texts / send_durably(gateway, folder / "sent", texts, shares));
    by_hand.a_second.push_back(texts / firstday_write_by_hand((fresh / "firstday.db").c_str(),
                                                              (folder / "sent/firstday.db").c_str(),
                                                              kConcurrency));
    fs::remove_all(folder);
  }
  std::printf("%d texts a round, %d at once, %d rounds; medians, a second\n", texts, kConcurrency, kRounds);
  for (const Measured& m : {limit, bare, by_hand, durable})
    std::printf("  %-44s %10.0f\n", m.what, m.median());
  print_shares(shares, kRounds * texts);
  std::printf("  durable sends to the curl loop   %.2f   (aim 0.25)\n", median_ratio(durable, bare));
  std::printf("  durable sends to rows by hand    %.2f   (aim 0.4)\n", median_ratio(durable, by_hand));
}
