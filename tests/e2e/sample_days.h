// The sample's register, read on its own: what the product's answer is compared with.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace firstday::e2e {

struct SampleMark {
  std::string pupil, date, session, code;
  std::string line;  ///< as in the file
};

struct SampleDays {
  std::string header;
  std::vector<SampleMark> marks;
  std::vector<std::string> dates;  ///< every date with marks, ascending

  /// The pupils whose morning mark that day is N or O.
  std::set<std::string> absent_in_the_morning(const std::string& date) const;
  /// The file's lines from a date to the morning (or the whole) of another.
  std::string file_between(const std::string& from, const std::string& to, bool with_afternoon) const;
  /// The same from the Monday of that week, as an office exports it.
  std::string file_of_week(const std::string& to, bool with_afternoon) const;
};

const SampleDays& read_sample_days();

/// Pupil reference to first name.
std::map<std::string, std::string> sample_first_names();

}  // namespace firstday::e2e
