#include "escalation/timeline.h"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "escalation/scenario.h"

namespace firstday::escalation::testing {

namespace {

using base::Date;
using base::Instant;

struct Happening {
  Instant at{};
  std::vector<std::string> words;
  std::map<std::string, std::string> options;

  const std::string& word(size_t i) const { return words.at(i); }
  bool flag(const std::string& name) const {
    return std::find(words.begin(), words.end(), name) != words.end();
  }
  std::string option(const std::string& name, const std::string& otherwise = {}) const {
    const auto at_name = options.find(name);
    return at_name == options.end() ? otherwise : at_name->second;
  }
};

Date date(const std::string& text) {
  const auto d = base::parse_iso_date(text);
  if (!d) throw std::runtime_error("not a date: " + text);
  return *d;
}

std::string details_of(const job::Job& job) {
  std::string out;
  if (job.separately) out += " | separately";
  if (!job.considerations.empty()) out += " | weighs " + std::to_string(job.considerations.size());
  if (!job.options.empty()) out += " | " + base::join(job.options, " or ");
  return out;
}

class Player {
 public:
  Player(std::string_view text, const Telling& telling) : telling_(telling) {
    read(text);
    if (telling.policy) world_.policies.policies = {*telling.policy};
  }

  Told run() {
    for (Date day = first_; day <= last_; day += std::chrono::days{1})
      if (world_.school.calendar.is_school_day(day) && off_.count(day) == 0 && is_as_wanted()) play_day(day);
    told_.text = out_.str();
    return std::move(told_);
  }

 private:
  void read(std::string_view text);
  void read_line(const std::string& line, std::string& rest);
  bool is_as_wanted() const;
  void play_day(Date day);
  void plan(Instant now);
  Instant next_time(Instant now, Instant end) const;
  void show(const job::Job& job, Instant now);
  void close_day();
  void say(std::string_view kind, const std::string& line);
  void made(const std::string& step, const std::vector<std::string>& rows);
  std::string line_of(const job::Job& job, Date today) const;
  void settle(const job::Job& job, Instant now);
  bool is_named(const job::Job& job, Instant now) const;
  void happen(const Happening& e);
  void happen_to(chronology::CaseFacts& c, const Happening& e);
  chronology::JobFact* fact_of(const job::Job& job);  ///< nullptr where it belongs to no case
  void finish(const job::Job& job, job::State state, Instant now, const std::string& outcome = {});

