#include "job/model.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>
#include <tuple>

namespace firstday::job {

namespace {

constexpr int kMostAttempts = 3;

struct Attempt {
  AttemptState state = AttemptState::kStarted;
  bool left = false;       ///< a byte of it may have left
  bool in_hand = true;     ///< the dispatcher that started it lives and waits for its answer
  bool old_fence = false;  ///< the job has been leased or recovered since

  /// As far as anybody can prove it may have reached the family.
  bool may_have_arrived() const { return left && is_possibly_live(state); }
  auto tie() const { return std::tie(state, left, in_hand, old_fence); }
  bool operator<(const Attempt& other) const { return tie() < other.tie(); }
};

struct Task {
  State state = State::kQueued;
  bool was_unknown = false;
  bool was_delivered = false;
  std::vector<Attempt> attempts;

  bool operator<(const Task& o) const {
    return std::tie(state, was_unknown, was_delivered, attempts) <
           std::tie(o.state, o.was_unknown, o.was_delivered, o.attempts);
  }
};

struct World {
  std::array<Task, 2> tasks;
  bool operator<(const World& o) const { return tasks < o.tasks; }
};

bool is_open(const Attempt& a) {
  return a.state == AttemptState::kStarted && a.in_hand;
}

class Walk {
 public:
  explicit Walk(const Rules& rules) : rules_(rules) {}

  Walked go() {
    add(World{}, 0, "");
    for (std::size_t at = 0; at < order_.size() && out_.broken.empty(); ++at) {
      now_ = at;
      const World world = order_[at]->first;
      for (std::size_t t = 0; t < world.tasks.size(); ++t) moves_of(world, t);
      crash(world);
    }
    if (out_.broken.empty()) look_for_dead_ends();
    out_.worlds = order_.size();
    return out_;
  }

 private:
  void add(World world, std::size_t from, const std::string& how) {
    for (Task& task : world.tasks) {
      task.was_unknown = task.was_unknown || task.state == State::kUnknown;
      task.was_delivered = task.was_delivered || task.state == State::kDelivered;
      for (Attempt& a : task.attempts) forget_what_no_longer_matters(a);
    }
    const auto [at, is_new] = seen_.emplace(std::move(world), order_.size());
    if (is_new) {
      order_.push_back(at);
      came_.push_back({from, how});
      leads_to_.emplace_back();
      judge(at->first);
    }
    if (!how.empty()) {
      ++out_.moves;
      leads_to_[from].push_back(at->second);
    }
  }

  /// So that worlds that can go on alike are one.
  static void forget_what_no_longer_matters(Attempt& a) {
    if (a.state == AttemptState::kStarted || a.state == AttemptState::kUnknown) return;
    a.in_hand = false;
    a.old_fence = true;
    if (a.state != AttemptState::kRejected) return;
    a.state = AttemptState::kNotSent;
    a.left = false;
  }

  /// The world after one job moved by an event; not at all where the table has no such move.
  void move(const World& world, std::size_t t, Event event, const std::string& why = "") {
    const auto to = rules_.next(world.tasks[t].state, event);
    if (!to) return;
    World after = world;
    after.tasks[t].state = *to;
    add(std::move(after), now_, name(t) + (why.empty() ? std::string(word(event)) : why));
  }

  void moves_of(const World& world, std::size_t t) {
    for (const Event event : {Event::kLeaseLost, Event::kWithdraw, Event::kSupersede, Event::kExpire,
                              Event::kHold, Event::kRelease, Event::kStaffDone, Event::kReceiptOverdue})
      move(world, t, event);
    if (world.tasks[t].state == State::kQueued || world.tasks[t].state == State::kLeased)
      move(world, t, Event::kGivenUp);
    lease(world, t);
    start(world, t);
    people(world, t);
    for (std::size_t a = 0; a < world.tasks[t].attempts.size(); ++a) {
      leave(world, t, a);
      answers(world, t, a);
      receipts(world, t, a);
    }
  }

