#include "app/firstday_app.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "app/clocks.h"
#include "app/out_of_order.h"
#include "app/places.h"
#include "app/post_desk.h"
#include "app/provider_catalog.h"
#include "app/service.h"
#include "app/signals.h"
#include "app/spdlog_log.h"
#include "base/text.h"
#include "net/curl_http_client.h"
#include "seal/hash.h"
#include "seal/keys.h"
#include "seal/uuid7.h"
#include "store/database.h"
#include "store/file_lock.h"
#include "store/quarantine.h"
#include "typeset/pango_typesetter.h"
#include "workflow/closure_check.h"
#include "workflow/pinned_cases.h"
#include "workflow/quarantine.h"
#include "workflow/trial.h"
#include "workflow/watched_queue.h"

namespace firstday::app {

namespace {

namespace fs = std::filesystem;

std::unique_ptr<ports::Clock> make_clock(const cli::Globals& globals) {
  if (globals.now && globals.stays) return std::make_unique<SystemClock>(*globals.now - SystemClock().now());
  if (globals.now) return std::make_unique<JumpingClock>(*globals.now);
  return std::make_unique<SystemClock>();
}

/// The log is a help, not a condition: without its file it goes to standard error.
std::unique_ptr<ports::Log> make_log(const config::LogSettings& settings, const cli::Globals& globals) {
  auto log = open_log(settings, globals.data_dir + "/logs", globals.verbose);
  if (log) return std::move(log).value();
  auto fallback = stderr_log();
  fallback->warning("the log file cannot be written; logging to standard error");
  return fallback;
}

ProviderPlaces places_of(const cli::Globals& globals) {
  return places_for(globals.config_dir, globals.data_dir, shared_dir());
}

std::string instance_id(base::Instant now) {
  return std::to_string(getpid()) + "-" + seal::uuid7(now);
}

/// The account's provider, or what stands in for it. One that check_account() refuses is not even made: it
/// could send with the wrong settings.
std::unique_ptr<ports::Provider> open_account(const config::AccountSettings& account, bool reaches_people,
                                              const ProviderPlaces& places, ports::HttpClient& http) {
  if (const base::Status checked = check_account(account, places); !checked)
    return make_out_of_order(account, reaches_people, checked.error().what);
  auto provider = make_provider(account, places, http);
  if (provider) return std::move(provider).value();
  return make_out_of_order(account, reaches_people, provider.error().what);
}

/// Where no account carries letters, they go into the data folder: a rehearsal, as long as the others are.
workflow::SchoolAccounts with_letters(workflow::SchoolAccounts accounts, const config::SchoolSettings& school,
                                      const ProviderPlaces& places, ports::HttpClient& http) {
  if (accounts.by_kind.count(job::Kind::kLetter) != 0) return accounts;
  const bool real =
      !school.trial && std::any_of(accounts.providers.begin(), accounts.providers.end(),
                                   [](const auto& p) { return p->capabilities().reaches_people; });
  config::AccountSettings folder;
  folder.name = folder.provider = "print_folder";
  folder.kinds = {job::Kind::kLetter};
  folder.parameters = {{"folder", places.data_dir + "/print"}, {"rehearsal", real ? "no" : "yes"}};
  auto provider = open_account(folder, real, places, http);
  accounts.by_kind[job::Kind::kLetter].push_back({folder.name, provider.get()});
  accounts.providers.push_back(std::move(provider));
  return accounts;
}

/// Schools that use the same account of firstday.yaml, or have written the same one each, are one customer to
/// the provider.
std::string shared_as(const config::AccountSettings& account) {
  std::vector<std::string> words{account.provider, account.name};
  for (const auto& [key, value] : account.parameters) {
    words.push_back(key);
    words.push_back(value);
  }
  return seal::sha256_hex(base::join(words, "\n"));
}

workflow::SchoolAccounts open_accounts(const config::SchoolSettings& school, const ProviderPlaces& places,
                                       ports::HttpClient& http) {
  workflow::SchoolAccounts out;
  for (const config::AccountSettings& account : school.accounts) {
    auto provider = open_account(account, !is_rehearsal(account.provider), places, http);
    if (school.trial) provider = workflow::on_trial(std::move(provider), school.school.urn);
    for (const job::Kind kind : account.kinds)
      out.by_kind[kind].push_back({account.name, provider.get(), shared_as(account), account.weight});
    out.providers.push_back(std::move(provider));
  }
  return with_letters(std::move(out), school, places, http);
}

/// A new key would not fit the old record, and families could be told twice.
base::Status key_is_there(const fs::path& data) {
  if (!fs::exists(data / "firstday.db") || fs::exists(data / "keys" / "master.key")) return {};
  return base::misconfigured(
      "The key of '" + data.string() +
      "' is missing. Put keys/master.key back from the backup; without it the record cannot be "
      "verified and nothing may be sent.");
}

/// Plans take a second at most, so whoever waits longer than this waits for a process that hangs.
constexpr std::chrono::seconds kPatienceForTurn{30};

/// A commit takes milliseconds. Whoever only reads need not know who writes for longer.
constexpr std::chrono::seconds kPatienceToRead{2};

/// The locks of the data folder, behind their port.
class FolderGate : public ports::DispatchGate {
 public:
  /// `stays`: of a process that goes on; see DispatchLock. `now` is asked whenever the right is taken.
  FolderGate(fs::path folder, bool stays, ports::Quarantine& quarantine, std::function<base::Instant()> now)
      : folder_(std::move(folder)), stays_(stays), quarantine_(quarantine), now_(std::move(now)) {}

