// A 64-bit hash that is the same in every run and on every machine. Not for secrets.
#pragma once

#include <cstdint>
#include <string_view>

namespace firstday::intake {

/// FNV-1a over the pieces, each closed by a byte that UTF-8 does not have, with a closing mix.
class StableHash {
 public:
  void add(std::string_view piece) {
    for (char c : piece) mix(static_cast<unsigned char>(c));
    mix(0xFF);
  }
  void mix(unsigned char byte) { state_ = (state_ ^ byte) * kPrime; }

  /// Never 0, which stands for "not known".
  std::uint64_t value() const {
    std::uint64_t v = state_;
    v ^= v >> 33U;
    v *= 0xFF51AFD7ED558CCDU;
    v ^= v >> 33U;
    return v == 0 ? 1 : v;
  }

 private:
  static constexpr std::uint64_t kPrime = 1099511628211U;
  std::uint64_t state_ = 14695981039346656037U;
};

}  // namespace firstday::intake
