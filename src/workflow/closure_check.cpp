#include "workflow/closure_check.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "roll/year_group.h"

namespace firstday::workflow {

namespace {

/// Words of the roll as they are compared, and as the roll writes them.
struct Known {
  std::set<std::string> keys;
  std::set<std::string> written;

  void add(const std::string& word, const std::string& key) {
    keys.insert(key);
    written.insert(word);
  }
};

class Check {
 public:
  explicit Check(const roll::Roll& roll) {
    for (const roll::Pupil& p : roll.pupils) {
      years_.add(p.year, roll::year_key(p.year));
      forms_.add(p.form, roll::form_key(p.form));
    }
  }

  void look_at(const roll::GroupClosure& closure, const config::WrittenAt& at) {
    for (const std::string& year : closure.years)
      if (years_.keys.count(roll::year_key(year)) == 0) say(at, "years", "year", year, years_);
    for (const std::string& form : closure.forms)
      if (forms_.keys.count(roll::form_key(form)) == 0) say(at, "forms", "form", form, forms_);
  }

  std::vector<base::Problem> take() { return std::move(problems_); }

 private:
  void say(const config::WrittenAt& at, const char* key, const std::string& what, const std::string& word,
           const Known& known) {
    const std::vector<std::string> there(known.written.begin(), known.written.end());
    problems_.push_back(
        {base::Severity::kWarning, at.file, at.line, at.column, key,
         "No pupil on roll is in " + what + " '" + word + "', so this closes for nobody there.",
         "On roll are: " + base::join(there, ", ") + "."});
  }

  Known years_;
  Known forms_;
  std::vector<base::Problem> problems_;
};

}  // namespace

std::vector<base::Problem> closures_of_nobody(const config::SchoolSettings& school, const roll::Roll& roll,
                                              base::Date today) {
  const std::vector<roll::GroupClosure>& closures = school.school.calendar.group_closures();
  if (closures.empty() || roll.pupils.empty()) return {};
  Check check(roll);
  for (size_t i = 0; i < closures.size(); ++i)
    if (closures[i].range.to >= today)
      check.look_at(closures[i],
                    i < school.group_closures_at.size() ? school.group_closures_at[i] : config::WrittenAt{});
  return check.take();
}

}  // namespace firstday::workflow
