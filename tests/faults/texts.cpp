#include "faults/texts.h"

#include <cstdio>

#include "support/builders.h"

namespace firstday::faults {

job::Batch texts_to(int people) {
  std::vector<job::Job> all;
  for (const int version : {1, 2})
    for (int person = 0; person < people; ++person) {
      const std::string n = std::to_string(person);
      job::Job job = support::text_job({"P" + n}, "C" + n);
      job.subjects[0].policy_version = version;
      all.push_back(support::with_keys(std::move(job)));
    }
  return support::batch(std::move(all));
}

std::string number_of(int person) {
  char text[20];
  std::snprintf(text, sizeof text, "+447700900%03d", person);
  return text;
}

base::Result<dispatch::Prepared> rendered_text(const job::Job& job) {
  job::Message m;
  m.job = job.id;
  m.school = job.school;
  m.to = base::Personal(number_of(std::stoi(job.to.contact.text().substr(1))));
  m.body = base::Personal("A text for " + job.to.contact.text());
  m.language = "en";
  m.template_name = job.template_name;
  m.template_hash = "none";
  return dispatch::Prepared{m};
}

dispatch::SchoolSide school_with(const std::string& account, ports::Provider& provider) {
  dispatch::SchoolSide school;
  school.school = support::hazel_road();
  school.window.calendar = support::school().calendar;
  school.accounts = {{job::Kind::kText, {{account, &provider}}}};
  school.render = rendered_text;
  return school;
}

}  // namespace firstday::faults
