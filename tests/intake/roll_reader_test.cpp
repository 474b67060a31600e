#include "intake/roll_reader.h"

#include <gtest/gtest.h>

#include "intake/small_school.h"

namespace firstday::intake {
namespace {

namespace ss = small_school;
using roll::Answer;
using roll::Contact;
using roll::PhoneKind;
using roll::PupilRef;

std::vector<std::string> revealed(const roll::Address& a) {
  std::vector<std::string> out;
  for (const base::Personal& line : a.lines) out.push_back(line.reveal());
  out.push_back(a.postcode.reveal());
  return out;
}

/// The first contact line, with cells changed.
std::string first_contact(const std::string& cell, const std::string& instead) {
  std::string line = ss::kContacts[0];
  const std::size_t at = line.find(cell);
  return line.replace(at, cell.size(), instead);
}

TEST(RollReader, ReadsTheCanonicalFiles) {
  const auto read = ss::read(ss::files());
  EXPECT_EQ(listed(serious(read.problems)),
            "pupils.csv:5: warning: Pupil P4 has only contacts whom a court order bars: nobody can be told. "
            "Add a contact who may be told.\n");
  ASSERT_EQ(read.value.size(), 1u);
  const roll::Roll& roll = read.value[0];
  EXPECT_EQ(roll.school, kSchool);
  EXPECT_EQ(roll.pupils.size(), 6u);
  EXPECT_EQ(roll.contacts.size(), 6u);
  EXPECT_EQ(roll.professionals.size(), 6u);
  EXPECT_EQ(roll.siblings.size(), 6u);
}

TEST(RollReader, HeadingsWithoutRowsAreSaid) {
  const roll::Roll recorded = ss::roll();
  RollFiles f = ss::with_contacts({});
  const RollsRead read = read_rolls(f, canonical_profile(), {}, record(recorded));
  EXPECT_TRUE(read.headings_only);
  const base::Problem* p = find_problem(read.problems, 0, "headings and no rows");
  ASSERT_NE(p, nullptr) << listed(read.problems);
  EXPECT_EQ(p->file, "contacts.csv");
  EXPECT_EQ(p->severity, base::Severity::kWarning);
  EXPECT_EQ(read.value.at(0).contacts.size(), 6u) << "those on record stay";
  EXPECT_FALSE(read_rolls(ss::files(), canonical_profile(), {}, nobody()).headings_only);
}

TEST(RollReader, OneUpnOnTwoPupilsIsSaidWithBothLines) {
  RollFiles f = ss::files();
  std::vector<std::string> rows = ss::kPupils;
  rows[3].replace(rows[3].find("R900200127004"), 13, "Z900200127001");
  f.pupils = file("pupils.csv", ss::whole(ss::kPupilsHead, rows));
  const auto read = ss::read(f);
  const base::Problem* p = find_problem(read.problems, 5, "Line 2 has the same UPN");
  ASSERT_NE(p, nullptr) << listed(read.problems);
  EXPECT_EQ(p->severity, base::Severity::kWarning);
  EXPECT_EQ(read.value.at(0).pupils.size(), 6u);
}

TEST(RollReader, APupilWithEverything) {
  const roll::Roll roll = ss::roll();
  const roll::Pupil& p = *roll.find(PupilRef("P2"));
  EXPECT_EQ(p.upn, "N900200127002");
  EXPECT_EQ(p.forename.reveal(), "Cerys");
  EXPECT_EQ(p.surname.reveal(), "Vance");
  EXPECT_EQ(p.born, base::make_date(2016, 6, 3));
  EXPECT_EQ(p.year, "Y5");
  EXPECT_EQ(p.form, "5H");
  EXPECT_EQ(p.tags, (std::vector<std::string>{"eal", "looked_after"}));
  EXPECT_EQ(revealed(p.home), (std::vector<std::string>{"9 Test Lane", "Ely", "CB7 4AA"}));
  EXPECT_FALSE(p.address_confidential);
  EXPECT_TRUE(roll.find(PupilRef("P3"))->address_confidential);
  EXPECT_NE(p.source.value, 0u);
}

TEST(RollReader, AContactWithEverything) {
  const roll::Roll roll = ss::roll();
  const Contact& c = *ss::contact(roll, "P2", "C2");
  EXPECT_EQ(c.priority, 1);
  EXPECT_EQ(c.relationship, "foster carer");
  EXPECT_EQ(c.title.reveal(), "Ms");
  EXPECT_EQ(c.forename.reveal(), "Dana");
  EXPECT_EQ(c.parental_responsibility, Answer::kNo);
  EXPECT_EQ(c.day_to_day_care, Answer::kYes);
  EXPECT_EQ(c.lives_with_pupil, Answer::kYes);
  EXPECT_FALSE(c.barred);
  EXPECT_EQ(c.language, "pl");
  EXPECT_EQ(c.mobile, (roll::PhoneNumber{base::Personal("+447700900302"), PhoneKind::kMobile}));
  EXPECT_EQ(c.landline, (roll::PhoneNumber{base::Personal("+441632960302"), PhoneKind::kLandline}));
  EXPECT_EQ(revealed(c.address), (std::vector<std::string>{"9 Test Lane", "Ely", "CB7 4AA"}));
  EXPECT_TRUE(ss::contact(roll, "P4", "C4")->barred);
  EXPECT_EQ(ss::contact(roll, "P4", "C4")->work.e164.reveal(), "+441632960304");
  EXPECT_TRUE(ss::contact(roll, "P5", "C5")->emergency_only);
  EXPECT_TRUE(ss::contact(roll, "P3", "C3")->address_confidential);
  EXPECT_EQ(ss::contact(roll, "P3", "C3")->opted_out, std::vector{roll::Channel::kText});
  EXPECT_EQ(ss::contact(roll, "P1", "C1")->email.reveal(), "a.marshfield@example.org");
  EXPECT_EQ(ss::contact(roll, "P1", "C1")->parental_responsibility, Answer::kYes);
}

TEST(RollReader, ProfessionalsAndSiblings) {
  const roll::Roll roll = ss::roll();
  const roll::Professional& p = roll.professionals_of(PupilRef("P2"))[0];
  EXPECT_EQ(p.role, "social_worker");
  EXPECT_EQ(p.name.reveal(), "Colm Raffer");
  EXPECT_EQ(p.out_of_hours.kind, PhoneKind::kLandline) << "a duty team may have a freephone number";
  const roll::SiblingElsewhere& s = roll.siblings_of(PupilRef("P3"))[0];
  EXPECT_EQ(s.school, "Thornwick Nursery");
  EXPECT_EQ(s.name.reveal(), "Tariq Whitlock");
  EXPECT_EQ(s.phone.e164.reveal(), "+441632960151");
}

TEST(RollReader, ASiblingsListOfOneSchoolMayCallTheOtherSchoolSchool) {
  RollFiles f = ss::files();
  f.siblings = file("s.csv", "upn,child,school,number\nZ900200127001,Mason,Saltmere Academy,01632 960150\n");
  const auto read = read_rolls(f, canonical_profile(), kSchool, nobody());
  ASSERT_EQ(read.value.size(), 1u);
  ASSERT_EQ(read.value[0].siblings.size(), 1u) << listed(read.problems);
  EXPECT_EQ(read.value[0].siblings[0].school, "Saltmere Academy");
}

TEST(RollReader, APupilWithoutAReferenceIsKnownByUpn) {
  RollFiles f;
  f.pupils = file("p.csv", "upn,forename,surname\nz900200127001,Robin,Marshfield\n");
  f.contacts = file("c.csv", "upn,contact,surname\nZ900200127001,C1,Marshfield\n");
  const auto read = read_rolls(f, canonical_profile(), kSchool, nobody());
  ASSERT_EQ(read.value.size(), 1u) << listed(read.problems);
  EXPECT_EQ(read.value[0].pupils[0].ref.text(), "Z900200127001");
  EXPECT_EQ(read.value[0].contacts.size(), 1u);
}

TEST(RollReader, ContactsMayNameTheUpnOfAPupilWithAnotherReference) {
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("P1", "Z900200127001");
  EXPECT_NE(ss::contact(ss::roll_of(ss::with_contacts(rows)), "P1", "C1"), nullptr);
}

TEST(RollReader, RepeatedPupilLinesAreOnePupil) {
  RollFiles f = ss::files();
  std::vector<std::string> rows = ss::kPupils;
  rows.push_back(rows[1]);
  f.pupils = file("pupils.csv", ss::whole(ss::kPupilsHead, rows));
  const auto read = ss::read(f);
  EXPECT_EQ(read.value[0].pupils.size(), 6u);
  EXPECT_EQ(find_problem(read.problems, 8, ""), nullptr) << listed(read.problems);
}

TEST(RollReader, OneFileMayHoldPupilsAndContacts) {
  const Profile sims =
      read_profile(read_file(std::string(FIRSTDAY_SOURCE_DIR) + "/config/profiles/sims.csv").value()).value;
  const std::string bytes =
      "UPN,Forename,Surname,Year,Reg,In LEA Care,Contact Forename,Contact "
      "Surname,Priority,Relationship,Parental Responsibility,Court Order,"
      "Contact Mobile,Contact House Number,Contact Street,Contact Town,Contact Postcode\r\n"
      "Z900200127001,Robin,Marshfield,5,5H,F,Alex,Marshfield,1,Mother,T,F,07700900301,4,Example "
      "Row,Ely,CB71ZZ\r\n"
      "Z900200127001,Robin,Marshfield,5,5H,F,Pat,Marshfield,2,Father,T,T,7700900302,4,Example "
      "Row,Ely,CB71ZZ\r\n"
      "N900200127002,Cerys,Vance,5,5H,T,Dana,Vance,1,Foster Carer,F,F,07700900303,9,Test Lane,Ely,CB74AA\r\n";
  RollFiles f;
  f.pupils = file("sims.csv", bytes);
  f.contacts = f.pupils;
  const auto read = read_rolls(f, sims, kSchool, nobody());
  EXPECT_EQ(listed(serious(read.problems)), "");
  ASSERT_EQ(read.value.size(), 1u);
  const roll::Roll& roll = read.value[0];
  ASSERT_EQ(roll.pupils.size(), 2u);
  ASSERT_EQ(roll.contacts.size(), 3u);
  EXPECT_EQ(roll.find(PupilRef("N900200127002"))->tags, std::vector<std::string>{"looked_after"});
  const auto contacts = roll.contacts_of(PupilRef("Z900200127001"));
  EXPECT_EQ(contacts[0].forename.reveal(), "Alex");
  EXPECT_FALSE(contacts[0].barred);
  EXPECT_TRUE(contacts[1].barred);
  EXPECT_EQ(contacts[1].mobile.e164.reveal(), "+447700900302") << "Excel's lost zero";
  EXPECT_EQ(revealed(contacts[0].address), (std::vector<std::string>{"4 Example Row", "Ely", "CB7 1ZZ"}));
}

TEST(RollReader, ArborAndBromcomHeadingsAreRead) {
  const std::string folder = std::string(FIRSTDAY_SOURCE_DIR) + "/config/profiles/";
  RollFiles f;
  f.pupils = file("arbor.csv",
                  "Unique Pupil Number,First name,Last name,Year group,Registration "
                  "form\nZ900200127001,Robin,Marshfield,Year 5,5H\n");
  f.contacts =
      file("arbor-contacts.csv",
           "Student UPN,Guardian first name,Guardian last name,Legal guardian,Mobile Phone,Email Address\n"
           "Z900200127001,Alex,Marshfield,Yes,07700 900301,a@example.org\n");
  auto read = read_rolls(f, read_profile(read_file(folder + "arbor.csv").value()).value, kSchool, nobody());
  ASSERT_EQ(read.value.size(), 1u) << listed(read.problems);
  ASSERT_EQ(read.value[0].contacts.size(), 1u) << listed(read.problems);
  EXPECT_EQ(read.value[0].contacts[0].parental_responsibility, Answer::kYes);
  EXPECT_EQ(read.value[0].pupils[0].form, "5H");
  f.pupils = file("b.csv", "UPN,FirstName,LastName,YearGroup,Form\nZ900200127001,Robin,Marshfield,5,5H\n");
  f.contacts = file("bc.csv",
                    "StudentUPN,ContactFirstName,ContactLastName,ContactPriority,"
                    "ContactMobile\nZ900200127001,Alex,Marshfield,1,07700900301\n");
  read = read_rolls(f, read_profile(read_file(folder + "bromcom.csv").value()).value, kSchool, nobody());
  ASSERT_EQ(read.value.size(), 1u) << listed(read.problems);
  ASSERT_EQ(read.value[0].contacts.size(), 1u) << listed(read.problems);
  EXPECT_EQ(read.value[0].contacts[0].mobile.e164.reveal(), "+447700900301");
}

TEST(RollReader, SchoolsAreKeptApart) {
  RollFiles f;
  f.pupils =
      file("pupils.csv", "school,pupil,forename,surname\n900002,P1,Kit,Other\n900001,P1,Robin,Marshfield\n");
  f.contacts = file(
      "contacts.csv",
      "school,pupil,contact,surname\n900001,P1,C1,Marshfield\n900002,P1,C1,Other\n900003,P1,C1,Nobody\n");
  auto read = ss::read(f);
  ASSERT_EQ(read.value.size(), 2u);
  EXPECT_EQ(read.value[0].school.text(), "900001");
  EXPECT_EQ(read.value[0].contacts[0].surname.reveal(), "Marshfield");
  EXPECT_EQ(read.value[1].contacts[0].surname.reveal(), "Other");
  EXPECT_NE(find_problem(read.problems, 4, "No pupil on roll"), nullptr) << listed(read.problems);
  read = read_rolls(f, canonical_profile(), kSchool, nobody());
  ASSERT_EQ(read.value.size(), 1u);
  EXPECT_EQ(serious(read.problems).size(), 0u) << listed(read.problems);
  EXPECT_NE(listed(read.problems).find("contacts.csv: note: 2 lines of other schools"), std::string::npos);
}

TEST(RollReader, TheSafeSideOfAnUnreadableGuard) {
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("yes,yes,yes,,,", "yes,yes,yes,see file,maybe,");
  const auto read = ss::read(ss::with_contacts(rows));
  const Contact& c = *ss::contact(read.value[0], "P1", "C1");
  EXPECT_TRUE(c.barred);
  EXPECT_TRUE(c.emergency_only);
  const base::Problem* p = find_problem(read.problems, 2, "court order");
  ASSERT_NE(p, nullptr) << listed(read.problems);
  EXPECT_EQ(p->severity, base::Severity::kError);
  EXPECT_EQ(p->field, "court_order");
  EXPECT_EQ(p->column, 12);
}

/// What is read of two contacts of one pupil: the first is barred, the second has these cells.
base::Parsed<std::vector<roll::Roll>> with_barred_father(const std::string& first, const std::string& second,
                                                         const roll::Roll* recorded = nullptr) {
  RollFiles f = ss::files();
  f.contacts = file("contacts.csv", "school,pupil,contact,forename,surname,mobile,court_order\n" + first +
                                        "\n" + second + "\n");
  return ss::read(f, recorded != nullptr ? record(*recorded) : nobody());
}

TEST(RollReader, WhoBearsTheNameOfABarredContactIsBarredToo) {
  const std::string father = "900001,P1,C8,Lee,Marshfield,07700 900320,yes";
  const auto barred = [&](const std::string& second) {
    return ss::contact(with_barred_father(father, second).value[0], "P1", "C9")->barred;
  };
  EXPECT_TRUE(barred("900001,P1,C9,LEE,Marsh-Field,07700 900321,"));
  EXPECT_FALSE(barred("900001,P1,C9,LEE,Marsh-Field,07700 900321,no"))
      << "the office knows that he is another";
  EXPECT_FALSE(barred("900001,P1,C9,Lea,Marshfield,07700 900321,"));
  const auto at_sister = with_barred_father(father, "900001,P2,C9,Lee,Marshfield,07700 900321,");
  EXPECT_FALSE(ss::contact(at_sister.value[0], "P2", "C9")->barred) << "an order names the child";
  const auto read = with_barred_father(father, "900001,P1,C9,Lee,Marshfield,07700 900321,");
  const base::Problem* p = find_problem(read.problems, 3, "has the name of C8, whom a court order bars");
  ASSERT_NE(p, nullptr) << listed(read.problems);
  EXPECT_EQ(p->severity, base::Severity::kError);
  EXPECT_EQ(p->field, "court_order");
}

TEST(RollReader, ANameThatSaysLittleBarsNobody) {
  for (const char* forename : {"", "L", "L."}) {
    const std::string name = std::string(forename) + ",Marshfield,";
    const auto read = with_barred_father("900001,P1,C8," + name + "07700 900320,yes",
                                         "900001,P1,C9," + name + "07700 900321,");
    EXPECT_FALSE(ss::contact(read.value[0], "P1", "C9")->barred) << forename;
  }
}

TEST(RollReader, ANamesakeStaysFreeOrBarredWhenTheFileIsReadAgain) {
  const std::string father = "900001,P1,C8,Lee,Marshfield,07700 900320,yes";
  for (const auto& [cell, is_barred] : {std::pair{"", true}, std::pair{"no", false}}) {
    const std::string second = std::string("900001,P1,C9,Lee,Marshfield,07700 900321,") + cell;
    const roll::Roll recorded = with_barred_father(father, second).value[0];
    const roll::Roll again = with_barred_father(father, second, &recorded).value[0];
    EXPECT_EQ(ss::contact(again, "P1", "C9")->barred, is_barred) << cell;
  }
  const std::string free = "900001,P1,C8,Lee,Marshfield,07700 900320,no";
  const std::string unsaid = "900001,P1,C9,Lee,Marshfield,07700 900321,";
  const roll::Roll before = with_barred_father(free, unsaid).value[0];
  EXPECT_TRUE(ss::contact(with_barred_father(father, unsaid, &before).value[0], "P1", "C9")->barred)
      << "his own line has not changed";
}

TEST(RollReader, OnlyANoInSoManyWordsLiftsACourtOrder) {
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("yes,yes,yes,,,", "yes,yes,yes,yes,,");
  const roll::Roll recorded = ss::roll_of(ss::with_contacts(rows));
  ASSERT_TRUE(ss::contact(recorded, "P1", "C1")->barred);
  for (const auto& [cell, barred] : {std::pair{"", true}, std::pair{"no", false}, std::pair{"yes", true}}) {
    rows[0] = first_contact("yes,yes,yes,,,", std::string("yes,yes,yes,") + cell + ",,");
    const auto read = read_rolls(ss::with_contacts(rows), canonical_profile(), kSchool,
                                 [&](const roll::Urn&) { return &recorded; });
    EXPECT_EQ(ss::contact(read.value.at(0), "P1", "C1")->barred, barred) << cell;
    const bool said = find_problem(read.problems, 2, "court order on record stays") != nullptr;
    EXPECT_EQ(said, std::string(cell).empty()) << cell;
  }
}

TEST(RollReader, ASecondLineNeverLiftsAGuardOfTheFirst) {
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("yes,yes,yes,,,", "yes,yes,yes,yes,,");
  rows.push_back(first_contact("yes,yes,yes,,,", "yes,yes,yes,no,,"));
  const auto read = ss::read(ss::with_contacts(rows));
  EXPECT_TRUE(ss::contact(read.value[0], "P1", "C1")->barred);
  bool error = false;
  for (const base::Problem& p : read.problems)
    error = error || (p.severity == base::Severity::kError &&
                      p.what.find("same pupil and contact") != std::string::npos);
  EXPECT_TRUE(error) << listed(read.problems);
}

TEST(RollReader, AStopKeepsEveryAutomaticMessageAway) {
  const std::vector automatic = {roll::Channel::kText, roll::Channel::kEmail, roll::Channel::kVoice};
  for (const auto& [word, error] :
       {std::pair{"STOP", false}, std::pair{"all", false}, std::pair{"nothing pls", true}}) {
    InputFile file{
        "contacts.csv",
        std::string("school,pupil,contact,forename,surname,mobile,opted_out\n900001,P1,C1,Alex,Marsh,"
                    "07700 900301,") +
            word + "\n"};
    RollFiles files;
    files.contacts = file;
    const roll::Roll known = ss::roll();
    const auto read =
        read_rolls(files, canonical_profile(), kSchool, [&](const roll::Urn&) { return &known; });
    EXPECT_EQ(ss::contact(read.value.at(0), "P1", "C1")->opted_out, automatic) << word;
    EXPECT_EQ(find_problem(read.problems, 2, "not a way of being told") != nullptr, error)
        << listed(read.problems);
  }
}

TEST(RollReader, YesAndNoInEverySpelling) {
  for (const auto& [text, wanted] : std::vector<std::pair<std::string, Answer>>{{"y", Answer::kYes},
                                                                                {"YES", Answer::kYes},
                                                                                {"True", Answer::kYes},
                                                                                {"T", Answer::kYes},
                                                                                {"1", Answer::kYes},
                                                                                {"n", Answer::kNo},
                                                                                {"No", Answer::kNo},
                                                                                {"FALSE", Answer::kNo},
                                                                                {"f", Answer::kNo},
                                                                                {"0", Answer::kNo},
                                                                                {"", Answer::kUnknown},
                                                                                {"hm", Answer::kUnknown}}) {
    std::vector<std::string> rows = ss::kContacts;
    rows[0] = first_contact("yes,yes,yes,,", text + ",yes,yes," + text + ",");
    const roll::Roll roll = ss::roll_of(ss::with_contacts(rows));
    const Contact& c = *ss::contact(roll, "P1", "C1");
    EXPECT_EQ(c.parental_responsibility, wanted) << text;
    EXPECT_EQ(c.barred, wanted == Answer::kYes || text == "hm") << text;
  }
}

TEST(RollReader, ABadNumberIsDroppedAndTheContactStays) {
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("07700 900301", "07700 9003");
  const auto read = ss::read(ss::with_contacts(rows));
  const Contact& c = *ss::contact(read.value[0], "P1", "C1");
  EXPECT_TRUE(c.mobile.empty());
  EXPECT_EQ(c.email.reveal(), "a.marshfield@example.org");
  const base::Problem* p = find_problem(read.problems, 2, "phone number");
  ASSERT_NE(p, nullptr) << listed(read.problems);
  EXPECT_EQ(p->severity, base::Severity::kError);
  EXPECT_EQ(p->field, "mobile");
  EXPECT_EQ(p->column, 15);
  EXPECT_EQ(base::describe(*p).find("9003"), std::string::npos);
}

TEST(RollReader, NumbersInTheWrongColumnAreKnownForWhatTheyAre) {
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("07700 900301", "01632 960301");
  rows[4] = "900001,P5,C5,1,grandmother,Mrs,Olwen,Tolland,no,no,no,,yes,cy,,07700 900305,,,,,,,";
  const auto read = ss::read(ss::with_contacts(rows));
  const Contact& first = *ss::contact(read.value[0], "P1", "C1");
  EXPECT_EQ(first.mobile.kind, PhoneKind::kLandline);
  EXPECT_EQ(first.mobile.e164.reveal(), "+441632960301");
  EXPECT_EQ(find_problem(read.problems, 2, "not a UK mobile")->severity, base::Severity::kWarning);
  const Contact& fifth = *ss::contact(read.value[0], "P5", "C5");
  EXPECT_EQ(fifth.mobile.e164.reveal(), "+447700900305") << "a mobile among the landlines is used for texts";
  EXPECT_EQ(fifth.landline.kind, PhoneKind::kMobile);
}

TEST(RollReader, OfTwoLinesForOneContactTheLastCounts) {
  std::vector<std::string> rows = ss::kContacts;
  rows.push_back(first_contact("07700 900301", "07700 900399"));
  const auto read = ss::read(ss::with_contacts(rows));
  EXPECT_EQ(ss::contact(read.value[0], "P1", "C1")->mobile.e164.reveal(), "+447700900399");
  EXPECT_EQ(read.value[0].contacts.size(), 6u);
  const base::Problem* p = find_problem(read.problems, 8, "Line 2");
  ASSERT_NE(p, nullptr) << listed(read.problems);
  EXPECT_EQ(p->severity, base::Severity::kError);
}

TEST(RollReader, OnePersonWithTwoMobilesIsReported) {
  std::vector<std::string> rows = ss::kContacts;
  rows[1] = "900001,P2,C1,1,mother,Mrs,Alex,Marshfield,yes,yes,yes,,,,07700 900398,,,,,,,,";
  const auto read = ss::read(ss::with_contacts(rows));
  const base::Problem* p = find_problem(read.problems, 3, "another mobile");
  ASSERT_NE(p, nullptr) << listed(read.problems);
  EXPECT_EQ(p->severity, base::Severity::kWarning);
  EXPECT_NE(p->what.find("C1"), std::string::npos);
}

TEST(RollReader, PupilsWhomNobodyCanBeToldAboutAreNamed) {
  std::vector<std::string> rows = {ss::kContacts[0], ss::kContacts[3]};
  for (const char* ref : {"C7", "C8"})
    rows.push_back("900001,P1," + std::string(ref) + ",2,aunt,,A,B,,,,,,,,,,,,,,,");
  const auto read = ss::read(ss::with_contacts(rows));
  EXPECT_EQ(find_problem(read.problems, 2, "contact"), nullptr) << "three contacts are enough";
  EXPECT_EQ(find_problem(read.problems, 3, "Pupil P2 has no contact")->severity, base::Severity::kWarning);
  EXPECT_EQ(find_problem(read.problems, 5, "Pupil P4 has only contacts whom a court order bars")->severity,
            base::Severity::kWarning);
  const auto few = ss::read(ss::files());
  EXPECT_EQ(find_problem(few.problems, 2, "fewer than three")->severity, base::Severity::kNote);
}

TEST(RollReader, AFileThatIsNotThereLeavesTheRecord) {
  const roll::Roll known = ss::roll();
  RollFiles only_pupils;
  only_pupils.pupils = ss::files().pupils;
  EXPECT_EQ(ss::roll_of(only_pupils, record(known)).contacts, known.contacts);
  EXPECT_EQ(ss::roll_of(only_pupils, record(known)).professionals, known.professionals);
  EXPECT_EQ(ss::roll_of(only_pupils, record(known)).siblings, known.siblings);
  RollFiles only_contacts;
  only_contacts.contacts = ss::files().contacts;
  EXPECT_EQ(ss::roll_of(only_contacts, record(known)).pupils, known.pupils);
  EXPECT_EQ(ss::roll_of(only_contacts, record(known)).contacts, known.contacts);
  RollFiles nothing;
  const auto read = read_rolls(nothing, canonical_profile(), kSchool, record(known));
  ASSERT_EQ(read.value.size(), 1u);
  EXPECT_EQ(read.value[0].pupils, known.pupils);
}

TEST(RollReader, AFileThatCannotBeReadLeavesTheRecord) {
  const roll::Roll known = ss::roll();
  for (const char* bytes : {"PK\x03\x04", "", "school,pupil\n900001,P1\n", "<html>"}) {
    RollFiles f = ss::files();
    f.contacts = file("contacts.csv", bytes);
    const auto read = ss::read(f, record(known));
    ASSERT_EQ(read.value.size(), 1u);
    EXPECT_EQ(read.value[0].contacts, known.contacts) << bytes;
    EXPECT_TRUE(read.has_errors()) << bytes;
  }
}

TEST(RollReader, AFileWithoutALineAboutTheSchoolLeavesTheRecord) {
  const roll::Roll known = ss::roll();
  RollFiles f;
  f.pupils = file("pupils.csv", ss::kPupilsHead + "\n");
  f.contacts = file("contacts.csv", ss::kContactsHead + "\n");
  const auto read = read_rolls(f, canonical_profile(), kSchool, record(known));
  ASSERT_EQ(read.value.size(), 1u);
  EXPECT_EQ(read.value[0].pupils, known.pupils);
  EXPECT_EQ(read.value[0].contacts, known.contacts);
}

TEST(RollReader, ContactsOfPupilsWhoLeftGoWithThem) {
  const roll::Roll known = ss::roll();
  RollFiles f;
  f.pupils = file("pupils.csv", ss::whole(ss::kPupilsHead, {ss::kPupils[0]}));
  const roll::Roll read = ss::roll_of(f, record(known));
  EXPECT_EQ(read.contacts.size(), 1u);
  EXPECT_EQ(read.professionals.size(), 1u);
  EXPECT_EQ(read.siblings.size(), 1u);
}

TEST(RollReader, ALostLineRemovesNobody) {
  const roll::Roll known = ss::roll();
  RollFiles f = ss::files();
  std::vector<std::string> pupils = ss::kPupils;
  pupils[3] = "900001,P4,R900200127004,\"Nell";
  f.pupils = file("pupils.csv", ss::whole(ss::kPupilsHead, pupils));
  std::vector<std::string> contacts = ss::kContacts;
  contacts[3] = "900001,P4,C4,2,\"father";
  contacts[0] = "900001,P1,C1,1";
  f.contacts = file("contacts.csv", ss::whole(ss::kContactsHead, contacts));
  std::vector<std::string> professionals = ss::kProfessionals;
  professionals[0] = "900001,P1,key";
  f.professionals = file("professionals.csv", ss::whole(ss::kProfessionalsHead, professionals));
  const roll::Roll read = ss::roll_of(f, record(known));
  EXPECT_EQ(read.pupils, known.pupils);
  EXPECT_EQ(read.contacts, known.contacts);
  EXPECT_EQ(read.professionals, known.professionals);
}

TEST(RollReader, ColumnsThatAreNotThereLeaveTheRecord) {
  const roll::Roll known = ss::roll();
  RollFiles f;
  f.pupils = file("pupils.csv", "school,pupil,surname\n900001,P2,Vance\n");
  f.contacts = file("contacts.csv", "school,pupil,contact,mobile\n900001,P2,C2,07700 900377\n");
  const auto read = ss::read(f, record(known));
  ASSERT_EQ(read.value.size(), 1u);
  EXPECT_EQ(read.value[0].pupils[0], *known.find(PupilRef("P2")));
  Contact wanted = *ss::contact(known, "P2", "C2");
  wanted.mobile.e164 = base::Personal("+447700900377");
  EXPECT_EQ(read.value[0].contacts[0], wanted);
  f.pupils = file("pupils.csv", "school,pupil,surname\n900001,P4,Quillan\n");
  f.contacts = file("contacts.csv", "school,pupil,contact,mobile\n900001,P4,C4,07700 900304\n");
  EXPECT_TRUE(ss::roll_of(f, record(known)).contacts[0].barred)
      << "a bar is not lifted by an export that does not know of it";
  EXPECT_NE(listed(read.problems).find("no column court_order"), std::string::npos);
}

TEST(RollReader, AFirstDayIsReadUnderItsHeadingsAndKeptWhereThereIsNoColumn) {
  RollFiles f;
  const auto starts = [&](const std::string& heading, const std::string& cell) {
    f.pupils = file("pupils.csv",
                    "school,pupil,forename,surname," + heading + "\n900001,P2,Cerys,Vance," + cell + "\n");
    return ss::read(f);
  };
  for (const char* heading : {"starts", "Date of Admission", "DOA", "Start Date"})
    EXPECT_EQ(starts(heading, "18/01/2027").value.at(0).pupils[0].starts, base::make_date(2027, 1, 18))
        << heading;
  const auto bad = starts("starts", "soon");
  EXPECT_EQ(bad.value.at(0).pupils[0].starts, std::nullopt);
  EXPECT_NE(listed(bad.problems).find("first day was left out"), std::string::npos);
  const roll::Roll known = starts("starts", "2027-01-18").value.at(0);
  f.pupils = file("pupils.csv", "school,pupil,forename,surname\n900001,P2,Cerys,Vance\n");
  EXPECT_EQ(ss::roll_of(f, record(known)).pupils[0].starts, base::make_date(2027, 1, 18));
  f.pupils = file("pupils.csv", "school,pupil,forename,surname,starts\n900001,P2,Cerys,Vance,\n");
  EXPECT_EQ(ss::roll_of(f, record(known)).pupils[0].starts, std::nullopt);
}

TEST(RollReader, ABlankCellInAColumnThatIsThereDoesCountButForACourtOrder) {
  const roll::Roll known = ss::roll();
  std::vector<std::string> rows = ss::kContacts;
  rows[3] = "900001,P4,C4,2,father,Mr,Piers,Quillan,yes,no,no,,,,07700 900304,,,,8 Far Street,Ely,CB7 4AD,,";
  const roll::Roll read = ss::roll_of(ss::with_contacts(rows), record(known));
  const Contact& c = *ss::contact(read, "P4", "C4");
  EXPECT_TRUE(c.barred) << "only a no lifts a court order";
  EXPECT_TRUE(c.work.empty());
}

TEST(RollReader, UnchangedLinesAreTakenFromTheRecord) {
  roll::Roll known = ss::roll();
  for (Contact& c : known.contacts) c.email = base::Personal("from-the-record@example.org");
  for (roll::Pupil& p : known.pupils) p.form = "from the record";
  const roll::Roll same = ss::roll_of(ss::files(), record(known));
  EXPECT_EQ(same.contacts, known.contacts);
  EXPECT_EQ(same.pupils, known.pupils);
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("a.marshfield@example.org", "other@example.org");
  const roll::Roll changed = ss::roll_of(ss::with_contacts(rows), record(known));
  EXPECT_EQ(ss::contact(changed, "P1", "C1")->email.reveal(), "other@example.org");
  EXPECT_EQ(ss::contact(changed, "P2", "C2")->email.reveal(), "from-the-record@example.org");
}

TEST(RollReader, LinesWithAProblemAreReportedAtEachImport) {
  std::vector<std::string> rows = ss::kContacts;
  rows[0] = first_contact("07700 900301", "07700 9003");
  const auto first = ss::read(ss::with_contacts(rows));
  EXPECT_EQ(ss::contact(first.value[0], "P1", "C1")->source.value, 0u);
  const auto again = ss::read(ss::with_contacts(rows), record(first.value[0]));
  EXPECT_EQ(listed(again.problems), listed(first.problems));
  EXPECT_EQ(again.value[0].contacts, first.value[0].contacts);
}

TEST(RollReader, ReadingTwiceIsReadingOnce) {
  const roll::Roll once = ss::roll();
  const roll::Roll twice = ss::roll_of(ss::files(), record(once));
  EXPECT_EQ(once.pupils, twice.pupils);
  EXPECT_EQ(once.contacts, twice.contacts);
  for (std::size_t i = 0; i < once.contacts.size(); ++i)
    EXPECT_EQ(once.contacts[i].source.value, twice.contacts[i].source.value);
}

TEST(RollReader, EncodingAndDelimiterAreNoMatter) {
  const roll::Roll wanted = ss::roll();
  RollFiles f = ss::files();
  std::string& bytes = f.contacts->bytes;
  std::string wide = "\xFF\xFE";
  for (char c : bytes) {
    if (c == '\n') wide += std::string("\r\0", 2);
    wide += std::string{c == ',' ? '\t' : c, '\0'};
  }
  bytes = wide;
  f.pupils->bytes = "\xEF\xBB\xBF" + f.pupils->bytes;
  const roll::Roll read = ss::roll_of(f);
  EXPECT_EQ(read.pupils, wanted.pupils);
  EXPECT_EQ(read.contacts, wanted.contacts);
}

TEST(RollReader, AccentsOfWindows1252Survive) {
  RollFiles f;
  f.pupils =
      file("pupils.csv",
           "school,pupil,forename,surname\n900001,P1,Zo\xEB,Ara\xFAjo\n900001,P2,Zo\xC3\xAB,Ara\xC3\xBAjo\n");
  const roll::Roll roll = ss::roll_of(f);
  ASSERT_EQ(roll.pupils.size(), 2u);
  EXPECT_EQ(roll.pupils[0].forename, roll.pupils[1].forename);
  EXPECT_EQ(roll.pupils[0].surname.reveal(), "Ara\xC3\xBAjo");
}

TEST(RollReader, QuotedLineEndsInAnAddress) {
  RollFiles f;
  f.pupils = file("pupils.csv",
                  "school,pupil,forename,surname,address\r\n900001,P1,Robin,Marshfield,\"4 Example "
                  "Row\r\nEly\r\nCB7 1ZZ\"\r\n900001,P2,Cerys,Vance,\r\n");
  const auto read = ss::read(f);
  ASSERT_EQ(read.value.size(), 1u) << listed(read.problems);
  ASSERT_EQ(read.value[0].pupils.size(), 2u) << listed(read.problems);
  EXPECT_EQ(revealed(read.value[0].pupils[0].home),
            (std::vector<std::string>{"4 Example Row", "Ely", "CB7 1ZZ"}));
}

TEST(RollReader, NothingPersonalStandsInAnyProblem) {
  RollFiles f = ss::files();
  for (std::optional<InputFile>* one : {&f.pupils, &f.contacts, &f.professionals, &f.siblings})
    for (char& c : (*one)->bytes)
      if (c == '7') c = 'x';
  const std::string all = listed(ss::read(f).problems);
  EXPECT_GT(all.size(), 1000u);
  for (const char* personal :
       {"Marshfield", "Vance", "Robin", "Example Row", "960", "0xx", "example.org", "Ely"})
    EXPECT_EQ(all.find(personal), std::string::npos) << personal;
}

}  // namespace
}  // namespace firstday::intake
