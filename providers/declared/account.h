// A school's settings for a declared provider, checked against its definition.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/result.h"
#include "providers/declared/definition.h"

namespace firstday::provider_declared {

struct Account {
  std::map<std::string, std::string> texts;    ///< by parameter, fallbacks included
  std::map<std::string, std::string> secrets;  ///< by parameter: the name of the secret, never the secret
  bool reaches_people = true;
};

/// The parameters are those of the definition and `sandbox` (true or false). A secret is given as
/// "secret:NAME". The error (kConfiguration) names every parameter that is unknown, missing or wrong and
/// holds no value.
///
/// sandbox: true says that nobody is reached; it is refused unless requests go to this machine itself
/// (127.0.0.1, ::1 or localhost).
base::Result<Account> read_account(const Definition& definition,
                                   const std::map<std::string, std::string>& parameters);

/// "http" or "https", a host without user or odd characters, an optional port; then at most a path of
/// printable ASCII without "?" and "#".
bool is_base_url(std::string_view url);
/// The URL's host is this machine itself. False for what is no URL.
bool is_loopback(std::string_view url);
/// Length of "https://host:port"; 0 when the text does not begin with that and either ends there or goes
/// on with "/".
std::size_t length_of_origin(std::string_view url);

}  // namespace firstday::provider_declared
