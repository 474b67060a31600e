// The engine for providers that are YAML files: any service that speaks HTTP (README.md).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "ports/http_client.h"
#include "ports/provider.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

/// Gives the secret of that name, empty when there is none. Asked at every start(), so a key may be
/// changed while the program runs, and for every request that the service makes to us, from whatever thread.
/// Nothing that it gives is kept.
using Secrets = std::function<std::string(const std::string& secret_name)>;

/// Makes nothing: whether create() would take these parameters. See account.h for what they are.
base::Status check(const Definition& definition, const std::map<std::string, std::string>& parameters);

/// Fails (kConfiguration) when a parameter is unknown, missing or wrong, when a secret is not there, or
/// when a request could not be written with them. Copies the definition; borrows `http`, which must
/// outlive the provider and may be shared with others of the same thread.
base::Result<std::unique_ptr<ports::Provider>> create(const Definition& definition,
                                                      const std::map<std::string, std::string>& parameters,
                                                      Secrets secrets, ports::HttpClient& http);

}  // namespace firstday::provider_declared
