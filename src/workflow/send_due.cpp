#include "workflow/send_due.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

#include "seal/hash.h"
#include "seal/uuid7.h"
#include "workflow/message_values.h"
#include "workflow/quarantine.h"

namespace firstday::workflow {

namespace {

/// For the jitter between retries: 0 to just below 1.
double random_unit() {
  const std::string bytes = seal::random_bytes(4);
  std::uint32_t n = 0;
  std::memcpy(&n, bytes.data(), sizeof n);
  return n / 4294967296.0;
}

dispatch::Settings settings_for(const House& house, const config::SchoolSettings& school) {
  dispatch::Settings s;
  // Its own for each: what one could not give back is nobody's for the next, and its leases run out.
  s.owner = house.instance + "/" + seal::uuid7(house.clock.now());
  s.window.opens = school.window.from;
  s.window.closes = school.window.to;
  s.window.calendar = school.school.calendar;
  return s;
}

dispatch::Renderer renderer(const House& house, const config::SchoolSettings& school,
                            const roll::Roll& roll) {
  return [&house, &school, &roll](const job::Job& job) -> base::Result<dispatch::Prepared> {
    auto message = message_for(job, roll, school.school, house.templates);
    if (!message) return message.error();
    return dispatch::Prepared{std::move(message).value()};
  };
}

/// Asks ten times a second whether somebody wants the sending to end, also while it waits for a slow
/// gateway. Ends with its scope.
class StopWatch {
 public:
  StopWatch(dispatch::Dispatcher& dispatcher, const std::function<bool()>& stopping)
      : thread_([&dispatcher, stopping, this](const std::stop_token& ended) {
          std::unique_lock lock(guard_);
          while (!stopping())
            if (pause_.wait_for(lock, ended, std::chrono::milliseconds{100},
                                [&] { return ended.stop_requested(); }))
              return;
          dispatcher.stop();
        }) {}

 private:
  std::mutex guard_;
  std::condition_variable_any pause_;
  std::jthread thread_;
};

}  // namespace

base::Result<std::unique_ptr<Sender>> Sender::open(House& house, const config::SchoolSettings& school) {
  const auto accounts = house.accounts.find(school.school.urn);
  if (accounts == house.accounts.end())
    return base::misconfigured("School " + school.school.urn.text() + " has no account to send with.");
  auto by_kind = accounts->second.by_kind;
  std::erase_if(by_kind,
                [](const auto& entry) { return !job::is_carried(entry.first); });  // letters go by the batch
  return std::unique_ptr<Sender>(new Sender(house, school, std::move(by_kind)));
}

Sender::Sender(House& house, const config::SchoolSettings& school, dispatch::Accounts accounts)
    : house_(house),
      school_(school),
      dispatcher_({house.queue, house.clock, house.log, renderer(house, school, roll_), house.claim_hash,
                   [](base::Instant at) { return job::AttemptId(seal::uuid7(at)); }, random_unit,
                   [this](const dispatch::Progress& p) {
                     if (progress_) progress_(p);
                   }},
                  settings_for(house, school), std::move(accounts)) {}

base::Result<dispatch::Summary> Sender::send_due(const std::function<bool()>& stopping,
                                                 const OnSending& progress) {
  const auto quarantined = quarantine_of(house_);
  if (!quarantined) return quarantined.error();
  if (quarantined.value()) {
    dispatch::Summary nothing;
    nothing.stopped_because = "The installation is in quarantine; nothing leaves until a person releases it.";
    return nothing;
  }
  auto roll = house_.schools.roll(school_.school.urn);
  if (!roll) return roll.error();
  roll_ = std::move(roll).value();
  // Asked also when an answer has come: the next send must not start before the watch looks again.
  progress_ = [&](const dispatch::Progress& p) {
    if (stopping && stopping()) dispatcher_.stop();
    if (progress) progress(p);
  };
  std::optional<StopWatch> watch;
  if (stopping) watch.emplace(dispatcher_, stopping);
  auto summary = dispatcher_.run_until_idle(school_.school.urn, house_.clock.now());
  progress_ = nullptr;
  return summary;
}

base::Result<dispatch::Summary> send_due(House& house, const config::SchoolSettings& school,
                                         const std::function<bool()>& stopping, const OnSending& progress) {
  const auto sender = Sender::open(house, school);
  if (!sender) return sender.error();
  return sender.value()->send_due(stopping, progress);
}

}  // namespace firstday::workflow
