// What a service answered, reduced to the values that its definition asks for.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "ports/http_client.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

struct Answer {
  bool readable = false;                    ///< the body is what the response's parser expects
  std::map<std::string, std::string> body;  ///< by name or JSON pointer; only what is there
  std::map<std::string, std::string> headers;
  std::string provider_id;  ///< at most 200 printable ASCII characters; empty when there is none
};

/// Pure. A JSON string gives its text, null nothing, everything else is written as JSON writes it.
Answer read_answer(const Definition& definition, const ports::HttpResult& result);

/// Nothing where the answer has no such value.
std::optional<std::string> value_at(const Answer& answer, const ValueAt& at);

/// The Retry-After header (RFC 9110 section 10.2.3), at most a day. A date is counted from the answer's
/// own Date header, so no clock of ours is needed; without one it says nothing.
std::optional<std::chrono::seconds> retry_after_of(const ports::HttpResult& result);

}  // namespace firstday::provider_declared
