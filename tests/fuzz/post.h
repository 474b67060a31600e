// A request as bytes, for the targets that read what a service posts.
#pragma once

#include <string>
#include <string_view>

#include "ports/receipt_reader.h"

namespace firstday::fuzz {

/// Takes the first line off, without its end.
std::string next_line(std::string_view& rest);

/// "METHOD address", headers, an empty line, the body. Any bytes are some request.
ports::RawPost read_post(std::string_view input);

}  // namespace firstday::fuzz
