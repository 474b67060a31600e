#include "workflow/closure_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace firstday::workflow {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const base::Date kDay = base::make_date(2027, 1, 20);

class Closures : public testing::Test {
 protected:
  Closures() {
    for (const auto& [ref, year, form] : {std::tuple{"P1", "6", "6A"}, std::tuple{"P2", "R", "RW"}}) {
      roll::Pupil p;
      p.ref = roll::PupilRef(ref);
      p.year = year;
      p.form = form;
      roll_.pupils.push_back(p);
    }
  }

  std::vector<std::string> said(std::vector<std::string> years, std::vector<std::string> forms) {
    school_.school.calendar.close_for_groups({{{kDay, kDay}, std::move(years), std::move(forms)}});
    school_.group_closures_at = {{"schools/900001.yaml", 12, 7}};
    std::vector<std::string> out;
    for (const base::Problem& p : closures_of_nobody(school_, roll_, today_))
      out.push_back(base::describe(p));
    return out;
  }

  config::SchoolSettings school_;
  roll::Roll roll_;
  base::Date today_ = kDay;
};

TEST_F(Closures, OfPupilsOnRollAreRightInAnyWriting) {
  EXPECT_THAT(said({"Y6", "Reception"}, {"6a", "RW"}), IsEmpty());
}

TEST_F(Closures, OfNobodyAreNamedAtTheirPlaceWithWhatThereIs) {
  EXPECT_THAT(
      said({"Y5"}, {"6A", "5H"}),
      ElementsAre(
          "schools/900001.yaml:12:7 (years): warning: No pupil on roll is in year 'Y5', so this closes "
          "for nobody there. On roll are: 6, R.",
          HasSubstr("form '5H'")));
}

TEST_F(Closures, ThatAreOverAreLeftAlone) {
  today_ += std::chrono::days{1};
  EXPECT_THAT(said({"Y5"}, {}), IsEmpty());
}

TEST_F(Closures, OfASchoolWithoutARollCannotBeHeldAgainstIt) {
  roll_.pupils.clear();
  EXPECT_THAT(said({"Y5"}, {}), IsEmpty());
}

}  // namespace
}  // namespace firstday::workflow
