// The distinct phone cells of a file, each read once: brothers' and sisters' parents share numbers.
#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "intake/phone.h"

namespace firstday::intake {

/// Cells are kept as views and must outlive the book. Not thread-safe.
class PhoneBook {
 public:
  /// Notes a cell; a blank one needs no reading.
  void ask(std::string_view raw);
  /// Reads what was asked since the last time, on all cores.
  void read_all();
  /// Of a cell that was asked and read.
  const PhoneReading& of(std::string_view raw) const;

 private:
  std::unordered_map<std::string_view, std::size_t> place_;
  std::vector<std::string_view> asked_;
  std::vector<PhoneReading> readings_;
};

}  // namespace firstday::intake
