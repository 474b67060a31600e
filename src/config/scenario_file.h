// Reads a scenario file. The format, key by key, is config/scenarios.md.
#pragma once

#include <string_view>

#include "base/problem.h"
#include "config/scenario.h"

namespace firstday::config {

/// `file` is only its name, for the problems. Every mistake is reported at once, with line and column:
/// what is no YAML, an unknown key or word, a value of the wrong kind, a field that is missing, a reference
/// that the file does not define. With any error the scenario must not be played.
base::Parsed<Scenario> read_scenario(std::string_view yaml, std::string_view file);

/// Only `defaults:`, as such a file has it.
base::Parsed<ScenarioDefaults> read_scenario_defaults(std::string_view yaml, std::string_view file);

}  // namespace firstday::config
