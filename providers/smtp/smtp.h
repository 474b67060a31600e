// E-mail over SMTP (RFC 5321) by libcurl: one recipient, one transaction, asked once (README.md).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "ports/provider.h"
#include "providers/smtp/settings.h"

namespace firstday::provider_smtp {

/// Gives the secret of that name, empty when there is none. Asked at every start(); nothing is kept.
using Secrets = std::function<std::string(const std::string& secret_name)>;
/// The time that goes into the Date header, read when a message leaves.
using Now = std::function<base::Instant()>;

/// The error (kConfiguration) names every parameter that is wrong.
base::Result<std::unique_ptr<ports::Provider>> create(const std::map<std::string, std::string>& parameters,
                                                      Secrets secrets, Now now);

}  // namespace firstday::provider_smtp
