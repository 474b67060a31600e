#include "escalation/plan.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>

#include "escalation/case_plan.h"
#include "escalation/late_word.h"
#include "escalation/rules.h"
#include "escalation/siblings.h"
#include "escalation/staff_out.h"
#include "escalation/starters.h"

namespace firstday::escalation {

namespace {

/// A table that is sorted by pupil, walked once beside the roll.
template <typename Row>
class Rows {
 public:
  explicit Rows(std::span<const Row> rows) : rest_(rows) {}

  /// Those of the next pupil; pupils come in order. Passes over those of pupils who are not on roll.
  std::span<const Row> of(const roll::PupilRef& pupil) {
    size_t skip = 0;
    while (skip < rest_.size() && rest_[skip].pupil < pupil) ++skip;
    passed_ = rest_.first(skip);
    rest_ = rest_.subspan(skip);
    count_ = count(pupil);
    const auto taken = rest_.first(count_);
    rest_ = rest_.subspan(count_);
    return taken;
  }

  /// What the last of() passed over.
  std::span<const Row> passed() const { return passed_; }
  std::span<const Row> rest() const { return rest_; }

 private:
  size_t count(const roll::PupilRef& pupil) const {
    const auto is_theirs = [&](size_t i) { return i < rest_.size() && rest_[i].pupil == pupil; };
    // Most have as many as the one before: everybody the same marks, families three contacts or so.
    if ((count_ == 0 || is_theirs(count_ - 1)) && !is_theirs(count_)) return count_;
    size_t step = 1;
    while (is_theirs(step - 1)) step *= 2;
    if (step == 1) return 0;
    // The end lies between step / 2 - 1, which is theirs, and step - 1, which is not.
    const auto low = rest_.begin() + static_cast<std::ptrdiff_t>(step / 2);
    const auto high = rest_.begin() + static_cast<std::ptrdiff_t>(std::min(step - 1, rest_.size()));
    const auto end = std::partition_point(low, high, [&](const Row& r) { return r.pupil == pupil; });
    return static_cast<size_t>(end - rest_.begin());
  }

  std::span<const Row> rest_;
  std::span<const Row> passed_;
  size_t count_ = 0;  ///< of the pupil before
};

struct FormMarks {
  bool am = false;
  bool pm = false;
};

constexpr size_t kJobsOfOne = 32;  ///< more than a pupil usually has in a day

class Planner {
 public:
  Planner(const roll::School& school, const roll::Roll& roll, const PolicySet& policies, const When& when,
          const SchoolDay& today)
      : setting_{school, when, today},
        roll_(roll),
        book_(policies),
        school_is_open_(school.calendar.is_school_day(today.date)) {
    for (const Step& step : book_.current().steps)
      if (step.action == job::Kind::kWork && step.days.holds(1)) work_.push_back(&step);
  }

  job::Batch run(const roll::Register& marks, const chronology::Facts& facts);

 private:
  void visit(const roll::Pupil& pupil, std::span<const roll::Mark> marks,
             std::span<const roll::Contact> contacts, std::span<const chronology::CaseFacts> cases);
  void plan_closed_day(const roll::Pupil& pupil, std::span<const roll::Mark> marks,
                       std::span<const roll::Contact> contacts, std::span<const chronology::CaseFacts> cases);
  void plan_work(const roll::Pupil& pupil, const TodayMarks& seen);
  void plan_starter(const roll::Pupil& pupil, std::span<const roll::Mark> marks,
                    std::span<const roll::Contact> contacts, std::span<const chronology::CaseFacts> cases);
  Household household(const roll::Pupil& pupil, std::span<const roll::Contact> contacts) const;
  void plan_absence(const Case& c, const Household& household);
  bool stays_at_home(const roll::Pupil& pupil) const {
    return setting_.school.calendar.is_closed_for(pupil.year, pupil.form, setting_.today.date);
  }
  void see_form(const roll::Pupil& pupil, const TodayMarks& marks);
  void close_left(std::span<const chronology::CaseFacts> cases);
  void hear_late_word();
  std::vector<std::string> forms_without_marks() const;

