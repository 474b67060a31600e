// Scenario files played in tests, with the policies that ship, on a database in memory.
#pragma once

#include <string>
#include <vector>

#include "workflow/simulation.h"

namespace firstday::workflow::testing {

const std::map<std::string, escalation::PolicySet>& shipped_policies();

base::Result<std::vector<Answer>> play(const config::Scenario& scenario,
                                       std::optional<base::Date> until = std::nullopt);

/// Reads and plays; anything wrong with the text fails the test.
std::vector<Answer> play_text(const std::string& yaml, std::optional<base::Date> until = std::nullopt);

/// Those with these words in these fields, as in {{"kind", "call"}, {"to", "C1"}}.
std::vector<Answer> only(const std::vector<Answer>& answers,
                         const std::vector<std::pair<std::string, std::string>>& fields);

/// As a line of `expect` would say it.
std::string as_expected(const Answer& answer);

/// What is missing and what is too much, a line each; empty: all is as the file expects.
std::string differences(const config::Scenario& scenario, const std::vector<Answer>& answers);

}  // namespace firstday::workflow::testing
