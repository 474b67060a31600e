// A provider that says of itself that nothing can be sent with it, and fails the test where somebody tries.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "ports/provider.h"

namespace firstday::support {

class BrokenProvider : public ports::Provider {
 public:
  /// `why` empty: nothing is said to be wrong, and still nothing may be sent.
  explicit BrokenProvider(const std::string& why) {
    able.name = "gateway";
    able.out_of_order = why;
  }
  const ports::Capabilities& capabilities() const override { return able; }
  base::Result<ports::FrozenRequest> prepare(const job::Message&, const job::AttemptId&) override {
    return base::misconfigured("Never asked.");
  }
  void start(const ports::FrozenRequest&, const job::AttemptId&, ports::Completion) override {
    ADD_FAILURE() << "nothing is sent over an account that is out of order";
  }
  int poll(std::chrono::milliseconds) override { return 0; }

  ports::Capabilities able;
};

}  // namespace firstday::support
