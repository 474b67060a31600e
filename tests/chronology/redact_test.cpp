#include "chronology/redact.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "base/text.h"
#include "chronology/timeline.h"
#include "support/builders.h"

namespace firstday::chronology {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

constexpr Purpose kAll[] = {Purpose::kAuthority, Purpose::kSocialCare, Purpose::kParent};
const std::string kGolden = FIRSTDAY_SOURCE_DIR "/tests/chronology/redaction.txt";

std::string read(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Every word in backticks of a row of the Events table, by the types that the row is about.
std::map<std::string, std::set<std::string>> documented() {
  std::istringstream in(read(FIRSTDAY_SOURCE_DIR "/src/ARCHITECTURE.md"));
  std::map<std::string, std::set<std::string>> out;
  bool here = false;
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("## ", 0) == 0) here = line == "## Events";
    if (!here || line.rfind("| `", 0) != 0) continue;
    const size_t bar = line.find(" | ");
    const auto words = [](const std::string& cell) {
      std::set<std::string> found;
      const auto parts = base::split(cell, '`');
      for (size_t i = 1; i < parts.size(); i += 2)
        if (parts[i].find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos)
          found.insert(parts[i]);
      return found;
    };
    for (const std::string& type : words(line.substr(0, bar))) out[type] = words(line.substr(bar));
  }
  return out;
}

TEST(Redaction, EveryTypeAndDetailOfTheEventsTableIsDecided) {
  std::string now = "# type.detail: who may be shown it (authority, social-care, parent); - nobody\n";
  const auto table = documented();
  for (int i = 0; i <= static_cast<int>(kLastType); ++i) {
    const Type type = static_cast<Type>(i);
    const auto row = table.find(std::string(word(type)));
    ASSERT_NE(row, table.end()) << word(type) << " stands in no row of the Events table";
    for (const std::string& detail : row->second) {
      std::string line;
      for (const Purpose p : kAll)
        if (may_show(p, type, detail)) line += " " + std::string(word(p));
      now += row->first + "." + detail + ":" + (line.empty() ? " -" : line) + "\n";
    }
  }
  if (std::getenv("FIRSTDAY_ACCEPT") != nullptr) std::ofstream(kGolden) << now;
  EXPECT_EQ(now, read(kGolden)) << "Look at what may now be shown, then FIRSTDAY_ACCEPT=1.";
}

TEST(Redaction, NothingIsShownThatTheEventsTableDoesNotHave) {
  const auto table = documented();
  std::set<std::string> all = {"code_word", "car", "mobile", "route", "address2", "", "text", "note"};
  for (const auto& [type, details] : table) all.insert(details.begin(), details.end());
  for (int i = 0; i <= static_cast<int>(kLastType); ++i)
    for (const std::string& detail : all)
      for (const Purpose p : kAll) {
        const Type type = static_cast<Type>(i);
        const auto& row = table.at(std::string(word(type)));
        EXPECT_FALSE(row.count(detail) == 0 && may_show(p, type, detail)) << word(type) << "." << detail;
      }
}

TEST(Redaction, SafetyOfStaffIsForNobody) {
  for (int i = 0; i <= static_cast<int>(kLastType); ++i)
    for (const Purpose p : kAll)
      for (const char* detail : {"mobile", "car", "route", "code_word", "check_in", "return_by"})
        EXPECT_FALSE(may_show(p, static_cast<Type>(i), detail)) << detail;
}

// --- on events ---------------------------------------------------------------------------------------------

using Named = std::vector<std::pair<std::string, std::string>>;

Event event(Type type, const Named& details, const std::string& contact = "", const std::string& job = "") {
  Event e;
  e.type = type;
  e.pupil = roll::PupilRef("P1");
  e.contact = roll::ContactRef(contact);
  e.job = job::JobId(job);
  e.actor = "J. Head";
  for (const auto& [name, value] : details) e.details.push_back({name, base::Personal(value)});
  return e;
}

