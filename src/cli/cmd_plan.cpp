// plan, explain: what is due today and why, without doing anything.
#include <map>

#include "base/text.h"
#include "cli/command_parts.h"
#include "escalation/explain.h"
#include "workflow/chronicle.h"
#include "workflow/names.h"
#include "workflow/plan_day.h"

namespace firstday::cli {

namespace {

escalation::When when_of(const workflow::House& house, const config::SchoolSettings& school) {
  const base::Instant now = house.clock.now();
  return {now, now + school.hold};
}

JsonObject json_of(const job::Job& job, const roll::Urn& school) {
  std::vector<std::string> pupils;
  for (const job::Subject& s : job.subjects)
    if (!s.pupil.empty()) pupils.push_back(s.pupil.text());
  JsonObject o;
  o.add("school", school.text())
      .add("kind", job::word(job.kind))
      .add("about", job.about)
      .add("to", job.to.text());
  o.add("pupils", pupils)
      .add("day", job.subjects.front().day_number)
      .add("at", base::london_clock(job.not_before));
  o.add_if("round", job.round)
      .add("step", job.step)
      .add("rows", job.rows)
      .add_if("template", job.template_name);
  o.add("only_if", job::word(job.only_if)).add("key", job::job_key(job));
  return o;
}

JsonObject json_of(const job::Withheld& w, const roll::Urn& school) {
  JsonObject o;
  o.add("school", school.text()).add("kind", "withheld").add("pupil", w.pupil.text());
  o.add_if("contact", w.contact.text()).add_if("step", w.step).add("rule", w.rule).add("why", w.why);
  return o;
}

void print_json(const Call& call, const job::Batch& batch) {
  for (const job::Job& j : batch.jobs) call.out() << json_of(j, batch.school).line() << '\n';
  for (const job::Withheld& w : batch.withheld) call.out() << json_of(w, batch.school).line() << '\n';
}

/// A plan names everything that the day asks for; what of it has been done or sent is said beside it.
std::string state_of(const workflow::DayPlan& plan, const job::Job& j) {
  const job::Subject& s = j.subjects.front();
  const chronology::CaseFacts* open = plan.inputs.facts.find(s.case_id);
  const chronology::JobFact* fact = open == nullptr ? nullptr : open->job(s.key);
  return fact == nullptr ? "new" : std::string(job::in_words(fact->state));
}

void print_jobs(const Call& call, const workflow::DayPlan& plan) {
  Table table({"At", "What", "About", "Pupil", "Day", "To", "State", "Rows"});
  for (const job::Job& j : plan.batch.jobs)
    table.add({base::london_clock(j.not_before), std::string(job::word(j.kind)), j.about,
               pupil_names(plan.inputs.roll, j), std::to_string(j.subjects.front().day_number),
               workflow::recipient_name(plan.inputs.roll, j).reveal(), state_of(plan, j),
               base::join(j.rows, " ")});
  if (!table.empty()) table.print(call.out(), "  ");
}

void print_withheld(const Call& call, const workflow::DayPlan& plan) {
  if (plan.batch.withheld.empty()) return;
  call.out() << "\n  Withheld\n";
  Table table({"Pupil", "Contact", "Step", "Rule", "Why"});
  for (const job::Withheld& w : plan.batch.withheld) {
    const std::string contact =
        w.contact.empty() ? "" : workflow::contact_name(plan.inputs.roll, w.pupil, w.contact).reveal();
    table.add({workflow::pupil_name(plan.inputs.roll, w.pupil).reveal(), contact, w.step, w.rule, w.why});
  }
  table.print(call.out(), "  ");
}

void print_plan(const Call& call, const config::SchoolSettings& school, const workflow::DayPlan& plan) {
  call.out() << school.school.name << " (" << school.school.urn.text() << "), "
             << base::uk_date(plan.batch.day) << ": " << base::count_of(plan.batch.absent.size(), "pupil")
             << " absent without a reason, " << base::count_of(plan.batch.jobs.size(), "job") << ", "
             << plan.batch.withheld.size() << " withheld\n";
  if (!plan.batch.blind.empty()) call.out() << "  Nobody is looked for: " << plan.batch.blind << '\n';
  if (!plan.batch.brake.empty())
    call.out() << "  Messages would be held: " << base::join(job::words_of(plan.batch.brake), " ") << '\n';
  if (!plan.batch.forms_without_marks.empty())
    call.out() << "  Forms without marks: " << base::join(plan.batch.forms_without_marks, ", ") << '\n';
  print_jobs(call, plan);
  print_withheld(call, plan);
}

/// What of a planned job has happened; empty where nothing has.
std::string happened(const workflow::DayPlan& plan, const escalation::Explanation& line) {
  for (const job::Job& j : plan.batch.jobs) {
    if (line.job_key.empty() || j.key != line.job_key) continue;
    const std::string state = state_of(plan, j);
    if (state != "new" && state != job::in_words(job::State::kQueued) &&
        state != job::in_words(job::State::kWithStaff))
      return " NOW: " + state + ".";
  }
  return {};
}

}  // namespace

namespace {

/// Where it stands: "[step day-1-text; rule no_text_facility]".
std::string source_of(const escalation::Explanation& line) {
  std::vector<std::string> parts;
  if (!line.step.empty()) parts.push_back("step " + line.step);
  if (!line.rule.empty()) parts.push_back("rule " + line.rule);
  return parts.empty() ? "" : " [" + base::join(parts, "; ") + "]";
}

}  // namespace

int plan(const Call& call, workflow::House& house) {
  const auto schools = workflow::chosen_schools(house, call.in.globals.school);
  if (!schools) return fail(call, schools.error());
  bool look = false;
  for (const config::SchoolSettings* school : schools.value()) {
    const auto plan = workflow::plan_day(house, *school, when_of(house, *school));
    if (!plan) return fail(call, plan.error());
    look = look || !plan.value().batch.forms_without_marks.empty() || !plan.value().batch.brake.empty() ||
           !plan.value().batch.blind.empty();
    if (call.in.globals.json)
      print_json(call, plan.value().batch);
    else
      print_plan(call, *school, plan.value());
  }
  if (!call.in.globals.json) call.out() << "\nNothing was queued or sent. `firstday run` does it.\n";
  return look ? kLook : kDone;
}

int explain(const Call& call, workflow::House& house) {
  const auto found = workflow::find_pupil(house, call.in.globals.school, call.in.subject);
  if (!found) return fail(call, found.error());
  const config::SchoolSettings& school = *found.value().school;
  const auto plan = workflow::plan_day(house, school, when_of(house, school));
  if (!plan) return fail(call, plan.error());
  const auto lines = escalation::explain(plan.value().batch, plan.value().inputs.roll,
                                         workflow::policies_for(house, school, plan.value().inputs.facts),
                                         found.value().ref);
  if (!call.in.globals.json)
    call.out() << workflow::pupil_name(found.value().roll, found.value().ref).reveal() << ", "
               << base::uk_date(plan.value().batch.day) << '\n';
  for (const escalation::Explanation& line : lines) {
    if (call.in.globals.json)
      call.out() << JsonObject()
                        .add("pupil", found.value().ref.text())
                        .add_if("step", line.step)
                        .add("rows", line.rows)
                        .add_if("rule", line.rule)
                        .add_if("contact", line.contact.text())
                        .add_if("key", line.job_key)
                        .add("text", line.text + happened(plan.value(), line))
                        .line()
                 << '\n';
    else
      call.out() << "  - " << line.text << happened(plan.value(), line) << source_of(line) << '\n';
  }
  return kDone;
}

}  // namespace firstday::cli
