#include "faults/post_rounds.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <sstream>

#include "base/failpoint.h"
#include "faults/child_process.h"
#include "faults/post_judge.h"
#include "faults/store_look.h"
#include "faults/texts.h"

namespace firstday::faults {

namespace {

using How = Blow::How;
using Clock = std::chrono::steady_clock;

constexpr int kNoon = 135;      ///< minutes after 09:45: every receipt is overdue
constexpr int kEarlyStops = 2;  ///< of the people with the highest numbers
constexpr int kPatience = 60;   ///< seconds that a process may take to come to rest

bool is_deadline(std::string_view point) {
  return point.substr(0, point.find('.')) == "deadline";
}

}  // namespace

bool is_of_the_inbox(std::string_view point) {
  return point != "post.answered" && point != "round.planned";
}

namespace {

/// Posts come while texts are sent, so those points are met with a request on the wire. What came is settled
/// when a process starts, and again when nothing is left to send.
Blow at_point(std::string_view point, std::mt19937& random) {
  const bool of_posts = point.substr(0, point.find('.')) == "post";
  Blow blow;
  blow.name = std::string(point);
  const unsigned passes = of_posts                                                         ? 4
                          : point == "settle.after_rows" || point == "settle.after_commit" ? 2
                                                                                           : 1;
  blow.point = blow.name + ":" + std::to_string(1 + random() % passes);
  blow.hold = of_posts ? 1 + static_cast<int>(random() % 3) : 0;
  return blow;
}

class Round {
 public:
  Round(ServiceRun& run, unsigned seed)
      : run_(run),
        seed_(seed),
        random_(seed),
        choices_(seed + 1),
        provider_([this](const Asked& asked, int n) { return answer_to(asked, n); },
                  [&run](const std::string& reference) { return has_attempt(run.data(), reference); }),
        office_(run.address(), seed) {
    run.begin_again(provider_.url());
    for (int i = 0; i < kEarlyStops; ++i) post_reply(run.people() - 1 - i, "STOP");
    post_something(false);
  }

  enum class Met { kYes, kNo, kCannotBe };

  /// kNo: everything came to rest before. kCannotBe: nothing is left for it, and no process was started.
  Met strike(const Blow& blow) {
    if (blow.how != How::kAtRandom && blow.hold > 0 && are_texts_sent()) return Met::kCannotBe;
    if (is_deadline(blow.name)) {
      if (!awaits_anything()) return Met::kCannotBe;
      // The first look makes unknowns of what was awaited in vain, the second gives them up.
      minutes_ = std::max(minutes_, kNoon) + 20;
    }
    ++minutes_;
    if (blow.name.substr(0, 7) == "settle.") post_something(blow.name == "settle.opt_out");
    provider_.hold(blow.hold);
    office_.insist(!is_deadline(blow.name));
    office_.pause(blow.hold > 0);  // so that the request is on the wire when the posts come
    std::map<std::string, std::string> environment;
    if (!blow.point.empty()) environment["FIRSTDAY_KILL_AT_POINT"] = blow.point;
    remember_stops();
    const int cut_before = office_.cut_off();
    const int pid = run_.start(ServiceRun::clock_at(minutes_), environment);
    const bool met = wait_for_the_blow(blow, pid);
    if (!has_ended(pid)) ::kill(pid, SIGKILL);
    const bool killed = wait_for(pid) == kKilled && met;
    office_.insist(false);
    office_.pause(false);
    office_.wait_for_silence();
    if (killed) count(blow, office_.cut_off() - cut_before);
    provider_.release();
    return killed ? Met::kYes : Met::kNo;
  }

  /// All texts are sent; those whose receipts the gateway keeps back await them.
  void finish_sending() { play_to_the_end(); }

