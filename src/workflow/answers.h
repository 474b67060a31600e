// A job as an answer of a simulation. Private to workflow.
#pragma once

#include <optional>
#include <string>

#include "workflow/simulation_house.h"

namespace firstday::workflow {

/// Looks things up in the scenario and the policies; both must outlive it.
class Answers {
 public:
  Answers(const config::Scenario& scenario, const House& house) : scenario_(scenario), house_(house) {}

  /// A reference of the file where it has one, else the role.
  std::string to(const job::Job& job) const;
  /// The role behind a reference of the file, or the word itself.
  std::string role_of(const std::string& ref_or_role) const;
  /// The step that the job comes from; nullptr for one from outside the procedure.
  const escalation::Step* step(const job::Subject& subject, const std::string& step) const;
  const escalation::Policy* policy(const job::Subject& subject) const;

  /// Everything after `about`.
  void describe(const job::Job& job, std::string_view state, const std::string& after, base::Date today,
                Answer& out) const;

 private:
  void add_step(const job::Job& job, const escalation::Step& step, Answer& out) const;
  std::vector<std::string> criteria_of(const job::Job& job, const std::string& set) const;
  std::string address_of(const job::Job& job) const;
  std::vector<std::string> numbers_of(const job::Job& job) const;
  const config::ScenarioContact* contact_of(const job::Job& job) const;

  const config::Scenario& scenario_;
  const House& house_;
};

/// "15:20", or with the date where it is not today.
std::string time_on(base::Instant at, base::Date today);

}  // namespace firstday::workflow
