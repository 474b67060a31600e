// Text with places for values: "{{param.url}}/send", "{{to|no_plus}}".
//
//   {{value}}            value|filter|filter(argument), filters from left to right
//
// values   to  body  reference  language  parts  unicode  receipt_url  reply_url  param.<name>
//          (unicode is "true" for a text that needs UCS-2, and empty otherwise)
// filters  e164          the number as +447700900123; anything else is refused
//          no_plus       447700900123
//          national_uk   07700900123; a number of another country is refused
//          then(text)    the argument where the value is not empty
//          default(text) the argument where the value is empty
//          if_present    where the value is empty, the whole field is left out
// There is no other language in here, and no way to write "{{" itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace firstday::provider_declared {

enum class Filter { kE164, kNoPlus, kNationalUk, kThen, kDefault, kIfPresent };

struct FilterCall {
  Filter filter = Filter::kE164;
  std::string argument;  ///< of then and default
};

struct Placeholder {
  std::string value;  ///< "to", "param.url"
  std::vector<FilterCall> filters;

  /// The parameter's name where the value is one.
  std::optional<std::string> parameter() const;
  /// receipt_url or reply_url itself, with the secrets that belong to it; not whether there is one (then).
  bool is_receipt_address() const;
  bool has(Filter filter) const;
};

using Template = std::vector<std::variant<std::string, Placeholder>>;

/// The error says what cannot be read, and what is known instead. Whether a parameter exists is asked
/// elsewhere.
base::Result<Template> parse_template(std::string_view text);

/// "+" and 8 to 15 digits, the first not 0 (ITU-T E.164).
bool is_e164(std::string_view number);

/// Runs the filters but if_present. The error never holds the value.
base::Result<std::string> filtered(std::string value, const std::vector<FilterCall>& filters);

}  // namespace firstday::provider_declared
