// Ends the process when our own code is wrong: a broken invariant must not send a text.
#pragma once

namespace firstday::base {

/// Prints the place and `why` to standard error and aborts.
[[noreturn]] void fail_check(const char* file, int line, const char* why) noexcept;

}  // namespace firstday::base

/// FIRSTDAY_CHECK(condition, "what must hold"): stays on in every build.
#define FIRSTDAY_CHECK(condition, why) \
  ((condition) ? static_cast<void>(0) : ::firstday::base::fail_check(__FILE__, __LINE__, why))
