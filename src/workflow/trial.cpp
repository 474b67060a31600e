#include "workflow/trial.h"

#include <algorithm>
#include <utility>

namespace firstday::workflow {

namespace {

/// The dispatcher asks capabilities() and tries nothing; the rest holds for whoever does not ask.
class OnTrial final : public ports::Provider {
 public:
  OnTrial(std::unique_ptr<ports::Provider> real, std::string why)
      : real_(std::move(real)), capabilities_(real_->capabilities()) {
    capabilities_.out_of_order = std::move(why);
  }

  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message&, const job::AttemptId&) override {
    return base::unavailable(capabilities_.out_of_order);
  }

  void start(const ports::FrozenRequest&, const job::AttemptId&, ports::Completion done) override {
    job::Outcome nothing;
    nothing.kind = job::OutcomeKind::kMisconfigured;
    nothing.evidence = capabilities_.out_of_order;
    done(nothing);
  }

  int poll(std::chrono::milliseconds max_wait) override { return real_->poll(max_wait); }
  void query(const job::AttemptId& reference, const ports::Completion& done) override {
    real_->query(reference, done);
  }
  const ports::ReceiptReader* receipts() const override { return real_->receipts(); }

 private:
  std::unique_ptr<ports::Provider> real_;
  ports::Capabilities capabilities_;
};

/// True where an account carries the kind in trial mode; then the dispatcher ends what it could not send.
bool is_carried_on_trial(const House& house, const roll::Urn& school, job::Kind kind) {
  const auto of_school = house.accounts.find(school);
  if (of_school == house.accounts.end()) return false;
  const auto of_kind = of_school->second.by_kind.find(kind);
  if (of_kind == of_school->second.by_kind.end()) return false;
  return std::any_of(of_kind->second.begin(), of_kind->second.end(), [](const dispatch::Account& account) {
    return account.provider->capabilities().out_of_order.empty();
  });
}

}  // namespace

std::string trial_reason(const roll::Urn& school) {
  return "School " + school.text() +
         " is in trial mode, so nothing leaves over an account that reaches people. To end the trial, take "
         "'trial: true' out of schools/" +
         school.text() + ".yaml.";
}

std::unique_ptr<ports::Provider> on_trial(std::unique_ptr<ports::Provider> provider,
                                          const roll::Urn& school) {
  if (!provider->capabilities().reaches_people) return provider;
  return std::make_unique<OnTrial>(std::move(provider), trial_reason(school));
}

base::Result<int> expire_on_trial(House& house, const config::SchoolSettings& school) {
  if (!school.trial) return 0;
  const roll::Urn& urn = school.school.urn;
  const base::Instant now = house.clock.now();
  ports::JobFilter filter;
  filter.school = urn;
  filter.states = {job::State::kQueued, job::State::kHeld};
  const auto rows = house.queue.jobs(filter);
  if (!rows) return rows.error();
  std::vector<ports::JobChange> changes;
  for (const ports::JobRow& row : rows.value()) {
    const job::Job& j = row.job;
    const bool over = job::is_carried(j.kind) && j.not_after && *j.not_after <= now;
    if (over && !is_carried_on_trial(house, urn, j.kind))
      changes.push_back({urn,
                         j.id,
                         job::Event::kExpire,
                         {},
                         "Kept back in trial mode until its time was over.",
                         "firstday",
                         now});
  }
  if (changes.empty()) return 0;
  const auto made = house.queue.change(changes);
  if (!made) return made.error();
  return static_cast<int>(std::count(made.value().begin(), made.value().end(), true));
}

}  // namespace firstday::workflow
