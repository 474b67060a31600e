// Settings, secrets and capabilities of a declared provider, and the contract of every provider.
#include <gtest/gtest.h>

#include "providers/declared/account.h"
#include "providers/declared_fixtures.h"
#include "providers/provider_contract.h"

namespace firstday::provider_declared {
namespace {

using providers::reference;

class DeclaredProvider : public testing::Test {
 protected:
  base::Result<std::unique_ptr<ports::Provider>> make(const Parameters& parameters) {
    return create(
        sample(), parameters, [this](const std::string& name) { return secrets_(name); }, http_);
  }
  /// What create() says of them; check() must say the same unless it is about a secret's value.
  std::string complaint(const Parameters& parameters) {
    const auto made = make(parameters);
    if (made.ok()) return "";
    EXPECT_EQ(made.error().kind, base::ErrorKind::kConfiguration);
    return made.error().what;
  }

  MemoryHttp http_;
  Secrets secrets_ = sample_secret;
};

TEST_F(DeclaredProvider, SaysWhatItCarries) {
  const auto made = make(sample_parameters());
  ASSERT_TRUE(made.ok());
  const ports::Capabilities& c = made.value()->capabilities();
  EXPECT_EQ(c.name, "invented");
  EXPECT_EQ(c.kinds, std::vector<job::Kind>{job::Kind::kText});
  EXPECT_TRUE(c.reaches_people);
  EXPECT_FALSE(c.gives_receipts);
  EXPECT_EQ(c.max_in_flight, 16);
}

TEST_F(DeclaredProvider, NamesEveryParameterThatIsWrongAtOnceAndNoValue) {
  const std::string said = complaint({{"base", "gateway.example"}, {"token", "hunter2"}, {"sendr", "x"}});
  for (const char* part :
       {"'base' must be an address", "'token' must name the secret", "'sendr' is not a parameter",
        "Parameters: base, token, sender, note, sandbox, receipt_url, max_in_flight, "})
    EXPECT_NE(said.find(part), std::string::npos) << said;
  EXPECT_EQ(said.find("hunter2"), std::string::npos);
  const std::string missing = complaint({});
  EXPECT_NE(missing.find("'base' is missing; 'token' is missing"), std::string::npos) << missing;
  EXPECT_FALSE(check(sample(), {}).ok());
  EXPECT_TRUE(check(sample(), sample_parameters()).ok());
}

TEST_F(DeclaredProvider, AnAddressHasAHostAndNoUserQueryOrControl) {
  for (const char* good :
       {"https://a.example", "http://a.example:8080/x/y", "http://[::1]:80", "https://10.0.0.1/"})
    EXPECT_TRUE(is_base_url(good)) << good;
  for (const char* bad : {"", "a.example", "ftp://a.example", "https://", "https:///x", "https://u@a.example",
                          "https://u:p@a.example/", "https://a.example?x", "https://a.example/#x",
                          "https://a b/", "https://a.example/\n", "https://a.example:x/",
                          "https://a.example\\@b/", "https://[::1", "https://\u00e9.example"})
    EXPECT_FALSE(is_base_url(bad)) << bad;
}

TEST_F(DeclaredProvider, SandboxIsForThisMachineOnly) {
  for (const char* own :
       {"http://127.0.0.1:81/x", "http://localhost", "https://LOCALHOST/", "http://[::1]:9/"}) {
    Parameters parameters = sample_parameters(own);
    EXPECT_TRUE(make(parameters).value()->capabilities().reaches_people) << "unless it is said";
    parameters["sandbox"] = "true";
    const auto made = make(parameters);
    ASSERT_TRUE(made.ok()) << own;
    EXPECT_FALSE(made.value()->capabilities().reaches_people);
  }
  for (const char* other : {"https://gateway.example", "http://127.0.0.1.example", "http://localhost.example",
                            "http://127.0.0.2", "http://[::2]", "http://0.0.0.0", "http://10.0.0.1"}) {
    Parameters parameters = sample_parameters(other);
    parameters["sandbox"] = "true";
    EXPECT_NE(complaint(parameters).find("on this machine"), std::string::npos) << other;
  }
  Parameters odd = sample_parameters("http://127.0.0.1");
  odd["sandbox"] = "maybe";
  EXPECT_NE(complaint(odd).find("'sandbox' must be true or false"), std::string::npos);
}

TEST_F(DeclaredProvider, ADefinitionMaySayThatItIsASandboxUnlessTheAccountSaysNo) {
  const Definition d = read_good(sample_with("channel: text", "channel: text\nsandbox: true"));
  Parameters parameters = sample_parameters("http://127.0.0.1");
  EXPECT_FALSE(create(d, parameters, sample_secret, http_).value()->capabilities().reaches_people);
  parameters["sandbox"] = "false";
  EXPECT_TRUE(create(d, parameters, sample_secret, http_).value()->capabilities().reaches_people);
  EXPECT_FALSE(create(d, sample_parameters(), sample_secret, http_).ok());
}

TEST_F(DeclaredProvider, LimitsAreTheDefinitionsButForWhatTheAccountSays) {
  const Definition d = read_good(sample_with(
      "response:\n",
      "limits: {max_in_flight: 8, per_second: 5, per_minute: 100, price_per_part: 4}\nresponse:\n"));
  const auto capabilities = [&](const Parameters& more) {
    Parameters parameters = sample_parameters();
    parameters.insert(more.begin(), more.end());
    return create(d, parameters, sample_secret, http_).value()->capabilities();
  };
  const ports::Capabilities file = capabilities({});
  EXPECT_EQ(file.max_in_flight, 8);
  EXPECT_EQ(file.per_second, 5);
  EXPECT_EQ(file.per_minute, 100);
  EXPECT_EQ(file.per_day, 0);
  EXPECT_EQ(file.per_address_hour, 0);
  EXPECT_EQ(file.price_per_part, 400);
  const ports::Capabilities account = capabilities({{"max_in_flight", "3"},
                                                    {"per_second", "0"},
                                                    {"per_day", "500"},
                                                    {"per_address_hour", "2"},
                                                    {"price_per_part", "2.9"}});
  EXPECT_EQ(account.max_in_flight, 3);
  EXPECT_EQ(account.per_second, 0) << "0 takes the file's limit away";
  EXPECT_EQ(account.per_minute, 100) << "and silence leaves it";
  EXPECT_EQ(account.per_day, 500);
  EXPECT_EQ(account.per_address_hour, 2);
  EXPECT_EQ(account.price_per_part, 290);
  EXPECT_EQ(capabilities({{"max_in_flight", "100"}}).max_in_flight, 8) << "it can only be smaller";
}

TEST_F(DeclaredProvider, LimitsOfAnAccountThatAreNoNumbersAreNamed) {
  Parameters parameters = sample_parameters();
  for (const char* name : {"max_in_flight", "per_second", "per_minute", "per_day", "per_address_hour"}) {
    parameters[name] = "many";
    EXPECT_NE(complaint(parameters).find(std::string("'") + name + "' must be a number from"),
              std::string::npos);
    parameters.erase(name);
  }
  parameters["price_per_part"] = "4p";
  EXPECT_NE(complaint(parameters).find("'price_per_part' must be pence"), std::string::npos);
}

TEST_F(DeclaredProvider, APriceIsPenceWithUpToTwoDecimals) {
  const std::pair<const char*, std::optional<int>> rows[] = {{"3.95", 395},
                                                             {"4", 400},
                                                             {"0.5", 50},
                                                             {"0", 0},
                                                             {"0.05", 5},
                                                             {"1000", 100'000},
                                                             {"", std::nullopt},
                                                             {".5", std::nullopt},
                                                             {"5.", std::nullopt},
                                                             {"-1", std::nullopt},
                                                             {"1001", std::nullopt},
                                                             {"1.234", std::nullopt},
                                                             {"1.2.3", std::nullopt}};
  for (const auto& [text, hundredths] : rows) EXPECT_EQ(hundredths_of_a_penny(text), hundredths) << text;
}

TEST_F(DeclaredProvider, ALiteralAddressIsJudgedLikeAParameter) {
  const Definition here = read_good(sample_with("{{param.base}}/v1", "http://127.0.0.1:9/v1"));
  const Definition there = read_good(sample_with("{{param.base}}/v1", "https://gateway.example/v1"));
  Parameters parameters = sample_parameters();
  parameters["sandbox"] = "true";
  EXPECT_TRUE(create(here, parameters, sample_secret, http_).ok());
  EXPECT_FALSE(create(there, parameters, sample_secret, http_).ok());
}

TEST_F(DeclaredProvider, AMissingSecretIsNamedWhenItIsMade) {
  secrets_ = [](const std::string&) { return std::string(); };
  EXPECT_NE(complaint(sample_parameters()).find("The secret 'gateway_token', named by 'token'"),
            std::string::npos);
}

TEST_F(DeclaredProvider, ASecretThatDoesNotFitItsPlaceIsRefusedAndNotShown) {
  secrets_ = [](const std::string&) { return std::string("hunter2\r\nX-Evil: 1"); };
  const std::string said = complaint(sample_parameters());
  EXPECT_NE(said.find("line end"), std::string::npos) << said;
  EXPECT_EQ(said.find("hunter2"), std::string::npos);
}

TEST_F(DeclaredProvider, AParameterThatDoesNotFitItsPlaceIsFoundBeforeAnyMessage) {
  const Definition d =
      read_good(sample_with("X-Reference: \"{{reference}}\"", "X-From: \"{{param.sender}} {{reference}}\""));
  Parameters parameters = sample_parameters();
  parameters["sender"] = "Sch\u00f6ol";
  EXPECT_FALSE(create(d, parameters, sample_secret, http_).ok());
  EXPECT_FALSE(check(d, parameters).ok());
}

TEST_F(DeclaredProvider, ASecretIsReadAgainForEverySend) {
  const auto made = make(sample_parameters());
  const auto request = made.value()->prepare(text_to("+447700900123", "Hi"), reference());
  secrets_ = [](const std::string&) { return std::string("new key"); };
  made.value()->start(request.value(), reference(), [](const job::Outcome&) {});
  ASSERT_EQ(http_.requests.size(), 1u);
  EXPECT_EQ(http_.requests[0].headers.back().second, "Bearer new key");
}

TEST_F(DeclaredProvider, WithoutItsSecretNothingIsSentAndTheAccountIsStopped) {
  const auto made = make(sample_parameters());
  const auto request = made.value()->prepare(text_to("+447700900123", "Hi"), reference());
  for (const Secrets& lost :
       {Secrets([](const std::string&) { return std::string(); }),
        Secrets([](const std::string&) -> std::string { throw std::runtime_error("gone"); })}) {
    secrets_ = lost;
    std::vector<job::Outcome> outcomes;
    EXPECT_NO_THROW(made.value()->start(request.value(), reference(),
                                        [&](job::Outcome o) { outcomes.push_back(std::move(o)); }));
    ASSERT_EQ(outcomes.size(), 1u);
    EXPECT_EQ(outcomes[0].kind, job::OutcomeKind::kMisconfigured);
    EXPECT_NE(outcomes[0].evidence.find("Nothing was sent."), std::string::npos);
  }
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(DeclaredProvider, AFrozenRequestThatWasChangedIsNotSent) {
  const auto made = make(sample_parameters());
  auto request = made.value()->prepare(text_to("+447700900123", "Hi"), reference()).value();
  request.bytes = "POST ";
  job::Outcome outcome;
  made.value()->start(request, reference(), [&](job::Outcome o) { outcome = std::move(o); });
  EXPECT_EQ(outcome.kind, job::OutcomeKind::kMisconfigured);
  EXPECT_TRUE(http_.requests.empty());
}

TEST_F(DeclaredProvider, AnAnswerAfterItsEndIsStillGiven) {
  auto made = make(sample_parameters());
  int answers = 0;
  const auto request = made.value()->prepare(text_to("+447700900123", "Hi"), reference());
  made.value()->start(request.value(), reference(), [&](const job::Outcome&) { ++answers; });
  made.value().reset();
  http_.poll(std::chrono::milliseconds{0});
  EXPECT_EQ(answers, 1);
}

/// A declared provider over HTTP from memory.
class InMemory final : public providers::Subject {
 public:
  InMemory() {
    http_.answer = answered(201, R"({"messages":[{"status":"ok","id":"m-1"}]})");
    provider_ = create(sample(), sample_parameters(), sample_secret, http_).value();
  }
  ports::Provider& provider() override { return *provider_; }

 private:
  MemoryHttp http_;
  std::unique_ptr<ports::Provider> provider_;
};

}  // namespace

std::unique_ptr<providers::Subject> in_memory() {
  return std::make_unique<InMemory>();
}

}  // namespace firstday::provider_declared

namespace firstday::providers {
INSTANTIATE_TEST_SUITE_P(DeclaredInMemory, ProviderContract,
                         testing::Values(ContractCase{"declared", provider_declared::in_memory}), case_name);
}  // namespace firstday::providers
