#include "config/settings_keys.h"

#include <algorithm>

namespace firstday::config {

namespace {

using enum SettingsFile;

constexpr std::string_view kGiven = "must be given";

constexpr SettingKey kKeys[] = {
    {kFirstday, "log.format", "text"},
    {kFirstday, "log.level", "info"},
    {kFirstday, "log.files", "10"},
    {kFirstday, "log.bytes", "10000000"},
    {kFirstday, "serve.listen", "127.0.0.1:8470"},
    {kFirstday, "serve.public_url", "none"},
    {kFirstday, "serve.body_kilobytes", "64"},
    {kFirstday, "serve.request_seconds", "10"},
    {kFirstday, "serve.connections", "64"},
    {kFirstday, "store.reserve_megabytes", "64"},
    {kFirstday, "accounts", "one account with the sandbox"},
    {kFirstday, "accounts[].name", "the provider's name"},
    {kFirstday, "accounts[].provider", "sandbox"},
    {kFirstday, "accounts[].kinds", "text, email, voice"},
    {kFirstday, "accounts[].weight", "0"},
    {kFirstday, "accounts[].parameters", "none"},

    {kSchool, "urn", kGiven},
    {kSchool, "name", kGiven},
    {kSchool, "short_name", "the name"},
    {kSchool, "phone", kGiven},
    {kSchool, "email", "none"},
    {kSchool, "address", "none"},
    {kSchool, "language", "en"},
    {kSchool, "policy", kGiven},
    {kSchool, "trial", "false"},
    {kSchool, "hold_minutes", "10"},
    {kSchool, "send_window.from", "08:00"},
    {kSchool, "send_window.to", "18:00"},
    {kSchool, "send_window.text.from", "send_window.from"},
    {kSchool, "send_window.text.to", "send_window.to"},
    {kSchool, "send_window.email.from", "send_window.from"},
    {kSchool, "send_window.email.to", "send_window.to"},
    {kSchool, "send_window.voice.from", "send_window.from"},
    {kSchool, "send_window.voice.to", "send_window.to"},
    {kSchool, "limits.pence_a_day", "0"},
    {kSchool, "limits.per_address_hour", "20"},
    {kSchool, "facility.text", "true"},
    {kSchool, "facility.email", "false"},
    {kSchool, "facility.voice", "false"},
    {kSchool, "facility.app_message", "false"},
    {kSchool, "facility.work_platform", "none"},
    {kSchool, "accounts", "those of firstday.yaml"},
    {kSchool, "accounts[].name", "the provider's name"},
    {kSchool, "accounts[].provider", "sandbox"},
    {kSchool, "accounts[].kinds", "text, email, voice"},
    {kSchool, "accounts[].weight", "0"},
    {kSchool, "accounts[].parameters", "none"},
    {kSchool, "registers.alarm_minutes", "10"},
    {kSchool, "brake.times_usual", "3"},
    {kSchool, "brake.at_least", "12"},
    {kSchool, "house_rules.sweep", "true"},
    {kSchool, "house_rules.old_n", "true"},
    {kSchool, "house_rules.undecided", "true"},
    {kSchool, "deadlines.receipt_minutes", "60"},
    {kSchool, "deadlines.unknown_minutes", "10"},
    {kSchool, "visits.purge_after_hours", "1"},
    {kSchool, "marks.drop_folder", "none"},
    {kSchool, "marks.expected_by", "am_register_closes"},
    {kSchool, "marks.profile", "canonical"},
    {kSchool, "tags", "none"},
    {kSchool, "calendar.terms", kGiven},
    {kSchool, "calendar.terms[].from", kGiven},
    {kSchool, "calendar.terms[].to", kGiven},
    {kSchool, "calendar.half_terms", "none"},
    {kSchool, "calendar.inset", "none"},
    {kSchool, "calendar.bank_holidays", "none"},
    {kSchool, "calendar.closures", "none"},
    {kSchool, "calendar.closures[].date", "none"},
    {kSchool, "calendar.closures[].from", "none"},
    {kSchool, "calendar.closures[].to", "none"},
    {kSchool, "calendar.closures[].years", "everybody"},
    {kSchool, "calendar.closures[].forms", "everybody"},
    {kSchool, "calendar.sessions.am", "08:50"},
    {kSchool, "calendar.sessions.am_register_closes", "09:30"},
    {kSchool, "calendar.sessions.pm", "13:10"},
    {kSchool, "calendar.sessions.pm_register_closes", "13:20"},
    {kSchool, "calendar.sessions.school_ends", "15:20"},
};

}  // namespace

std::span<const SettingKey> setting_keys() {
  return kKeys;
}

std::vector<std::string> keys_under(SettingsFile file, std::string_view path) {
  const std::string prefix = path.empty() ? std::string() : std::string(path) + ".";
  std::vector<std::string> names;
  for (const SettingKey& k : kKeys) {
    if (k.file != file || k.key.substr(0, prefix.size()) != prefix) continue;
    const std::string_view rest = k.key.substr(prefix.size());
    const std::string name(rest.substr(0, rest.find_first_of(".[")));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace firstday::config
