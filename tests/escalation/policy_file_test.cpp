// The reader of policy files: what it takes, and every mistake with its line.
#include "config/policy_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "escalation/check_policy.h"
#include "escalation/due.h"
#include "escalation/world.h"

namespace firstday::escalation::testing {
namespace {

constexpr const char* kSmall = R"(policy: small
version: 2
title: A small policy
source: made up for tests
timezone: Europe/London
clock:
  neutral: [not_possible, administrative, retired]
  returned: [present, elsewhere, "U"]
  explained: [authorised, "G"]
hours: {from: "08:30", to: "17:00"}
wait_minutes: 20
last_day: 2
record_to: [cpoms]
aliases:
  roles: {key_worker: [social_worker, family_worker]}
  tags: {looked_after: [lac]}
tiers:
  - {name: high, tags: [looked_after]}
  - {name: standard}
steps:
  - id: text
    rows: [000-03]
    days: "1-2"
    action: text
    about: absence
    template: absence
    audience: {selector: parents_and_carers}
  - id: call
    rows: [000-04, 000-06]
    days: "1-2"
    action: call
    about: absence
    template: absence
    template_for_others: other
    voicemail_template: message
    audience: {selector: all_contacts}
    after: text
    wait_minutes: 5
    only_if: no_response
    expires: "16:30"
  - id: ask
    rows: [000-09]
    tiers: [high]
    days: "2"
    occurrence: once_per_case
    catch_up: true
    action: decide
    about: believe_holiday
    audience: {role: dsl}
    considerations: [one, two]
    options: ["yes", "no", "not yet"]
    rationale: always
    deadline: {at: "14:00"}
    priority: 7
  - id: letter
    rows: [000-09]
    days: "2+"
    occurrence: once_per_case
    catch_up: true
    when: {all: [{decision: believe_holiday, is: "yes"}, {not: {response_today: true}}]}
    action: letter
    about: holiday
    template: holiday
    audience: {selector: parents_and_carers}
    separately: true
    postage: first
  - id: tell
    rows: [000-01]
    days: "1+"
    occurrence: once_per_case
    action: notify
    about: absence
    audience: {role: key_worker, fallback: dsl}
    deadline: {hours: 24}
  - id: visit
    rows: [003-05]
    days: "2"
    at: "11:00"
    action: visit
    about: home_visit
    audience: {selector: home}
    min_staff: 2
tail:
  do: repeat_daily
  steps: [text, call]
  task: {id: beyond, rows: [rule], role: dsl, about: follow it by hand, priority: 3}
)";

base::Parsed<Policy> read(const std::string& yaml) {
  return config::read_policy(yaml, "small.yaml");
}

std::string described(const std::vector<base::Problem>& problems) {
  std::string out;
  for (const base::Problem& p : problems) out += base::describe(p) + "\n";
  return out;
}

TEST(PolicyFile, IsReadAsItIsWritten) {
  const auto parsed = read(kSmall);
  ASSERT_TRUE(parsed.problems.empty()) << described(parsed.problems);
  const Policy& p = parsed.value;
  EXPECT_EQ(p.id, "small");
  EXPECT_EQ(p.version, 2);
  EXPECT_EQ(p.trigger_codes, (std::vector<std::string>{"N", "O"}));
  EXPECT_EQ(p.hours_from, std::chrono::minutes{8 * 60 + 30});
  EXPECT_EQ(p.wait_minutes, 20);
  EXPECT_EQ(p.role_aliases[0].also, (std::vector<std::string>{"social_worker", "family_worker"}));
  EXPECT_EQ(p.tiers[0].tags, std::vector<std::string>{"looked_after"});
  EXPECT_EQ(p.tail.task.days, *parse_days("3+"));
  EXPECT_EQ(p.tail.task.priority, 3);
}

TEST(PolicyFile, AStepKeepsAllItsKeys) {
  const Policy p = read(kSmall).value;
  const Step& call = *p.step("call");
  EXPECT_EQ(call.rows, (std::vector<std::string>{"000-04", "000-06"}));
  EXPECT_EQ(call.days, *parse_days("1-2"));
  EXPECT_EQ(call.action, job::Kind::kCall);
  EXPECT_EQ(call.template_for_others, "other");
  EXPECT_EQ(call.voicemail_template, "message");
  EXPECT_EQ(call.audience.selector, Selector::kAllContacts);
  EXPECT_EQ(call.after, "text");
  EXPECT_EQ(call.wait_minutes, 5);
  EXPECT_EQ(call.only_if, job::OnlyIf::kNoResponse);
  EXPECT_EQ(call.expires, std::chrono::minutes{16 * 60 + 30});
  const Step& ask = *p.step("ask");
  EXPECT_EQ(ask.tiers, std::vector<std::string>{"high"});
  EXPECT_EQ(ask.occurrence, Occurrence::kOncePerCase);
  EXPECT_TRUE(ask.catch_up);
  EXPECT_EQ(ask.audience.role, "dsl");
  EXPECT_EQ(ask.decision.considerations.size(), 2u);
  EXPECT_EQ(ask.decision.options.size(), 3u);
  EXPECT_EQ(ask.decision.rationale, Rationale::kAlways);
  EXPECT_EQ(ask.deadline.at, std::chrono::hours{14});
  EXPECT_EQ(ask.priority, 7);
  EXPECT_EQ(p.step("tell")->deadline.hours, 24);
  EXPECT_EQ(p.step("tell")->audience.fallback, std::vector<std::string>{"dsl"});
  EXPECT_EQ(p.step("visit")->visit.min_staff, 2);
  EXPECT_EQ(p.step("visit")->at, std::chrono::hours{11});
  EXPECT_TRUE(p.step("letter")->separately);
  EXPECT_EQ(p.step("letter")->when.of.size(), 2u);
  EXPECT_EQ(p.step("beyond"), &p.tail.task);
  EXPECT_EQ(p.step("nothing"), nullptr);
}

TEST(PolicyFile, TheShippedOnesAreWithoutFault) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(FIRSTDAY_SOURCE_DIR "/config/policies")) {
    if (entry.path().extension() != ".yaml") continue;
    ++files;
    std::ifstream in(entry.path());
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    const auto parsed = config::read_policy(text, entry.path().filename().string());
    EXPECT_TRUE(parsed.problems.empty()) << described(parsed.problems);
    EXPECT_EQ(parsed.value.id, entry.path().stem().string());
  }
  EXPECT_GE(files, 1);
}

