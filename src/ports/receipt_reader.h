// Reads what a provider posts to us: receipts and replies. Each provider that gives them has one.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/personal.h"
#include "base/problem.h"
#include "base/result.h"
#include "job/receipt.h"

namespace firstday::ports {

/// A request that came in, exactly as it came. Its size is bounded before it gets here.
struct RawPost {
  std::string method;  ///< GET or POST
  std::string url;     ///< as the provider sees it: public base address, path and query
  std::string query;   ///< still percent-encoded
  std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case
  std::string body;
  std::string token;  ///< the last part of the path: the secret of addresses that nobody signs
};

/// What to answer when it was kept: some providers send it again until they read their own word.
struct Acknowledgement {
  int status = 200;
  std::string body;
  std::string content_type = "text/plain";
};

/// Immutable, and safe from any thread: the endpoint asks it on its own threads.
class ReceiptReader {
 public:
  virtual ~ReceiptReader() = default;

  /// True when the request carries the signature, password or token that was agreed, at `now` (signatures
  /// with a time in them are refused when older than the provider's tolerance). What is not authentic is
  /// neither kept nor answered with 200.
  virtual bool is_authentic(const RawPost& post, base::Instant now) const = 0;
  /// Everything in it that can be read; a part that cannot is a problem and costs only itself.
  virtual base::Parsed<std::vector<job::ProviderWord>> read(const RawPost& post) const = 0;
  virtual Acknowledgement acknowledgement() const { return {}; }
};

}  // namespace firstday::ports
