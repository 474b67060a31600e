// The loop of a service: it brings every school's plan up to now and sends what is due, each minute and
// whenever something falls due, for as long as it is let.
#pragma once

#include <functional>

#include "ports/store_health.h"
#include "workflow/house.h"
#include "workflow/service_book.h"

namespace firstday::workflow {

struct ServeRequest {
  roll::Urn only;  ///< empty: every school
  /// Once true no new send starts; what is on the wire is waited for and recorded. Asked from two threads.
  std::function<bool()> stopping;
  /// Why nothing may be sent until a person says so, asked each round; empty, or an empty sentence: it may.
  std::function<std::string()> held_because;
};

/// Returns when `stopping` is true and everything is on record. What goes wrong on the way is in the log and
/// in the book, and tried again: nothing ends a service but its own end. While the store takes nothing,
/// nothing is planned or sent; while another process has the right to dispatch, this one waits for it. An
/// error: no such school.
base::Status serve(House& house, ports::StoreHealth& store, ServiceBook& book, const ServeRequest& request);

}  // namespace firstday::workflow
