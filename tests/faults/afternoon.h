// What comes after a morning (morning.h): its provider posts what became of each text, and families answer.
// In this process, on the real store: the inbox keeps each post, somebody settles them, deadlines pass.
#pragma once

#include <filesystem>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "faults/post_office.h"
#include "store/database.h"
#include "support/simulated_clock.h"

namespace firstday::faults {

class Afternoon {
 public:
  /// Sends a morning's texts, which all await their receipts then.
  static void prepare(const std::filesystem::path& data, int people);
  /// On a copy of that folder. It begins at 09:50.
  explicit Afternoon(const std::filesystem::path& data);
  Afternoon(const Afternoon&) = delete;
  Afternoon& operator=(const Afternoon&) = delete;

  /// A process: each post that was not answered 200 is posted, in between somebody settles, and deadlines
  /// pass. What the store said first of what it could not do; empty where it did all. `between`: run, and
  /// everything that failed once more in the same process.
  std::string process(const std::function<void()>& between = nullptr);
  /// What is wrong, in words; empty where all of this holds: what was answered 200 is there; each word has
  /// had its effect once; the chain verifies; and where `all` is settled, each text ended as its receipts
  /// say.
  std::string judge(bool all = true) const;

  /// For a process that is killed: each answer of 200 is noted beside the database when it is given, and read
  /// by the next.
  void note_answers() { notes_answers_ = true; }
  void read_answers();

  support::SimulatedClock clock;
  std::vector<Letter> letters;
  std::set<int> stops;
  int refused = 0;              ///< posts that were not kept: a gateway would be told 503
  int unknown_by_deadline = 0;  ///< texts whose receipts did not come in time
  int told_by_deadline = 0;     ///< unknowns that nobody settled in time

 private:
  std::string go_through(store::Database& database);
  std::string settle_all(ports::ReceiptInbox& inbox);
  ports::Matched match(const ports::ReceiptInbox& inbox, const ports::Posted& posted) const;
  std::string judge_texts() const;

  std::filesystem::path data_;
  bool notes_answers_ = false;
};

}  // namespace firstday::faults
