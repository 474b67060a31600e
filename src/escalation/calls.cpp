#include "escalation/calls.h"

#include <algorithm>

namespace firstday::escalation {

namespace {

constexpr std::string_view kOutcomes[] = {"no_answer",    "left_message",       "answered_no_reason",
                                          "reason_given", "set_off_for_school", "international_tone",
                                          "wrong_number", "number_dead"};

/// How much must not have happened for the call to go ahead.
int strength(job::OnlyIf condition) {
  switch (condition) {
    case job::OnlyIf::kAlways:
      return 0;
    case job::OnlyIf::kNoReason:
      return 1;
    case job::OnlyIf::kNoResponse:
      return 2;
    case job::OnlyIf::kNoAnswer:
      return 3;
  }
  return 0;
}

bool same_call(const job::Job& a, const job::Job& b) {
  const bool rung = a.kind == job::Kind::kCall || a.kind == job::Kind::kVoicemail;
  return rung && a.kind == b.kind && a.to == b.to && a.round == b.round && !a.to.contact.empty();
}

void fold(Planned& earlier, Planned later) {
  std::vector<std::string> rows = earlier.job.rows;
  for (const std::string& row : later.job.rows)
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  if (strength(later.job.only_if) < strength(earlier.job.only_if)) earlier = std::move(later);
  earlier.job.rows = std::move(rows);
}

}  // namespace

void fold_calls(std::vector<Planned>& jobs) {
  const auto begin = jobs.begin();
  auto keep = begin;
  int order = 0;
  for (auto j = begin; j != jobs.end(); ++j) {
    const auto earlier =
        std::find_if(begin, keep, [&](const Planned& p) { return same_call(p.job, j->job); });
    if (earlier != keep) {
      const int place = earlier->job.order;
      fold(*earlier, std::move(*j));
      earlier->job.order = place;
      continue;
    }
    if (j->job.kind == job::Kind::kCall) j->job.order = ++order;
    if (keep != j) *keep = std::move(*j);
    ++keep;
  }
  jobs.erase(keep, jobs.end());
}

std::span<const std::string_view> call_outcome_words() {
  return kOutcomes;
}

}  // namespace firstday::escalation
