#include "intake/email.h"

#include <unicode/idna.h>
#include <unicode/stringpiece.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/text.h"
#include "intake/clean_text.h"

namespace firstday::intake {

namespace {

constexpr std::size_t kLongest = 320;
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestLabel = 63;

bool is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}
bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

bool is_local_char(char c) {
  return is_alnum(c) || std::string_view(".!#$%&'*+/=?^_`{|}~-").find(c) != std::string_view::npos;
}

bool is_label(const std::string& label) {
  return !label.empty() && label.size() <= kLongestLabel && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), [](char c) { return is_alnum(c) || c == '-'; });
}

bool is_top_label(const std::string& label) {
  return label.starts_with("xn--") ||
         (label.size() >= 2 && std::all_of(label.begin(), label.end(), is_letter));
}

/// Empty when the host has no ASCII form.
std::string ascii_host(std::string_view host) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(UIDNA_DEFAULT, error));
  if (U_FAILURE(error)) return {};
  icu::IDNAInfo info;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  idna->nameToASCII_UTF8(icu::StringPiece(host.data(), static_cast<std::int32_t>(host.size())), sink, info,
                         error);
  return U_FAILURE(error) || info.hasErrors() ? std::string() : out;
}

bool is_host(std::string_view text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  const std::string host = ascii ? std::string(text) : ascii_host(text);
  const std::vector<std::string> labels = base::split(host, '.');
  return host.size() <= kLongestHost && labels.size() >= 2 &&
         std::all_of(labels.begin(), labels.end(), is_label) && is_top_label(labels.back());
}

}  // namespace

std::optional<std::string> normalise_email(std::string_view text) {
  const std::string email = base::lower(tidy(text));
  const std::size_t at = email.find('@');
  if (at == std::string::npos || at == 0 || email.size() > kLongest) return std::nullopt;
  const std::string_view local = std::string_view(email).substr(0, at);
  if (!std::all_of(local.begin(), local.end(), is_local_char)) return std::nullopt;
  if (email.find("..") != std::string::npos || local.front() == '.' || local.back() == '.')
    return std::nullopt;
  if (!is_host(std::string_view(email).substr(at + 1))) return std::nullopt;
  return email;
}

}  // namespace firstday::intake
