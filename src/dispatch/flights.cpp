#include "dispatch/flights.h"

#include <algorithm>

namespace firstday::dispatch {

namespace {

job::Outcome no_answer(base::Duration waited) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(waited).count();
  job::Outcome outcome;
  outcome.kind = job::OutcomeKind::kUnknown;
  outcome.evidence = "The provider gave no answer within " + std::to_string(seconds) + " s.";
  return outcome;
}

}  // namespace

void Flights::start(Send send, const ports::FrozenRequest& request) {
  auto flight = std::make_shared<Flight>(Flight{std::move(send), std::nullopt});
  ports::Provider* provider = flight->send.account.provider;
  flights_.push_back(flight);
  ++counts_->on_wire;
  ++counts_->over[flight->send.account.gauge];
  provider->start(request, flight->send.attempt, [flight, counts = counts_](job::Outcome outcome) {
    FIRSTDAY_CHECK(!flight->answer, "a provider must call done exactly once for each start");
    flight->answer = std::move(outcome);
    if (!flight->counted) return;
    counts->off_wire(flight->send.account);
    ++counts->landed;
  });
}

void Flights::poll(std::chrono::milliseconds max_wait) {
  std::vector<ports::Provider*> busy;
  for (const auto& flight : flights_) {
    ports::Provider* provider = flight->send.account.provider;
    if (!flight->answer && std::find(busy.begin(), busy.end(), provider) == busy.end())
      busy.push_back(provider);
  }
  for (ports::Provider* provider : busy) provider->poll(max_wait / static_cast<int>(busy.size()));
}

std::vector<Landed> Flights::take_landed(base::Steady now, base::Duration deadline) {
  log_late_answers();
  std::vector<Landed> landed;
  std::vector<std::shared_ptr<Flight>> still_flying;
  for (auto& flight : flights_) {
    const base::Duration waited = now - flight->send.started;
    if (flight->answer) {
      landed.push_back({std::move(flight->send), std::move(*flight->answer)});
    } else if (waited >= deadline) {
      landed.push_back({flight->send, no_answer(waited)});
      flight->counted = false;
      counts_->off_wire(flight->send.account);
      overdue_.push_back(std::move(flight));
    } else {
      still_flying.push_back(std::move(flight));
    }
  }
  counts_->landed = 0;
  flights_ = std::move(still_flying);
  return landed;
}

void Flights::log_late_answers() {
  const auto answered = std::stable_partition(overdue_.begin(), overdue_.end(),
                                              [](const auto& flight) { return !flight->answer; });
  for (auto at = answered; at != overdue_.end(); ++at)
    log_.warning("An answer came after its attempt was recorded as unknown. It changes nothing.",
                 {{"job", (*at)->send.leased.job.id},
                  {"attempt", (*at)->send.attempt},
                  {"account", (*at)->send.account.name},
                  {"outcome", job::word((*at)->answer->kind)}});
  overdue_.erase(answered, overdue_.end());
}

int Flights::on_wire(const Account& account) const {
  const auto at = counts_->over.find(account.gauge);
  return at == counts_->over.end() ? 0 : at->second;
}

}  // namespace firstday::dispatch
