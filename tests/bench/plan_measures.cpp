// How many pupils plan() gets through in a second: one school as large as a local authority, 8 % of its
// pupils absent, contacts and a week of marks in memory.
#include <chrono>
#include <memory>

#include "bench/made_up_roll.h"
#include "bench/measures.h"
#include "escalation/plan.h"

namespace firstday::bench {

namespace {

constexpr int kDays = 5;

roll::School school() {
  roll::School s;
  s.urn = roll::Urn("900001");
  s.calendar = roll::Calendar({{base::make_date(2027, 1, 4), base::make_date(2027, 3, 25)}}, {}, {});
  return s;
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
  explicit Planning(int pupils) : roll(made_up_roll(pupils)), marks(week(roll, pupils)) {}

  void plan() const {
    const base::Instant now =
        base::from_london(base::make_date(2027, 1, 15), std::chrono::minutes{9 * 60 + 35});
    const job::Batch batch =
        escalation::plan(one, roll, marks, facts, policies, {now, now + std::chrono::minutes{10}});
    if (batch.absent.size() * 20 < roll.pupils.size() || batch.jobs.size() < batch.absent.size())
      fail("fewer are planned for than are absent");
  }

  escalation::PolicySet policies = shipped_policy("essex-first-day-calling");
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
