#include "app/provider_catalog.h"

#include <algorithm>
#include <filesystem>
#include <initializer_list>
#include <set>
#include <span>

#include "app/clocks.h"
#include "app/secrets.h"
#include "base/text.h"
#include "intake/input_file.h"
#include "providers/call_list/call_list.h"
#include "providers/declared/account.h"
#include "providers/declared/declared.h"
#include "providers/declared/encoding.h"
#include "providers/declared/read_definition.h"
#include "providers/declared/self_test.h"
#include "providers/print_folder/print_folder.h"
#include "providers/print_folder/settings.h"
#include "providers/sandbox/sandbox.h"
#include "providers/sandbox/settings.h"
#include "providers/smtp/smtp.h"

namespace firstday::app {

namespace fs = std::filesystem;

namespace {

using Parameters = std::map<std::string, std::string>;
using Made = base::Result<std::unique_ptr<ports::Provider>>;

struct Compiled {
  const char* name;
  std::initializer_list<job::Kind> carries;
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

base::Status check_call_list(const Parameters& parameters, const ProviderPlaces&) {
  return provider_call_list::check(parameters);
}

Made make_call_list(const Parameters& parameters, const ProviderPlaces&) {
  return provider_call_list::create(parameters);
}

base::Error missing_secret(const std::string& folder, const std::string& name) {
  const std::string file = base::join({folder, name}, "/");
  return base::misconfigured("The secret '" + name + "' is missing: put it into " + file +
                             ", readable by its owner only.");
}

base::Status check_smtp(const Parameters& parameters, const ProviderPlaces& places) {
  const auto settings = provider_smtp::read_settings(parameters);
  if (!settings) return settings.error();
  const std::string& secret = settings.value().secret;
  if (!secret.empty() && read_secret(places.secrets_dir, secret).empty())
    return missing_secret(places.secrets_dir, secret);
  return {};
}

Made make_smtp(const Parameters& parameters, const ProviderPlaces& places) {
  const auto secret = [folder = places.secrets_dir](const std::string& name) {
    return read_secret(folder, name);
  };
  return provider_smtp::create(parameters, secret, [] { return SystemClock().now(); });
}

base::Status check_print_folder(const Parameters& parameters, const ProviderPlaces&) {
  const auto settings = provider_print_folder::read_settings(parameters);
  return settings ? base::Status{} : base::Status{settings.error()};
}

Made make_print_folder(const Parameters& parameters, const ProviderPlaces&) {
  return provider_print_folder::create(parameters);
}

using enum job::Kind;

constexpr std::initializer_list<job::Kind> kVoiceOnly = {kVoice};
constexpr std::initializer_list<job::Kind> kLettersOnly = {kLetter};
constexpr std::initializer_list<job::Kind> kEmailOnly = {kEmail};
constexpr std::initializer_list<job::Kind> kWhatFitsAFile = {kText, kEmail, kVoice};

constexpr Compiled kCompiled[] = {
    {"call_list", kVoiceOnly, check_call_list, make_call_list},
    {"print_folder", kLettersOnly, check_print_folder, make_print_folder},
    {"sandbox", kWhatFitsAFile, check_sandbox, make_sandbox},
    {"smtp", kEmailOnly, check_smtp, make_smtp},
};

/// A text that is given to a provider of letters would wait for ever, and nobody would see it.
base::Status check_kinds(const config::AccountSettings& account, std::span<const job::Kind> carried) {
  std::vector<std::string> names;
  for (const job::Kind kind : carried) names.emplace_back(job::word(kind));
  for (const job::Kind kind : account.kinds)
    if (std::find(carried.begin(), carried.end(), kind) == carried.end())
      return base::misconfigured(account.provider + " carries no " + std::string(job::word(kind)) +
                                 ". Write kinds: [" + base::join(names, ", ") + "], or fewer.");
  return {};
}

const Compiled* compiled(const std::string& provider) {
  for (const Compiled& entry : kCompiled)
    if (provider == entry.name) return &entry;
  return nullptr;
}

std::string definition_file(const std::string& provider, const ProviderPlaces& places) {
  std::error_code ignored;
  for (const std::string& folder : places.definition_folders) {
    const fs::path file = fs::path(folder) / (provider + ".yaml");
    if (fs::is_regular_file(file, ignored)) return file.string();
  }
  return {};
}

base::Error in_account(const config::AccountSettings& account, const base::Error& error) {
  return {error.kind, "Account '" + account.name + "': " + error.what};
}

base::Error unknown_provider(const config::AccountSettings& account, const ProviderPlaces& places) {
  return base::misconfigured("There is no provider '" + account.provider +
                             "'. There are: " + base::join(provider_names(places), ", ") + ".");
}

base::Result<provider_declared::Definition> definition_of(const config::AccountSettings& account,
                                                          const ProviderPlaces& places) {
  const std::string path = definition_file(account.provider, places);
  if (path.empty()) return unknown_provider(account, places);
  const auto file = intake::read_file(path);
  if (!file) return file.error();
  auto read = provider_declared::read_definition(file.value().bytes, path);
  if (!read.has_errors()) return std::move(read.value);
  std::vector<std::string> wrong;
  for (const base::Problem& p : read.problems) wrong.push_back(base::describe(p));
  return base::misconfigured(base::join(wrong, "\n"));
}

/// What the definition's requests tell the service to post to.
Parameters with_receipt_url(const config::AccountSettings& account, const ProviderPlaces& places) {
  Parameters parameters = account.parameters;
  const auto name = provider_declared::encoded(account.name, provider_declared::Encoding::kUrl);
  if (!places.posts_url.empty() && name)
    parameters.emplace("receipt_url", base::join({places.posts_url, name.value()}, "/"));
  return parameters;
}

base::Status check_declared(const config::AccountSettings& account, const ProviderPlaces& places) {
  const auto definition = definition_of(account, places);
  if (!definition) return definition.error();
  if (base::Status kinds = check_kinds(account, std::span(&definition.value().channel, 1)); !kinds)
    return kinds;
  const auto read = provider_declared::read_account(definition.value(), with_receipt_url(account, places));
  if (!read) return read.error();
  for (const auto& [parameter, name] : read.value().secrets)
    if (read_secret(places.secrets_dir, name).empty()) return missing_secret(places.secrets_dir, name);
  return provider_declared::check(definition.value(), with_receipt_url(account, places));
}

Made make_declared(const config::AccountSettings& account, const ProviderPlaces& places,
                   ports::HttpClient& http) {
  auto definition = definition_of(account, places);
  if (!definition) return definition.error();
  int& most = definition.value().limits.max_in_flight;
  most = std::min(most, kMostInFlight);
  const auto secret = [folder = places.secrets_dir](const std::string& name) {
    return read_secret(folder, name);
  };
  return provider_declared::create(definition.value(), with_receipt_url(account, places), secret, http);
}

}  // namespace

ProviderPlaces places_for(const std::string& config_dir, const std::string& data_dir,
                          const std::string& shared_dir) {
  return {data_dir, {config_dir + "/providers", shared_dir + "/providers"}, config_dir + "/secrets"};
}

std::vector<std::string> provider_names(const ProviderPlaces& places) {
  std::set<std::string> names;
  for (const Compiled& entry : kCompiled) names.insert(entry.name);
  std::error_code ignored;
  for (const std::string& folder : places.definition_folders)
    for (const auto& entry : fs::directory_iterator(folder, ignored))
      if (entry.path().extension() == ".yaml" && entry.is_regular_file(ignored))
        names.insert(entry.path().stem().string());
  return {names.begin(), names.end()};
}

bool is_rehearsal(const std::string& provider) {
  return provider == "sandbox";
}

base::Status check_account(const config::AccountSettings& account, const ProviderPlaces& places) {
  const Compiled* entry = compiled(account.provider);
  base::Status checked;
  if (entry == nullptr) checked = check_declared(account, places);
  if (entry != nullptr) checked = check_kinds(account, {entry->carries.begin(), entry->carries.size()});
  if (entry != nullptr && checked) checked = entry->check(account.parameters, places);
  return checked ? checked : base::Status{in_account(account, checked.error())};
}

std::string over_the_limit(const config::AccountSettings& account, const ProviderPlaces& places) {
  if (compiled(account.provider) != nullptr) return {};
  const auto definition = definition_of(account, places);
  if (!definition || definition.value().limits.max_in_flight <= kMostInFlight) return {};
  return "Account '" + account.name + "': " + account.provider + " asks for " +
         std::to_string(definition.value().limits.max_in_flight) + " sends at once; " +
         std::to_string(kMostInFlight) + " connections are opened to one host, so it gets " +
         std::to_string(kMostInFlight) + ".";
}

std::vector<base::Problem> failed_samples(const config::AccountSettings& account,
                                          const ProviderPlaces& places) {
  if (compiled(account.provider) != nullptr) return {};
  const auto definition = definition_of(account, places);
  if (!definition) return {};
  return provider_declared::run_self_test(definition.value()).problems;
}

Made make_provider(const config::AccountSettings& account, const ProviderPlaces& places,
                   ports::HttpClient& http) {
  const Compiled* entry = compiled(account.provider);
  Made made =
      entry != nullptr ? entry->make(account.parameters, places) : make_declared(account, places, http);
  if (!made) return in_account(account, made.error());
  return made;
}

}  // namespace firstday::app
