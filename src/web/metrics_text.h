// Numbers as Prometheus reads them: its text format, version 0.0.4. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace firstday::web {

using Labels = std::vector<std::pair<std::string, std::string>>;

enum class MetricType { kCounter, kGauge, kHistogram };

struct Sample {
  Labels labels;
  double value = 0;
};

/// One series of a histogram: how many values were at most each bound, not counting those below the bound
/// before.
struct Buckets {
  Labels labels;
  std::vector<double> bounds;         ///< ascending; without the last, which has none
  std::vector<std::uint64_t> counts;  ///< one more than bounds
  double sum = 0;
};

/// Names: letters, digits and underscores; a counter's ends in _total, a time's in _seconds.
struct Metric {
  std::string name;
  std::string help;  ///< one sentence
  MetricType type = MetricType::kGauge;
  std::vector<Sample> samples = {};
  std::vector<Buckets> histograms = {};  ///< of a histogram, instead of samples
};

std::string exposition(const std::vector<Metric>& metrics);

}  // namespace firstday::web
