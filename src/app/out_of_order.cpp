#include "app/out_of_order.h"

namespace firstday::app {

namespace {

class OutOfOrder final : public ports::Provider {
 public:
  OutOfOrder(const config::AccountSettings& account, std::string why) : why_(std::move(why)) {
    capabilities_.name = account.provider;
    capabilities_.kinds = account.kinds;
    capabilities_.reaches_people = false;
  }

  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message&, const job::AttemptId&) override {
    return ports::FrozenRequest{};
  }

  void start(const ports::FrozenRequest&, const job::AttemptId&, ports::Completion done) override {
    job::Outcome outcome;
    outcome.kind = job::OutcomeKind::kMisconfigured;
    outcome.evidence = why_;
    done(std::move(outcome));
  }

  int poll(std::chrono::milliseconds) override { return 0; }

 private:
  ports::Capabilities capabilities_;
  std::string why_;
};

}  // namespace

std::unique_ptr<ports::Provider> make_out_of_order(const config::AccountSettings& account, std::string why) {
  return std::make_unique<OutOfOrder>(account, std::move(why));
}

}  // namespace firstday::app