  const Setting setting_;
  const roll::Roll& roll_;
  const RuleBook book_;
  const bool school_is_open_;
  const chronology::Facts* facts_ = nullptr;
  job::Batch batch_;
  SiblingMerge jobs_;
  std::vector<const Step*> work_;      ///< of the current policy: for children whose reason is known, too
  std::vector<job::Job> of_the_left_;  ///< about staff who are out to a child who is off the roll
  std::vector<Planned> of_one_;        ///< one pupil's jobs, the same vector for each
  std::unordered_map<std::string_view, FormMarks> forms_;
};

job::Batch Planner::run(const roll::Register& marks, const chronology::Facts& facts) {
  Rows<roll::Mark> mark_rows(marks.marks);
  Rows<roll::Contact> contact_rows(roll_.contacts);
  Rows<chronology::CaseFacts> case_rows(facts.cases);
  facts_ = &facts;
  // A tenth of the roll with ten jobs each. Room that is not used is not touched; moving jobs is the dearest
  // part.
  jobs_.reserve(roll_.pupils.size() + kJobsOfOne);
  of_one_.reserve(kJobsOfOne);
  for (const roll::Pupil& pupil : roll_.pupils) {
    const auto cases = case_rows.of(pupil.ref);
    close_left(case_rows.passed());
    visit(pupil, mark_rows.of(pupil.ref), contact_rows.of(pupil.ref), cases);
  }
  close_left(case_rows.rest());
  batch_.jobs = jobs_.take();
  hear_late_word();
  if (school_is_open_) batch_.forms_without_marks = forms_without_marks();
  return std::move(batch_);
}

/// Not over the heads of staff who are out on a visit: the case closes when they are back, or the day is
/// over.
void Planner::close_left(std::span<const chronology::CaseFacts> cases) {
  for (const chronology::CaseFacts& c : cases) {
    if (c.closed) continue;
    const StaffOut staff = staff_out(c, setting_.today.date);
    if (!staff.out) {
      batch_.closed.push_back({c.id, c.pupil, "left_roll"});
      continue;
    }
    for (const StaffAlarm& alarm : alarms_of(staff))
      of_the_left_.push_back(alarm_for(setting_, book_.policy_of(c), c, alarm));
  }
}

/// Of children who may have left the roll.
void Planner::hear_late_word() {
  std::vector<job::Job> jobs = std::move(of_the_left_);
  for (const chronology::CaseFacts& c : facts_->cases)
    plan_late_word(setting_, book_.policy_of(c), c, roll_.professionals_of(c.pupil), jobs);
  for (job::Job& j : jobs) {
    j.key = job::job_key(j);
    batch_.jobs.push_back(std::move(j));
  }
}

void Planner::visit(const roll::Pupil& pupil, std::span<const roll::Mark> marks,
                    std::span<const roll::Contact> contacts, std::span<const chronology::CaseFacts> cases) {
  if (!school_is_open_) return plan_closed_day(pupil, marks, contacts, cases);
  const TodayMarks seen = marks_today(marks, book_.current_codes(), setting_.today.date);
  if (!roll::is_yet_to_start(pupil, marks, setting_.today.date)) see_form(pupil, seen);
  plan_work(pupil, seen);
  if (pupil.starts && !seen.counts()) plan_starter(pupil, marks, contacts, cases);
  if (cases.empty() && !seen.counts()) return;
  CaseToday c =
      case_today(marks, cases, pupil.ref, book_, setting_.school.calendar, setting_.today, setting_.when.now);
  if (c.closed) batch_.closed.push_back(*c.closed);
  const auto withhold = [&](std::string_view rule) {
    batch_.withheld.push_back({pupil.ref, c.case_id, {}, {}, std::string(rule), std::string(why(rule))});
  };
  if (c.unmarked) withhold(stays_at_home(pupil) ? "group_closed" : "no_mark");
  if (c.waiting) plan_absence(*c.waiting, household(pupil, contacts));
  if (!c.absent) return;
  batch_.absent.push_back(pupil.ref);
  if (!c.open) return withhold("case_closed");
  if (!c.open->facts) c.open->early = facts_->early_responses(pupil.ref);
  plan_absence(*c.open, household(pupil, contacts));
}

/// Nobody is absent from a school that is closed, and what cannot wait does not: a concern, staff who are
/// out.
void Planner::plan_closed_day(const roll::Pupil& pupil, std::span<const roll::Mark> marks,
                              std::span<const roll::Contact> contacts,
                              std::span<const chronology::CaseFacts> cases) {
  if (cases.empty()) return;
  const CaseToday c =
      case_today(marks, cases, pupil.ref, book_, setting_.school.calendar, setting_.today, setting_.when.now);
  if (c.closed) batch_.closed.push_back(*c.closed);
  if (c.waiting) plan_absence(*c.waiting, household(pupil, contacts));
}

/// The list for whoever sets work is of all absent children, ill ones too (001-03).
void Planner::plan_work(const roll::Pupil& pupil, const TodayMarks& seen) {
  if (work_.empty() || seen.counts()) return;
  const bool am = seen.am == CodeEffect::kExplained;
  if (!am && seen.pm != CodeEffect::kExplained) return;
  of_one_.clear();
  for (const Step* step : work_)
    of_one_.push_back(
        {work_for(setting_, book_.current(), *step, pupil.ref, am ? roll::Session::kAm : roll::Session::kPm),
         nullptr});
  jobs_.add(of_one_);
}

/// A child with an open case is looked for under it.
void Planner::plan_starter(const roll::Pupil& pupil, std::span<const roll::Mark> marks,
                           std::span<const roll::Contact> contacts,
                           std::span<const chronology::CaseFacts> cases) {
  if (std::any_of(cases.begin(), cases.end(), [](const chronology::CaseFacts& c) { return !c.closed; }))
    return;
  of_one_.clear();
  plan_awaited(setting_, book_.current(), book_.current_codes(), household(pupil, contacts), marks,
               facts_->early_responses(pupil.ref), of_one_, batch_);
  jobs_.add(of_one_);
}

Household Planner::household(const roll::Pupil& pupil, std::span<const roll::Contact> contacts) const {
  return {pupil, contacts, roll_.professionals_of(pupil.ref), roll_.siblings_of(pupil.ref)};
}

void Planner::plan_absence(const Case& c, const Household& household) {
  // A concern that is one of the policy's tags puts the child into its class at once, whatever the roll says.
  std::vector<std::string> tags = household.pupil.tags;
  if (c.facts)
    for (const chronology::FlagFact& flag : c.facts->flags) tags.push_back(flag.about);
  const Tier* tier = tier_of(*c.rules, tags);
  const std::string_view name = tier ? std::string_view(tier->name) : std::string_view();
  if (!c.facts)
    batch_.opened.push_back({c.id, household.pupil.ref, c.first.date, c.first.session, c.policy_id, c.version,
                             std::string(name)});
  plan_case(setting_, c, name, household, of_one_, batch_);
  jobs_.add(of_one_);
}

void Planner::see_form(const roll::Pupil& pupil, const TodayMarks& marks) {
  FormMarks& form = forms_[pupil.form];
  form.am = form.am || marks.am_marked;
  form.pm = form.pm || marks.pm_marked;
}

std::vector<std::string> Planner::forms_without_marks() const {
  std::vector<std::string> out;
  for (const auto& [form, marks] : forms_) {
    const bool am_missing = setting_.when.now >= setting_.today.am_closes && !marks.am;
    const bool pm_missing = setting_.when.now >= setting_.today.pm_closes && !marks.pm;
    if (am_missing || pm_missing) out.emplace_back(form);
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

job::Batch plan(const roll::School& school, const roll::Roll& roll, const roll::Register& marks,
                const chronology::Facts& facts, const PolicySet& policies, const When& when) {
  const base::Date date = base::to_london(when.now).date;
  const SchoolDay today(school.calendar, date);
  job::Batch batch = Planner(school, roll, policies, when, today).run(marks, facts);
  batch.school = school.urn;
  batch.day = date;
  batch.planned_at = when.now;
  return batch;
}

}  // namespace firstday::escalation
