#include "web/routes.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace firstday::web {

namespace {

constexpr const char* kComeAgainAfterSeconds = "30";

Answer not_found() {
  return plain(404, "There is nothing here.");
}

std::optional<char> hex_byte(std::string_view two) {
  int value = 0;
  for (const char c : base::lower(two)) {
    const size_t digit = std::string_view("0123456789abcdef").find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<int>(digit);
  }
  return two.size() == 2 ? std::optional<char>(static_cast<char>(value)) : std::nullopt;
}

/// Nothing where a percent sign begins no byte.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = hex_byte(text.substr(i + 1, 2));
    if (!byte) return std::nullopt;
    out += *byte;
    i += 2;
  }
  return out;
}

/// "/receipts/900001/texts/secret" to its parts; nothing where it is no such path.
std::optional<std::vector<std::string>> parts_of(const std::string& path) {
  std::vector<std::string> out;
  const std::vector<std::string> parts = base::split(path, '/');
  for (size_t i = 1; i < parts.size(); ++i) {
    auto part = decoded(parts[i]);
    if (!part || part->empty()) return std::nullopt;
    out.push_back(std::move(*part));
  }
  return out;
}

Answer reply_to(const PostAnswer& taken) {
  switch (taken.result) {
    case PostResult::kKept:
    case PostResult::kAgain:
      return {taken.status, taken.body, taken.content_type};
    case PostResult::kUnknown:
      return not_found();
    case PostResult::kForged:
      return plain(403, "The signature, password or token is not the one that was agreed.");
    case PostResult::kUnavailable:
      break;
  }
  Answer out = plain(503, "This cannot be kept now. Send it again.");
  out.headers.emplace_back("Retry-After", kComeAgainAfterSeconds);
  return out;
}

Answer wrong_method(const char* allowed) {
  Answer out = plain(405, "This address is asked otherwise.");
  out.headers.emplace_back("Allow", allowed);
  return out;
}

Answer take(const Request& request, std::vector<std::string> parts, const Endpoints& endpoints) {
  if (parts.size() < 3 || parts.size() > 4) return not_found();
  if (request.method != "POST" && request.method != "GET") return wrong_method("GET, POST");
  Post post{std::move(parts[1]), std::move(parts[2]), parts.size() == 4 ? std::move(parts[3]) : "", request};
  return reply_to(endpoints.take_post(post));
}

Answer readiness(const Endpoints& endpoints) {
  const std::string why = endpoints.not_ready_because();
  return why.empty() ? plain(200, "ready") : plain(503, why);
}

}  // namespace

std::string_view word(PostResult result) {
  switch (result) {
    case PostResult::kKept:
      return "kept";
    case PostResult::kAgain:
      return "again";
    case PostResult::kUnknown:
      return "unknown";
    case PostResult::kForged:
      return "forged";
    case PostResult::kUnavailable:
      break;
  }
  return "unavailable";
}

Answer answer(const Request& request, const Endpoints& endpoints) {
  const auto parts = parts_of(request.path);
  if (!parts || parts->empty()) return not_found();
  if (parts->front() == "receipts" || parts->front() == "replies") return take(request, *parts, endpoints);
  const bool known = request.path == "/health" || request.path == "/ready" || request.path == "/metrics";
  if (!known) return not_found();
  if (request.method != "GET" && request.method != "HEAD") return wrong_method("GET, HEAD");
  if (request.path == "/ready") return readiness(endpoints);
  if (request.path == "/health") return plain(200, "alive");
  return {200, endpoints.metrics(), "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace firstday::web
