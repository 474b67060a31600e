// The sending process that the crash harness kills: the real store, the real dispatcher, the declared
// provider over libcurl. Told to, it breaks one of the rules that keep families from being told twice, so
// that the harness can show that it would notice.
//
//   crash_child prepare FOLDER JOBS           opens the database and queues that many texts, each twice
//   crash_child send FOLDER URL SABOTAGE      recovers, and sends until nothing is due
//
// SABOTAGE: none, late_t1 (the attempt is committed after the bytes), requeue_unknown (an unknown goes
// back to the queue), no_index (the unique index on live claims is dropped).
#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "dispatch/dispatcher.h"
#include "faults/counting_provider.h"
#include "faults/texts.h"
#include "net/curl_http_client.h"
#include "providers/declared/declared.h"
#include "providers/declared/read_definition.h"
#include "seal/hash.h"
#include "seal/uuid7.h"
#include "store/database.h"
#include "support/builders.h"
#include "support/recording_log.h"
#include "support/simulated_clock.h"

namespace firstday::faults {
namespace {

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "crash_child: %s\n", why.c_str());
  std::exit(70);
}

template <typename T>
T must(base::Result<T> result) {
  if (!result) give_up(result.error().what);
  return std::move(result).value();
}

/// Rows of the database changed behind the store's back, as only a saboteur would.
void run_sql(const std::string& folder, const char* sql) {
  sqlite3* db = nullptr;
  if (sqlite3_open((folder + "/firstday.db").c_str(), &db) != SQLITE_OK)
    give_up("the database does not open");
  sqlite3_busy_timeout(db, 10'000);
  char* error = nullptr;
  if (sqlite3_exec(db, sql, nullptr, nullptr, &error) != SQLITE_OK) give_up(error);
  sqlite3_close(db);
}

/// A queue that passes everything on, for saboteurs to change one verb of.
class PassingQueue : public ports::JobQueue {
 public:
  explicit PassingQueue(ports::JobQueue& inner) : inner_(inner) {}
  base::Result<ports::Enqueued> enqueue(const job::Batch& b, const std::string& actor) override {
    return inner_.enqueue(b, actor);
  }
  base::Result<std::vector<ports::Leased>> lease(const ports::LeaseRequest& r) override {
    return inner_.lease(r);
  }
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> s) override {
    return inner_.start_attempts(s);
  }
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> f) override {
    return inner_.finish_attempts(f);
  }
  base::Result<std::vector<bool>> change(std::span<const ports::JobChange> c) override {
    return inner_.change(c);
  }
  base::Result<ports::Recovered> recover(base::Instant now) override { return inner_.recover(now); }
  base::Result<ports::Passed> pass_deadlines(const roll::Urn& school, base::Instant now) override {
    return inner_.pass_deadlines(school, now);
  }
  base::Result<std::vector<ports::JobRow>> jobs(const ports::JobFilter& f) const override {
    return inner_.jobs(f);
  }
  base::Result<std::optional<base::Instant>> next_due(const roll::Urn& s) const override {
    return inner_.next_due(s);
  }
  base::Result<std::vector<ports::Due>> due(bool urgent_only) const override {
    return inner_.due(urgent_only);
  }
  base::Result<ports::Lately> lately(const roll::Urn& school, base::Instant day,
                                     base::Instant hour) const override {
    return inner_.lately(school, day, hour);
  }

 protected:
  ports::JobQueue& inner_;
};

/// Commits the attempt only when its outcome is there: after the bytes.
class LateT1 : public PassingQueue {
 public:
  using PassingQueue::PassingQueue;
  base::Result<std::vector<ports::StartResult>> start_attempts(
      std::span<const ports::AttemptStart> starts) override {
    for (const ports::AttemptStart& s : starts) waiting_.emplace(s.attempt, s);
    return std::vector<ports::StartResult>(starts.size(), ports::StartResult::kStarted);
  }
  base::Result<std::vector<bool>> finish_attempts(std::span<const ports::AttemptFinish> finishes) override {
    std::vector<ports::AttemptStart> starts;
    for (const ports::AttemptFinish& f : finishes)
      if (const auto at = waiting_.find(f.attempt); at != waiting_.end()) starts.push_back(at->second);
    if (const auto late = inner_.start_attempts(starts); !late) return late.error();
    return inner_.finish_attempts(finishes);
  }

