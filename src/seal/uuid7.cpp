#include "seal/uuid7.h"

#include <algorithm>
#include <cstdint>
#include <mutex>

#include "seal/hash.h"

namespace firstday::seal {

namespace {

/// 48 bits of milliseconds and 12 bits that count within one: RFC 9562 section 6.2, method 1. The
/// count starts in its lower half, so that 2,048 ids fit before it borrows the next millisecond.
std::uint64_t next_stamp(base::Instant now, std::uint64_t random) {
  static std::mutex guard;
  static std::uint64_t last = 0;
  const long long ms = std::max(0LL, base::micros(now) / 1000);
  const std::uint64_t fresh = (static_cast<std::uint64_t>(ms) << 12) | (random & 0x7ff);
  const std::lock_guard lock(guard);
  last = std::max(fresh, last + 1);
  return last;
}

}  // namespace

std::string uuid7(base::Instant now) {
  std::string random = random_bytes(10);
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint64_t>(static_cast<unsigned char>(random[i]));
  };
  const std::uint64_t stamp = next_stamp(now, byte(8) << 8 | byte(9));
  std::string bytes(16, '\0');
  for (std::size_t i = 0; i < 6; ++i) bytes[i] = static_cast<char>(stamp >> (52 - 8 * i) & 0xff);
  bytes[6] = static_cast<char>(0x70 | (stamp >> 8 & 0x0f));
  bytes[7] = static_cast<char>(stamp & 0xff);
  for (std::size_t i = 0; i < 8; ++i) bytes[8 + i] = random[i];
  bytes[8] = static_cast<char>(0x80 | (byte(0) & 0x3f));
  std::string text = hex(bytes);
  for (std::size_t at : {8u, 13u, 18u, 23u}) text.insert(at, 1, '-');
  return text;
}

}  // namespace firstday::seal
