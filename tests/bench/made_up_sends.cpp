#include "bench/made_up_sends.h"

#include <algorithm>
#include <string>
#include <vector>

#include "seal/hash.h"
#include "seal/uuid7.h"

namespace firstday::bench {

namespace {

using base::Personal;

ports::AttemptStart start_of(const ports::Leased& leased, base::Instant now) {
  ports::AttemptStart s;
  s.attempt = job::AttemptId(seal::uuid7(now));
  s.job = leased.job.id;
  s.fence = leased.fence;
  s.school = leased.job.school;
  s.now = now;
  s.provider = "sandbox";
  s.account = "main";
  s.claims = {seal::sha256_hex(leased.job.key)};
  s.message.to = Personal("+447700900301");
  s.message.body = Personal("Hazel Road: Samuel was marked absent this morning. Please ring 01632 960001.");
  s.message.language = "en";
  s.message.template_name = "first_contact";
  s.message.template_hash = std::string(64, 'a');
  s.request.bytes = std::string(400, 'x');
  s.request.to = s.message.to;
  return s;
}

ports::AttemptFinish finish_of(const ports::AttemptStart& s) {
  ports::AttemptFinish f;
  f.attempt = s.attempt;
  f.job = s.job;
  f.fence = s.fence;
  f.school = s.school;
  f.now = s.now;
  f.outcome.kind = job::OutcomeKind::kAccepted;
  f.outcome.provider_ref = s.attempt.text();
  f.outcome.evidence = "HTTP 201";
  f.job_event = job::Event::kAcceptedNoReceipt;
  return f;
}

}  // namespace

base::Instant morning_of(base::Date day) {
  return base::from_london(day, std::chrono::minutes(9 * 60 + 45));
}

job::Batch morning(base::Date day, int jobs, const roll::Urn& school) {
  job::Batch batch;
  batch.school = school;
  batch.day = day;
  batch.planned_at = morning_of(day);
  batch.jobs.reserve(static_cast<std::size_t>(jobs));
  for (int i = 0; i < jobs; ++i) {
    job::Job j;
    j.school = school;
    j.kind = job::Kind::kText;
    j.about = "absence";
    j.to.contact = roll::ContactRef("C1-" + std::to_string(i));
    j.template_name = "first_contact";
    j.language = "en";
    j.step = "first_contact";
    j.rows = {"000-14"};
    j.day = day;
    j.round = "am";
    j.not_before = morning_of(day);
    j.not_after = morning_of(day) + std::chrono::hours(3);
    job::Subject s;
    s.pupil = roll::PupilRef("P" + std::to_string(i));
    s.case_id = job::CaseId(s.pupil.text() + "/" + base::iso_date(day));
    s.policy = "essex";
    s.policy_version = 1;
    j.subjects = {s};
    j.subjects[0].key = job::subject_key(s, j);
    batch.opened.push_back({s.case_id, s.pupil, day, roll::Session::kAm, s.policy, 1, "standard"});
    batch.jobs.push_back(std::move(j));
  }
  return batch;
}

int dispatch_all(ports::JobQueue& queue, std::size_t group, base::Date day) {
  const base::Instant now = morning_of(day);
  int sent = 0;
  for (;;) {
    const auto leased = must(queue.lease({"bench", now, std::chrono::minutes(5), 96, {}}));
    if (leased.empty()) return sent;
    for (std::size_t at = 0; at < leased.size(); at += group) {
      std::vector<ports::AttemptStart> starts;
      starts.reserve(group);
      for (std::size_t i = at; i < std::min(leased.size(), at + group); ++i)
        starts.push_back(start_of(leased[i], now));
      must(queue.start_attempts(starts));
      std::vector<ports::AttemptFinish> finishes;
      finishes.reserve(starts.size());
      for (const ports::AttemptStart& s : starts) finishes.push_back(finish_of(s));
      must(queue.finish_attempts(finishes));
      sent += static_cast<int>(starts.size());
    }
  }
}

double seconds(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace firstday::bench
