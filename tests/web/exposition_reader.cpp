#include "web/exposition_reader.h"

#include <gtest/gtest.h>

#include <cmath>
#include <regex>
#include <set>

namespace firstday::web {

namespace {

const char* const kName = "[a-zA-Z_:][a-zA-Z0-9_:]*";

bool is_number(const std::string& text) {
  static const std::regex kNumber(R"([+-]?([0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?|Inf)|NaN)");
  return std::regex_match(text, kNumber);
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '\\';
    if (escape) ++i;
    out += escape && text[i] == 'n' ? '\n' : text[i];
  }
  return out;
}

/// The metric to which a sample belongs: of a histogram its name without the ending.
std::string metric_of(const std::string& sample, const std::map<std::string, std::string>& types) {
  for (const char* ending : {"_bucket", "_sum", "_count"}) {
    const std::string end(ending);
    if (sample.size() <= end.size() || sample.compare(sample.size() - end.size(), end.size(), end) != 0)
      continue;
    const auto at = types.find(sample.substr(0, sample.size() - end.size()));
    if (at != types.end() && at->second == "histogram") return at->first;
  }
  return sample;
}

class Reader {
 public:
  ReadExposition read(const std::string& text) {
    if (!text.empty() && text.back() != '\n') return broken("the last line has no end");
    size_t from = 0;
    for (size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
      const std::string line = text.substr(from, end - from);
      from = end + 1;
      const std::string why = line.rfind("# ", 0) == 0 ? comment(line) : sample(line);
      if (!why.empty()) return broken(why + ": " + line);
    }
    const std::string why = histograms();
    return why.empty() ? out_ : broken(why);
  }

 private:
  ReadExposition broken(const std::string& why) {
    out_.wrong = why;
    return out_;
  }

  std::string comment(const std::string& line) {
    static const std::regex kHelp(std::string("# HELP (") + kName + ") .+");
    static const std::regex kType(std::string("# TYPE (") + kName + ") (counter|gauge|histogram)");
    std::smatch found;
    if (std::regex_match(line, found, kHelp)) return helped_.insert(found[1]).second ? "" : "a second help";
    if (!std::regex_match(line, found, kType)) return "no comment of the format";
    if (found[2] == "counter" && !std::regex_search(found[1].str(), std::regex("_total$")))
      return "a counter without _total";
    return out_.types.emplace(found[1], found[2]).second ? "" : "a second type";
  }

  std::string sample(const std::string& line) {
    static const std::regex kWhole(std::string("(") + kName + R"()(\{(.*)\})? (\S+))");
    std::smatch found;
    if (!std::regex_match(line, found, kWhole)) return "no sample";
    ReadSample s{found[1], {}, 0};
    if (found[2].matched && !labels(found[3], s.labels)) return "labels";
    if (!is_number(found[4])) return "no number";
    s.value = found[4] == "NaN" ? std::nan("") : std::stod(found[4]);
    const std::string metric = metric_of(s.name, out_.types);
    if (out_.types.count(metric) == 0) return "a sample without a type";
    // All samples of a metric stand together.
    if (metric != current_ && !begun_.insert(metric).second) return "a metric in two places";
    current_ = metric;
    if (!seen_.insert({s.name, s.labels}).second) return "the same sample twice";
    out_.samples.push_back(std::move(s));
    return "";
  }

  static bool labels(std::string text, std::map<std::string, std::string>& into) {
    static const std::regex kLabel(R"re(([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\n"])*)"(,|$))re");
    std::smatch found;
    while (!text.empty()) {
      if (!std::regex_search(text, found, kLabel, std::regex_constants::match_continuous)) return false;
      if (!into.emplace(found[1], unescaped(found[2])).second) return false;
      text = found.suffix();
    }
    return true;
  }

  /// Buckets grow, and the last is the count.
  std::string histograms() const {
    double before = 0;
    for (const ReadSample& s : out_.samples) {
      if (s.labels.count("le") == 0) {
        const bool count = metric_of(s.name, out_.types) + "_count" == s.name;
        if (count && s.value != before) return s.name + " is not what the last bucket has";
        if (count) before = 0;
        continue;
      }
      if (s.value < before) return s.name + " shrinks";
      before = s.value;
    }
    return "";
  }

  ReadExposition out_;
  std::set<std::string> helped_;
  std::set<std::string> begun_;
  std::string current_;
  std::set<std::pair<std::string, std::map<std::string, std::string>>> seen_;
};

}  // namespace

double ReadExposition::value(const std::string& name,
                             const std::map<std::string, std::string>& labels) const {
  for (const ReadSample& s : samples)
    if (s.name == name && s.labels == labels) return s.value;
  ADD_FAILURE() << "no sample " << name;
  return -1;
}

ReadExposition read_exposition(const std::string& text) {
  return Reader().read(text);
}

}  // namespace firstday::web
