#include "workflow/import_marks.h"

#include <map>

#include "intake/marks_reader.h"

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

}  // namespace

base::Result<ImportMarksReport> import_marks(House& house, const ImportSource& source,
                                             const roll::Urn& only) {
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
  for (const roll::Register& marks : read.value) {
    const auto changed = house.schools.put_marks(marks.school, marks.marks, house.clock.now(), house.actor);
    if (!changed) return changed.error();
    report.read += marks.marks.size();
    report.changed += changed.value();
    report.schools.push_back(marks.school);
  }
  house.log.info("marks imported",
                 {{"read", report.read}, {"changed", report.changed}, {"problems", report.problems.size()}});
  return report;
}

}  // namespace firstday::workflow
