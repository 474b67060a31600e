// The service: the loop on this thread, and the endpoints beside it.
#pragma once

#include <functional>
#include <string>

#include "ports/store_health.h"
#include "web/routes.h"
#include "workflow/house.h"
#include "workflow/service_book.h"

namespace firstday::app {

/// The functions may be empty: then nothing is posted, and nothing is held.
struct ServicePorts {
  workflow::House& house;
  ports::StoreHealth& health;
  workflow::ServiceBook& book;
  std::function<web::PostAnswer(const web::Post&)> take_post = {};  ///< called from several threads
  std::function<std::string()> held_because = {};
};

/// Listens on `listen` (HOST:PORT), says to `listening` where, and returns once `stopping` is true, what was
/// on the wire is on record, and the endpoints are closed.
base::Status run_service(const ServicePorts& ports, const roll::Urn& only, const std::string& listen,
                         const std::function<bool()>& stopping,
                         const std::function<void(const std::string&)>& listening);

}  // namespace firstday::app
