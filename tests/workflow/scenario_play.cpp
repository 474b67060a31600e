#include "workflow/scenario_play.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "config/scenario_file.h"
#include "store/database.h"
#include "support/recording_log.h"
#include "workflow/configuration.h"

namespace firstday::workflow::testing {

const std::map<std::string, escalation::PolicySet>& shipped_policies() {
  static const PolicyShelf kShelf = load_policies("/nowhere", FIRSTDAY_SOURCE_DIR);
  for (const base::Problem& p : kShelf.problems) ADD_FAILURE() << base::describe(p);
  return kShelf.policies;
}

base::Result<std::vector<Answer>> play(const config::Scenario& scenario, std::optional<base::Date> until) {
  store::Database::Settings settings{"a test", seal::Keys::from_master({})};
  settings.in_memory = true;
  const auto database = store::Database::open(std::move(settings)).value();
  const auto schools = store::make_school_store(*database);
  const auto queue = store::make_job_queue(*database);
  const auto journal = store::make_journal(*database);
  support::RecordingLog log;
  return simulate(scenario, shipped_policies(), {*schools, *queue, *journal, log}, until);
}

std::vector<Answer> play_text(const std::string& yaml, std::optional<base::Date> until) {
  const auto read = config::read_scenario(yaml, "test.yaml");
  for (const base::Problem& p : read.problems) ADD_FAILURE() << base::describe(p);
  if (read.has_errors()) return {};
  auto played = play(read.value, until);
  EXPECT_TRUE(played.ok()) << (played.ok() ? "" : played.error().what);
  return played.ok() ? played.value() : std::vector<Answer>{};
}

std::vector<Answer> only(const std::vector<Answer>& answers,
                         const std::vector<std::pair<std::string, std::string>>& fields) {
  std::vector<Answer> out;
  for (const Answer& a : answers)
    if (std::all_of(fields.begin(), fields.end(), [&](const auto& f) { return a.text(f.first) == f.second; }))
      out.push_back(a);
  return out;
}

std::string as_expected(const Answer& answer) {
  std::vector<std::string> parts;
  for (const auto& [name, value] : answer.fields)
    if (name != "date" && name != "key" && name != "numbers")
      parts.push_back(name + ": " + answer.text(name));
  return "{" + base::join(parts, ", ") + "}";
}

namespace {

bool is_left_open(const Answer& answer) {
  return answer.text("state") == "open" && answer.text("kind") != "gate";
}

/// What is still open from an earlier day is meant only where the file says so.
bool fits(const Answer& answer, const config::Expectation& expected) {
  if (is_left_open(answer) && expected.count("state") == 0) return false;
  return std::all_of(expected.begin(), expected.end(), [&](const auto& field) {
    return answer.text(field.first) == base::join(field.second, " ");
  });
}

std::string describe(const config::Expectation& expected) {
  std::vector<std::string> parts;
  for (const auto& [name, values] : expected) parts.push_back(name + ": " + base::join(values, " "));
  return "{" + base::join(parts, ", ") + "}";
}

std::string differences(const config::ScenarioDay& day, std::vector<Answer> answers) {
  std::string out;
  for (const config::Expectation& e : *day.expect) {
    const auto found =
        std::find_if(answers.begin(), answers.end(), [&](const Answer& a) { return fits(a, e); });
    if (found == answers.end())
      out += base::iso_date(day.date) + " does not come: " + describe(e) + "\n";
    else
      answers.erase(found);
  }
  for (const Answer& a : answers)
    if (!is_left_open(a)) out += base::iso_date(day.date) + " was not expected: " + as_expected(a) + "\n";
  return out;
}

}  // namespace

std::string differences(const config::Scenario& scenario, const std::vector<Answer>& answers) {
  std::string out;
  for (const config::ScenarioDay& day : scenario.days) {
    if (!day.expect) continue;
    std::vector<Answer> of_day;
    for (const Answer& a : answers)
      if (a.date == day.date) of_day.push_back(a);
    out += differences(day, of_day);
  }
  return out;
}

}  // namespace firstday::workflow::testing
