// An e-mail as text: RFC 5322 headers, and one body in two forms (RFC 2046, multipart/alternative).
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "job/message.h"

namespace firstday::provider_smtp {

/// Who it comes from, as the account says.
struct Sender {
  std::string address;   ///< office@hazelroad.example
  std::string name;      ///< what a mail program shows; may be empty
  std::string reply_to;  ///< may be empty
};

/// Stands in the Date header until the message leaves: a frozen message knows no clock.
inline constexpr std::string_view kDateSlot = "{{date}}";

/// The whole message with CRLF line ends, its date still a slot. Bodies are base64 in lines of 76, so no line
/// is too long, none begins with a dot, and no byte of a value is read as a header. `reference` is in
/// Message-ID and X-Firstday-Reference. kBadInput where an address or the subject holds a line end or another
/// control character.
base::Result<std::string> write_mail(const Sender& sender, const job::Message& message,
                                     const std::string& reference);

/// Printable ASCII as it stands, anything else as RFC 2047 encoded words that cut no character.
std::string encoded_header(std::string_view text);

/// RFC 5322 3.3: "Tue, 12 Jan 2027 09:45:00 +0000".
std::string mail_date(base::Instant at);

/// An address we can write between angle brackets: one @, no blanks, brackets or control characters.
bool is_mail_address(std::string_view text);

}  // namespace firstday::provider_smtp
