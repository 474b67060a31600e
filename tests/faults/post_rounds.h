// Ends the service with SIGKILL at every step of taking, settling and awaiting what its gateway posts, while
// a request or a post is held, and at random moments; on one data folder, again and again. Judges by what the
// gateway processed and by what it was answered (design invariants 4 to 6).
#pragma once

#include "faults/kill_rounds.h"
#include "faults/service_run.h"

namespace firstday::faults {

/// True of the points that whoever has the inbox and the queue passes; the others need a service.
bool is_of_the_inbox(std::string_view point);
/// Every point of a service in base/failpoint.h but those of deadlines, `times` each, those that need a
/// service so often; then so many while the gateway holds a request, and at random; mixed by the seed.
std::vector<Blow> service_blows(int times, int times_of_a_service, int while_held, int at_random,
                                unsigned seed);
/// The points of deadlines, `times` each. They want the clock of the afternoon.
std::vector<Blow> deadline_blows(int times);

/// What became of what was posted; of the texts, `sends`.
struct PostTally {
  Tally sends;
  int while_posting = 0;  ///< kills that cut off a post which had no answer, and no request was held
  int cut_off = 0;        ///< posts without an answer
  int posts = 0;          ///< different ones
  int answers = 0;        ///< 200
  int repeats = 0;        ///< of those, to what had been answered before
  int odd = 0;            ///< answers that are neither 200 nor 503
  int overdue = 0;        ///< texts whose receipts came after their deadline had passed

  int lost = 0;     ///< answered 200, and not in the inbox
  int doubled = 0;  ///< receipts, replies and opt-outs whose effect is there twice
  int missing = 0;  ///< ... or is not there
  int stops = 0;    ///< people who asked for no more texts
  int told_after_stop = 0;
  std::vector<std::string> wrong_rows;  ///< in words

  void add(const PostTally& more);
  /// Nothing lost and nothing twice, of posts and of texts.
  bool holds() const;
};

/// Kills by both lists, at most so many of each, then lets the rest be sent, posted and settled, and judges.
/// `both` may be empty lists: then nothing is killed.
PostTally post_round(ServiceRun& run, BlowList& blows, int most, BlowList& deadlines, int most_deadlines,
                     unsigned seed);

/// One line for people.
std::string line_of(const std::string& what, const PostTally& tally);

}  // namespace firstday::faults
