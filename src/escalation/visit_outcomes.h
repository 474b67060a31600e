// How a visit can end, and what follows from it (design: only a visit that reached the door counts).
#pragma once

#include <span>
#include <string_view>

namespace firstday::escalation {

/// no_answer, no_access, wrong_address, spoke_to_new_occupier, adult_seen_child_not_seen, child_seen,
/// concerns_raised, abandoned, not_made.
std::span<const std::string_view> visit_outcomes();

/// Words for several outcomes at once:
///   made         somebody went, whatever came of it
///   completed    the door of the home was reached: no_access (a block's entry door) is not enough, nor is
///                a wrong address or a visit that was broken off
///   no_contact   nobody of the family was spoken to
///   not_located  the child was not seen
std::span<const std::string_view> visit_outcome_groups();

/// `word` is an outcome or one of the groups.
bool visit_ended(std::string_view outcome, std::string_view word);

}  // namespace firstday::escalation
