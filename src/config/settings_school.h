// The two kinds of settings files, each from its tree.
#pragma once

#include <string>
#include <vector>

#include "config/settings.h"
#include "config/settings_section.h"

namespace firstday::config {

struct SharedSettings {
  LogSettings log;
  std::vector<AccountSettings> accounts;
};

SharedSettings read_shared(const YamlNode& file, Findings& findings);

/// `urn` is the file's name without ".yaml", which the file must repeat.
SchoolSettings read_school(const YamlNode& file, const std::string& urn, const SharedSettings& shared,
                           const std::vector<std::string>& policy_folders, Findings& findings);

/// The accounts when nobody has written any: a sandbox for everything that is carried.
std::vector<AccountSettings> sandbox_accounts();

}  // namespace firstday::config
