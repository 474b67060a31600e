#include "config/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "config/config_folder.h"

namespace firstday::config {
namespace {

using base::make_date;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

TEST(Settings, TheLeastSchoolGetsEveryDefault) {
  ConfigFolder folder;
  folder.write("firstday.yaml", "log: {}\n").write("schools/900001.yaml", least_school());
  EXPECT_THAT(folder.problems(), IsEmpty());
  const Settings s = folder.load().value;
  ASSERT_THAT(s.schools, SizeIs(1));
  const SchoolSettings& school = s.schools[0];
  EXPECT_EQ(school.school.urn, roll::Urn("900001"));
  EXPECT_EQ(school.school.short_name, "Hazel Road");
  EXPECT_EQ(school.school.language, "en");
  EXPECT_EQ(school.school.email, "");
  EXPECT_TRUE(school.school.facility.text);
  EXPECT_FALSE(school.school.facility.email || school.school.facility.voice ||
               school.school.facility.app_message);
  EXPECT_EQ(school.hold, minutes(10));
  EXPECT_FALSE(school.trial);
  EXPECT_EQ(school.window.from, minutes(8 * 60));
  EXPECT_EQ(school.window.to, minutes(18 * 60));
  EXPECT_EQ(school.school.calendar.sessions().am_register_closes, minutes(9 * 60 + 30));
  const std::vector<job::Kind> carried = {job::Kind::kText, job::Kind::kEmail, job::Kind::kVoice};
  EXPECT_THAT(school.accounts, ElementsAre(AccountSettings{"sandbox", "sandbox", carried, {}}));
  EXPECT_EQ(s.log.format, "text");
  EXPECT_EQ(s.log.level, "info");
  EXPECT_EQ(s.log.files, 10);
  EXPECT_EQ(s.log.bytes, 10'000'000);
}

TEST(Settings, EveryKeyIsTakenOver) {
  ConfigFolder folder;
  folder.write("firstday.yaml",
               "log: {format: json, level: debug, files: 3, bytes: 20000}\n"
               "accounts:\n"
               "  - {name: main, provider: kannel, kinds: [text], parameters: {url: 'https://sms.example', "
               "sender: HAZEL}}\n"
               "  - {name: mail, provider: smtp, kinds: [email]}\n");
  folder.write(
      "schools/900001.yaml",
      "urn: 900001\nname: Hazel Road Primary School\nshort_name: Hazel Road\nphone: (01632) 960100\n"
      "email: office@hazelroad.example\nlanguage: cy\npolicy: two-day-plan\nhold_minutes: 25\n"
      "send_window: {from: \"07:30\", to: \"20:15\"}\n"
      "facility: {text: no, email: yes, voice: true, app_message: true, work_platform: Purple Mash}\n"
      "accounts: [{name: own, provider: exec, kinds: [email, voice, letter], parameters: {}}]\n"
      "tags: [trust-north, primary]\n"
      "calendar:\n"
      "  terms: [{from: 2027-01-05, to: 2027-03-25}, {from: 2027-04-12, to: 2027-07-21}]\n"
      "  half_terms: [{from: 2027-02-15, to: 2027-02-19}]\n"
      "  inset: [2027-01-05]\n"
      "  bank_holidays: [2027-05-03]\n"
      "  closures: [2027-01-20, {from: 2027-01-27, to: 2027-01-28}]\n"
      "  sessions: {am: \"08:40\", am_register_closes: \"09:10\", pm: \"12:50\", pm_register_closes: "
      "\"13:00\","
      " school_ends: \"15:00\"}\n");
  EXPECT_THAT(folder.problems(), IsEmpty());
  const Settings s = folder.load().value;
  EXPECT_EQ(s.log.format, "json");
  EXPECT_EQ(s.log.level, "debug");
  EXPECT_EQ(s.log.files, 3);
  EXPECT_EQ(s.log.bytes, 20000);
  const SchoolSettings& school = *s.find(roll::Urn("900001"));
  EXPECT_EQ(school.school.name, "Hazel Road Primary School");
  EXPECT_EQ(school.school.short_name, "Hazel Road");
  EXPECT_EQ(school.school.phone, "(01632) 960100");
  EXPECT_EQ(school.school.email, "office@hazelroad.example");
  EXPECT_EQ(school.school.language, "cy");
  EXPECT_EQ(school.policy, "two-day-plan");
  EXPECT_EQ(school.hold, minutes(25));
  EXPECT_EQ(school.window.from, minutes(7 * 60 + 30));
  EXPECT_EQ(school.window.to, minutes(20 * 60 + 15));
  const roll::Facility& f = school.school.facility;
  EXPECT_FALSE(f.text);
  EXPECT_TRUE(f.email && f.voice && f.app_message);
  EXPECT_EQ(f.work_platform, "Purple Mash");
  EXPECT_THAT(school.accounts,
              ElementsAre(AccountSettings{
                  "own", "exec", {job::Kind::kEmail, job::Kind::kVoice, job::Kind::kLetter}, {}}));
  EXPECT_THAT(school.tags, ElementsAre("trust-north", "primary"));
  const roll::Calendar& c = school.school.calendar;
  EXPECT_EQ(c.sessions().am, minutes(8 * 60 + 40));
  EXPECT_EQ(c.sessions().am_register_closes, minutes(9 * 60 + 10));
  EXPECT_EQ(c.sessions().pm, minutes(12 * 60 + 50));
  EXPECT_EQ(c.sessions().pm_register_closes, minutes(13 * 60));
  EXPECT_EQ(c.sessions().school_ends, minutes(15 * 60));
  for (const auto& [month, day] :
       {std::pair{1u, 5u}, {1u, 20u}, {1u, 27u}, {1u, 28u}, {2u, 17u}, {4u, 9u}, {5u, 3u}})
    EXPECT_FALSE(c.is_school_day(make_date(2027, month, day))) << month << '/' << day;
  for (const auto& [month, day] : {std::pair{1u, 6u}, {1u, 21u}, {1u, 29u}, {2u, 22u}, {4u, 12u}, {7u, 21u}})
    EXPECT_TRUE(c.is_school_day(make_date(2027, month, day))) << month << '/' << day;
}

TEST(Settings, AHouseRuleMayBeSwitchedOffAlone) {
  const auto rules = [](const std::string& more) {
    ConfigFolder folder;
    folder.write("firstday.yaml", "log: {}\n").write("schools/900001.yaml", least_school() + more);
    EXPECT_THAT(folder.problems(), IsEmpty());
    const escalation::HouseRules r = folder.load().value.schools.at(0).rules;
    return std::vector<bool>{r.sweep, r.old_n, r.undecided};
  };
  EXPECT_THAT(rules(""), ElementsAre(true, true, true));
  EXPECT_THAT(rules("house_rules: {sweep: false}\n"), ElementsAre(false, true, true));
  EXPECT_THAT(rules("house_rules: {old_n: no}\n"), ElementsAre(true, false, true));
  EXPECT_THAT(rules("house_rules: {undecided: false}\n"), ElementsAre(true, true, false));
}

TEST(Settings, AHouseRuleThatThereIsNotIsNamed) {
  ConfigFolder folder;
  folder.write("firstday.yaml", "log: {}\n")
      .write("schools/900001.yaml", least_school() + "house_rules: {end_of_day: false}\n");
  ASSERT_THAT(folder.problems(), SizeIs(1));
  EXPECT_THAT(folder.problems()[0], HasSubstr("end_of_day"));
}

TEST(Settings, WhatTheServiceListensToAndWhatTheStoreKeepsFree) {
  ConfigFolder folder;
  folder.write("schools/900001.yaml", least_school());
  const auto standard = folder.write("firstday.yaml", kSharedFile).load();
  EXPECT_EQ(standard.value.serve.listen, "127.0.0.1:8470");
  EXPECT_EQ(standard.value.store.reserve_megabytes, 64);
  const auto own = folder
                       .write("firstday.yaml",
                              "serve: {listen: \"[::1]:9000\", public_url: \"https://absence.example.org/\", "
                              "body_kilobytes: 128, request_seconds: 20, connections: 8}\n"
                              "store: {reserve_megabytes: 500}\n")
                       .load();
  ASSERT_FALSE(own.has_errors());
  EXPECT_EQ(own.value.serve.listen, "[::1]:9000");
  EXPECT_EQ(own.value.serve.public_url, "https://absence.example.org");
  EXPECT_EQ(own.value.serve.body_kilobytes, 128);
  EXPECT_EQ(own.value.serve.request, std::chrono::seconds{20});
  EXPECT_EQ(own.value.serve.connections, 8);
  EXPECT_EQ(own.value.store.reserve_megabytes, 500);
  for (const char* wrong : {"connections: 1", "listen: nowhere", "public_url: absence.example.org"})
    EXPECT_TRUE(folder.write("firstday.yaml", std::string("serve: {") + wrong + "}\n").load().has_errors())
        << wrong;
}

TEST(Settings, SharedAccountsServeSchoolsWithoutTheirOwn) {
  ConfigFolder folder;
  folder.write("firstday.yaml", "accounts: [{provider: kannel, parameters: {url: x}}]\n");
  folder.write("schools/900001.yaml", least_school());
  folder.write("schools/900002.yaml",
               "accounts: [{provider: exec}]\n" + least_school().replace(5, 6, "900002"));
  const Settings s = folder.load().value;
  EXPECT_THAT(folder.problems(), IsEmpty());
  ASSERT_THAT(s.schools, SizeIs(2));
  EXPECT_EQ(s.find(roll::Urn("900001"))->accounts[0].name, "kannel");
  EXPECT_EQ(s.find(roll::Urn("900001"))->accounts[0].parameters.at("url"), "x");
  EXPECT_EQ(s.find(roll::Urn("900002"))->accounts[0].provider, "exec");
  EXPECT_EQ(s.find(roll::Urn("900003")), nullptr);
}

TEST(Settings, OwnFoldersComeBeforeTheShippedOnes) {
  ConfigFolder folder;
  folder.write("firstday.yaml", kSharedFile).write("schools/900001.yaml", least_school());
  const auto own = [&](const char* name) { return (folder.path() / name).string(); };
  const std::string shipped = folder.shared().string();
  EXPECT_THAT(folder.load().value.policy_folders, ElementsAre(shipped + "/config/policies"));
  folder.write("policies/own.yaml", "")
      .write("templates/absence/text.en.md", "")
      .write("profiles/own.csv", "");
  const Settings s = folder.load().value;
  EXPECT_THAT(s.policy_folders, ElementsAre(own("policies"), shipped + "/config/policies"));
  EXPECT_THAT(s.template_folders, ElementsAre(own("templates"), shipped + "/templates"));
  EXPECT_THAT(s.profile_folders, ElementsAre(own("profiles"), shipped + "/config/profiles"));
}

TEST(Settings, AFolderThatIsTheShippedOneIsSearchedOnce) {
  ConfigFolder folder;
  const std::string config = (folder.shared() / "config").string();
  EXPECT_THAT(load_settings(config, folder.shared().string()).value.policy_folders,
              ElementsAre(config + "/policies"));
}

TEST(Settings, APolicyOfOnesOwnIsFound) {
  ConfigFolder folder;
  folder.write("firstday.yaml", kSharedFile).write("policies/ours.yaml", "");
  folder.write("schools/900001.yaml",
               "urn: 900001\nname: A\nphone: 01632 960100\npolicy: ours\n"
               "calendar: {terms: [{from: 2027-01-05, to: 2027-03-25}]}\n");
  EXPECT_THAT(folder.problems(), IsEmpty());
}

TEST(Settings, WithoutASchoolItSaysHowToBegin) {
  const auto problems = ConfigFolder().problems();
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0], HasSubstr("firstday --config"));
  EXPECT_THAT(problems[0], HasSubstr(" init --urn"));
}

