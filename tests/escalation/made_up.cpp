#include "escalation/made_up.h"

#include <algorithm>
#include <map>

namespace firstday::escalation::testing {

using base::Date;
using base::Instant;
using chronology::CaseFacts;
using std::chrono::minutes;

namespace {

constexpr roll::Answer kAnswers[] = {roll::Answer::kYes, roll::Answer::kUnknown, roll::Answer::kNo};
constexpr const char* kCodes[] = {"N", "N", "N", "O",  "/", "\\", "-", "",
                                  "I", "U", "V", "Y1", "#", "G",  "L", "Y"};
constexpr const char* kTags[] = {"looked_after", "child_protection", "young_carer", "vulnerable"};
constexpr const char* kRoles[] = {"social_worker", "key_worker", "team_manager", "family_worker"};
constexpr const char* kCalls[] = {"no_answer", "answered_no_reason", "international_tone",
                                  "set_off_for_school"};
constexpr const char* kVisits[] = {"no_answer",
                                   "not_made",
                                   "child_seen",
                                   "concerns_raised",
                                   "no_access",
                                   "abandoned",
                                   "spoke_to_new_occupier",
                                   "wrong_address",
                                   "adult_seen_child_not_seen"};
constexpr const char* kQuestions[] = {"visit_today",
                                      "door_knock",
                                      "welfare_police",
                                      "reason_acceptable",
                                      "triage",
                                      "submit_cme_referral",
                                      "police_safe_and_well",
                                      "believe_holiday",
                                      "missing_child_referral",
                                      "address_may_be_used",
                                      "remove_from_roll",
                                      "agency_instead",
                                      "welfare_concern",
                                      "inform_social_worker"};
constexpr const char* kRecords[] = {"la_notice",      "destination",     "destination_confirmed",
                                    "on_roll_there",  "visit_left",      "visit_returned",
                                    "home_education", "new_information", "still_in_la"};
constexpr job::State kFates[] = {job::State::kQueued,    job::State::kDone,           job::State::kDelivered,
                                 job::State::kFailed,    job::State::kExpired,        job::State::kWithStaff,
                                 job::State::kCancelled, job::State::kAwaitingReceipt};

roll::PhoneNumber number(size_t which, roll::PhoneKind kind) {
  return {base::Personal("+4477009003" + std::to_string(10 + which)), kind};
}

roll::ContactRef person(size_t which) {
  return roll::ContactRef("C" + std::to_string(which));
}

roll::Contact any_contact(Choices& choose, const roll::PupilRef& pupil, size_t who) {
  roll::Contact c;
  c.pupil = pupil;
  c.ref = person(who);
  c.priority = static_cast<int>(choose.of(4));
  c.parental_responsibility = choose.from(kAnswers);
  c.day_to_day_care = choose.from(kAnswers);
  c.barred = choose.one_in(5);
  c.emergency_only = choose.one_in(5);
  // Six people, five numbers: some share one.
  if (!choose.one_in(5))
    c.mobile = number(choose.of(5), choose.one_in(6) ? roll::PhoneKind::kLandline : roll::PhoneKind::kMobile);
  if (choose.one_in(3)) c.landline = number(20 + choose.of(5), roll::PhoneKind::kLandline);
  if (!choose.one_in(4)) c.address.lines = {base::Personal("4 Example Row")};
  if (choose.one_in(6)) c.email = base::Personal("c" + std::to_string(who) + "@example.org");
  if (choose.one_in(6)) c.opted_out = {roll::Channel::kText};
  if (choose.one_in(8)) c.opted_out.push_back(roll::Channel::kCall);
  if (choose.one_in(4)) c.language = "cy";
  return c;
}

void add_family(MadeUp& w, Choices& choose, size_t index) {
  roll::Pupil p;
  p.ref = roll::PupilRef("P" + std::to_string(index));
  p.form = "F" + std::to_string(choose.of(2));
  if (choose.one_in(4)) p.tags = {choose.from(kTags)};
  if (!choose.one_in(4)) p.home.lines = {base::Personal("4 Example Row")};
  if (choose.one_in(8)) p.address_confidential = true;
  if (choose.one_in(6)) w.roll.professionals.push_back({p.ref, choose.from(kRoles), {}, {}, {}, {}});
  if (choose.one_in(6)) w.roll.siblings.push_back({p.ref, {}, "Elsewhere Primary", {}});
  for (size_t who = 0; who < 6; ++who)
    if (!choose.coin()) w.roll.contacts.push_back(any_contact(choose, p.ref, who));
  w.roll.pupils.push_back(std::move(p));
}

/// Every school day of World's calendar from the second on, so that each has one before it.
const std::vector<Date>& school_days() {
  static const std::vector<Date> kDays = [] {
    const World w;
    std::vector<Date> out;
    for (auto d = w.school.calendar.next_school_day(base::make_date(2027, 1, 5)); d;
         d = w.school.calendar.next_school_day(*d))
      out.push_back(*d);
    return out;
  }();
  return kDays;
}

/// In the order that plan() expects: a sort would take longer than the plan.
template <typename CodeOf>
void put_marks(MadeUp& w, size_t days, CodeOf code_of) {
  w.marks.marks.reserve(w.roll.pupils.size() * days * 2);
  for (const roll::Pupil& p : w.roll.pupils)
    for (size_t d = 0; d < days; ++d)
      for (const auto s : {roll::Session::kAm, roll::Session::kPm})
        w.marks.marks.push_back({p.ref, school_days()[d], s, roll::Code(code_of(p, d, s))});
}

}  // namespace

const PolicySet& shipped_alone(const std::string& policy) {
  static std::map<std::string, PolicySet> all;
  const auto known = all.find(policy);
  if (known != all.end()) return known->second;
  PolicySet set;
  set.policies = {shipped_policy(policy)};
  return all.emplace(policy, std::move(set)).first->second;
}

CaseFacts* MadeUp::first_case() {
  for (CaseFacts& c : facts.cases)
    if (!c.closed && c.pupil == roll.pupils.front().ref) return &c;
  return nullptr;
}

MadeUp empty_school(Choices& choose, const std::string& policy) {
  static const roll::School kSchool = World().school;
  MadeUp w;
  w.school = kSchool;
  w.policies = &shipped_alone(policy);
  w.school.facility.app_message = choose.one_in(3);
  w.school.facility.text = !choose.one_in(4);
  w.school.facility.email = choose.one_in(3);
  w.roll.school = w.marks.school = w.school.urn;
  return w;
}

void add_families(MadeUp& w, Choices& choose, size_t pupils) {
  const size_t n = 1 + choose.of(pupils);
  for (size_t i = 0; i < n; ++i) add_family(w, choose, i);
  w.roll.sort();
}

void add_plain_pupil(MadeUp& w, size_t contacts) {
  roll::Pupil p;
  p.ref = roll::PupilRef("P0");
  p.home.lines = {base::Personal("4 Example Row")};
  for (size_t i = 0; i < contacts; ++i) {
    roll::Contact c;
    c.pupil = p.ref;
    c.ref = person(i);
    c.priority = static_cast<int>(i + 1);
    c.parental_responsibility = roll::Answer::kYes;
    c.mobile = number(i, roll::PhoneKind::kMobile);
    c.address.lines = {base::Personal("4 Example Row")};
    w.roll.contacts.push_back(std::move(c));
  }
  w.roll.pupils.push_back(std::move(p));
}

void set_clock(MadeUp& w, Date day, base::TimeOfDay time) {
  w.when.now = base::from_london(day, time);
  w.when.release = w.when.now + minutes{10};
}

void mark_days(MadeUp& w, Choices& choose, size_t days) {
  static constexpr int kMinutes[] = {9 * 60 + 35,  9 * 60 + 35, 11 * 60,
                                     13 * 60 + 30, 7 * 60 + 35, 18 * 60 + 30};
  const int at = choose.from(kMinutes);
  put_marks(w, days, [&](const roll::Pupil& p, size_t d, roll::Session s) {
    const bool today = d + 1 == days;
    if (today && &p == &w.roll.pupils.front() && s == roll::Session::kAm) return "N";
    if (today && s == roll::Session::kPm && at < 13 * 60) return "";
    return choose.one_in(12) ? choose.from(kCodes) : "N";
  });
  set_clock(w, school_days()[days - 1], minutes{at});
}

void all_absent(MadeUp& w, size_t days) {
  put_marks(w, days, [](auto&, size_t, auto) { return "N"; });
  set_clock(w, school_days()[days - 1], minutes{9 * 60 + 35});
}

void plan_before(MadeUp& w, Choices& choose) {
  const When now = w.when;
  const Date today = base::to_london(now.now).date;
  const auto before = w.school.calendar.previous_school_day(today);
  const bool earlier_today = choose.coin() || today == school_days().front();
  set_clock(w, earlier_today ? today : *before, minutes{9 * 60 + 31});
  plan_now(w);
  decide_fates(w, choose);
  w.when = now;
}

MadeUp plain_case(const Plain& plain) {
  static std::map<Plain, MadeUp> made;
  const auto known = made.find(plain);
  if (known != made.end()) return known->second;
  Choices plainest({});
  MadeUp w = empty_school(plainest, plain.policy);
  add_plain_pupil(w, plain.contacts);
  if (!plain.tag.empty()) w.roll.pupils.front().tags = {plain.tag};
  all_absent(w, plain.days);
  const When now = w.when;
  if (!plain.planned_today && plain.days > 1)
    set_clock(w, school_days()[plain.days - 2], minutes{9 * 60 + 35});
  plan_now(w);
  w.when = now;
  return made.emplace(plain, std::move(w)).first->second;
}

void decide_fates(MadeUp& w, Choices& choose) {
  for (CaseFacts& c : w.facts.cases)
    for (chronology::JobFact& f : c.jobs) {
      if (f.state != job::State::kQueued || !choose.coin()) continue;
      f.state = choose.from(kFates);
      f.at = std::min(w.when.now, c.opened_at + minutes{5});
      if (f.state == job::State::kDone && choose.coin()) f.outcome = "done";
      if (f.state == job::State::kCancelled) f.for_good = choose.coin();
    }
}

void plan_now(MadeUp& w) {
  remember(w.plan(), w.facts);
}

void add_any_fact(CaseFacts& c, Choices& choose, Instant at) {
  const auto who = person(choose.of(6));
  switch (choose.of(10)) {
    case 0:
    case 1: {
      std::optional<Date> back;
      if (choose.coin()) back = base::to_london(at).date + std::chrono::days{choose.of(6)};
      c.responses.push_back(
          {at, who, static_cast<chronology::ResponseLevel>(choose.of(4)), back, choose.one_in(4)});
      return;
    }
    case 2:
    case 3:
      c.calls.push_back({at, who, choose.from(kCalls)});
      return;
    case 4:
      c.visits.push_back({at, choose.from(kVisits)});
      return;
    case 5:
    case 6: {
      const std::string about = choose.from(kQuestions);
      const char* answer = choose.coin() ? "no" : choose.one_in(4) ? "override" : "yes";
      c.decisions.push_back({at, about, answer, choose.coin() ? "office" : "dsl", {}, choose.coin()});
      return;
    }
    case 7:
      c.recorded.push_back(
          {at, choose.from(kRecords), choose.one_in(4) ? "no" : "12:40", choose.coin(), "office"});
      return;
    case 8:
      c.referrals.push_back({at, "cme_referral"});
      return;
    default:
      if (choose.coin())
        c.flags.push_back({at, "risk_of_harm"});
      else
        c.replies.push_back({at, who});
  }
}

void put_in_order(CaseFacts& c) {
  const auto sort = [](auto& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  };
  sort(c.responses);
  sort(c.calls);
  sort(c.decisions);
  sort(c.visits);
  sort(c.flags);
  sort(c.recorded);
  sort(c.referrals);
  sort(c.replies);
  for (const chronology::Response& r : c.responses)
    if (r.expected_return) c.expected_return = r.expected_return;
}

void things_happen(MadeUp& w, Choices& choose, size_t most) {
  for (CaseFacts& c : w.facts.cases) {
    if (c.closed) continue;
    const auto span = std::max(minutes{0}, std::chrono::floor<minutes>(w.when.now - c.opened_at));
    for (size_t n = choose.of(most + 1); n > 0; --n) {
      const Instant at = w.when.now - span * static_cast<int>(choose.of(256)) / 256;
      add_any_fact(c, choose, at);
    }
    put_in_order(c);
  }
}

}  // namespace firstday::escalation::testing
