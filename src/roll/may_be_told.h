// Who may be told, before any audience, template or retry (design invariant 3).
//
// Order of the filter (domain.md section 6, "Who may be written to"): a court-order bar always wins;
// an emergency-only contact gets a call and nothing else; a letter needs a parent in the sense of
// education law or day-to-day care; then the person's own opt-out; then whether there is an address.
#pragma once

#include <string_view>

#include "roll/contact.h"

namespace firstday::roll {

/// Why not; kYes when the contact may be told by this channel.
enum class MayBeTold {
  kYes,
  kBarred,                 ///< a court order forbids contact
  kEmergencyOnly,          ///< only a call asking for a ring back
  kResponsibilityUnknown,  ///< a letter needs responsibility or care on record: a staff task, not silence
  kNotResponsible,         ///< recorded as having neither: no letter
  kOptedOut,               ///< the person asked not to be reached this way
  kNoAddress,              ///< no mobile, number, e-mail or postal address for this channel
  kNotTextable,            ///< a number is there, but of a kind that texts do not reach or that costs extra
};

/// Pure; asks nothing but the contact's own row.
MayBeTold may_be_told(const Contact& contact, Channel channel);

/// The rule's name as it stands in Withheld rows and logs: "barred", "emergency_only", ...
std::string_view rule_name(MayBeTold answer);
/// The rule in words for an office manager.
std::string_view in_words(MayBeTold answer);

/// The number or address the channel would use: mobile for a text; for a call the mobile, else the
/// landline, else the work number; e-mail address; empty for the rest (an Address is not one string).
const base::Personal& address_for(const Contact& contact, Channel channel);

}  // namespace firstday::roll
