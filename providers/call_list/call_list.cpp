#include "providers/call_list/call_list.h"

namespace firstday::provider_call_list {

namespace {

ports::Capabilities capabilities_of_call_list() {
  ports::Capabilities c;
  c.name = "call_list";
  c.kinds = {job::Kind::kVoice};
  c.reaches_people = false;  // it is a person who does
  c.hands_to_staff = true;
  return c;
}

class CallList final : public ports::Provider {
 public:
  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message& message,
                                             const job::AttemptId& reference) override {
    if (message.kind != job::Kind::kVoice) return base::bad_input("The call list takes voice messages only.");
    if (message.to.empty()) return base::bad_input("There is no number to ring.");
    if (message.body.empty()) return base::bad_input("There is nothing to say.");
    return ports::FrozenRequest{"Reference: " + reference.text() + "\nRing: " + message.to.reveal() +
                                    "\nLanguage: " + message.language + "\n\n" + message.body.reveal() + "\n",
                                {},
                                message.to};
  }

  /// The committed attempt is the whole hand-over: there is nothing here that could fail or be done twice.
  void start(const ports::FrozenRequest&, const job::AttemptId&, ports::Completion done) override {
    job::Outcome o;
    o.kind = job::OutcomeKind::kAccepted;
    o.evidence = "On the call list, for a person to ring.";
    done(std::move(o));
  }

  int poll(std::chrono::milliseconds) override { return 0; }

 private:
  ports::Capabilities capabilities_ = capabilities_of_call_list();
};

}  // namespace

base::Status check(const std::map<std::string, std::string>& parameters) {
  if (parameters.empty()) return {};
  return base::misconfigured("call_list: there is no parameter \"" + parameters.begin()->first +
                             "\". It has none.");
}

base::Result<std::unique_ptr<ports::Provider>> create(const std::map<std::string, std::string>& parameters) {
  if (base::Status status = check(parameters); !status) return status.error();
  return std::unique_ptr<ports::Provider>(std::make_unique<CallList>());
}

}  // namespace firstday::provider_call_list