roll::Contact person(const std::string& ref, const std::string& forename, const std::string& surname,
                     const std::string& mobile) {
  roll::Contact c = support::contact("P1", ref);
  c.forename = base::Personal(forename);
  c.surname = base::Personal(surname);
  c.mobile.e164 = base::Personal(mobile);
  c.email = base::Personal(base::lower(forename) + "@example.org");
  c.address.lines = {base::Personal(ref + "7 " + forename + " Street"), base::Personal(surname + "ville")};
  c.address.postcode = base::Personal("CB" + ref.substr(1) + " 1ZZ");
  return c;
}

/// P1, whose mother C1 asks; C2 is the father, C3 is barred.
roll::Roll family() {
  roll::Roll roll;
  roll.pupils = {support::pupil("P1")};
  roll.pupils[0].forename = base::Personal("Robin");
  roll.pupils[0].surname = base::Personal("Marsh");
  roll.contacts = {person("C1", "Kim", "Marsh", "+447700900301"),
                   person("C2", "Alex", "Fenn", "+447700900302"),
                   person("C3", "Sandy", "Moor", "+447700900303")};
  roll.contacts[2].barred = true;
  roll.pupils[0].home = roll.contacts[1].address;
  roll.professionals = {{roll::PupilRef("P1"), "social_worker", base::Personal("Jo Brook"), {}, {}, {}}};
  roll.sort();
  return roll;
}

std::vector<Event> shown(const std::vector<Event>& events, Purpose purpose) {
  return redact(events, family(), roll::PupilRef("P1"), {purpose, roll::ContactRef("C1")});
}

std::string all_words(const std::vector<Event>& shown, const std::vector<Event>& all) {
  std::string out;
  for (const TimelineRow& r : timeline(shown, all, family()))
    out += r.actor + "|" + r.action + "|" + r.recipient.reveal() + "|" + r.address.reveal() + "|" + r.result +
           "\n";
  for (const Event& e : shown)
    for (const Detail& d : e.details) out += d.value.reveal() + "\n";
  return out;
}

TEST(Redaction, AParentSeesTheirOwnPart) {
  const std::vector<Event> all = {
      event(Type::kReply, {{"text", "Alex has him, ring 07700 900302"}, {"channel", "text"}}, "C1"),
      event(Type::kReply, {{"text", "hers"}}, "C2"), event(Type::kReply, {{"text", "somebody's"}}),
      event(Type::kCall, {{"outcome", "no_answer"}, {"note", "music"}}, "C1")};
  const auto rows = shown(all, Purpose::kParent);
  ASSERT_THAT(rows, SizeIs(2));
  EXPECT_EQ(rows[0].detail("text"), "[name left out] has him, ring [number left out]");
  EXPECT_EQ(rows[0].actor, "the school");
  EXPECT_EQ(rows[1].detail("note"), "");
}

TEST(Redaction, AParentSeesNoSafeguarding) {
  const std::vector<Event> all = {
      event(Type::kFlag, {{"about", "risk_of_harm"}}),
      event(Type::kNote, {{"text", "t"}}),
      event(Type::kDecision, {{"about", "welfare_police"}, {"answer", "yes"}}),
      event(Type::kDecision, {{"answer", "yes"}}),
      event(Type::kReferral, {{"about", "safeguarding_concern"}}),
      event(Type::kFact, {{"about", "destination"}, {"value", "Leeds"}}),
      event(Type::kJobPlanned, {{"kind", "notify"}, {"role", "police"}}, "", "j1"),
      event(Type::kTaskDone, {{"outcome", "done"}}, "", "j1"),
      event(Type::kWithheld, {{"rule", "barred"}}, "C3")};
  EXPECT_THAT(shown(all, Purpose::kParent), IsEmpty());
  const std::vector<Event> some = {
      event(Type::kCaseOpened, {{"first_date", "2027-01-12"}, {"tier", "social_care"}}),
      event(Type::kVisit, {{"outcome", "concerns_raised"},
                           {"staff", "J. Head"},
                           {"address", "C27 Alex Street"},
                           {"text", "seen"}}),
      event(Type::kVisit, {{"outcome", "no_answer"}})};
  const auto rows = shown(some, Purpose::kParent);
  ASSERT_THAT(rows, SizeIs(3));
  EXPECT_EQ(rows[0].detail("tier"), "");
  EXPECT_THAT(rows[1].details, IsEmpty());
  EXPECT_EQ(rows[2].detail("outcome"), "no_answer");
}

