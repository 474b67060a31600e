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
#include "workflow/sending_hours.h"

namespace firstday::workflow {

namespace {

/// For the jitter between retries: 0 to just below 1.
double random_unit() {
  const std::string bytes = seal::random_bytes(4);
  std::uint32_t n = 0;
  std::memcpy(&n, bytes.data(), sizeof n);
  return n / 4294967296.0;
}

dispatch::Settings settings_for(const House& house) {
  dispatch::Settings s;
  // Its own for each: what one could not give back is nobody's for the next, and its leases run out.
  s.owner = house.instance + "/" + seal::uuid7(house.clock.now());
  return s;
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

base::Result<std::unique_ptr<Sender>> Sender::open(
    House& house, const std::vector<const config::SchoolSettings*>& schools) {
  for (const config::SchoolSettings* school : schools)
    if (house.accounts.count(school->school.urn) == 0)
      return base::misconfigured("School " + school->school.urn.text() + " has no account to send with.");
  return std::unique_ptr<Sender>(new Sender(house, schools));
}

Sender::Sender(House& house, const std::vector<const config::SchoolSettings*>& schools)
    : house_(house),
      dispatcher_({house.queue, house.clock, house.log, house.claim_hash,
                   [](base::Instant at) { return job::AttemptId(seal::uuid7(at)); }, random_unit,
                   [this](const dispatch::Progress& p) {
                     if (progress_) progress_(p);
                   }},
                  settings_for(house), sides(schools)) {}

std::vector<dispatch::SchoolSide> Sender::sides(const std::vector<const config::SchoolSettings*>& schools) {
  std::vector<dispatch::SchoolSide> sides;
  for (const config::SchoolSettings* school : schools) {
    dispatch::SchoolSide& side = sides.emplace_back();
    side.school = school->school.urn;
    for (const job::Kind kind : job::kCarriedKinds) side.windows[kind] = sending_hours(*school, kind);
    side.pence_a_day = school->pence_a_day;
    side.per_address_hour = school->per_address_hour;
    side.accounts = house_.accounts.at(side.school).by_kind;
    std::erase_if(side.accounts, [](const auto& entry) {
      return !job::is_carried(entry.first);
    });  // letters go by the batch
    side.render = renderer(*school);
  }
  return sides;
}

dispatch::Renderer Sender::renderer(const config::SchoolSettings& school) {
  return [this, &school](const job::Job& job) -> base::Result<dispatch::Prepared> {
    std::optional<roll::Roll>& roll = rolls_[school.school.urn];
    if (!roll) {
      auto read = house_.schools.roll(school.school.urn);
      if (!read) return base::unavailable(read.error().what);
      roll = std::move(read).value();
    }
    auto message = message_for(job, *roll, school.school, house_.templates);
    if (!message) return message.error();
    return dispatch::Prepared{std::move(message).value()};
  };
}

base::Result<dispatch::Summaries> Sender::send_due(const Turn& turn) {
  dispatch::Ask ask{house_.clock.now(), std::nullopt, turn.without};
  if (turn.give_way_after) ask.give_way_at = house_.clock.steady() + *turn.give_way_after;
  const auto quarantined = quarantine_of(house_);
  if (!quarantined) return quarantined.error();
  if (quarantined.value())
    for (const config::SchoolSettings& school : house_.settings.schools)
      ask.without[school.school.urn] =
          "The installation is in quarantine; nothing leaves until a person releases it.";
  rolls_.clear();
  // Asked also when an answer has come: the next send must not start before the watch looks again.
  progress_ = [&](const dispatch::Progress& p) {
    if (turn.stopping && turn.stopping()) dispatcher_.stop();
    if (turn.progress) turn.progress(p);
  };
  if (turn.stopping && turn.stopping()) dispatcher_.stop();
  std::optional<StopWatch> watch;
  if (turn.stopping) watch.emplace(dispatcher_, turn.stopping);
  auto summaries = dispatcher_.run_until_idle(ask);
  progress_ = nullptr;
  return summaries;
}

base::Result<dispatch::Summary> send_due(House& house, const config::SchoolSettings& school,
                                         const Turn& turn) {
  const auto sender = Sender::open(house, {&school});
  if (!sender) return sender.error();
  auto summaries = sender.value()->send_due(turn);
  if (!summaries) return summaries.error();
  return std::move(summaries.value().at(school.school.urn));
}

}  // namespace firstday::workflow
