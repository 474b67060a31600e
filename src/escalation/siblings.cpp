#include "escalation/siblings.h"

#include <algorithm>
#include <string>

namespace firstday::escalation {

namespace {

/// Equal for two texts that one message can stand for.
std::string likeness(const Planned& p) {
  const job::Job& j = p.job;
  std::string out;
  out.reserve(128);
  const std::string until = j.not_after ? std::to_string(base::micros(*j.not_after)) : "";
  for (const std::string& part :
       {j.to.contact.text(), p.contact->mobile.e164.reveal(), j.about, j.template_name, j.language,
        std::to_string(j.day.time_since_epoch().count()), j.round,
        std::to_string(static_cast<int>(j.subjects.front().session)),
        std::to_string(base::micros(j.not_before)), until}) {
    out += part;
    out += '\n';
  }
  return out;
}

void join(job::Job& into, job::Job&& other) {
  for (job::Subject& s : other.subjects) into.subjects.push_back(std::move(s));
  for (std::string& row : other.rows)
    if (std::find(into.rows.begin(), into.rows.end(), row) == into.rows.end())
      into.rows.push_back(std::move(row));
  into.priority = std::min(into.priority, other.priority);
}

}  // namespace

void SiblingMerge::add(std::vector<Planned>& planned) {
  for (Planned& p : planned) {
    if (p.job.kind == job::Kind::kText && p.contact) {
      const auto [at, is_first] = texts_.emplace(likeness(p), jobs_.size());
      if (!is_first) {
        join(jobs_[at->second], std::move(p.job));
        continue;
      }
    }
    jobs_.push_back(std::move(p.job));
  }
}

std::vector<job::Job> SiblingMerge::take() {
  for (job::Job& j : jobs_) {
    std::sort(j.subjects.begin(), j.subjects.end(),
              [](const auto& a, const auto& b) { return a.pupil < b.pupil; });
    j.key = job::job_key(j);
  }
  texts_.clear();
  return std::move(jobs_);
}

}  // namespace firstday::escalation
