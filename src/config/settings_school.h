// The two kinds of settings files, each from its tree.
#pragma once

#include <string>
#include <vector>

#include "config/settings.h"
#include "config/settings_section.h"

namespace firstday::config {

struct SharedSettings {
  LogSettings log;
  ServeSettings serve;
  StoreSettings store;
  std::vector<AccountSettings> accounts;
};

SharedSettings read_shared(const YamlNode& file, Findings& findings);

/// Where the files lie that a school's settings name: each a list, the first folder that has one wins.
struct NamedFiles {
  const std::vector<std::string>& policy_folders;
  const std::vector<std::string>& profile_folders;
};

/// `urn` is the file's name without ".yaml", which the file must repeat.
SchoolSettings read_school(const YamlNode& file, const std::string& urn, const SharedSettings& shared,
                           const NamedFiles& named, Findings& findings);

/// The accounts when nobody has written any: a sandbox for everything that is carried.
std::vector<AccountSettings> sandbox_accounts();

}  // namespace firstday::config
