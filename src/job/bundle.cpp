#include "job/bundle.h"

#include <charconv>

namespace firstday::job {

namespace {

std::optional<std::string_view> take_line(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return line;
}

std::optional<std::size_t> number_of(std::string_view text) {
  std::size_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return n;
}

std::optional<File> take_file(std::string_view& rest) {
  const auto name = take_line(rest);
  const auto size = name ? take_line(rest) : std::nullopt;
  const auto count = size ? number_of(*size) : std::nullopt;
  if (!count || *count >= rest.size() || rest[*count] != '\n') return std::nullopt;
  File file{std::string(*name), std::string(rest.substr(0, *count))};
  rest.remove_prefix(*count + 1);
  return file;
}

}  // namespace

std::string pack(const std::vector<File>& files) {
  std::string out;
  for (const File& f : files) {
    out += f.name + '\n' + std::to_string(f.bytes.size()) + '\n';
    out += f.bytes;
    out += '\n';
  }
  return out;
}

std::optional<std::vector<File>> unpack(std::string_view bundle) {
  std::vector<File> files;
  while (!bundle.empty()) {
    auto file = take_file(bundle);
    if (!file) return std::nullopt;
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace firstday::job
