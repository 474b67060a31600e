#include "render/sms_parts.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "render/utf8.h"

namespace firstday::render {

namespace {

constexpr std::u32string_view kBasicBeyondAscii = U"£¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ¤¡ÄÖÑÜ§¿äöñüà";
constexpr std::u32string_view kExtension = U"^{}\\[~]|";
constexpr char32_t kEuro = 0x20AC;

/// Units by code point, up to the last Greek capital; 0 is not in GSM's alphabet.
constexpr auto kCosts = [] {
  std::array<std::uint8_t, 0x3AA> costs{};
  for (char32_t c = 0x20; c < 0x7F; ++c) costs[c] = c == U'`' ? 0 : 1;
  costs[U'\n'] = costs[U'\r'] = 1;
  for (const char32_t c : kBasicBeyondAscii) costs[c] = 1;
  for (const char32_t c : kExtension) costs[c] = 2;
  return costs;
}();

int gsm_units(char32_t c) {
  if (c < kCosts.size()) return kCosts[c];
  return c == kEuro ? 2 : 0;
}

int utf16_units(char32_t c) {
  return c > 0xFFFF ? 2 : 1;
}

void remember(std::vector<char32_t>& seen, char32_t c) {
  const auto at = std::lower_bound(seen.begin(), seen.end(), c);
  if (at == seen.end() || *at != c) seen.insert(at, c);
}

struct Measured {
  int gsm = 0;
  int utf16 = 0;
  std::vector<char32_t> not_gsm;
};

Measured measure(std::string_view utf8) {
  Measured m;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    const int units = gsm_units(c);
    m.gsm += units;
    m.utf16 += utf16_units(c);
    if (units == 0) remember(m.not_gsm, c);
  }
  return m;
}

int cut(std::string_view utf8, bool unicode, int room) {
  int parts = 1;
  int used = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    const int units = unicode ? utf16_units(c) : gsm_units(c);
    if (used + units > room) {
      ++parts;
      used = 0;
    }
    used += units;
  }
  return parts;
}

}  // namespace

SmsParts count_parts(std::string_view utf8) {
  const Measured m = measure(utf8);
  SmsParts out;
  out.unicode = !m.not_gsm.empty();
  out.units = out.unicode ? m.utf16 : m.gsm;
  const int single = out.unicode ? 70 : 160;
  const int joined = out.unicode ? 67 : 153;
  if (out.units > 0) out.parts = out.units <= single ? 1 : cut(utf8, out.unicode, joined);
  for (const char32_t c : m.not_gsm) append_code_point(out.not_gsm.emplace_back(), c);
  return out;
}

}  // namespace firstday::render
