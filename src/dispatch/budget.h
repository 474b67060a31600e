// What a school's messages may cost in a day. Pure.
#pragma once

#include "base/time.h"

namespace firstday::dispatch {

/// Money in hundredths of a penny, days as London has them.
class Budget {
 public:
  /// `pence_a_day` 0: no cap.
  explicit Budget(int pence_a_day) : cap_(static_cast<long long>(pence_a_day) * 100) {}

  /// What nothing costs always has room.
  bool has_room(base::Date today, long long cost) const {
    return cap_ == 0 || cost == 0 || (today == day_ ? spent_ : 0) + cost <= cap_;
  }
  void spend(base::Date today, long long cost) {
    if (today != day_) spent_ = 0;
    day_ = today;
    spent_ += cost;
  }
  /// What was spent that day and bought nothing.
  void give_back(base::Date today, long long cost) {
    if (today == day_) spent_ -= cost;
  }
  /// What the record says of the day, in place of what was counted here.
  void set(base::Date today, long long spent) {
    day_ = today;
    spent_ = spent;
  }
  bool is_capped() const { return cap_ > 0; }
  int pence_a_day() const { return static_cast<int>(cap_ / 100); }

 private:
  long long cap_;
  long long spent_ = 0;
  base::Date day_{};
};

}  // namespace firstday::dispatch
