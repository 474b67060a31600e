#include "render/sms_text.h"

#include "base/text.h"
#include "render/utf8.h"

namespace firstday::render {

namespace {

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

/// A character that needs no look: printable ASCII, but for the two that pull up to the word before.
bool is_plain(char c) {
  return c > ' ' && c < 0x7F && c != ',' && c != '.';
}

/// Writes a text while holding back white space until something follows it.
class TextWriter {
 public:
  explicit TextWriter(std::size_t size) { out_.reserve(size); }

  void space() { space_ = true; }

  void line_end() {
    ++line_ends_;
    space_ = false;
  }

  void put(std::string_view run) {
    settle(run.front() == ',' || run.front() == '.');
    out_ += run;
  }

  void put(char32_t c) {
    settle(false);
    append_code_point(out_, c);
  }

  std::string take() { return std::move(out_); }

 private:
  void settle(bool pulls_up) {
    if (!out_.empty() && line_ends_ > 0)
      out_.append(line_ends_ > 1 ? 2 : 1, '\n');
    else if (!out_.empty() && space_ && !pulls_up)
      out_ += ' ';
    line_ends_ = 0;
    space_ = false;
  }

  std::string out_;
  bool space_ = false;
  int line_ends_ = 0;
};

void put_one(TextWriter& out, char32_t c) {
  if (c == U' ') return out.space();
  if (c == U'\n') return out.line_end();
  const auto instead = replacement(c);
  if (!instead) return is_control(c) ? void() : out.put(c);
  if (*instead == " ") return out.space();
  if (!instead->empty()) out.put(*instead);
}

std::size_t plain_run(std::string_view text, std::size_t from) {
  std::size_t end = from;
  while (end < text.size() && is_plain(text[end])) ++end;
  return end;
}

bool is_line_end(std::string_view text, std::size_t after, char32_t c) {
  if (c == U'\n') return true;
  return c == U'\r' && (after >= text.size() || text[after] != '\n');
}

void drop_trailing(std::string& text, std::string_view unwanted) {
  const std::size_t last = text.find_last_not_of(unwanted);
  text.erase(last == std::string::npos ? 0 : last + 1);
}

}  // namespace

std::optional<std::string_view> replacement(char32_t c) {
  switch (c) {
    case 0x2011:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      return "-";
    case 0x2026:
      return "...";
    case 0x2018:
    case 0x2019:
    case 0x201A:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
      return "\"";
    case 0x180E:
    case 0x200B:
    case 0x200C:
    case 0x2060:
    case 0xFEFF:
    case 0x2028:
    case 0x2029:
      return "";
    case 0x00A0:
    case 0x202F:
    case 0x0009:
      return " ";
    default:
      return std::nullopt;
  }
}

std::string text_for_sms(std::string_view utf8) {
  TextWriter out(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    if (const std::size_t end = plain_run(utf8, at); end > at) {
      out.put(utf8.substr(at, end - at));
      at = end;
      continue;
    }
    const char32_t c = next_code_point(utf8, at);
    if (is_line_end(utf8, at, c))
      out.line_end();
    else if (c == U',' || c == U'.')
      out.put(utf8.substr(at - 1, 1));
    else
      put_one(out, c);
  }
  return out.take();
}

std::string plain_text(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    if (is_line_end(utf8, at, c)) {
      drop_trailing(out, " \t");
      out += '\n';
    } else if (c == U'\t' || !is_control(c)) {
      append_code_point(out, c);
    }
  }
  drop_trailing(out, " \t\n");
  out.erase(0, std::min(out.find_first_not_of(" \t\n"), out.size()));
  return out;
}

std::string one_line(std::string_view utf8) {
  std::string out;
  bool space = false;
  for (const char c : plain_text(utf8)) {
    const bool white = c == ' ' || c == '\t' || c == '\n';
    if (!white && space) out += ' ';
    if (!white) out += c;
    space = white;
  }
  return out;
}

}  // namespace firstday::render
