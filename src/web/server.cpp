#include "web/server.h"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequest.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/TCPServer.h>

#include <ostream>

#include "base/failpoint.h"
#include "web/bounded_socket.h"
#include "web/read_request.h"

namespace firstday::web {

namespace net = Poco::Net;

namespace {

void send(net::HTTPServerResponse& response, const Answer& answer) {
  response.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(answer.status));
  response.setKeepAlive(false);
  response.setContentType(answer.content_type);
  response.set("Cache-Control", "no-store");
  response.set("X-Content-Type-Options", "nosniff");
  for (const auto& [name, value] : answer.headers) response.set(name, value);
  response.setContentLength64(static_cast<Poco::Int64>(answer.body.size()));
  std::ostream& out = response.send();
  out.write(answer.body.data(), static_cast<std::streamsize>(answer.body.size()));
  out.flush();
}

class OneRequest : public net::HTTPRequestHandler {
 public:
  OneRequest(const Server::Handler& handler, const Bounds& bounds) : handler_(handler), bounds_(bounds) {}

  void handleRequest(net::HTTPServerRequest& request, net::HTTPServerResponse& response) override {
    Received received = read_request(request, bounds_);
    send(response, received.refused ? *received.refused : asked(received.request));
    FIRSTDAY_FAILPOINT("post.answered");
    if (received.refused) throw_away_the_rest(request);
  }

 private:
  Answer asked(const Request& request) const noexcept {
    try {
      return handler_(request);
    } catch (const std::exception&) {
      return {500, "Something failed that should not have.\n"};
    }
  }

  const Server::Handler& handler_;
  const Bounds& bounds_;
};

class Handlers : public net::HTTPRequestHandlerFactory {
 public:
  Handlers(Server::Handler handler, Bounds bounds) : handler_(std::move(handler)), bounds_(bounds) {}
  net::HTTPRequestHandler* createRequestHandler(const net::HTTPServerRequest&) override {
    return new OneRequest(handler_, bounds_);  // NOLINT(cppcoreguidelines-owning-memory): the library's
  }

 private:
  Server::Handler handler_;
  Bounds bounds_;
};

/// Chunks have a frame around each; a client that sends single bytes in them is cut off.
long long most_bytes(const Bounds& bounds) {
  return bounds.head_bytes + 2 * bounds.body_bytes;
}

class Connections : public net::TCPServerConnectionFactory {
 public:
  Connections(Server::Handler handler, Bounds bounds, const Crowd& crowd)
      : bounds_{most_bytes(bounds), bounds.whole_request, bounds.when_crowded},
        crowd_(crowd),
        handlers_(new Handlers(std::move(handler), bounds)),
        params_(new net::HTTPServerParams) {
    params_->setKeepAlive(false);
    params_->setTimeout(
        Poco::Timespan(std::chrono::microseconds(bounds.whole_request).count()));  // of sending
  }

  net::TCPServerConnection* createConnection(const net::StreamSocket& accepted) override {
    // NOLINTBEGIN(cppcoreguidelines-owning-memory): the library counts and deletes both
    const net::StreamSocket bounded(new BoundedSocket(accepted, bounds_, crowd_));
    return new net::HTTPServerConnection(bounded, params_, handlers_);
    // NOLINTEND(cppcoreguidelines-owning-memory)
  }

 private:
  SocketBounds bounds_;
  const Crowd& crowd_;
  net::HTTPRequestHandlerFactory::Ptr handlers_;
  net::HTTPServerParams::Ptr params_;
};

net::TCPServerParams::Ptr limits(const Bounds& bounds) {
  net::TCPServerParams::Ptr params(new net::TCPServerParams);
  params->setMaxThreads(bounds.connections);
  params->setMaxQueued(bounds.waiting);
  return params;
}

class PocoServer final : public Server {
 public:
  PocoServer(const net::ServerSocket& socket, const Bounds& bounds, Handler handler)
      : address_(socket.address().toString()),
        pool_(2, bounds.connections + 1),
        server_(new Connections(std::move(handler), bounds, crowd_), pool_, socket, limits(bounds)) {
    crowd_.others_wait = [this] { return server_.queuedConnections() > 0; };
    server_.start();
  }
  ~PocoServer() override { end(); }
  PocoServer(const PocoServer&) = delete;
  PocoServer& operator=(const PocoServer&) = delete;

  std::string address() const override { return address_; }
  long long refused() const override { return server_.refusedConnections(); }
  void stop() override { end(); }

 private:
  void end() {
    crowd_.closing = true;
    server_.stop();
    net::ServerSocket(server_.socket()).close();  // or the system would go on taking connections for us
    pool_.joinAll();
  }

  std::string address_;
  Crowd crowd_;
  Poco::ThreadPool pool_;
  net::TCPServer server_;
};

}  // namespace

Answer plain(int status, std::string sentence) {
  return {status, std::move(sentence.append("\n"))};
}

base::Result<std::unique_ptr<Server>> Server::listen(const std::string& address, Bounds bounds,
                                                     Handler handler) {
  try {
    const net::SocketAddress at(address);
    try {
      net::ServerSocket socket;
      // Not shared with another process: two would each get some of the requests.
      socket.bind(at, true, false);
      socket.listen(bounds.waiting);
      return std::unique_ptr<Server>(std::make_unique<PocoServer>(socket, bounds, std::move(handler)));
    } catch (const Poco::Exception&) {
      return base::unavailable("Cannot listen on " + address +
                               ". Another program may have it: choose another port, or end that program.");
    }
  } catch (const Poco::Exception&) {
    return base::misconfigured("'" + address + "' is no address to listen on. Write HOST:PORT, as in " +
                               "127.0.0.1:8470.");
  }
}

}  // namespace firstday::web
