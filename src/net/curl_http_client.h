// libcurl behind the HTTP port.
#pragma once

#include <memory>

#include "ports/http_client.h"

namespace firstday::net {

struct CurlSettings {
  int max_connections = 64;  ///< open at once, kept-alive ones too
  int max_connections_per_host = 16;
  std::size_t most_answer = 1'000'000;  ///< bytes of an answer's body; a longer one is broken off
  bool http2 = true;                    ///< over TLS where the server offers it (ALPN); HTTP/1.1 otherwise
  std::string ca_file;  ///< instead of the system's certificates; for tests and closed networks
  std::string user_agent = "firstday";
};

/// Requests go over kept-alive connections, in HTTP/1.1 or, over TLS and where the server offers it, HTTP/2.
///
/// libcurl (7.88.1, measured) would by itself send a request again and report success: when a kept-alive
/// connection is closed or reset before any answer, in both protocols, and in HTTP/2 when the server says
/// REFUSED_STREAM (five times) or HTTP_1_1_REQUIRED. The second request of one transfer is stopped before its
/// first byte, and the transfer ends as unknown with libcurl's code 42 (CURLE_ABORTED_BY_CALLBACK).
///
/// So does one that an HTTP/2 server proves not to have acted on (REFUSED_STREAM, a GOAWAY below it; RFC 9113
/// sections 6.8 and 8.7), for libcurl does not pass that word on. A server that wants HTTP/1.1 but offers
/// HTTP/2 makes every send unknown; `http2 = false` is for it.
std::unique_ptr<ports::HttpClient> make_curl_client(const CurlSettings& settings);

}  // namespace firstday::net
