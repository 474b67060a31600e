#include "workflow/configuration.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "config/policy_file.h"
#include "config/policy_schema.h"
#include "escalation/chain.h"
#include "intake/input_file.h"
#include "seal/hash.h"
#include "workflow/policy_templates.h"

namespace firstday::workflow {

namespace fs = std::filesystem;

namespace {

void add(std::vector<base::Problem>& to, std::vector<base::Problem> more) {
  to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::vector<fs::path> yaml_files(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

/// The policies of several folders. New cases begin under the newest version of the first folder that has the
/// policy: a school's own wins over a shipped one. Other versions stay for the cases that began under them.
class PolicyReading {
 public:
  explicit PolicyReading(PolicyShelf& shelf) : shelf_(shelf) {}

  void read_folder(const std::string& folder) {
    std::set<std::string> settled;
    for (const auto& [id, set] : shelf_.policies) settled.insert(id);
    for (const fs::path& file : yaml_files(folder))
      if (auto policy = read(file)) put(file, std::move(*policy), settled);
  }

  /// At its place in the file of the policy's current version.
  base::Problem problem_of(const escalation::ChainFault& f) const {
    const std::string& file = current_file_.at(f.policy);
    const auto bytes = intake::read_file(file);
    return config::problem_at(bytes ? bytes.value().bytes : std::string(), file, f.fault);
  }

 private:
  void complain(const fs::path& file, std::string what, std::string mend) {
    shelf_.problems.push_back(
        {base::Severity::kError, file.string(), 0, 0, "", std::move(what), std::move(mend)});
  }

  std::optional<escalation::Policy> read(const fs::path& file) {
    std::error_code ignored;
    if (fs::is_directory(file, ignored)) {
      complain(file, "This is a folder, and not a policy.", "Rename it, or take it away.");
      return std::nullopt;
    }
    const auto bytes = intake::read_file(file.string());
    if (!bytes) {
      complain(file, bytes.error().what, "");
      return std::nullopt;
    }
    auto policy = config::read_policy(bytes.value().bytes, file.string());
    const bool usable = !policy.has_errors();
    // A shipped file that a school's own of that name stands before is none of the school's concern.
    if (!usable && shadowed_.count(file.filename().string()) != 0) return std::nullopt;
    shadowed_.insert(file.filename().string());
    add(shelf_.problems, std::move(policy.problems));
    return usable ? std::optional(std::move(policy.value)) : std::nullopt;
  }

  void put(const fs::path& file, escalation::Policy policy, const std::set<std::string>& settled) {
    escalation::PolicySet& set = shelf_.policies[policy.id];
    const bool earlier_folder = settled.count(policy.id) != 0;
    if (set.find(policy.id, policy.version) != nullptr) {
      if (!earlier_folder)
        complain(file,
                 "There is another file of the policy '" + policy.id + "' with version " +
                     std::to_string(policy.version) + ".",
                 "Raise the version of the newer one, or take one of them away.");
      return;
    }
    const std::string id = policy.id;
    set.policies.push_back(std::move(policy));
    if (!earlier_folder && set.policies.back().version > set.policies[set.current_index].version)
      set.current_index = set.policies.size() - 1;
    if (set.current_index == set.policies.size() - 1) current_file_[id] = file.string();
  }

  PolicyShelf& shelf_;
  std::set<std::string> shadowed_;                   ///< names of files that were read
  std::map<std::string, std::string> current_file_;  ///< by policy id
};

PolicyShelf read_policies(const std::vector<std::string>& folders) {
  PolicyShelf shelf;
  PolicyReading reading(shelf);
  for (const std::string& folder : folders) reading.read_folder(folder);
  for (const escalation::ChainFault& f : escalation::resolve_chains(shelf.policies)) {
    shelf.problems.push_back(reading.problem_of(f));
    shelf.policies.erase(f.policy);
  }
  return shelf;
}

base::Problem at(const config::WrittenAt& place, const char* field, std::string what, std::string mend) {
  return {base::Severity::kError, place.file,     place.line, place.column, field,
          std::move(what),        std::move(mend)};
}

bool is_said(const std::vector<base::Problem>& problems, const base::Problem& p) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const base::Problem& other) { return base::describe(other) == base::describe(p); });
}

/// An account that several schools share is said once.
void check_account(const config::AccountSettings& account, const CheckAccount& check,
                   std::vector<base::Problem>& problems) {
  for (AccountFinding& f : check(account)) {
    base::Problem p = at(account.at, "accounts", f.what, std::move(f.mend));
    p.severity = f.severity;
    if (!is_said(problems, p)) problems.push_back(std::move(p));
  }
}

void check_schools(Configuration& c, const CheckAccount& check) {
  for (const config::SchoolSettings& s : c.settings.schools) {
    // A policy without a file is said already, with its line; this is one that has mistakes.
    if (c.policies.find(s.policy) == c.policies.end() && !c.has_errors())
      c.problems.push_back(at(s.policy_at, "policy", "There is no usable policy '" + s.policy + "'.",
                              "Put it into the policies folder, or mend what is said of it above."));
    if (!check) continue;
    for (const config::AccountSettings& account : s.accounts) check_account(account, check, c.problems);
  }
}

}  // namespace

bool Configuration::has_errors() const {
  return std::any_of(problems.begin(), problems.end(),
                     [](const base::Problem& p) { return p.severity == base::Severity::kError; });
}

Configuration load_configuration(const std::string& config_dir, const std::string& shared_dir,
                                 const CheckAccount& check_account) {
  Configuration c;
  auto settings = config::load_settings(config_dir, shared_dir);
  c.settings = std::move(settings.value);
  add(c.problems, std::move(settings.problems));
  auto templates = config::load_templates(c.settings.template_folders,
                                          [](std::string_view text) { return seal::sha256_hex(text); });
  c.templates = std::move(templates.value);
  c.template_problems = templates.problems;
  add(c.problems, std::move(templates.problems));
  PolicyShelf shelf = read_policies(c.settings.policy_folders);
  c.policies = std::move(shelf.policies);
  add(c.problems, std::move(shelf.problems));
  for (const auto& [id, set] : c.policies) add(c.problems, check_templates(set.current(), c.templates.set));
  check_schools(c, check_account);
  return c;
}

PolicyShelf load_policies(const std::string& config_dir, const std::string& shared_dir) {
  return read_policies({(fs::path(config_dir) / "policies").string(),
                        (fs::path(shared_dir) / "config" / "policies").string()});
}

std::string policy_schema() {
  return config::policy_schema();
}

}  // namespace firstday::workflow