  PostTally end() {
    minutes_ = std::max(minutes_ + 1, kNoon + 30);
    do {  // what is only sent now has late receipts too
      for (const Letter& late : late_) office_.add(late);
      tally_.overdue += static_cast<int>(late_.size());
      late_.clear();
      play_to_the_end();
    } while (!late_.empty());
    judge_posts({run_.data(), run_.people(), provider_.asked(), office_.letters(), stops_}, tally_);
    if (run_.command(ServiceRun::clock_at(minutes_), {"verify"}).exit_code != 0)
      tally_.wrong_rows.push_back("the chain does not verify");
    tally_.answers = office_.answers();
    tally_.repeats = office_.repeats();
    tally_.odd = office_.odd();
    tally_.cut_off = office_.cut_off();
    return tally_;
  }

 private:
  Behaviour answer_to(const Asked& asked, int n) {
    if (stopped_before_.count(asked.to) != 0 && attempts_before_.count(asked.reference) == 0)
      ++tally_.told_after_stop;
    return mixed_behaviour(static_cast<unsigned>(choices_()), n, seed_);
  }

  /// Whoever had asked for no more before this process was started must hear nothing from it.
  void remember_stops() {
    std::set<std::string> stopped, attempts;
    for (const auto& row : rows_of(run_.data(), "SELECT address FROM opt_out")) stopped.insert(row[0]);
    for (const auto& row : rows_of(run_.data(), "SELECT id FROM attempt")) attempts.insert(row[0]);
    provider_.between_requests([&] {
      stopped_before_ = std::move(stopped);
      attempts_before_ = std::move(attempts);
    });
  }

