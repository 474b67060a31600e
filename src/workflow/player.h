// The days of a scenario, one after the other. Private to workflow.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "job/job.h"
#include "workflow/answers.h"
#include "workflow/simulation_house.h"

namespace firstday::workflow {

/// What a rehearsal has said about a job.
struct Emitted {
  job::Job job;
  base::Date day{};      ///< on which it first fell due
  base::TimeOfDay at{};  ///< ... and when
};

class Player {
 public:
  Player(const config::Scenario& scenario, SimulationHouse& rehearsal);

  base::Status play(base::Date until);
  std::vector<Answer> take() { return std::move(answers_); }

 private:
  // player.cpp: time
  base::Status play_day(base::Date date);
  base::Status stand_at(base::Instant now);
  base::Instant next_moment(base::Instant now) const;
  base::Status take_registers(base::Instant now);
  base::Status put_mark(base::Date date, roll::Session session, const roll::Code& code);
  roll::Code code_of(base::Date date, roll::Session session) const;
  base::Status settle();
  base::Result<bool> do_what_is_due();
  base::Status send(const std::vector<ports::Leased>& leased);
  base::Status read_rows();
  const ports::JobRow* row_of(const job::Job& job) const;

  // player_show.cpp: what is seen
  void see(const job::Batch& batch);
  void see_jobs(const job::Batch& batch);
  void see_rest(bool day_is_over);
  void see_withheld(const job::Batch& batch, bool day_is_over);
  void see_gates(const job::Batch& batch);
  void see_closed(const job::Batch& batch);
  void see_open();
  void see_chronology(const job::Job& job);
  Answer begin(std::string_view kind, base::TimeOfDay at, std::optional<int> day) const;
  std::string cause_of(const job::Job& job) const;
  std::optional<int> day_number() const;
  Answer removal(const job::GateState& g) const;
  Answer gate(const job::GateState& state) const;
  void show_closed(const std::string& how, const std::string& after);
  void refuse(const config::ScenarioEvent& event, const std::string& why,
              const std::vector<std::string>& missing);

  // player_events.cpp: what happens
  base::Status happen(const config::ScenarioEvent& event);
  base::Status carry_out(const config::ScenarioEvent& event);
  base::Status said(const config::ScenarioEvent& event);
  base::Status called(const config::ScenarioEvent& event);
  base::Status decided(const config::ScenarioEvent& event);
  base::Status visited(const config::ScenarioEvent& event);
  base::Status staff_moved(const config::ScenarioEvent& event);
  base::Status change_marks(const config::ScenarioEvent& event);
  base::Status put_on_record(const config::ScenarioEvent& event);
  base::Status change_tags(const config::ScenarioEvent& event);
  base::Status asked(const config::ScenarioEvent& event);
  base::Status submitted(const config::ScenarioEvent& event);
  base::Status resulted(const config::ScenarioEvent& event);
  std::string role_meant(const std::string& ref, job::Kind kind) const;
  base::Status closed(const config::ScenarioEvent& event);

  // player_defaults.cpp: what becomes of what no event names
  base::Result<bool> apply_default(const job::Job& job);
  base::Result<bool> call_by_default(const job::Job& job);
  base::Result<bool> visit_by_default(const job::Job& job);
  base::Result<bool> decide_by_default(const job::Job& job);
  base::Result<bool> done_by_default(const ports::JobRow& row, const std::string& word);
  bool is_named(const job::Job& job) const;

  base::Instant now() const { return house_.clock.now(); }
  base::Date today() const { return base::to_london(now()).date; }
  base::TimeOfDay clock() const { return base::to_london(now()).minute(); }
  const roll::School& school() const { return rehearsal_.school().school; }
  std::string pupil() const { return scenario_.pupil.ref.text(); }

  const config::Scenario& scenario_;
  SimulationHouse& rehearsal_;
  House& house_;
  const Answers words_;

  const config::ScenarioDay* day_ = nullptr;  ///< today, where it is listed
  size_t next_event_ = 0;
  std::set<roll::Session> registers_taken_;
  std::map<std::pair<base::Date, roll::Session>, roll::Code> changed_;  ///< by mark_change, also to come
  bool closed_by_event_ = false;

  job::Batch batch_;
  std::vector<ports::JobRow> rows_;
  std::map<std::string, size_t> row_by_key_;
  std::map<std::string, std::string> caused_by_;  ///< the event right after which it was first planned
  std::string cause_;                             ///< the event that has just happened
  std::map<std::string, Emitted> emitted_;        ///< by key
  std::set<std::string> settled_;                 ///< keys that the defaults have been asked about
  std::set<std::string> said_today_;              ///< withheld rows and gates
  bool open_shown_ = false;
  int attempts_ = 0;
  std::vector<Answer> answers_;
};

}  // namespace firstday::workflow
