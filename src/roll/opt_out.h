// Numbers and addresses whose owners have asked for no more messages on a channel (STOP).
#pragma once

#include <span>

#include "roll/roll.h"

namespace firstday::roll {

/// It belongs to the number, not to a row of the roll: whoever has that number gets nothing there.
struct OptOut {
  Urn school;
  Channel channel = Channel::kText;
  base::Personal address;  ///< E.164, or an e-mail address in lower case
  base::Instant since{};
};

/// Adds each to Contact::opted_out of everybody who would be reached by that address on that channel.
void put_into_force(std::span<const OptOut> opt_outs, Roll& roll);

}  // namespace firstday::roll