TEST(Settings, AMissingSharedFileIsNotTheSandboxByStealth) {
  const auto problems = ConfigFolder().write("schools/900001.yaml", least_school()).problems();
  EXPECT_THAT(problems, ElementsAre(StartsWith("firstday.yaml: error: The file is missing")));
}

TEST(Settings, AllMistakesOfAllFilesAreReportedAtOnceWithTheirPlaces) {
  ConfigFolder folder;
  folder.write("firstday.yaml", "log:\n  format: xml\n  colour: red\n");
  folder.write("schools/900001.yaml",
               "urn: 900001\nname: A\nphone: 01632 960100\npolicy: no-such-plan\n"
               "send_window: {from: \"25:00\", to: \"18:00\"}\ncalendar:\n  terms:\n"
               "    - {from: 2027-03-25, to: 2027-01-05}\n");
  folder.write("schools/900002.yaml", "[]");
  EXPECT_THAT(
      folder.problems(),
      ElementsAre(
          StartsWith("firstday.yaml:3:3 (colour): error: Nobody knows this key. Known here: format, level"),
          StartsWith("firstday.yaml:2:11 (format): error: This is not a word that is known here."),
          StartsWith("schools/900001.yaml:4:9 (policy): error: There is no policy file no-such-plan.yaml"),
          StartsWith("schools/900001.yaml:5:21 (from): error: '25:00' is not a time of day."),
          StartsWith("schools/900001.yaml:8:7 (terms): error: This ends before it starts."),
          StartsWith("schools/900002.yaml:1:1: error: Here must stand keys with values."),
          StartsWith("schools/900002.yaml:1:1 (urn): error: 'urn' must be given."),
          StartsWith("schools/900002.yaml:1:1 (name): error: 'name' must be given."),
          StartsWith("schools/900002.yaml:1:1 (phone): error: 'phone' must be given."),
          StartsWith("schools/900002.yaml:1:1 (policy): error: 'policy' must be given."),
          StartsWith("schools/900002.yaml:1:1 (terms): error: Without terms no day is a school day.")));
}

