// The parts of a scenario file; private to scenario_*.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/scenario.h"
#include "config/yaml_map.h"

namespace firstday::config {

/// The references a file defines, so that others may be checked against them.
struct ScenarioRefs {
  std::vector<std::string> contacts;
  std::vector<std::string> addresses;
  std::vector<std::string> others;  ///< professionals, siblings elsewhere
  std::string pupil;
};

void read_scenario_school(YamlMap& file, YamlReport& report, Scenario& out);
void read_scenario_people(YamlMap& file, YamlReport& report, Scenario& out);
ScenarioRefs refs_of(const Scenario& scenario);
void read_scenario_days(YamlMap& file, YamlReport& report, Scenario& out);

/// Fields of one event after `id`, `at` and `what`, by the table of its kind.
void read_event_fields(YamlMap& map, const std::string& path, const ScenarioRefs& refs, YamlReport& report,
                       ScenarioEvent& event);

/// The happening of a word; nothing when it is none.
std::optional<Happening> happening_of(std::string_view word);
std::vector<std::string_view> happening_words();

std::span<const std::string_view> scenario_call_outcomes();

Place place_of(const YamlNode& node);

/// A complaint when the key is not there.
void must_have(YamlMap& map, std::string_view key, std::string_view wanted);

/// One of `known`; a complaint at `node` that lists them when it is none.
bool is_one_of(const YamlNode& node, const std::string& path, const std::vector<std::string>& known,
               std::string_view of_what, YamlReport& report);

/// A code of the register, or - for none.
roll::Code read_code(YamlMap& map, std::string_view key);

/// {am: N, pm: N}
DayMarks read_marks(const YamlNode& node, const std::string& path, YamlReport& report);

}  // namespace firstday::config
