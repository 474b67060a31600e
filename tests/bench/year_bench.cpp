// A year of 300 schools through escalation::plan, each school day planned on top of all before it: a local
// authority's 100,000 pupils, 190 days, 7 % of sessions missed, a third of the absences unexplained. The aim
// is a minute for the year, on one core, and memory that does not grow.
//
//   year_bench [rounds, default 3] [schools, default 300]
//
// Timed is plan() alone; what the store would do between two plans (marks, facts) is done beside the clock.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "bench/made_up_roll.h"
#include "bench/measures.h"
#include "escalation/plan.h"

namespace {

using namespace firstday;
using std::chrono::minutes;

constexpr int kPupils = 334;  ///< of one school
constexpr int kDays = 190;    ///< of school in a year
constexpr int kWindow = 32;   ///< school days of marks before each plan: the longest absence and two
constexpr double kAim = 60;   ///< seconds for 300 schools
constexpr double kMissed = 0.07;
constexpr double kMeanSpell = 2.94;  ///< days, of the lengths below
constexpr const char* kPolicies[] = {"essex-first-day-calling", "five-day-plan", "trust-same-day",
                                     "attendance-flow-chart", "cambridgeshire-cme"};

/// The same year in every run.
class Chance {
 public:
  unsigned of(unsigned n) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<unsigned>(state_ >> 33) % n;
  }
  bool of_a_million(double share) { return of(1'000'000) < share * 1'000'000; }

 private:
  unsigned long long state_ = 1;
};

/// 70 % one day, 20 % two to five, 8 % six to twenty, 2 % longer.
int spell(Chance& chance) {
  const unsigned p = chance.of(100);
  if (p < 70) return 1;
  if (p < 90) return 2 + static_cast<int>(chance.of(4));
  if (p < 98) return 6 + static_cast<int>(chance.of(15));
  return 21 + static_cast<int>(chance.of(10));
}

std::vector<base::Date> school_days(const roll::Calendar& calendar) {
  std::vector<base::Date> out;
  auto day = calendar.next_school_day(base::make_date(2026, 8, 31));
  for (; day && out.size() < kDays; day = calendar.next_school_day(*day)) out.push_back(*day);
  if (out.size() < kDays) bench::fail("the calendar is too short");
  return out;
}

roll::Calendar calendar() {
  const auto date = [](int y, unsigned m, unsigned d) { return base::make_date(y, m, d); };
  return {{{date(2026, 9, 1), date(2026, 12, 18)},
           {date(2027, 1, 4), date(2027, 3, 25)},
           {date(2027, 4, 12), date(2027, 7, 23)}},
          {{date(2026, 10, 26), date(2026, 10, 30)},
           {date(2027, 2, 15), date(2027, 2, 19)},
           {date(2027, 5, 31), date(2027, 6, 4)}},
          {}};
}

/// One pupil's attendance: the codes of the last days, the newest last.
struct Attendance {
  int days_left = 0;
  char code = '/';
  std::array<char, kWindow> codes;

  void next(Chance& chance) {
    if (days_left == 0) {
      code = '/';
      if (chance.of_a_million(kMissed / kMeanSpell / (1 - kMissed))) {
        days_left = spell(chance);
        code = chance.of(3) == 0 ? 'N' : 'I';
      }
    }
    days_left = std::max(0, days_left - 1);
    std::move(codes.begin() + 1, codes.end(), codes.begin());
    codes.back() = code;
  }
};

struct School {
  roll::School school;
  roll::Roll roll;
  const escalation::PolicySet* policies = nullptr;
  chronology::Facts facts;
  std::vector<Attendance> attendance;
};

/// What the next plan finds on record: cases, jobs of which most were done, calls that nobody answered.
void remember(const job::Batch& batch, chronology::Facts& facts) {
  const auto of_case = [&](const job::CaseId& id) {
    return std::find_if(facts.cases.begin(), facts.cases.end(), [&](const auto& c) { return c.id == id; });
  };
  for (const job::CaseClosed& closed : batch.closed) facts.cases.erase(of_case(closed.id));
  for (const job::CaseOpened& o : batch.opened) {
    chronology::CaseFacts c;
    c.id = o.id;
    c.pupil = o.pupil;
    c.policy = o.policy;
    c.policy_version = o.policy_version;
    c.tier = o.tier;
    c.first_date = o.first_date;
    c.first_session = o.first_session;
    c.opened_at = batch.planned_at;
    const auto after =
        std::upper_bound(facts.cases.begin(), facts.cases.end(), c.pupil,
                         [](const auto& pupil, const auto& other) { return pupil < other.pupil; });
    facts.cases.insert(after, std::move(c));
  }
  for (const job::Job& j : batch.jobs)
    for (const job::Subject& s : j.subjects) {
      const auto c = of_case(s.case_id);
      if (c == facts.cases.end() || c->job(s.key) != nullptr) continue;
      chronology::JobFact f;
      f.key = s.key;
      f.step = j.step;
      f.kind = j.kind;
      f.to = j.to;
      f.day = j.day;
      f.state = j.kind == job::Kind::kDecide ? job::State::kWithStaff : job::State::kDone;
      f.at = batch.planned_at;
      if (j.kind == job::Kind::kCall) c->calls.push_back({batch.planned_at, j.to.contact, "no_answer"});
      const auto after = std::upper_bound(c->jobs.begin(), c->jobs.end(), f.key,
                                          [](const auto& key, const auto& job) { return key < job.key; });
      c->jobs.insert(after, std::move(f));
    }
}

