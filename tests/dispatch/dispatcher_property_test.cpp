// Random days: jobs that share people, providers that answer anything or nothing, a store that fails,
// offices that withdraw, and a process that is killed between any two steps. Whatever happens, nobody
// is told twice and nothing is lost (design section 9, invariants 2, 4, 5 and 7).
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "dispatch/dispatcher.h"
#include "dispatch/house.h"

namespace firstday::dispatch {
namespace {

using job::OutcomeKind;
using job::State;
using support::at;

using Verb = support::MemoryQueue::Verb;

constexpr Verb kVerbs[] = {Verb::kLease,  Verb::kStart, Verb::kFinish,
                           Verb::kChange, Verb::kJobs,  Verb::kNextDue};

struct Crash {};

/// One random day. Steps are counted over all lives of the dispatcher: before and after each verb of
/// the queue, and before each start of a provider.
struct Day {
  std::vector<job::Job> jobs;
  std::vector<int> answers;
  std::set<int> crashes;       ///< steps at which the process is killed
  std::map<int, int> faults;   ///< steps at which a verb of the store begins to fail
  std::set<int> lost_answers;  ///< steps from which the answer to a commit is lost once
  std::set<int> withdrawals;   ///< steps at which the office withdraws a job
};

job::Job random_job(int number) {
  std::vector<std::string> pupils{"P" + std::to_string(*rc::gen::inRange(0, 4))};
  if (*rc::gen::inRange(0, 3) == 0) pupils.push_back("Q" + std::to_string(*rc::gen::inRange(0, 3)));
  job::Job job = support::text_job(pupils, "C" + std::to_string(*rc::gen::inRange(0, 3)));
  job.step = "step" + std::to_string(number);  // other keys, so that only the claims keep them apart
  job.round = *rc::gen::element<std::string>("am", "pm");
  job.priority = *rc::gen::inRange(0, 3);
  job.not_before = at(9, 35) + std::chrono::minutes(*rc::gen::inRange(-30, 30));
  job.not_after = at(12) - std::chrono::minutes(*rc::gen::inRange(0, 130));
  return support::with_keys(job);
}

std::set<int> random_steps(int most) {
  return *rc::gen::resize(most, rc::gen::container<std::set<int>>(rc::gen::inRange(0, 120)));
}

Day random_day() {
  Day day;
  const int jobs = *rc::gen::inRange(1, 14);
  for (int i = 0; i < jobs; ++i) day.jobs.push_back(random_job(i));
  day.answers = *rc::gen::container<std::vector<int>>(40, rc::gen::inRange(0, 100));
  day.crashes = random_steps(5);
  day.withdrawals = random_steps(4);
  day.lost_answers = random_steps(4);

  for (const int step : random_steps(4)) day.faults[step] = *rc::gen::inRange(0, 6);
  return day;
}

support::Answer answer_of(int number) {
  if (number < 40) return support::answer(OutcomeKind::kAccepted, number % 4);
  if (number < 55) return support::answer(OutcomeKind::kNotSent, number % 3);
  if (number < 70) return support::answer(OutcomeKind::kRejectedTemporary, number % 3);
  if (number < 78) return support::answer(OutcomeKind::kRejectedPermanent, number % 2);
  if (number < 82) return support::answer(OutcomeKind::kMisconfigured);
  if (number < 96) return support::answer(OutcomeKind::kUnknown, number % 3);
  return support::no_answer();
}

/// Plays a day, and keeps what must be asked about it.
class Play {
 public:
  explicit Play(const Day& day) : day_(day) {
    house.with_spare();
    house.settings.breaker.failures = 3;
    house.settings.group_size = 3;
    house.main.able.max_in_flight = 2;
    house.queue.before = [this](const std::string&) { step(); };
    house.queue.after = [this](const std::string&) { step(); };
    for (support::ScriptedProvider* p : {&house.main, &house.spare}) {
      p->decide = [this](const auto&) { return answer_of(day_.answers[answered_++ % day_.answers.size()]); };
      p->on_start = [this](const job::AttemptId& attempt) { look_at(attempt); };
    }
    house.add(day.jobs);
    for (const ports::JobRow& row : house.rows()) ends_[row.job.id] = *row.job.not_after;
  }

  void to_the_end() {
    while (!one_life(at(11))) {
    }
    quiet_ = true;
    house.queue.lost_answers.clear();

    for (const Verb verb : kVerbs) house.memory.fail(verb, 0);
    // A last look after every job's time: whatever still waits is expired by then.
    house.clock.set(at(12, 30));
    const int before = lost_with_a_process;
    RC_ASSERT(one_life(at(12, 30)));
    RC_ASSERT(lost_with_a_process == before);
  }

  House house;
  int lost_with_a_process = 0;  ///< attempts without a recorded outcome when a process ended

