// A value written so that it is one value wherever it stands in a request, whatever is in it.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace firstday::provider_declared {

enum class Encoding {
  kUrl,     ///< percent-encoded but for RFC 3986's unreserved characters; path and query
  kForm,    ///< the same with "+" for a space (application/x-www-form-urlencoded)
  kJson,    ///< the inside of a JSON string
  kHeader,  ///< printable ASCII only: everything else is refused, line ends first of all
  kRaw,     ///< as it is
  kBasic,   ///< base64 (RFC 4648) of "user:password" (RFC 7617)
};

/// "url", "json"...
std::string_view word(Encoding encoding);

/// The error says what cannot be written and never holds the value. Text that is no UTF-8 is refused in
/// JSON.
base::Result<std::string> encoded(std::string_view value, Encoding encoding);

std::string percent_decoded(std::string_view text);  ///< of what kUrl made

}  // namespace firstday::provider_declared
