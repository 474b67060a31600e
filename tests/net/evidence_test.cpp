// What a transport proves, over every code that the installed libcurl has.
#include <curl/curl.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "ports/http_client.h"

namespace firstday::ports {
namespace {

using job::OutcomeKind;

/// No status line; every class of status, and those with a meaning of their own.
constexpr int kStatuses[] = {0,   100, 101, 103, 199, 200, 202, 204, 299, 300, 301, 302, 303, 307,
                             308, 400, 401, 404, 408, 409, 421, 425, 429, 500, 502, 503, 504, 599};
constexpr long long kBytes[] = {-1, 0, 1, 500};

HttpResult result_of(int code, int status, long long bytes, bool whole) {
  HttpResult r;
  r.transport_code = code;
  r.transport_error = code == 0 ? "" : curl_easy_strerror(static_cast<CURLcode>(code));
  r.status = status;
  r.bytes_sent = bytes;
  r.whole_answer = whole;
  return r;
}

template <typename Check>
void for_every_result(Check check) {
  for (int code = 0; code < CURL_LAST; ++code)
    for (const int status : kStatuses)
      for (const long long bytes : kBytes)
        for (const bool whole : {false, true}) check(result_of(code, status, bytes, whole));
}

std::string said(const HttpResult& r) {
  return std::to_string(r.transport_code) + " " + r.transport_error + ", status " + std::to_string(r.status) +
         ", " + std::to_string(r.bytes_sent) + " bytes, " + (r.whole_answer ? "whole" : "not whole");
}

/// The rule, written as a table of all that is proof: everything that is not in it must be unknown.
struct Proof {
  bool code_is_0;
  bool whole;
  bool final_status;  ///< 200 or more; false stands for no status line at all
  bool bytes_left;    ///< at least one; false stands for exactly none
  Evidence evidence;
};
constexpr Proof kProofs[] = {
    {true, true, true, true, Evidence::kAnswered},
    {false, false, false, false, Evidence::kNotSent},
};

Evidence expected_of(const HttpResult& r) {
  for (const Proof& p : kProofs)
    if (p.code_is_0 == (r.transport_code == 0) && p.whole == r.whole_answer &&
        (p.final_status ? r.status >= 200 : r.status == 0) &&
        (p.bytes_left ? r.bytes_sent > 0 : r.bytes_sent == 0))
      return p.evidence;
  return Evidence::kUnknown;
}

TEST(EvidenceOf, EveryCodeStatusAndCountOfBytesIsWhatTheTableOfProofsSays) {
  int results = 0;
  for_every_result([&](const HttpResult& r) {
    ++results;
    EXPECT_EQ(evidence_of(r), expected_of(r)) << said(r);
  });
  EXPECT_EQ(results, CURL_LAST * 28 * 4 * 2);
  EXPECT_GE(static_cast<int>(CURL_LAST), 100) << "this libcurl has fewer codes than 7.88.1";
}

TEST(EvidenceOf, OnlyCodeZeroIsEverAnAnswerAndOnlyZeroBytesAreEverNotSent) {
  std::map<Evidence, std::set<int>> codes;
  std::map<Evidence, std::set<long long>> bytes;
  for_every_result([&](const HttpResult& r) {
    codes[evidence_of(r)].insert(r.transport_code);
    bytes[evidence_of(r)].insert(r.bytes_sent);
  });
  EXPECT_EQ(codes[Evidence::kAnswered], std::set<int>{0});
  EXPECT_EQ(codes[Evidence::kNotSent].count(0), 0u);
  EXPECT_EQ(codes[Evidence::kNotSent].size(), static_cast<std::size_t>(CURL_LAST) - 1);
  EXPECT_EQ(bytes[Evidence::kNotSent], std::set<long long>{0});
}

struct Measured {
  CURLcode code;
  long long bytes;
  Evidence evidence;
};

/// What libcurl 7.88.1 ended with against the servers of tests/net and tests/peers.
constexpr Measured kMeasured[] = {
    {CURLE_UNSUPPORTED_PROTOCOL, 0, Evidence::kNotSent},    // ftp://
    {CURLE_UNSUPPORTED_PROTOCOL, 158, Evidence::kUnknown},  // an answer that is no HTTP
    {CURLE_COULDNT_RESOLVE_HOST, 0, Evidence::kNotSent},
    {CURLE_COULDNT_CONNECT, 0, Evidence::kNotSent},
    {CURLE_SSL_CONNECT_ERROR, 0, Evidence::kNotSent},
    {CURLE_PEER_FAILED_VERIFICATION, 0, Evidence::kNotSent},
    {CURLE_OPERATION_TIMEDOUT, 0, Evidence::kNotSent},     // connecting, or in the TLS handshake
    {CURLE_OPERATION_TIMEDOUT, 158, Evidence::kUnknown},   // after the request
    {CURLE_PARTIAL_FILE, 166, Evidence::kUnknown},         // half a body; an HTTP/2 connection that ends
    {CURLE_GOT_NOTHING, 158, Evidence::kUnknown},          // a new connection closed without an answer
    {CURLE_ABORTED_BY_CALLBACK, 139, Evidence::kUnknown},  // a kept one: the second sending was stopped
    {CURLE_RECV_ERROR, 158, Evidence::kUnknown},
    {CURLE_HTTP2, 174, Evidence::kUnknown},         // GOAWAY
    {CURLE_HTTP2_STREAM, 170, Evidence::kUnknown},  // RST_STREAM
    {CURLE_WRITE_ERROR, 164, Evidence::kUnknown},   // a body over the limit
};

TEST(EvidenceOf, ACodeMeansNothingWithoutTheBytes) {
  for (const Measured& m : kMeasured) {
    const HttpResult r = result_of(m.code, 0, m.bytes, false);
    EXPECT_EQ(evidence_of(r), m.evidence) << said(r);
  }
}

TEST(OutcomeOf, IsNotSentOnProofAndUnknownOtherwiseAnAnswerToo) {
  for_every_result([&](const HttpResult& r) {
    const job::Outcome o = outcome_of(r);
    EXPECT_EQ(o.kind, evidence_of(r) == Evidence::kNotSent ? OutcomeKind::kNotSent : OutcomeKind::kUnknown)
        << said(r);
    EXPECT_EQ(o.http_status, r.status);
    EXPECT_EQ(o.transport_code, r.transport_code);
    EXPECT_EQ(o.bytes_sent, r.bytes_sent);
    EXPECT_EQ(o.provider_ref, "");
    EXPECT_EQ(o.retry_after, std::nullopt);
  });
}

TEST(OutcomeOf, SaysWhatItRestsOn) {
  EXPECT_EQ(outcome_of(result_of(CURLE_COULDNT_CONNECT, 0, 0, false)).evidence,
            "Nothing left this machine: Couldn't connect to server.");
  EXPECT_EQ(outcome_of(result_of(CURLE_OPERATION_TIMEDOUT, 0, 90, false)).evidence,
            "The request may have left, and no whole answer came: Timeout was reached.");
  EXPECT_EQ(outcome_of(result_of(CURLE_PARTIAL_FILE, 200, 90, false)).evidence,
            "The request may have left, and no whole answer came (HTTP 200 was begun): Transferred a partial "
            "file.");
  EXPECT_EQ(outcome_of(result_of(0, 502, 90, true)).evidence, "HTTP 502.");
  EXPECT_EQ(outcome_of(result_of(0, 302, 90, true)).evidence,
            "HTTP 302, a redirect, which is never followed: check the account's address.");
}

}  // namespace
}  // namespace firstday::ports
