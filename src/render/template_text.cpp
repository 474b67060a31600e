#include "render/template_text.h"

#include <algorithm>

#include "base/text.h"
#include "render/field_name.h"
#include "render/utf8.h"

namespace firstday::render {

namespace {

constexpr std::string_view kOpen = "((";
constexpr std::string_view kThen = "??";

Start place_of(std::string_view source, std::size_t offset, Start start) {
  for (std::size_t at = 0; at < offset;) {
    if (next_code_point(source, at) != U'\n') {
      ++start.column;
      continue;
    }
    ++start.line;
    start.column = 1;
  }
  return start;
}

class Parser {
 public:
  Parser(std::string_view source, std::string_view file, Start start)
      : source_(source), file_(file), start_(start) {}

  base::Parsed<TemplateText> run() {
    std::size_t at = 0;
    while (at < source_.size()) {
      const std::size_t open = next_open(at);
      literal(source_.substr(at, open - at));
      if (open >= source_.size()) break;
      at = field(open);
    }
    return {TemplateText(std::move(segments_)), std::move(problems_)};
  }

 private:
  /// Of several brackets in a row the last two open the field, as in Notify.
  std::size_t next_open(std::size_t from) const {
    std::size_t open = source_.find(kOpen, from);
    if (open == std::string_view::npos) return source_.size();
    while (open + 2 < source_.size() && source_[open + 2] == '(') ++open;
    return open;
  }

  /// Reads the field whose brackets open at `open`; gives the offset to go on from.
  std::size_t field(std::size_t open) {
    const std::size_t inside = open + kOpen.size();
    const std::size_t end = source_.find_first_of("()", inside);
    if (end == std::string_view::npos)
      return refuse(open, "The field that opens here with (( is never closed.", "Close it with )).");
    if (source_[end] == '(')
      return refuse(open, "Inside the field that opens here there is another round bracket.",
                    "Close the field with )) first; fields cannot stand inside fields.");
    if (end + 1 >= source_.size() || source_[end + 1] != ')')
      return refuse(open, "The field that opens here with (( is closed by only one bracket.",
                    "Close it with )).");
    if (!add(source_.substr(inside, end - inside)))
      return refuse(open, "The field that opens here has no name.", "Write a name between (( and )).");
    return end + 2;
  }

  bool add(std::string_view content) {
    const std::size_t then = content.find(kThen);
    Segment s;
    s.name = std::string(base::trim(content.substr(0, then)));
    s.key = field_key(s.name);
    if (s.key.empty()) return false;
    s.kind = then == std::string_view::npos ? Segment::Kind::kField : Segment::Kind::kOptional;
    if (then != std::string_view::npos) s.text = std::string(content.substr(then + kThen.size()));
    segments_.push_back(std::move(s));
    return true;
  }

  std::size_t refuse(std::size_t open, std::string what, std::string mend) {
    const Start place = place_of(source_, open, start_);
    problems_.push_back({base::Severity::kError, std::string(file_), place.line, place.column, "",
                         std::move(what), std::move(mend)});
    literal(kOpen);
    return open + kOpen.size();
  }

  void literal(std::string_view text) {
    if (text.empty()) return;
    if (segments_.empty() || segments_.back().kind != Segment::Kind::kLiteral) segments_.emplace_back();
    segments_.back().text += text;
  }

  std::string_view source_;
  std::string_view file_;
  Start start_;
  std::vector<Segment> segments_;
  std::vector<base::Problem> problems_;
};

}  // namespace

std::vector<std::string> TemplateText::placeholders() const {
  std::vector<std::string> names;
  std::vector<std::string> keys;
  for (const Segment& s : segments_) {
    if (s.kind == Segment::Kind::kLiteral) continue;
    if (std::find(keys.begin(), keys.end(), s.key) != keys.end()) continue;
    keys.push_back(s.key);
    names.push_back(s.name);
  }
  return names;
}

bool TemplateText::blank() const {
  return std::all_of(segments_.begin(), segments_.end(), [](const Segment& s) {
    return s.kind == Segment::Kind::kLiteral && base::trim(s.text).empty();
  });
}

base::Parsed<TemplateText> parse_template(std::string_view source, std::string_view file, Start start) {
  return Parser(source, file, start).run();
}

}  // namespace firstday::render
