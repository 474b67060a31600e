// Scenarios made up and played as `firstday simulate` plays them: five policies, up to twenty
// school days, any marks, outcomes and events. Nobody barred is told anything, an open case is never silent,
// and the same file comes out the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "config/scenario_file.h"
#include "support/property.h"
#include "workflow/scenario_play.h"

namespace firstday::workflow {
namespace {

using base::Date;
using support::Choices;

constexpr const char* kPolicies[] = {"essex-first-day-calling", "five-day-plan", "trust-same-day",
                                     "attendance-flow-chart", "cambridgeshire-cme"};
constexpr const char* kTags[] = {"", "looked_after", "child_protection", "young_carer"};
constexpr const char* kMarks[] = {"N", "N", "N", "N", "N", "O", "-", "Y1"};
constexpr const char* kCalls[] = {"no_answer", "answered_no_reason", "international_tone", "wrong_number"};
constexpr const char* kVisits[] = {"not_done_until_an_event_says_so", "no_answer", "child_seen", "no_access",
                                   "concerns_raised"};
constexpr const char* kSeen[] = {"no_answer", "child_seen", "no_access", "not_made", "abandoned"};
constexpr const char* kDecides[] = {"undecided_until_an_event_says_so", "yes", "no"};
constexpr const char* kLetters[] = {"handed_over_the_same_day", "open_until_an_event_says_so"};
constexpr const char* kTimes[] = {"09:50", "11:05", "13:40", "15:10", "08:10"};
constexpr const char* kAbout[] = {"visit_today", "door_knock", "reason_acceptable", "welfare_police",
                                  "police_safe_and_well"};

/// A scenario file; and what it says that the answers must agree with.
struct Told {
  std::string yaml;
  std::set<std::string> barred;
  std::vector<Date> missed;  ///< days on which the child is missing from the morning on
};

class Teller {
 public:
  explicit Teller(Choices& choose) : choose_(choose) {}

  Told tell() {
    head();
    told_.yaml += "days:\n";
    Date day = base::make_date(2027, 1, 11);
    for (size_t n = 1 + choose_.of(20); n > 0; --n, day += std::chrono::days{1}) {
      if (base::iso_weekday(day) == 6) day += std::chrono::days{2};
      tell(day);
    }
    return std::move(told_);
  }

 private:
  void head() {
    told_.yaml = std::string("policy: ") + choose_.from(kPolicies) +
                 "\nschool: {urn: 900001, name: Hazel Road Primary}\nfacility: {text: " +
                 (choose_.one_in(4) ? "false" : "true") +
                 ", app_message: " + (choose_.coin() ? "true" : "false") +
                 "}\ncalendar: {terms: [{from: 2027-01-04, to: 2027-03-25}]}\n"
                 "addresses: {A1: \"4 Example Row, Ely, CB7 1ZZ\"}\n"
                 "pupil: {ref: P1, name: Robin Marsh, form: 5H, tags: [" +
                 choose_.from(kTags) + "]" + (choose_.one_in(5) ? "" : ", home: A1") + "}\n";
    contacts();
    told_.yaml += std::string("defaults: {call: ") + choose_.from(kCalls) +
                  ", visit: " + choose_.from(kVisits) + ", decide: " + yes_or_no(choose_.from(kDecides)) +
                  ", letter: " + choose_.from(kLetters) + "}\n";
  }

  static std::string yes_or_no(const std::string& word) { return '"' + word + '"'; }

  void contacts() {
    const size_t n = choose_.of(4);
    told_.yaml += n == 0 ? "contacts: []\n" : "contacts:\n";
    for (size_t i = 1; i <= n; ++i) {
      const std::string ref = "C" + std::to_string(i);
      told_.yaml += "  - {ref: " + ref +
                    ", name: Alex Marsh, relationship: mother, priority: " + std::to_string(i) +
                    ", parental_responsibility: " + (choose_.one_in(4) ? "false" : "true") +
                    ", mobile: \"07700 90030" + std::to_string(i) + "\", address: A1";
      if (choose_.one_in(4)) {
        told_.yaml += ", barred: court_order";
        told_.barred.insert(ref);
      } else if (choose_.one_in(5)) {
        told_.yaml += ", emergency_contact: true";
      }
      told_.yaml += "}\n";
    }
    contacts_ = n;
  }

