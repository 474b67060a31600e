// HTTP out, without blocking: what a provider that speaks HTTP is given instead of a socket.
//
// A request is sent at most once. Nothing here follows a redirect, answers a 401 with a second request,
// or sends again on another connection when a kept-alive one turns out to be dead: what cannot be known
// is reported as such (design section 5).
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "job/outcome.h"

namespace firstday::ports {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

struct HttpRequest {
  std::string method = "POST";
  std::string url;      ///< http or https, with its query
  HttpHeaders headers;  ///< names and values without line ends
  std::string body;
  std::chrono::milliseconds connect_timeout{10'000};
  std::chrono::milliseconds total_timeout{60'000};
};

/// What is known when a request is over. `transport_code` is the transport's own number, 0 when a whole
/// answer was read.
struct HttpResult {
  int transport_code = 0;
  std::string transport_error;  ///< for a person; holds no part of the request
  int status = 0;               ///< 0 when no status line was read
  HttpHeaders headers;          ///< of the answer; names in lower case
  std::string body;             ///< of the answer, at most HttpClient's limit
  bool whole_answer = false;    ///< headers and the whole body were read
  long long bytes_sent = 0;     ///< of the request, that may have left this machine; 0 is proof that none did
};

/// The first header of that (lower-case) name; empty when there is none.
std::string_view header(const HttpResult& result, std::string_view name);

/// What the transport alone proves about a request that must not be repeated.
enum class Evidence {
  kNotSent,   ///< no byte of the request left: it may be tried again
  kAnswered,  ///< a whole answer was read: what it means is for the provider to say
  kUnknown,   ///< bytes left and no whole answer came: it may have been carried out
};

/// Pure and total. Everything that is not proof is kUnknown, evidence that contradicts itself too:
///   kAnswered  code 0, a final status (200 or more; a 1xx promises an answer, RFC 9110 section 15.2) and the
///              whole body, after bytes of the request had left
///   kNotSent   a code other than 0, nothing of an answer, and 0 bytes
/// No code of the transport is proof by itself: 28 (time-out), 55 and 56 (connection lost) come before the
/// request's first byte and after its last.
Evidence evidence_of(const HttpResult& result);

/// The one place where a transport's evidence becomes an outcome. kNotSent is not_sent; everything else is
/// unknown, a whole answer too, until the vendor's own rules give it a meaning: a 5xx may come from something
/// in between after the service took the message, and a 3xx, which is never followed, may be the answer to a
/// request that was carried out (303 says so, RFC 9110 section 15.4.4). So a redirect is not misconfigured
/// either: that would send again. Its evidence says that the address is to be checked.
job::Outcome outcome_of(const HttpResult& result);

/// Not thread-safe: one thread owns it.
class HttpClient {
 public:
  using Done = std::function<void(HttpResult)>;
  virtual ~HttpClient() = default;

  /// Begins; `done` is called exactly once, from a later poll() or, when the request cannot even be
  /// begun, from here.
  virtual void start(HttpRequest request, Done done) = 0;
  /// Lets requests make progress, waiting at most `max_wait` for the network. Returns how many are not
  /// over yet.
  virtual int poll(std::chrono::milliseconds max_wait) = 0;
};

}  // namespace firstday::ports
