#include <algorithm>

#include "base/check.h"
#include "fuzz/target.h"
#include "intake/marks_reader.h"
#include "intake/roll_reader.h"

namespace firstday::fuzz {

namespace {

/// Up to the next line "===", which is taken away.
std::string next_part(std::string_view& rest) {
  constexpr std::string_view kLine = "\n===\n";
  const std::size_t end = std::min(rest.find(kLine), rest.size());
  std::string part(rest.substr(0, end));
  rest.remove_prefix(std::min(end + kLine.size(), rest.size()));
  return part;
}

void check_problems(const std::vector<base::Problem>& problems) {
  for (const base::Problem& p : problems) {
    FIRSTDAY_CHECK(!p.what.empty(), "a problem says what is wrong");
    FIRSTDAY_CHECK(p.line >= 0 && p.column >= 0, "and where");
  }
}

bool same_people(const roll::Roll& a, const roll::Roll& b) {
  return a.school == b.school && a.pupils == b.pupils && a.contacts == b.contacts;
}

const roll::Roll* find(const std::vector<roll::Roll>& rolls, const roll::Urn& school) {
  const auto at = std::find_if(rolls.begin(), rolls.end(), [&](const auto& r) { return r.school == school; });
  return at == rolls.end() ? nullptr : &*at;
}

void check_rolls(const std::vector<roll::Roll>& rolls) {
  for (std::size_t i = 0; i < rolls.size(); ++i) {
    FIRSTDAY_CHECK(i == 0 || rolls[i - 1].school < rolls[i].school, "one roll for a school, sorted");
    for (const roll::Pupil& pupil : rolls[i].pupils)
      FIRSTDAY_CHECK(!pupil.ref.text().empty(), "a pupil has a reference");
  }
}

/// Nobody is lost or changed by importing the same files again.
void check_again(const intake::RollFiles& files, const std::vector<roll::Roll>& first) {
  const auto again = intake::read_rolls(files, intake::canonical_profile(), roll::Urn(),
                                        [&](const roll::Urn& school) { return find(first, school); });
  for (const roll::Roll& roll : again.value) {
    const roll::Roll* before = find(first, roll.school);
    FIRSTDAY_CHECK(before != nullptr && same_people(*before, roll), "the same files again change nobody");
  }
}

}  // namespace

void import_lists(std::string_view input) {
  const intake::InputFile pupils{"pupils.csv", next_part(input)};
  const intake::InputFile contacts{"contacts.csv", next_part(input)};
  const intake::InputFile marks{"marks.csv", next_part(input)};
  const intake::RollFiles files{pupils, contacts, std::nullopt, std::nullopt};
  const auto read = intake::read_rolls(files, intake::canonical_profile(), roll::Urn(),
                                       [](const roll::Urn&) { return nullptr; });
  check_problems(read.problems);
  check_rolls(read.value);
  check_again(files, read.value);
  const auto registers =
      intake::read_marks(marks, intake::canonical_profile(), roll::Urn(),
                         [&](const roll::Urn& school) { return find(read.value, school); });
  check_problems(registers.problems);
}

}  // namespace firstday::fuzz