  base::Result<std::unique_ptr<ports::DispatchRight>> take() override {
    auto lock = store::DispatchLock::take(folder_, stays_);
    if (!lock) return lock.error();
    if (const auto looked = quarantine_.look(now_()); !looked) return looked.error();
    return std::unique_ptr<ports::DispatchRight>(std::make_unique<Right>(std::move(lock).value()));
  }

  base::Result<std::unique_ptr<ports::PlanTurn>> plan_turn() override {
    auto lock = store::FileLock::on(folder_ / "plan.lock");
    if (!lock) return lock.error();
    if (!lock.value().lock(kPatienceForTurn))
      return base::unavailable("Another process has been planning in " + folder_.string() +
                               " for half a minute. What was recorded is kept; end that process, and the "
                               "next tick or run plans again.");
    return std::unique_ptr<ports::PlanTurn>(std::make_unique<Turn>(std::move(lock).value()));
  }

 private:
  struct Right : ports::DispatchRight {
    explicit Right(store::DispatchLock held) : lock(std::move(held)) {}
    store::DispatchLock lock;
  };
  struct Turn : ports::PlanTurn {
    explicit Turn(store::FileLock held) : lock(std::move(held)) {}
    store::FileLock lock;
  };
  fs::path folder_;
  bool stays_;
  ports::Quarantine& quarantine_;
  std::function<base::Instant()> now_;
};

/// Holds what the house refers to, in the order in which it must go.
class Opened : public cli::OpenedHouse {
 public:
  workflow::House& house() override { return *house_; }
  /// What it refers to lives as long as this.
  ServicePorts service() {
    desk_ = std::make_unique<PostDesk>(*house_);
    return {*house_, *health_, book_, [this](const web::Post& post) { return desk_->take(post); },
            [this] { return held_because(); }};
  }

  static base::Result<std::unique_ptr<cli::OpenedHouse>> open(const cli::Globals& globals,
                                                              workflow::Configuration configuration) {
    auto opened = std::make_unique<Opened>();
    opened->clock_ = make_clock(globals);
    base::Status open = opened->open_store(globals, configuration.settings);
    // Whom to ring must be read whatever has become of the disk.
    if (!open && globals.only_reads && open.error().kind == base::ErrorKind::kUnavailable) {
      opened->read_only_because_ = open.error().what;
      if (base::Status reads = opened->open_to_read(globals, configuration.settings); reads) open = reads;
    }
    if (!open) return open.error();
    opened->log_ = make_log(configuration.settings.log, globals);
    opened->make_house(globals, std::move(configuration));
    opened->house_->read_only_because = opened->read_only_because_;
    if (!opened->read_only_because_.empty()) return std::unique_ptr<cli::OpenedHouse>(std::move(opened));
    opened->http_ = net::make_curl_client({});
    ProviderPlaces places = places_of(globals);
    for (const config::SchoolSettings& school : opened->house_->settings.schools) {
      places.posts_url = posts_url(opened->house_->settings.serve.public_url, school.school.urn);
      opened->house_->accounts.emplace(school.school.urn, open_accounts(school, places, *opened->http_));
    }
    return std::unique_ptr<cli::OpenedHouse>(std::move(opened));
  }

 private:
  std::string held_because() const {
    const auto quarantined = workflow::quarantine_of(*house_);
    if (!quarantined) return quarantined.error().what;
    return quarantined.value() ? workflow::in_words(*quarantined.value()) : "";
  }

  base::Status open_store(const cli::Globals& globals, const config::Settings& of) {
    if (base::Status s = key_is_there(globals.data_dir); !s) return s;
    auto keys = seal::Keys::load_or_create(globals.data_dir);
    if (!keys) return keys.error();
    keys_ = std::make_unique<seal::Keys>(std::move(keys).value());
    store::Database::Settings settings = store_settings(globals, of);
    if (globals.only_reads) settings.patience = kPatienceToRead;
    if (base::Status s = open_database(globals, std::move(settings)); !s) return s;
    const auto looked = quarantine_->look(clock_->now());
    return looked ? base::Status{} : base::Status{looked.error()};
  }

