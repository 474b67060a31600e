#include "app/provider_catalog.h"

#include "base/text.h"
#include "providers/sandbox/sandbox.h"
#include "providers/sandbox/settings.h"

namespace firstday::app {

namespace {

using Parameters = std::map<std::string, std::string>;
using Made = base::Result<std::unique_ptr<ports::Provider>>;

struct Entry {
  const char* name;
  base::Status (*check)(const Parameters& parameters, const ProviderPlaces& places);
  Made (*make)(const Parameters& parameters, const ProviderPlaces& places);
};

Parameters with_folder(Parameters parameters, const ProviderPlaces& places) {
  parameters.emplace("folder", places.data_dir + "/sandbox");
  return parameters;
}

base::Status check_sandbox(const Parameters& parameters, const ProviderPlaces& places) {
  const auto settings = provider_sandbox::read_settings(with_folder(parameters, places));
  return settings ? base::Status{} : base::Status{settings.error()};
}

Made make_sandbox(const Parameters& parameters, const ProviderPlaces& places) {
  return provider_sandbox::Sandbox::create(with_folder(parameters, places));
}

constexpr Entry kCatalog[] = {
    {"sandbox", check_sandbox, make_sandbox},
};

const Entry* find(const std::string& provider) {
  for (const Entry& entry : kCatalog)
    if (provider == entry.name) return &entry;
  return nullptr;
}

}  // namespace

std::vector<std::string> provider_names() {
  std::vector<std::string> names;
  for (const Entry& entry : kCatalog) names.emplace_back(entry.name);
  return names;
}

namespace {

base::Error unknown_provider(const config::AccountSettings& account) {
  return base::misconfigured("Account '" + account.name + "' names the provider '" + account.provider +
                             "'. There are: " + base::join(provider_names(), ", ") + ".");
}

}  // namespace

base::Status check_account(const config::AccountSettings& account, const ProviderPlaces& places) {
  const Entry* entry = find(account.provider);
  return entry == nullptr ? base::Status{unknown_provider(account)} : entry->check(account.parameters, places);
}

Made make_provider(const config::AccountSettings& account, const ProviderPlaces& places) {
  const Entry* entry = find(account.provider);
  if (entry == nullptr) return unknown_provider(account);
  return entry->make(account.parameters, places);
}

}  // namespace firstday::app
