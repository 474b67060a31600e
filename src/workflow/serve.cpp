#include "workflow/serve.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "base/text.h"
#include "workflow/tick.h"

namespace firstday::workflow {

namespace {

constexpr std::chrono::minutes kRound{1};
/// So soon after trouble: a disk that has room again is not to wait for the minute.
constexpr std::chrono::seconds kTryAgain{5};
constexpr std::chrono::seconds kLook{10};

class Service {
 public:
  Service(House& house, ports::StoreHealth& store, ServiceBook& book, const ServeRequest& request)
      : house_(house), store_(store), book_(book), request_(request) {}

  base::Status run() {
    const auto schools = chosen_schools(house_, request_.only);
    if (!schools) return schools.error();
    auto sender = Sender::open(house_, schools.value());
    if (!sender) return sender.error();
    sender_ = std::move(sender).value();
    while (!request_.stopping()) {
      const bool works = can_work();
      const bool well = works && go_round(schools.value());
      book_.came_round(house_.clock.now());
      // What is on the wire must be looked after, whatever else went wrong.
      if (works && sender_->is_under_way()) continue;
      wait(well ? next_turn() : house_.clock.now() + kTryAgain);
    }
    end();
    return {};
  }

 private:
  bool can_work() { return store_takes() && has_right() && is_recovered(); }

  bool store_takes() {
    const base::Status writes = store_.can_write();
    say(NotReady::kStore, writes);
    // What failed while it was written may stand there all the same: an attempt, and nobody sends it.
    const long long failed = book_.failed_commits();
    recovered_ = recovered_ && writes.ok() && failed == failed_commits_;
    failed_commits_ = failed;
    if (!writes) return false;
    say(NotReady::kRoom, store_.has_room());
    const std::string held = request_.held_because ? request_.held_because() : "";
    say(NotReady::kHold, held.empty() ? base::Status{} : base::Status{base::unavailable(held)});
    return true;
  }

  /// Kept until the end: whoever else wants to send is told who has it.
  bool has_right() {
    if (right_) return true;
    auto right = house_.gate.take();
    say(NotReady::kRight, right ? base::Status{} : base::Status{right.error()});
    if (right) right_ = std::move(right).value();
    return right_ != nullptr;
  }

  /// Outcomes that a sender still holds come first: they know better than "unknown".
  bool is_recovered() {
    if (recovered_) return true;
    if (!land_what_is_on_the_wire() || !sender_->record_kept()) return false;
    const auto recovered = house_.queue.recover(house_.clock.now());
    if (!recovered) return false;
    recovered_ = true;
    house_.log.info("Recovery: what an earlier run left behind.",
                    {{"requeued", recovered.value().requeued}, {"unknown", recovered.value().unknown}});
    return true;
  }

  /// Recovery takes every send without an outcome for lost: those that are under way come first.
  bool land_what_is_on_the_wire() {
    if (!sender_->is_under_way()) return true;
    Turn turn;
    for (const config::SchoolSettings& school : house_.settings.schools)
      turn.without[school.school.urn] = "The store is looked at first.";
    const auto landed = sender_->send_due(turn);
    return landed && !sender_->is_under_way();
  }

  /// Every school comes up to now; then they send together, and none waits for another's gateway; then what
  /// failed is followed up. One school's trouble is not another's.
  bool go_round(const std::vector<const config::SchoolSettings*>& schools) {
    next_due_.reset();
    std::map<roll::Urn, Ticked> turns;
    Turn turn{request_.stopping, [this](const dispatch::Progress&) { book_.came_round(house_.clock.now()); },
              kRound};
    bool well = true;
    for (const config::SchoolSettings* school : schools) {
      if (request_.stopping()) return well;
      const roll::Urn& urn = school->school.urn;
      if (attempt(urn, [&] { return come_up_to_now(*school, turns); })) continue;
      turn.without[urn] = last_failure_[urn];
      well = false;
    }
    well = send(turn, turns) && well;
    for (const config::SchoolSettings* school : schools) well = end_turn(school->school.urn, turns) && well;
    const auto counted = store_.counts(base::to_london(house_.clock.now()).date);
    if (counted) book_.put(counted.value());
    return well && book_.failed_commits() == failed_commits_;
  }

  base::Status come_up_to_now(const config::SchoolSettings& school, std::map<roll::Urn, Ticked>& turns) {
    auto ticked = come_up(house_, school);
    if (!ticked) return ticked.error();
    turns.emplace(school.school.urn, std::move(ticked).value());
    return {};
  }

  bool send(const Turn& turn, std::map<roll::Urn, Ticked>& turns) {
    dispatch::Summaries sent;
    const bool well = attempt({}, [&]() -> base::Status {
      auto summaries = sender_->send_due(turn);
      if (!summaries) return summaries.error();
      sent = std::move(summaries).value();
      return {};
    });
    for (auto& [school, ticked] : turns)
      if (const auto at = sent.find(school); at != sent.end()) ticked.sent = std::move(at->second);
    return well;
  }

  bool end_turn(const roll::Urn& school, std::map<roll::Urn, Ticked>& turns) {
    const auto turn = turns.find(school);
    const bool well = turn != turns.end() && attempt(school, [&] { return follow_up(house_, turn->second); });
    note(school, turn == turns.end() ? nullptr : &turn->second, !well);
    return well;
  }

  /// True when it went well. What goes wrong is said once, until it is something else. `school` empty: of
  /// all.
  template <typename Part>
  bool attempt(const roll::Urn& school, const Part& part) {
    const base::Status status = guarded(part);
    if (!status && last_failure_[school] != status.error().what)
      house_.log.error("A school's turn failed.", {{"school", school.empty() ? roll::Urn("all") : school},
                                                   {"reason", status.error().what}});
    last_failure_[school] = status ? "" : status.error().what;
    return status.ok();
  }

