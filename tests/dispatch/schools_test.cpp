// Several schools in one loop, and the urgent lane.
#include <gmock/gmock.h>
#include <rapidcheck.h>

#include "dispatch/dispatcher.h"
#include "dispatch/house.h"
#include "seal/hash.h"
#include "seal/uuid7.h"

namespace firstday::dispatch {
namespace {

using job::OutcomeKind;
using job::State;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using support::answer;
using support::at;
using support::text_job;

/// Schools A, B, C ... over one gateway, whose order of starts is kept.
struct Trust {
  explicit Trust(int schools) {
    for (int i = 0; i < schools; ++i) {
      urns.emplace_back(std::to_string(100001 + i));
      gateways.push_back(std::make_unique<support::ScriptedProvider>());
      gateways.back()->on_wait = [this](milliseconds wait) { clock.advance(wait); };
    }
    settings.owner = "dispatcher-1";
  }

  void add(int school, int count, int priority, base::Instant due = at(9, 30)) {
    std::vector<job::Job> jobs;
    for (int i = 0; i < count; ++i) {
      const std::string n = std::to_string(added_++);
      job::Job job = text_job({"P" + n}, "C" + n);
      job.school = urns[static_cast<std::size_t>(school)];
      job.priority = priority;
      job.not_before = due;
      jobs.push_back(support::with_keys(job));
    }
    job::Batch batch = support::batch(std::move(jobs));
    batch.school = urns[static_cast<std::size_t>(school)];
    // A batch takes back what it does not hold, so each one holds what came before.
    auto& before = batches_[school];
    batch.jobs.insert(batch.jobs.end(), before.begin(), before.end());
    before = batch.jobs;
    FIRSTDAY_CHECK(memory.enqueue(batch, "firstday").ok(), "the queue takes the jobs of the test");
  }

  Dispatcher& dispatcher() {
    if (dispatcher_) return *dispatcher_;
    std::vector<SchoolSide> sides;
    for (std::size_t i = 0; i < urns.size(); ++i) {
      SchoolSide& side = sides.emplace_back();
      side.school = urns[i];
      side.window.calendar = support::school().calendar;
      side.accounts = {{job::Kind::kText, {{"texts", gateways[i].get(), shared}}}};
      side.render = [this](const job::Job& job) -> base::Result<Prepared> {
        if (away.count(job.school) != 0) return base::unavailable("The roll cannot be read.");
        return rendered(job);
      };
    }
    Wiring wiring{queue,
                  clock,
                  log,
                  [](std::string_view text) { return seal::hmac_sha256_hex("key", text); },
                  [](base::Instant now) { return job::AttemptId(seal::uuid7(now)); },
                  [] { return 0.5; },
                  nullptr};
    dispatcher_ = std::make_unique<Dispatcher>(std::move(wiring), settings, std::move(sides));
    return *dispatcher_;
  }
  Summaries run(const Ask& ask = {at(12)}) {
    auto summaries = dispatcher().run_until_idle(ask);
    FIRSTDAY_CHECK(summaries.ok(), "the run of the test does not fail");
    return std::move(summaries).value();
  }
  /// Starts in their order, as the schools' indices.
  std::vector<int> order() const {
    std::vector<int> out;
    for (const ports::AttemptStart& start : queue.starts)
      out.push_back(static_cast<int>(std::find(urns.begin(), urns.end(), start.school) - urns.begin()));
    return out;
  }
  std::size_t sent(int school) const { return gateways[static_cast<std::size_t>(school)]->calls.size(); }

  support::SimulatedClock clock{at(9, 35)};
  support::MemoryJournal journal;
  support::MemoryQueue memory{journal};
  ProbedQueue queue{memory};
  support::RecordingLog log;
  std::vector<roll::Urn> urns;
  std::vector<std::unique_ptr<support::ScriptedProvider>> gateways;
  std::set<roll::Urn> away;  ///< schools whose roll cannot be read
  std::string shared = "the trust's";
  Settings settings;

