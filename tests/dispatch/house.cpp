#include "dispatch/house.h"

#include "seal/hash.h"
#include "seal/uuid7.h"

namespace firstday::dispatch {

namespace {

const base::Error kAnswerLost = base::unavailable("The connection to the database was lost.");

}  // namespace

base::Result<ports::Enqueued> ProbedQueue::enqueue(const job::Batch& batch, const std::string& actor) {
  return around("enqueue", [&] { return inner_.enqueue(batch, actor); });
}

base::Result<std::vector<ports::Leased>> ProbedQueue::lease(const ports::LeaseRequest& request) {
  return around("lease", [&] { return inner_.lease(request); });
}

base::Result<std::vector<ports::StartResult>> ProbedQueue::start_attempts(
    std::span<const ports::AttemptStart> asked) {
  starts.insert(starts.end(), asked.begin(), asked.end());
  start_groups.push_back(asked.size());
  return around("T1", [&] {
    auto results = inner_.start_attempts(asked);
    const bool lost = loses_answer("T1");
    for (std::size_t i = 0; results && i < asked.size(); ++i) {
      if (results.value()[i] != ports::StartResult::kStarted) continue;
      open.insert(asked[i].attempt);
      if (!lost) committed.insert(asked[i].attempt);
    }
    return lost ? base::Result<std::vector<ports::StartResult>>(kAnswerLost) : results;
  });
}

base::Result<std::vector<bool>> ProbedQueue::finish_attempts(std::span<const ports::AttemptFinish> asked) {
  finishes.insert(finishes.end(), asked.begin(), asked.end());
  finish_groups.push_back(asked.size());
  return around("T2", [&] {
    auto results = inner_.finish_attempts(asked);
    for (const ports::AttemptFinish& finish : asked)
      if (results) open.erase(finish.attempt);
    return loses_answer("T2") ? base::Result<std::vector<bool>>(kAnswerLost) : results;
  });
}

base::Result<std::vector<bool>> ProbedQueue::change(std::span<const ports::JobChange> changes) {
  return around("change", [&] { return inner_.change(changes); });
}

base::Result<ports::Recovered> ProbedQueue::recover(base::Instant now) {
  return around("recover", [&] { return inner_.recover(now); });
}

base::Result<std::vector<ports::JobRow>> ProbedQueue::jobs(const ports::JobFilter& filter) const {
  return around("jobs", [&] { return inner_.jobs(filter); });
}

base::Result<std::optional<base::Instant>> ProbedQueue::next_due(const roll::Urn& school) const {
  return around("next_due", [&] {
    return says_due ? base::Result<std::optional<base::Instant>>(says_due) : inner_.next_due(school);
  });
}

base::Result<std::vector<ports::Due>> ProbedQueue::due(bool urgent_only) const {
  return around("due", [&] {
    if (!says_due) return inner_.due(urgent_only);
    return base::Result<std::vector<ports::Due>>({{support::hazel_road(), job::Kind::kText, *says_due}});
  });
}

base::Result<ports::Lately> ProbedQueue::lately(const roll::Urn& school, base::Instant day,
                                                base::Instant hour) const {
  return around("lately", [&] { return inner_.lately(school, day, hour); });
}

Prepared rendered(const job::Job& job) {
  Prepared prepared;
  job::Message& m = prepared.message;
  m.job = job.id;
  m.school = job.school;
  m.kind = job.kind;
  m.to = base::Personal("+4477009" + job.to.contact.text());
  std::string body = "About";
  for (const job::Subject& s : job.subjects) body += " " + s.pupil.text();
  m.body = base::Personal(body + ".");
  return prepared;
}

House::House() {
  settings.owner = "dispatcher-1";
  window.calendar = support::school().calendar;
  accounts[job::Kind::kText] = {{"main", &main}};
  accounts[job::Kind::kEmail] = {{"main", &main}};
  render = [](const job::Job& job) -> base::Result<Prepared> { return rendered(job); };
  for (support::ScriptedProvider* p : {&main, &spare})
    p->on_wait = [this](std::chrono::milliseconds wait) { clock.advance(wait); };
}

void House::with_spare() {
  for (auto& [kind, of_kind] : accounts) of_kind.push_back({"spare", &spare});
}

void House::add(std::vector<job::Job> jobs) {
  const auto added = memory.enqueue(support::batch(std::move(jobs)), "firstday");
  FIRSTDAY_CHECK(added.ok(), "the queue takes the jobs of the test");
}

void House::add_texts(int count) {
  std::vector<job::Job> jobs;
  for (int i = 0; i < count; ++i)
    jobs.push_back(support::text_job({"P" + std::to_string(i)}, "C" + std::to_string(i)));
  add(std::move(jobs));
}

Dispatcher& House::dispatcher() {
  return dispatcher_ ? *dispatcher_ : new_dispatcher();
}

Dispatcher& House::new_dispatcher() {
  dispatcher_.reset();
  Wiring wiring{queue,
                clock,
                log,
                [](std::string_view text) { return seal::hmac_sha256_hex("claim key of the tests", text); },
                [](base::Instant now) { return job::AttemptId(seal::uuid7(now)); },
                [this] { return random; },
                [this](const Progress& p) { progress.push_back(p); }};
  std::vector<SchoolSide> schools = {
      {support::hazel_road(), window, windows, accounts, render, pence_a_day, per_address_hour}};
  dispatcher_ = std::make_unique<Dispatcher>(std::move(wiring), settings, std::move(schools));
  return *dispatcher_;
}

Summary House::run(base::Instant until) {
  auto summary = try_run(until);
  FIRSTDAY_CHECK(summary.ok(), "the run of the test does not fail");
  return std::move(summary).value();
}

base::Result<Summary> House::try_run(base::Instant until) {
  auto summaries = dispatcher().run_until_idle({until, std::nullopt});
  if (!summaries) return summaries.error();
  return std::move(summaries.value().at(support::hazel_road()));
}

std::vector<ports::JobRow> House::rows() {
  return memory.jobs({}).value();
}

ports::JobRow House::row(const std::string& contact) {
  ports::JobFilter filter;
  filter.contact = roll::ContactRef(contact);
  const auto found = memory.jobs(filter);
  FIRSTDAY_CHECK(found.ok() && found.value().size() == 1, "the test asks for one job");
  return found.value()[0];
}

std::map<job::State, int> House::states() {
  std::map<job::State, int> count;
  for (const ports::JobRow& r : rows()) ++count[r.state];
  return count;
}

}  // namespace firstday::dispatch
