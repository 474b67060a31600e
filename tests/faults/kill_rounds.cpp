#include "faults/kill_rounds.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "base/failpoint.h"
#include "faults/child_process.h"
#include "faults/store_look.h"

namespace firstday::faults {

namespace {

using How = Blow::How;

struct Passes {
  int first;
  int last;
  bool sending;  ///< others are on the wire by then
};

/// At which passes of a point a process ends. The first text goes alone, the next four together: from then on
/// some are always on the wire.
Passes passes_of(std::string_view point) {
  const std::string_view verb = point.substr(0, point.find('.'));
  if (verb == "recovery" || verb == "lease") return {1, 1, false};
  if (verb == "t1") return {3, 4, true};
  if (verb == "t2") return {2, 4, true};
  if (verb == "write") return {1, 25, true};
  return point == "bytes.answer_read" ? Passes{3, 5, true} : Passes{6, 8, true};
}

Blow at_point(std::string_view point, std::mt19937& random, const std::string& then = "") {
  const Passes passes = passes_of(point);
  const int n =
      passes.first + static_cast<int>(random() % static_cast<unsigned>(passes.last - passes.first + 1));
  Blow blow;
  blow.name = std::string(point) + then;
  blow.point = std::string(point) + ":" + std::to_string(n) + then;
  blow.hold = passes.sending ? 2 : 0;
  blow.refused = point == "bytes.answer_read" && random() % 8 == 0;
  return blow;
}

constexpr int kHangs = 20;

/// One data folder with its gateway.
class Round {
 public:
  Round(const Sender& sender, unsigned seed)
      : sender_(sender),
        random_(seed),
        choices_(seed + 1),
        provider_([this, seed](const Asked&,
                               int n) { return mixed_behaviour(static_cast<unsigned>(choices_()), n, seed); },
                  [&sender](const std::string& reference) { return has_attempt(sender.data, reference); }) {}

