#include "intake/text_encoding.h"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace firstday::intake {

namespace {

struct Mark {
  std::string_view bytes;
  const char* encoding;  ///< ICU's name
};

// UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
constexpr std::array kMarks = {
    Mark{{"\xEF\xBB\xBF", 3}, "UTF-8"},    Mark{{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
    Mark{{"\0\0\xFE\xFF", 4}, "UTF-32BE"}, Mark{{"\xFF\xFE", 2}, "UTF-16LE"},
    Mark{{"\xFE\xFF", 2}, "UTF-16BE"},
};

struct Binary {
  std::string_view starts;
  const char* what;
};

constexpr std::array kBinaries = {
    Binary{{"PK\x03\x04", 4}, "an Excel workbook or another zipped file"},
    Binary{{"\xD0\xCF\x11\xE0", 4}, "an old Excel workbook"},
    Binary{{"%PDF", 4}, "a PDF"},
    Binary{{"\x89PNG", 4}, "a picture"},
    Binary{{"\xFF\xD8\xFF", 3}, "a picture"},
    Binary{{"\x1F\x8B", 2}, "a zipped file"},
};

base::Error not_text(const std::string& what) {
  return base::bad_input("This is " + what +
                         ", not a list in text. Open it in a spreadsheet and save it as \"CSV UTF-8\".");
}

std::string convert(std::string_view bytes, const char* encoding) {
  const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), encoding);
  std::string out;
  return text.toUTF8String(out);
}

/// UTF-16 without a mark shows as a zero in every second byte of a text that is mostly Latin.
const char* guess_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0' ? 1 : 0;
  const std::size_t many = sample.size() / 4;
  if (zeros[1] > many && zeros[0] < many / 8 + 1) return "UTF-16LE";
  if (zeros[0] > many && zeros[1] < many / 8 + 1) return "UTF-16BE";
  return nullptr;
}

bool is_control(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

bool looks_binary(std::string_view text) {
  const std::string_view sample = text.substr(0, 65536);
  const auto controls = std::count_if(sample.begin(), sample.end(), is_control);
  return static_cast<std::size_t>(controls) > sample.size() / 50 + 2;
}

/// Lines that are not UTF-8 are taken for Windows-1252; the others stay.
std::string mend_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    if (valid_utf8_prefix(line) == line.size())
      out += line;
    else
      out += convert(line, "windows-1252");
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  const std::size_t size = text.size();
  std::size_t i = 0;
  while (i < size) {
    std::uint64_t eight = 0;
    if (i + 8 <= size && (std::memcpy(&eight, bytes + i, 8), (eight & 0x8080808080808080U) == 0)) {
      i += 8;
      continue;
    }
    const std::size_t before = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    if (c < 0) return before;
  }
  return size;
}

base::Result<std::string> to_utf8(std::string bytes) {
  for (const Binary& b : kBinaries)
    if (bytes.starts_with(b.starts)) return not_text(b.what);
  const auto* mark =
      std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& m) { return bytes.starts_with(m.bytes); });
  if (mark != kMarks.end()) bytes.erase(0, mark->bytes.size());
  const char* encoding = mark != kMarks.end() ? mark->encoding : guess_utf16(bytes);
  if (encoding != nullptr && std::strcmp(encoding, "UTF-8") != 0) bytes = convert(bytes, encoding);
  if (looks_binary(bytes)) return not_text("a program's own file");
  if (valid_utf8_prefix(bytes) == bytes.size()) return bytes;
  return mend_lines(bytes);
}

}  // namespace firstday::intake
