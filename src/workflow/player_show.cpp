// What a rehearsal shows of a plan: each thing once a day, at the time it falls due or becomes known.
#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "escalation/case_walk.h"
#include "escalation/rules.h"
#include "workflow/plan_day.h"
#include "workflow/player.h"

namespace firstday::workflow {

namespace {

constexpr std::string_view kRule = "rule";
constexpr std::string_view kTooLate = "too_late";
constexpr std::string_view kRemoval = "remove_from_roll";

std::vector<std::string> rows_or_rule(const std::vector<std::string>& rows) {
  return rows.empty() ? std::vector<std::string>{std::string(kRule)} : rows;
}

bool is_open(job::State state) {
  return state == job::State::kWithStaff || state == job::State::kHeld;
}

}  // namespace

void Player::see(const job::Batch& batch) {
  see_closed(batch);
  if (!open_shown_ && registers_taken_.count(roll::Session::kAm) != 0) see_open();
  see_jobs(batch);
}

/// What is withheld is known when everything that is due has been done. That the time of something will
/// have passed is a forecast (the next call of a ladder), and true only when the day is over.
void Player::see_rest(bool day_is_over) {
  see_withheld(batch_, day_is_over);
  see_gates(batch_);
}

Answer Player::begin(std::string_view kind, base::TimeOfDay at, std::optional<int> day) const {
  Answer out;
  out.date = today();
  out.add("date", base::iso_date(out.date));
  if (day)
    out.add("day", static_cast<long long>(*day));
  else
    out.add("day", nullptr);
  out.add("at", base::clock(at));
  out.add("kind", std::string(kind));
  return out;
}

void Player::see_jobs(const job::Batch& batch) {
  for (const job::Job& job : batch.jobs) {
    const std::string& key = job.subjects.front().key;
    caused_by_.emplace(key, cause_);
    const ports::JobRow* row = row_of(job);
    if (job.not_before > now() || row == nullptr || emitted_.count(key) != 0) continue;
    if (row->state == job::State::kCancelled) continue;
    const int number = job.subjects.front().day_number;
    Answer out = begin(job::word(job.kind), clock(), number > 0 ? std::optional(number) : std::nullopt);
    out.add("to", words_.to(job));
    out.add("about", job.about);
    words_.describe(job, row->state == job::State::kDone ? "done" : "due", cause_of(job), today(), out);
    answers_.push_back(std::move(out));
    emitted_[key] = {job, today(), clock()};
    see_chronology(job);
  }
}

/// A referral has the chronology with it, made when the referral falls due.
void Player::see_chronology(const job::Job& job) {
  const escalation::Step* step = words_.step(job.subjects.front(), job.step);
  if (step == nullptr ||
      std::find(step->attach.begin(), step->attach.end(), "chronology") == step->attach.end())
    return;
  const int number = job.subjects.front().day_number;
  Answer out = begin("chronology", clock(), number > 0 ? std::optional(number) : std::nullopt);
  out.add("to", words_.to(job));
  out.add("about", job.about);
  out.add("state", std::string("due"));
  out.add("rows", rows_or_rule(job.rows));
  out.add("after", job.subjects.front().key);
  answers_.push_back(std::move(out));
}

/// The event that made it due, or right after which it was first planned; else what goes before it by the
/// policy. What was due anyway at the time of an event has been shown before it.
std::string Player::cause_of(const job::Job& job) const {
  if (!cause_.empty()) return cause_;
  const auto event = caused_by_.find(job.subjects.front().key);
  if (event != caused_by_.end() && !event->second.empty()) return event->second;
  const escalation::Step* step = words_.step(job.subjects.front(), job.step);
  if (step == nullptr || step->after.empty()) return {};
  const Emitted* before = nullptr;
  for (const auto& [key, e] : emitted_) {
    if (e.job.step != step->after || e.job.day != job.day) continue;
    if (before == nullptr || e.job.to == job.to) before = &e;
  }
  return before == nullptr ? std::string() : before->job.subjects.front().key;
}

void Player::see_open() {
  open_shown_ = true;
  std::vector<const Emitted*> open;
  for (const auto& [key, e] : emitted_) {
    const ports::JobRow* row = row_of(e.job);
    if (e.day < today() && row != nullptr && is_open(row->state)) open.push_back(&e);
  }
  std::sort(open.begin(), open.end(), [](const Emitted* a, const Emitted* b) {
    return std::tie(a->day, a->at, a->job.step, a->job.to) < std::tie(b->day, b->at, b->job.step, b->job.to);
  });
  for (const Emitted* e : open) {
    Answer out = begin(job::word(e->job.kind), e->at, day_number());
    out.add("to", words_.to(e->job));
    out.add("about", e->job.about);
    words_.describe(e->job, "open", "", today(), out);
    out.add("since", base::iso_date(e->day));
    answers_.push_back(std::move(out));
  }
}

void Player::see_withheld(const job::Batch& batch, bool day_is_over) {
  for (const job::Withheld& w : batch.withheld) {
    if ((w.rule == kTooLate) != day_is_over) continue;
    const bool went = std::any_of(emitted_.begin(), emitted_.end(), [&](const auto& e) {
      const job::Job& job = e.second.job;
      return !w.step.empty() && e.second.day == today() && job.step == w.step &&
             (w.contact.empty() || job.to.contact == w.contact);
    });
    if (went || !said_today_.insert(w.step + "|" + w.contact.text() + "|" + w.rule).second) continue;
    const escalation::Step* step = words_.step({}, w.step);
    Answer out = begin("withheld", clock(), day_number());
    out.add("to", w.contact.empty() ? pupil() : w.contact.text());
    out.add("about", step == nullptr ? std::string("absence") : step->about);
    out.add("state", std::string("withheld"));
    out.add("rows", rows_or_rule(step == nullptr ? std::vector<std::string>{} : step->rows));
    out.add("rule", w.rule);
    out.add("why", w.why);
    if (step != nullptr) out.add("action", std::string(job::word(step->action)));
    out.add_if("step", w.step);
    answers_.push_back(std::move(out));
  }
}

void Player::see_gates(const job::Batch& batch) {
  for (const job::GateState& g : batch.gates) {
    const std::string missing = base::join(g.missing, "; ");
    if (!said_today_.insert("gate|" + g.action + (g.open ? "|open|" : "|closed|") + missing).second) continue;
    answers_.push_back(gate(g));
    if (g.open && g.action == kRemoval) answers_.push_back(removal(g));
  }
}

/// Whoever removes a child from the roll is a person; this says that nothing stands against it any more.
Answer Player::removal(const job::GateState& g) const {
  Answer out = begin("removal", clock(), day_number());
  out.add("to", pupil());
  out.add("about", g.action);
  out.add("state", std::string("open"));
  out.add("rows", rows_or_rule(g.rows));
  out.add("why",
          std::string("everything that is required is on record; a person decides, and nobody is taken off "
                      "the roll by this program"));
  return out;
}

Answer Player::gate(const job::GateState& g) const {
  Answer out = begin("gate", clock(), day_number());
  out.add("to", pupil());
  out.add("about", g.action);
  out.add("state", std::string(g.open ? "open" : "closed"));
  out.add("rows", rows_or_rule(g.rows));
  if (!g.open || !g.missing.empty()) out.add("missing", g.missing);
  if (g.overridden) out.add("rule", std::string("overridden"));
  return out;
}

void Player::see_closed(const job::Batch& batch) {
  for (const job::CaseClosed& c : batch.closed) show_closed(c.how, cause_);
}

void Player::show_closed(const std::string& how, const std::string& after) {
  Answer out = begin("close", clock(), std::nullopt);
  out.add("to", pupil());
  out.add("about", how);
  out.add("state", std::string("done"));
  out.add("rows", std::vector<std::string>{std::string(kRule)});
  out.add_if("after", after);
  answers_.push_back(std::move(out));
}

/// The case's day today, also when nothing is due.
std::optional<int> Player::day_number() const {
  for (const job::Job& job : batch_.jobs)
    if (job.subjects.front().day_number > 0) return job.subjects.front().day_number;
  const auto inputs = read_day(house_, rehearsal_.school(), today());
  if (!inputs) return std::nullopt;
  const auto* open = inputs.value().facts.open_case(scenario_.pupil.ref);
  const escalation::Policy* policy = words_.policy({});
  if (open == nullptr || policy == nullptr) return std::nullopt;
  const auto walk =
      escalation::walk(inputs.value().marks.of(scenario_.pupil.ref), escalation::CodeRules(*policy),
                       school().calendar, {open->first_date, open->first_session}, today());
  return walk.counted.empty() ? std::nullopt : std::optional(static_cast<int>(walk.counted.size()));
}

void Player::refuse(const config::ScenarioEvent& event, const std::string& why,
                    const std::vector<std::string>& missing) {
  Answer out = begin("refused", clock(), day_number());
  out.add_if("to", event.text("by"));
  out.add("about", event.id);
  out.add("state", std::string("refused"));
  out.add("rows", std::vector<std::string>{std::string(kRule)});
  out.add("why", why);
  out.add_if("missing", missing);
  answers_.push_back(std::move(out));
}

}  // namespace firstday::workflow