  /// False where the process came to its end by itself.
  bool strike(const Blow& blow) {
    if (blow.refused) provider_.refuse_connections(true);
    provider_.hold(blow.hold);
    std::map<std::string, std::string> environment;
    if (!blow.point.empty()) environment["FIRSTDAY_KILL_AT_POINT"] = blow.point;
    const int pid = sender_.start(provider_.url(), environment);
    if (blow.how == How::kWhileHeld)
      while (!provider_.holds_one() && !has_ended(pid)) ::usleep(500);
    if (blow.how == How::kAtRandom) ::usleep(static_cast<useconds_t>(random_() % 150'000));
    if (blow.how != How::kAtPoint && !has_ended(pid)) ::kill(pid, SIGKILL);
    const bool killed = wait_for(pid) == kKilled;
    if (killed) count(blow);
    provider_.release();
    if (blow.refused) provider_.refuse_connections(false);
    return killed;
  }

  Tally end() {
    for (int i = 0; i < 12 && is_any_left(); ++i) wait_for(sender_.start(provider_.url(), {}));
    processed_ = judge_requests(provider_.asked(), tally_);
    judge_texts();
    return tally_;
  }

 private:
  void count(const Blow& blow) {
    ++tally_.kills;
    ++tally_.at[blow.name];
    tally_.while_held += provider_.holds_one() ? 1 : 0;
    int now = 0;
    for (const std::string& attempt : open_attempts(sender_.data))
      now += lost_track_.insert(attempt).second ? 1 : 0;
    tally_.lost_track += now;
    tally_.most_at_once = std::max(tally_.most_at_once, now);
  }

  bool is_any_left() const {
    const auto texts = text_states(sender_.data);
    if (static_cast<int>(texts.size()) < sender_.people) return true;  // killed before all was planned
    for (const auto& [person, states] : texts)
      for (const std::string& state : states)
        if (state == "queued" || state == "leased" || state == "in_flight") return true;
    return false;
  }

  void judge_texts() {
    const auto states = text_states(sender_.data);
    tally_.people = sender_.people;
    for (int person = 0; person < sender_.people; ++person) {
      const auto at = states.find(person);
      const std::string end = at == states.end() ? "nothing" : end_of(at->second);
      const bool processed = processed_[person] > 0;
      const bool sent = end == "accepted_final" && processed;
      const bool unknown = end == "unknown";
      const bool failed = end == "failed" && !processed;
      tally_.sent += sent ? 1 : 0;
      tally_.unknown += unknown ? 1 : 0;
      tally_.failed += failed ? 1 : 0;
      if (!sent && !unknown && !failed)
        tally_.wrong_rows.push_back("person " + std::to_string(person) + ": " + end +
                                    (processed ? ", processed" : ", not processed"));
    }
    tally_.wrong = static_cast<int>(tally_.wrong_rows.size());
  }

  /// Of several texts to one person the one that may have left; another than that must have failed.
  static std::string end_of(const std::vector<std::string>& states) {
    std::string end = "failed";
    for (const std::string& state : states)
      if (state != "failed") end = end == "failed" ? state : "two that may have left";
    return end;
  }

  const Sender& sender_;
  std::mt19937 random_;
  std::mt19937 choices_;
  CountingProvider provider_;
  Tally tally_;
  std::set<std::string> lost_track_;
  std::map<int, int> processed_;
};

}  // namespace

Behaviour mixed_behaviour(unsigned random, int n, unsigned seed) {
  if (n == kHangs && seed % 4 == 0) return Behaviour::kTakesAndHangs;
  if (n == kHangs && seed % 4 == 2) return Behaviour::kTakesAndHangsAfterHeaders;
  if (random % 2 == 0) return Behaviour::kTakes;
  const auto chosen = static_cast<Behaviour>(1 + random / 2 % (kBehaviours - 1));
  const bool hangs = chosen == Behaviour::kTakesAndHangs || chosen == Behaviour::kTakesAndHangsAfterHeaders;
  return hangs ? Behaviour::kNotNow : chosen;
}

int person_of(const std::string& number) {
  return std::atoi(number.substr(number.size() - 3).c_str());
}

std::map<int, int> judge_requests(const std::vector<Asked>& all, Tally& tally) {
  std::map<int, int> processed;
  std::map<int, bool> refused_so_far;
  for (const Asked& asked : all) {
    const int person = person_of(asked.to);
    const auto before = refused_so_far.find(person);
    tally.repeated += before != refused_so_far.end() && !before->second ? 1 : 0;
    refused_so_far[person] = asked.behaviour == Behaviour::kNotNow || asked.behaviour == Behaviour::kNever;
    processed[person] += is_processed(asked.behaviour) ? 1 : 0;
    tally.without_attempt += asked.has_attempt ? 0 : 1;
    tally.ambiguous += is_ambiguous(asked.behaviour) ? 1 : 0;
    ++tally.behaved[asked.behaviour];
  }
  for (const auto& [person, times] : processed) tally.doubled += times > 1 ? 1 : 0;
  return processed;
}

std::vector<Blow> all_blows(int times, int while_held, int at_random, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Blow> blows;
  for (int i = 0; i < times; ++i) {
    for (const std::string_view point : base::kSendPoints) blows.push_back(at_point(point, random));
    for (const char* verb : {"recovery.after_rows", "lease.after_rows", "t1.after_rows", "t2.after_rows"})
      blows.push_back(at_point(verb, random, "+write.before_commit"));
  }
  for (int i = 0; i < while_held; ++i)
    blows.push_back({How::kWhileHeld, "while held", "", 1 + static_cast<int>(random() % 5), false, 0});
  for (int i = 0; i < at_random; ++i)
    blows.push_back({How::kAtRandom, "at random", "", static_cast<int>(random() % 4), false, 0});
  std::shuffle(blows.begin(), blows.end(), random);
  return blows;
}

std::optional<Blow> BlowList::take() {
  const std::lock_guard lock(guard_);
  if (blows_.empty()) return std::nullopt;
  Blow blow = std::move(blows_.back());
  blows_.pop_back();
  return blow;
}

void BlowList::put_back(Blow blow) {
  const std::lock_guard lock(guard_);
  if (blow.how == How::kAtRandom) return;  // it came too late
  if (++blow.missed > 2)
    never_met_.push_back(blow.name);
  else
    blows_.push_back(std::move(blow));
}

bool BlowList::empty() const {
  const std::lock_guard lock(guard_);
  return blows_.empty();
}

std::vector<std::string> BlowList::never_met() const {
  const std::lock_guard lock(guard_);
  return never_met_;
}

void Tally::add(const Tally& more) {
  kills += more.kills;
  while_held += more.while_held;
  for (const auto& [name, n] : more.at) at[name] += n;
  for (const auto& [behaviour, n] : more.behaved) behaved[behaviour] += n;
  lost_track += more.lost_track;
  most_at_once = std::max(most_at_once, more.most_at_once);
  ambiguous += more.ambiguous;
  people += more.people;
  sent += more.sent;
  unknown += more.unknown;
  failed += more.failed;
  doubled += more.doubled;
  repeated += more.repeated;
  without_attempt += more.without_attempt;
  wrong += more.wrong;
}

bool Tally::holds() const {
  return doubled + repeated + without_attempt + wrong == 0 && unknown <= lost_track + ambiguous &&
         most_at_once <= kMostInFlight;
}

Tally kill_round(const Sender& sender, BlowList& blows, int most, unsigned seed) {
  Round round(sender, seed);
  for (int i = 0; i < most; ++i) {
    auto blow = blows.take();
    if (!blow) break;
    if (round.strike(*blow)) continue;
    blows.put_back(std::move(*blow));
    break;
  }
  return round.end();
}

std::string line_of(const std::string& what, const Tally& t) {
  std::ostringstream out;
  out << what << ": " << t.kills << " kills, " << t.while_held << " while a request was held; " << t.people
      << " people: " << t.sent << " sent, " << t.unknown << " unknown, " << t.failed << " refused for good, "
      << t.doubled << " doubled, " << t.repeated << " asked again without proof, " << t.wrong << " lost; "
      << t.lost_track << " sends in flight at the kills (at most " << t.most_at_once << " at one, "
      << kMostInFlight << " allowed), " << t.ambiguous << " answers that say nothing; " << t.without_attempt
      << " requests before their attempt was committed";
  return out.str();
}

}  // namespace firstday::faults
