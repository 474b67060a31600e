#include "ports/http_client.h"

namespace firstday::ports {

std::string_view header(const HttpResult& result, std::string_view name) {
  for (const auto& [key, value] : result.headers)
    if (key == name) return value;
  return {};
}

Evidence evidence_of(const HttpResult& result) {
  if (result.transport_code == 0 && result.whole_answer && result.status > 0) return Evidence::kAnswered;
  return result.bytes_sent == 0 ? Evidence::kNotSent : Evidence::kUnknown;
}

}  // namespace firstday::ports