long rss_mib() {
  long pages = 0;
  long resident = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident;
  return resident * sysconf(_SC_PAGESIZE) / (1024 * 1024);
}

class Year {
 public:
  explicit Year(int schools) : days_(school_days(calendar())) {
    policies_.reserve(std::size(kPolicies));
    for (const char* name : kPolicies) policies_.push_back(bench::shipped_policy(name));
    const roll::Roll roll = bench::made_up_roll(kPupils);
    schools_.resize(static_cast<size_t>(schools));
    for (size_t i = 0; i < schools_.size(); ++i) {
      School& s = schools_[i];
      s.school.urn = s.roll.school = roll::Urn(std::to_string(900'001 + i));
      s.school.calendar = calendar();
      s.roll = roll;
      s.policies = &policies_[i % policies_.size()];
      s.attendance.resize(kPupils);
      for (Attendance& a : s.attendance) a.codes.fill('/');
    }
    for (const roll::Pupil& p : roll.pupils)
      for (int d = 0; d < kWindow; ++d)
        for (const auto session : {roll::Session::kAm, roll::Session::kPm})
          if (d + 1 < kWindow || session == roll::Session::kAm)
            marks_.marks.push_back({p.ref, {}, session, {}});
  }

  /// Seconds in plan().
  double run() {
    std::printf("resident, MiB, at each quarter of the year:");
    for (size_t d = 0; d < days_.size(); ++d) {
      plan_day(d);
      if ((d + 1) % (days_.size() / 4) == 0) std::printf(" %ld", rss_mib());
    }
    std::printf(
        "\nof %zu pupils on %zu days: %.1f %% planned for, %zu open cases and %zu jobs a day\n",
        schools_.size() * kPupils, days_.size(),
        100.0 * static_cast<double>(absent_) / static_cast<double>(schools_.size() * kPupils * days_.size()),
        open_ / days_.size(), jobs_ / days_.size());
    return took_.count();
  }

 private:
  void plan_day(size_t d) {
    for (School& s : schools_) {
      for (Attendance& a : s.attendance) a.next(chance_);
      put_marks(s, d);
      const base::Instant now = base::from_london(days_[d], minutes{9 * 60 + 35});
      const auto start = std::chrono::steady_clock::now();
      const job::Batch batch =
          escalation::plan(s.school, s.roll, marks_, s.facts, *s.policies, {now, now + minutes{10}});
      took_ += std::chrono::steady_clock::now() - start;
      remember(batch, s.facts);
      absent_ += batch.absent.size();
      jobs_ += batch.jobs.size();
      open_ += s.facts.cases.size();
    }
  }

  /// This morning's, and both sessions of the days before.
  void put_marks(const School& s, size_t day) {
    auto mark = marks_.marks.begin();
    for (const Attendance& a : s.attendance)
      for (size_t i = 0; i < kWindow; ++i)
        for (int session = 0; session < (i + 1 < kWindow ? 2 : 1); ++session, ++mark) {
          const bool before_term = day + i + 1 < kWindow;
          mark->date = before_term ? days_.front() - std::chrono::days{kWindow - day - i}
                                   : days_[day + i + 1 - kWindow];
          mark->code = roll::Code(std::string_view(&a.codes[i], 1));
        }
  }

  std::vector<base::Date> days_;
  std::vector<escalation::PolicySet> policies_;
  std::vector<School> schools_;
  roll::Register marks_;  ///< of the school that is planned; all have the same references
  Chance chance_;
  std::chrono::duration<double> took_{0};
  size_t absent_ = 0;
  size_t jobs_ = 0;
  size_t open_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 3;
  const int schools = argc > 2 ? std::atoi(argv[2]) : 300;
  std::vector<double> took;
  for (int round = 0; round < rounds; ++round) took.push_back(Year(schools).run());
  std::sort(took.begin(), took.end());
  const double median = took[took.size() / 2];
  std::printf(
      "a year of %d schools planned in %.1f s (%.1f to %.1f, median of %d): %.1f of the aim of %.0f s; %.0f "
      "pupils/s\n",
      schools, median, took.front(), took.back(), rounds, kAim * schools / 300 / median, kAim * schools / 300,
      double{kPupils} * schools * kDays / median);
  return 0;
}
