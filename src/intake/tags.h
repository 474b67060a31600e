// What a pupil's record says about care and need, as tags that policies know.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace firstday::intake {

/// "LAC; child protection plan|EAL" to child_protection, eal, looked_after: split at ; | and comma,
/// in lower snake case, the words of school records mapped to ours (tags.cpp has the list), sorted,
/// each once.
std::vector<std::string> read_tags(std::string_view text);

/// One tag by its usual name: "In LEA Care" is looked_after.
std::string tag_of(std::string_view words);

}  // namespace firstday::intake
