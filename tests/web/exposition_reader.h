// A strict reader of Prometheus' text format, made from its specification and nothing of ours.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace firstday::web {

struct ReadSample {
  std::string name;
  std::map<std::string, std::string> labels;
  double value = 0;
};

struct ReadExposition {
  std::vector<ReadSample> samples;
  std::map<std::string, std::string> types;  ///< by metric
  std::string wrong;                         ///< the first line that breaks the format, and why; empty: none

  /// The value of the sample with this name and these labels; fails the test program when there is none.
  double value(const std::string& name, const std::map<std::string, std::string>& labels = {}) const;
};

ReadExposition read_exposition(const std::string& text);

}  // namespace firstday::web
