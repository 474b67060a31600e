// The names of fields, as people write them.
#pragma once

#include <string>
#include <string_view>

namespace firstday::render {

/// What a field's name is compared by: without case, white space, _ and -. So "Pupil first_name" and
/// "pupil-firstname" are one field (GOV.UK Notify's rule, notify.md section 3). Case is folded by
/// Unicode, so Welsh and other names work too.
std::string field_key(std::string_view name);

}  // namespace firstday::render