TEST(Redaction, TheAuthoritySeesTheProcedureAndNothingOfStaffWhoAreOut) {
  const std::vector<Event> all = {
      event(Type::kFact, {{"about", "visit_left"},
                          {"value", "12:15"},
                          {"staff", "J. Head"},
                          {"mobile", "07700 900999"},
                          {"car", "blue"},
                          {"from", "the office"}}),
      event(Type::kFact, {{"about", "visit_check_in_due"}, {"value", "11:45"}}),
      event(Type::kFact, {{"about", "code_word"}}),
      event(Type::kFlag, {{"about", "risk_of_harm"}, {"text", "a bruise"}}),
      event(Type::kWithheld, {{"rule", "barred"}, {"why", "a court order"}}, "C3")};
  for (const Purpose p : {Purpose::kAuthority, Purpose::kSocialCare}) {
    const auto rows = shown(all, p);
    const std::string words = all_words(rows, all);
    EXPECT_EQ(rows[0].detail("staff"), "J. Head");
    EXPECT_EQ(rows[0].detail("from"), "");
    EXPECT_THAT(words, HasSubstr("a bruise"));
    for (const char* secret : {"12:15", "11:45", "900999", "blue", "code"})
      EXPECT_THAT(words, Not(HasSubstr(secret)));
  }
  EXPECT_THAT(shown(all, Purpose::kAuthority), SizeIs(3));
  EXPECT_THAT(shown(all, Purpose::kSocialCare), SizeIs(2)) << "what was withheld is of the procedure";
}

TEST(Redaction, AConfidentialAddressLeavesWithNobody) {
  roll::Roll roll = family();
  roll.contacts[0].address_confidential = true;
  const std::string street = roll.contacts[0].address.lines[0].reveal();
  const std::vector<Event> all = {
      event(Type::kVisit, {{"outcome", "no_answer"}, {"address", street}, {"text", "went to " + street}})};
  for (const Purpose p : {Purpose::kAuthority, Purpose::kSocialCare}) {
    const auto rows = redact(all, roll, roll::PupilRef("P1"), {p, {}});
    EXPECT_EQ(rows.at(0).detail("address"), "[confidential address left out]");
    EXPECT_THAT(std::string(rows.at(0).detail("text")), Not(HasSubstr(street)));
    EXPECT_EQ(shown(all, p).at(0).detail("address"), street) << "where nobody's is confidential";
  }
}

TEST(Redaction, NobodyAsksInNobodysName) {
  const std::vector<Event> all = {event(Type::kReply, {{"text", "t"}}),
                                  event(Type::kReply, {{"text", "t"}}, "C1"),
                                  event(Type::kCaseOpened, {{"first_date", "2027-01-12"}})};
  EXPECT_THAT(redact(all, family(), roll::PupilRef("P1"), {Purpose::kParent, {}}), IsEmpty());
}

TEST(Redaction, EachSaysWhatItLeavesOutAndThatAPersonReadsIt) {
  for (const Purpose p : kAll) {
    ASSERT_THAT(left_out(p), Not(IsEmpty()));
    EXPECT_THAT(left_out(p).back(), HasSubstr("must be read by a person"));
  }
}

// --- whatever was written ----------------------------------------------------------------------------------