  template <typename Part>
  static base::Status guarded(const Part& part) {
    try {
      return part();
    } catch (const std::exception&) {
      // What a library says may quote data, so it is not repeated.
      return base::unavailable("Something failed that should not have.");
    }
  }

  void note(const roll::Urn& school, const Ticked* ticked, bool failed) {
    SchoolNumbers numbers;
    numbers.round_failed = failed;
    if (const auto due = house_.queue.next_due(school); due && due.value()) {
      numbers.next_due = due.value();
      next_due_ = std::min(next_due_.value_or(*due.value()), *due.value());
    }
    if (ticked != nullptr) {
      numbers.held = static_cast<long long>(ticked->held);
      numbers.not_sent = static_cast<long long>(ticked->not_sent.messages);
      for (const dispatch::StoppedAccount& s : ticked->sent.stopped_accounts)
        numbers.stopped_accounts[s.account] = s.why;
      numbers.accounts = ticked->sent.account_health;
      log_what_stops(*ticked);
      log_what_was_sent(*ticked);
    }
    book_.put(school, std::move(numbers));
  }

  /// Before what was done: why something was not. Once, until it changes. Of the hold's reason, which may be
  /// a person's words, only that it is on.
  void log_what_stops(const Ticked& ticked) {
    std::vector<std::string> why;
    if (!ticked.not_sent.trial.empty()) why.push_back(ticked.not_sent.trial);
    if (!ticked.batch.brake.empty()) why.emplace_back("Messages are held for a person.");
    if (!ticked.sent.stopped_because.empty()) why.push_back(ticked.sent.stopped_because);
    for (const dispatch::StoppedAccount& s : ticked.sent.stopped_accounts)
      if (s.why != ticked.not_sent.trial) why.push_back("Account " + s.account + ": " + s.why);
    for (const std::string& reason : ticked.not_sent.why)
      if (ticked.not_sent.overdue && reason != ticked.not_sent.trial) why.push_back(reason);
    const std::string all = base::join(why, " ");
    if (std::exchange(last_stop_[ticked.school], all) == all) return;
    if (all.empty())
      return house_.log.info("Nothing keeps messages back any more.", {{"school", ticked.school}});
    house_.log.warning("Messages are kept back; their families are on the call list.",
                       {{"school", ticked.school},
                        {"reason", all},
                        {"held", ticked.held},
                        {"not_sent", ticked.not_sent.messages}});
  }

  void log_what_was_sent(const Ticked& ticked) {
    if (ticked.sent.started == 0 && ticked.changed.added == 0 && ticked.changed.withdrawn == 0) return;
    house_.log.info("A school's turn.", {{"school", ticked.school},
                                         {"added", ticked.changed.added},
                                         {"withdrawn", ticked.changed.withdrawn},
                                         {"started", ticked.sent.started},
                                         {"failed", ticked.sent.failed.size()},
                                         {"unknown", ticked.sent.unknown.size()},
                                         {"held", ticked.held},
                                         {"not_sent", ticked.not_sent.messages}});
  }

  /// What is due and was not sent (held by a window, an account, a reserve) waits for the minute like the
  /// rest.
  base::Instant next_turn() const {
    const base::Instant now = house_.clock.now();
    const base::Instant minute = now + kRound;
    return next_due_ && *next_due_ > now ? std::min(*next_due_, minute) : minute;
  }

  /// Meanwhile a disk that fails is noticed, so that whoever asks whether we are ready hears of it.
  void wait(base::Instant until) {
    base::Instant before = house_.clock.now();
    base::Instant look = before + kLook;
    while (!request_.stopping() && !book_.was_rung()) {
      const base::Instant now = house_.clock.now();
      // A clock that was set back must not make the wait longer.
      if (now >= until || now < before) return;
      before = now;
      if (now >= look && !store_takes()) return;
      if (now >= look) look = now + kLook;
      house_.clock.wait_until(std::min(until, look));
    }
  }

  /// Nothing starts any more; what could not be recorded gets its last chance.
  void end() {
    book_.set(NotReady::kEnding, "The service is ending.");
    // It was asked to stop, so this starts nothing and waits for what is on the wire.
    if (right_ && sender_->is_under_way()) static_cast<void>(sender_->send_due({request_.stopping}));
    if (const base::Status kept = sender_->record_kept(); !kept)
      house_.log.error("Outcomes could not be recorded. They are unknown at the next start.",
                       {{"reason", kept.error().what}});
    right_.reset();
  }

  void say(NotReady reason, const base::Status& status) {
    if (!status && last_said_[reason] != status.error().what)
      house_.log.error("The service is not ready.", {{"reason", status.error().what}});
    if (status && !last_said_[reason].empty()) house_.log.info("A reason not to be ready is gone.");
    last_said_[reason] = status ? "" : status.error().what;
    book_.set(reason, last_said_[reason]);
  }

  House& house_;
  ports::StoreHealth& store_;
  ServiceBook& book_;
  const ServeRequest& request_;
  std::unique_ptr<Sender> sender_;
  std::unique_ptr<ports::DispatchRight> right_;
  std::map<NotReady, std::string> last_said_;
  std::map<roll::Urn, std::string> last_failure_;
  std::map<roll::Urn, std::string> last_stop_;
  std::optional<base::Instant> next_due_;
  long long failed_commits_ = 0;
  bool recovered_ = false;
};

}  // namespace

base::Status serve(House& house, ports::StoreHealth& store, ServiceBook& book, const ServeRequest& request) {
  return Service(house, store, book, request).run();
}

}  // namespace firstday::workflow
