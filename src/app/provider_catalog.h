// The one visible list of the providers that ship.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/settings.h"
#include "ports/provider.h"

namespace firstday::app {

/// Where a provider may put its files when its settings do not say.
struct ProviderPlaces {
  std::string data_dir;
};

std::vector<std::string> provider_names();

/// Opens and makes nothing; what make_provider() would say of the settings.
base::Status check_account(const config::AccountSettings& account, const ProviderPlaces& places);

/// kConfiguration for an unknown provider or a parameter that is wrong, in words for the settings' owner.
base::Result<std::unique_ptr<ports::Provider>> make_provider(const config::AccountSettings& account,
                                                             const ProviderPlaces& places);

}  // namespace firstday::app