  const Telling& telling_;
  World world_;
  Date today_{};
  std::set<Date> off_;
  Date first_ = Date::max();
  Date last_ = Date::min();
  std::vector<Happening> events_;
  std::set<std::string> shown_;       ///< of today
  std::set<std::string> done_today_;  ///< steps that have made something
  std::set<std::string> ever_;        ///< what is still open from an earlier day is not said again
  job::Batch batch_;
  std::ostringstream out_;
  Told told_;
};

void Player::read(std::string_view text) {
  std::istringstream in{std::string(text)};
  std::string rest = "now 2027-01-05 09:35\n";
  std::vector<std::string> mine;
  for (std::string line; std::getline(in, line);) {
    const std::string word = line.substr(0, line.find(' '));
    const bool ours = word == "policy" || word == "absent" || word == "mark" || word == "sibling" ||
                      word == "event" || word == "promise" || word == "off";
    if (ours)
      mine.push_back(line);
    else
      rest += line + "\n";
  }
  world_ = read_scenario(rest);
  for (const std::string& line : mine) read_line(line, rest);
  world_.sort();
  std::stable_sort(events_.begin(), events_.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
}

void Player::read_line(const std::string& line, std::string&) {
  std::istringstream in(line);
  Happening e;
  std::vector<std::string> words;
  for (std::string w; in >> w;) {
    const size_t equals = w.find('=');
    if (equals == std::string::npos)
      words.push_back(w);
    else
      e.options[w.substr(0, equals)] = w.substr(equals + 1);
  }
  const roll::PupilRef pupil = world_.roll.pupils.front().ref;
  if (words[0] == "policy") {
    world_.policies.policies = {shipped_policy(words.at(1))};
  } else if (words[0] == "sibling") {
    world_.roll.siblings.push_back({pupil, {}, words.at(2), {}});
  } else if (words[0] == "absent") {
    first_ = std::min(first_, date(words.at(1)));
    last_ = std::max(last_, date(words.at(2)));
    for (Date d = date(words[1]); d <= date(words[2]); d += std::chrono::days{1})
      if (world_.school.calendar.is_school_day(d))
        for (const auto s : {roll::Session::kAm, roll::Session::kPm})
          world_.marks.marks.push_back({pupil, d, s, roll::Code("N")});
  } else if (words[0] == "mark") {
    const auto codes = base::split(words.at(2), ',');
    first_ = std::min(first_, date(words.at(1)));
    last_ = std::max(last_, date(words.at(1)));
    for (const auto s : {roll::Session::kAm, roll::Session::kPm})
      if (const std::string& code = codes.at(s == roll::Session::kAm ? 0 : 1); code != "-")
        world_.marks.marks.push_back({pupil, date(words[1]), s, roll::Code(code)});
  } else if (words[0] == "off") {
    off_.insert(date(words.at(1)));
  } else if (words[0] == "promise") {
    const Instant at = base::from_london(date(words.at(1)), base::parse_time_of_day(words.at(2)).value());
    chronology::Response said{
        at, roll::ContactRef(words.at(3)), chronology::ResponseLevel::kReasonGiven, {}, false};
    said.expected_return = base::parse_iso_date(e.option("return"));
    if (e.options.count("level") > 0) said.level = chronology::response_level_of(e.option("level")).value();
    world_.facts.early.push_back({pupil, said});
  } else {
    const auto time = base::parse_time_of_day(words.at(2));
    if (!time) throw std::runtime_error("not a time: " + line);
    e.at = base::from_london(date(words.at(1)), *time);
    e.words.assign(words.begin() + 3, words.end());
    events_.push_back(std::move(e));
  }
}

bool Player::is_as_wanted() const {
  return telling_.while_as == nullptr || telling_.while_as->rfind(out_.str(), 0) == 0;
}

/// What the school has heard before its registers close, it knows when they do.
void Player::play_day(Date day) {
  today_ = day;
  say({}, "== " + base::iso_date(day));
  shown_.clear();
  done_today_.clear();
  const Instant end = base::from_london(day, std::chrono::hours{18});
  Instant now = base::from_london(day, std::chrono::minutes{9 * 60 + 30});
  auto event = std::find_if(events_.begin(), events_.end(),
                            [&](const Happening& e) { return base::to_london(e.at).date == day; });
  while (event != events_.end() && event->at < now) happen(*event++);
  while (now <= end) {
    plan(now);
    if (event != events_.end() && event->at <= now) {
      happen(*event++);
      continue;
    }
    now = next_time(now, end);
  }
  close_day();
}

void Player::close_day() {
  for (const job::GateState& g : batch_.gates) {
    say("gate", "gate " + g.action + (g.open ? " open" : " closed") + (g.overridden ? " by override" : "") +
                    " " + base::join(g.rows, " ") + " | " + base::join(g.missing, "; "));
    if (!g.open) made(g.action, g.rows);
  }
  std::set<std::string> said;
  for (const job::Withheld& w : batch_.withheld) {
    const Step* step = world_.policies.current().step(w.step);
    const std::string line = "withheld " + w.rule + (w.contact.empty() ? "" : " " + w.contact.text()) +
                             (w.step.empty() ? "" : " | " + w.step) +
                             (step ? " " + base::join(step->rows, " ") : "");
    const bool was_done = done_today_.count(w.step) > 0 && w.contact.empty();
    if ((w.step.empty() || telling_.details) && !was_done && said.insert(line).second) say("withheld", line);
  }
}

void Player::say(std::string_view kind, const std::string& line) {
  if (today_ < telling_.from) return;
  if (!kind.empty() && !telling_.only.empty() && telling_.only.count(std::string(kind)) == 0) return;
  out_ << line << '\n';
}

void Player::made(const std::string& step, const std::vector<std::string>& rows) {
  if (today_ >= telling_.from) told_.made.push_back({today_, step, rows});
}

/// Plans, and does what is due, until nothing more follows at this time.
void Player::plan(Instant now) {
  world_.when = {now, now};
  roll::drop_marks_before_start(world_.roll, world_.marks);
  for (bool more = true; more;) {
    batch_ = world_.plan();
    remember(batch_, world_.facts);
    for (const job::CaseClosed& c : batch_.closed) say({}, "closed " + c.how);
    more = false;
    for (const job::Job& job : batch_.jobs) {
      if (job.not_before > now || !shown_.insert(job.key).second) continue;
      show(job, now);
      settle(job, now);
      more = true;
    }
  }
}

Instant Player::next_time(Instant now, Instant end) const {
  Instant next = end + std::chrono::minutes{1};
  for (const job::Job& job : batch_.jobs)
    if (job.not_before > now) next = std::min(next, job.not_before);
  for (const Happening& e : events_)
    if (e.at > now) next = std::min(next, e.at);
  return next;
}

void Player::show(const job::Job& job, Instant now) {
  const chronology::JobFact* fact = fact_of(job);
  const Date today = base::to_london(now).date;
  if (fact && fact->state != job::State::kQueued) return;
  if (!ever_.insert(job.key).second) return;
  done_today_.insert(job.step);
  made(job.step, job.rows);
  say(job::word(job.kind), line_of(job, today));
}

std::string Player::line_of(const job::Job& job, Date today) const {
  std::ostringstream out;
  out << base::clock(base::to_london(job.not_before).minute()) << ' ' << job::word(job.kind) << " -> "
      << job.to.text() << " | " << job.about << " | " << job.step << ' ' << base::join(job.rows, " ")
      << " | day " << job.subjects.front().day_number;
  if (job.day != today) out << " for " << base::iso_date(job.day);
  if (!job.round.empty()) out << " | " << job.round;
  if (job.due_by) {
    const base::LocalTime by = base::to_london(*job.due_by);
    out << " | by " << (by.date == today ? "" : base::iso_date(by.date) + " ") << base::clock(by.minute());
  }
  if (job.rationale_mandatory) out << " | rationale";
  if (job.min_staff > 0) out << " | " << job.min_staff << " staff";
  return out.str() + (telling_.details ? details_of(job) : "");
}

/// Somebody says later today what becomes of it.
bool Player::is_named(const job::Job& job, Instant now) const {
  return std::any_of(events_.begin(), events_.end(), [&](const Happening& e) {
    return e.at >= now && base::to_london(e.at).date == job.day && e.word(0) == "call" &&
           e.word(1) == job.to.contact.text();
  });
}

void Player::settle(const job::Job& job, Instant now) {
  if (job.subjects.front().case_id.empty()) return;
  if (job.kind == job::Kind::kText) finish(job, job::State::kDelivered, now);
  if (job.kind == job::Kind::kLetter || job.kind == job::Kind::kVoicemail ||
      job.kind == job::Kind::kAppMessage)
    finish(job, job::State::kDone, now);
  if (job.kind != job::Kind::kCall || is_named(job, now)) return;
  finish(job, job::State::kDone, now);
  world_.case_facts(job.subjects.front().case_id.text()).calls.push_back({now, job.to.contact, "no_answer"});
}

chronology::JobFact* Player::fact_of(const job::Job& job) {
  if (job.subjects.front().case_id.empty()) return nullptr;
  auto& jobs = world_.case_facts(job.subjects.front().case_id.text()).jobs;
  const auto found = std::find_if(jobs.begin(), jobs.end(),
                                  [&](const auto& f) { return f.key == job.subjects.front().key; });
  return found == jobs.end() ? nullptr : &*found;
}

void Player::finish(const job::Job& job, job::State state, Instant now, const std::string& outcome) {
  chronology::JobFact* fact = fact_of(job);
  fact->state = state;
  fact->at = now;
  fact->outcome = outcome;
}

void Player::happen(const Happening& e) {
  say({}, "        " + base::london_clock(e.at) + " " + base::join(e.words, " "));
  if (e.word(0) == "tag") {
    world_.roll.pupils.front().tags.push_back(e.word(1));
    return;
  }
  if (e.word(0) == "mark") {
    const auto codes = base::split(e.word(1), ',');
    for (roll::Mark& m : world_.marks.marks)
      if (m.date == base::to_london(e.at).date)
        m.code = roll::Code(codes.at(m.session == roll::Session::kAm ? 0 : 1));
    return;
  }
  if (e.word(0) == "done") {
    for (const job::Job& job : batch_.jobs)
      if (job.step == e.word(1)) finish(job, job::State::kDone, e.at, e.option("outcome", "done"));
    return;
  }
  const chronology::CaseFacts* open = world_.facts.open_case(world_.roll.pupils.front().ref);
  const bool is_new = world_.roll.pupils.front().starts.has_value();
  if (!open && is_new && e.word(0) == "call" && e.word(2) == "answered_no_reason") {
    world_.facts.early.push_back(
        {world_.roll.pupils.front().ref,
         {e.at, roll::ContactRef(e.word(1)), chronology::ResponseLevel::kAnswered, {}}});
    return;
  }
  if (!open && e.word(0) == "fact" && !world_.facts.cases.empty())
    return happen_to(world_.facts.cases.back(), e);
  if (!open) return say({}, "        nobody is absent");
  happen_to(world_.case_facts(open->id.text()), e);
}

void Player::happen_to(chronology::CaseFacts& c, const Happening& e) {
  const std::string& what = e.word(0);
  const roll::ContactRef contact(e.words.size() > 1 ? e.word(1) : "");
  if (what == "call") {
    c.calls.push_back({e.at, contact, e.word(2)});
    if (e.word(2) == "answered_no_reason" || e.word(2) == "set_off_for_school")
      c.responses.push_back({e.at, contact, chronology::ResponseLevel::kAnswered, {}, false});
    if (e.word(2) == "reason_given")
      c.responses.push_back({e.at, contact, chronology::ResponseLevel::kReasonGiven, {}, false});
  } else if (what == "reason") {
    c.responses.push_back({e.at, contact, chronology::response_level_of(e.word(2)).value(),
                           base::parse_iso_date(e.option("return")), e.flag("located")});
  } else if (what == "reply") {
    c.replies.push_back({e.at, contact});
  } else if (what == "visit") {
    c.visits.push_back({e.at, e.word(1)});
    for (const job::Job& job : batch_.jobs)
      if (job.kind == job::Kind::kVisit && e.word(1) != "not_made") finish(job, job::State::kDone, e.at);
  } else if (what == "flag") {
    c.flags.push_back({e.at, e.word(1)});
  } else if (what == "decide") {
    const std::string denied = e.option("denied");
    c.decisions.push_back({e.at, e.word(1), e.word(2), e.option("role", "dsl"),
                           denied.empty() ? std::vector<std::string>{} : base::split(denied, ','),
                           e.flag("rationale")});
    for (const job::Job& job : batch_.jobs)
      if (job.kind == job::Kind::kDecide && job.about == e.word(1)) finish(job, job::State::kDone, e.at);
  } else if (what == "fact") {
    const std::string value = e.words.size() > 2 && e.word(2) != "written" ? e.word(2) : "";
    c.recorded.push_back({e.at, e.word(1), value, e.flag("written"), e.option("role")});
  } else if (what == "closed") {
    c.closed = true;
    c.closed_how = e.word(1);
    c.closed_at = e.at;
  } else if (what == "referral") {
    c.referrals.push_back({e.at, e.word(1)});
  } else {
    throw std::runtime_error("not known: " + what);
  }
}

}  // namespace

Told tell(std::string_view text, const Telling& telling) {
  return Player(text, telling).run();
}

std::string play(std::string_view text) {
  return tell(text, {}).text;
}

std::string policy_named(std::string_view text) {
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);)
    if (line.rfind("policy ", 0) == 0) return line.substr(7);
  return "essex-first-day-calling";
}

}  // namespace firstday::escalation::testing