 private:
  /// True when it ended by itself; false when it was killed.
  bool one_life(base::Instant until) {
    house.new_dispatcher();

    try {
      for (int i = 0; i < 10 && !house.dispatcher().recover().ok(); ++i) {
      }
      for (int i = 0; i < 3; ++i) static_cast<void>(house.try_run(until));
      end_of_process();
      return true;
    } catch (const Crash&) {
      end_of_process();

      house.main.forget_open_sends();
      house.spare.forget_open_sends();
      house.clock.advance(std::chrono::seconds(20));
      return false;
    }
  }

  /// Killed, or ended while its store did not work.
  void end_of_process() {
    lost_with_a_process += static_cast<int>(house.queue.open.size());
    house.queue.open.clear();
  }

  void step() {
    if (quiet_) return;
    const int now = steps_++;
    if (day_.withdrawals.count(now) != 0) withdraw(now);
    if (const auto fault = day_.faults.find(now); fault != day_.faults.end())
      house.memory.fail(kVerbs[fault->second], 1 + fault->second % 2);
    if (day_.lost_answers.count(now) != 0) house.queue.lost_answers.insert(now % 2 == 0 ? "T1" : "T2");
    if (day_.crashes.count(now) != 0) throw Crash{};
  }

  void withdraw(int step) {
    auto chosen = ends_.begin();
    std::advance(chosen, step % static_cast<int>(ends_.size()));
    ports::JobChange change{support::hazel_road(), chosen->first, job::Event::kWithdraw, {},
                            "The mother rang.",    "office",      house.clock.now()};
    const auto made = house.memory.change(std::span(&change, 1));
    if (made && made.value().at(0)) withdrawn_.insert(chosen->first);
  }

  void look_at(const job::AttemptId& attempt) {
    step();
    RC_ASSERT(house.queue.committed.count(attempt) == 1);
    for (const ports::AttemptStart& start : house.queue.starts) {
      if (start.attempt != attempt) continue;
      RC_ASSERT(withdrawn_.count(start.job) == 0);
      RC_ASSERT(house.clock.now() <= ends_.at(start.job));
      RC_ASSERT(is_open(house.window, house.clock.now()));
    }
  }

  const Day& day_;
  int steps_ = 0;
  std::size_t answered_ = 0;
  bool quiet_ = false;
  std::map<job::JobId, base::Instant> ends_;  ///< not_after of every job
  std::set<job::JobId> withdrawn_;
};

/// How often each claim may have reached its family, counting whatever is not proven.
std::map<std::string, int> told(const House& house) {
  std::map<job::AttemptId, std::vector<std::string>> claims;
  for (const ports::AttemptStart& start : house.queue.starts) claims[start.attempt] = start.claims;
  std::map<std::string, int> count;
  for (const support::ScriptedProvider* p : {&house.main, &house.spare})
    for (const auto& call : p->calls)
      if (!job::proves_not_sent(call.kind))
        for (const std::string& claim : claims.at(call.attempt)) ++count[claim];
  return count;
}

TEST(DispatcherProperty, NobodyIsToldTwiceAndNothingIsLost) {
  EXPECT_TRUE(rc::check("a random day", [] {
    const Day day = random_day();
    Play play(day);
    play.to_the_end();
    for (const auto& [claim, times] : told(play.house)) RC_ASSERT(times <= 1);
    int unknown = 0;
    for (const ports::JobRow& row : play.house.rows()) {
      RC_ASSERT(job::is_terminal(row.state) || row.state == State::kUnknown);
      unknown += row.state == State::kUnknown;
    }
    int answered_unknown = 0;
    for (const support::ScriptedProvider* p : {&play.house.main, &play.house.spare})
      for (const auto& call : p->calls) answered_unknown += call.kind == OutcomeKind::kUnknown;
    RC_ASSERT(unknown <= answered_unknown + play.lost_with_a_process);
    RC_ASSERT(play.house.journal.verify(support::hazel_road()).value().broken_at == 0);
  }));
}

TEST(DispatcherProperty, OnAQuietDayEveryPersonIsToldOnce) {
  EXPECT_TRUE(rc::check("a random day on which nothing breaks", [] {
    Day day = random_day();
    for (job::Job& job : day.jobs) job.not_after = at(12);
    day.answers = {0, 1, 2, 3, 41, 56};  // accepted sooner or later, with refusals for now between
    day.crashes.clear();
    day.faults.clear();
    day.lost_answers.clear();

    day.withdrawals.clear();
    Play play(day);
    play.to_the_end();
    std::set<std::string> wanted;
    for (const ports::AttemptStart& start : play.house.queue.starts)
      wanted.insert(start.claims.begin(), start.claims.end());
    const auto count = told(play.house);
    for (const auto& [claim, times] : count) RC_ASSERT(times == 1);
    for (const ports::JobRow& row : play.house.rows())
      RC_ASSERT(row.state == State::kAcceptedFinal || row.state == State::kSuperseded);
    RC_ASSERT(!count.empty());
  }));
}

}  // namespace
}  // namespace firstday::dispatch
