#include "providers/declared/declared.h"

#include <algorithm>
#include <cctype>
#include <exception>
#include <utility>

#include "providers/declared/account.h"
#include "providers/declared/build_request.h"
#include "providers/declared/judge.h"
#include "providers/declared/receipt_reader.h"
#include "providers/declared/slotted.h"

namespace firstday::provider_declared {

namespace {

job::Outcome outcome(job::OutcomeKind kind, std::string evidence) {
  job::Outcome out;
  out.kind = kind;
  out.evidence = std::move(evidence);
  return out;
}

ports::Capabilities capabilities_of(const Definition& definition, const Account& account) {
  ports::Capabilities out;
  out.name = definition.id;
  out.kinds = {definition.channel};
  out.reaches_people = account.reaches_people;
  out.gives_receipts = definition.incoming.receipt.given && !account.receipt_to.url.empty();
  out.max_in_flight = account.limits.max_in_flight;
  out.per_second = account.limits.per_second;
  out.per_minute = account.limits.per_minute;
  out.per_day = account.limits.per_day;
  out.per_address_hour = account.limits.per_address_hour;
  out.price_per_part = account.limits.price_per_part;
  return out;
}

/// What proofs ask for, read again for every request that comes in.
ProofValue proof_value(const Account& account, const Secrets& secrets) {
  return [texts = account.texts, names = account.secrets, secrets](const std::string& parameter) {
    const auto text = texts.find(parameter);
    if (text != texts.end()) return text->second;
    const auto name = names.find(parameter);
    return name == names.end() ? std::string() : secrets(name->second);
  };
}

SecretOf secret_of(const Account& account, const Secrets& secrets) {
  return [&](const std::string& parameter) -> base::Result<std::string> {
    const auto found = account.secrets.find(parameter);
    if (found == account.secrets.end()) return base::misconfigured("There is no secret '" + parameter + "'.");
    std::string value = secrets(found->second);
    if (value.empty())
      return base::misconfigured("The secret '" + found->second + "', named by '" + parameter +
                                 "', is not there.");
    return value;
  };
}

/// What an answer needs when it comes, perhaps after the provider is gone.
struct Shared {
  Definition definition;
  int open = 0;
};

job::Outcome judge_safely(const Definition& definition, const ports::HttpResult& result) {
  try {
    return judge(definition, result);
  } catch (const std::exception&) {
    return outcome(job::OutcomeKind::kUnknown, "The answer could not be read.");
  }
}

class DeclaredProvider final : public ports::Provider {
 public:
  DeclaredProvider(Definition definition, Account account, Secrets secrets, ports::HttpClient& http)
      : shared_(std::make_shared<Shared>(Shared{std::move(definition), 0})),
        account_(std::move(account)),
        capabilities_(capabilities_of(shared_->definition, account_)),
        secrets_(std::move(secrets)),
        http_(http) {
    if (account_.reads_posts)
      reader_ = make_receipt_reader({shared_, &shared_->definition}, proof_value(account_, secrets_));
  }

  const ports::Capabilities& capabilities() const override { return capabilities_; }

  base::Result<ports::FrozenRequest> prepare(const job::Message& message,
                                             const job::AttemptId& reference) override {
    auto request = build_request(shared_->definition, account_, message, reference);
    if (!request) return request.error();
    std::string bytes = to_bytes(request.value());
    std::vector<std::string> slots = secrets_in(bytes);
    return ports::FrozenRequest{std::move(bytes), std::move(slots), message.to};
  }

  void start(const ports::FrozenRequest& request, const job::AttemptId&, ports::Completion done) override {
    auto ready = fill(request.bytes);
    if (!ready)
      return done(outcome(job::OutcomeKind::kMisconfigured, ready.error().what + " Nothing was sent."));
    ++shared_->open;
    http_.start(std::move(ready).value(),
                [shared = shared_, done = std::move(done)](const ports::HttpResult& result) {
                  --shared->open;
                  done(judge_safely(shared->definition, result));
                });
  }

