#include "faults/morning.h"

#include <algorithm>
#include <map>

#include "dispatch/dispatcher.h"
#include "dispatch/house.h"
#include "faults/store_look.h"
#include "faults/texts.h"
#include "seal/hash.h"
#include "seal/uuid7.h"
#include "support/builders.h"
#include "support/recording_log.h"

namespace firstday::faults {

using job::OutcomeKind;
using job::State;

namespace {

/// Most are taken, some after a while; the rest is refused, not sent, or not known.
support::Answer answer_to(std::size_t n) {
  const int later = static_cast<int>(n * 7 % 4);
  if (n % 11 == 10) return support::answer(OutcomeKind::kUnknown, later);
  if (n % 7 == 5) return support::answer(OutcomeKind::kRejectedTemporary, later);
  if (n % 9 == 4) return support::answer(OutcomeKind::kNotSent, later);
  return support::answer(OutcomeKind::kAccepted, later);
}

std::unique_ptr<ports::Journal> journal_of(store::Database& database) {
  return store::make_journal(database);
}

}  // namespace

/// What lives as long as a process.
struct Morning::Process {
  Process(Morning& morning, std::unique_ptr<store::Database> opened)
      : database(std::move(opened)),
        queue(store::make_job_queue(*database)),
        probe(*queue),
        journal(journal_of(*database)),
        dispatcher(
            {probe, morning.clock, log,
             [](std::string_view text) { return seal::hmac_sha256_hex("claim key of the tests", text); },
             [](base::Instant at) { return job::AttemptId(seal::uuid7(at)); }, [] { return 0.5; }, nullptr},
            settings(morning.clock.now()), {school_with("main", morning.provider)}) {}

  static dispatch::Settings settings(base::Instant now) {
    dispatch::Settings s;
    s.owner = seal::uuid7(now);
    s.breaker.failures = 0;
    return s;
  }

  std::string recover() {
    const auto recovered = dispatcher.recover();
    return recovered ? "" : recovered.error().what;
  }

  std::string run() {
    const auto summaries = dispatcher.run_until_idle({support::at(12)});
    return summaries ? summaries.value().at(support::hazel_road()).stopped_because : summaries.error().what;
  }