 private:
  std::map<job::AttemptId, ports::AttemptStart> waiting_;
};

/// Takes an unknown for a failure, and frees its claim.
class RequeueUnknown : public PassingQueue {
 public:
  RequeueUnknown(ports::JobQueue& inner, std::string folder)
      : PassingQueue(inner), folder_(std::move(folder)) {}
  base::Result<ports::Recovered> recover(base::Instant now) override {
    auto recovered = inner_.recover(now);
    run_sql(folder_,
            "UPDATE attempt_claim SET live = 0 WHERE attempt IN "
            "(SELECT id FROM attempt WHERE job IN (SELECT id FROM job WHERE state = 'unknown'))");
    run_sql(folder_, "UPDATE job SET state = 'queued' WHERE state = 'unknown'");
    return recovered;
  }

 private:
  std::string folder_;
};

std::unique_ptr<store::Database> open(const std::string& folder) {
  store::Database::Settings settings{folder, must(seal::Keys::load_or_create(folder))};
  return must(store::Database::open(std::move(settings)));
}

int prepare(const std::string& folder, int people) {
  const auto database = open(folder);
  must(store::make_job_queue(*database)->enqueue(texts_to(people), "harness"));
  return 0;
}

std::unique_ptr<ports::JobQueue> saboteur(const std::string& sabotage, ports::JobQueue& queue,
                                          const std::string& folder) {
  if (sabotage == "late_t1") return std::make_unique<LateT1>(queue);
  if (sabotage == "requeue_unknown") return std::make_unique<RequeueUnknown>(queue, folder);
  return std::make_unique<PassingQueue>(queue);
}

int send(const std::string& folder, const std::string& url, const std::string& sabotage) {
  const auto database = open(folder);
  if (sabotage == "no_index") run_sql(folder, "DROP INDEX IF EXISTS attempt_claim_live");
  const auto real = store::make_job_queue(*database);
  const auto queue = saboteur(sabotage, *real, folder);
  const auto http = net::make_curl_client({});
  auto definition = provider_declared::read_definition(counting_definition(5), "counting.yaml");
  if (definition.has_errors()) give_up(base::describe(definition.problems.front()));
  const auto provider = must(provider_declared::create(
      definition.value, {{"url", url}, {"sandbox", "true"}}, [](const std::string&) { return std::string(); },
      *http));
  support::SimulatedClock clock(support::at(9, 45));
  support::RecordingLog log;
  dispatch::Settings settings;
  settings.owner = seal::uuid7(clock.now());
  settings.breaker.failures = 0;
  const std::string key = seal::sha256_hex("harness");
  dispatch::Dispatcher dispatcher(
      {*queue, clock, log, [&](std::string_view text) { return seal::hmac_sha256_hex(key, text); },
       [](base::Instant at) { return job::AttemptId(seal::uuid7(at)); }, [] { return 0.5; }, nullptr},
      settings, {school_with("counting", *provider)});
  must(dispatcher.recover());
  const dispatch::Summary summary =
      must(dispatcher.run_until_idle({support::at(12)})).at(support::hazel_road());
  if (!summary.stopped_because.empty()) give_up(summary.stopped_because);
  return 0;
}

}  // namespace
}  // namespace firstday::faults

int main(int argc, char** argv) {
  const std::string verb = argc > 3 ? argv[1] : "";
  if (verb == "prepare") return firstday::faults::prepare(argv[2], std::atoi(argv[3]));
  if (verb == "send" && argc > 4) return firstday::faults::send(argv[2], argv[3], argv[4]);
  std::fprintf(stderr, "usage: crash_child prepare FOLDER JOBS | send FOLDER URL SABOTAGE\n");
  return 64;
}
