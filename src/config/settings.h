// The settings of one configuration folder: firstday.yaml and one file for each school.
//
// config/README.md describes every key; settings_keys.h holds the list that the reader and that page share.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "escalation/house_rules.h"
#include "job/deadlines.h"
#include "job/job.h"
#include "roll/school.h"

namespace firstday::config {

/// Where something stands in a file, for whoever finds it wrong later. Not part of what was set, so it never
/// makes two settings differ.
struct WrittenAt {
  std::string file;
  int line = 0;  ///< 1-based; 0: nobody wrote it
  int column = 0;
  friend bool operator==(const WrittenAt&, const WrittenAt&) { return true; }
};

/// A school's way of sending through one provider. Whether the provider exists and its parameters are
/// right is asked of the provider itself (workflow/configuration.h).
struct AccountSettings {
  std::string name;  ///< unique in its list
  std::string provider;
  std::vector<job::Kind> kinds;  ///< what it is used for; accounts are tried in the order of the file
  std::map<std::string, std::string>
      parameters;  ///< the provider's own words; may hold secrets, so never printed
  WrittenAt at = {};
  int weight = 0;  ///< its share beside others of its kind; 0: a spare, or the order decides

  friend bool operator==(const AccountSettings&, const AccountSettings&) = default;
};

/// London times between which messages to families may leave, on school days (domain.md section 6,
/// "Quiet hours"). from < to.
struct SendWindow {
  base::TimeOfDay from{8 * 60};
  base::TimeOfDay to{18 * 60};
};

/// Where another system leaves the marks (workflow/drop_folder.h).
struct MarksDrop {
  std::string folder;             ///< absolute, or below the data folder; empty: none
  base::TimeOfDay expected_by{};  ///< from then on a file that has not come is an alarm
  std::string profile;            ///< how its columns are named; empty: canonical

  bool used() const { return !folder.empty(); }
};

struct SchoolSettings {
  roll::School school;
  std::string policy;  ///< file name in a policy folder, without ".yaml"
  WrittenAt policy_at;
  std::vector<WrittenAt> group_closures_at;  ///< one for each of the calendar's group closures
  std::chrono::minutes hold{10};             ///< between plan and sending, for staff to look
  SendWindow window;
  std::map<job::Kind, SendWindow> windows;  ///< of kinds that have their own
  int pence_a_day = 0;                      ///< what automatic messages may cost in a day; 0: no cap
  int per_address_hour = 20;                ///< messages to one number or address in an hour; 0: no limit
  escalation::HouseRules rules;
  MarksDrop marks;
  job::Deadlines deadlines;                  ///< for what is awaited of providers
  std::chrono::hours purge_visits_after{1};  ///< after staff are back, what was kept for their safety goes
  std::vector<AccountSettings> accounts;     ///< the school's own, else those of firstday.yaml
  bool trial = false;                        ///< nothing that reaches people leaves (workflow/trial.h)
  std::vector<std::string> tags;  ///< by which a trust groups its schools; mean nothing to the program
};

struct LogSettings {
  std::string format = "text";   ///< text or json
  std::string level = "info";    ///< debug, info, warning, error
  int files = 10;                ///< how many old log files are kept
  long long bytes = 10'000'000;  ///< of one log file, before the next is begun
};

/// What `firstday serve` listens to (web/server.h).
struct ServeSettings {
  std::string listen = "127.0.0.1:8470";
  std::string
      public_url;  ///< as providers see the service: https://absence.example.org; without a slash at its end
  long long body_kilobytes = 64;
  std::chrono::seconds request{10};  ///< so long a request may take to come
  int connections = 64;
};

struct StoreSettings {
  long long reserve_megabytes = 64;  ///< with less free space than this nothing new is sent
};

struct Settings {
  LogSettings log;
  ServeSettings serve;
  StoreSettings store;
  std::vector<SchoolSettings> schools;  ///< by URN
  /// Where to look, first to last: the first folder that has a file of the wanted name wins.
  std::vector<std::string> policy_folders;
  std::vector<std::string> template_folders;
  std::vector<std::string> profile_folders;

  const SchoolSettings* find(const roll::Urn& urn) const;  ///< nullptr when not configured
};

/// Reads a whole configuration folder and reports everything that is wrong in it at once, each with
/// file, line and column. With an error among the problems the settings must not be used.
/// `shared_dir` is where the program's own policies, templates and profiles lie.
base::Parsed<Settings> load_settings(const std::string& config_dir, const std::string& shared_dir);

}  // namespace firstday::config
