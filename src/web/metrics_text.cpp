#include "web/metrics_text.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/check.h"

namespace firstday::web {

namespace {

const char* word(MetricType type) {
  switch (type) {
    case MetricType::kCounter:
      return "counter";
    case MetricType::kHistogram:
      return "histogram";
    case MetricType::kGauge:
      break;
  }
  return "gauge";
}

std::string number(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "+Inf" : "-Inf";
  std::array<char, 40> room{};
  const auto end = std::to_chars(room.data(), room.data() + room.size(), value);
  return {room.data(), end.ptr};
}

/// `quotes`: also the quotation mark, as in a label's value.
std::string escaped(const std::string& text, bool quotes) {
  std::string out;
  for (const char c : text) {
    if (c == '\\' || (quotes && c == '"')) out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out;
}

void add_line(std::string& out, const std::string& name, const Labels& labels, double value) {
  out += name;
  const char* before = "{";
  for (const auto& [label, text] : labels) {
    out.append(before).append(label).append("=\"").append(escaped(text, true)).append("\"");
    before = ",";
  }
  if (!labels.empty()) out += '}';
  out.append(" ").append(number(value)).append("\n");
}

void add_histogram(std::string& out, const std::string& name, const Buckets& buckets) {
  FIRSTDAY_CHECK(buckets.counts.size() == buckets.bounds.size() + 1, "a bucket for each bound and one above");
  std::uint64_t so_far = 0;
  for (size_t i = 0; i < buckets.counts.size(); ++i) {
    so_far += buckets.counts[i];
    Labels labels = buckets.labels;
    labels.emplace_back("le", i < buckets.bounds.size() ? number(buckets.bounds[i]) : "+Inf");
    add_line(out, name + "_bucket", labels, static_cast<double>(so_far));
  }
  add_line(out, name + "_sum", buckets.labels, buckets.sum);
  add_line(out, name + "_count", buckets.labels, static_cast<double>(so_far));
}

}  // namespace

std::string exposition(const std::vector<Metric>& metrics) {
  std::string out;
  for (const Metric& m : metrics) {
    out.append("# HELP ").append(m.name).append(" ").append(escaped(m.help, false)).append("\n");
    out.append("# TYPE ").append(m.name).append(" ").append(word(m.type)).append("\n");
    for (const Sample& s : m.samples) add_line(out, m.name, s.labels, s.value);
    for (const Buckets& b : m.histograms) add_histogram(out, m.name, b);
  }
  return out;
}

}  // namespace firstday::web