  /// Whatever open_store() has got to. Rows are read without a key, and nothing can be written.
  base::Status open_to_read(const cli::Globals& globals, const config::Settings& of) {
    keys_ = std::make_unique<seal::Keys>(seal::Keys::from_master({}));
    store::Database::Settings settings = store_settings(globals, of);
    settings.read_only = true;
    return open_database(globals, std::move(settings));
  }

  store::Database::Settings store_settings(const cli::Globals& globals, const config::Settings& of) const {
    store::Database::Settings settings{globals.data_dir, *keys_};
    for (const config::SchoolSettings& school : of.schools)
      settings.deadlines.put(school.school.urn, school.deadlines);
    settings.reserve_bytes = of.store.reserve_megabytes * 1024 * 1024;
    return settings;
  }

  base::Status open_database(const cli::Globals& globals, store::Database::Settings settings) {
    auto database = store::Database::open(std::move(settings));
    if (!database) return database.error();
    database_ = std::move(database).value();
    schools_ = store::make_school_store(*database_);
    queue_ = store::make_job_queue(*database_);
    watched_ = std::make_unique<workflow::WatchedQueue>(*queue_, book_);
    health_ = store::make_store_health(*database_);
    journal_ = store::make_journal(*database_);
    letters_ = store::make_letter_archive(*database_);
    inbox_ = store::make_receipt_inbox(*database_);
    quarantine_ = store::make_quarantine(*database_);
    gate_ = std::make_unique<FolderGate>(globals.data_dir, globals.stays, *quarantine_,
                                         [this] { return clock_->now(); });
    return {};
  }

  void make_house(const cli::Globals& globals, workflow::Configuration c) {
    const auto claim_hash = [this](std::string_view text) {
      return seal::hmac_sha256_hex(seal::bytes_of(keys_->claim()), text);
    };
    const auto trace_hash = [this](std::string_view text) {
      return seal::hmac_sha256_hex(seal::bytes_of(keys_->trace()), text);
    };
    house_ = std::unique_ptr<workflow::House>(new workflow::House{std::move(c.settings),
                                                                  std::move(c.templates.set),
                                                                  std::move(c.policies),
                                                                  {},
                                                                  *clock_,
                                                                  *log_,
                                                                  *schools_,
                                                                  *watched_,
                                                                  *journal_,
                                                                  *gate_,
                                                                  claim_hash,
                                                                  instance_id(clock_->now()),
                                                                  globals.by,
                                                                  trace_hash,
                                                                  typesetter_.get(),
                                                                  letters_.get(),
                                                                  inbox_.get(),
                                                                  quarantine_.get(),
                                                                  health_.get()});
  }

  std::string read_only_because_;
  std::unique_ptr<seal::Keys> keys_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ports::HttpClient> http_;
  std::unique_ptr<ports::Clock> clock_;
  std::unique_ptr<ports::Log> log_;
  std::unique_ptr<ports::SchoolStore> schools_;
  std::unique_ptr<ports::JobQueue> queue_;
  std::unique_ptr<ports::StoreHealth> health_;
  workflow::ServiceBook book_;
  std::unique_ptr<workflow::WatchedQueue> watched_;
  std::unique_ptr<ports::Journal> journal_;
  std::unique_ptr<ports::LetterArchive> letters_;
  std::unique_ptr<ports::ReceiptInbox> inbox_;
  std::unique_ptr<ports::Quarantine> quarantine_;
  std::unique_ptr<ports::DispatchGate> gate_;
  std::unique_ptr<ports::Typesetter> typesetter_ = typeset::make_pango_typesetter();
  std::unique_ptr<workflow::House> house_;
  std::unique_ptr<PostDesk> desk_;
};

/// A store that nothing outlives.
class InMemory : public cli::Rehearsal {
 public:
  workflow::RehearsalPorts ports() override { return {*schools_, *queue_, *journal_, *log_}; }

  static base::Result<std::unique_ptr<cli::Rehearsal>> open() {
    store::Database::Settings settings{"a rehearsal", seal::Keys::from_master({})};
    settings.in_memory = true;
    auto database = store::Database::open(std::move(settings));
    if (!database) return database.error();
    auto out = std::make_unique<InMemory>();
    out->database_ = std::move(database).value();
    out->schools_ = store::make_school_store(*out->database_);
    out->queue_ = store::make_job_queue(*out->database_);
    out->journal_ = store::make_journal(*out->database_);
    out->log_ = stderr_log();
    return std::unique_ptr<cli::Rehearsal>(std::move(out));
  }

