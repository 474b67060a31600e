// The sample school without a hold and with texts only, in a folder with a configuration of its own, on its
// last morning.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

#include "e2e/program.h"

namespace firstday::e2e {

inline constexpr const char* kMorning = "2027-03-02 09:35";

/// Files of a configuration beside those of every school: path below it, and text.
using ConfigFiles = std::map<std::string, std::string>;

class ServedSchool : public testing::Test {
 protected:
  /// `firstday_yaml`: the shared settings. What lies in secrets/ is made for its owner only. `data`: another
  /// place than the folder's own.
  void set_up(const std::string& name, const std::string& firstday_yaml, const ConfigFiles& more = {},
              const std::filesystem::path& data = {});

  /// The arguments for this school, `--now` unless it is empty, then `more`.
  std::vector<std::string> words(const std::string& now, const std::vector<std::string>& more) const;
  Ran run(const std::string& now, const std::vector<std::string>& more,
          const std::map<std::string, std::string>& environment = {}) const;
  /// `serve` on a free port.
  std::vector<std::string> serving(const std::string& now = kMorning) const;
  size_t rows_of_log(const std::string& state) const;  ///< texts in that state

  std::filesystem::path folder_;
  std::filesystem::path data_;
};

}  // namespace firstday::e2e
