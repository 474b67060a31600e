#include "providers/smtp/mime.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace firstday::provider_smtp {

namespace {

constexpr std::size_t kLine = 76;
/// An encoded word has at most 75 characters: 12 of them frame it, and base64 makes 4 of 3.
constexpr std::size_t kBytesOfAWord = 45;

std::string base64(std::string_view bytes) {
  static constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t k) -> unsigned {
      return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U;
    };
    const unsigned three = byte(0) << 16U | byte(1) << 8U | byte(2);
    const std::size_t have = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 4; ++k) out += k <= have ? kLetters[three >> (18U - 6U * k) & 63U] : '=';
  }
  return out;
}

std::string in_lines(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += kLine) out += text.substr(at, kLine) + "\r\n";
  return out;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_control);
}

bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool continues_a_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Where a piece of at most `most` bytes ends without cutting a character.
std::size_t piece_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text.size();
  std::size_t end = most;
  while (end > 1 && continues_a_character(text[end])) --end;
  return end;
}

std::string mailbox(const std::string& name, const std::string& address) {
  if (name.empty()) return "<" + address + ">";
  if (!is_plain(name)) return encoded_header(name) + " <" + address + ">";
  std::string quoted;
  for (const char c : name) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return "\"" + quoted + "\" <" + address + ">";
}

std::string domain_of(const std::string& address) {
  return address.substr(address.find('@') + 1);
}

std::string part(const char* type, std::string_view body, const std::string& boundary) {
  return "--" + boundary + "\r\nContent-Type: " + type +
         "; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + in_lines(base64(body));
}

std::string headers(const Sender& sender, const job::Message& m, const std::string& reference) {
  std::string out = "Date: " + std::string(kDateSlot) + "\r\n";
  out += "From: " + mailbox(sender.name, sender.address) + "\r\n";
  out += "To: <" + m.to.reveal() + ">\r\n";
  if (!sender.reply_to.empty()) out += "Reply-To: <" + sender.reply_to + ">\r\n";
  out += "Subject: " + encoded_header(m.subject.reveal()) + "\r\n";
  out += "Message-ID: <" + reference + "@" + domain_of(sender.address) + ">\r\n";
  out += "X-Firstday-Reference: " + reference + "\r\n";
  out += "Auto-Submitted: auto-generated\r\n";  // RFC 3834: no out-of-office reply is wanted
  out += "Content-Language: " + m.language + "\r\n";
  return out + "MIME-Version: 1.0\r\n";
}

}  // namespace

bool is_mail_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == text.size() ||
      text.find('@', at + 1) != std::string_view::npos)
    return false;
  return std::none_of(text.begin(), text.end(), [](char c) {
    return is_control(c) || c == ' ' || c == '<' || c == '>' || c == ',' || c == '"' || c == '\\';
  });
}

std::string encoded_header(std::string_view text) {
  if (is_plain(text) && text.size() <= 200 && text.find("=?") == std::string_view::npos)
    return std::string(text);
  std::string out;
  while (!text.empty()) {
    const std::size_t size = piece_of(text, kBytesOfAWord);
    if (!out.empty()) out += "\r\n ";
    out += "=?UTF-8?B?" + base64(text.substr(0, size)) + "?=";
    text.remove_prefix(size);
  }
  return out;
}

std::string mail_date(base::Instant at) {
  static constexpr const char* kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{std::chrono::floor<std::chrono::seconds>(at - day)};
  char out[48];
  std::snprintf(out, sizeof out, "%s, %02u %s %04d %02d:%02d:%02d +0000",
                kDays[std::chrono::weekday{day}.iso_encoding() - 1], static_cast<unsigned>(date.day()),
                kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return out;
}

base::Result<std::string> write_mail(const Sender& sender, const job::Message& m,
                                     const std::string& reference) {
  if (!is_mail_address(m.to.reveal()))
    return base::bad_input(
        "This is no e-mail address that a mail server takes. Mend it in the school's records.");
  if (has_control(m.subject.reveal()))
    return base::bad_input("The subject holds a line end. Write it in one line.");
  if (m.html.reveal().empty())
    return headers(sender, m, reference) +
           "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
           in_lines(base64(m.body.reveal()));
  const std::string boundary = "firstday-" + reference;
  return headers(sender, m, reference) + "Content-Type: multipart/alternative; boundary=\"" + boundary +
         "\"\r\n\r\n" + part("text/plain", m.body.reveal(), boundary) +
         part("text/html", m.html.reveal(), boundary) + "--" + boundary + "--\r\n";
}

}  // namespace firstday::provider_smtp
