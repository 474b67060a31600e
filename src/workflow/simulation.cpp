#include "workflow/simulation.h"

#include "base/text.h"
#include "config/scenario_file.h"
#include "intake/input_file.h"
#include "workflow/player.h"

namespace firstday::workflow {

base::Result<std::vector<Answer>> simulate(const config::Scenario& scenario,
                                           const std::map<std::string, escalation::PolicySet>& policies,
                                           const RehearsalPorts& ports, std::optional<base::Date> until) {
  if (policies.find(scenario.policy) == policies.end()) {
    std::vector<std::string> known;
    known.reserve(policies.size());
    for (const auto& [id, set] : policies) known.push_back(id);
    const config::Place& at = scenario.policy_at;
    const std::string where =
        at.line > 0 ? "line " + std::to_string(at.line) + ", column " + std::to_string(at.column) + ": " : "";
    return base::bad_input(where + "there is no policy '" + scenario.policy +
                           "'. Use one of: " + base::join(known, ", ") + ".");
  }
  SimulationHouse rehearsal(scenario, policies, ports);
  if (const base::Status s = rehearsal.fill(); !s) return s.error();
  Player player(scenario, rehearsal);
  if (const base::Status s = player.play(until.value_or(scenario.days.back().date)); !s) return s.error();
  return player.take();
}

base::Result<base::Parsed<config::Scenario>> read_scenario(const std::string& path) {
  const auto file = intake::read_file(path);
  if (!file) return base::bad_input(file.error().what);
  return config::read_scenario(file.value().bytes, path);
}

}  // namespace firstday::workflow
