#include "escalation/siblings.h"

#include <algorithm>
#include <string>

#include "roll/may_be_told.h"

namespace firstday::escalation {

namespace {

/// What one message can stand for about several children: texts and e-mails name them all.
bool may_merge(const Planned& p) {
  return p.contact != nullptr && (p.job.kind == job::Kind::kText || p.job.kind == job::Kind::kEmail);
}

/// Equal for two messages that one can stand for.
std::string likeness(const Planned& p) {
  const job::Job& j = p.job;
  std::string out;
  out.reserve(128);
  const std::string until = j.not_after ? std::to_string(base::micros(*j.not_after)) : "";
  for (const std::string& part :
       {std::string(job::word(j.kind)), j.to.contact.text(),
        roll::address_for(*p.contact, *job::channel_for(j.kind)).reveal(), j.about, j.template_name,
        j.language, std::to_string(j.day.time_since_epoch().count()), j.round,
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
    if (may_merge(p)) {
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
