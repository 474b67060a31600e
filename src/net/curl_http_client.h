// libcurl behind the HTTP port.
#pragma once

#include <memory>

#include "ports/http_client.h"

namespace firstday::net {

struct CurlSettings {
  int max_connections = 64;  ///< open at once, kept-alive ones too
  int max_connections_per_host = 16;
  std::size_t most_answer = 1'000'000;  ///< bytes of an answer's body; a longer one is broken off
  std::string ca_file;  ///< instead of the system's certificates; for tests and closed networks
  std::string user_agent = "firstday";
};

/// Requests go over kept-alive connections (HTTP/1.1). libcurl would by itself send a POST again when a
/// kept-alive connection is closed before any answer, and report success; the second request of one
/// transfer is stopped before its first byte, and the transfer ends as unknown.
std::unique_ptr<ports::HttpClient> make_curl_client(const CurlSettings& settings);

}  // namespace firstday::net
