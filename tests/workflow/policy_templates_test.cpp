// Every template that a shipped policy names is there, in English and in Welsh, and states its facts
// (domain.md section 5).
#include "workflow/policy_templates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "config/templates.h"
#include "support/builders.h"
#include "workflow/configuration.h"

namespace firstday::workflow {
namespace {

using job::Kind;
using testing::HasSubstr;
using testing::SizeIs;

const config::TemplateFolders& shipped() {
  static const auto loaded = config::load_templates({std::string(FIRSTDAY_SOURCE_DIR) + "/templates"},
                                                    [](std::string_view) { return std::string("hash"); });
  return loaded.value;
}

const PolicyShelf& policies() {
  static const PolicyShelf shelf = load_policies("", FIRSTDAY_SOURCE_DIR);
  return shelf;
}

TEST(PolicyTemplates, EveryOneThatAShippedPolicyNamesIsThereInEnglishAndWelsh) {
  ASSERT_THAT(policies().policies, SizeIs(5));
  std::size_t named = 0;
  for (const auto& [id, set] : policies().policies) {
    for (const NamedTemplate& n : templates_named(set.current())) {
      ++named;
      for (const char* language : {"en", "cy"})
        EXPECT_NE(shipped().set.exact(n.name, n.kind, language), nullptr)
            << id << ", step " << n.step << ": " << n.name << ", " << job::word(n.kind) << ", " << language;
    }
    for (const base::Problem& p : check_templates(set.current(), shipped().set))
      ADD_FAILURE() << base::describe(p);
  }
  EXPECT_GT(named, 40u);
}

TEST(PolicyTemplates, AVisitAReferralAndAFormOfAShippedPolicyHaveTheirPaper) {
  const std::set<std::string> without = {"missing_ctf",
                                         "safeguarding_concern"};  // a file; a word on the telephone
  for (const auto& [id, set] : policies().policies)
    for (const escalation::Step& s : set.current().steps) {
      const bool paper = s.action == Kind::kVisit || s.action == Kind::kForm || s.action == Kind::kRefer;
      if (!paper || without.count(s.about) > 0) continue;
      EXPECT_FALSE(s.template_name.empty()) << id << ", " << s.id;
    }
}

TEST(PolicyTemplates, AMissingOneIsSaidWithItsStep) {
  escalation::Policy policy = policies().policies.at("essex-first-day-calling").current();
  for (escalation::Step& s : policy.steps)
    if (s.id == "calling-card") s.template_name = "no-such-card";
  policy.steps.back().action = Kind::kNotify;
  policy.steps.back().template_name = "absence";
  const auto problems = check_templates(policy, shipped().set);
  ASSERT_THAT(problems, SizeIs(2));
  EXPECT_EQ(problems[0].severity, base::Severity::kWarning);
  EXPECT_THAT(problems[0].what, HasSubstr("'no-such-card' of the kind card"));
  EXPECT_EQ(problems[0].field, "steps.calling-card");
  EXPECT_THAT(problems[1].what, HasSubstr("no use for one"));
}

/// What a paper must state, as fields and as words of the English; and what it must not.
struct Facts {
  const char* name;
  Kind kind;
  std::vector<std::string> fields;
  std::vector<std::string> words;
  std::vector<std::string> never = {};
};

const std::vector<Facts>& facts() {
  static const std::vector<Facts> kFacts = {
      {"holiday",
       Kind::kLetter,
       {"contact name", "pupil full name", "form", "first day absent", "days absent", "reply by",
        "school phone", "overseas tone"},
       {"suggests", "day on which", "no record that leave was asked for", "unauthorised", "penalty notice",
        "10 school days", "another language"}},
      {"concern",
       Kind::kLetter,
       {"contact name", "pupil full name", "form", "first day absent", "days absent", "reply by",
        "school phone", "texts sent", "calls made", "visits made"},
       {"concerned", "safe", "ring us now", "may call at your home", "We would like to help",
        "another language"}},
      {"further-concern",
       Kind::kLetter,
       {"contact name", "pupil full name", "form", "first day absent", "days absent", "reply by",
        "school phone", "texts sent", "calls made", "visits made", "letters sent"},
       {"concern", "may call at your home", "local authority", "We would like to help", "another language"}},
      {"cme-referral",
       Kind::kLetter,
       {"contact name", "pupil full name", "form", "first day absent", "days absent", "reply by",
        "school phone", "texts sent", "calls made", "visits made", "letters sent"},
       {"We are making a referral to the local authority", "missing from education", "team", "other agencies",
        "unauthorised absence", "The enquiries end when", "another language"}},
      {"roll-warning",
       Kind::kLetter,
       {"contact name", "pupil full name", "form", "first day absent", "days absent", "reply by",
        "school phone", "letters sent"},
       {"at risk of being removed from the roll", "has to tell us first", "apply for one again",
        "What you can do"}},
      {"calling-card",
       Kind::kCard,
       {"visit day", "visit time", "visitors", "school", "school phone", "ring by day", "ring by time"},
       {"identity card", "another language"},
       {"child", "pupil", "absen", "concern", "missing", "brother", "sister", "safe"}},
      {"letter-left",
       Kind::kCard,
       {"visit day", "visit time", "visitors", "school", "school phone", "ring by day", "ring by time",
        "pupil first name", "contact name"},
       {"identity card", "to see that", "another language"},
       {"absen", "days", "concern", "missing", "brother", "sister", "police"}},
      {"missing-pupil-checklist",
       Kind::kForm,
       {"school",
        "completed by",
        "school phone",
        "today",
        "criteria",
        "pupil full name",
        "date of birth",
        "upn",
        "year",
        "home address",
        "contacts",
        "looked after",
        "child protection",
        "last day in school",
        "siblings here",
        "siblings elsewhere",
        "calls",
        "automatic messages",
        "letters",
        "visits",
        "enquiries",
        "agencies told",
        "on record",
        "chronology"},
       {"role", "Sex", "Ethnicity", "First language", "Traveller", "Special educational needs",
        "Known to social services", "Private fostering", "different times of the day", "copies attached",
        "safeguarding lead", "Circumstances", "Earlier absences", "social media", "neighbours", "last seen",
        "attending"}},
      {"cme-referral-form",
       Kind::kForm,
       {"school", "completed by", "today", "criteria", "pupil full name", "date of birth", "upn",
        "home address", "contacts", "siblings here", "siblings elsewhere", "calls", "automatic messages",
        "letters", "visits", "enquiries", "agencies told", "decisions", "chronology"},
       {"home visit has been completed", "chronology is attached", "Social care or child protection"}},
      {"destination-confirmed",
       Kind::kForm,
       {"pupil full name", "date of birth", "upn", "home address", "contacts", "on record"},
       {"Confirmed by", "On roll there", "New address", "First day there"}},
      {"home-education",
       Kind::kForm,
       {"pupil full name", "date of birth", "upn", "home address", "contacts", "responses", "on record"},
       {"letter", "e-mail", "by word of mouth", "In the parent's words"}},
      {"visit-sheet",
       Kind::kVisit,
       {"home address", "visitors", "visit day", "visit time", "contacts", "people not to be told",
        "staff needed"},
       {"Park facing the way out", "Do not go in", "word for danger", "Telephone charged, with signal",
        "leave", "Nobody has to go", "ring 999", "Whom you spoke to"}},
      {"visit-safety-sheet",
       Kind::kForm,
       {"visitors", "home address", "school phone"},
       {"colour", "on foot", "word for danger", "They are back by", "ring the police", "999", "destroy"}},
      {"visit-risk-assessment",
       Kind::kForm,
       {"visitors", "people not to be told", "on record", "visits"},
       {"children's services", "community policing", "Decided by"}}};
  return kFacts;
}

TEST(PolicyTemplates, EveryLetterCardSheetAndFormStatesItsFactsInBothLanguages) {
  for (const Facts& f : facts())
    for (const char* language : {"en", "cy"}) {
      const render::Template* t = shipped().set.exact(f.name, f.kind, language);
      ASSERT_NE(t, nullptr) << f.name << ' ' << language;
      const auto fields = t->body.placeholders();
      for (const std::string& wanted : f.fields)
        EXPECT_THAT(fields, testing::Contains(wanted)) << f.name << ' ' << language;
      if (std::string_view(language) != "en") {
        EXPECT_FALSE(render::may_be_sent(*t)) << f.name << " waits for its reader";
        continue;
      }
      std::string words;
      for (const render::Segment& s : t->body.segments()) words += s.text;
      for (const std::string& wanted : f.words) EXPECT_THAT(words, HasSubstr(wanted)) << f.name;
      for (const std::string& never : f.never) EXPECT_THAT(words, testing::Not(HasSubstr(never))) << f.name;
    }
}

/// The facts above are of every paper that ships: a new one without its facts fails here.
TEST(PolicyTemplates, NoPaperShipsWithoutItsFacts) {
  for (const render::Template& t : shipped().set.list()) {
    if (!render::is_paper(t.kind)) continue;
    const auto& all = facts();
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Facts& f) {
      return f.name == t.name && f.kind == t.kind;
    })) << render::describe(t);
  }
}

TEST(PolicyTemplates, TheTwoLanguagesHoldTheSameFields) {
  for (const Facts& f : facts()) {
    auto en = shipped().set.exact(f.name, f.kind, "en")->body.placeholders();
    auto cy = shipped().set.exact(f.name, f.kind, "cy")->body.placeholders();
    std::sort(en.begin(), en.end());
    std::sort(cy.begin(), cy.end());
    EXPECT_EQ(en, cy) << f.name;
  }
}

TEST(PolicyTemplates, AnOpenCardNamesNobodyAndASealedOneDoes) {
  EXPECT_FALSE(render::names_somebody(*shipped().set.exact("calling-card", Kind::kCard, "en")));
  EXPECT_FALSE(render::names_somebody(*shipped().set.exact("calling-card", Kind::kCard, "cy")));
  EXPECT_TRUE(render::names_somebody(*shipped().set.exact("letter-left", Kind::kCard, "en")));
  EXPECT_TRUE(render::names_somebody(*shipped().set.exact("letter-left", Kind::kCard, "cy")));
}

}  // namespace
}  // namespace firstday::workflow
