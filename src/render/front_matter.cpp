#include "render/front_matter.h"

#include <map>
#include <set>

#include "base/text.h"
#include "render/utf8.h"

namespace firstday::render {

namespace {

constexpr std::string_view kFence = "---";

int characters(std::string_view text) {
  int n = 0;
  for (std::size_t at = 0; at < text.size(); ++n) next_code_point(text, at);
  return n;
}

class Reader {
 public:
  Reader(std::string_view source, std::string_view file) : source_(source), file_(file) {}

  base::Parsed<FrontMatter> run() {
    if (base::trim(next_line()) != kFence) return {};
    while (at_ < source_.size()) {
      const std::string_view line = next_line();
      if (base::trim(line) == kFence) return done();
      read(line);
    }
    line_ = 1;
    report("", "The block that begins with --- never ends.", "Put a line of --- behind its last key.");
    return done();
  }

 private:
  std::string_view next_line() {
    const std::size_t end = std::min(source_.find('\n', at_), source_.size());
    const std::string_view line = source_.substr(at_, end - at_);
    at_ = std::min(end + 1, source_.size());
    ++line_;
    return line;
  }

  void read(std::string_view line) {
    const std::string_view text = base::trim(line);
    if (text.empty() || text.front() == '#') return;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos)
      return report("", "This line has no colon.", "Write \"key: value\", or end the block with ---.");
    const std::string key(base::trim(text.substr(0, colon)));
    if (!seen_.insert(key).second) return report(key, "This key is given twice.", "Keep one of them.");
    keep(key, line, base::trim(text.substr(colon + 1)));
  }

  void keep(const std::string& key, std::string_view line, std::string_view value) {
    FrontMatter& m = parsed_.value;
    if (key == "subject") m.subject_start = {line_, characters(line.substr(0, offset_in(line, value))) + 1};
    const std::map<std::string_view, std::string*> places = {{"reviewed_by", &m.reviewed_by},
                                                             {"reviewed_on", &m.reviewed_on},
                                                             {"reviewed_words", &m.reviewed_words},
                                                             {"subject", &m.subject},
                                                             {"family", &m.family},
                                                             {"about", &m.about}};
    if (const auto place = places.find(key); place != places.end())
      *place->second = std::string(value);
    else
      report(key, "This key is not known.",
             "The keys are reviewed_by, reviewed_on, reviewed_words, subject, family and about.");
  }

  static std::size_t offset_in(std::string_view line, std::string_view value) {
    return value.empty() ? line.size() : static_cast<std::size_t>(value.data() - line.data());
  }

  void report(const std::string& key, std::string what, std::string mend) {
    parsed_.problems.push_back(
        {base::Severity::kError, std::string(file_), line_, 0, key, std::move(what), std::move(mend)});
  }

  base::Parsed<FrontMatter> done() {
    parsed_.value.body = at_;
    parsed_.value.body_line = line_ + 1;
    return std::move(parsed_);
  }

  std::string_view source_;
  std::string_view file_;
  std::size_t at_ = 0;
  int line_ = 0;
  std::set<std::string> seen_;
  base::Parsed<FrontMatter> parsed_;
};

}  // namespace

base::Parsed<FrontMatter> parse_front_matter(std::string_view source, std::string_view file) {
  return Reader(source, file).run();
}

}  // namespace firstday::render
