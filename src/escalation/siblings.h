// One text or e-mail for a parent of several absent children instead of one each, and one visit to their
// home.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "escalation/case_plan.h"

namespace firstday::escalation {

/// Gathers the jobs of one pupil after the other. Texts to the same contact at the same number, and e-mails,
/// that say the same thing at the same time become one: same template, language, day, round, session and
/// times. The steps may differ (brothers on day 1 and day 3): each subject keeps the key of its own step, and
/// the job carries the first one's step and the rows of all. Different times are not merged: a
/// first-day text does not wait for another child's. Letters are never merged.
///
/// A visit by the same step, on the same day, to the same address is one visit, and so is a request to the
/// police. It is due when the first of them is, and has the strictest of what each asks for. What came of it
/// is each child's own: whoever records it says for which of them it is true (workflow/visits.h).
class SiblingMerge {
 public:
  /// Moves the jobs out of `planned`, in their order.
  void add(std::vector<Planned>& planned);
  /// Every job with its key, in the order they came; leaves nothing behind.
  std::vector<job::Job> take();
  /// Room for so many jobs, where the caller can guess.
  void reserve(size_t jobs) { jobs_.reserve(jobs); }

 private:
  std::vector<job::Job> jobs_;
  std::unordered_map<std::string, size_t> alike_;  ///< what a text or visit is, to its place in jobs_
};

}  // namespace firstday::escalation
