// Whose turn it is: schools share what goes on the wire, and urgent messages overtake by a bounded measure.
// Pure.
#pragma once

#include <cstddef>
#include <vector>

namespace firstday::dispatch {

/// Deficit round robin: each school in turn may send what costs one; whoever sent more (a text of three
/// parts) waits until its turns have paid for it. A school that has nothing to send saves nothing up.
class FairTurns {
 public:
  explicit FairTurns(std::size_t schools) : debt_(schools, 0) {}

  /// The school whose turn it is among those that have something; `schools` when none has. Costs at least one
  /// turn for each, so that nobody starves: between two turns of one, every other that has something gets as
  /// many turns as what was sent in one of them costs at most.
  template <typename Has>
  std::size_t next(const Has& has) {
    for (std::size_t looked = 0; looked < debt_.size();) {
      const std::size_t one = at_;
      at_ = (at_ + 1) % debt_.size();
      if (!has(one)) {
        debt_[one] = 0;
        ++looked;
      } else if (debt_[one] > 0) {
        --debt_[one];
        looked = 0;
      } else {
        return one;
      }
    }
    return debt_.size();
  }
  /// What the school sent at its turn cost: 1 or more.
  void pay(std::size_t school, int cost) { debt_[school] += cost - 1; }

 private:
  std::vector<int> debt_;
  std::size_t at_ = 0;
};

/// Bounded pre-emption (Postfix): while others wait, urgent messages take at most `k` of every `k + 1`
/// places.
class UrgentTurns {
 public:
  explicit UrgentTurns(int k) : k_(k) {}

  bool may_be_urgent(bool others_wait) const { return !others_wait || in_a_row_ < k_; }
  void took_urgent(bool others_wait) { in_a_row_ = others_wait ? in_a_row_ + 1 : 0; }
  void took_other() { in_a_row_ = 0; }

 private:
  int k_;
  int in_a_row_ = 0;
};

/// Of `places`, those that only urgent messages may take: the last quarter. Of fewer than four none.
inline int kept_for_urgent(int places) {
  return places / 4;
}

}  // namespace firstday::dispatch
