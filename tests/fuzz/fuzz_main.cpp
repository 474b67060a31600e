// libFuzzer's entry. FIRSTDAY_FUZZ_TARGET names the target (target.h).
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "fuzz/target.h"

namespace {

using firstday::fuzz::Target;

const Target* chosen() {
  const char* name = std::getenv("FIRSTDAY_FUZZ_TARGET");
  for (const Target& target : firstday::fuzz::targets())
    if (name != nullptr && target.name == name) return &target;
  std::fputs("FIRSTDAY_FUZZ_TARGET must be one of:", stderr);
  for (const Target& target : firstday::fuzz::targets()) std::fprintf(stderr, " %s", target.name.c_str());
  std::fputs("\n", stderr);
  std::exit(64);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Target* const target = chosen();
  target->run(std::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
