// How many pupils plan() gets through in a second: one school as large as a local authority, 8 % of its
// pupils absent, contacts and a week of marks in memory.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "bench/measures.h"
#include "config/policy_file.h"
#include "escalation/plan.h"

namespace firstday::bench {

namespace {

constexpr int kDays = 5;

escalation::PolicySet shipped() {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/config/policies/essex-first-day-calling.yaml");
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  auto parsed = config::read_policy(text, "essex-first-day-calling.yaml");
  for (const base::Problem& p : parsed.problems) fail(base::describe(p));
  escalation::PolicySet set;
  set.policies.push_back(std::move(parsed.value));
  return set;
}

roll::School school() {
  roll::School s;
  s.urn = roll::Urn("900001");
  s.calendar = roll::Calendar({{base::make_date(2027, 1, 4), base::make_date(2027, 3, 25)}}, {}, {});
  return s;
}

std::string padded(const char* prefix, int n) {
  char text[16];
  std::snprintf(text, sizeof text, "%s%06d", prefix, n);
  return text;
}

roll::Contact contact(const roll::PupilRef& pupil, int person, int priority) {
  roll::Contact c;
  c.pupil = pupil;
  c.ref = roll::ContactRef(padded("C", person));
  c.priority = priority;
  c.relationship = "mother";
  c.parental_responsibility = priority == 3 ? roll::Answer::kNo : roll::Answer::kYes;
  c.day_to_day_care = priority == 3 ? roll::Answer::kNo : roll::Answer::kYes;
  c.mobile = {base::Personal("+447700" + padded("", person)), roll::PhoneKind::kMobile};
  c.address.lines = {base::Personal("4 Example Row")};
  return c;
}

/// Families of two: every second pupil has the contacts of the one before.
roll::Roll big_roll(int pupils) {
  roll::Roll out;
  out.school = roll::Urn("900001");
  for (int i = 0; i < pupils; ++i) {
    roll::Pupil p;
    p.ref = roll::PupilRef(padded("P", i));
    p.form = padded("F", i / 30);
    p.home.lines = {base::Personal("4 Example Row")};
    if (i % 50 == 0) p.tags = {"looked_after"};
    for (int k = 1; k <= 3; ++k) out.contacts.push_back(contact(p.ref, i / 2 * 4 + k, k));
    out.pupils.push_back(std::move(p));
  }
  out.sort();
  return out;
}

/// 8 % absent today; of those some since yesterday or longer, so that every day of the policy is met.
bool is_absent(int pupil, int day) {
  const int family = pupil / 2;
  return family % 25 < 2 && day >= family % kDays;
}

roll::Register week(const roll::Roll& roll, int pupils) {
  roll::Register out;
  for (int i = 0; i < pupils; ++i)
    for (int d = 0; d < kDays; ++d)
      for (const auto session : {roll::Session::kAm, roll::Session::kPm}) {
        if (d == kDays - 1 && session == roll::Session::kPm) continue;
        out.marks.push_back({roll.pupils[static_cast<size_t>(i)].ref,
                             base::make_date(2027, 1, 11u + static_cast<unsigned>(d)), session,
                             roll::Code(is_absent(i, d)                 ? "N"
                                        : session == roll::Session::kAm ? "/"
                                                                        : "\\")});
      }
  out.sort();
  return out;
}

struct Planning {
  explicit Planning(int pupils) : roll(big_roll(pupils)), marks(week(roll, pupils)) {}

  void plan() const {
    const base::Instant now =
        base::from_london(base::make_date(2027, 1, 15), std::chrono::minutes{9 * 60 + 35});
    const job::Batch batch =
        escalation::plan(one, roll, marks, facts, policies, {now, now + std::chrono::minutes{10}});
    if (batch.absent.size() * 20 < roll.pupils.size() || batch.jobs.size() < batch.absent.size())
      fail("fewer are planned for than are absent");
  }

  escalation::PolicySet policies = shipped();
  roll::School one = school();
  roll::Roll roll;
  roll::Register marks;
  chronology::Facts facts;
};

}  // namespace

std::vector<Measure> plan_measures(int pupils) {
  const auto planning = std::make_shared<const Planning>(pupils);
  return {{"planned", "pupils", static_cast<double>(pupils), [planning] { planning->plan(); }, 500'000}};
}

}  // namespace firstday::bench
