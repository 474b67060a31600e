#include "store/lines.h"

namespace firstday::store {

void put_line(std::string& out, std::string_view item) {
  for (const char c : item) {
    if (c == '\n' || c == '\\') out += '\\';
    out += c == '\n' ? 'n' : c;
  }
  out += '\n';
}

std::string item_of(std::string_view line) {
  std::string out;
  out.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool escaped = line[i] == '\\' && i + 1 < line.size();
    if (escaped) ++i;
    out += escaped && line[i] == 'n' ? '\n' : line[i];
  }
  return out;
}

std::string_view take_line(std::string_view& packed) {
  const std::size_t end = packed.find('\n');
  const std::string_view line = packed.substr(0, end);
  packed.remove_prefix(end == std::string_view::npos ? packed.size() : end + 1);
  return line;
}

std::string pack_lines(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) put_line(out, item);
  return out;
}

std::string pack_lines(const std::vector<base::Personal>& items) {
  std::string out;
  for (const base::Personal& item : items) put_line(out, item.reveal());
  return out;
}

std::vector<std::string> unpack_lines(std::string_view packed) {
  std::vector<std::string> out;
  while (!packed.empty()) out.push_back(item_of(take_line(packed)));
  return out;
}

std::vector<base::Personal> unpack_personal_lines(std::string_view packed) {
  std::vector<base::Personal> out;
  while (!packed.empty()) out.emplace_back(item_of(take_line(packed)));
  return out;
}

}  // namespace firstday::store
