// Ends a sending process with SIGKILL at every step of a send, at random moments and while a request is held,
// again and again on one data folder, and judges by what the other side processed (design invariants 1 to 5).
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "faults/counting_provider.h"

namespace firstday::faults {

/// How many requests the definition lets be on the wire at once.
inline constexpr int kMostInFlight = 4;

/// One process, and how it is to end.
struct Blow {
  enum class How { kAtPoint, kWhileHeld, kAtRandom };
  How how = How::kAtPoint;
  std::string name;      ///< of a point, or "while held", "at random"
  std::string point;     ///< FIRSTDAY_KILL_AT_POINT (base/failpoint.h)
  int hold = 0;          ///< the gateway holds this request of the process, from 1; 0: none
  bool refused = false;  ///< nothing listens at the gateway's address
  int missed = 0;        ///< how often it was tried and not met
};

/// Every point of a send in base/failpoint.h, and the commits of the four verbs, each `times`; then so many
/// while a request is held, and at random; mixed by the seed.
std::vector<Blow> all_blows(int times, int while_held, int at_random, unsigned seed);

/// What the gateway does with its n-th request: half are taken, the rest meets every misbehaviour there is.
/// To hang costs the seconds that the definition allows for an answer, so it happens once in some rounds.
Behaviour mixed_behaviour(unsigned random, int n, unsigned seed);
/// +447700900012 is 12.
int person_of(const std::string& number);

/// Blows that several threads deal out.
class BlowList {
 public:
  explicit BlowList(std::vector<Blow> blows) : blows_(std::move(blows)) {}
  std::optional<Blow> take();
  /// One that was not met: the messages were used up before. After two times it is given up.
  void put_back(Blow blow);
  bool empty() const;
  std::vector<std::string> never_met() const;

 private:
  mutable std::mutex guard_;
  std::vector<Blow> blows_;
  std::vector<std::string> never_met_;
};

/// What is killed.
struct Sender {
  std::filesystem::path data;
  int people = 0;  ///< numbered from 0; person 12 has contact C12 and the number +447700900012
  /// Starts a process against the gateway; its pid.
  std::function<int(const std::string& url, const std::map<std::string, std::string>& environment)> start;
};

/// Where the blows fell, and what came of it.
struct Tally {
  int kills = 0;
  int while_held = 0;                ///< of those, with a request that the gateway had read and not answered
  std::map<std::string, int> at;     ///< kills by the name of their blow
  std::map<Behaviour, int> behaved;  ///< requests by what the gateway did
  int lost_track = 0;                ///< attempts that stood without an outcome after a kill
  int most_at_once = 0;              ///< ... after one kill
  int ambiguous = 0;                 ///< requests that only an unknown can follow

  int people = 0;
  int sent = 0;
  int unknown = 0;
  int failed = 0;           ///< and the gateway had said that it never will
  int doubled = 0;          ///< people for whom two requests were processed
  int repeated = 0;         ///< requests for somebody whose earlier one was not refused
  int without_attempt = 0;  ///< requests for which no attempt was committed when they came
  int wrong = 0;  ///< people whose text is none of sent, unknown, failed, or not what the gateway says
  std::vector<std::string> wrong_rows;  ///< ... each in words

  void add(const Tally& more);
  /// Nothing lost, nobody told twice, and no more unknowns than sends in flight.
  bool holds() const;
};

/// Adds what the requests say to the tally; how often something was processed for each person.
std::map<int, int> judge_requests(const std::vector<Asked>& all, Tally& tally);

/// One data folder, as it stands: kills by the list until a blow is not met or `most` have fallen, then sends
/// the rest and judges.
Tally kill_round(const Sender& sender, BlowList& blows, int most, unsigned seed);

/// One line for people.
std::string line_of(const std::string& what, const Tally& tally);

}  // namespace firstday::faults
