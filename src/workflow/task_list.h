// Everything that waits for a person, in the order in which it should be done, with what is known.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "workflow/delivery_log.h"
#include "workflow/evidence.h"

namespace firstday::workflow {

/// Which tasks; empty members do not restrict.
struct TaskAsk {
  std::string pupil = {};  ///< as find_pupil understands it
  std::string kind = {};
  std::string about = {};
  std::string role = {};
  std::string tier = {};
  std::string form = {};
  bool due = false;      ///< only those whose time has come
  bool overdue = false;  ///< only those whose latest time has passed
};

struct TaskRow {
  LogRow row;
  std::string tier;  ///< of the pupil's open case
  std::string form;
  bool overdue = false;
  bool is_decision() const { return row.job.job.kind == job::Kind::kDecide; }
};

struct TaskList {
  std::vector<TaskRow> rows;  ///< by Urgency (evidence.h), then time
  /// Of each pupil about whom a question is open.
  std::map<std::pair<roll::Urn, roll::PupilRef>, Evidence> evidence;
};

/// kUsage for a kind that there is none of, or a pupil who is not meant. Writes nothing.
base::Result<TaskList> task_list(const House& house, const roll::Urn& only, const TaskAsk& ask);

}  // namespace firstday::workflow
