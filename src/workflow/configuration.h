// The whole configuration, read at once, with everything that is wrong in it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/problem.h"
#include "config/settings.h"
#include "config/templates.h"
#include "escalation/plan.h"

namespace firstday::workflow {

struct Configuration {
  config::Settings settings;
  config::TemplateFolders templates;
  std::map<std::string, escalation::PolicySet> policies;  ///< by policy id; only those without errors
  std::vector<base::Problem> template_problems;           ///< those of the templates; also among `problems`
  std::vector<base::Problem> problems;

  bool has_errors() const;
};

/// What an account's provider says of its settings: an unknown provider or a bad parameter is an error.
struct AccountFinding {
  base::Severity severity = base::Severity::kError;
  std::string what;
  std::string mend;
};
using CheckAccount = std::function<std::vector<AccountFinding>(const config::AccountSettings&)>;

/// `shared_dir` holds what ships: config/policies, config/profiles, templates.
Configuration load_configuration(const std::string& config_dir, const std::string& shared_dir,
                                 const CheckAccount& check_account);

/// Policies by id, only those without errors, and what is wrong with the others.
struct PolicyShelf {
  std::map<std::string, escalation::PolicySet> policies;
  std::vector<base::Problem> problems;
};

/// The policies of a configuration folder, where there is one, and those that ship; without any settings.
PolicyShelf load_policies(const std::string& config_dir, const std::string& shared_dir);

/// The JSON Schema of policy files, for editors; the same text as config/policies/policy.schema.json.
std::string policy_schema();

}  // namespace firstday::workflow
