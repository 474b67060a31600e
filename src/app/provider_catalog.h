// The one visible list of the providers that ship: the compiled ones by name, and every definition file
// in the providers folders.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/result.h"
#include "config/settings.h"
#include "net/curl_http_client.h"
#include "ports/http_client.h"
#include "ports/provider.h"

namespace firstday::app {

/// Where providers find what they need.
struct ProviderPlaces {
  std::string data_dir;                         ///< the sandbox writes below it
  std::vector<std::string> definition_folders;  ///< of <name>.yaml; the first that has a name wins
  std::string secrets_dir;                      ///< one file a secret; see secrets.h
  std::string posts_url = {};                   ///< of the school's accounts (post_desk.h); empty: none
};

/// A school's own definitions before those that ship; secrets beside the configuration.
ProviderPlaces places_for(const std::string& config_dir, const std::string& data_dir,
                          const std::string& shared_dir);

/// Compiled and declared, sorted.
std::vector<std::string> provider_names(const ProviderPlaces& places);

/// True for a provider whose messages never leave this machine.
bool is_rehearsal(const std::string& provider);

/// Opens and makes nothing; what make_provider() would say of the settings. Errors as there.
base::Status check_account(const config::AccountSettings& account, const ProviderPlaces& places);

/// The most sends that may be under way to one host: the HTTP client opens no more connections there, and
/// what waits for one would be counted as under way though nothing of it has left.
inline const int kMostInFlight = net::CurlSettings{}.max_connections_per_host;

/// Says so when a definition asks for more than kMostInFlight, which is then what it gets; else empty. Of an
/// account that check_account() finds nothing wrong with.
std::string over_the_limit(const config::AccountSettings& account, const ProviderPlaces& places);

/// What the samples at the end of the account's definition show to be wrong with it; nothing for a compiled
/// provider, or a definition that cannot be read (check_account says why).
std::vector<base::Problem> failed_samples(const config::AccountSettings& account,
                                          const ProviderPlaces& places);

/// kConfiguration for an unknown provider, a definition with mistakes, a parameter that is wrong or a
/// secret that is not there, in words for the settings' owner. `http` must outlive the provider.
base::Result<std::unique_ptr<ports::Provider>> make_provider(const config::AccountSettings& account,
                                                             const ProviderPlaces& places,
                                                             ports::HttpClient& http);

}  // namespace firstday::app
