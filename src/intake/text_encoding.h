// Bytes to UTF-8, whatever the school's computer wrote.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace firstday::intake {

/// Understands a byte order mark (UTF-8, UTF-16, UTF-32), UTF-16 without one, UTF-8, and, line by
/// line where a line is not UTF-8, Windows-1252: a file pasted together from two sources keeps the
/// accents of both. The result has no byte order mark and is valid UTF-8; what could not be decoded
/// stands as U+FFFD. Fails with kBadInput for what is no text at all: a workbook, a PDF, a picture;
/// the message says what to do.
base::Result<std::string> to_utf8(std::string bytes);

/// Length of the valid UTF-8 at the start of `text`.
std::size_t valid_utf8_prefix(std::string_view text);

}  // namespace firstday::intake
