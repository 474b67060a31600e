#include "workflow/import_marks.h"

#include <filesystem>
#include <map>
#include <set>

#include "base/text.h"
#include "intake/marks_reader.h"
#include "workflow/brake.h"

namespace firstday::workflow {

namespace {

/// Rolls are read from the store once per school, and only for schools that the file names.
class Rolls {
 public:
  explicit Rolls(const House& house) : house_(house) {}

  const roll::Roll* of(const roll::Urn& school) {
    auto at = rolls_.find(school);
    if (at == rolls_.end()) at = rolls_.emplace(school, read(school)).first;
    return at->second ? &*at->second : nullptr;
  }

  const base::Status& status() const { return status_; }

 private:
  std::optional<roll::Roll> read(const roll::Urn& school) {
    if (house_.school(school) == nullptr) return std::nullopt;
    auto roll = house_.schools.roll(school);
    if (roll) return std::move(roll).value();
    status_ = roll.error();
    return std::nullopt;
  }

  const House& house_;
  std::map<roll::Urn, std::optional<roll::Roll>> rolls_;
  base::Status status_;
};

/// How many marks are of each day. What is planned beforehand for a day without school ("#") is no mistake.
std::map<base::Date, size_t> marks_by_day(const roll::Register& marks) {
  std::map<base::Date, size_t> days;
  for (const roll::Mark& m : marks.marks)
    if (m.code != roll::Code("#")) ++days[m.date];
  return days;
}

base::Problem warning(const std::string& file, std::string what, std::string mend) {
  base::Problem p;
  p.severity = base::Severity::kWarning;
  p.file = file;
  p.what = std::move(what);
  p.mend = std::move(mend);
  return p;
}

/// Dates that a slip of the finger makes: they count for nothing, and nobody would see it.
void look_at_days(const config::SchoolSettings& school, const std::map<base::Date, size_t>& days,
                  base::Date today, const std::string& file, std::vector<base::Problem>& problems) {
  size_t to_come = 0;
  for (const auto& [day, marks] : days) {
    to_come += day > today ? marks : 0;
    if (day <= today && !school.school.calendar.is_school_day(day))
      problems.push_back(warning(
          file, base::count_of(marks, "mark") + " of " + base::iso_date(day) + ", which is no school day.",
          "They count for nothing. Look at the dates, or at the calendar in the school's settings."));
  }
  if (to_come > 0)
    problems.push_back(
        warning(file,
                base::count_of(to_come, "mark") + " of days after today, up to " +
                    base::iso_date(days.rbegin()->first),
                "They count when their day has come. Look at the date column if that is not meant."));
}

std::set<base::Date> dates_of(const std::map<base::Date, size_t>& days) {
  std::set<base::Date> out;
  for (const auto& [day, marks] : days) out.insert(day);
  return out;
}

base::Status take_school(House& house, const roll::Register& marks, const std::string& file, MarksFor use,
                         ImportMarksReport& report) {
  const auto changed = house.schools.put_marks(marks.school, marks.marks, house.clock.now(), house.actor);
  if (!changed) return changed.error();
  report.read += marks.marks.size();
  report.changed += changed.value();
  report.schools.push_back(marks.school);
  const config::SchoolSettings& school = *house.school(marks.school);
  const base::Date today = base::to_london(house.clock.now()).date;
  const std::map<base::Date, size_t> days = marks_by_day(marks);
  look_at_days(school, days, today, file, report.problems);
  if (use == MarksFor::kRecord && days.count(today) == 0) return {};
  return note_marks_file(house, school, file, dates_of(days));
}

}  // namespace

base::Result<ImportMarksReport> import_marks(House& house, const ImportSource& source, const roll::Urn& only,
                                             MarksFor use) {
  const auto profile = profile_of(house, source);
  if (!profile) return profile.error();
  const auto file = intake::read_file(source.from);
  if (!file) return base::bad_input(file.error().what);
  Rolls rolls(house);
  auto read = intake::read_marks(file.value(), profile.value(), only,
                                 [&](const roll::Urn& school) { return rolls.of(school); });
  if (!rolls.status()) return rolls.status().error();
  ImportMarksReport report;
  report.problems = std::move(read.problems);
  const std::string name = std::filesystem::path(source.from).filename().string();
  for (const roll::Register& marks : read.value)
    if (const base::Status s = take_school(house, marks, name, use, report); !s) return s.error();
  house.log.info("marks imported",
                 {{"read", report.read}, {"changed", report.changed}, {"problems", report.problems.size()}});
  return report;
}

}  // namespace firstday::workflow
