// What the people of a school do while texts go out, each thing by a process of its own: they ring, write
// down what was said, take reasons, and read in the register and the roll, which has changed each time.
#pragma once

#include <atomic>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "faults/real_run.h"

namespace firstday::faults {

/// One command, and what its record holds afterwards.
struct Deed {
  std::vector<std::string> words;
  std::string pupil;
  std::string trace;  ///< stands in the pupil's chronology when it is written; empty: an import
};

/// One desk: it does one thing after another. Several may work at once, each in a thread of its own.
class Desk {
 public:
  /// Some of its processes are killed. `seed` decides which, and when.
  Desk(const RealRun& run, unsigned seed) : run_(run), random_(seed) {}
  virtual ~Desk() = default;
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  void work(const std::atomic<bool>& over);
  /// Of what was said to be written, how much is not there. Once work() has ended.
  virtual int count_lost() const = 0;

  int kills = 0;
  int written = 0;  ///< commands that said they had written

 protected:
  /// The n-th thing that is done at this desk, from 0.
  virtual Deed deed(int n) = 0;
  virtual void was_written(int n, const Deed& deed) = 0;
  const RealRun& run() const { return run_; }

 private:
  const RealRun& run_;
  std::mt19937 random_;
};

/// Calls and replies, or calls and reasons.
class RecordsDesk final : public Desk {
 public:
  enum class Second { kReply, kReason };
  RecordsDesk(const RealRun& run, unsigned seed, Second second) : Desk(run, seed), second_(second) {}
  int count_lost() const override;

 private:
  Deed deed(int n) override;
  void was_written(int n, const Deed& deed) override;

  Second second_;
  std::vector<Deed> written_;
};

/// A roll and a register, each with something that no import before had.
class ImportsDesk final : public Desk {
 public:
  ImportsDesk(const RealRun& run, unsigned seed) : Desk(run, seed) {}
  int count_lost() const override;

 private:
  /// The last import of a kind that was begun, and the last that said it was done.
  struct Versions {
    int begun = -1;
    int done = -1;
    int count = 0;  ///< how many were done
    bool fits(int found) const { return found >= done && found <= begun; }
  };

  Deed deed(int n) override;
  void was_written(int n, const Deed& deed) override;
  bool roll_is_lost() const;
  int lost_marks() const;

  Versions rolls_;
  Versions marks_;
};

/// The pupils whose texts a desk may take back, by the number in their reference.
std::set<int> whose_texts_may_be_withdrawn();

}  // namespace firstday::faults