 private:
  int added_ = 0;
  std::map<int, std::vector<job::Job>> batches_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

TEST(Schools, TakeTurnsHoweverManyMessagesOneHas) {
  Trust trust(3);
  trust.add(0, 200, 100, at(9));
  trust.add(1, 5, 100);
  trust.add(2, 5, 100);
  trust.run();
  const std::vector<int> order = trust.order();
  ASSERT_EQ(order.size(), 210u);
  const auto of_the_small = std::count_if(order.begin(), order.begin() + 20, [](int s) { return s != 0; });
  EXPECT_EQ(of_the_small, 10) << "all of theirs are among the first twenty";
}

TEST(Schools, ASharedAccountsPlacesAreSharedToo) {
  Trust trust(2);
  for (auto& gateway : trust.gateways) {
    gateway->able.max_in_flight = 4;
    gateway->otherwise = answer(OutcomeKind::kAccepted, 2);
  }
  trust.add(0, 20, 100);
  trust.add(1, 20, 100);
  int most = 0;
  for (auto& gateway : trust.gateways)
    gateway->on_start = [&](const job::AttemptId&) {
      most = std::max(most, trust.gateways[0]->in_flight() + trust.gateways[1]->in_flight() + 1);
    };
  trust.run();
  EXPECT_EQ(most, 3) << "four places, one of them for urgent ones";
}

TEST(Schools, NobodyWaitsForAnothersSlowGateway) {
  Trust trust(2);
  trust.shared.clear();
  trust.gateways[0]->otherwise = support::no_answer();
  trust.add(0, 3, 100);
  trust.add(1, 30, 100);
  base::Instant last{};
  trust.gateways[1]->on_start = [&](const job::AttemptId&) { last = trust.clock.now(); };
  trust.run();
  EXPECT_EQ(trust.sent(1), 30u);
  EXPECT_LT(last - at(9, 35), seconds(5));
}

TEST(Schools, ARollThatCannotBeReadStopsItsSchoolAndNoOther) {
  Trust trust(2);
  trust.add(0, 3, 100);
  trust.add(1, 3, 100);
  trust.away.insert(trust.urns[0]);
  const Summaries summaries = trust.run();
  EXPECT_EQ(summaries.at(trust.urns[0]).stopped_because, "The roll cannot be read.");
  EXPECT_EQ(summaries.at(trust.urns[0]).left_waiting, 3);
  EXPECT_EQ(summaries.at(trust.urns[1]).started, 3);
  EXPECT_EQ(summaries.at(trust.urns[1]).stopped_because, "");
}

TEST(Schools, OneThatIsLeftOutSendsNothingAndSaysWhy) {
  Trust trust(2);
  trust.add(0, 3, 100);
  trust.add(1, 3, 100);
  const Summaries summaries =
      trust.run({at(12), std::nullopt, {{trust.urns[0], "Its plan could not be made."}}});
  EXPECT_EQ(trust.sent(0), 0u);
  EXPECT_EQ(trust.sent(1), 3u);
  EXPECT_EQ(summaries.at(trust.urns[0]).stopped_because, "Its plan could not be made.");
}

TEST(Schools, ARunThatGivesWayGoesOnWithWhatIsOnTheWire) {
  Trust trust(1);
  trust.gateways[0]->otherwise = answer(OutcomeKind::kAccepted, 20);
  trust.add(0, 30, 100);
  Dispatcher& dispatcher = trust.dispatcher();
  int turns = 0;
  int accepted = 0;
  do {
    const Summaries summaries = trust.run({at(12), trust.clock.steady() + milliseconds(400)});
    accepted += summaries.at(trust.urns[0]).count(OutcomeKind::kAccepted);
    EXPECT_EQ(summaries.at(trust.urns[0]).stopped_because, "");
    ++turns;
  } while (dispatcher.is_under_way() && turns < 1000);
  EXPECT_GT(turns, 5);
  EXPECT_EQ(accepted, 30);
  EXPECT_EQ(trust.sent(0), 30u);
}

/// Bulk of one school is on its way, and an urgent text of another falls due.
TEST(UrgentLane, AnUrgentTextIsOnTheWireSoonThoughThousandsWait) {
  Trust trust(2);
  for (auto& gateway : trust.gateways) gateway->otherwise = answer(OutcomeKind::kAccepted, 4);
  trust.add(0, 2000, 100);
  const base::Instant due = at(9, 35) + seconds(3);
  trust.add(1, 1, 5, due);
  base::Instant sent{};
  trust.gateways[1]->on_start = [&](const job::AttemptId&) { sent = trust.clock.now(); };
  trust.run();
  EXPECT_GE(sent, due);
  EXPECT_LE(sent - due, milliseconds(250));
  EXPECT_EQ(trust.sent(0), 2000u);
}

TEST(UrgentLane, WithinOneSchoolToo) {
  Trust trust(1);
  trust.gateways[0]->otherwise = answer(OutcomeKind::kAccepted, 4);
  trust.add(0, 500, 100);
  const base::Instant due = at(9, 35) + seconds(3);
  trust.add(0, 1, 5, due);
  trust.run();
  const auto urgent =
      std::find_if(trust.queue.starts.begin(), trust.queue.starts.end(),
                   [](const ports::AttemptStart& s) { return s.message.to.reveal() == "+4477009C500"; });
  ASSERT_NE(urgent, trust.queue.starts.end());
  EXPECT_LE(urgent->now - due, milliseconds(250));
}

TEST(UrgentLane, UrgentOnesDoNotStarveTheOthers) {
  Trust trust(2);
  trust.gateways[0]->able.max_in_flight = trust.gateways[1]->able.max_in_flight = 2;
  trust.add(0, 40, 5);
  trust.add(1, 10, 100);
  trust.run();
  const std::vector<int> order = trust.order();
  const auto bulk = std::count(order.begin(), order.begin() + 25, 1);
  EXPECT_GE(bulk, 4) << "one after every four";
}

TEST(UrgentLane, KeepsAQuarterOfThePlacesWhileBulkHangs) {
  Trust trust(1);
  trust.gateways[0]->able.max_in_flight = 8;
  trust.gateways[0]->decide = [&, n = 0](const auto&) mutable {
    return ++n > 30 ? support::no_answer() : answer(OutcomeKind::kAccepted);
  };
  trust.add(0, 60, 100);
  trust.add(0, 1, 5, at(9, 35) + seconds(30));
  trust.run({at(9, 35) + seconds(40), trust.clock.steady() + seconds(40)});
  const auto& starts = trust.queue.starts;
  EXPECT_EQ(starts.back().now, at(9, 35) + seconds(30)) << "six hang, and the urgent one finds a place";
}

/// Whatever the schools have and however the gateways answer: everybody is told once, and a school that
/// always has something to send is never passed over for longer than its turn.
TEST(SchoolsProperty, EverybodyIsToldOnceAndNobodyWaitsForMoreThanATurn) {
  EXPECT_TRUE(rc::check("random schools", [] {
    const int schools = *rc::gen::inRange(1, 6);
    Trust trust(schools);
    if (*rc::gen::arbitrary<bool>()) trust.shared.clear();
    const int places = *rc::gen::inRange(1, 9);
    std::size_t wanted = 0;
    for (int school = 0; school < schools; ++school) {
      trust.gateways[static_cast<std::size_t>(school)]->able.max_in_flight = places;
      const int polls = *rc::gen::inRange(0, 4);
      trust.gateways[static_cast<std::size_t>(school)]->otherwise = answer(OutcomeKind::kAccepted, polls);
      const int bulk = *rc::gen::inRange(0, 60);
      const int urgent = *rc::gen::inRange(0, 10);
      trust.add(school, bulk, 100);
      trust.add(school, urgent, 5, at(9, 35) + seconds(*rc::gen::inRange(0, 5)));
      wanted += static_cast<std::size_t>(bulk + urgent);
    }
    const Summaries summaries = trust.run();
    RC_ASSERT(trust.queue.starts.size() == wanted);
    std::set<std::string> told;
    for (const ports::AttemptStart& start : trust.queue.starts)
      for (const std::string& claim : start.claims) RC_ASSERT(told.insert(claim).second);
    for (const auto& [school, summary] : summaries) RC_ASSERT(summary.stopped_because.empty());
  }));
}

}  // namespace
}  // namespace firstday::dispatch