/// What must not be found in a parent's copy, each as the roll has it.
std::vector<std::string> secrets() {
  std::vector<std::string> out = {"Jo Brook"};
  const roll::Roll roll = family();
  for (const roll::Contact& c : roll.contacts) {
    if (c.ref == roll::ContactRef("C1")) continue;
    for (const base::Personal* p : {&c.forename, &c.surname, &c.mobile.e164, &c.email, &c.address.lines[0],
                                    &c.address.lines[1], &c.address.postcode})
      out.push_back(p->reveal());
    out.push_back("0" + c.mobile.e164.reveal().substr(3));
    out.push_back(c.forename.reveal() + " " + c.surname.reveal());
  }
  return out;
}

std::string disguised(const std::string& secret, int how) {
  std::string out = secret;
  if (how == 1) out = base::upper(out);
  if (how == 2) out = base::lower(out);
  if (how == 3)
    for (size_t i = 3; i < out.size(); i += 4)
      if (out[i] >= '0' && out[i] <= '9') out.insert(i, " ");
  return out;
}

/// Letters and digits only, small: what a reader makes out of it whatever stands between.
std::string bare(const std::string& text) {
  std::string out;
  for (const char c : base::lower(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

RC_GTEST_PROP(RedactionProperty, NoDetailOfAnybodyElseIsInAParentsCopy, ()) {
  const auto names = documented();
  std::set<std::string> details;
  for (const auto& [type, of_type] : names) details.insert(of_type.begin(), of_type.end());
  const std::vector<std::string> all_details(details.begin(), details.end());
  const std::vector<std::string> hidden = secrets();
  const std::vector<std::string> plain = {
      "said that",         "and",       "-",  ",",   "\n",    "is ill",
      "2027-01-12",        "(",         ")",  "Kim", "Robin", "reason_given",
      "reason_acceptable", "no_answer", "yes"};
  std::vector<Event> events;
  const int count = *rc::gen::inRange(1, 12);
  for (int i = 0; i < count; ++i) {
    // Half of them of the kinds that a parent is shown, so that what is shown is tried often enough.
    const bool of_parent = *rc::gen::inRange(0, 2) == 1;
    const Type type = of_parent ? *rc::gen::element(Type::kReply, Type::kCall, Type::kResponse,
                                                    Type::kAttemptStarted, Type::kMarkChanged, Type::kVisit)
                                : static_cast<Type>(*rc::gen::inRange(0, static_cast<int>(kLastType) + 1));
    Event e = event(type, {}, of_parent ? "C1" : *rc::gen::element<std::string>("", "C1", "C2", "C3", "C9"),
                    *rc::gen::element<std::string>("", "j1"));
    e.seq = i + 1;
    const int n = *rc::gen::inRange(0, 6);
    for (int d = 0; d < n; ++d) {
      std::string text;
      const int words = *rc::gen::inRange(1, 5);
      for (int w = 0; w < words; ++w) {
        const bool secret = *rc::gen::inRange(0, 2) == 1;
        const std::string word = secret ? disguised(*rc::gen::elementOf(hidden), *rc::gen::inRange(0, 4))
                                        : *rc::gen::elementOf(plain);
        text += (text.empty() ? "" : " ") + word;
      }
      const std::vector<std::string> shown_to_parent = {"text", "reason", "to", "outcome", "channel"};
      const std::string name =
          of_parent ? *rc::gen::elementOf(shown_to_parent) : *rc::gen::elementOf(all_details);
      e.details.push_back({name, base::Personal(text)});
    }
    e.actor = *rc::gen::elementOf(hidden);
    events.push_back(std::move(e));
  }
  const std::string words = bare(all_words(shown(events, Purpose::kParent), events));
  for (const std::string& secret : hidden) RC_ASSERT(words.find(bare(secret)) == std::string::npos);
}

}  // namespace
}  // namespace firstday::chronology