  void lease(const World& world, std::size_t t) {
    World fenced = world;
    for (Attempt& a : fenced.tasks[t].attempts) a.old_fence = true;
    move(fenced, t, Event::kLease);
  }

  void start(const World& world, std::size_t t) {
    const Task& task = world.tasks[t];
    const auto to = rules_.next(task.state, Event::kAttemptStarted);
    if (!to || task.attempts.size() == kMostAttempts) return;
    World after = world;
    if (rules_.claims && is_claimed(world)) {
      after.tasks[t].state = State::kSuperseded;
      return add(std::move(after), now_, name(t) + "refused: the claim is taken");
    }
    after.tasks[t].state = *to;
    after.tasks[t].attempts.emplace_back();
    add(std::move(after), now_, name(t) + "T1");
    if (rules_.commit_before_bytes) return;
    // As if the process died between the bytes and the late commit: nothing is on record.
    lost_bytes(world, t);
  }

  void lost_bytes(const World& world, std::size_t t) {
    World after = world;
    Attempt nobody_knows;
    nobody_knows.state = AttemptState::kNotSent;
    nobody_knows.left = true;
    after.tasks[t].attempts.push_back(nobody_knows);
    for (const Attempt& a : world.tasks[t].attempts)
      if (a.state == AttemptState::kNotSent && a.left) say("two sends that may both have left", now_);
    add(std::move(after), now_, name(t) + "bytes without an attempt, and a crash");
  }

  static bool is_claimed(const World& world) {
    return std::any_of(world.tasks.begin(), world.tasks.end(), [](const Task& task) {
      return std::any_of(task.attempts.begin(), task.attempts.end(),
                         [](const Attempt& a) { return is_possibly_live(a.state); });
    });
  }

  void leave(const World& world, std::size_t t, std::size_t a) {
    if (!is_open(world.tasks[t].attempts[a]) || world.tasks[t].attempts[a].left) return;
    World after = world;
    after.tasks[t].attempts[a].left = true;
    if (world.tasks[t].state != State::kInFlight)
      say("a byte leaves for a job that is " + std::string(word(world.tasks[t].state)), now_);
    add(std::move(after), now_, name(t) + "bytes");
  }

  /// T2, or evidence that comes for an unknown: every answer that what happened allows, with every job event
  /// that the dispatcher may draw from it.
  void answers(const World& world, std::size_t t, std::size_t a) {
    const Attempt& attempt = world.tasks[t].attempts[a];
    if (!is_open(attempt) && attempt.state != AttemptState::kUnknown) return;
    if (attempt.left)
      for (const Event e : {Event::kAccepted, Event::kAcceptedNoReceipt, Event::kHandedOver})
        finish(world, t, a, OutcomeKind::kAccepted, e);
    for (const Event e : {Event::kProvenNotSent, Event::kGivenUp}) {
      if (!attempt.left) finish(world, t, a, OutcomeKind::kNotSent, e);
      if (attempt.left) finish(world, t, a, OutcomeKind::kRejectedTemporary, e);
    }
    finish(world, t, a, OutcomeKind::kUnknown, Event::kOutcomeLost);
  }

  void finish(const World& world, std::size_t t, std::size_t a, OutcomeKind outcome, Event event) {
    World after = world;
    Task& task = after.tasks[t];
    Attempt& attempt = task.attempts[a];
    attempt.state = job::after(attempt.state, outcome);
    attempt.in_hand = false;
    const bool moves = !attempt.old_fence;
    if (const auto to = rules_.next(task.state, event); to && moves) task.state = *to;
    add(std::move(after), now_,
        name(t) + "T2 " + std::string(word(outcome)) + ", " + std::string(word(event)));
  }

  /// What a provider says about a send that it had, whenever it says it.
  void receipts(const World& world, std::size_t t, std::size_t a) {
    if (!world.tasks[t].attempts[a].may_have_arrived()) return;
    move(world, t, Event::kReceiptDelivered);
    move(world, t, Event::kReceiptFailed);
  }

