// How often each number was written to lately. Pure.
//
// The networks block what looks like a flood to one number: twenty identical texts, or a hundred of any kind,
// in an hour (the providers' published limits). A family is bothered long before that.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "base/personal.h"
#include "base/time.h"

namespace firstday::dispatch {

/// Addresses stay in this process's memory, and only for the hour.
class AddressLog {
 public:
  /// Something leaves, or left, for the address.
  void add(const base::Personal& to, base::Steady at);
  /// The last one that was added for the address is proven not to have left.
  void take_back(const base::Personal& to);
  /// When the next may leave so that no hour has more than `limit`; `now` where it may at once. 0: no limit.
  base::Steady free_at(const base::Personal& to, int limit, base::Steady now) const;

 private:
  void forget_before(base::Steady at);

  std::unordered_map<std::string, std::vector<base::Steady>> times_;
  base::Steady swept_{};
};

}  // namespace firstday::dispatch
