#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "workflow/import_marks.h"
#include "workflow/import_roll.h"
#include "workflow/import_source.h"
#include "workflow/run_day.h"
#include "workflow/test_house.h"

namespace firstday::workflow {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

const char* const kPupils =
    "school,pupil,upn,forename,surname,born,year,form\n"
    "100001,P1,,Robin,Marsh,2016-05-02,Y5,5H\n"
    "100001,P2,,Sam,Holt,2016-06-02,Y5,5H\n";

const char* const kContacts =
    "school,pupil,contact,priority,relationship,forename,surname,parental_responsibility,mobile,court_order\n"
    "100001,P1,C1,1,mother,Alex,Marsh,yes,07700 900301,\n"
    "100001,P1,C2,2,father,Lee,Marsh,yes,07700 900302,\n"
    "100001,P2,C3,1,mother,Kim,Holt,yes,07700 900303,\n";

class Importing : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(t.folder / "in");
    std::ofstream(t.folder / "in" / name) << text;
  }

  ImportRollReport import(bool confirm = true, bool readmit = false, bool allow_partial = false) {
    ImportRollRequest request;
    request.source.from = (t.folder / "in").string();
    request.readmit = readmit;
    request.allow_partial = allow_partial;
    auto report = import_roll(t.house(), request, [&](const SchoolImport&) {
      ++asked;
      return confirm;
    });
    EXPECT_TRUE(report.ok()) << (report.ok() ? "" : report.error().what);
    return report.ok() ? std::move(report).value() : ImportRollReport{};
  }

  roll::Roll roll() { return t.schools.roll(support::hazel_road()).value(); }

  static std::vector<std::string> words_of(const ImportRollReport& report) {
    std::vector<std::string> out;
    for (const base::Personal& line : describe_change(report.schools.at(0))) out.push_back(line.reveal());
    return out;
  }

  static std::string without(std::string text, const std::string& line_start) {
    const size_t at = text.find(line_start);
    return text.erase(at, text.find('\n', at) + 1 - at);
  }

  TestHouse t;
  int asked = 0;
};

TEST_F(Importing, ChangesTheRollOnlyWhenToldTo) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  const ImportRollReport no = import(false);
  EXPECT_EQ(asked, 1);
  EXPECT_FALSE(no.schools.at(0).applied);
  EXPECT_TRUE(roll().pupils.empty());
  const ImportRollReport yes = import(true);
  EXPECT_TRUE(yes.schools.at(0).applied);
  EXPECT_THAT(roll().pupils, SizeIs(2));
  EXPECT_THAT(roll().contacts, SizeIs(3));
}

TEST_F(Importing, TheSameFilesAgainChangeNothingAndAskNobody) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  const roll::Roll before = roll();
  import();
  EXPECT_EQ(asked, 1);
  EXPECT_EQ(roll().contacts, before.contacts);
}

TEST_F(Importing, RemovingAContactWithdrawsWhatIsQueuedForIt) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  t.mark("P1", "N");
  const auto plan = plan_day(t.house(), t.school(), {support::at(9, 35), support::at(9, 45)});
  ASSERT_TRUE(plan.ok());
  ASSERT_TRUE(t.queue.enqueue(plan.value().batch, "tester").ok());
  write("contacts.csv", without(kContacts, "100001,P1,C2"));
  const ImportRollReport report = import();
  EXPECT_GT(report.schools.at(0).jobs_withdrawn, 0);
  EXPECT_THAT(report.schools.at(0).diff.removed_contacts, SizeIs(1));
}

TEST_F(Importing, ABarInTheFileStopsWhatIsQueued) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  t.mark("P2", "N");
  RunRequest request;
  request.reread_marks = [&]() -> base::Status {
    std::string barred = kContacts;
    barred.insert(barred.rfind('\n'), "yes");
    write("contacts.csv", barred);
    EXPECT_THAT(import().schools.at(0).diff.newly_barred, SizeIs(1));
    return {};
  };
  ASSERT_TRUE(run_day(t.house(), request, nullptr).ok());
  EXPECT_THAT(t.sent(), SizeIs(0));
}

