// A request from the HTTP library to ours, or why it is refused. Private to server.cpp.
#pragma once

#include <Poco/Net/HTTPServerRequest.h>

#include <optional>

#include "web/server.h"

namespace firstday::web {

struct Received {
  Request request;
  std::optional<Answer> refused;  ///< it did not come whole, or is larger than it may be
};

Received read_request(Poco::Net::HTTPServerRequest& request, const Bounds& bounds);

/// A client that still sends would lose the answer when the connection is closed; it gets a moment, and room
/// for what is on its way.
void throw_away_the_rest(Poco::Net::HTTPServerRequest& request);

}  // namespace firstday::web
