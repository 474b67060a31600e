#include "net/curl_http_client.h"

#include <curl/curl.h>

#include <map>
#include <vector>

#include "base/check.h"
#include "base/failpoint.h"
#include "net/bytes_left.h"

namespace firstday::net {

namespace {

using ports::HttpRequest;
using ports::HttpResult;

/// libcurl wants to be told once, before any thread of ours uses it.
void start_curl_once() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  FIRSTDAY_CHECK(started == CURLE_OK, "libcurl can be started");
}

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};
struct ListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;
using List = std::unique_ptr<curl_slist, ListDeleter>;

/// One request on its way. Never moved: libcurl holds its address.
struct Transfer {
  Easy easy;
  List headers;
  HttpRequest request;
  HttpResult result;
  ports::HttpClient::Done done;
  std::size_t most_answer = 0;
  bool may_be_http2 = false;
  int connections_ready = 0;  ///< how often libcurl was about to write a request
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

/// Called when a connection is ready and before the request's first byte. A second time within one
/// transfer means that libcurl is about to send the request again.
int before_request(void* context, char*, char*, int, int) {
  auto* transfer = static_cast<Transfer*>(context);
  return ++transfer->connections_ready == 1 ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

std::size_t on_header(char* data, std::size_t, std::size_t size, void* context) {
  auto* transfer = static_cast<Transfer*>(context);
  const std::string_view line(data, size);
  const std::size_t colon = line.find(':');
  if (line.rfind("HTTP/", 0) == 0)
    transfer->result.headers.clear();  // of a 100 Continue
  else if (colon != std::string_view::npos)
    transfer->result.headers.emplace_back(lower(line.substr(0, colon)),
                                          std::string(trimmed(line.substr(colon + 1))));
  return size;
}

std::size_t on_body(char* data, std::size_t, std::size_t size, void* context) {
  auto* transfer = static_cast<Transfer*>(context);
  if (transfer->result.body.size() + size > transfer->most_answer) return 0;
  transfer->result.body.append(data, size);
  return size;
}

#ifdef FIRSTDAY_FAILPOINTS
/// libcurl tells of every part of a request after it has written it to the socket.
int after_write(CURL*, curl_infotype what, char*, std::size_t, void*) {
  if (what == CURLINFO_HEADER_OUT) FIRSTDAY_FAILPOINT("bytes.first_left");
  return 0;
}
#endif

template <typename T>
void set(CURL* easy, CURLoption option, T value) {
  const CURLcode code = curl_easy_setopt(easy, option, value);
  FIRSTDAY_CHECK(code == CURLE_OK, "libcurl knows the option we set");
}

void set_request(Transfer& t) {
  CURL* easy = t.easy.get();
  set(easy, CURLOPT_URL, t.request.url.c_str());
  set(easy, CURLOPT_CUSTOMREQUEST, t.request.method.c_str());
  if (t.request.method == "GET") {
    set(easy, CURLOPT_HTTPGET, 1L);
  } else {
    set(easy, CURLOPT_POST, 1L);
    set(easy, CURLOPT_POSTFIELDS, t.request.body.c_str());
    set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(t.request.body.size()));
  }
  // Without Expect, a large body is not held back for a 100 that many gateways never send.
  curl_slist* list = curl_slist_append(nullptr, "Expect:");
  for (const auto& [name, value] : t.request.headers)
    list = curl_slist_append(list, std::string(name).append(": ").append(value).c_str());
  t.headers.reset(list);
  set(easy, CURLOPT_HTTPHEADER, list);
  set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(t.request.connect_timeout.count()));
  set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(t.request.total_timeout.count()));
}

void set_safety(Transfer& t) {
  CURL* easy = t.easy.get();
  set(easy, CURLOPT_PREREQFUNCTION, &before_request);
  set(easy, CURLOPT_PREREQDATA, static_cast<void*>(&t));
  set(easy, CURLOPT_FOLLOWLOCATION, 0L);
  set(easy, CURLOPT_HTTP_VERSION,
      static_cast<long>(t.may_be_http2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1));
  set(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  set(easy, CURLOPT_NOSIGNAL, 1L);
  // A connection that idled longer may be dead already, and a request written into it is an unknown.
  set(easy, CURLOPT_MAXAGE_CONN, 15L);
  set(easy, CURLOPT_PROXY, "");  // a proxy that sends again is one more thing that we cannot see
}

void set_answer(Transfer& t) {
  CURL* easy = t.easy.get();
  set(easy, CURLOPT_HEADERFUNCTION, &on_header);
  set(easy, CURLOPT_HEADERDATA, static_cast<void*>(&t));
  set(easy, CURLOPT_WRITEFUNCTION, &on_body);
  set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&t));
  set(easy, CURLOPT_PRIVATE, static_cast<void*>(&t));
