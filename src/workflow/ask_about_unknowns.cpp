// Unknowns that their provider can be asked about, and what was awaited in vain.
#include <algorithm>
#include <memory>

#include "workflow/receipts.h"

namespace firstday::workflow {

namespace {

using ports::JobRow;

const dispatch::Account* account_of(const House& house, const JobRow& row) {
  const auto accounts = house.accounts.find(row.job.school);
  if (accounts == house.accounts.end()) return nullptr;
  const auto of_kind = accounts->second.by_kind.find(row.job.kind);
  if (of_kind == accounts->second.by_kind.end()) return nullptr;
  const auto found = std::find_if(of_kind->second.begin(), of_kind->second.end(),
                                  [&](const dispatch::Account& a) { return a.name == row.account; });
  return found == of_kind->second.end() || !found->provider->capabilities().can_query_by_reference ? nullptr
                                                                                                   : &*found;
}

/// Of a proof that it did not leave the ladder makes the next step; the message itself stays as it is.
std::optional<job::Event> event_for(job::OutcomeKind kind, const ports::Capabilities& can) {
  if (kind == job::OutcomeKind::kUnknown) return std::nullopt;
  if (kind != job::OutcomeKind::kAccepted) return job::Event::kReceiptFailed;
  return can.gives_receipts ? job::Event::kAccepted : job::Event::kAcceptedNoReceipt;
}

struct Asked {
  JobRow row;
  ports::Provider* provider = nullptr;
  std::optional<job::Outcome> answer;
};

/// The answers outlive this function where a provider is slower than its patience.
std::vector<std::shared_ptr<Asked>> ask(const House& house, const std::vector<JobRow>& rows) {
  constexpr std::size_t kAtOnce = 50;
  constexpr int kPolls = 100;  // of a tenth of a second: a plan does not wait longer for this
  std::vector<std::shared_ptr<Asked>> asked;
  for (const JobRow& row : rows) {
    const dispatch::Account* account = account_of(house, row);
    if (account == nullptr || row.attempt_state != job::AttemptState::kUnknown || asked.size() == kAtOnce)
      continue;
    asked.push_back(std::make_shared<Asked>(Asked{row, account->provider, std::nullopt}));
    const std::shared_ptr<Asked> one = asked.back();
    one->provider->query(row.attempt, [one](job::Outcome outcome) { one->answer = std::move(outcome); });
  }
  for (const auto& one : asked)
    for (int i = 0; i < kPolls && !one->answer; ++i) one->provider->poll(std::chrono::milliseconds{100});
  return asked;
}

base::Status ask_about_unknowns(House& house, const roll::Urn& school) {
  ports::JobFilter filter;
  filter.school = school;
  filter.states = {job::State::kUnknown};
  const auto rows = house.queue.jobs(filter);
  if (!rows) return rows.error();
  std::vector<ports::AttemptFinish> finishes;
  for (const auto& one : ask(house, rows.value())) {
    if (!one->answer) continue;
    const auto event = event_for(one->answer->kind, one->provider->capabilities());
    if (!event) continue;
    ports::AttemptFinish f{one->row.attempt,  one->row.job.id, one->row.fence, school,
                           house.clock.now(), *one->answer,    *event,         std::nullopt};
    finishes.push_back(std::move(f));
  }
  if (finishes.empty()) return {};
  const auto finished = house.queue.finish_attempts(finishes);
  return finished ? base::Status() : finished.error();
}

}  // namespace

base::Result<CameIn> take_in(House& house, const config::SchoolSettings& school) {
  auto out = settle_posts(house, school);
  if (!out) return out;
  if (base::Status s = ask_about_unknowns(house, school.school.urn); !s) return s.error();
  const auto passed = house.queue.pass_deadlines(school.school.urn, house.clock.now());
  if (!passed) return passed.error();
  out.value().passed = passed.value();
  return out;
}

}  // namespace firstday::workflow
