#include "providers/declared/self_test.h"

#include <set>

#include "base/text.h"
#include "providers/declared/account.h"
#include "providers/declared/build_request.h"
#include "providers/declared/judge.h"
#include "providers/declared/self_test_posts.h"

namespace firstday::provider_declared {

namespace {

constexpr const char* kMend = "Correct the sample, or what it tries.";

std::string in_words(const ports::HttpHeaders& headers) {
  std::string out;
  for (const auto& [name, value] : headers) {
    if (!out.empty()) out += ", ";
    out.append(name).append(": ").append(value);
  }
  return out.empty() ? "none" : out;
}

std::string in_words(const std::optional<std::chrono::seconds>& wait) {
  return wait ? std::to_string(wait->count()) : "none";
}

class SelfTester {
 public:
  explicit SelfTester(const Definition& definition) : d_(definition) {}

  base::Parsed<int> run() {
    const auto account = read_account(d_, parameters());
    if (!account) error({}, "parameters", account.error().what);
    for (const SelfTestRequest& sample : d_.self_test.requests)
      if (account) try_request(account.value(), sample);
    if (account && d_.incoming.reads_anything()) try_what_comes_in(account.value());
    for (const SelfTestResponse& sample : d_.self_test.responses) try_response(sample);
    for (const OutcomeRule& rule : d_.outcomes)
      if (!reached_.contains(&rule))
        report(base::Severity::kWarning, rule.place, "outcomes", "No sample answer reaches this rule.",
               "Add one to 'responses'.");
    return out_;
  }

 private:
  void report(base::Severity severity, FilePlace place, std::string field, std::string what,
              std::string mend) {
    out_.problems.push_back(
        {severity, d_.file, place.line, place.column, std::move(field), std::move(what), std::move(mend)});
  }

  void error(FilePlace place, std::string field, std::string what) {
    report(base::Severity::kError, place, std::move(field), std::move(what), kMend);
  }

  void same(FilePlace place, const char* field, const std::string& got, const std::string& expected) {
    if (got != expected) error(place, field, "It is <" + got + ">, and expected is <" + expected + ">.");
  }

  bool is_secret(const std::string& name) const {
    const Parameter* parameter = find_parameter(d_, name);
    return parameter != nullptr && parameter->secret;
  }

  /// As an account would give them: secrets by their names.
  std::map<std::string, std::string> parameters() const {
    std::map<std::string, std::string> out = d_.self_test.parameters;
    for (auto& [name, value] : out)
      if (is_secret(name)) value = "secret:" + name;
    return out;
  }

  static job::Message message_of(const SelfTestRequest& sample, job::Kind kind) {
    job::Message out;
    out.kind = kind;
    out.to = base::Personal(sample.to);
    out.body = base::Personal(sample.body);
    out.unicode = sample.unicode;
    out.language = "en";
    return out;
  }

  void try_request(Account account, const SelfTestRequest& sample) {
    ++out_.value;
    if (sample.without_receipts) account.receipt_to = {};
    const auto slotted =
        build_request(d_, account, message_of(sample, d_.channel), job::AttemptId(sample.reference));
    if (!slotted) return error(sample.place, "message", slotted.error().what);
    check_no_secret_is_stored(sample, to_bytes(slotted.value()));
    const auto request = filled(slotted.value(), [&](const std::string& name) -> base::Result<std::string> {
      return d_.self_test.parameters.at(name);
    });
    if (!request) return error(sample.place, "parameters", request.error().what);
    same(sample.place, "method", request.value().method, sample.method);
    same(sample.place, "url", request.value().url, sample.url);
    same(sample.place, "headers", in_words(request.value().headers), in_words(sample.headers));
    same(sample.place, "body", request.value().body, sample.request_body);
  }

  void check_no_secret_is_stored(const SelfTestRequest& sample, const std::string& bytes) {
    for (const auto& [name, value] : d_.self_test.parameters)
      if (is_secret(name) && bytes.find(value) != std::string::npos)
        error(sample.place, name, "The secret shows in what would be stored.");
  }

  void try_what_comes_in(const Account& account) {
    if (account.receipt_to.url.empty())
      return error({}, "parameters", "They give no receipt_url, or not every secret of what comes in.");
    out_.value += try_posts(
        d_, account,
        [&](FilePlace place, std::string field, std::string what) {
          error(place, std::move(field), std::move(what));
        },
        [&](FilePlace place, std::string field, std::string what) {
          report(base::Severity::kWarning, place, std::move(field), std::move(what), "Add one to 'posts'.");
        });
  }

  void try_response(const SelfTestResponse& sample) {
    ++out_.value;
    ports::HttpResult result;
    result.status = sample.status;
    for (const auto& [name, value] : sample.headers) result.headers.emplace_back(base::lower(name), value);
    result.body = sample.body;
    result.whole_answer = true;
    result.bytes_sent = 1;
    if (const OutcomeRule* rule = matching_rule(d_, result)) reached_.insert(rule);
    const job::Outcome outcome = judge(d_, result);
    same(sample.place, "is", std::string(word(outcome.kind)), std::string(word(sample.outcome)));
    same(sample.place, "provider_id", outcome.provider_ref, sample.provider_id);
    same(sample.place, "retry_after", in_words(outcome.retry_after), in_words(sample.retry_after));
  }

  const Definition& d_;
  base::Parsed<int> out_;
  std::set<const OutcomeRule*> reached_;
};

}  // namespace

base::Parsed<int> run_self_test(const Definition& definition) {
  return SelfTester(definition).run();
}

}  // namespace firstday::provider_declared
