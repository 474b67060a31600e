#include "app/out_of_order.h"

namespace firstday::app {

namespace {

class OutOfOrder final : public ports::Provider {
 public:
  OutOfOrder(const config::AccountSettings& account, bool reaches_people, const std::string& why) {
    capabilities_.name = account.provider;
    capabilities_.kinds = account.kinds;
    capabilities_.reaches_people = reaches_people;
    capabilities_.out_of_order = why;
  }

  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message&, const job::AttemptId&) override {
    return ports::FrozenRequest{};
  }

  void start(const ports::FrozenRequest&, const job::AttemptId&, ports::Completion done) override {
    done(outcome(job::OutcomeKind::kMisconfigured));
  }

  void query(const job::AttemptId&, const ports::Completion& done) override {
    done(outcome(job::OutcomeKind::kUnknown));
  }

  int poll(std::chrono::milliseconds) override { return 0; }

 private:
  job::Outcome outcome(job::OutcomeKind kind) const {
    job::Outcome out;
    out.kind = kind;
    out.evidence = capabilities_.out_of_order;
    return out;
  }

  ports::Capabilities capabilities_;
};

}  // namespace

std::unique_ptr<ports::Provider> make_out_of_order(const config::AccountSettings& account,
                                                   bool reaches_people, const std::string& why) {
  return std::make_unique<OutOfOrder>(account, reaches_people, why);
}

}  // namespace firstday::app