TEST(Settings, WhatIsNoYamlIsOneErrorWithItsPlace) {
  const auto problems = problems_of_school("urn: 900001\nname: [A\nphone: 01632 960100\n");
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_THAT(problems[0],
              testing::MatchesRegex("schools/900001.yaml:[34]:[0-9]+: error: this is not YAML: .*"));
}

TEST(Settings, AnEmptyFileIsAnError) {
  EXPECT_THAT(problems_of_school("# nothing yet\n"), SizeIs(1));
  EXPECT_THAT(problems_of_school("~\n"),
              ElementsAre(StartsWith("schools/900001.yaml: error: The file is empty.")));
}

TEST(Settings, AKeyThatStandsTwiceIsAnError) {
  EXPECT_THAT(problems_of_school(least_school() + "name: B\n"),
              ElementsAre(StartsWith("schools/900001.yaml:7:1: error: the key 'name' stands here twice.")));
}

TEST(Settings, AFileWithTheWrongEndingIsNotPassedOverInSilence) {
  ConfigFolder folder;
  folder.write("firstday.yaml", kSharedFile)
      .write("schools/900001.yaml", least_school())
      .write("schools/900002.yml", "");
  EXPECT_THAT(folder.problems(),
              ElementsAre(StartsWith("schools/900002.yml: error: Files that end in .yml")));
}

