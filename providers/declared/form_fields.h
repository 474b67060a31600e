// A query or a posted form (application/x-www-form-urlencoded) as its fields. Any bytes are some form.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace firstday::provider_declared {

using FormFields = std::vector<std::pair<std::string, std::string>>;

/// In the order in which they stand, repeated names included; "+" is a space, and a "%" that is followed by
/// no two hex digits stands for itself. At most 2,000 fields: the rest is left out.
FormFields form_fields(std::string_view encoded);

/// The first field of that name; null when there is none. Borrowed from `fields`.
const std::string* find_field(const FormFields& fields, std::string_view name);

}  // namespace firstday::provider_declared
