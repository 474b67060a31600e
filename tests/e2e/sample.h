// The sample school in a data folder, and the built program run on it.
#pragma once

#include "e2e/program.h"

namespace firstday::e2e {

/// What a data folder of the sample school has at the start.
enum class Prepared {
  kNothing,
  kRoll,
  kEarlierDays
};  ///< kEarlierDays: the roll, and every day but the last

/// Fills a data folder that is not there yet. The program imports once in each process; that is copied.
void prepare(Prepared what, const std::filesystem::path& data);

/// The sample school in a data folder of its own.
class Sample {
 public:
  Sample(const std::string& name, Prepared what);

  /// `firstday --config config/sample --data ... [--now now] arguments`.
  Ran firstday(const std::string& now, const std::vector<std::string>& arguments) const;
  void import_roll() const;                                ///< canonical export, --yes; expects 0 or 1
  void import_last_morning() const;                        ///< of the canonical export; expects 0 or 1
  void import_marks(const std::string& path) const;        ///< expects 0 or 1
  std::string export_path(const std::string& file) const;  ///< of the canonical export
  const std::filesystem::path& data() const { return data_; }
  std::vector<std::filesystem::path> sent() const;  ///< what the sandbox wrote, without its own log

 private:
  std::filesystem::path data_;
};

}  // namespace firstday::e2e