  void tell(Date day) {
    const std::string am = choose_.from(kMarks);
    told_.yaml +=
        "  - date: " + base::iso_date(day) + "\n    marks: {am: \"" + am + "\", pm: \"" + am + "\"}\n";
    if (am == "N" || am == "O") told_.missed.push_back(day);
    std::vector<std::pair<std::string, std::string>> events;
    for (size_t n = choose_.of(3); n > 0; --n) events.emplace_back(choose_.from(kTimes), event());
    std::stable_sort(events.begin(), events.end(), [](auto& a, auto& b) { return a.first < b.first; });
    if (!events.empty()) told_.yaml += "    events:\n";
    for (const auto& [at, what] : events)
      told_.yaml +=
          "      - {id: e" + std::to_string(++events_) + ", at: \"" + at + "\", what: " + what + "}\n";
  }

  std::string event() {
    const std::string who = "C" + std::to_string(1 + choose_.of(std::max<size_t>(contacts_, 1)));
    switch (contacts_ == 0 ? 2 + choose_.of(4) : choose_.of(6)) {
      case 0:
        return "call, to: " + who + ", outcome: " + choose_.from(kCalls);
      case 1:
        return "inbound_call, from: " + who + ", channel: call, reason: unwell";
      case 2:
        return std::string("decision, about: ") + choose_.from(kAbout) + ", by: dsl, answer: \"" +
               (choose_.coin() ? "yes" : "no") + "\", rationale: \"as it looks\"";
      case 3:
        return std::string("visit, address: A1, staff: [S1, S2], outcome: ") + choose_.from(kSeen);
      case 4:
        return "staff_flag, about: domestic_abuse, text: \"what a friend said\", by: staff";
      default:
        return "note, text: \"nothing new\"";
    }
  }

  Choices& choose_;
  Told told_;
  size_t contacts_ = 0;
  int events_ = 0;
};

bool is_left_out(const Answer& a) {
  const std::string kind = a.text("kind");
  return kind == "withheld" || kind == "refused" || kind == "gate" || kind == "close";
}

/// Something that somebody has to do, or has done; or the word of a person that spares them.
bool is_no_silence(const Answer& a) {
  const std::string rule = a.text("rule");
  return !is_left_out(a) || rule == "reason_accepted" || rule == "case_closed";
}

std::string told(const Answer& a) {
  return testing::as_expected(a) + a.text("key") + a.text("numbers") + a.text("date");
}

FIRSTDAY_PROPERTY(SimulationProperty, NobodyBarredIsToldAndNoOpenCaseIsSilentAndTheSameComesOutTheSame,
                  0.015) {
  const Told file = Teller(choose).tell();
  const auto read = config::read_scenario(file.yaml, "made-up.yaml");
  for (const base::Problem& p : read.problems) support::broken(base::describe(p) + "\n" + file.yaml);
  const auto played = testing::play(read.value);
  if (!played) support::broken(played.error().what + "\n" + file.yaml);
  for (const Answer& a : played.value())
    if (file.barred.count(a.text("to")) > 0 && !is_left_out(a)) support::broken(told(a) + "\n" + file.yaml);
  for (const Date day : file.missed)
    if (std::none_of(played.value().begin(), played.value().end(),
                     [&](const Answer& a) { return a.date == day && is_no_silence(a); }))
      support::broken("nobody has anything to do on " + base::iso_date(day) + "\n" + file.yaml);
  support::about(!file.missed.empty());
  if (!choose.one_in(4)) return;
  const auto again = testing::play(read.value);
  const auto same = [](const Answer& a, const Answer& b) { return told(a) == told(b); };
  if (!again || !std::equal(again.value().begin(), again.value().end(), played.value().begin(),
                            played.value().end(), same))
    support::broken("the same file comes out otherwise\n" + file.yaml);
}

}  // namespace
}  // namespace firstday::workflow
