#include "providers/sandbox/sandbox.h"

#include <algorithm>
#include <thread>
#include <utility>
#include <vector>

#include "providers/sandbox/folder.h"
#include "providers/sandbox/page.h"
#include "providers/sandbox/settings.h"

namespace firstday::provider_sandbox {

namespace {

using job::Outcome;
using job::OutcomeKind;
using SteadyTime = std::chrono::steady_clock::time_point;

Outcome outcome(OutcomeKind kind, std::string evidence) {
  Outcome o;
  o.kind = kind;
  o.evidence = std::move(evidence);
  return o;
}

ports::Capabilities capabilities_of_sandbox() {
  ports::Capabilities c;
  c.name = "sandbox";
  c.kinds = {job::Kind::kText, job::Kind::kEmail, job::Kind::kVoice};
  c.reaches_people = false;
  c.gives_receipts = false;
  return c;
}

/// An answer that waits for its time.
struct Late {
  SteadyTime at;
  Outcome outcome;
  ports::Completion done;
};

class FolderProvider final : public ports::Provider {
 public:
  FolderProvider(Settings settings, Folder folder)
      : settings_(std::move(settings)),
        folder_(std::move(folder)),
        capabilities_(capabilities_of_sandbox()) {}

  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message& message,
                                             const job::AttemptId& reference) override {
    const auto& kinds = capabilities_.kinds;
    if (std::find(kinds.begin(), kinds.end(), message.kind) == kinds.end())
      return base::bad_input("The sandbox carries texts, e-mails and voice messages only.");
    if (message.to.empty()) return base::bad_input("The message has no number or address to go to.");
    if (message.body.empty()) return base::bad_input("The message has no text.");
    return ports::FrozenRequest{write_page(message, reference, settings_.from), {}, message.to};
  }

  void start(const ports::FrozenRequest& request, const job::AttemptId& reference,
             ports::Completion done) override {
    Outcome answer = answer_to(request, reference);
    if (!settings_.delay.holds(request.to)) return done(std::move(answer));
    late_.push_back(
        {std::chrono::steady_clock::now() + settings_.delay_ms, std::move(answer), std::move(done)});
  }

  int poll(std::chrono::milliseconds max_wait) override {
    wait_for_the_first(max_wait);
    for (Late& late : take_due(std::chrono::steady_clock::now())) late.done(std::move(late.outcome));
    return static_cast<int>(late_.size());
  }

 private:
  Outcome answer_to(const ports::FrozenRequest& request, const job::AttemptId& reference) const {
    if (settings_.misconfigured.holds(request.to))
      return outcome(OutcomeKind::kMisconfigured, "The sandbox was told to refuse its account.");
    if (settings_.not_sent.holds(request.to))
      return outcome(OutcomeKind::kNotSent, "The sandbox was told not to send this.");
    if (settings_.fail.holds(request.to))
      return outcome(OutcomeKind::kRejectedPermanent, "The sandbox was told to refuse this for good.");
    if (settings_.busy.holds(request.to)) return busy();
    return keep(request, reference);
  }

  Outcome busy() const {
    Outcome o = outcome(OutcomeKind::kRejectedTemporary, "The sandbox was told to be busy.");
    o.retry_after = settings_.retry_after;
    return o;
  }

  Outcome keep(const ports::FrozenRequest& request, const job::AttemptId& reference) const {
    std::string path = path_of(request.bytes, reference, false);
    if (folder_.has(path)) path = path_of(request.bytes, reference, true);
    const Parts parts = parts_of(request.bytes);
    const std::string page = path.substr(0, path.size() - 4) + ".html";
    if (!parts.html.empty() && !folder_.put(page, parts.html))
      return outcome(OutcomeKind::kNotSent, "The sandbox's disk took nothing.");
    switch (folder_.keep(path, parts.text, reference.text())) {
      case Kept::kNo:
        folder_.remove(page);
        return outcome(OutcomeKind::kNotSent, "The sandbox's disk took nothing.");
      case Kept::kCannotTell:
        return outcome(OutcomeKind::kUnknown, "The sandbox's disk failed half-way.");
      case Kept::kYes:
        break;
    }
    if (settings_.drop.holds(request.to))
      return outcome(OutcomeKind::kUnknown, "The sandbox was told to lose its answer.");
    Outcome o = outcome(OutcomeKind::kAccepted, "Written to the sandbox's folder.");
    o.provider_ref = std::move(path);
    o.bytes_sent = static_cast<long long>(request.bytes.size());
    return o;
  }

  void wait_for_the_first(std::chrono::milliseconds max_wait) const {
    if (late_.empty()) return;
    const auto first = std::min_element(late_.begin(), late_.end(),
                                        [](const Late& a, const Late& b) { return a.at < b.at; });
    std::this_thread::sleep_until(std::min(first->at, std::chrono::steady_clock::now() + max_wait));
  }

  /// Taken out before they are called: a completion may start the next send.
  std::vector<Late> take_due(SteadyTime now) {
    const auto due =
        std::stable_partition(late_.begin(), late_.end(), [&](const Late& l) { return l.at > now; });
    std::vector<Late> taken(std::make_move_iterator(due), std::make_move_iterator(late_.end()));
    late_.erase(due, late_.end());
    return taken;
  }

  Settings settings_;
  Folder folder_;
  ports::Capabilities capabilities_;
  std::vector<Late> late_;
};

}  // namespace

base::Result<std::unique_ptr<ports::Provider>> Sandbox::create(
    const std::map<std::string, std::string>& parameters) {
  auto settings = read_settings(parameters);
  if (!settings) return settings.error();
  auto folder = Folder::open(settings.value().folder);
  if (!folder) return folder.error();
  std::unique_ptr<ports::Provider> provider =
      std::make_unique<FolderProvider>(std::move(settings).value(), std::move(folder).value());
  return provider;
}

}  // namespace firstday::provider_sandbox
