// What the tests of declared providers share: a definition of an invented service, and an HTTP client that
// answers from memory.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ports/http_client.h"
#include "providers/declared/declared.h"
#include "providers/declared/definition.h"
#include "providers/declared/read_definition.h"

namespace firstday::provider_declared {

using Parameters = std::map<std::string, std::string>;

/// An invented service: bearer token, JSON, an id in the answer.
std::string sample_yaml();
/// The sample with one piece of it replaced; the piece must be there exactly once.
std::string sample_with(const std::string& piece, const std::string& instead);
/// Reads what must have no problems.
Definition read_good(const std::string& yaml);
Definition sample();
/// The sample with this parser and these rules, without its self-test's answers; 299 is accepted.
Definition with_rules(const std::string& response, const std::string& rules);
Parameters sample_parameters(const std::string& base = "https://gateway.example");
/// "secret of NAME" for every name.
std::string sample_secret(const std::string& name);

job::Message text_to(const std::string& number, const std::string& body);
ports::HttpResult answered(int status, std::string body, ports::HttpHeaders headers = {});

/// Keeps what it is asked and answers at the next poll.
class MemoryHttp final : public ports::HttpClient {
 public:
  void start(ports::HttpRequest request, Done done) override;
  int poll(std::chrono::milliseconds max_wait) override;

  ports::HttpResult answer = answered(200, "");
  std::vector<ports::HttpRequest> requests;

 private:
  std::vector<Done> open_;
};

/// Prepares, starts and polls to the end.
job::Outcome send(ports::Provider& provider, const job::Message& message);

}  // namespace firstday::provider_declared
