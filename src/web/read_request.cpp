#include "web/read_request.h"

#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerSession.h>

#include <algorithm>
#include <array>
#include <istream>

#include "base/text.h"
#include "web/bounded_socket.h"

namespace firstday::web {

namespace net = Poco::Net;

namespace {

/// How much of a refused request is still taken from the wire.
constexpr long long kThrownAway = 256LL * 1024;

net::HTTPServerRequestImpl& whole_type(net::HTTPServerRequest& request) {
  return dynamic_cast<net::HTTPServerRequestImpl&>(request);
}

BoundedSocket& socket_of(net::HTTPServerRequest& request) {
  return dynamic_cast<BoundedSocket&>(*whole_type(request).socket().impl());
}

/// Bytes that the library has read and nobody asked for. Behind a chunked body there are some when a chunk
/// was malformed: the library takes that for the end.
struct Buffered : net::HTTPSession {
  static int of(net::HTTPSession& session) { return (session.*(&Buffered::buffered))(); }
};

long long head_bytes(const net::HTTPServerRequest& request) {
  size_t bytes = request.getMethod().size() + request.getURI().size();
  for (const auto& [name, value] : request) bytes += name.size() + value.size() + 4;
  return static_cast<long long>(bytes);
}

int count(const net::HTTPServerRequest& request, const std::string& name) {
  return static_cast<int>(std::count_if(
      request.begin(), request.end(), [&](const auto& header) { return base::lower(header.first) == name; }));
}

std::optional<Answer> refused_by_its_head(const net::HTTPServerRequest& request, const Bounds& bounds) {
  if (head_bytes(request) > bounds.head_bytes) return plain(431, "The headers are too long.");
  const int lengths = count(request, "content-length");
  const int codings = count(request, "transfer-encoding");
  // Two readers of such a request may disagree about where it ends.
  if (lengths + codings > 1) return plain(400, "The request says in two ways how long it is.");
  if (codings == 1 && !request.getChunkedTransferEncoding())
    return plain(501, "Of transfer codings only chunked is understood.");
  if (lengths == 1 && request.getContentLength64() > bounds.body_bytes)
    return plain(413, "The body is too long.");
  if (lengths == 1 && request.getContentLength64() < 0) return plain(400, "The body has no length.");
  if (lengths + codings == 0 && request.getMethod() == net::HTTPRequest::HTTP_POST)
    return plain(411, "Say how long the body is.");
  return std::nullopt;
}

std::string read_body(std::istream& in, long long most) {
  std::string body;
  std::array<char, 4096> part{};
  while (in && static_cast<long long>(body.size()) <= most) {
    in.read(part.data(), part.size());
    body.append(part.data(), static_cast<size_t>(in.gcount()));
  }
  return body;
}

bool has_body(const net::HTTPServerRequest& request) {
  return request.getChunkedTransferEncoding() || request.hasContentLength();
}

std::optional<Answer> refused_by_its_body(net::HTTPServerRequest& request, const std::string& body,
                                          const Bounds& bounds) {
  const auto size = static_cast<long long>(body.size());
  const BoundedSocket& socket = socket_of(request);
  if (size > bounds.body_bytes || socket.too_long()) return plain(413, "The body is too long.");
  if (socket.too_late()) return plain(408, "The request took too long to come.");
  const bool whole = request.getChunkedTransferEncoding()
                         ? !socket.ended() && Buffered::of(whole_type(request).session()) == 0
                         : size == std::max<long long>(request.getContentLength64(), 0);
  if (!whole) return plain(400, "The body did not come whole.");
  return std::nullopt;
}

Request parts_of(const net::HTTPServerRequest& request) {
  Request out;
  out.method = request.getMethod();
  const std::string& uri = request.getURI();
  const size_t mark = uri.find('?');
  out.path = uri.substr(0, mark);
  if (mark != std::string::npos) out.query = uri.substr(mark + 1);
  out.headers.reserve(request.size());
  for (const auto& [name, value] : request) out.headers.emplace_back(base::lower(name), value);
  return out;
}

}  // namespace

Received read_request(net::HTTPServerRequest& request, const Bounds& bounds) {
  Received out;
  out.refused = refused_by_its_head(request, bounds);
  if (out.refused) return out;
  out.request = parts_of(request);
  if (!has_body(request)) return out;
  out.request.body = read_body(request.stream(), bounds.body_bytes);
  out.refused = refused_by_its_body(request, out.request.body, bounds);
  return out;
}

void throw_away_the_rest(net::HTTPServerRequest& request) {
  try {
    BoundedSocket& socket = socket_of(request);
    socket.shutdownSend();
    socket.allow(kThrownAway);
    std::array<char, 4096> part{};
    while (socket.receiveBytes(part.data(), part.size(), 0) > 0) {
    }
  } catch (const Poco::Exception&) {
    // It had its moment.
    return;
  }
}

}  // namespace firstday::web
