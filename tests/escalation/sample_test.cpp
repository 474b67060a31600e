// The sample school of config/sample, day by day: 25 school days of a whole primary school.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>

#include "base/text.h"
#include "escalation/invariants.h"

namespace firstday::escalation::testing {
namespace {

using Row = std::map<std::string, std::string>;

/// The sample's files hold no quoted cells; this test says so rather than read them wrongly.
std::vector<Row> read_csv(const std::string& name) {
  std::ifstream in(FIRSTDAY_SOURCE_DIR "/config/sample/exports/canonical/" + name);
  std::vector<Row> out;
  std::vector<std::string> header;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    EXPECT_EQ(line.find('"'), std::string::npos);
    const auto cells = base::split(line, ',');
    if (header.empty()) {
      header = cells;
      continue;
    }
    Row row;
    for (size_t i = 0; i < header.size() && i < cells.size(); ++i) row[header[i]] = cells[i];
    out.push_back(std::move(row));
  }
  return out;
}

roll::Answer answer(const std::string& text) {
  return text == "yes" ? roll::Answer::kYes : text == "no" ? roll::Answer::kNo : roll::Answer::kUnknown;
}

roll::PhoneNumber phone(const std::string& text, roll::PhoneKind kind) {
  return {base::Personal(text), text.empty() ? roll::PhoneKind::kNone : kind};
}

roll::Contact contact_of(Row& row) {
  roll::Contact c;
  c.pupil = roll::PupilRef(row["pupil"]);
  c.ref = roll::ContactRef(row["contact"]);
  c.priority = row["priority"].empty() ? 0 : std::stoi(row["priority"]);
  c.relationship = row["relationship"];
  c.parental_responsibility = answer(row["parental_responsibility"]);
  c.day_to_day_care = answer(row["day_to_day_care"]);
  c.barred = !row["court_order"].empty() && row["court_order"] != "no";
  c.emergency_only = row["emergency_only"] == "yes";
  c.language = row["language"];
  c.mobile = phone(row["mobile"], roll::PhoneKind::kMobile);
  c.landline = phone(row["landline"], roll::PhoneKind::kLandline);
  if (!row["address_1"].empty()) c.address.lines = {base::Personal(row["address_1"])};
  return c;
}

World sample_school() {
  World w;
  for (Row& row : read_csv("pupils.csv")) {
    roll::Pupil p;
    p.ref = roll::PupilRef(row["pupil"]);
    p.form = row["form"];
    if (!row["tags"].empty()) p.tags = base::split(row["tags"], ' ');
    p.home.lines = {base::Personal(row["address_1"])};
    w.roll.pupils.push_back(std::move(p));
  }
  for (Row& row : read_csv("contacts.csv")) w.roll.contacts.push_back(contact_of(row));
  for (Row& row : read_csv("professionals.csv"))
    w.roll.professionals.push_back({roll::PupilRef(row["pupil"]), row["role"], {}, {}, {}, {}});
  w.sort();
  return w;
}

struct DayOfMarks {
  std::vector<roll::Mark> am;
  std::vector<roll::Mark> pm;
};

std::map<base::Date, DayOfMarks> sample_marks() {
  std::map<base::Date, DayOfMarks> out;
  for (Row& row : read_csv("marks.csv")) {
    const base::Date date = base::parse_iso_date(row["date"]).value();
    const auto session = roll::session_of(row["session"]).value();
    auto& marks = session == roll::Session::kAm ? out[date].am : out[date].pm;
    marks.push_back({roll::PupilRef(row["pupil"]), date, session, roll::Code(row["code"])});
  }
  return out;
}

void set_clock(World& w, base::Date day, base::TimeOfDay time) {
  w.when.now = base::from_london(day, time);
  w.when.release = w.when.now + std::chrono::minutes{10};
}

void plan_and_check(World& w, std::set<std::string>& keys) {
  const job::Batch batch = w.plan();
  EXPECT_EQ(breaches(w.given(), batch), std::vector<std::string>{}) << base::iso_date(batch.day);
  EXPECT_EQ(breaches_of_planning_twice(w.given(), batch), std::vector<std::string>{})
      << base::iso_date(batch.day);
  for (const std::string& key : keys_of(batch)) keys.insert(key);
  remember(batch, w.facts);
}

TEST(Sample, EveryAbsentPupilOfAllItsDaysIsAccountedForAndNothingIsPlannedTwice) {
  World w = sample_school();
  const auto days = sample_marks();
  ASSERT_EQ(days.size(), 25u);
  ASSERT_GE(w.roll.pupils.size(), 200u);
  std::set<std::string> keys;
  for (const auto& [date, marks] : days) {
    w.marks.marks.insert(w.marks.marks.end(), marks.am.begin(), marks.am.end());
    w.sort();
    set_clock(w, date, std::chrono::hours{9} + std::chrono::minutes{35});
    plan_and_check(w, keys);
    w.marks.marks.insert(w.marks.marks.end(), marks.pm.begin(), marks.pm.end());
    w.sort();
    set_clock(w, date, std::chrono::hours{13} + std::chrono::minutes{30});
    plan_and_check(w, keys);
  }
  size_t known = 0;
  for (const chronology::CaseFacts& c : w.facts.cases) known += c.jobs.size();
  EXPECT_EQ(known, keys.size());
  EXPECT_GT(w.facts.cases.size(), 40u);
}

}  // namespace
}  // namespace firstday::escalation::testing
