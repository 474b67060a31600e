// Every key of the settings files, once: the reader refuses what is not listed, and config/README.md
// shows the same list (tests/config compares them).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::config {

enum class SettingsFile { kFirstday, kSchool };

struct SettingKey {
  SettingsFile file;
  std::string_view key;       ///< "log.format"; "[]" stands for each entry of a list
  std::string_view standard;  ///< what holds when the key is missing; "must be given" where nothing does
};

std::span<const SettingKey> setting_keys();

/// The keys allowed directly under `path` ("" for the top of the file), in the order of the list.
std::vector<std::string> keys_under(SettingsFile file, std::string_view path);

}  // namespace firstday::config
