// A house for one scenario: its school, its roll, a clock that stands where it is put. Private to workflow.
#pragma once

#include <algorithm>
#include <memory>

#include "workflow/house.h"
#include "workflow/simulation.h"

namespace firstday::workflow {

/// Stands still until it is put elsewhere, and jumps over every wait.
class PlayedClock final : public ports::Clock {
 public:
  base::Instant now() const override { return now_; }
  base::Steady steady() const override { return steady_; }
  void wait_until(base::Instant until) override { set(std::max(now_, until)); }
  void wake() override {}
  void set(base::Instant at) {
    steady_ += std::max(at - now_, base::Duration{0});
    now_ = at;
  }

 private:
  base::Instant now_{};
  base::Steady steady_{};
};

/// In a rehearsal nothing is dispatched.
class ClosedGate final : public ports::DispatchGate {
 public:
  base::Result<std::unique_ptr<ports::DispatchRight>> take() override;
  base::Result<std::unique_ptr<ports::PlanTurn>> plan_turn() override;
};

class SimulationHouse {
 public:
  /// The references must outlive it.
  SimulationHouse(const config::Scenario& scenario,
                  const std::map<std::string, escalation::PolicySet>& policies, const RehearsalPorts& ports);

  /// Puts the scenario's people into the store. kBadInput for a number that nobody can ring.
  base::Status fill();

  House& house() { return *house_; }
  PlayedClock& clock() { return clock_; }
  const config::SchoolSettings& school() const { return house_->settings.schools.front(); }
  roll::Pupil& pupil() { return pupil_; }

 private:
  base::Result<roll::PhoneNumber> number(const config::WrittenPhone& phone) const;
  base::Status put_number(const config::WrittenPhone& phone, roll::Contact& contact, bool work) const;
  roll::Address address(const std::string& ref) const;
  base::Result<std::vector<roll::Contact>> contacts() const;
  base::Result<ports::RollChange> everybody();

  const config::Scenario& scenario_;
  PlayedClock clock_;
  ClosedGate gate_;
  roll::Pupil pupil_;
  std::unique_ptr<House> house_;
};

}  // namespace firstday::workflow