TEST_F(Importing, ARemovedContactNeverComesBackSilently) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  write("contacts.csv", without(kContacts, "100001,P1,C2"));
  import();
  write("contacts.csv", kContacts);
  const ImportRollReport held = import();
  EXPECT_TRUE(held.needs_attention());
  EXPECT_THAT(held.schools.at(0).held_out, SizeIs(1));
  EXPECT_THAT(words_of(held), Contains(HasSubstr("HELD OUT: contact Lee Marsh (C2) of Robin Marsh (P1)")));
  EXPECT_THAT(roll().contacts_of(roll::PupilRef("P1")), SizeIs(1));
  const ImportRollReport back = import(true, true);
  EXPECT_FALSE(back.needs_attention());
  EXPECT_THAT(roll().contacts_of(roll::PupilRef("P1")), SizeIs(2));
}

TEST_F(Importing, ARemovedContactIsKnownAgainUnderAnotherReferenceAndNumber) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  write("contacts.csv", without(kContacts, "100001,P1,C2"));
  import();
  const std::string renamed = without(kContacts, "100001,P1,C2");
  write("contacts.csv", renamed + "100001,P1,C77,2,father,LEE,Marsh,yes,07700 900399,\n");
  const ImportRollReport held = import();
  EXPECT_TRUE(held.needs_attention());
  EXPECT_FALSE(held.schools.at(0).applied);
  EXPECT_THAT(words_of(held), Contains(AllOf(HasSubstr("C77"), HasSubstr("removed on 12/01/2027 as C2"))));
  EXPECT_THAT(roll().contacts_of(roll::PupilRef("P1")), SizeIs(1));
  import(true, true);
  EXPECT_THAT(roll().contacts_of(roll::PupilRef("P1")), SizeIs(2));
  EXPECT_FALSE(import().needs_attention()) << "a person has said so, and is not asked again";
}

TEST_F(Importing, ATombstoneKeepsNoNameAndNoNumber) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  write("contacts.csv", without(kContacts, "100001,P1,C2"));
  import();
  const auto stones = t.schools.removed_contacts(support::hazel_road()).value();
  ASSERT_THAT(stones, SizeIs(1));
  EXPECT_THAT(stones[0].traces, SizeIs(2)) << "a mobile and a name";
  for (const std::string& trace : stones[0].traces) EXPECT_EQ(trace.size(), 64u) << "a hash and nothing else";
}

TEST_F(Importing, EverybodyUnderNewReferencesAtOnceIsNobodysReturn) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  std::string moved = kContacts;
  for (const char* ref : {",C1,", ",C2,", ",C3,"}) moved.replace(moved.find(ref), 2, ",N");
  write("contacts.csv", moved);
  EXPECT_TRUE(import().schools.at(0).refused) << "each contact of the record would go";
  EXPECT_FALSE(import(true, false, true).needs_attention());
  EXPECT_THAT(roll().contacts, SizeIs(3));
}

TEST_F(Importing, APupilWithoutAContactNeedsAttention) {
  write("pupils.csv", kPupils);
  write("contacts.csv", without(kContacts, "100001,P2,C3"));
  EXPECT_TRUE(import().needs_attention());
  EXPECT_THAT(roll().pupils, SizeIs(2)) << "the roll is taken all the same";
  write("contacts.csv", kContacts);
  EXPECT_FALSE(import().needs_attention());
}

TEST_F(Importing, AFileOfHeadingsOnlyNeedsAttention) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  const std::string contacts = kContacts;
  write("contacts.csv", contacts.substr(0, contacts.find('\n') + 1));
  EXPECT_TRUE(import().needs_attention());
  EXPECT_THAT(roll().contacts, SizeIs(3));
}

TEST_F(Importing, WhoeverIsAskedSeesPeopleWithOldAndNewValues) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  std::string changed = without(kContacts, "100001,P1,C2");
  changed.replace(changed.find("900301"), 6, "900388");
  write("contacts.csv", changed);
  EXPECT_THAT(words_of(import(false)),
              testing::ElementsAre("School 100001: 1 contact changed, 1 contact removed.",
                                   AllOf(HasSubstr("Removed: contact Lee Marsh (C2) of Robin Marsh (P1): "),
                                         HasSubstr("mobile +447700900302")),
                                   "Changed: contact Alex Marsh (C1) of Robin Marsh (P1): mobile "
                                   "+447700900301 -> +447700900388."));
}

