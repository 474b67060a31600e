#include "support/builders.h"

#include <cstdio>

#include "seal/uuid7.h"

namespace firstday::support {

using base::Personal;

namespace {

job::Job job_for(const std::vector<std::string>& pupils, job::Kind kind, job::Recipient to) {
  job::Job j;
  j.school = hazel_road();
  j.kind = kind;
  j.about = "absence";
  for (const std::string& p : pupils) j.subjects.push_back(subject(p));
  j.to = std::move(to);
  j.step = "first_contact";
  j.rows = {"000-14"};
  j.day = school_day();
  j.round = "am";
  j.not_before = at(9, 35);
  j.not_after = at(12);
  return j;
}

}  // namespace

roll::Urn hazel_road() {
  return roll::Urn("100001");
}
roll::Urn other_school() {
  return roll::Urn("100002");
}
base::Date school_day() {
  return base::make_date(2027, 1, 12);
}
base::Instant at(int hour, int minute) {
  return base::from_london(school_day(), std::chrono::hours(hour) + std::chrono::minutes(minute));
}

roll::Pupil pupil(const std::string& ref) {
  roll::Pupil p;
  p.ref = roll::PupilRef(ref);
  p.forename = Personal("Alex");
  p.surname = Personal("Example-" + ref);
  p.born = base::make_date(2016, 9, 1);
  p.starts = base::make_date(2020, 9, 2);
  p.year = "Y5";
  p.form = "5H";
  p.home.lines = {Personal("4 Example Row"), Personal("Exampleton")};
  p.home.postcode = Personal("EX1 1AA");
  return p;
}

roll::Contact contact(const std::string& pupil, const std::string& ref, int priority) {
  roll::Contact c;
  c.pupil = roll::PupilRef(pupil);
  c.ref = roll::ContactRef(ref);
  c.priority = priority;
  c.relationship = "mother";
  c.title = Personal("Ms");
  c.forename = Personal("Sam");
  c.surname = Personal("Example-" + ref);
  c.parental_responsibility = roll::Answer::kYes;
  c.day_to_day_care = roll::Answer::kYes;
  c.lives_with_pupil = roll::Answer::kYes;
  c.language = "en";
  c.mobile = {Personal("+447700900301"), roll::PhoneKind::kMobile};
  c.email = Personal("sam@example.org");
  c.address.lines = {Personal("4 Example Row"), Personal("Exampleton")};
  c.address.postcode = Personal("EX1 1AA");
  return c;
}

roll::School school() {
  roll::School s;
  s.urn = hazel_road();
  s.name = "Hazel Road Primary School";
  s.short_name = "Hazel Road";
  s.phone = "01632 960001";
  s.email = "office@example.org";
  s.calendar = roll::Calendar({{base::make_date(2027, 1, 4), base::make_date(2027, 3, 25)}}, {}, {});
  return s;
}

roll::Roll roll_of(int pupils, int contacts_each) {
  roll::Roll roll;
  roll.school = hazel_road();
  for (int i = 0; i < pupils; ++i) {
    char ref[32];
    std::snprintf(ref, sizeof ref, "P%06d", i);
    roll.pupils.push_back(pupil(ref));
    for (int n = 1; n <= contacts_each; ++n)
      roll.contacts.push_back(contact(ref, "C" + std::to_string(n) + "-" + ref, n));
  }
  roll.sort();
  return roll;
}

job::Subject subject(const std::string& pupil) {
  job::Subject s;
  s.pupil = roll::PupilRef(pupil);
  s.case_id = job::CaseId(pupil + "/" + base::iso_date(school_day()));
  s.day_number = 1;
  s.policy = "example";
  s.policy_version = 1;
  return s;
}

job::Job with_keys(job::Job job) {
  for (job::Subject& s : job.subjects) s.key = job::subject_key(s, job);
  job.key = job::job_key(job);
  return job;
}

job::Job text_job(const std::vector<std::string>& pupils, const std::string& contact) {
  job::Job j = job_for(pupils, job::Kind::kText, {roll::ContactRef(contact), ""});
  j.template_name = "first_contact";
  j.language = "en";
  return with_keys(std::move(j));
}

job::Job staff_job(const std::string& pupil, const std::string& role, job::Kind kind) {
  job::Job j = job_for({pupil}, kind, {{}, role});
  j.not_after.reset();
  return with_keys(std::move(j));
}

job::Batch batch(std::vector<job::Job> jobs) {
  job::Batch b;
  b.school = hazel_road();
  b.day = school_day();
  b.planned_at = at(9, 35);
  for (const job::Job& j : jobs)
    for (const job::Subject& s : j.subjects)
      b.opened.push_back(
          {s.case_id, s.pupil, b.day, roll::Session::kAm, s.policy, s.policy_version, "standard"});
  b.jobs = std::move(jobs);
  return b;
}

ports::AttemptStart start_of(const ports::Leased& leased, base::Instant now, const std::string& provider) {
  ports::AttemptStart s;
  s.attempt = job::AttemptId(seal::uuid7(now));
  s.job = leased.job.id;
  s.fence = leased.fence;
  s.school = leased.job.school;
  s.now = now;
  s.provider = provider;
  s.account = "main";
  for (const job::Subject& subject : leased.job.subjects)
    s.claims.push_back("claim/" + subject.pupil.text() + "/" + leased.job.to.text());
  s.message.job = leased.job.id;
  s.message.school = leased.job.school;
  s.message.kind = leased.job.kind;
  s.message.to = Personal("+447700900301");
  s.message.body = Personal("Hazel Road: Alex is not in school today. Please ring 01632 960001.");
  s.message.language = "en";
  s.message.template_name = leased.job.template_name;
  s.message.template_hash = std::string(64, 'a');
  s.request = {"to=+447700900301\nbody={secret}", {"secret"}, s.message.to};
  return s;
}

ports::AttemptFinish finish_of(const ports::AttemptStart& start, job::OutcomeKind outcome, job::Event event,
                               base::Instant now) {
  ports::AttemptFinish f;
  f.attempt = start.attempt;
  f.job = start.job;
  f.fence = start.fence;
  f.school = start.school;
  f.now = now;
  f.outcome.kind = outcome;
  f.outcome.provider_ref = outcome == job::OutcomeKind::kAccepted ? "ref-1" : "";
  f.outcome.evidence = "HTTP 201";
  f.outcome.http_status = 201;
  f.job_event = event;
  return f;
}

chronology::Event note(const std::string& pupil, base::Instant at, const std::string& text) {
  chronology::Event e;
  e.at = at;
  e.type = chronology::Type::kNote;
  e.school = hazel_road();
  e.pupil = roll::PupilRef(pupil);
  e.actor = "office";
  e.details = {{"text", Personal(text)}};
  return e;
}

}  // namespace firstday::support
