#include "base/failpoint.h"

#ifdef FIRSTDAY_FAILPOINTS
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <string>

namespace firstday::base {

namespace {

/// Where this process is to end, read once: name:n, or name:n+other.
struct Chosen {
  std::string name;
  int pass = 0;
  std::string then;

  Chosen() {
    const char* text = std::getenv("FIRSTDAY_KILL_AT_POINT");
    name = text == nullptr ? "" : text;
    if (const std::size_t plus = name.find('+'); plus != std::string::npos) {
      then = name.substr(plus + 1);
      name.resize(plus);
    }
    if (const std::size_t colon = name.find(':'); colon != std::string::npos) {
      pass = std::atoi(name.c_str() + colon + 1);
      name.resize(colon);
    }
  }
};

}  // namespace

void pass(Failpoint point) noexcept {
  static const Chosen chosen;
  static std::atomic<int> passes{0};
  static std::atomic<bool> armed{false};
  if (armed && point.name() == chosen.then) std::raise(SIGKILL);
  if (point.name() != chosen.name || ++passes != chosen.pass) return;
  if (chosen.then.empty()) std::raise(SIGKILL);
  armed = true;
}

}  // namespace firstday::base
#endif
