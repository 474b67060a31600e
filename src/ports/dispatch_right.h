// What the processes on one data folder have one at a time: the right to dispatch, and the turn to plan.
#pragma once

#include <memory>

#include "base/result.h"

namespace firstday::ports {

/// Held for as long as the object lives.
class DispatchRight {
 public:
  virtual ~DispatchRight() = default;
};

/// Held from the reading of what a plan rests on until the plan is in the queue. Without it a plan from
/// before a reason was recorded could come after the plan that the reason led to, and ask for the text again.
class PlanTurn {
 public:
  virtual ~PlanTurn() = default;
};

class DispatchGate {
 public:
  virtual ~DispatchGate() = default;
  /// kConflict, naming who has it and since when, while another process holds it.
  virtual base::Result<std::unique_ptr<DispatchRight>> take() = 0;
  /// Waits for whoever has it; kUnavailable when that takes too long. Never asked for by who has it.
  virtual base::Result<std::unique_ptr<PlanTurn>> plan_turn() = 0;
};

}  // namespace firstday::ports
