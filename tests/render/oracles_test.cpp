// The fast one-pass code against slow code that follows the rules word by word.
#include <gtest/gtest.h>

#include <random>

#include "render/sms_parts.h"
#include "render/sms_text.h"
#include "render/utf8.h"

namespace firstday::render {
namespace {

bool replace_first(std::string& text, std::string_view what, std::string_view with) {
  const std::size_t at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), with);
  return at != std::string::npos;
}

std::string replace_each(std::string text, std::initializer_list<std::pair<const char*, const char*>> steps) {
  for (const auto& [what, with] : steps)
    while (replace_first(text, what, with)) {
    }
  return text;
}

/// notify.md 2.1 step by step: line ends, then characters, then white space.
std::string slow_text(std::string source) {
  source = replace_each(std::move(source), {{"\r\n", "\1"}, {"\r", "\1"}, {"\1", "\n"}});
  std::string text;
  for (std::size_t at = 0; at < source.size();) {
    const char32_t c = next_code_point(source, at);
    if (const auto instead = replacement(c))
      text += *instead;
    else
      append_code_point(text, c);
  }
  text =
      replace_each(std::move(text),
                   {{" ,", ","}, {" .", "."}, {"  ", " "}, {" \n", "\n"}, {"\n ", "\n"}, {"\n\n\n", "\n\n"}});
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.erase(0, 1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
  return text;
}

/// Every unit in a row, then parts taken off the front.
int slow_parts(const std::string& text) {
  const std::string extension = "^{}\\[~]|";
  const bool unicode = count_parts(text).unicode;
  std::vector<int> units;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    const bool extended =
        c == 0x20AC || (c < 0x80 && extension.find(static_cast<char>(c)) != std::string::npos);
    units.push_back(unicode ? (c > 0xFFFF ? 2 : 1) : (extended ? 2 : 1));
  }
  int all = 0;
  for (const int u : units) all += u;
  if (all <= (unicode ? 70 : 160)) return all > 0 ? 1 : 0;
  int parts = 0;
  for (std::size_t next = 0; next < units.size(); ++parts)
    for (int room = unicode ? 67 : 153; next < units.size() && room >= units[next]; ++next)
      room -= units[next];
  return parts;
}

class Pieces {
 public:
  explicit Pieces(unsigned seed) : engine_(seed) {}

  template <std::size_t N>
  std::string from(const char* const (&pieces)[N], int most) {
    std::string out;
    for (int n = below(most + 1); n > 0; --n) out += pieces[below(static_cast<int>(N))];
    return out;
  }

 private:
  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine_); }
  std::mt19937 engine_;
};

TEST(Oracle, TheTextIsTidiedAsTheRulesSay) {
  static const char* const pieces[] = {" ",  "  ", "\t", "\n",     "\r\n",   "\r",     ",", ".", "a",
                                       "bc", "…",  "–",  "\u00a0", "\u200b", "\u202f", "ŵ", "’", "👦"};
  Pieces random(11);
  for (int i = 0; i < 1500; ++i) {
    const std::string source = random.from(pieces, 25);
    ASSERT_EQ(text_for_sms(source), slow_text(source)) << testing::PrintToString(source);
  }
}

TEST(Oracle, PartsAreCutAsUnitsFall) {
  static const char* const gsm[] = {"a", "[", "€", "aaaaa", "bcd", "~"};
  static const char* const wide[] = {"a", "ŵ", "👦", "ŵŵŵŵ", "€", "👦👦"};
  Pieces random(12);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = i % 2 == 0 ? random.from(gsm, 300) : random.from(wide, 150);
    ASSERT_EQ(count_parts(text).parts, slow_parts(text)) << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace firstday::render
