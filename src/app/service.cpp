#include "app/service.h"

#include <atomic>

#include "web/server.h"
#include "web/service_metrics.h"
#include "workflow/serve.h"

#ifndef FIRSTDAY_VERSION
#define FIRSTDAY_VERSION "unknown"
#endif

namespace firstday::app {

namespace {

web::Bounds bounds_of(const config::ServeSettings& settings) {
  web::Bounds bounds;
  bounds.body_bytes = settings.body_kilobytes * 1024;
  bounds.whole_request = settings.request;
  bounds.connections = settings.connections;
  return bounds;
}

/// Called on the server's threads: of the house only what is safe from any thread, the clock and the log.
class Endpoint {
 public:
  Endpoint(const ServicePorts& ports, const std::function<bool()>& stopping)
      : ports_(ports), clock_(ports.house.clock), book_(ports.book), stopping_(stopping) {}

  web::Answer answer(const web::Request& request) {
    return web::answer(request, {[this] { return not_ready_because(); }, [this] { return metrics(); },
                                 [this](const web::Post& post) { return take(post); }});
  }

  std::atomic<const web::Server*> server{nullptr};  ///< once it listens

 private:
  std::string not_ready_because() const {
    if (stopping_()) return "The service is ending.";
    return book_.not_ready_because(clock_.now());
  }

  std::string metrics() const {
    const web::Server* listening = server;
    return web::exposition(web::metrics_of(
        book_.numbers(), clock_.now(), {FIRSTDAY_VERSION, listening == nullptr ? 0 : listening->refused()}));
  }

  /// A name that nobody knows is no label: anybody could make up any number of them.
  web::PostAnswer take(const web::Post& post) {
    web::PostAnswer taken = taken_from(post);
    const bool known = taken.result != web::PostResult::kUnknown && !stopping_();
    if (taken.result == web::PostResult::kKept) {
      book_.ring();
      clock_.wake();
    }
    book_.count_post(
        known ? workflow::AccountKey{roll::Urn(post.school), post.account} : workflow::AccountKey{},
        std::string(web::word(taken.result)));
    return taken;
  }

  web::PostAnswer taken_from(const web::Post& post) const {
    if (stopping_()) return {web::PostResult::kUnavailable};
    return ports_.take_post ? ports_.take_post(post) : web::PostAnswer{web::PostResult::kUnknown};
  }

  const ServicePorts& ports_;
  ports::Clock& clock_;
  workflow::ServiceBook& book_;
  const std::function<bool()>& stopping_;
};

}  // namespace

base::Status run_service(const ServicePorts& ports, const roll::Urn& only, const std::string& listen,
                         const std::function<bool()>& stopping,
                         const std::function<void(const std::string&)>& listening) {
  Endpoint endpoint(ports, stopping);
  auto server =
      web::Server::listen(listen, bounds_of(ports.house.settings.serve),
                          [&endpoint](const web::Request& request) { return endpoint.answer(request); });
  if (!server) return server.error();
  endpoint.server = server.value().get();
  listening(server.value()->address());
  ports.house.log.info("The service listens.", {{"address", server.value()->address()}});
  base::Status served =
      workflow::serve(ports.house, ports.health, ports.book, {only, stopping, ports.held_because});
  server.value()->stop();
  ports.house.log.info("The service has ended.");
  return served;
}

}  // namespace firstday::app
