#include "render/template_review.h"

#include "base/text.h"
#include "render/front_matter.h"

namespace firstday::render {

namespace {

constexpr std::string_view kFence = "---";

std::string lines_of(const Review& review, std::string_view line_end) {
  std::string out;
  for (const auto& [key, value] :
       {std::pair{"reviewed_by: ", review.by}, std::pair{"reviewed_on: ", base::iso_date(review.on)},
        std::pair{"reviewed_words: ", review.words_hash}})
    out += key + value + std::string(line_end);
  return out;
}

bool is_of_a_review(std::string_view line) {
  const std::string_view key = base::trim(line.substr(0, line.find(':')));
  return key == "reviewed_by" || key == "reviewed_on" || key == "reviewed_words";
}

std::string_view line_end_of(std::string_view source) {
  const std::size_t end = source.find('\n');
  return end != std::string_view::npos && end > 0 && source[end - 1] == '\r' ? "\r\n" : "\n";
}

/// The lines of the block between its fences that say nothing about a review, each with its end.
std::string kept_lines(std::string_view block) {
  std::string out;
  while (!block.empty()) {
    const std::size_t end = std::min(block.find('\n'), block.size() - 1) + 1;
    const std::string_view line = block.substr(0, end);
    if (base::trim(line) != kFence && !is_of_a_review(line)) out += line;
    block.remove_prefix(end);
  }
  return out;
}

std::string_view mark_of(std::string_view source) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return source.substr(0, mark.size()) == mark ? mark : std::string_view();
}

}  // namespace

std::string reviewed_words(std::string_view source) {
  source.remove_prefix(mark_of(source).size());
  const FrontMatter matter = parse_front_matter(source, "").value;
  return matter.subject + "\n" + std::string(source.substr(matter.body));
}

std::string with_review(std::string_view source, const Review& review) {
  const std::string_view mark = mark_of(source);
  source.remove_prefix(mark.size());
  const std::string_view line_end = line_end_of(source);
  const std::size_t body = parse_front_matter(source, "").value.body;
  std::string out(mark);
  out.append(kFence).append(line_end).append(lines_of(review, line_end));
  out.append(kept_lines(source.substr(0, body))).append(kFence).append(line_end);
  return out.append(source.substr(body));
}

}  // namespace firstday::render
