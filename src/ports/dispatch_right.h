// The right to dispatch: of all processes on one data folder, one holds it.
#pragma once

#include <memory>

#include "base/result.h"

namespace firstday::ports {

/// Held for as long as the object lives.
class DispatchRight {
 public:
  virtual ~DispatchRight() = default;
};

class DispatchGate {
 public:
  virtual ~DispatchGate() = default;
  /// kConflict, naming who has it and since when, while another process holds it.
  virtual base::Result<std::unique_ptr<DispatchRight>> take() = 0;
};

}  // namespace firstday::ports
