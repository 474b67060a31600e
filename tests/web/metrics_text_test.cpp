// The text that Prometheus reads, read back by a strict parser of the format's own rules (exposition 0.0.4).
#include "web/metrics_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "web/exposition_reader.h"

namespace firstday::web {
namespace {

using ::testing::ElementsAre;

Metric gauge(const std::string& name, std::vector<Sample> samples) {
  return {name, "What it says.", MetricType::kGauge, std::move(samples), {}};
}

double only_value(const std::string& text) {
  const auto read = read_exposition(text);
  EXPECT_EQ(read.wrong, "");
  return read.samples.size() == 1 ? read.samples.front().value : -1;
}

TEST(MetricsText, ANumberIsReadBackAsItWas) {
  for (const double value : {0.0, 1.0, -3.0, 0.1, 1e21, 1.0 / 3.0, 123456789012345.0})
    EXPECT_EQ(only_value(exposition({gauge("a", {{{}, value}})})), value);
  EXPECT_TRUE(std::isnan(only_value(exposition({gauge("a", {{{}, std::nan("")}})}))));
  EXPECT_EQ(only_value(exposition({gauge("a", {{{}, std::numeric_limits<double>::infinity()}})})),
            std::numeric_limits<double>::infinity());
}

TEST(MetricsText, EveryMetricHasItsHelpAndItsTypeOnce) {
  const std::string text = exposition({gauge("a", {{{{"x", "1"}}, 1}, {{{"x", "2"}}, 2}})});
  EXPECT_EQ(text, "# HELP a What it says.\n# TYPE a gauge\na{x=\"1\"} 1\na{x=\"2\"} 2\n");
}

TEST(MetricsText, WhateverAnAccountIsCalledIsReadBack) {
  const std::string odd = "a \"b\" \\ c\nd {e=\"f\"} #";
  const auto read =
      read_exposition(exposition({gauge("a", {{{{"account", odd}, {"school", "900001"}}, 1}})}));
  EXPECT_EQ(read.wrong, "");
  ASSERT_EQ(read.samples.size(), 1u);
  EXPECT_EQ(read.samples.front().labels.at("account"), odd);
}

TEST(MetricsText, AHelpKeepsItsLine) {
  Metric m = gauge("a", {});
  m.help = "one\ntwo \\ three";
  EXPECT_EQ(exposition({m}), "# HELP a one\\ntwo \\\\ three\n# TYPE a gauge\n");
}

TEST(MetricsText, AHistogramCountsUpwardsAndEndsWithAll) {
  Metric m{"commit_seconds", "How long.", MetricType::kHistogram, {}, {{{}, {0.1, 1}, {3, 0, 2}, 7.5}}};
  const auto read = read_exposition(exposition({m}));
  EXPECT_EQ(read.wrong, "");
  std::vector<double> values;
  for (const auto& s : read.samples) values.push_back(s.value);
  EXPECT_THAT(values, ElementsAre(3, 3, 5, 7.5, 5));
}

TEST(MetricsText, TheReaderRefusesWhatIsWrong) {
  for (const char* wrong :
       {"a 1\n", "# TYPE a gauge\na 1", "# TYPE a gauge\na{x=1} 1\n", "# TYPE a gauge\na one\n",
        "# TYPE a counter\na 1\n", "# TYPE a gauge\n# TYPE a gauge\na 1\n", "# TYPE a gauge\n1a 1\n",
        "# TYPE a gauge\na 1\na 1\n",
        "# TYPE a histogram\na_bucket{le=\"1\"} 2\na_bucket{le=\"+Inf\"} 1\n"
        "a_sum 1\na_count 1\n",
        "# TYPE a histogram\na_bucket{le=\"+Inf\"} 1\na_sum 1\na_count 2\n"})
    EXPECT_NE(read_exposition(wrong).wrong, "") << wrong;
}

}  // namespace
}  // namespace firstday::web
