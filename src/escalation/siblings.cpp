#include "escalation/siblings.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "roll/may_be_told.h"

namespace firstday::escalation {

namespace {

/// What one message can stand for about several children: texts and e-mails name them all.
bool is_message(const Planned& p) {
  return p.contact != nullptr && (p.job.kind == job::Kind::kText || p.job.kind == job::Kind::kEmail);
}

std::string of_visit(const Planned& p) {
  const job::Job& j = p.job;
  const job::Subject& s = j.subjects.front();
  std::string out;
  for (const std::string& part :
       {std::string(job::word(j.kind)), j.to.role, j.about, j.step, s.policy,
        std::to_string(s.policy_version), std::to_string(j.day.time_since_epoch().count()), j.round,
        p.home->postcode.reveal()}) {
    out += part;
    out += '\n';
  }
  for (const base::Personal& line : p.home->lines) out += line.reveal() + '\n';
  return out;
}

/// Equal for two messages that one can stand for.
std::string of_message(const Planned& p) {
  const job::Job& j = p.job;
  std::string out;
  out.reserve(192);
  const auto part = [&](std::string_view text) {
    out += text;
    out += '\n';
  };
  part(job::word(j.kind));
  part(j.to.contact.text());
  part(roll::address_for(*p.contact, *job::channel_for(j.kind)).reveal());
  part(j.about);
  part(j.template_name);
  part(j.language);
  part(j.round);
  part(roll::word(j.subjects.front().session));
  part(std::to_string(j.day.time_since_epoch().count()));
  part(std::to_string(base::micros(j.not_before)));
  if (j.not_after) part(std::to_string(base::micros(*j.not_after)));
  return out;
}

void join(job::Job& into, job::Job&& other) {
  for (job::Subject& s : other.subjects) into.subjects.push_back(std::move(s));
  for (std::string& row : other.rows)
    if (std::find(into.rows.begin(), into.rows.end(), row) == into.rows.end())
      into.rows.push_back(std::move(row));
  into.priority = std::min(into.priority, other.priority);
  into.not_before = std::min(into.not_before, other.not_before);
  into.min_staff = std::max(into.min_staff, other.min_staff);
  if (other.due_by && (!into.due_by || *other.due_by < *into.due_by)) into.due_by = other.due_by;
}

}  // namespace

void SiblingMerge::add(std::vector<Planned>& planned) {
  for (Planned& p : planned) {
    if (is_message(p) || p.home != nullptr) {
      const auto [at, is_first] = alike_.emplace(is_message(p) ? of_message(p) : of_visit(p), jobs_.size());
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
  alike_.clear();
  return std::move(jobs_);
}

}  // namespace firstday::escalation