#ifdef FIRSTDAY_FAILPOINTS
  set(easy, CURLOPT_VERBOSE, 1L);
  set(easy, CURLOPT_DEBUGFUNCTION, &after_write);
#endif
}

long long bytes_sent_by(const Transfer& t) {
  long request = 0;
  curl_off_t uploaded = 0;
  curl_easy_getinfo(t.easy.get(), CURLINFO_REQUEST_SIZE, &request);
  curl_easy_getinfo(t.easy.get(), CURLINFO_SIZE_UPLOAD_T, &uploaded);
  const long long counted = static_cast<long long>(request) + static_cast<long long>(uploaded);
  return bytes_that_may_have_left({counted, t.connections_ready, t.may_be_http2});
}

void read_result(Transfer& t, CURLcode code) {
  long status = 0;
  curl_easy_getinfo(t.easy.get(), CURLINFO_RESPONSE_CODE, &status);
  t.result.transport_code = static_cast<int>(code);
  t.result.transport_error = code == CURLE_OK ? "" : curl_easy_strerror(code);
  t.result.status = static_cast<int>(status);
  t.result.whole_answer = code == CURLE_OK;
  t.result.bytes_sent = bytes_sent_by(t);
}

class CurlHttpClient final : public ports::HttpClient {
 public:
  explicit CurlHttpClient(CurlSettings settings) : settings_(std::move(settings)) {
    start_curl_once();
    multi_.reset(curl_multi_init());
    FIRSTDAY_CHECK(multi_ != nullptr, "libcurl has memory for a multi handle");
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS,
                      static_cast<long>(settings_.max_connections));
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS,
                      static_cast<long>(settings_.max_connections_per_host));
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(settings_.max_connections));
  }

  ~CurlHttpClient() override {
    for (auto& [easy, transfer] : transfers_) curl_multi_remove_handle(multi_.get(), easy);
  }

  void start(HttpRequest request, Done done) override {
    auto transfer = std::make_unique<Transfer>();
    transfer->easy = spare_handle();
    transfer->request = std::move(request);
    transfer->done = std::move(done);
    transfer->most_answer = settings_.most_answer;
    transfer->may_be_http2 = settings_.http2 && lower(transfer->request.url).rfind("https:", 0) == 0;
    set_request(*transfer);
    set_safety(*transfer);
    set_answer(*transfer);
    set(transfer->easy.get(), CURLOPT_USERAGENT, settings_.user_agent.c_str());
    if (!settings_.ca_file.empty()) set(transfer->easy.get(), CURLOPT_CAINFO, settings_.ca_file.c_str());
    CURL* easy = transfer->easy.get();
    const CURLMcode added = curl_multi_add_handle(multi_.get(), easy);
    FIRSTDAY_CHECK(added == CURLM_OK, "libcurl takes a new transfer");
    transfers_.emplace(easy, std::move(transfer));
  }

  int poll(std::chrono::milliseconds max_wait) override {
    int running = 0;
    curl_multi_perform(multi_.get(), &running);
    if (finish_ended() == 0 && running > 0 && max_wait.count() > 0) {
      curl_multi_poll(multi_.get(), nullptr, 0, static_cast<int>(max_wait.count()), nullptr);
      curl_multi_perform(multi_.get(), &running);
      finish_ended();
    }
    return static_cast<int>(transfers_.size());
  }

 private:
  Easy spare_handle() {
    if (spare_.empty()) return Easy(curl_easy_init());
    Easy easy = std::move(spare_.back());
    spare_.pop_back();
    curl_easy_reset(easy.get());
    return easy;
  }

  int finish_ended() {
    int ended = 0;
    int left = 0;
    while (CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      finish(message->easy_handle, message->data.result);
      ++ended;
    }
    return ended;
  }

  void finish(CURL* easy, CURLcode code) {
    const auto at = transfers_.find(easy);
    FIRSTDAY_CHECK(at != transfers_.end(), "a transfer that ends is one of ours");
    const std::unique_ptr<Transfer> transfer = std::move(at->second);
    transfers_.erase(at);
    read_result(*transfer, code);
    curl_multi_remove_handle(multi_.get(), easy);
    spare_.push_back(std::move(transfer->easy));
    FIRSTDAY_FAILPOINT("bytes.answer_read");
    transfer->done(std::move(transfer->result));
  }

  CurlSettings settings_;
  std::unique_ptr<CURLM, MultiDeleter> multi_;
  std::map<CURL*, std::unique_ptr<Transfer>> transfers_;
  std::vector<Easy> spare_;
};

}  // namespace

std::unique_ptr<ports::HttpClient> make_curl_client(const CurlSettings& settings) {
  return std::make_unique<CurlHttpClient>(settings);
}

}  // namespace firstday::net
