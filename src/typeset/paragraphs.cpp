#include "typeset/paragraphs.h"

#include "render/fill.h"

namespace firstday::typeset {

namespace {

constexpr const char* kLineSeparator = "\u2028";
constexpr const char* kIsolate = "\u2068";
constexpr const char* kEndIsolate = "\u2069";

base::Personal isolated(const base::Personal& text) {
  return text.empty() ? text : base::Personal(kIsolate + text.reveal() + kEndIsolate);
}

render::Value isolated(const render::Value& value) {
  if (const auto* text = std::get_if<base::Personal>(&value)) return isolated(*text);
  if (const auto* list = std::get_if<std::vector<base::Personal>>(&value)) {
    std::vector<base::Personal> out;
    for (const base::Personal& item : *list) out.push_back(isolated(item));
    return out;
  }
  return value;
}

/// A yes or no is asked about, not shown, so it must stay as it is.
bool is_condition(const render::Value& value) {
  const auto* text = std::get_if<base::Personal>(&value);
  return text != nullptr && (text->reveal() == "yes" || text->reveal() == "no");
}

render::Values isolated(const render::Values& values) {
  render::Values out;
  for (const std::string& name : values.names()) {
    const render::Value& value = *values.find(name);
    out.set(name, is_condition(value) ? value : isolated(value));
  }
  return out;
}

class Filler {
 public:
  Filler(const render::Values& values, std::string_view language) : values_(values), language_(language) {}

  base::Status add_line(Paragraph& to, const render::Line& line) const {
    for (const render::Span& span : line)
      if (base::Status done = add(to, span); !done) return done;
    return {};
  }

 private:
  base::Status add(Paragraph& to, const render::Span& span) const {
    if (span.line_break) to.text += kLineSeparator;
    const auto begin = static_cast<unsigned>(to.text.size());
    std::string words;
    if (!render::append_filled(words, span.text, values_, language_)) return missing(span);
    to.text += words;
    if (!span.link.empty() && span.link.find(words) == std::string::npos) to.text += " (" + span.link + ")";
    const auto end = static_cast<unsigned>(to.text.size());
    if (span.bold || span.italic) to.runs.push_back({begin, end, span.bold, span.italic});
    return {};
  }

  base::Status missing(const render::Span& span) const {
    return base::bad_input("The letter has no value for " +
                           render::in_brackets(render::missing_fields(span.text, values_)) + ".");
  }

  const render::Values& values_;
  std::string_view language_;
};

Paragraph begin_of(const render::Block& block, int number) {
  using Kind = render::Block::Kind;
  Paragraph p;
  p.level = block.level;
  if (block.kind == Kind::kHeading) p.kind = Paragraph::Kind::kHeading;
  if (block.kind == Kind::kRule) p.kind = Paragraph::Kind::kRule;
  if (block.kind != Kind::kBullets && block.kind != Kind::kNumbers) return p;
  p.kind = Paragraph::Kind::kItem;
  p.first_item = number == 1;
  p.marker = block.kind == Kind::kBullets ? "•" : std::to_string(number) + ".";
  return p;
}

/// A box to tick at the beginning of an item stands in place of its bullet.
void hang_box(Paragraph& p) {
  constexpr std::string_view kBox = "☐ ";
  if (p.kind != Paragraph::Kind::kItem || !p.runs.empty() || p.text.rfind(kBox, 0) != 0) return;
  p.marker = "☐";
  p.text.erase(0, kBox.size());
}

/// With a line of its own for each entry of a list.
std::vector<render::Line> taken_apart(const render::Block& block, const render::Values& values) {
  std::vector<render::Line> out;
  for (const render::Line& line : block.lines) {
    const auto* entries = render::entries_of(block, line, values);
    if (entries == nullptr) out.push_back(line);
    if (entries == nullptr) continue;
    for (const base::Personal& entry : *entries) out.push_back(render::line_of(entry));
  }
  return out;
}

}  // namespace

base::Result<std::vector<Paragraph>> paragraphs_of(const render::Document& document,
                                                   const render::Values& values, std::string_view language) {
  const bool right_to_left = render::is_right_to_left(language);
  const render::Values shown = right_to_left ? isolated(values) : values;
  const Filler filler(shown, language);
  std::vector<Paragraph> out;
  for (const render::Block& block : document.blocks) {
    if (block.kind == render::Block::Kind::kRule) out.push_back(begin_of(block, 0));
    int number = 0;
    for (const render::Line& line : taken_apart(block, shown)) {
      out.push_back(begin_of(block, ++number));
      if (const base::Status done = filler.add_line(out.back(), line); !done) return done.error();
      hang_box(out.back());
    }
  }
  return out;
}

}  // namespace firstday::typeset