TEST(SchoolFile, TheUrnIsSixDigitsAndTheFilesName) {
  const auto with_urn = [](const std::string& urn) {
    return problems_of_school(least_school().replace(5, 6, urn));
  };
  EXPECT_THAT(with_urn("900001"), IsEmpty());
  EXPECT_THAT(with_urn("90001"),
              ElementsAre(StartsWith("schools/900001.yaml:1:6 (urn): error: A URN has six digits.")));
  EXPECT_THAT(with_urn("9OO001"), ElementsAre(HasSubstr("six digits")));
  EXPECT_THAT(with_urn("900002"), ElementsAre(HasSubstr("The file is named after another school.")));
}

TEST(SchoolFile, WordsThatAreNotWhatTheyShouldBeAreNamed) {
  EXPECT_THAT(problems_of_school(least_school() + "email: office\n"),
              ElementsAre(HasSubstr("no e-mail address")));
  EXPECT_THAT(problems_of_school(least_school() + "language: English\n"),
              ElementsAre(HasSubstr("(language)")));
  EXPECT_THAT(problems_of_school(least_school() + "hold_minutes: ten\n"),
              ElementsAre(HasSubstr("from 0 to 240")));
  EXPECT_THAT(problems_of_school(least_school() + "hold_minutes: 241\n"),
              ElementsAre(HasSubstr("from 0 to 240")));
  EXPECT_THAT(problems_of_school(least_school() + "facility: {text: maybe}\n"),
              ElementsAre(HasSubstr("true or false")));
  EXPECT_THAT(problems_of_school(least_school() + "tags: [[a]]\n"), ElementsAre(HasSubstr("(tags)")));
  EXPECT_THAT(problems_of_school(least_school() + "facility: [text]\n"),
              ElementsAre(HasSubstr("(facility)")));
  EXPECT_THAT(problems_of_school(least_school() + "email: [a@b, c@d]\n"),
              ElementsAre(HasSubstr("one value")));
}

