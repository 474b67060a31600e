#include "e2e/sample_days.h"

#include "base/time.h"
#include "e2e/program.h"

namespace firstday::e2e {

namespace {

const char* const kFolder = "config/sample/exports/canonical/";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (char c : text) {
    line += c;
    if (c != '\n') continue;
    lines.push_back(line);
    line.clear();
  }
  if (!line.empty()) lines.push_back(line + "\n");
  return lines;
}

SampleDays read() {
  const std::string text = read_file(source_path(std::string(kFolder) + "marks.csv"));
  const auto rows = csv_rows(text);
  const auto lines = lines_of(text);
  SampleDays days;
  days.header = lines.at(0);
  const auto& head = rows.at(0);
  std::set<std::string> dates;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    days.marks.push_back({rows[i][column(head, "pupil")], rows[i][column(head, "date")],
                          rows[i][column(head, "session")], rows[i][column(head, "code")], lines.at(i)});
    dates.insert(days.marks.back().date);
  }
  days.dates.assign(dates.begin(), dates.end());
  return days;
}

}  // namespace

const SampleDays& read_sample_days() {
  static const SampleDays kDays = read();
  return kDays;
}

std::set<std::string> SampleDays::absent_in_the_morning(const std::string& date) const {
  std::set<std::string> out;
  for (const SampleMark& m : marks)
    if (m.date == date && m.session == "AM" && (m.code == "N" || m.code == "O")) out.insert(m.pupil);
  return out;
}

std::string SampleDays::file_between(const std::string& from, const std::string& to,
                                     bool with_afternoon) const {
  std::string out = header;
  for (const SampleMark& m : marks)
    if (m.date >= from && (m.date < to || (m.date == to && (with_afternoon || m.session == "AM"))))
      out += m.line;
  return out;
}

std::string SampleDays::file_of_week(const std::string& to, bool with_afternoon) const {
  const base::Date day = base::parse_iso_date(to).value();
  const auto since_monday = std::chrono::weekday(day) - std::chrono::Monday;
  return file_between(base::iso_date(day - since_monday), to, with_afternoon);
}

std::map<std::string, std::string> sample_first_names() {
  const auto rows = csv_rows(read_file(source_path(std::string(kFolder) + "pupils.csv")));
  std::map<std::string, std::string> names;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string& ref = rows[i][column(rows[0], "pupil")];
    names[ref.empty() ? rows[i][column(rows[0], "upn")] : ref] = rows[i][column(rows[0], "forename")];
  }
  return names;
}

}  // namespace firstday::e2e
