// A scenario played with the real core, the real functions of this module, and a store in memory. Nothing
// is sent: what a provider would carry counts as taken by one.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/problem.h"
#include "base/result.h"
#include "config/scenario.h"
#include "escalation/policy.h"
#include "ports/job_queue.h"
#include "ports/journal.h"
#include "ports/log.h"
#include "ports/school_store.h"

namespace firstday::workflow {

/// std::nullptr_t: known to be none.
using AnswerValue = std::variant<std::nullptr_t, bool, long long, std::string, std::vector<std::string>>;

/// One thing that is due, still open, refused or withheld on a day. The names and order of the fields are
/// those of the format (config/scenarios.md); what does not apply is not there.
struct Answer {
  base::Date date{};
  std::vector<std::pair<std::string, AnswerValue>> fields;

  void add(std::string_view name, AnswerValue value);
  /// Nothing when the text, the list or the number is empty, none or 0.
  void add_if(std::string_view name, const std::string& value);
  void add_if(std::string_view name, const std::vector<std::string>& values);
  void add_if(std::string_view name, int value);
  void add_if(std::string_view name, bool value);

  /// A field as words: "" where there is none, a list with spaces between, "null" for none.
  std::string text(std::string_view name) const;
};

/// Empty ports that nobody else uses.
struct RehearsalPorts {
  ports::SchoolStore& schools;
  ports::JobQueue& queue;
  ports::Journal& journal;
  ports::Log& log;
};

/// Plays every day from the first that is listed to the last, or to `until` (which may lie beyond: the days
/// after the last listed one have the unlisted marks). Errors: kBadInput for a policy or number that is not
/// there; whatever the ports say.
base::Result<std::vector<Answer>> simulate(const config::Scenario& scenario,
                                           const std::map<std::string, escalation::PolicySet>& policies,
                                           const RehearsalPorts& ports, std::optional<base::Date> until);

/// Reads a scenario file. An error is a file that is not there; what is wrong in it is among the problems.
base::Result<base::Parsed<config::Scenario>> read_scenario(const std::string& path);

}  // namespace firstday::workflow
