// Which of a pupil's contacts a step is for, and which of those may be told.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "escalation/policy.h"
#include "roll/contact.h"

namespace firstday::escalation {

/// Parental responsibility or day-to-day care on record; or neither known, so that a poor record does
/// not silence a parent. Never an emergency-only contact.
bool is_parent_or_carer(const roll::Contact& contact);

/// In ringing order, as `contacts` is. Empty for selectors that name no contact.
std::vector<const roll::Contact*> chosen(const Audience& audience, std::span<const roll::Contact> contacts);

/// Why this contact may not be told by this channel; empty when they may. Adds to roll::may_be_told
/// what only the whole list shows: a number that is also a barred person's is not used
/// ("number_of_barred"), because whoever answers it may be the one the court order names.
std::string_view left_out(const roll::Contact& contact, roll::Channel channel,
                          std::span<const roll::Contact> contacts);

}  // namespace firstday::escalation
