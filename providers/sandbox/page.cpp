#include "providers/sandbox/page.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "base/time.h"

namespace firstday::provider_sandbox {

namespace {

std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < ' ' || c == 0x7f; }, ' ');
  return line;
}

void add_header(std::string& page, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  page += name;
  page += ": ";
  page += one_line(value);
  page += '\n';
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.';
}

/// One name of a path: no slash in it, and it cannot be "." or "..".
std::string path_part(std::string_view text) {
  std::string part(text);
  std::replace_if(
      part.begin(), part.end(), [](char c) { return !is_plain(c); }, '_');
  if (part.empty() || part[0] == '.') part.insert(0, "_");
  return part;
}

std::optional<int> hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

/// The first 48 bits of a UUIDv7 are its time in milliseconds (RFC 9562, section 5.7).
std::optional<base::Instant> time_in(const job::AttemptId& reference) {
  const std::string& text = reference.text();
  if (text.size() != 36 || text[8] != '-' || text[14] != '7') return std::nullopt;
  long long milliseconds = 0;
  for (const char c : text.substr(0, 8) + text.substr(9, 4)) {
    const auto digit = hex_value(c);
    if (!digit) return std::nullopt;
    milliseconds = milliseconds * 16 + *digit;
  }
  return base::Instant{std::chrono::milliseconds{milliseconds}};
}

std::string two_digits(long long number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string time_of_file(const base::LocalTime& local) {
  const auto seconds = local.since_midnight.count();
  return two_digits(seconds / 3600) + two_digits(seconds / 60 % 60) + two_digits(seconds % 60);
}

std::string day_and_time(const job::AttemptId& reference) {
  const auto at = time_in(reference);
  if (!at) return "undated/";
  const base::LocalTime local = base::to_london(*at);
  return base::iso_date(local.date) + "/" + time_of_file(local) + "-";
}

/// The end of a UUIDv7 is random; its beginning is the time, which stands in the name already.
std::string short_form(const job::AttemptId& reference) {
  const std::string& text = reference.text();
  return text.size() > 8 ? text.substr(text.size() - 8) : text;
}

}  // namespace

std::string write_page(const job::Message& message, const job::AttemptId& reference,
                       const std::string& from) {
  std::string page;
  add_header(page, "To", message.to.reveal());
  add_header(page, "From", from);
  add_header(page, "Subject", message.subject.reveal());
  add_header(page, "Kind", job::word(message.kind));
  add_header(page, "Language", message.language);
  add_header(page, "Template", message.template_name);
  add_header(page, "Parts", std::to_string(message.parts));
  add_header(page, "School", message.school.text());
  add_header(page, "Reference", reference.text());
  const std::string& html = message.html.reveal();
  if (!html.empty()) add_header(page, "Html", std::to_string(html.size()));
  page += '\n';
  page += message.body.reveal();
  page += '\n';
  return page + html;
}

Parts parts_of(std::string_view page) {
  const std::string_view digits = header(page, "Html");
  std::size_t size = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), size);
  size = std::min(size, page.size());
  return {page.substr(0, page.size() - size), page.substr(page.size() - size)};
}

std::string_view header(std::string_view page, std::string_view name) {
  const std::string_view headers = page.substr(0, page.find("\n\n") + 1);
  for (std::size_t at = 0; at < headers.size(); at = headers.find('\n', at) + 1) {
    const std::string_view line = headers.substr(at, headers.find('\n', at) - at);
    if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
      return line.substr(name.size() + 2);
  }
  return {};
}

std::string path_of(std::string_view page, const job::AttemptId& reference, bool whole_reference) {
  const std::string end = whole_reference ? reference.text() : short_form(reference);
  return path_part(header(page, "School")) + "/" + day_and_time(reference) + path_part(header(page, "Kind")) +
         "-" + path_part(end) + ".txt";
}

}  // namespace firstday::provider_sandbox
