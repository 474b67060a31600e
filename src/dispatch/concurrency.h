// How many sends may be on the wire over one account: grows while answers come in time, shrinks when they do
// not. Pure.
//
// Postfix's feedback (SCHEDULER_README; dispatch.md 1b). The first goes alone. Until the first bad answer
// each good one adds a place, so the number doubles with every round; from then on good and bad ones add and
// take 1/sqrt(places). Reverse hysteresis: a place goes at the start of a run of bad answers and comes at the
// end of a run of good ones.
#pragma once

namespace firstday::dispatch {

class Concurrency {
 public:
  /// `most`: at least 1; what the provider allows at once.
  explicit Concurrency(int most);

  int places() const { return places_; }  ///< 1 to `most`
  /// An answer in time, with `busy` more still on the wire. Adds nothing while the places are not used.
  void good(int busy);
  void bad();

 private:
  double share() const;

  int most_;
  int places_ = 1;
  bool has_been_bad_ = false;
  double earned_ = 0;  ///< toward the next place, below 1
  double lent_ = 0;    ///< of the last place taken, not yet used up by bad answers
};

}  // namespace firstday::dispatch
