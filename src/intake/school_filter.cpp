#include "intake/school_filter.h"

#include "base/text.h"

namespace firstday::intake {

namespace {

constexpr std::size_t kSchool = 0;
constexpr std::size_t kUrnDigits = 6;
constexpr std::size_t kMostNamed = 5;

bool is_urn(std::string_view text) {
  return text.size() == kUrnDigits && base::is_digits(text);
}

}  // namespace

const roll::Urn* SchoolFilter::of(Row& row) {
  const std::string_view cell = row.cell(kSchool);
  if (cell.empty() && !only_.empty()) return &only_;
  if (!is_urn(cell)) {
    if (!row.lost())
      row.error(kSchool, "This is not a school's URN, so the line was left out.", "A URN has six digits.");
    return nullptr;
  }
  if (last_.text() != cell) last_ = roll::Urn(std::string(cell));
  if (only_.empty() || last_ == only_) return &last_;
  ++others_;
  if (other_schools_.size() < kMostNamed) other_schools_.insert(last_);
  return nullptr;
}

void SchoolFilter::report(Table& table) const {
  if (others_ == 0) return;
  std::vector<std::string> names;
  for (const roll::Urn& urn : other_schools_) names.push_back(urn.text());
  table.add(base::Severity::kNote,
            base::count_of(others_, "line") + " of other schools (" + base::join(names, ", ") +
                ") left out, as only school " + only_.text() + " was asked for.",
            "A file of another school belongs into that school's drop folder, or is imported for it.");
}

}  // namespace firstday::intake
