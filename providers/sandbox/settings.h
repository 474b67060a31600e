// The sandbox's parameters, read and checked.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "base/personal.h"
#include "base/result.h"

namespace firstday::provider_sandbox {

/// Whom a misbehaviour is meant for: everybody, or the numbers that end in one of these digits. Of an
/// e-mail address the part before the @ counts.
struct Whom {
  bool all = false;
  std::vector<std::string> endings;

  bool holds(const base::Personal& to) const;
};

struct Settings {
  std::string folder;
  std::string from = "sandbox";  ///< the From line
  // Misbehaviour. Where several hold for one message, the first in this order counts.
  Whom misconfigured;  ///< the account is said to be wrong
  Whom not_sent;       ///< said to have never left
  Whom fail;           ///< rejected for good
  Whom busy;           ///< rejected for now, with retry_after
  Whom drop;           ///< taken and written, but the answer is lost: unknown
  std::chrono::seconds retry_after{60};
  Whom delay;  ///< answered by a later poll, after `delay_ms`
  std::chrono::milliseconds delay_ms{1000};
};

/// The error is a sentence that names the parameter and says what it may be.
base::Result<Settings> read_settings(const std::map<std::string, std::string>& parameters);

}  // namespace firstday::provider_sandbox
