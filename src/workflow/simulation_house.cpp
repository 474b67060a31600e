#include "workflow/simulation_house.h"

#include "base/text.h"
#include "intake/phone.h"
#include "intake/postal_address.h"
#include "intake/tags.h"
#include "seal/hash.h"

namespace firstday::workflow {

using config::Scenario;

namespace {

config::SchoolSettings settings_of(const Scenario& scenario) {
  config::SchoolSettings out;
  out.school = scenario.school;
  out.policy = scenario.policy;
  // The procedure's own times: a school's pause before it sends would shift every one of them.
  out.hold = std::chrono::minutes{0};
  // A register of one pupil says nothing about registers.
  out.rules.alarm = std::chrono::hours{24};
  out.rules.times_usual = 0;
  out.rules.end_of_day = false;
  // Which reasons are judged, and by whom, is the procedure's to say.
  out.rules.judge_reasons = false;
  out.rules.sweep = out.rules.old_n = out.rules.undecided = out.rules.starters = false;
  // Which records a procedure asks for is what a rehearsal is to show.
  out.rules.record_again = false;
  return out;
}

base::Error at(const config::Place& place, const std::string& what) {
  return base::bad_input("line " + std::to_string(place.line) + ", column " + std::to_string(place.column) +
                         ": " + what);
}

}  // namespace

base::Result<std::unique_ptr<ports::DispatchRight>> ClosedGate::take() {
  return base::conflict("This is a rehearsal: nothing is sent.");
}

/// Nobody else plans in a rehearsal.
base::Result<std::unique_ptr<ports::PlanTurn>> ClosedGate::plan_turn() {
  return std::make_unique<ports::PlanTurn>();
}

SimulationHouse::SimulationHouse(const Scenario& scenario,
                                 const std::map<std::string, escalation::PolicySet>& policies,
                                 const RehearsalPorts& ports)
    : scenario_(scenario), pupil_(scenario.pupil) {
  config::Settings settings;
  settings.schools.push_back(settings_of(scenario));
  house_ = std::unique_ptr<House>(new House{std::move(settings),
                                            {},
                                            policies,
                                            {},
                                            clock_,
                                            ports.log,
                                            ports.schools,
                                            ports.queue,
                                            ports.journal,
                                            gate_,
                                            [](std::string_view text) { return seal::sha256_hex(text); },
                                            "rehearsal",
                                            "rehearsal",
                                            [](std::string_view text) { return seal::sha256_hex(text); }});
}

base::Result<roll::PhoneNumber> SimulationHouse::number(const config::WrittenPhone& phone) const {
  if (phone.text.empty()) return roll::PhoneNumber{};
  const auto read = intake::read_office_phone(phone.text);
  if (read.verdict == intake::PhoneVerdict::kGood) return read.number;
  return at(phone.at, "this telephone number cannot be used: " + read.problem + " " +
                          std::string(intake::mend(read.verdict)));
}

/// A landline written as somebody's mobile is still a landline.
base::Status SimulationHouse::put_number(const config::WrittenPhone& phone, roll::Contact& contact,
                                         bool work) const {
  const auto read = number(phone);
  if (!read) return read.error();
  const roll::PhoneKind kind = read.value().kind;
  const bool mobile = kind == roll::PhoneKind::kMobile || kind == roll::PhoneKind::kForeignMobile;
  (work ? contact.work : mobile ? contact.mobile : contact.landline) = read.value();
  return {};
}

roll::Address SimulationHouse::address(const std::string& ref) const {
  const auto found = scenario_.addresses.find(ref);
  return found == scenario_.addresses.end() ? roll::Address{}
                                            : intake::read_address({found->second}, "").address;
}

base::Result<std::vector<roll::Contact>> SimulationHouse::contacts() const {
  std::vector<roll::Contact> out;
  for (const config::ScenarioContact& c : scenario_.contacts) {
    roll::Contact& row = out.emplace_back(c.row);
    row.pupil = pupil_.ref;
    if (const base::Status s = put_number(c.mobile, row, false); !s) return s.error();
    if (const base::Status s = put_number(c.work, row, true); !s) return s.error();
    row.address = address(c.address);
    const bool hidden = scenario_.pupil.address_confidential && !scenario_.home.empty();
    row.address_confidential = hidden && c.address == scenario_.home;
  }
  return out;
}

base::Result<ports::RollChange> SimulationHouse::everybody() {
  ports::RollChange change;
  change.school = scenario_.school.urn;
  pupil_.tags = intake::read_tags(base::join(scenario_.pupil.tags, ";"));
  pupil_.home = address(scenario_.home);
  change.put_pupils = {pupil_};
  auto all = contacts();
  if (!all) return all.error();
  change.put_contacts = std::move(all).value();
  change.professionals.emplace();
  for (const config::ScenarioProfessional& p : scenario_.professionals) {
    const auto phone = number(p.phone);
    if (!phone) return phone.error();
    change.professionals->push_back(p.row);
    change.professionals->back().pupil = pupil_.ref;
    change.professionals->back().phone = phone.value();
  }
  change.siblings.emplace();
  for (const config::ScenarioSibling& s : scenario_.siblings) {
    const auto phone = number(s.phone);
    if (!phone) return phone.error();
    change.siblings->push_back(s.row);
    change.siblings->back().pupil = pupil_.ref;
    change.siblings->back().phone = phone.value();
  }
  return change;
}

base::Status SimulationHouse::fill() {
  const auto change = everybody();
  if (!change) return change.error();
  const auto applied = house_->schools.apply(change.value());
  return applied ? base::Status{} : base::Status{applied.error()};
}

}  // namespace firstday::workflow