  int poll(std::chrono::milliseconds max_wait) override {
    http_.poll(shared_->open > 0 ? max_wait : std::chrono::milliseconds{0});
    return shared_->open;
  }

  const ports::ReceiptReader* receipts() const override { return reader_.get(); }

  /// As start() would do it; sends nothing.
  base::Result<ports::HttpRequest> fill(const std::string& bytes) const {
    try {
      auto slotted = from_bytes(bytes);
      if (!slotted) return slotted.error();
      auto request = filled(slotted.value(), secret_of(account_, secrets_));
      if (!request) return request.error();
      request.value().connect_timeout = shared_->definition.limits.connect_timeout;
      request.value().total_timeout = shared_->definition.limits.total_timeout;
      return request;
    } catch (const std::exception&) {
      return base::misconfigured("The secrets cannot be had.");
    }
  }

 private:
  std::shared_ptr<Shared> shared_;
  Account account_;
  ports::Capabilities capabilities_;
  Secrets secrets_;
  ports::HttpClient& http_;
  std::unique_ptr<ports::ReceiptReader> reader_;
};

/// A message that every account must be able to write.
job::Message trial_message(job::Kind kind) {
  job::Message message;
  message.kind = kind;
  message.to = base::Personal("+447700900000");
  message.body = base::Personal("Trial");
  message.language = "en";
  return message;
}

base::Error with_id(const Definition& definition, const base::Error& error) {
  return base::misconfigured("The settings for " + definition.id + " are wrong: " + error.what);
}

/// A secret that stands in an address must not need encoding, nor be guessed.
bool may_stand_in_address(std::string_view secret) {
  return secret.size() >= 16 && std::all_of(secret.begin(), secret.end(), [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
         });
}

base::Status check_address_secrets(const Definition& definition, const Account& account,
                                   const Secrets& secrets) {
  for (const std::string& parameter : {account.receipt_to.token, account.receipt_to.password}) {
    if (parameter.empty()) continue;
    const auto secret = secret_of(account, secrets)(parameter);
    if (!secret) return with_id(definition, secret.error());
    if (!may_stand_in_address(secret.value()))
      return with_id(definition,
                     base::misconfigured("The secret of '" + parameter +
                                         "' stands in an address: make it 16 or more of A-Z, a-z, "
                                         "0-9, '-' and '_', at random."));
  }
  return {};
}

/// The parameters may be well-formed and still not fit their places: a header, a number.
base::Status try_to_write(const Definition& definition, const Account& account) {
  const auto request =
      build_request(definition, account, trial_message(definition.channel), job::AttemptId("trial"));
  return request ? base::Status{} : base::Status{with_id(definition, request.error())};
}

}  // namespace

base::Status check(const Definition& definition, const std::map<std::string, std::string>& parameters) {
  const auto account = read_account(definition, parameters);
  return account ? try_to_write(definition, account.value()) : base::Status{account.error()};
}

base::Result<std::unique_ptr<ports::Provider>> create(const Definition& definition,
                                                      const std::map<std::string, std::string>& parameters,
                                                      Secrets secrets, ports::HttpClient& http) {
  auto account = read_account(definition, parameters);
  if (!account) return account.error();
  if (const base::Status status = try_to_write(definition, account.value()); !status) return status.error();
  if (base::Status status = check_address_secrets(definition, account.value(), secrets); !status)
    return status.error();
  auto provider =
      std::make_unique<DeclaredProvider>(definition, std::move(account).value(), std::move(secrets), http);
  const auto trial = provider->prepare(trial_message(definition.channel), job::AttemptId("trial"));
  if (const auto ready = provider->fill(trial.value().bytes); !ready)
    return with_id(definition, ready.error());
  return std::unique_ptr<ports::Provider>(std::move(provider));
}

}  // namespace firstday::provider_declared