  void people(const World& world, std::size_t t) {
    if (world.tasks[t].state != State::kUnknown) return;
    World settled = world;
    for (Attempt& a : settled.tasks[t].attempts)
      if (a.state == AttemptState::kUnknown) a.state = AttemptState::kSettled;
    move(settled, t, Event::kHumanClosed);
    move(settled, t, Event::kReceiptFailed, "a person says that it did not arrive");
  }

  /// The dispatcher dies, and the next one recovers.
  void crash(const World& world) {
    World after = world;
    for (Task& task : after.tasks) {
      if (task.state == State::kLeased)
        task.state = rules_.next(task.state, Event::kLeaseLost).value_or(task.state);
      for (Attempt& a : task.attempts) {
        a.in_hand = false;
        if (a.state != AttemptState::kStarted) continue;
        a.state = job::after(a.state, OutcomeKind::kUnknown);
        a.old_fence = true;
        task.state = rules_.next(task.state, Event::kOutcomeLost).value_or(task.state);
      }
    }
    add(std::move(after), now_, "crash and recovery");
  }

  // --- what must never be

  void judge(const World& world) {
    const std::size_t at = order_.size() - 1;
    int live = 0;
    int arrived = 0;
    for (const Task& task : world.tasks) {
      for (const Attempt& a : task.attempts) {
        live += is_possibly_live(a.state) ? 1 : 0;
        arrived += a.may_have_arrived() ? 1 : 0;
      }
      judge_task(task, at);
    }
    if (live > 1) say("two attempts that may be live", at);
    if (arrived > 1) say("two sends that may both have left", at);
  }

  void judge_task(const Task& task, std::size_t at) {
    const bool may_leave =
        task.state == State::kQueued || task.state == State::kLeased || task.state == State::kInFlight;
    if (task.was_unknown && may_leave) say("an unknown is on its way again", at);
    if (task.was_delivered && task.state != State::kDelivered) say("delivered is not the last word", at);
    const auto open = std::count_if(task.attempts.begin(), task.attempts.end(),
                                    [](const Attempt& a) { return a.state == AttemptState::kStarted; });
    if (task.state == State::kInFlight && open != 1) say("in flight without an attempt", at);
  }

  /// From every world some way must lead to one in which both jobs have ended.
  void look_for_dead_ends() {
    std::vector<std::vector<std::size_t>> comes_from(order_.size());
    for (std::size_t from = 0; from < leads_to_.size(); ++from)
      for (const std::size_t to : leads_to_[from]) comes_from[to].push_back(from);
    std::vector<bool> can_end(order_.size());
    std::deque<std::size_t> queue;
    for (std::size_t at = 0; at < order_.size(); ++at)
      if (is_terminal(order_[at]->first.tasks[0].state) && is_terminal(order_[at]->first.tasks[1].state)) {
        can_end[at] = true;
        queue.push_back(at);
      }
    for (; !queue.empty(); queue.pop_front())
      for (const std::size_t from : comes_from[queue.front()])
        if (!can_end[from]) {
          can_end[from] = true;
          queue.push_back(from);
        }
    const auto dead = std::find(can_end.begin(), can_end.end(), false);
    if (dead != can_end.end()) say("nothing leads on", static_cast<std::size_t>(dead - can_end.begin()));
  }

  void say(const std::string& what, std::size_t at) {
    if (!said_.insert(what).second) return;
    std::string way;
    for (std::size_t n = at; n != 0; n = came_[n].first) way = came_[n].second + "; " + way;
    out_.broken.push_back(what + ": " + way);
  }

  static std::string name(std::size_t t) { return t == 0 ? "A " : "B "; }

  const Rules& rules_;
  std::map<World, std::size_t> seen_;
  std::vector<std::map<World, std::size_t>::const_iterator> order_;
  std::vector<std::pair<std::size_t, std::string>> came_;
  std::vector<std::vector<std::size_t>> leads_to_;
  std::set<std::string> said_;
  std::size_t now_ = 0;
  Walked out_;
};

}  // namespace

Walked walk(const Rules& rules) {
  return Walk(rules).go();
}

}  // namespace firstday::job
