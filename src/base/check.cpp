#include "base/check.h"

#include <cstdio>
#include <cstdlib>

namespace firstday::base {

void fail_check(const char* file, int line, const char* why) noexcept {
  // stdio: a stream may throw or allocate, and this is the last thing the process says.
  std::fprintf(stderr, "firstday: our own bug at %s:%d: %s\n", file, line, why);
  std::abort();
}

}  // namespace firstday::base
