#include "roll/opt_out.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "roll/may_be_told.h"

namespace firstday::roll {

void put_into_force(std::span<const OptOut> opt_outs, Roll& roll) {
  if (opt_outs.empty()) return;
  std::set<std::pair<Channel, std::string>> out;
  for (const OptOut& o : opt_outs) out.insert({o.channel, base::lower(o.address.reveal())});
  for (Contact& contact : roll.contacts)
    for (const Channel channel : {Channel::kText, Channel::kEmail}) {
      const std::string address = base::lower(address_for(contact, channel).reveal());
      std::vector<Channel>& all = contact.opted_out;
      const auto place = std::lower_bound(all.begin(), all.end(), channel);
      const bool there = place != all.end() && *place == channel;
      if (!address.empty() && !there && out.count({channel, address}) != 0) all.insert(place, channel);
    }
}

}  // namespace firstday::roll