  std::unique_ptr<store::Database> database;
  std::unique_ptr<ports::JobQueue> queue;
  dispatch::ProbedQueue probe;
  std::unique_ptr<ports::Journal> journal;
  support::RecordingLog log;
  dispatch::Dispatcher dispatcher;
};

Morning::Morning(const std::filesystem::path& data, int people) : Morning(data, people, 0) {
  const auto database = store::Database::open({data, seal::Keys::from_master({})}).value();
  FIRSTDAY_CHECK(store::make_job_queue(*database)->enqueue(texts_to(people), "firstday").ok(),
                 "a batch is taken");
}

Morning::Morning(const std::filesystem::path& data, int people, int)
    : clock(support::at(9, 35)), data_(data), people_(people) {
  provider.able.max_in_flight = kMostInFlight;
  provider.decide = [this](const support::ScriptedProvider::Call&) {
    return answer_to(provider.calls.size());
  };
  provider.on_wait = [this](std::chrono::milliseconds wait) { clock.advance(wait); };
}

std::string Morning::process() {
  return process_that_goes_on(nullptr);
}

std::string Morning::process_that_goes_on(const std::function<void()>& between) {
  store::Database::Settings settings{data_, seal::Keys::from_master({})};
  settings.patience = patience;
  auto opened = store::Database::open(std::move(settings));
  if (!opened) return opened.error().what;
  Process process(*this, std::move(opened).value());
  provider.on_start = [&](const job::AttemptId&) {
    const std::string text = "note " + std::to_string(provider.calls.size());
    const auto note = support::note("P0", clock.now(), text);
    if (process.journal->append(std::span(&note, 1)))
      notes_.push_back(text);
    else
      ++refused_notes;
    if (on_call) on_call();
  };
  std::string said = process.recover();
  if (said.empty()) said = process.run();
  if (between) {
    between();
    said = process.run();
  }
  note_what_is_open(process);
  provider.on_start = nullptr;
  provider.forget_open_sends();
  return said;
}

void Morning::note_what_is_open(const Process& process) {
  std::set<job::AttemptId> ended;
  for (const job::AttemptId& attempt : process.probe.committed)
    if (process.probe.open.count(attempt) == 0) acknowledged_.insert(attempt);
  int open = static_cast<int>(process.probe.open.size());
  // A first commit that failed may be there all the same.
  std::size_t last_group = process.probe.start_groups.empty() ? 0 : process.probe.start_groups.back();
  for (std::size_t i = process.probe.starts.size() - last_group; i < process.probe.starts.size(); ++i)
    open += process.probe.committed.count(process.probe.starts[i].attempt) == 0 ? 1 : 0;
  in_flight_ += open;
  most_in_flight_ = std::max(most_in_flight_, open);
}

std::string Morning::judge() {
  const auto database = store::Database::open({data_, seal::Keys::from_master({})});
  if (!database) return database.error().what;
  return judge_calls() + judge_texts(*database.value()) + judge_record(*database.value());
}

std::string Morning::end_state() {
  const auto database = store::Database::open({data_, seal::Keys::from_master({})});
  if (!database) return database.error().what;
  const auto rows = store::make_job_queue(*database.value())->jobs({});
  if (!rows) return rows.error().what;
  std::set<std::string> lines;
  for (const ports::JobRow& row : rows.value())
    lines.insert(row.job.to.contact.text() + "/" + std::to_string(row.job.subjects[0].policy_version) + " " +
                 std::string(job::word(row.state)) + " after " + std::to_string(row.attempts));
  ports::EventFilter filter;
  filter.school = support::hazel_road();
  const auto events = journal_of(*database.value())->events(filter);
  if (!events) return events.error().what;
  std::map<std::string, int> times;
  for (const chronology::Event& event : events.value()) ++times[std::string(chronology::word(event.type))];
  for (const auto& [type, n] : times) lines.insert(type + " x " + std::to_string(n));
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::string Morning::judge_calls() const {
  std::string wrong;
  std::map<std::string, int> may_have_arrived;
  for (const auto& call : provider.calls) {
    if (!has_attempt(data_, call.attempt.text())) wrong += "A call has no attempt. ";
    if (!job::proves_not_sent(call.kind) && ++may_have_arrived[call.to.reveal()] == 2)
      wrong += "Somebody may have been told twice. ";
  }
  if (most_in_flight_ > kMostInFlight) wrong += "More was in flight than may be. ";
  return wrong;
}

std::string Morning::judge_texts(store::Database& database) {
  const auto rows = store::make_job_queue(database)->jobs({});
  if (!rows) return rows.error().what;
  int say_nothing = 0;
  for (const auto& call : provider.calls) say_nothing += call.kind == OutcomeKind::kUnknown ? 1 : 0;
  std::map<State, int> states;
  for (const ports::JobRow& row : rows.value()) ++states[row.state];
  unknown = states[State::kUnknown];
  sent = states[State::kAcceptedFinal];
  expired = states[State::kExpired];
  std::string wrong;
  for (const auto& [state, n] : states)
    if (!job::is_terminal(state) && state != State::kUnknown)
      wrong += std::to_string(n) + " texts are " + std::string(job::word(state)) + ". ";
  if (static_cast<int>(rows.value().size()) != 2 * people_) wrong += "Jobs are missing. ";
  if (unknown > in_flight_ + say_nothing) wrong += "More is unknown than was in flight. ";
  for (const ports::JobRow& row : rows.value())
    if (row.state == State::kUnknown && row.evidence.find("stopped before") != std::string::npos)
      for (const auto& call : provider.calls)
        if (call.to == row.to && acknowledged_.count(call.attempt) != 0 && !job::proves_not_sent(call.kind))
          wrong += "An outcome that was committed is gone. ";
  return wrong;
}

std::string Morning::judge_record(store::Database& database) const {
  const auto journal = journal_of(database);
  const auto verified = journal->verify(support::hazel_road());
  if (!verified || verified.value().broken_at != 0) return "The chain is broken. ";
  ports::EventFilter filter;
  filter.school = support::hazel_road();
  filter.types = {chronology::Type::kNote};
  const auto events = journal->events(filter);
  if (!events) return events.error().what;
  std::set<std::string> there;
  for (const chronology::Event& event : events.value()) there.emplace(event.detail("text"));
  for (const std::string& note : notes_)
    if (there.count(note) == 0) return "A note that was written is gone. ";
  return "";
}

}  // namespace firstday::faults
