// Year groups as schools write them: "Y6", "6", "Year 6" and "year 06" are one year.
#pragma once

#include <string>
#include <string_view>

namespace firstday::roll {

/// For comparing two ways of writing: "6" for all of the above, "r" for R and Reception, "n" and "n2" for
/// Nursery and N2. Anything else only loses case and spaces. Never for showing.
std::string year_key(std::string_view written);

/// For comparing registration groups: without regard to case and spaces at the ends.
std::string form_key(std::string_view written);

}  // namespace firstday::roll