  bool wait_for_the_blow(const Blow& blow, int pid) {
    const auto began = Clock::now();
    const auto passed = [&] { return Clock::now() - began; };
    const std::chrono::milliseconds at_random(random_() % 500);
    std::optional<Clock::time_point> held_since;
    Clock::time_point over_since = began;
    const std::chrono::milliseconds hold_for(random_() % 40);
    while (!has_ended(pid)) {
      post_what_was_processed();
      if (provider_.holds_one() && !held_since) {
        held_since = Clock::now();
        office_.pause(false);
      }
      if (blow.how == How::kWhileHeld && held_since && Clock::now() - *held_since >= hold_for) return true;
      if (blow.how == How::kAtRandom && passed() >= at_random) return true;
      const bool over = is_deadline(blow.name) ? !awaits_anything() : is_at_rest();
      // It may be on its way from the commit that we saw to the point.
      if (!over) over_since = Clock::now();
      if (!held_since && Clock::now() - over_since > std::chrono::seconds(1))
        return blow.how == How::kAtRandom;
      if (!held_since && are_texts_sent()) office_.pause(false);  // there was nothing to hold
      if (passed() > std::chrono::seconds(kPatience)) return false;
      ::usleep(1'000);
    }
    return true;
  }

  /// Each message that the gateway processed gets what its number says.
  void post_what_was_processed() {
    const std::vector<Asked> asked = provider_.asked();
    for (; seen_ < asked.size(); ++seen_)
      if (is_processed(asked[seen_].behaviour)) post_about(asked[seen_]);
  }

  void post_about(const Asked& asked) {
    const int person = person_of(asked.to);
    switch ((static_cast<unsigned>(person) + seed_) % 8) {
      case 0:
        return post_receipts(asked, {"no"});
      case 1:
        return post_receipts(asked, {"sent", "ok"});
      case 2:
        return post_receipts(asked, {"no", "ok"});
      case 3:
        late_.push_back(receipt(asked, "ok"));
        return;
      case 4:
        post_reply(person, "she is ill " + std::to_string(letters_));
        return post_receipts(asked, {"ok"});
      case 5:
        if (stops_.count(person) == 0) post_reply(person, "STOP");
        return post_receipts(asked, {"ok"});
      case 6:
        return post_receipts(asked, {"ok", "ok"});  // two posts, one thing said
      default:
        return post_receipts(asked, {"ok"});
    }
  }

  Letter receipt(const Asked& asked, const std::string& state) {
    const char* status = state == "ok" ? "delivered" : state == "no" ? "failed" : "with_carrier";
    return {ServiceRun::report(asked.reference, state, ++letters_),
            person_of(asked.to),
            status,
            asked.reference,
            "",
            0};
  }

  void post_receipts(const Asked& asked, const std::vector<std::string>& states) {
    for (const std::string& state : states) office_.add(receipt(asked, state));
  }

  void post_reply(int person, const std::string& text) {
    if (text == "STOP") stops_.insert(person);
    const int id = ++letters_;
    office_.add({ServiceRun::inbound(person, text, id), person, "", "", text, 0});
  }

  /// Texts whose receipts did not come, and that were not given up.
  bool awaits_anything() const {
    return !rows_of(run_.data(),
                    "SELECT id FROM job WHERE kind = 'text' AND (state = 'awaiting_receipt' OR "
                    "(state = 'unknown' AND told_at IS NULL)) LIMIT 1")
                .empty();
  }

  /// Something that is new to the inbox: for somebody whom we do not know, or a STOP.
  void post_something(bool stop) {
    for (int person = 0; stop && person < run_.people(); ++person)
      if (stops_.count(person) == 0) return post_reply(person, "STOP");
    for (int i = 0; i < 2; ++i) {
      const int id = ++letters_;
      office_.add({ServiceRun::report("nobody-" + std::to_string(id), "ok", id), -1, "", "", "", 0});
    }
  }

  bool are_texts_sent() {
    if (Clock::now() - looked_ < std::chrono::milliseconds(50)) return sent_;
    looked_ = Clock::now();
    const auto texts = text_states(run_.data());
    sent_ = texts.size() + stops_.size() >= static_cast<std::size_t>(run_.people());
    for (const auto& [person, states] : texts)
      for (const std::string& state : states)
        if (state == "queued" || state == "leased" || state == "in_flight") sent_ = false;
    return sent_;
  }

  bool is_at_rest() {
    if (!office_.is_done() || !are_texts_sent()) return false;
    if (!rows_of(run_.data(), "SELECT post FROM receipt_waiting LIMIT 1").empty()) return false;
    post_what_was_processed();
    return office_.is_done();
  }

  /// Processes that nobody kills: each ends by itself when there is nothing left that it can do now. What was
  /// refused for a while is tried again by the next.
  void play_to_the_end() {
    for (int tries = 0; tries < 8; ++tries) {
      minutes_ += 6;
      remember_stops();
      const int answers = office_.answers();
      const int pid = run_.start(ServiceRun::clock_at(minutes_));
      office_.insist(true);
      while (office_.answers() == answers && !has_ended(pid)) ::usleep(2'000);
      office_.insist(false);
      const bool done = wait_until_nothing_moves(pid);
      ::kill(pid, SIGTERM);
      const int code = wait_for(pid);
      office_.wait_for_silence();
      if (code != 0) tally_.wrong_rows.push_back("the service ended with " + std::to_string(code));
      if (done) return;
    }
    tally_.wrong_rows.emplace_back("what was posted never came to rest");
  }

  bool wait_until_nothing_moves(int pid) {
    auto moved = Clock::now();
    std::size_t asked = 0;
    int answers = 0;
    while (!has_ended(pid) && Clock::now() - moved < std::chrono::seconds(2)) {
      post_what_was_processed();
      if (is_at_rest()) return true;
      if (asked != seen_ || answers != office_.answers() || provider_.waits_for_client())
        moved = Clock::now();
      asked = seen_;
      answers = office_.answers();
      ::usleep(2'000);
    }
    return false;
  }

  void count(const Blow& blow, int cut_off) {
    Tally& t = tally_.sends;
    ++t.kills;
    ++t.at[blow.name];
    const bool held = provider_.holds_one();
    t.while_held += held ? 1 : 0;
    tally_.while_posting += !held && cut_off > 0 ? 1 : 0;
    int now = 0;
    for (const std::string& attempt : open_attempts(run_.data()))
      now += lost_track_.insert(attempt).second ? 1 : 0;
    t.lost_track += now;
    t.most_at_once = std::max(t.most_at_once, now);
  }

  ServiceRun& run_;
  const unsigned seed_;
  std::mt19937 random_;
  std::mt19937 choices_;
  int letters_ = 0;
  int minutes_ = 0;
  std::size_t seen_ = 0;
  std::vector<Letter> late_;
  std::set<int> stops_;
  std::set<std::string> stopped_before_;
  std::set<std::string> attempts_before_;
  std::set<std::string> lost_track_;
  Clock::time_point looked_{};
  bool sent_ = false;
  PostTally tally_;
  CountingProvider provider_;
  PostOffice office_;
};

/// Those that were not met wait for another round.
void strike_most(Round& round, BlowList& blows, int most) {
  std::vector<Blow> later;
  for (int i = 0; i < most && later.size() < 6; ++i) {
    auto blow = blows.take();
    if (!blow) break;
    const Round::Met met = round.strike(*blow);
    if (met == Round::Met::kYes) continue;
    if (met == Round::Met::kCannotBe) blow->missed = 0;
    later.push_back(std::move(*blow));
  }
  for (Blow& blow : later) blows.put_back(std::move(blow));
}

}  // namespace

std::vector<Blow> service_blows(int times, int times_of_a_service, int while_held, int at_random,
                                unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Blow> blows;
  for (const std::string_view point : base::kServicePoints)
    for (int i = 0; i < (is_of_the_inbox(point) ? times : times_of_a_service); ++i)
      if (!is_deadline(point)) blows.push_back(at_point(point, random));
  for (int i = 0; i < while_held; ++i)
    blows.push_back({How::kWhileHeld, "while held", "", 1 + static_cast<int>(random() % 5), false, 0});
  for (int i = 0; i < at_random; ++i)
    blows.push_back({How::kAtRandom, "at random", "", static_cast<int>(random() % 4), false, 0});
  std::shuffle(blows.begin(), blows.end(), random);
  return blows;
}

std::vector<Blow> deadline_blows(int times) {
  std::mt19937 random(1);
  std::vector<Blow> blows;
  for (int i = 0; i < times; ++i)
    for (const std::string_view point : base::kServicePoints)
      if (is_deadline(point)) blows.push_back(at_point(point, random));
  return blows;
}

PostTally post_round(ServiceRun& run, BlowList& blows, int most, BlowList& deadlines, int most_deadlines,
                     unsigned seed) {
  Round round(run, seed);
  strike_most(round, blows, most);
  if (!deadlines.empty()) {
    round.finish_sending();
    strike_most(round, deadlines, most_deadlines);
  }
  return round.end();
}

void PostTally::add(const PostTally& more) {
  sends.add(more.sends);
  while_posting += more.while_posting;
  cut_off += more.cut_off;
  posts += more.posts;
  answers += more.answers;
  repeats += more.repeats;
  odd += more.odd;
  overdue += more.overdue;
  lost += more.lost;
  doubled += more.doubled;
  missing += more.missing;
  stops += more.stops;
  told_after_stop += more.told_after_stop;
}

bool PostTally::holds() const {
  return sends.holds() && lost + doubled + missing + told_after_stop + odd == 0 && wrong_rows.empty();
}

std::string line_of(const std::string& what, const PostTally& t) {
  std::ostringstream out;
  out << line_of(what, t.sends) << "; " << t.while_posting << " kills more while a post had no answer; "
      << t.posts << " posts (" << t.cut_off << " times cut off), " << t.answers << " answers of 200, "
      << t.repeats << " of them to what was there: " << t.lost << " lost, " << t.doubled << " settled twice, "
      << t.missing << " without effect; " << t.stops << " people said STOP, " << t.told_after_stop
      << " heard from us after it was in force; " << t.overdue << " receipts after their deadline";
  return out.str();
}

}  // namespace firstday::faults
