// The sample school holds what its README promises: the demonstration and the end-to-end tests rest on it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "config/settings.h"

namespace firstday::config {
namespace {

using Row = std::map<std::string, std::string>;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string kSample = FIRSTDAY_SOURCE_DIR "/config/sample";
const std::string kLastDay = "2027-03-02";
const std::string kForeignForDrama = "+49 171 3920041";

/// The canonical exports hold no quotes, so a line is its cells.
std::vector<Row> rows_of(const std::string& name) {
  std::ifstream in(kSample + "/exports/canonical/" + name);
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> head = base::split(base::trim(line), ',');
  std::vector<Row> rows;
  while (std::getline(in, line)) {
    EXPECT_EQ(line.find('"'), std::string::npos);
    const std::vector<std::string> cells = base::split(line.substr(0, line.find('\r')), ',');
    EXPECT_EQ(cells.size(), head.size()) << name << ": a line with another number of cells";
    Row row;
    for (size_t i = 0; i < head.size(); ++i) row[head[i]] = i < cells.size() ? cells[i] : "";
    rows.push_back(std::move(row));
  }
  return rows;
}

const std::vector<Row>& pupils() {
  static const auto kRows = rows_of("pupils.csv");
  return kRows;
}
const std::vector<Row>& contacts() {
  static const auto kRows = rows_of("contacts.csv");
  return kRows;
}
const std::vector<Row>& marks() {
  static const auto kRows = rows_of("marks.csv");
  return kRows;
}

std::string pupil_named(const std::string& name) {
  for (const Row& p : pupils())
    if (p.at("forename") + " " + p.at("surname") == name) return p.at("pupil");
  ADD_FAILURE() << "no pupil of the name that the README gives";
  return "";
}

std::vector<Row> contacts_of(const std::string& name) {
  std::vector<Row> out;
  const std::string ref = pupil_named(name);
  std::copy_if(contacts().begin(), contacts().end(), std::back_inserter(out),
               [&](const Row& c) { return c.at("pupil") == ref; });
  return out;
}

std::set<std::string> unexplained(const std::string& date) {
  std::set<std::string> out;
  for (const Row& m : marks())
    if (m.at("date") == date && (m.at("code") == "N" || m.at("code") == "O")) out.insert(m.at("pupil"));
  return out;
}

std::vector<std::string> mornings(const std::string& name) {
  std::vector<std::string> out;
  const std::string ref = pupil_named(name);
  for (const Row& m : marks())
    if (m.at("pupil") == ref && m.at("session") == "AM") out.push_back(m.at("code"));
  return out;
}

bool is_mobile_for_drama(std::string number) {
  number.erase(std::remove(number.begin(), number.end(), ' '), number.end());
  if (number.rfind("+44", 0) == 0) number = "0" + number.substr(3);
  return number.size() == 11 && number.rfind("07700900", 0) == 0;
}

/// A digit short, or with a letter for a digit: nobody's number.
bool cannot_be_dialled(const std::string& number) {
  const auto digits =
      std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  return number.rfind("077", 0) == 0 && digits == 10;
}

TEST(Sample, SettingsLoadWithoutErrors) {
  const auto settings = load_settings(kSample, FIRSTDAY_SOURCE_DIR);
  EXPECT_THAT(settings.problems, IsEmpty()) << base::describe(settings.problems.at(0));
  const SchoolSettings* school = settings.value.find(roll::Urn("900001"));
  ASSERT_NE(school, nullptr);
  EXPECT_EQ(school->policy, "essex-first-day-calling");
  EXPECT_EQ(school->accounts.at(0).provider, "sandbox");
}

TEST(Sample, TwentyFiveSchoolDaysEndOnTheLastAndSpanHalfTerm) {
  std::set<std::string> dates;
  for (const Row& m : marks()) dates.insert(m.at("date"));
  EXPECT_THAT(dates, SizeIs(25));
  EXPECT_EQ(*dates.rbegin(), kLastDay);
  const auto settings = load_settings(kSample, FIRSTDAY_SOURCE_DIR);
  ASSERT_THAT(settings.value.schools, SizeIs(1));
  const roll::Calendar& calendar = settings.value.schools[0].school.calendar;
  const base::Date first = *base::parse_iso_date(*dates.begin());
  EXPECT_EQ(calendar.school_days_between(first, *base::parse_iso_date(kLastDay)), 25);
  for (const std::string& date : dates)
    EXPECT_TRUE(calendar.is_school_day(*base::parse_iso_date(date))) << date;
  EXPECT_EQ(dates.count("2027-02-12"), 1u);
  EXPECT_EQ(dates.count("2027-02-22"), 1u);
}

TEST(Sample, TwentyFormsOfThirtyAndMarksForEachButTheRegisterThatWasNotTaken) {
  std::map<std::string, int> forms;
  std::map<std::string, std::string> form_of;
  for (const Row& p : pupils()) {
    ++forms[p.at("form")];
    form_of[p.at("pupil")] = p.at("form");
  }
  EXPECT_THAT(forms, SizeIs(20));
  for (const auto& [form, size] : forms) EXPECT_EQ(size, 30) << form;
  std::map<std::pair<std::string, std::string>, int> taken;
  for (const Row& m : marks()) {
    ++taken[{m.at("date"), m.at("session")}];
    EXPECT_EQ(m.at("date") == kLastDay && form_of.at(m.at("pupil")) == "2P", m.at("code") == "-");
  }
  EXPECT_THAT(taken, SizeIs(49));
  for (const auto& [session, n] : taken) EXPECT_EQ(n, 600) << session.first << session.second;
}

TEST(Sample, EachDayAboutOneInAHundredIsAbsentWithoutAReason) {
  std::set<std::string> dates;
  for (const Row& m : marks()) dates.insert(m.at("date"));
  for (const std::string& date : dates) {
    EXPECT_GE(unexplained(date).size(), 6u) << date;
    EXPECT_LE(unexplained(date).size(), 9u) << date;
  }
}

TEST(Sample, TheLastDaysPupilsAreThoseOfTheReadme) {
  std::set<std::string> expected;
  for (const char* name : {"Isla Fairbrother", "Oliwia Wójcik", "Yusuf Al-Khatib", "Maryam Al-Khatib",
                           "Ellis Prosser", "Keira Mallory", "Elin Gwilym", "Jayden Okafor"})
    expected.insert(pupil_named(name));
  EXPECT_EQ(unexplained(kLastDay), expected);
}

TEST(Sample, StreaksAreAsLongAsTheReadmeSays) {
  const auto ends_with = [](const std::string& name, int days) {
    const std::vector<std::string> codes = mornings(name);
    const auto first = codes.end() - days;
    return std::all_of(first, codes.end(), [](const std::string& c) { return c == "N"; }) &&
           *(first - 1) != "N";
  };
  EXPECT_TRUE(ends_with("Isla Fairbrother", 5));
  EXPECT_TRUE(ends_with("Oliwia Wójcik", 3));
  EXPECT_TRUE(ends_with("Ellis Prosser", 1));
  const auto count = [](const std::string& name) {
    const std::vector<std::string> codes = mornings(name);
    return std::count(codes.begin(), codes.end(), "N") + std::count(codes.begin(), codes.end(), "O");
  };
  EXPECT_EQ(count("Callum McGrath"), 7);
  EXPECT_EQ(count("Evie Ashdown"), 5);
  EXPECT_EQ(count("Jun Chen"), 3);
  EXPECT_EQ(count("Ned Thackray"), 2);
}

TEST(Sample, EachFamilyShowsWhatTheReadmeSays) {
  const auto isla = contacts_of("Isla Fairbrother");
  ASSERT_THAT(isla, SizeIs(3));
  EXPECT_EQ(isla[0].at("address_confidential"), "yes");
  EXPECT_EQ(isla[1].at("court_order"), "yes");
  EXPECT_EQ(isla[2].at("emergency_only"), "yes");
  EXPECT_EQ(contacts_of("Oliwia Wójcik")[0].at("language"), "pl");
  EXPECT_EQ(contacts_of("Oliwia Wójcik")[1].at("parental_responsibility"), "");
  EXPECT_EQ(contacts_of("Elin Gwilym")[0].at("language"), "cy");
  EXPECT_EQ(contacts_of("Elin Gwilym")[1].at("opted_out"), "text");
  EXPECT_EQ(contacts_of("Jun Chen")[0].at("mobile"), contacts_of("Jun Chen")[1].at("mobile"));
  const auto yusuf = contacts_of("Yusuf Al-Khatib");
  const auto maryam = contacts_of("Maryam Al-Khatib");
  ASSERT_THAT(yusuf, SizeIs(2));
  for (size_t i = 0; i < 2; ++i) EXPECT_EQ(yusuf[i].at("contact"), maryam[i].at("contact"));
  EXPECT_EQ(yusuf[0].at("language"), "ar");
  EXPECT_EQ(yusuf[1].at("mobile").substr(0, 3), "+49");
  const auto jayden = contacts_of("Jayden Okafor");
  ASSERT_THAT(jayden, SizeIs(1));
  for (const char* way : {"mobile", "landline", "work_phone", "email", "address_1"})
    EXPECT_EQ(jayden[0].at(way), "");
  for (const Row& c : contacts_of("Ned Thackray")) {
    EXPECT_EQ(c.at("mobile"), "");
    EXPECT_NE(c.at("landline"), "");
  }
}

TEST(Sample, EarlierDaysShowWhatTheReadmeSays) {
  const auto leo = contacts_of("Leo Marchetti");
  ASSERT_THAT(leo, SizeIs(2));
  EXPECT_EQ(leo[1].at("court_order"), "yes");
  EXPECT_NE(leo[0].at("address_1"), leo[1].at("address_1"));
  for (const char* child : {"Skye Lockyer", "River Lockyer"}) {
    EXPECT_EQ(contacts_of(child)[0].at("address_confidential"), "yes");
    EXPECT_EQ(contacts_of(child)[1].at("address_confidential"), "");
  }
  for (const Row& c : contacts_of("Tyler Boothroyd")) EXPECT_FALSE(is_mobile_for_drama(c.at("mobile")));
}

TEST(Sample, TwelveLanguagesSharedPhonesAndMissingNumbers) {
  std::set<std::string> languages;
  std::map<std::string, std::set<std::string>> people_with;
  std::set<std::string> without_number;
  for (const Row& c : contacts()) {
    languages.insert(c.at("language").empty() ? "en" : c.at("language"));
    if (!c.at("mobile").empty()) people_with[c.at("mobile")].insert(c.at("contact"));
    if (c.at("mobile").empty() && c.at("landline").empty()) without_number.insert(c.at("contact"));
  }
  EXPECT_EQ(languages,
            (std::set<std::string>{"en", "cy", "pl", "ar", "ro", "ur", "pa", "bn", "zh", "uk", "pt", "tr"}));
  EXPECT_TRUE(std::any_of(people_with.begin(), people_with.end(),
                          [](const auto& number) { return number.second.size() > 1; }));
  EXPECT_GE(without_number.size(), 5u);
}

TEST(Sample, OnlyTheFirstLookedAfterChildHasAKeyWorker) {
  std::vector<std::string> with_key_worker;
  for (const Row& p : rows_of("professionals.csv"))
    if (p.at("role") == "key_worker") with_key_worker.push_back(p.at("pupil"));
  EXPECT_THAT(with_key_worker, ElementsAre(pupil_named("Ellis Prosser")));
  std::map<std::string, std::string> tags;
  for (const Row& p : pupils()) tags[p.at("pupil")] = p.at("tags");
  EXPECT_EQ(tags[pupil_named("Ellis Prosser")], "looked_after");
  EXPECT_EQ(tags[pupil_named("Keira Mallory")], "child_protection");
}

TEST(Sample, NumbersAndAddressesReachNobody) {
  for (const Row& c : contacts()) {
    const std::string& mobile = c.at("mobile");
    EXPECT_TRUE(mobile.empty() || mobile == kForeignForDrama || is_mobile_for_drama(mobile) ||
                cannot_be_dialled(mobile))
        << c.at("contact");
    for (const char* fixed : {"landline", "work_phone"})
      EXPECT_TRUE(c.at(fixed).empty() || c.at(fixed).rfind("01632 960", 0) == 0) << c.at("contact");
    const std::string& email = c.at("email");
    EXPECT_TRUE(email.empty() || email.substr(email.size() - 12) == "@example.org") << c.at("contact");
  }
}

TEST(Sample, EveryUpnIsDifferentAndHasItsCheckLetter) {
  std::set<std::string> seen;
  for (const Row& p : pupils()) {
    const std::string& upn = p.at("upn");
    ASSERT_EQ(upn.size(), 13u);
    int sum = 0;
    for (size_t i = 1; i < upn.size(); ++i) sum += (upn[i] - '0') * static_cast<int>(i + 1);
    EXPECT_EQ(upn[0], "ABCDEFGHJKLMNPQRTUVWXYZ"[sum % 23]) << upn;
    EXPECT_TRUE(seen.insert(upn).second) << upn;
  }
  for (const Row& c : contacts()) EXPECT_EQ(seen.count(c.at("pupil")), 1u);
}

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream in(kSample + "/exports/" + file);
  std::vector<std::string> out;
  for (std::string line; std::getline(in, line);) out.push_back(line.substr(0, line.find('\r')));
  return out;
}

TEST(Sample, TheSimsExportIsTheSameSchoolInItsOwnWords) {
  const auto sims_pupils = lines_of("sims/pupils.csv");
  EXPECT_EQ(sims_pupils.at(0).rfind("\xEF\xBB\xBF"
                                    "Forename,Surname,Reg,Year,UPN,",
                                    0),
            0u);
  EXPECT_EQ(sims_pupils.size(), pupils().size() + 1);
  EXPECT_EQ(lines_of("sims/contacts.csv").size(), contacts().size() + 1);
  const auto sims_marks = lines_of("sims/marks.csv");
  ASSERT_EQ(sims_marks.size(), marks().size() + 1);
  for (size_t i = 0; i < marks().size(); ++i) {
    const std::vector<std::string> cells = base::split(sims_marks[i + 1], ',');
    const std::string& iso = marks()[i].at("date");
    ASSERT_THAT(cells, ElementsAre(marks()[i].at("pupil"), testing::_,
                                   iso.substr(8) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4),
                                   marks()[i].at("session"), marks()[i].at("code")));
  }
}

}  // namespace
}  // namespace firstday::config