TEST(SchoolFile, AWindowThatClosesBeforeItOpensIsAnError) {
  EXPECT_THAT(problems_of_school(least_school() + "send_window: {from: \"18:00\", to: \"08:00\"}\n"),
              ElementsAre(HasSubstr("(send_window): error: This window closes before it opens.")));
}

TEST(SchoolFile, AFacilityNeedsAnAccountThatCarriesIt) {
  EXPECT_THAT(problems_of_school(least_school() + "accounts: [{provider: smtp, kinds: [email]}]\n"),
              ElementsAre(HasSubstr("facility.text is true, but no account carries text.")));
  EXPECT_THAT(problems_of_school(least_school() +
                                 "facility: {text: false}\naccounts: [{provider: smtp, kinds: [email]}]\n"),
              IsEmpty());
}

TEST(Accounts, MistakesAreNamedAndSecretsAreNot) {
  const auto problems = problems_of_school(
      least_school() +
      "accounts:\n"
      "  - {name: a, provider: x, kinds: [text, telepathy], parameters: {key: [hunter2]}}\n"
      "  - {name: a, provder: y}\n");
  ASSERT_THAT(problems, SizeIs(4));
  EXPECT_THAT(problems[0], HasSubstr("8:42 (kinds): error: 'telepathy'"));
  EXPECT_THAT(problems[1], HasSubstr("(key): error: A parameter has one value."));
  EXPECT_THAT(problems[2],
              HasSubstr("(provder): error: Nobody knows this key. Known here: name, provider, kinds"));
  EXPECT_THAT(problems[3], HasSubstr("(name): error: There is another account of this name."));
  for (const std::string& p : problems) EXPECT_THAT(p, testing::Not(HasSubstr("hunter2")));
}

TEST(Accounts, AnEmptyListCannotSendAnything) {
  EXPECT_THAT(problems_of_school(least_school() + "accounts: []\n"),
              ElementsAre(HasSubstr("Without an account nothing can be sent."),
                          HasSubstr("no account carries text")));
}

TEST(Settings, ATrialIsTakenOverAndCheckSaysIt) {
  ConfigFolder folder;
  folder.write("firstday.yaml", kSharedFile).write("schools/900001.yaml", least_school() + "trial: true\n");
  const auto read = folder.load();
  EXPECT_FALSE(read.has_errors());
  EXPECT_TRUE(read.value.schools.at(0).trial);
  EXPECT_THAT(folder.problems(), ElementsAre(HasSubstr("in trial mode: nothing that reaches people leaves")));
  EXPECT_THAT(problems_of_school(least_school() + "trial: false\n"), IsEmpty());
  EXPECT_THAT(problems_of_school(least_school() + "trial: perhaps\n"), SizeIs(1));
}

}  // namespace
}  // namespace firstday::config
