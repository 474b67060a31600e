// Each of the five files broken in more than twenty ways, one line at a time: the broken line is
// reported with file and line, nothing personal is repeated, and every other line is read.
#include <gtest/gtest.h>

#include <set>

#include "intake/marks_reader.h"
#include "intake/roll_reader.h"
#include "intake/small_school.h"

namespace firstday::intake {
namespace {

namespace ss = small_school;

enum class Costs { kLine, kNothing };

struct Breakage {
  const char* name;
  std::string line;  ///< stands instead of the third row: line 4 of the file
  Costs costs = Costs::kLine;
};

void PrintTo(const Breakage& b, std::ostream* out) {
  *out << b.name;
}

constexpr int kBrokenLine = 4;
constexpr std::size_t kBrokenRow = 2;

std::string with(const std::string& head, std::vector<std::string> rows, const std::string& broken) {
  rows[kBrokenRow] = broken;
  return ss::whole(head, rows);
}

/// The broken line is named, and no problem repeats what stands in the file about a person.
void expect_reported(const std::vector<base::Problem>& problems, const std::string& file_name) {
  const std::string all = listed(problems);
  bool found = false;
  for (const base::Problem& p : serious(problems)) {
    EXPECT_EQ(p.file, file_name) << all;
    EXPECT_EQ(p.line, kBrokenLine) << all;
    EXPECT_FALSE(p.what.empty());
    EXPECT_FALSE(p.mend.empty()) << all;
    found = found || p.line == kBrokenLine;
  }
  EXPECT_TRUE(found) << all;
  for (const char* personal : {"Whitlock", "Omar", "Huda", "900303", "960303", "Sample Street", "CB7",
                               "Tariq", "Dawn", "Ackroy", "960142", "960151", "2015-11", "example.org"})
    EXPECT_EQ(all.find(personal), std::string::npos) << personal << " in " << all;
}

std::string name_of(const testing::TestParamInfo<Breakage>& info) {
  return info.param.name;
}

/// The references in `all` without the third, when the breakage costs its line.
std::set<std::string> expected(Costs costs) {
  std::set<std::string> out = {"P1", "P2", "P3", "P4", "P5", "P6"};
  if (costs == Costs::kLine) out.erase("P3");
  return out;
}

// Pupils

class BrokenPupils : public testing::TestWithParam<Breakage> {};

TEST_P(BrokenPupils, CostOneLineAtMost) {
  RollFiles files;
  files.pupils = file("pupils.csv", with(ss::kPupilsHead, ss::kPupils, GetParam().line));
  const auto read = ss::read(files);
  ASSERT_EQ(read.value.size(), 1u);
  std::set<std::string> refs;
  for (const roll::Pupil& p : read.value[0].pupils) refs.insert(p.ref.text());
  EXPECT_EQ(refs, expected(GetParam().costs)) << listed(read.problems);
  std::vector<base::Problem> problems;
  for (const base::Problem& p : read.problems)
    if (p.what.find("no contact") == std::string::npos) problems.push_back(p);
  expect_reported(problems, "pupils.csv");
  const roll::Roll good = ss::roll();
  for (const roll::Pupil& p : read.value[0].pupils)
    if (p.ref.text() != "P3") {
      EXPECT_EQ(p, *good.find(p.ref)) << p.ref;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Each, BrokenPupils,
    testing::Values(
        Breakage{"CutShort", "900001,P3,C900200127003,Omar,Whitl"},
        Breakage{"NothingButTheReference", "900001,P3"},
        Breakage{
            "OneCellTooMany",
            "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes,what"},
        Breakage{"ACommaWithoutQuotes",
                 "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2, Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"TwoLinesGlued", ss::kPupils[2] + ss::kPupils[2]},
        Breakage{"Semicolons",
                 "900001;P3;C900200127003;Omar;Whitlock;2015-11-30;Y6;6A;;2 Sample Street;Ely;CB7 4AB;yes"},
        Breakage{"AnUnclosedQuote",
                 "900001,P3,C900200127003,Omar,\"Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"AQuoteAtTheStart",
                 "\"900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"AControlCharacter",
                 std::string("900001,P3,C900200127003,Om\x01"
                             "ar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes")},
        Breakage{"AZeroByte", std::string("900001,P3,C900200127003,Om") + '\0' +
                                  "ar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"NoReferenceAndNoUpn",
                 "900001,,,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{
            "AReferenceCutByExcel",
            "900001,1.23E+12,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"NoSchool",
                 ",P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{
            "ASchoolsNameForItsUrn",
            "Hazel Road,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"AUrnOfFiveDigits",
                 "90001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"AnotherPupilsReference",
                 "900001,P2,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes"},
        Breakage{"TheHeadingAgain", ss::kPupilsHead},
        Breakage{"AStrayQuote",
                 "900001,P3,C900200127003,\"Omar \"Oz\" B\",Whitlock,2015-11-30,Y6,6A,,2 Sample "
                 "Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"ALostCharacter",
                 "900001,P3,C900200127003,Om\xEF\xBF\xBDr,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 "
                 "4AB,yes",
                 Costs::kNothing},
        Breakage{"AWrongCheckLetter",
                 "900001,P3,D900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"AShortUpn",
                 "900001,P3,C90020012700,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"NoForename",
                 "900001,P3,C900200127003,,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"NoSurname",
                 "900001,P3,C900200127003,Omar,,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"AnAmericanDate",
                 "900001,P3,C900200127003,Omar,Whitlock,11/30/2015,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"NoSuchDay",
                 "900001,P3,C900200127003,Omar,Whitlock,31/11/2015,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"ADateInWords",
                 "900001,P3,C900200127003,Omar,Whitlock,in autumn,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"BornLongAgo",
                 "900001,P3,C900200127003,Omar,Whitlock,30/11/1915,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"ExcelsDate",
                 "900001,P3,C900200127003,Omar,Whitlock,42338,Y6,6A,,2 Sample Street,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"AWrongPostcode",
                 "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,ZZ9 9ZZ,yes",
                 Costs::kNothing},
        Breakage{"NoPostcode",
                 "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,,yes",
                 Costs::kNothing},
        Breakage{"APostcodeAlone", "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,,,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"NoFixedAbode",
                 "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,NFA,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{"AFormulaForAnAddress",
                 "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,=A1,Ely,CB7 4AB,yes",
                 Costs::kNothing},
        Breakage{
            "PerhapsConfidential",
            "900001,P3,C900200127003,Omar,Whitlock,2015-11-30,Y6,6A,,2 Sample Street,Ely,CB7 4AB,perhaps",
            Costs::kNothing}),
    name_of);

// Contacts

class BrokenContacts : public testing::TestWithParam<Breakage> {};

TEST_P(BrokenContacts, CostOneLineAtMost) {
  const RollFiles good_files = ss::files();
  RollFiles files = good_files;
  files.contacts = file("contacts.csv", with(ss::kContactsHead, ss::kContacts, GetParam().line));
  const auto read = ss::read(files);
  ASSERT_EQ(read.value.size(), 1u);
  std::set<std::string> refs;
  const roll::Roll good = ss::roll();
  for (const roll::Contact& c : read.value[0].contacts) {
    refs.insert(c.pupil.text());
    const roll::Contact* wanted = ss::contact(good, c.pupil.text(), c.ref.text());
    if (c.pupil.text() != "P3" && c.ref.text() != "C3" && wanted != nullptr) {
      EXPECT_EQ(c, *wanted) << c.ref;
    }
  }
  EXPECT_EQ(refs, expected(GetParam().costs)) << listed(read.problems);
  EXPECT_EQ(read.value[0].pupils.size(), 6u);
  std::vector<base::Problem> problems;
  for (const base::Problem& p : read.problems)
    if (p.file == "contacts.csv") problems.push_back(p);
  expect_reported(problems, "contacts.csv");
}

std::string contact_line(const std::string& cell, const std::string& instead) {
  std::string line = ss::kContacts[2];
  const std::size_t at = line.find(cell);
  return line.replace(at, cell.size(), instead);
}

INSTANTIATE_TEST_SUITE_P(
    Each, BrokenContacts,
    testing::Values(
        Breakage{"CutShort", "900001,P3,C3,1,mother,Mrs,Hu"},
        Breakage{"OneCellTooMany", ss::kContacts[2] + ",more"},
        Breakage{"TwoLinesGlued", ss::kContacts[2] + ss::kContacts[2]},
        Breakage{"TabsForCommas", "900001\tP3\tC3\t1\tmother\tMrs\tHuda\tWhitlock"},
        Breakage{"AnUnclosedQuote", contact_line("Whitlock", "\"Whitlock")},
        Breakage{"AnUnclosedQuoteInTheAddress", contact_line("2 Sample Street", "\"2 Sample Street")},
        Breakage{"AControlCharacter", contact_line("Huda",
                                                   "Hu\x02"
                                                   "da")},
        Breakage{"APupilNobodyKnows", contact_line("P3", "P33")}, Breakage{"NoPupil", contact_line("P3", "")},
        Breakage{"NoSchool", contact_line("900001", "")},
        Breakage{"AWordForTheSchool", contact_line("900001", "ours")},
        Breakage{"AReferenceCutByExcel", contact_line("C3", "3.2E+10")},
        Breakage{"TheHeadingAgain", ss::kContactsHead},
        Breakage{"AStrayQuote", contact_line("Huda", "\"Huda \"H\" A\""), Costs::kNothing},
        Breakage{"ALostCharacter", contact_line("Huda", "Hud\xEF\xBF\xBD"), Costs::kNothing},
        Breakage{"APriorityInWords", contact_line("C3,1,", "C3,first,"), Costs::kNothing},
        Breakage{"APriorityBelowOne", contact_line("C3,1,", "C3,-1,"), Costs::kNothing},
        Breakage{"NoName", contact_line("Huda,Whitlock", ","), Costs::kNothing},
        Breakage{"ResponsibilityPerhaps", contact_line("yes,yes,yes,,", "perhaps,yes,yes,,"),
                 Costs::kNothing},
        Breakage{"CareUnreadable", contact_line("yes,yes,yes,,", "yes,?,yes,,"), Costs::kNothing},
        Breakage{"ACourtOrderUnreadable", contact_line("yes,yes,yes,,", "yes,yes,yes,see file,"),
                 Costs::kNothing},
        Breakage{"EmergencyUnreadable", contact_line("yes,yes,yes,,,", "yes,yes,yes,,x,"), Costs::kNothing},
        Breakage{"ALanguageNobodyKnows", contact_line(",ar,", ",Klongon,"), Costs::kNothing},
        Breakage{"AMobileTooShort", contact_line("07700 900303", "07700 9003"), Costs::kNothing},
        Breakage{"AMobileWithLetters", contact_line("07700 900303", "07700 900303 mum"), Costs::kNothing},
        Breakage{"AMobileCutByExcel", contact_line("07700 900303", "7.7E+09"), Costs::kNothing},
        Breakage{"TwoMobilesInACell", contact_line("07700 900303", "07700 900303 / 07700 900309"),
                 Costs::kNothing},
        Breakage{"ALandlineForAMobile", contact_line("07700 900303", "01632 960303"), Costs::kNothing},
        Breakage{"AFreephoneNumber", contact_line("07700 900303", "0808 157 0303"), Costs::kNothing},
        Breakage{"AnEmailWithoutAnAt", contact_line(",,,,2 Sample", ",,,h.w.example.org,2 Sample"),
                 Costs::kNothing},
        Breakage{"TwoEmailsInACell", contact_line(",,,,2 Sample", ",,,h@example.org; w@example.org,2 Sample"),
                 Costs::kNothing},
        Breakage{"AWrongPostcode", contact_line("CB7 4AB", "CB7 4AV"), Costs::kNothing},
        Breakage{"AnOptOutOfSomething", contact_line(",text", ",telegrams"), Costs::kNothing},
        Breakage{"PerhapsConfidential", contact_line(",yes,text", ",hm,text"), Costs::kNothing}),
    name_of);

// Professionals

class BrokenProfessionals : public testing::TestWithParam<Breakage> {};

TEST_P(BrokenProfessionals, CostOneLineAtMost) {
  RollFiles files = ss::files();
  files.professionals =
      file("professionals.csv", with(ss::kProfessionalsHead, ss::kProfessionals, GetParam().line));
  const auto read = ss::read(files);
  ASSERT_EQ(read.value.size(), 1u);
  const roll::Roll good = ss::roll();
  std::set<std::string> refs;
  for (const roll::Professional& p : read.value[0].professionals) {
    refs.insert(p.pupil.text());
    if (p.pupil.text() != "P3") {
      EXPECT_EQ(p, good.professionals_of(p.pupil)[0]);
    }
  }
  EXPECT_EQ(refs, expected(GetParam().costs)) << listed(read.problems);
  std::vector<base::Problem> problems;
  for (const base::Problem& p : read.problems)
    if (p.file == "professionals.csv") problems.push_back(p);
  expect_reported(problems, "professionals.csv");
}

INSTANTIATE_TEST_SUITE_P(
    Each, BrokenProfessionals,
    testing::Values(
        Breakage{"CutShort", "900001,P3,team_man"},
        Breakage{"OneCellTooMany", "900001,P3,team_manager,Dawn Ackroy,01632 960142,,,more"},
        Breakage{"TwoLinesGlued", ss::kProfessionals[2] + ss::kProfessionals[2]},
        Breakage{"Semicolons", "900001;P3;team_manager;Dawn Ackroy;01632 960142;;"},
        Breakage{"AnUnclosedQuote", "900001,P3,team_manager,\"Dawn Ackroy,01632 960142,,"},
        Breakage{"AQuoteAtTheStart", "\"900001,P3,team_manager,Dawn Ackroy,01632 960142,,"},
        Breakage{"AControlCharacter", "900001,P3,team_manager,Dawn\x03 Ackroy,01632 960142,,"},
        Breakage{"APupilNobodyKnows", "900001,P33,team_manager,Dawn Ackroy,01632 960142,,"},
        Breakage{"NoPupil", "900001,,team_manager,Dawn Ackroy,01632 960142,,"},
        Breakage{"NoSchool", ",P3,team_manager,Dawn Ackroy,01632 960142,,"},
        Breakage{"AWordForTheSchool", "ours,P3,team_manager,Dawn Ackroy,01632 960142,,"},
        Breakage{"TheHeadingAgain", ss::kProfessionalsHead},
        Breakage{"AnUnknownRole", "900001,P3,astrologer,Dawn Ackroy,01632 960142,,", Costs::kNothing},
        Breakage{"NoRole", "900001,P3,,Dawn Ackroy,01632 960142,,", Costs::kNothing},
        Breakage{"APhoneTooShort", "900001,P3,team_manager,Dawn Ackroy,0163,,", Costs::kNothing},
        Breakage{"APhoneTooLong", "900001,P3,team_manager,Dawn Ackroy,01632 960142 01632 960143,,",
                 Costs::kNothing},
        Breakage{"APhoneInWords", "900001,P3,team_manager,Dawn Ackroy,ask the office,,", Costs::kNothing},
        Breakage{"APhoneCutByExcel", "900001,P3,team_manager,Dawn Ackroy,1.63E+09,,", Costs::kNothing},
        Breakage{"APremiumRateNumber", "900001,P3,team_manager,Dawn Ackroy,0909 879 0123,,", Costs::kNothing},
        Breakage{"OutOfHoursUnreadable", "900001,P3,team_manager,Dawn Ackroy,01632 960142,x,",
                 Costs::kNothing},
        Breakage{"AWrongEmail", "900001,P3,team_manager,Dawn Ackroy,01632 960142,,d.a.example.org",
                 Costs::kNothing},
        Breakage{"AStrayQuote", "900001,P3,team_manager,\"Dawn \"D\" Ackroy\",01632 960142,,",
                 Costs::kNothing},
        Breakage{"ALostCharacter", "900001,P3,team_manager,D\xEF\xBF\xBDwn Ackroy,01632 960142,,",
                 Costs::kNothing}),
    name_of);

// Siblings elsewhere

class BrokenSiblings : public testing::TestWithParam<Breakage> {};

TEST_P(BrokenSiblings, CostOneLineAtMost) {
  RollFiles files = ss::files();
  files.siblings = file("siblings_elsewhere.csv", with(ss::kSiblingsHead, ss::kSiblings, GetParam().line));
  const auto read = ss::read(files);
  ASSERT_EQ(read.value.size(), 1u);
  const roll::Roll good = ss::roll();
  std::set<std::string> refs;
  for (const roll::SiblingElsewhere& s : read.value[0].siblings) {
    refs.insert(s.pupil.text());
    if (s.pupil.text() != "P3") {
      EXPECT_EQ(s, good.siblings_of(s.pupil)[0]);
    }
  }
  EXPECT_EQ(refs, expected(GetParam().costs)) << listed(read.problems);
  std::vector<base::Problem> problems;
  for (const base::Problem& p : read.problems)
    if (p.file == "siblings_elsewhere.csv") problems.push_back(p);
  expect_reported(problems, "siblings_elsewhere.csv");
}

INSTANTIATE_TEST_SUITE_P(
    Each, BrokenSiblings,
    testing::Values(
        Breakage{"CutShort", "900001,P3,Tari"}, Breakage{"NothingButTheSchool", "900001"},
        Breakage{"OneCellTooMany", "900001,P3,Tariq Whitlock,Thornwick Nursery,01632 960151,more"},
        Breakage{"ACommaWithoutQuotes", "900001,P3,Tariq Whitlock,Thornwick, Nursery,01632 960151"},
        Breakage{"TwoLinesGlued", ss::kSiblings[2] + ss::kSiblings[2]},
        Breakage{"Semicolons", "900001;P3;Tariq Whitlock;Thornwick Nursery;01632 960151"},
        Breakage{"Tabs", "900001\tP3\tTariq Whitlock\tThornwick Nursery\t01632 960151"},
        Breakage{"AnUnclosedQuote", "900001,P3,\"Tariq Whitlock,Thornwick Nursery,01632 960151"},
        Breakage{"AQuoteAtTheStart", "\"900001,P3,Tariq Whitlock,Thornwick Nursery,01632 960151"},
        Breakage{"AControlCharacter", "900001,P3,Tariq\x04 Whitlock,Thornwick Nursery,01632 960151"},
        Breakage{"APupilNobodyKnows", "900001,P33,Tariq Whitlock,Thornwick Nursery,01632 960151"},
        Breakage{"NoPupil", "900001,,Tariq Whitlock,Thornwick Nursery,01632 960151"},
        Breakage{"NoSchool", ",P3,Tariq Whitlock,Thornwick Nursery,01632 960151"},
        Breakage{"AWordForTheSchool", "ours,P3,Tariq Whitlock,Thornwick Nursery,01632 960151"},
        Breakage{"TheHeadingAgain", ss::kSiblingsHead},
        Breakage{"APhoneTooShort", "900001,P3,Tariq Whitlock,Thornwick Nursery,0163", Costs::kNothing},
        Breakage{"APhoneTooLong", "900001,P3,Tariq Whitlock,Thornwick Nursery,01632 960151 960152",
                 Costs::kNothing},
        Breakage{"APhoneInWords", "900001,P3,Tariq Whitlock,Thornwick Nursery,none", Costs::kNothing},
        Breakage{"APhoneWithAnExtension", "900001,P3,Tariq Whitlock,Thornwick Nursery,01632 960151 ext 4",
                 Costs::kNothing},
        Breakage{"APhoneCutByExcel", "900001,P3,Tariq Whitlock,Thornwick Nursery,1.63E+09", Costs::kNothing},
        Breakage{"AStrayQuote", "900001,P3,\"Tariq \"T\" Whitlock\",Thornwick Nursery,01632 960151",
                 Costs::kNothing},
        Breakage{"ALostCharacter", "900001,P3,Tar\xEF\xBF\xBDq Whitlock,Thornwick Nursery,01632 960151",
                 Costs::kNothing}),
    name_of);

// Marks

class BrokenMarks : public testing::TestWithParam<Breakage> {};

TEST_P(BrokenMarks, CostOneLineAtMost) {
  const roll::Roll roll = ss::roll();
  const auto read = read_marks(file("marks.csv", with(ss::kMarksHead, ss::kMarks, GetParam().line)),
                               canonical_profile(), {}, record(roll));
  ASSERT_EQ(read.value.size(), 1u);
  const auto good = read_marks(file("marks.csv", ss::whole(ss::kMarksHead, ss::kMarks)), canonical_profile(),
                               {}, record(roll));
  std::set<std::string> refs;
  for (const roll::Mark& m : read.value[0].marks) {
    refs.insert(m.pupil.text());
    if (m.pupil.text() != "P3") {
      EXPECT_EQ(m, good.value[0].of(m.pupil)[0]);
    }
  }
  EXPECT_EQ(refs, expected(GetParam().costs)) << listed(read.problems);
  expect_reported(read.problems, "marks.csv");
}

INSTANTIATE_TEST_SUITE_P(
    Each, BrokenMarks,
    testing::Values(
        Breakage{"CutShort", "900001,P3,2027-01-12,A"}, Breakage{"CutToTheSchool", "900001"},
        Breakage{"OneCellTooMany", "900001,P3,2027-01-12,AM,I,more"},
        Breakage{"TwoLinesGlued", "900001,P3,2027-01-12,AM,I900001,P3,2027-01-12,PM,I"},
        Breakage{"Semicolons", "900001;P3;2027-01-12;AM;I"},
        Breakage{"AnUnclosedQuote", "900001,P3,2027-01-12,AM,\"I"},
        Breakage{"AQuoteAtTheStart", "\"900001,P3,2027-01-12,AM,I"},
        Breakage{"AControlCharacter", "900001,P3,2027-01-12,AM,I\x05"},
        Breakage{"ALostCharacterForTheCode", "900001,P3,2027-01-12,AM,\xEF\xBF\xBD"},
        Breakage{"APupilNobodyKnows", "900001,P33,2027-01-12,AM,I"},
        Breakage{"NoPupil", "900001,,2027-01-12,AM,I"}, Breakage{"NoSchool", ",P3,2027-01-12,AM,I"},
        Breakage{"AWordForTheSchool", "ours,P3,2027-01-12,AM,I"}, Breakage{"TheHeadingAgain", ss::kMarksHead},
        Breakage{"NoDate", "900001,P3,,AM,I"}, Breakage{"AnAmericanDate", "900001,P3,01/13/2027,AM,I"},
        Breakage{"NoSuchDay", "900001,P3,30/02/2027,AM,I"}, Breakage{"ADateInWords", "900001,P3,today,AM,I"},
        Breakage{"NoSession", "900001,P3,2027-01-12,,I"},
        Breakage{"ASessionNobodyKnows", "900001,P3,2027-01-12,EV,I"},
        Breakage{"ACodeOfThreeCharacters", "900001,P3,2027-01-12,AM,ILL"},
        Breakage{"AnUnknownCode", "900001,P3,2027-01-12,AM,QQ"},
        Breakage{"ALetterBeyondAscii", "900001,P3,2027-01-12,AM,\xC3\x8F"},
        Breakage{"ARetiredCode", "900001,P3,2027-01-12,AM,H", Costs::kNothing},
        Breakage{"ExcelsDate", "900001,P3,46399,AM,I", Costs::kNothing},
        Breakage{"AStrayQuote", "900001,P3,\"2027-01-12\" 00:00\",AM,I"}),
    name_of);

TEST(BrokenFiles, AnyByteMayBeAnyOther) {
  // Every file with one byte changed at a time: never a crash, and never more than a few lines lost.
  const roll::Roll roll = ss::roll();
  const std::string marks = ss::whole(ss::kMarksHead, ss::kMarks);
  for (std::size_t at = ss::kMarksHead.size() + 1; at < marks.size(); ++at)
    for (char c : {'"', ',', '\n', '\0', '\xFF', 'x'}) {
      std::string bytes = marks;
      bytes[at] = c;
      const auto read = read_marks(file("marks.csv", bytes), canonical_profile(), {}, record(roll));
      std::size_t kept = 0;
      for (const roll::Register& r : read.value) kept += r.marks.size();
      EXPECT_GE(kept, 4u) << at << " " << static_cast<int>(c) << "\n" << listed(read.problems);
    }
  const std::string contacts = ss::whole(ss::kContactsHead, ss::kContacts);
  for (std::size_t at = ss::kContactsHead.size() + 1; at < contacts.size(); at += 3) {
    RollFiles files = ss::files();
    files.contacts->bytes[at] = "\",\n;x"[at % 5];
    const auto read = ss::read(files);
    ASSERT_EQ(read.value.size(), 1u);
    EXPECT_GE(read.value[0].contacts.size(), 4u) << at;
  }
}

}  // namespace
}  // namespace firstday::intake
