#include "providers/print_folder/print_folder.h"

#include <algorithm>
#include <set>

#include "job/bundle.h"
#include "providers/print_folder/settings.h"
#include "providers/print_folder/spool.h"

namespace firstday::provider_print_folder {

namespace {

using job::Outcome;
using job::OutcomeKind;

Outcome outcome(OutcomeKind kind, std::string evidence, std::string ref = {}) {
  Outcome o;
  o.kind = kind;
  o.evidence = std::move(evidence);
  o.provider_ref = std::move(ref);
  return o;
}

ports::Capabilities capabilities_of(const Settings& settings) {
  ports::Capabilities c;
  c.name = "print_folder";
  c.kinds = {job::Kind::kLetter};
  c.reaches_people = !settings.rehearsal;
  c.can_query_by_reference = true;
  c.max_in_flight = 1;
  return c;
}

bool is_good_file(const job::File& f) {
  const std::size_t slash = f.name.find('/');
  if (slash == std::string::npos) return is_plain_name(f.name);
  return f.name.substr(0, slash) == "single" && is_plain_name(std::string_view(f.name).substr(slash + 1));
}

/// The frozen bytes: school, batch, bundle.
std::string freeze(const std::string& school, const std::string& batch, const std::string& bundle) {
  return school + '\n' + batch + '\n' + bundle;
}

struct Frozen {
  std::string school;
  std::string batch;
  std::vector<job::File> files;
};

Frozen thaw(const std::string& bytes) {
  const std::size_t first = bytes.find('\n');
  const std::size_t second = bytes.find('\n', first + 1);
  FIRSTDAY_CHECK(second != std::string::npos, "a request of the print folder begins with school and batch");
  auto files = job::unpack(std::string_view(bytes).substr(second + 1));
  return {bytes.substr(0, first), bytes.substr(first + 1, second - first - 1),
          std::move(files).value_or(std::vector<job::File>{})};
}

class PrintFolder final : public ports::Provider {
 public:
  explicit PrintFolder(const Settings& settings)
      : spool_(settings.folder), capabilities_(capabilities_of(settings)) {}

  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message& message,
                                             const job::AttemptId& reference) override {
    if (message.kind != job::Kind::kLetter) return base::bad_input("The print folder carries letters only.");
    const auto files = job::unpack(message.body.reveal());
    if (!files || files->empty() || references_in(*files).empty())
      return base::bad_input("The message is no batch of letters.");
    const bool plain = is_plain_name(message.school.text()) && is_plain_name(reference.text()) &&
                       std::all_of(files->begin(), files->end(), is_good_file);
    if (!plain) return base::bad_input("A file of the batch has a name that is not taken.");
    return ports::FrozenRequest{
        freeze(message.school.text(), reference.text(), message.body.reveal()), {}, message.to};
  }

  void start(const ports::FrozenRequest& request, const job::AttemptId&, ports::Completion done) override {
    const Frozen batch = thaw(request.bytes);
    switch (spool_.hand_over(batch.school, batch.batch, batch.files)) {
      case Kept::kYes:
        return done(outcome(OutcomeKind::kAccepted, "The batch lies in the print folder.",
                            spool_.path_of(batch.school, batch.batch)));
      case Kept::kNo:
        return done(outcome(OutcomeKind::kNotSent, "The print folder's disk took nothing."));
      case Kept::kElsewhere:
        return done(
            outcome(OutcomeKind::kRejectedPermanent, "A letter of it was handed over in another batch."));
      case Kept::kCannotTell:
        break;
    }
    done(outcome(OutcomeKind::kUnknown, "The disk failed while the batch was handed over."));
  }

  int poll(std::chrono::milliseconds) override { return 0; }

  void query(const job::AttemptId& reference, const ports::Completion& done) override {
    const auto batch = spool_.find(reference.text());
    if (!batch) return done(outcome(OutcomeKind::kUnknown, batch.error().what));
    if (batch.value().empty())
      return done(outcome(OutcomeKind::kNotSent, "The print folder has no such letter."));
    done(outcome(OutcomeKind::kAccepted, "The print folder has it.", batch.value()));
  }

 private:
  Spool spool_;
  ports::Capabilities capabilities_;
};

}  // namespace

base::Result<std::unique_ptr<ports::Provider>> create(const std::map<std::string, std::string>& parameters) {
  const auto settings = read_settings(parameters);
  if (!settings) return settings.error();
  std::unique_ptr<ports::Provider> provider = std::make_unique<PrintFolder>(settings.value());
  return provider;
}

}  // namespace firstday::provider_print_folder