/// `kSmall` with `find` replaced by `put` has a problem on the line that holds `line_of`.
struct Mistake {
  const char* find;
  const char* put;
  const char* line_of;
  const char* says;
};

std::string with(const Mistake& m) {
  std::string text = kSmall;
  const size_t at = text.find(m.find);
  EXPECT_NE(at, std::string::npos) << m.find;
  return text.replace(at, std::string(m.find).size(), m.put);
}

int line_of(const std::string& text, const std::string& part) {
  const size_t at = text.find(part);
  EXPECT_NE(at, std::string::npos) << part;
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

void check(const Mistake& m) {
  const std::string text = with(m);
  const auto parsed = read(text);
  SCOPED_TRACE(std::string(m.find) + " -> " + m.put + "\n" + described(parsed.problems));
  EXPECT_TRUE(parsed.has_errors());
  const int line = line_of(text, m.line_of);
  EXPECT_TRUE(std::any_of(parsed.problems.begin(), parsed.problems.end(), [&](const base::Problem& p) {
    return p.line == line && p.column > 0 && p.file == "small.yaml" && !p.mend.empty() &&
           p.what.find(m.says) != std::string::npos;
  }));
}

TEST(PolicyFile, AWrongShapeIsNamedWithItsLine) {
  for (const Mistake& m : {
           Mistake{"wait_minutes: 20", "wait_minuets: 20", "wait_minuets", "'wait_minuets' is not known"},
           Mistake{"    expires: \"16:30\"", "    expire: \"16:30\"", "expire:", "'expire' is not known"},
           Mistake{"{name: standard}", "{name: standard, tag: x}", "tag: x", "'tag' is not known"},
           Mistake{"    action: visit", "    action: call_on", "call_on", "not a word that is known"},
           Mistake{"only_if: no_response", "only_if: no_respons", "no_respons", "not a word that is known"},
           Mistake{"selector: all_contacts", "selector: everyone", "everyone", "not a word that is known"},
           Mistake{"version: 2", "version: two", "version", "not a number"},
           Mistake{"version: 2", "version: 0", "version", "not a number that fits"},
           Mistake{"timezone: Europe/London", "timezone: Europe/Paris", "timezone",
                   "not a word that is known"},
           Mistake{"timezone: Europe/London\n", "", "policy: small", "time zone is not said"},
           Mistake{"days: \"1-2\"\n    action: call", "days: \"2-1\"\n    action: call", "2-1",
                   "are not school days"},
           Mistake{"expires: \"16:30\"", "expires: \"25:00\"", "25:00", "not a time of day"},
           Mistake{"catch_up: true", "catch_up: yes", "catch_up: yes", "neither true nor false"},
           Mistake{"tiers: [high]", "tiers: {high: 1}", "high: 1", "is not a list"},
           Mistake{"    audience: {role: dsl}\n", "", "id: ask", "no audience"},
           Mistake{"audience: {role: dsl}", "audience: {}", "audience: {}", "names nobody"},
           Mistake{"audience: {role: dsl}", "audience: dsl", "audience: dsl", "needs keys of its own"},
           Mistake{"title: A small policy", "title: A small policy\ntitle: twice", "title: twice",
                   "stands here twice"},
           Mistake{"postage: first", "postage: second", "postage", "not a word that is known"},
           Mistake{"is: \"yes\"}", "on: \"yes\"}", "on: \"yes\"", "'on' is not known"},
           Mistake{", is: \"yes\"}", "}", "decision: believe_holiday}", "which answer is meant"},
           Mistake{"{response_today: true}", "{response_today: false}", "response_today: false",
                   "only true can be asked"},
           Mistake{"{response_today: true}", "{}", "not: {}", "a condition says one thing"},
           Mistake{"deadline: {hours: 24}", "deadline: {hours: 24, at: \"10:00\"}", "hours: 24",
                   "is in hours, at a time or"},
           Mistake{"steps:\n", "steps: [", "steps", "not YAML"},
       })
    check(m);
}

TEST(PolicyFile, AWrongMeaningIsNamedWithItsLine) {
  for (const Mistake& m : {
           Mistake{"  - id: call\n", "  - id: text\n", "  - id: text\n    rows: [000-04", "is there twice"},
           Mistake{"is: \"yes\"}", "is: maybe}", "when: {all: [{decision: believe_holiday, is: maybe",
                   "'maybe' is no answer to 'believe_holiday'"},
           Mistake{"{not: {response_today: true}}", "{decision: believe_holiday, is: \"no\"}",
                   "when: {all: [{decision: believe_holiday, is: \"yes\"}", "cannot be both 'yes' and 'no'"},
           Mistake{"{not: {response_today: true}}", "{referral_made: cme_referral}",
                   "when: {all: [{decision: believe_holiday, is: \"yes\"}",
                   "no step makes a referral about 'cme_referral'"},
           Mistake{"{not: {response_today: true}}", "{call_outcome: engaged}",
                   "when: {all: [{decision: believe_holiday, is: \"yes\"}",
                   "'engaged' is no outcome of a call"},
           Mistake{"- {name: high, tags: [looked_after]}",
                   "- {name: high, tags: [looked_after], accepts_reason: [police]}", "accepts_reason",
                   "'police' is no role of the school"},
           Mistake{"steps:\n",
                   "gates:\n  - action: submit_cme_referral\n    rows: [002-09]\n    requires:\n"
                   "      - {that: {referral_made: cme_referral}, missing: \"it\"}\nsteps:\n",
                   "{that: {referral_made", "never true"},
           Mistake{"steps:\n",
                   "gates:\n  - action: submit_cme_referral\n    rows: [002-09]\n    requires:\n"
                   "      - {that: {decision: door_knock, is: \"yes\"}, missing: \"it\"}\nsteps:\n",
                   "{that: {decision: door_knock", "no step asks for the decision 'door_knock'"},
           Mistake{"id: ask", "id: Ask it", "Ask it", "cannot be a step's id"},
           Mistake{"id: ask", "id: rule-ask", "rule-ask", "cannot be a step's id"},
           Mistake{"rows: [003-05]", "rows: [3-5]", "3-5", "not the id of a row"},
           Mistake{"    rows: [003-05]\n", "", "id: visit", "names no row"},
           Mistake{"    days: \"2\"\n    at", "    at", "id: visit", "has no days"},
           Mistake{"days: \"2\"\n    at", "days: \"4\"\n    at", "days: \"4\"", "never reached"},
           Mistake{"days: \"2\"\n    at", "days: \"2-4\"\n    at", "days: \"2-4\"", "go beyond day 2"},
           Mistake{"last_day: 2", "last_day: 3",
                   "steps:", "day 3 has no unconditional step for the tier 'high'"},
           Mistake{"days: \"2+\"", "days: \"1, 2+\"", "days: \"1, 2+\"", "needs one range"},
           Mistake{"    occurrence: once_per_case\n    catch_up: true\n    when",
                   "    catch_up: true\n    when", "catch_up: true\n    when", "only what is due once"},
           Mistake{"tiers: [high]", "tiers: [highest]", "highest", "no tier is called"},
           Mistake{
               "    days: \"1-2\"\n    action: text\n    about: absence\n    template: absence\n    "
               "audience: "
               "{selector: parents_and_carers}\n  - id: call\n    rows: [000-04, 000-06]\n    days: \"1-2\"",
               "    days: \"1\"\n    action: text\n    about: absence\n    template: absence\n    audience: "
               "{selector: parents_and_carers}\n  - id: call\n    rows: [000-04, 000-06]\n    days: \"2\"",
               "after: text", "due on other days"},
           Mistake{"    template: absence\n    audience",
                   "    occurrence: once_per_case\n    catch_up: true\n    template: "
                   "absence\n    audience",
                   "catch_up: true\n    template", "not made up on a later day"},
           Mistake{"    expires: \"16:30\"", "    deadline: {hours: 3}", "deadline: {hours: 3}",
                   "has no deadline"},
           Mistake{"after: text", "after: txt", "after: txt", "no step is called"},
           Mistake{"after: text", "after: call", "after: call", "wait for each other in a circle"},
           Mistake{"after: text", "after: visit", "after: visit", "stands below"},
           Mistake{"    after: text\n", "", "wait_minutes: 5", "nothing to wait for"},
           Mistake{"    template: holiday\n", "", "id: letter", "needs a template"},
           Mistake{"    template_for_others: other\n", "", "id: call", "without words of their own"},
           Mistake{"    about: home_visit\n", "", "id: visit", "what it is about"},
           Mistake{"about: believe_holiday", "about: believe_it", "believe_it", "not a decision"},
           Mistake{"decision: believe_holiday", "decision: triage", "when:", "no step asks for the decision"},
           Mistake{"action: text\n    about: absence", "action: text\n    about: concern", "about: concern",
                   "nothing else"},
           Mistake{"    separately: true\n", "", "id: letter", "each person separately"},
           Mistake{"{role: dsl}", "{selector: all_contacts}",
                   "audience: {selector: all_contacts}\n    considerations",
                   "goes to a role, not to contacts"},
           Mistake{"audience: {selector: all_contacts}", "audience: {role: office}",
                   "audience: {role: office}", "goes to contacts, not to a role"},
           Mistake{"audience: {selector: home}", "audience: {role: dsl}",
                   "audience: {role: dsl}\n    min_staff", "a visit or a card goes to the home"},
           Mistake{"audience: {role: dsl}", "audience: {role: caretaker}", "caretaker", "is not a role"},
           Mistake{", fallback: dsl}", "}", "{role: key_worker}", "may name nobody"},
           Mistake{"{role: dsl}", "{role: dsl, fallback: office}", "fallback: office",
                   "only for roles that the roll names"},
           Mistake{"    min_staff: 2", "    rationale: always", "rationale: always\ntail",
                   "only for action: decide"},
           Mistake{"    rationale: always", "    min_staff: 2", "min_staff: 2\n    deadline",
                   "only for action: visit"},
           Mistake{"expires: \"16:30\"", "expires: \"19:30\"", "19:30", "outside the hours"},
           Mistake{"expires: \"16:30\"", "at: \"17:30\"", "at: \"17:30\"", "after it has expired"},
           Mistake{"hours: {from: \"08:30\"", "hours: {from: \"18:30\"", "18:30", "end before they begin"},
           Mistake{"record_to: [cpoms]", "record_to: [notebook]", "notebook",
                   "no place that records are kept"},
           Mistake{"[social_worker, family_worker]", "[dsl]", "dsl]}", "does not join two professionals"},
           Mistake{"explained: [authorised, \"G\"]", "explained: [authorised]",
                   "clock:", "what the code 'G' does"},
           Mistake{"explained: [authorised, \"G\"]", "explained: [authorised, \"G\", \"QQ\"]", "QQ",
                   "neither an attendance code"},
           Mistake{"explained: [authorised, \"G\"]", "explained: [authorised, \"G\", \"N\"]", "\"N\"",
                   "already stands in trigger_codes"},
           Mistake{"{name: high, tags: [looked_after]}", "{name: high}", "name: high",
                   "no later tier is ever reached"},
           Mistake{"- {name: standard}", "- {name: standard, tags: [x]}", "tags: [x]",
                   "other pupils have no tier"},
           Mistake{"{name: standard}", "{name: high}", "{name: high}", "is there twice"},
           Mistake{"steps: [text, call]", "steps: [text, cal]", "cal]", "no step is called 'cal'"},
           Mistake{"steps: [text, call]", "steps: [letter]", "steps: [letter]", "ends with the last day"},
           Mistake{"  steps: [text, call]\n", "", "tail:", "no step goes on"},
           Mistake{"id: beyond", "id: text", "task: {id: text", "cannot be the task's id"},
           Mistake{"role: dsl, about: follow", "role: police, about: follow", "role: police",
                   "nobody in the school"},
       })
    check(m);
}

TEST(PolicyFile, AnUncoveredTailIsAMistake) {
  std::string text = kSmall;
  text.resize(text.find("tail:"));
  const auto parsed = read(text);
  EXPECT_THAT(described(parsed.problems), ::testing::HasSubstr("does not say what happens after day 2"));
}

/// What stands in the first line stands in kSmall, and becomes the second.
std::string with_all(std::initializer_list<std::pair<const char*, const char*>> changes) {
  std::string text = kSmall;
  for (const auto& [find, put] : changes) {
    const size_t at = text.find(find);
    EXPECT_NE(at, std::string::npos) << find;
    text.replace(at, std::string(find).size(), put);
  }
  return text;
}

TEST(PolicyFile, EveryFurtherKeyIsReadAsItIsWritten) {
  const auto parsed = read(with_all(
      {{"wait_minutes: 20",
        "wait_minutes: 20\ncall_patience_minutes: 60\n"
        "rounds: [{name: am, earliest: \"09:30\", latest: \"12:00\"}]\n"
        "criteria: [{name: missing, of: [{id: a, text: gone}]}]\n"
        "gates:\n  - action: submit\n    rows: [002-09]\n    days: \"2+\"\n"
        "    requires: [{that: {visit: completed}, missing: a visit}]\n    override_role: dsl"},
       {"clock:\n", "clock:\n  unit: school_day\n  origin: absence\n  on_resume: restart\n"},
       {"    template_for_others: other\n",
        "    template_for_others: other\n    on_outcome: {no_answer: [left]}\n    occurrence: each_round\n"},
       {"selector: all_contacts}",
        "selector: all_contacts, fanout: in_order, stop_on: reason_given, max: 3}"},
       {"    rationale: always\n",
        "    rationale_on: [\"no\"]\n    default: \"yes\"\n    confirms: [sure]\n    consult: "
        "[social_worker]\n"
        "    if_undecided: head\n"},
       {"  - id: visit\n",
        "  - id: left\n    action: voicemail\n    about: return_call\n    template: absence\n"
        "    audience: {selector: all_contacts}\n"
        "  - id: refer\n    rows: [002-19]\n    due_day: {high: 1, standard: 2}\n    action: refer\n"
        "    about: cme_referral\n    audience: {role: la_cme}\n    gate: submit\n    criteria: missing\n"
        "    attach: [chronology]\n    unless_done: {steps: [visit], scope: today}\n"
        "  - id: flagged\n    rows: [000-02]\n    on: flag\n    group: who\n    min_of_group: 1\n"
        "    action: notify\n    about: risk_of_harm\n    audience: {role: police}\n"
        "  - id: flagged-too\n    rows: [000-02]\n    on: flag\n    group: who\n    min_of_group: 1\n"
        "    action: notify\n    about: risk_of_harm\n    audience: {role: social_worker, where_applicable: "
        "true}\n"
        "  - id: awaited\n    rows: [002-01]\n    on: expected\n    days_before: 5\n    action: call\n"
        "    about: absence\n    template: absence\n    audience: {selector: parents_and_carers}\n"
        "  - id: visit\n    required_role: dsl\n    risk_assessment: true\n    safety: pairs\n"
        "    mode: suggested\n    after: call\n    after_round: am\n"}}));
  ASSERT_TRUE(parsed.problems.empty()) << described(parsed.problems);
  const Policy& p = parsed.value;
  EXPECT_EQ(p.call_patience_minutes, 60);
  EXPECT_EQ(p.rounds[0].latest, std::chrono::hours{12});
  EXPECT_EQ(p.criteria[0].of[0].text, "gone");
  EXPECT_EQ(p.clock.on_resume, OnResume::kRestart);
  const Gate& gate = *p.gate("submit");
  EXPECT_EQ(gate.requires_that[0].fact, FactWord::kVisitEver);
  EXPECT_EQ(gate.missing, std::vector<std::string>{"a visit"});
  EXPECT_EQ(gate.override_role, "dsl");
  EXPECT_EQ(p.gate("another"), nullptr);
  const Step& call = *p.step("call");
  EXPECT_EQ(call.occurrence, Occurrence::kEachRound);
  EXPECT_EQ(call.audience.fanout, Fanout::kInOrder);
  EXPECT_EQ(call.audience.stop_on, StopOn::kReasonGiven);
  EXPECT_EQ(call.audience.max, 3);
  EXPECT_EQ(call.on_outcome[0].steps, std::vector<std::string>{"left"});
  const Decision& ask = p.step("ask")->decision;
  EXPECT_EQ(ask.rationale, Rationale::kOnOptions);
  EXPECT_EQ(ask.default_option, "yes");
  EXPECT_EQ(ask.if_undecided, "head");
  EXPECT_EQ(ask.confirms, std::vector<std::string>{"sure"});
  EXPECT_EQ(ask.consult, std::vector<std::string>{"social_worker"});
  const Step& refer = *p.step("refer");
  EXPECT_EQ(days_for(refer, "standard"), *parse_days("2+"));
  EXPECT_TRUE(days_for(refer, "else").empty());
  EXPECT_EQ(refer.unless_done->scope, Scope::kToday);
  EXPECT_EQ(refer.attach, std::vector<std::string>{"chronology"});
  EXPECT_EQ(p.step("flagged")->on, Trigger::kFlag);
  EXPECT_EQ(p.step("awaited")->on, Trigger::kExpected);
  EXPECT_EQ(p.step("awaited")->days_before, 5);
  EXPECT_TRUE(p.step("flagged-too")->audience.where_applicable);
  const Step& visit = *p.step("visit");
  EXPECT_EQ(visit.visit.required_role, "dsl");
  EXPECT_TRUE(visit.visit.risk_assessment);
  EXPECT_EQ(visit.visit.safety, "pairs");
  EXPECT_EQ(visit.mode, Mode::kSuggested);
  EXPECT_EQ(visit.after_round, "am");
}

TEST(PolicyFile, EveryFurtherMistakeIsNamedWithItsLine) {
  for (const Mistake& m : {
           Mistake{"clock:\n", "clock:\n  unit: calendar_day\n", "unit: calendar_day",
                   "not a word that is known"},
           Mistake{"clock:\n", "clock:\n  origin: referral\n", "origin:", "not a word that is known"},
           Mistake{"wait_minutes: 20", "effective_from: 2027-01-01", "effective_from", "is not known"},
           Mistake{"wait_minutes: 20", "rounds: [{name: am, earliest: \"12:30\", latest: \"12:00\"}]",
                   "rounds:", "ends before it begins"},
           Mistake{"wait_minutes: 20",
                   "rounds: [{name: am, earliest: \"09:00\", latest: \"12:00\"}, {name: pm, earliest: "
                   "\"11:00\", latest: \"13:00\"}]",
                   "rounds:", "before the one above ends"},
           Mistake{"wait_minutes: 20", "gates: [{action: refer, rows: [002-09]}]", "gates:", "always open"},
           Mistake{"wait_minutes: 20",
                   "gates: [{action: refer, requires: [{that: {evidence: x}, missing: x}]}]",
                   "gates:", "names no row"},
           Mistake{"wait_minutes: 20",
                   "gates: [{action: refer, rows: [002-09], requires: [{that: {evidence: x}}]}]",
                   "gates:", "not said what is required"},
           Mistake{"wait_minutes: 20",
                   "gates: [{action: refer, rows: [002-09], requires: [{that: {evidence: x}, missing: x}], "
                   "override_role: police}]",
                   "gates:", "no role of the school"},
           Mistake{"do: repeat_daily", "do: chain", "tail:", "which policy goes on"},
           Mistake{"    min_staff: 2", "    occurrence: each_round", "each_round", "has no rounds"},
           Mistake{"    days: \"2\"\n    at", "    due_day: {higher: 1}\n    at", "higher: 1",
                   "no tier is called"},
           Mistake{"    days: \"2\"\n    at", "    due_day: {high: 9}\n    at", "high: 9", "never reached"},
           Mistake{"    min_staff: 2", "    due_day: {high: 1}", "days: \"2\"\n    at",
                   "something else that calls"},
           Mistake{"    min_staff: 2", "    unless_done: {steps: [lettr]}", "unless_done",
                   "no step is called"},
           Mistake{"    min_staff: 2", "    group: further\n    min_of_group: 1", "group: further",
                   "no alternative"},
           Mistake{"    min_staff: 2", "    gate: visit", "gate: visit", "there is no gate"},
           Mistake{"    min_staff: 2", "    criteria: cme", "criteria: cme", "there is no set"},
           Mistake{"    min_staff: 2", "    mode: judgement", "mode:", "not a word that is known"},
           Mistake{"    rationale: always", "    risk_assessment: true", "risk_assessment",
                   "only for action: visit"},
           Mistake{"    min_staff: 2", "    on_outcome: {no_anser: [letter]}", "no_anser",
                   "no outcome of a visit"},
           Mistake{"    min_staff: 2", "    on_outcome: {no_answer: [lettr]}", "on_outcome",
                   "no step is called"},
           Mistake{"    min_staff: 2", "    must_state: [referral]", "must_state", "only for action: letter"},
           Mistake{"    min_staff: 2", "    attach: [chronology]", "attach", "only for action: refer"},
           Mistake{"    min_staff: 2", "    after_round: am", "after_round", "nothing to go after"},
           Mistake{"    after: text", "    after: text\n    after_round: am", "after_round",
                   "no round is called"},
           Mistake{"    rationale: always", "    rationale_on: [maybe]", "rationale_on",
                   "none of the answers"},
           Mistake{"    rationale: always", "    default: maybe", "default: maybe", "none of the answers"},
           Mistake{"    rationale: always", "    consult: [doctor]", "consult", "is not a role"},
           Mistake{"    rationale: always", "    if_undecided: police", "if_undecided",
                   "no role of the school"},
           Mistake{"{response_today: true}", "{visit_today: gone}", "when:", "no outcome of a visit"},
           Mistake{"{response_today: true}", "{professional: dsl}", "when:", "names nobody in the role"},
           Mistake{"{response_today: true}", "{since: {origin: referral}}", "origin: referral",
                   "how long after"},
           Mistake{"    min_staff: 2", "    days_before: 3", "days_before", "nothing that it goes before"},
           Mistake{"  - id: visit\n",
                   "  - id: awaited\n    rows: [002-01]\n    on: expected\n    days_before: 5\n"
                   "    action: notify\n    about: absence\n    audience: {role: dsl}\n  - id: visit\n",
                   "on: expected", "only calls"},
           Mistake{"{response_today: true}", "{spanned_holiday: true}", "spanned_holiday", "is not known"},
           Mistake{"{selector: all_contacts}", "{selector: contact}", "selector: contact",
                   "named by its place"},
           Mistake{"{selector: all_contacts}", "{selector: all_contacts, fanout: in_order}", "in_order",
                   "need to know when to stop"},
           Mistake{"{selector: all_contacts}", "{selector: all_contacts, stop_on: answered}", "stop_on",
                   "need to know when to stop"},
           Mistake{"{selector: parents_and_carers}",
                   "{selector: parents_and_carers, fanout: in_order, stop_on: answered}", "in_order",
                   "only calls are made in order"},
           Mistake{"audience: {role: dsl}", "audience: {selector: sibling_schools}", "sibling_schools",
                   "are only asked"},
           Mistake{"audience: {role: dsl}", "audience: {role: sims}", "role: sims", "is not a role"},
           Mistake{"{selector: all_contacts}", "{selector: all_contacts, retries: 2}", "retries",
                   "is not known"},
       })
    check(m);
}

TEST(PolicyFile, EveryMistakeIsSaidAtOnceInTheOrderOfTheFile) {
  std::string text = kSmall;
  for (const auto& [find, put] :
       {std::pair{"version: 2", "version: x"}, std::pair{"only_if: no_response", "only_if: x"},
        std::pair{"rows: [003-05]", "rows: [x]"}})
    text.replace(text.find(find), std::string(find).size(), put);
  const auto parsed = read(text);
  EXPECT_EQ(parsed.problems.size(), 3u) << described(parsed.problems);
  EXPECT_TRUE(std::is_sorted(parsed.problems.begin(), parsed.problems.end(),
                             [](const auto& a, const auto& b) { return a.line < b.line; }));
}

TEST(PolicyFile, WhatIsNoPolicyAtAllIsOneProblemOrAFew) {
  for (const char* text : {"", "just a word", "- a\n- list\n", "a: [", "a: 1\n---\nb: 2\n", "{[a]: b}"}) {
    const auto parsed = read(text);
    EXPECT_TRUE(parsed.has_errors()) << text;
  }
  std::string deep(200, '[');
  EXPECT_TRUE(read("a: " + deep + std::string(200, ']')).has_errors());
}

TEST(RowId, IsThreeDigitsADashAndTwo) {
  for (const char* good : {"000-01", "004-32", "rule"}) EXPECT_TRUE(is_row_id(good)) << good;
  for (const char* bad : {"", "0-1", "000-1", "000-011", "000_01", "abc-01", "Rule"})
    EXPECT_FALSE(is_row_id(bad)) << bad;
}

}  // namespace
}  // namespace firstday::escalation::testing
