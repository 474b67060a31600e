// Invariants 1 to 3 over made-up schools and weeks: anything may be missing, unknown or contradictory.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "escalation/invariants.h"

namespace firstday::escalation::testing {
namespace {

/// Choices taken from bytes that rapidcheck shrinks: when they run out every choice is 0, the plainest.
class Choices {
 public:
  explicit Choices(std::vector<std::uint8_t> bytes) : bytes_(std::move(bytes)) {}

  /// 0 to n - 1.
  size_t of(size_t n) { return at_ < bytes_.size() ? bytes_[at_++] % n : 0; }
  bool one_in(size_t n) { return of(n) == n - 1; }

 private:
  std::vector<std::uint8_t> bytes_;
  size_t at_ = 0;
};

constexpr roll::Answer kAnswers[] = {roll::Answer::kYes, roll::Answer::kUnknown, roll::Answer::kNo};
constexpr const char* kCodes[] = {"N", "N", "N", "O",  "/", "\\", "-", "",
                                  "I", "U", "V", "Y1", "#", "G",  "L", "Y"};

roll::PhoneNumber number(size_t which, roll::PhoneKind kind) {
  return {base::Personal("+4477009003" + std::to_string(10 + which)), kind};
}

roll::Contact contact(Choices& choose, const roll::PupilRef& pupil, size_t person) {
  roll::Contact c;
  c.pupil = pupil;
  c.ref = roll::ContactRef("C" + std::to_string(person));
  c.priority = static_cast<int>(choose.of(4));
  c.parental_responsibility = kAnswers[choose.of(3)];
  c.day_to_day_care = kAnswers[choose.of(3)];
  c.barred = choose.one_in(5);
  c.emergency_only = choose.one_in(5);
  // Six people, five numbers: some share one.
  if (!choose.one_in(5))
    c.mobile = number(choose.of(5), choose.one_in(6) ? roll::PhoneKind::kLandline : roll::PhoneKind::kMobile);
  if (choose.one_in(3)) c.landline = number(20 + choose.of(5), roll::PhoneKind::kLandline);
  if (!choose.one_in(4)) c.address.lines = {base::Personal("4 Example Row")};
  if (choose.one_in(6)) c.opted_out = {roll::Channel::kText};
  if (choose.one_in(8)) c.opted_out.push_back(roll::Channel::kCall);
  if (choose.one_in(4)) c.language = "cy";
  return c;
}

void add_family(World& w, Choices& choose, size_t index) {
  roll::Pupil p;
  p.ref = roll::PupilRef("P" + std::to_string(index));
  p.form = "F" + std::to_string(choose.of(2));
  if (choose.one_in(4)) p.tags = {"looked_after"};
  if (!choose.one_in(4)) p.home.lines = {base::Personal("4 Example Row")};
  if (choose.one_in(6)) w.roll.professionals.push_back({p.ref, "social_worker", {}, {}, {}, {}});
  for (size_t person = 0; person < 6; ++person)
    if (!choose.one_in(2)) w.roll.contacts.push_back(contact(choose, p.ref, person));
  w.roll.pupils.push_back(std::move(p));
}

constexpr const char* kPolicies[] = {"essex-first-day-calling", "five-day-plan", "trust-same-day",
                                     "attendance-flow-chart", "cambridgeshire-cme"};

World made_up_school(Choices& choose) {
  static const std::vector<Policy> kAll = [] {
    std::vector<Policy> all;
    for (const char* name : kPolicies) all.push_back(shipped_policy(name));
    return all;
  }();
  World w;
  w.policies.policies = {kAll[choose.of(kAll.size())]};
  w.school.facility.app_message = choose.one_in(3);
  w.school.facility.text = !choose.one_in(4);
  const size_t pupils = 1 + choose.of(4);
  for (size_t i = 0; i < pupils; ++i) add_family(w, choose, i);
  w.sort();
  return w;
}

void mark(World& w, Choices& choose, base::Date day, roll::Session session) {
  for (const roll::Pupil& p : w.roll.pupils)
    w.marks.marks.push_back({p.ref, day, session, roll::Code(kCodes[choose.of(std::size(kCodes))])});
  w.sort();
}

constexpr const char* kCalls[] = {"no_answer", "answered_no_reason", "international_tone",
                                  "set_off_for_school"};
constexpr const char* kVisits[] = {"no_answer", "not_made", "child_seen", "concerns_raised", "no_access"};
constexpr const char* kQuestions[] = {"visit_today",       "door_knock", "welfare_police",
                                      "reason_acceptable", "triage",     "submit_cme_referral"};
constexpr const char* kRecords[] = {"la_notice", "destination", "visit_left", "visit_returned",
                                    "home_education"};

/// What the family or staff may do after a plan.
void something_happens(World& w, Choices& choose) {
  for (chronology::CaseFacts& c : w.facts.cases) {
    if (c.closed || !choose.one_in(3)) continue;
    const auto level = static_cast<chronology::ResponseLevel>(choose.of(4));
    std::optional<base::Date> back;
    if (choose.one_in(2)) back = base::to_london(w.when.now).date + std::chrono::days{choose.of(4)};
    c.responses.push_back({w.when.now, roll::ContactRef("C0"), level, back});
    if (choose.one_in(2))
      c.decisions.push_back({w.when.now, "believe_holiday", choose.one_in(2) ? "no" : "yes", "dsl"});
    for (int calls = static_cast<int>(choose.of(4)); calls > 0; --calls)
      c.calls.push_back(
          {w.when.now, roll::ContactRef("C" + std::to_string(choose.of(6))), kCalls[choose.of(4)]});
    if (choose.one_in(4)) c.visits.push_back({w.when.now, kVisits[choose.of(5)]});
    if (choose.one_in(4))
      c.decisions.push_back({w.when.now,
                             kQuestions[choose.of(6)],
                             choose.one_in(2) ? "no" : "yes",
                             "dsl",
                             {},
                             choose.one_in(2)});
    if (choose.one_in(8)) c.flags.push_back({w.when.now, "risk_of_harm"});
    if (choose.one_in(6))
      c.recorded.push_back({w.when.now, kRecords[choose.of(5)], "12:40", false, "office"});
    if (choose.one_in(8)) c.referrals.push_back({w.when.now, "cme_referral"});
    if (choose.one_in(4)) {
      c.closed = true;
      c.closed_how = "located";
      c.closed_at = w.when.now;
    }
  }
  if (choose.one_in(4))
    for (roll::Contact& c : w.roll.contacts) c.barred = c.barred || choose.one_in(3);
}

/// Plans, and checks everything; then it has been queued.
void plan_and_check(World& w) {
  const job::Batch batch = w.plan();
  for (const std::string& b : breaches(w, batch)) RC_FAIL(base::iso_date(batch.day) + ": " + b);
  for (const std::string& b : breaches_of_planning_twice(w, batch))
    RC_FAIL(base::iso_date(batch.day) + ": " + b);
  remember(batch, w.facts);
}

void set_clock(World& w, base::Date day, int hour, int minute) {
  w.when.now = base::from_london(day, std::chrono::hours{hour} + std::chrono::minutes{minute});
  w.when.release = w.when.now + std::chrono::minutes{10};
}

void weeks(Choices& choose) {
  World w = made_up_school(choose);
  base::Date day = base::make_date(2027, 1, 28);
  const size_t days = 1 + choose.of(16);
  for (size_t i = 0; i < days; ++i) {
    day = w.school.calendar.next_school_day(day).value();
    mark(w, choose, day, roll::Session::kAm);
    set_clock(w, day, choose.one_in(6) ? 7 : 9, 35);
    if (!choose.one_in(6)) plan_and_check(w);
    something_happens(w, choose);
    mark(w, choose, day, roll::Session::kPm);
    set_clock(w, day, choose.one_in(6) ? 18 : 13, 30);
    if (choose.one_in(2)) plan_and_check(w);
  }
}

RC_GTEST_PROP(Invariants, HoldInAnySchoolOverAnyWeeks, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(0, 400);
  Choices choose(*rc::gen::container<std::vector<std::uint8_t>>(size, rc::gen::arbitrary<std::uint8_t>()));
  weeks(choose);
}

/// Bars alone, in their sharpest form: everyone is reachable by everything, and some are barred.
RC_GTEST_PROP(Invariants, NoJobEverNamesABarredContact, (std::vector<bool> bars, std::uint8_t days_absent)) {
  World w;
  roll::Pupil p;
  p.ref = roll::PupilRef("P1");
  w.roll.pupils = {p};
  for (size_t i = 0; i < bars.size() && i < 50; ++i) {
    roll::Contact c;
    c.pupil = p.ref;
    c.ref = roll::ContactRef("C" + std::to_string(i));
    c.parental_responsibility = roll::Answer::kYes;
    c.mobile = number(i, roll::PhoneKind::kMobile);
    c.address.lines = {base::Personal("4 Example Row")};
    c.barred = bars[i];
    w.roll.contacts.push_back(c);
  }
  base::Date day = base::make_date(2027, 1, 5);
  for (int i = 0; i <= days_absent % 8; ++i, day = w.school.calendar.next_school_day(day).value()) {
    w.marks.marks.push_back({p.ref, day, roll::Session::kAm, roll::Code("N")});
    set_clock(w, day, 9, 35);
  }
  w.sort();
  const job::Batch batch = w.plan();
  for (const job::Job& j : batch.jobs) {
    if (j.to.contact.empty()) continue;
    const size_t index = std::stoul(j.to.contact.text().substr(1));
    RC_ASSERT(!bars[index]);
  }
  RC_ASSERT(batch.absent.size() == 1u);
}

/// The oracle itself must be able to fail.
TEST(Invariants, AreSeenWhenTheyAreBroken) {
  World w;
  roll::Pupil p;
  p.ref = roll::PupilRef("P1");
  w.roll.pupils = {p};
  w.marks.marks = {{p.ref, base::make_date(2027, 1, 12), roll::Session::kAm, roll::Code("N")}};
  set_clock(w, base::make_date(2027, 1, 12), 9, 35);
  job::Batch batch = w.plan();
  EXPECT_TRUE(breaches(w, batch).empty());
  batch.jobs.push_back(batch.jobs.front());
  EXPECT_FALSE(breaches(w, batch).empty());
  job::Batch nobody;
  nobody.day = batch.day;
  EXPECT_EQ(breaches(w, nobody).size(), 2u);
}

}  // namespace
}  // namespace firstday::escalation::testing
