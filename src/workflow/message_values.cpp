#include "workflow/message_values.h"

#include "base/text.h"
#include "escalation/audience.h"
#include "escalation/rules.h"
#include "render/dates.h"
#include "render/render.h"
#include "roll/may_be_told.h"

namespace firstday::workflow {

namespace {

render::HalfDay half_day(roll::Session session) {
  return session == roll::Session::kAm ? render::HalfDay::kMorning : render::HalfDay::kAfternoon;
}

}  // namespace

base::Personal spoken_name(const roll::Contact& c) {
  const std::string polite = c.title.empty() ? c.forename.reveal() : c.title.reveal();
  return base::Personal(std::string(base::trim(polite + " " + c.surname.reveal())));
}

const roll::Contact* contact_for(const job::Job& job, const roll::Roll& roll) {
  for (const roll::Contact& c : roll.contacts_of(job.subjects.front().pupil))
    if (c.ref == job.to.contact) return &c;
  return nullptr;
}

base::Result<render::Values> values_for(const job::Job& job, const roll::Roll& roll,
                                        const roll::School& school) {
  std::vector<base::Personal> forenames;
  for (const job::Subject& s : job.subjects) {
    const roll::Pupil* pupil = roll.find(s.pupil);
    if (pupil == nullptr) return base::conflict("The pupil has left the roll since this was planned.");
    forenames.push_back(pupil->forename);
  }
  render::Values values;
  values.set("pupil first name", render::Value(forenames.front()));
  values.set("pupil first names", render::Value(forenames));
  values.set("school", school.name);
  values.set("school short name", school.short_name);
  values.set("school phone", school.phone);
  values.set("date", render::Value(job.day));
  values.set("session", render::Value(half_day(job.subjects.front().session)));
  if (job.kind == job::Kind::kCall) {
    const std::string& platform = school.facility.work_platform;
    const roll::Pupil* pupil = roll.find(job.subjects.front().pupil);
    values.set("first day", render::Value(pupil->starts.value_or(job.day)));
    values.set("work platform", platform.empty() ? std::string("the school will say where") : platform);
  }
  if (const roll::Contact* c = contact_for(job, roll); c != nullptr)
    values.set("contact name", render::Value(spoken_name(*c)));
  return values;
}

base::Status may_still_be_told(const job::Job& job, const roll::Roll& roll, roll::Channel channel) {
  for (const job::Subject& s : job.subjects) {
    bool on_roll = false;
    for (const roll::Contact& c : roll.contacts_of(s.pupil)) {
      if (c.ref != job.to.contact) continue;
      on_roll = true;
      const std::string_view rule = escalation::left_out(c, channel, roll.contacts_of(s.pupil));
      if (!rule.empty()) return base::conflict("Not sent: " + std::string(escalation::why(rule)) + ".");
    }
    if (!on_roll) return base::conflict("Not sent: the contact has left the roll since this was planned.");
  }
  return {};
}

base::Result<job::Message> message_for(const job::Job& job, const roll::Roll& roll,
                                       const roll::School& school, const render::TemplateSet& templates) {
  const auto channel = job::channel_for(job.kind);
  if (!channel) return base::conflict("A staff task is not a message.");
  if (const base::Status told = may_still_be_told(job, roll, *channel); !told) return told.error();
  auto values = values_for(job, roll, school);
  if (!values) return values.error();
  return render::render(job, templates, values.value(), roll::address_for(*contact_for(job, roll), *channel));
}

}  // namespace firstday::workflow
