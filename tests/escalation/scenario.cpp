#include "escalation/scenario.h"

#include <map>
#include <sstream>
#include <stdexcept>

#include "base/text.h"

namespace firstday::escalation::testing {

namespace {

using Words = std::vector<std::string>;

/// A line's words in order, its key=value options, and its bare flags after the fixed words.
struct Line {
  Words words;
  std::map<std::string, std::string> options;

  std::string at(size_t i) const {
    if (i >= words.size()) throw std::runtime_error("too few words after '" + words.at(0) + "'");
    return words[i];
  }
  std::string option(const std::string& name, const std::string& otherwise = {}) const {
    const auto found = options.find(name);
    return found == options.end() ? otherwise : found->second;
  }
  bool flag(const std::string& name) const {
    for (const std::string& w : words)
      if (w == name) return true;
    return false;
  }
};

Line split_line(const std::string& text) {
  Line line;
  std::istringstream in(text.substr(0, text[0] == '#' ? 0 : text.size()));
  for (std::string word; in >> word;) {
    const size_t equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      line.words.push_back(word);
    else
      line.options[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return line;
}

base::Date date(const std::string& text) {
  const auto d = base::parse_iso_date(text);
  if (!d) throw std::runtime_error("not a date: " + text);
  return *d;
}

base::Instant instant(const std::string& day, const std::string& time) {
  const auto t = base::parse_time_of_day(time);
  if (!t) throw std::runtime_error("not a time: " + time);
  return base::from_london(date(day), *t);
}

roll::Answer answer(const std::string& text) {
  return text == "yes" ? roll::Answer::kYes : text == "no" ? roll::Answer::kNo : roll::Answer::kUnknown;
}

class Reader {
 public:
  World read(std::string_view text) {
    std::istringstream in{std::string(text)};
    for (std::string row; std::getline(in, row);) {
      const Line line = split_line(row);
      if (!line.words.empty() || !line.options.empty()) take(line);
    }
    world_.sort();
    return std::move(world_);
  }

 private:
  void take(const Line& l);
  void add_pupil(const Line& l);
  void add_contact(const Line& l);
  void add_marks(const Line& l);
  void add_case(const Line& l);
  void add_job(const Line& l);
  void add_response(const Line& l);

  World world_;
};

void Reader::take(const Line& l) {
  const std::string what = l.at(0);
  if (what == "now") {
    world_.when.now = instant(l.at(1), l.at(2));
  } else if (what == "release") {
    world_.when.release = instant(base::iso_date(base::to_london(world_.when.now).date), l.at(1));
  } else if (what == "facility") {
    world_.school.facility.text = l.option("text") != "no";
    world_.school.facility.email = l.option("email") == "yes";
    world_.school.facility.app_message = l.option("app_message") == "yes";
  } else if (what == "pupil") {
    add_pupil(l);
  } else if (what == "contact") {
    add_contact(l);
  } else if (what == "professional") {
    world_.roll.professionals.push_back({roll::PupilRef(l.at(1)), l.at(2), {}, {}, {}, {}});
  } else if (what == "marks") {
    add_marks(l);
  } else if (what == "case") {
    add_case(l);
  } else if (what == "job") {
    add_job(l);
  } else if (what == "response") {
    add_response(l);
  } else if (what == "call") {
    world_.case_facts(l.at(1)).calls.push_back(
        {instant(l.at(2), l.at(3)), roll::ContactRef(l.at(4)), l.at(5)});
  } else if (what == "decision") {
    world_.case_facts(l.at(1)).decisions.push_back({instant(l.at(2), l.at(3)), l.at(4), l.at(5), "dsl"});
  } else {
    throw std::runtime_error("not known: " + what);
  }
}

void Reader::add_pupil(const Line& l) {
  roll::Pupil p;
  p.ref = roll::PupilRef(l.at(1));
  p.form = l.at(2);
  if (const std::string tags = l.option("tags"); !tags.empty()) p.tags = base::split(tags, ',');
  p.starts = base::parse_iso_date(l.option("starts"));
  if (l.option("home") != "no") p.home.lines = {base::Personal("4 Example Row")};
  world_.roll.pupils.push_back(std::move(p));
}

void Reader::add_contact(const Line& l) {
  roll::Contact c;
  c.pupil = roll::PupilRef(l.at(1));
  c.ref = roll::ContactRef(l.at(2));
  c.relationship = l.at(3);
  c.priority = static_cast<int>(world_.roll.contacts.size()) + 1;
  c.parental_responsibility = answer(l.option("pr"));
  c.day_to_day_care = answer(l.option("care"));
  c.barred = l.flag("barred");
  c.emergency_only = l.flag("emergency");
  c.language = l.option("language");
  if (const auto n = l.option("mobile"); !n.empty()) c.mobile = {base::Personal(n), roll::PhoneKind::kMobile};
  if (const auto n = l.option("landline"); !n.empty())
    c.landline = {base::Personal(n), roll::PhoneKind::kLandline};
  c.email = base::Personal(l.option("email"));
  if (const auto a = l.option("address"); a != "no")
    c.address.lines = {base::Personal(a == "other" ? "7 Other Lane" : "4 Example Row")};
  if (const auto out = l.option("optout"); !out.empty())
    for (const std::string& word : base::split(out, ','))
      c.opted_out.push_back(roll::channel_of(word).value());
  world_.roll.contacts.push_back(std::move(c));
}

void Reader::add_marks(const Line& l) {
  base::Date day = date(l.at(2));
  for (size_t i = 3; i < l.words.size(); ++i) {
    const Words codes = base::split(l.words[i], ',');
    if (codes.size() != 2) throw std::runtime_error("not two marks: " + l.words[i]);
    if (i > 3) day = world_.school.calendar.next_school_day(day).value();
    for (const auto session : {roll::Session::kAm, roll::Session::kPm})
      world_.marks.marks.push_back(
          {roll::PupilRef(l.at(1)), day, session, roll::Code(codes[session == roll::Session::kAm ? 0 : 1])});
  }
}

void Reader::add_case(const Line& l) {
  chronology::CaseFacts& c = world_.case_facts(l.at(1));
  if (l.option("session") == "pm") c.first_session = roll::Session::kPm;
  if (const auto v = l.option("version"); !v.empty()) c.policy_version = std::stoi(v);
  if (const auto how = l.option("closed"); !how.empty()) {
    c.closed = true;
    c.closed_how = how;
    c.closed_at = instant(l.at(2), l.at(3));
  }
}

void Reader::add_job(const Line& l) {
  chronology::CaseFacts& c = world_.case_facts(l.at(1));
  job::Job j;
  j.step = l.at(2);
  j.to.contact = roll::ContactRef(l.at(3));
  j.kind = job::kind_of(l.at(4)).value();
  j.day = date(l.at(5));
  job::Subject s;
  s.case_id = c.id;
  s.policy = c.policy;
  s.policy_version = c.policy_version;
  chronology::JobFact f;
  f.key = job::subject_key(s, j);
  f.step = j.step;
  f.kind = j.kind;
  f.to = j.to;
  f.day = j.day;
  f.state = job::state_of(l.at(6)).value();
  f.at = instant(l.at(5), l.at(7));
  f.for_good = l.flag("for_good");
  f.tried = base::Personal(l.option("tried"));
  if (const auto again = l.option("again"); !again.empty()) f.key += "/" + again;
  c.jobs.push_back(std::move(f));
}

void Reader::add_response(const Line& l) {
  chronology::Response r;
  r.at = instant(l.at(2), l.at(3));
  r.contact = roll::ContactRef(l.at(4));
  r.level = chronology::response_level_of(l.at(5)).value();
  if (const auto back = l.option("return"); !back.empty()) r.expected_return = date(back);
  world_.case_facts(l.at(1)).responses.push_back(r);
}

std::string moment(base::Instant at, base::Date today) {
  const base::LocalTime local = base::to_london(at);
  return (local.date == today ? "" : base::iso_date(local.date) + " ") + base::clock(local.minute());
}

std::string print_job(const job::Job& j, base::Date today) {
  std::ostringstream out;
  out << job::word(j.kind);
  for (const job::Subject& s : j.subjects) out << ' ' << s.pupil;
  out << " -> " << j.to.text() << " | " << j.step << ' ' << base::join(j.rows, " ") << " | day";
  for (const job::Subject& s : j.subjects) out << ' ' << s.day_number;
  if (j.day != today) out << " for " << base::iso_date(j.day);
  out << " | " << moment(j.not_before, today);
  if (j.not_after) out << " to " << moment(*j.not_after, today);
  if (j.due_by) out << " due " << moment(*j.due_by, today);
  out << " | " << j.about;
  if (!j.template_name.empty()) out << " | " << j.template_name << '.' << j.language;
  if (j.only_if != job::OnlyIf::kAlways) out << " | if " << job::word(j.only_if);
  for (const job::Subject& s : j.subjects)
    if (const std::string plain = job::subject_key(s, j) + '/'; s.key.rfind(plain, 0) == 0)
      out << " | again " << s.key.substr(plain.size());
  if (j.order > 0) out << " | rung " << j.order;
  if (j.separately) out << " | separately";
  if (j.catch_up) out << " | catch up";
  if (j.rationale_mandatory) out << " | rationale";
  if (j.priority != 100) out << " | priority " << j.priority;
  return out.str();
}

}  // namespace

World read_scenario(std::string_view text) {
  return Reader().read(text);
}

std::string print(const job::Batch& b) {
  std::ostringstream out;
  for (const roll::PupilRef& p : b.absent) out << "absent " << p << '\n';
  for (const job::CaseClosed& c : b.closed) out << "closed " << c.id << ' ' << c.how << '\n';
  for (const job::CaseOpened& c : b.opened)
    out << "opened " << c.id << ' ' << roll::word(c.first_session) << ' ' << c.tier << '\n';
  for (const job::PolicyReplaced& r : b.replaced)
    out << "replaced " << r.case_id << ": " << job::in_words(r) << (r.accepted ? ", accepted" : "") << '\n';
  for (const job::Job& j : b.jobs) out << print_job(j, b.day) << '\n';
  for (const job::Withheld& w : b.withheld)
    out << "withheld " << w.pupil << ' ' << (w.contact.empty() ? "*" : w.contact.text()) << ' '
        << (w.step.empty() ? "*" : w.step) << ' ' << w.rule << '\n';
  for (const job::TakenBack& t : b.taken_back) out << "taken back " << t.key << ": " << t.why << '\n';
  for (const std::string& form : b.forms_without_marks) out << "form without marks " << form << '\n';
  return out.str();
}

}  // namespace firstday::escalation::testing