TEST_F(Importing, AFirstImportIsCountedAndShownInPart) {
  std::string pupils = "school,pupil,upn,forename,surname,born,year,form\n";
  for (int i = 10; i < 30; ++i) pupils += "100001,P" + std::to_string(i) + ",,Kit,Marsh,2016-05-02,Y5,5H\n";
  write("pupils.csv", pupils);
  const std::vector<std::string> lines = words_of(import(false));
  ASSERT_THAT(lines, SizeIs(12));
  EXPECT_EQ(lines.back(), "... and 10 more added.");
}

TEST_F(Importing, NoLogHoldsWhoChanged) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  EXPECT_TRUE(t.log.contains("roll imported"));
  for (const char* personal : {"Marsh", "7700900301", "Robin"}) EXPECT_FALSE(t.log.contains(personal));
}

TEST_F(Importing, ASchoolThatIsNotConfiguredIsSaidAndLeftOut) {
  write("pupils.csv", std::string(kPupils) + "100009,P9,,Ash,Field,2016-05-02,Y5,5H\n");
  write("contacts.csv", kContacts);
  const ImportRollReport report = import();
  bool said = false;
  for (const base::Problem& p : report.problems) said = said || p.what.find("100009") != std::string::npos;
  EXPECT_TRUE(said);
  EXPECT_THAT(roll().pupils, SizeIs(2));
}

TEST_F(Importing, AnEmptyFolderIsBadInput) {
  ImportRollRequest request;
  request.source.from = t.folder.string();
  const auto report = import_roll(t.house(), request, [](const SchoolImport&) { return true; });
  ASSERT_FALSE(report.ok());
  EXPECT_EQ(report.error().kind, base::ErrorKind::kBadInput);
}

TEST_F(Importing, AnUnknownProfileNamesThoseThereAre) {
  write("pupils.csv", kPupils);
  ImportRollRequest request;
  request.source.from = (t.folder / "in").string();
  request.source.profile = "simms";
  const auto report = import_roll(t.house(), request, [](const SchoolImport&) { return true; });
  ASSERT_FALSE(report.ok());
  EXPECT_THAT(report.error().what, HasSubstr("sims"));
}

TEST_F(Importing, MarksGoInAndOnlyDifferencesCount) {
  write("pupils.csv", kPupils);
  write("contacts.csv", kContacts);
  import();
  write("marks.csv",
        "school,pupil,date,session,code\n100001,P1,2027-01-12,AM,N\n100001,P2,2027-01-12,AM,/\n");
  const ImportSource source{(t.folder / "in" / "marks.csv").string(), "", ""};
  const auto first = import_marks(t.house(), source, {});
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first.value().read, 2u);
  EXPECT_EQ(first.value().changed, 2);
  EXPECT_EQ(import_marks(t.house(), source, {}).value().changed, 0);
}

TEST_F(Importing, AFolderThatIsNamedLikeAProfileIsNone) {
  std::filesystem::create_directories(t.folder / "profiles" / "ours.csv");
  t.house().settings.profile_folders = {(t.folder / "profiles").string()};
  ImportSource source;
  source.profile = "ours";
  const auto refused = profile_of(t.house(), source);
  ASSERT_FALSE(refused.ok());
  EXPECT_EQ(refused.error().what, "There is no profile 'ours'. There are: canonical.");
}

TEST_F(Importing, AFolderThatIsNamedLikeATableIsSaidAndNothingIsTaken) {
  write("pupils.csv", kPupils);
  std::filesystem::create_directories(t.folder / "in" / "contacts.csv");
  const auto refused = roll_files((t.folder / "in").string());
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(refused.error().what, HasSubstr("contacts.csv is a folder"));
}

}  // namespace
}  // namespace firstday::workflow
