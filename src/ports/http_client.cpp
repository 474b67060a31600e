#include "ports/http_client.h"

namespace firstday::ports {

std::string_view header(const HttpResult& result, std::string_view name) {
  for (const auto& [key, value] : result.headers)
    if (key == name) return value;
  return {};
}

Evidence evidence_of(const HttpResult& r) {
  const bool nothing_came = r.status == 0 && !r.whole_answer;
  if (r.transport_code == 0)
    return r.whole_answer && r.status >= 200 && r.bytes_sent > 0 ? Evidence::kAnswered : Evidence::kUnknown;
  return nothing_came && r.bytes_sent == 0 ? Evidence::kNotSent : Evidence::kUnknown;
}

namespace {

std::string in_words(const HttpResult& r, Evidence evidence) {
  if (evidence == Evidence::kAnswered) {
    const bool redirect = r.status >= 300 && r.status < 400;
    return "HTTP " + std::to_string(r.status) +
           (redirect ? ", a redirect, which is never followed: check the account's address." : ".");
  }
  std::string out = evidence == Evidence::kNotSent ? "Nothing left this machine"
                                                   : "The request may have left, and no whole answer came";
  if (r.status > 0) out.append(" (HTTP ").append(std::to_string(r.status)).append(" was begun)");
  if (!r.transport_error.empty()) out.append(": ").append(r.transport_error);
  return out.append(".");
}

}  // namespace

job::Outcome outcome_of(const HttpResult& result) {
  const Evidence evidence = evidence_of(result);
  job::Outcome out;
  out.kind = evidence == Evidence::kNotSent ? job::OutcomeKind::kNotSent : job::OutcomeKind::kUnknown;
  out.evidence = in_words(result, evidence);
  out.http_status = result.status;
  out.transport_code = result.transport_code;
  out.bytes_sent = result.bytes_sent;
  return out;
}

}  // namespace firstday::ports