 private:
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ports::SchoolStore> schools_;
  std::unique_ptr<ports::JobQueue> queue_;
  std::unique_ptr<ports::Journal> journal_;
  std::unique_ptr<ports::Log> log_;
};

workflow::Configuration read_configuration(const cli::Globals& globals,
                                           const workflow::CheckAccount& check_account) {
  auto configuration = workflow::load_configuration(globals.config_dir, shared_dir(), check_account);
  for (config::SchoolSettings& school : configuration.settings.schools)
    if (school.marks.used())
      school.marks.folder = (fs::path(globals.data_dir) / school.marks.folder).string();
  return configuration;
}

base::Error wrong_configuration(const workflow::Configuration& configuration) {
  std::string what = "The configuration is wrong. `firstday check` says the same:";
  for (const base::Problem& p : configuration.problems)
    if (p.severity == base::Severity::kError) what += "\n  " + base::describe(p);
  return base::misconfigured(what);
}

}  // namespace

base::Result<std::unique_ptr<cli::OpenedHouse>> FirstdayApp::open(const cli::Globals& globals) {
  // An account that is wrong stands out of order in the house: staff need their call list all the same.
  workflow::Configuration c = read_configuration(globals, nullptr);
  if (c.has_errors()) return wrong_configuration(c);
  return Opened::open(globals, std::move(c));
}

workflow::Configuration FirstdayApp::configuration(const cli::Globals& globals) {
  const auto check = [&](const config::AccountSettings& account) {
    std::vector<workflow::AccountFinding> found;
    const ProviderPlaces places = places_of(globals);
    if (const base::Status checked = check_account(account, places); !checked)
      found.push_back({base::Severity::kError, checked.error().what, ""});
    else if (const std::string limit = over_the_limit(account, places); !limit.empty())
      found.push_back({base::Severity::kWarning, limit, "Lower limits.max_in_flight in its definition."});
    for (const base::Problem& p : failed_samples(account, places))
      found.push_back(
          {p.severity, base::describe(p), "Mend the definition before anything is sent with it."});
    return found;
  };
  return read_configuration(globals, check);
}

workflow::Configuration FirstdayApp::configuration_and_roll(const cli::Globals& globals) {
  workflow::Configuration c = configuration(globals);
  // Rows of the roll, and events, are read without a key.
  store::Database::Settings settings{globals.data_dir, seal::Keys::from_master({})};
  settings.read_only = true;
  const auto database = store::Database::open(std::move(settings));
  if (!database) return c;
  const auto schools = store::make_school_store(*database.value());
  const auto journal = store::make_journal(*database.value());
  const base::Date today = base::to_london(now(globals)).date;
  for (const config::SchoolSettings& school : c.settings.schools) {
    auto pinned = workflow::cases_under_another_policy(school, c.policies, *journal);
    if (pinned) std::move(pinned.value().begin(), pinned.value().end(), std::back_inserter(c.problems));
    if (!school.school.calendar.closes_for_groups()) continue;
    const auto roll = schools->roll(school.school.urn);
    if (!roll) continue;
    for (base::Problem& p : workflow::closures_of_nobody(school, roll.value(), today))
      c.problems.push_back(std::move(p));
  }
  return c;
}

base::Result<std::unique_ptr<cli::Rehearsal>> FirstdayApp::rehearse() {
  return InMemory::open();
}

workflow::PolicyShelf FirstdayApp::policies(const cli::Globals& globals) {
  return workflow::load_policies(globals.config_dir, shared_dir());
}

base::Status FirstdayApp::make_data_folder(const cli::Globals& globals) {
  const auto keys = seal::Keys::load_or_create(globals.data_dir);
  return keys ? base::Status{} : base::Status{keys.error()};
}

base::Result<std::string> FirstdayApp::letter_preview(const cli::Globals& globals,
                                                      const workflow::Configuration& configuration,
                                                      const std::string& name, const std::string& language,
                                                      workflow::PaperForm form) {
  return workflow::letter_preview(configuration.templates, name, language, form,
                                  *typeset::make_pango_typesetter(), now(globals));
}

base::Instant FirstdayApp::now(const cli::Globals& globals) {
  return globals.now.value_or(SystemClock().now());
}

base::Status FirstdayApp::serve(const cli::Globals& globals, cli::OpenedHouse& opened,
                                const std::string& listen,
                                const std::function<void(const std::string&)>& listening) {
  const ServicePorts ports = dynamic_cast<Opened&>(opened).service();
  const std::string& at = listen.empty() ? ports.house.settings.serve.listen : listen;
  return run_service(ports, globals.school, at, stop_was_asked, listening);
}

bool FirstdayApp::stopping() const {
  return stop_was_asked();
}

void FirstdayApp::end_on_signal() {
  end_on_stop_signals();
}

}  // namespace firstday::app
