// Blocks with their values, as HTML and as plain text.
#include <array>

#include "render/blocks.h"
#include "render/fill.h"
#include "render/sms_text.h"

namespace firstday::render {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out;
}

/// Writes one block after another; stops at the first field without a value.
class Writer {
 public:
  Writer(const Values& values, std::string_view language) : values_(values), language_(language) {}

  bool words(const Span& span, std::string& out) const {
    std::string filled;
    if (!append_filled(filled, span.text, values_, language_)) return false;
    out += filled;
    return true;
  }

  std::string_view language() const { return language_; }

  /// `add` for each line of the block, a list's entries apart; false as soon as one of them is.
  template <typename Add>
  bool each_line(const Block& block, const Add& add) const {
    for (const Line& line : block.lines) {
      const std::vector<base::Personal>* entries = entries_of(block, line, values_);
      if (entries == nullptr && !add(line)) return false;
      if (entries == nullptr) continue;
      for (const base::Personal& entry : *entries)
        if (!add(line_of(entry))) return false;
    }
    return true;
  }

 private:
  const Values& values_;
  std::string_view language_;
};

bool html_span(const Writer& writer, const Span& span, std::string& out) {
  std::string words;
  if (!writer.words(span, words)) return false;
  if (span.line_break) out += "<br>";
  if (!span.link.empty()) out += "<a href=\"" + escaped(span.link) + "\">";
  if (span.bold) out += "<strong>";
  if (span.italic) out += "<em>";
  out += escaped(words);
  if (span.italic) out += "</em>";
  if (span.bold) out += "</strong>";
  if (!span.link.empty()) out += "</a>";
  return true;
}

bool html_line(const Writer& writer, const Line& line, std::string_view element, std::string& out) {
  out.append("<").append(element).append(">");
  for (const Span& span : line)
    if (!html_span(writer, span, out)) return false;
  out.append("</").append(element).append(">\n");
  return true;
}

std::string element_of(const Block& block) {
  if (block.kind == Block::Kind::kHeading) return "h" + std::to_string(block.level < 3 ? block.level : 3);
  return block.kind == Block::Kind::kParagraph ? "p" : "li";
}

bool html_block(const Writer& writer, const Block& block, std::string& out) {
  if (block.kind == Block::Kind::kRule) {
    out += "<hr>\n";
    return true;
  }
  const bool bullets = block.kind == Block::Kind::kBullets;
  const bool list = bullets || block.kind == Block::Kind::kNumbers;
  if (list) out += bullets ? "<ul>\n" : "<ol>\n";
  const bool whole = writer.each_line(
      block, [&](const Line& line) { return html_line(writer, line, element_of(block), out); });
  if (!whole) return false;
  if (list) out += bullets ? "</ul>\n" : "</ol>\n";
  return true;
}

bool plain_line(const Writer& writer, const Line& line, std::string& out) {
  for (const Span& span : line) {
    if (span.line_break) out += '\n';
    std::string words;
    if (!writer.words(span, words)) return false;
    out += words;
    if (!span.link.empty() && span.link.find(words) == std::string::npos) out += " (" + span.link + ")";
  }
  return true;
}

bool plain_block(const Writer& writer, const Block& block, std::string& out) {
  if (!out.empty()) out += "\n\n";
  if (block.kind == Block::Kind::kRule) out += "---";
  int number = 0;
  return writer.each_line(block, [&](const Line& line) {
    if (++number > 1) out += '\n';
    if (block.kind == Block::Kind::kBullets) out += "- ";
    if (block.kind == Block::Kind::kNumbers) out += std::to_string(number) + ". ";
    return plain_line(writer, line, out);
  });
}

}  // namespace

const std::vector<base::Personal>* entries_of(const Block& block, const Line& line, const Values& values) {
  if (block.kind != Block::Kind::kBullets && block.kind != Block::Kind::kNumbers) return nullptr;
  if (line.size() != 1 || line.front().text.segments().size() != 1) return nullptr;
  const Segment& only = line.front().text.segments().front();
  const Value* value = only.kind == Segment::Kind::kField ? values.find_key(only.key) : nullptr;
  const auto* list = value == nullptr ? nullptr : std::get_if<std::vector<base::Personal>>(value);
  return list == nullptr || is_blank(*value) ? nullptr : list;
}

Line line_of(const base::Personal& entry) {
  return {Span{TemplateText({{Segment::Kind::kLiteral, entry.reveal(), "", ""}}), false, false, false, ""}};
}

bool is_right_to_left(std::string_view language) {
  constexpr std::array<std::string_view, 8> kLanguages = {"ar", "ur", "fa", "he", "ps", "sd", "ug", "yi"};
  for (const std::string_view l : kLanguages)
    if (l == language) return true;
  return false;
}

bool append_html(std::string& out, const Document& document, const Values& values,
                 std::string_view language) {
  const Writer writer(values, language);
  std::string page =
      "<!DOCTYPE html>\n<html lang=\"" + escaped(language) + "\" dir=\"" +
      (is_right_to_left(language) ? "rtl" : "ltr") +
      "\">\n<head><meta charset=\"utf-8\"></head>\n"
      "<body style=\"font-family: Arial, Helvetica, sans-serif; font-size: 19px; line-height: 1.3; "
      "color: #0b0c0c; max-width: 580px; margin: 24px auto; padding: 0 12px\">\n";
  for (const Block& block : document.blocks)
    if (!html_block(writer, block, page)) return false;
  out += page + "</body>\n</html>\n";
  return true;
}

bool append_plain(std::string& out, const Document& document, const Values& values,
                  std::string_view language) {
  const Writer writer(values, language);
  std::string text;
  for (const Block& block : document.blocks)
    if (!plain_block(writer, block, text)) return false;
  out += plain_text(text);
  return true;
}

}  // namespace firstday::render
