// Choices of a made-up case, taken from bytes that a property test makes and shrinks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace firstday::support {

/// When the bytes run out every choice is 0: write the plainest choice first, and a failing case shrinks to
/// it.
class Choices {
 public:
  explicit Choices(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

  /// 0 to n - 1; n from 1 to 256.
  size_t of(size_t n) { return at_ < bytes_.size() ? bytes_[at_++] % n : 0; }
  bool one_in(size_t n) { return of(n) == n - 1; }
  bool coin() { return one_in(2); }

  /// One of an array.
  template <typename T, size_t kSize>
  const T& from(const T (&all)[kSize]) {
    return all[of(kSize)];
  }

 private:
  std::vector<std::uint8_t> bytes_;
  size_t at_ = 0;
};

}  // namespace firstday::support
