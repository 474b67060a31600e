// One text for a parent of several absent children, instead of one each.
#pragma once

#include <vector>

#include "escalation/case_plan.h"

namespace firstday::escalation {

/// Merges texts to the same contact at the same number that say the same thing at the same time: same
/// template, language, day, round, session and times. The steps may differ (brothers on day 1 and day
/// 3): each subject keeps the key of its own step, and the job carries the first one's step and the
/// rows of all. Different times are not merged: a first-day text does not wait for another child's.
/// Letters are never merged. Then gives every job its key.
std::vector<job::Job> merge_siblings(std::vector<Planned> planned);

}  // namespace firstday::escalation
