// The templates that ship, held to what domain.md 5f and 5g say they may hold.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "config/templates.h"
#include "render/render.h"

namespace firstday::render {
namespace {

using job::Kind;

const config::TemplateFolders& shipped() {
  static const auto loaded = config::load_templates({std::string(FIRSTDAY_SOURCE_DIR) + "/templates"},
                                                    [](std::string_view) { return std::string("hash"); });
  return loaded.value;
}

/// As if every translation had been read: what a review is about must be seen before it.
const TemplateSet& all_read() {
  static const TemplateSet set = [] {
    TemplateSet out;
    for (Template t : shipped().set.list()) {
      t.reviewed_by = "A. Reader";
      out.add(std::move(t));
    }
    return out;
  }();
  return set;
}

job::Message sent(const Template& t) {
  job::Job j;
  j.kind = t.kind;
  j.template_name = t.name;
  j.language = t.language;
  const Values* sample = shipped().sample(t.name, t.language);
  const auto m =
      render(j, all_read(), sample == nullptr ? Values{} : *sample, base::Personal("+447700900301"));
  EXPECT_TRUE(m.ok()) << (m.ok() ? "" : m.error().what);
  return m.ok() ? m.value() : job::Message{};
}

std::string body(const char* name, Kind kind, const char* language) {
  const Template* t = shipped().set.exact(name, kind, language);
  return t == nullptr ? "there is none" : sent(*t).body.reveal();
}

std::vector<std::string> fields(const char* name, Kind kind, const char* language) {
  const Template* t = shipped().set.exact(name, kind, language);
  std::vector<std::string> out = t == nullptr ? std::vector<std::string>{} : t->body.placeholders();
  std::sort(out.begin(), out.end());
  return out;
}

TEST(ShippedTemplates, LoadWithoutAWord) {
  const auto loaded = config::load_templates({std::string(FIRSTDAY_SOURCE_DIR) + "/templates"},
                                             [](std::string_view) { return std::string("hash"); });
  for (const base::Problem& p : loaded.problems)
    EXPECT_EQ(p.severity, base::Severity::kNote)
        << base::describe(p);  // a translation that waits for its reader
}

TEST(ShippedTemplates, AreAllThereInEnglishAndWelsh) {
  const std::pair<const char*, Kind> wanted[] = {{"absence", Kind::kText},
                                                 {"absence", Kind::kCall},
                                                 {"absence", Kind::kVoicemail},
                                                 {"absence-correction", Kind::kText},
                                                 {"absence-emergency-contact", Kind::kCall},
                                                 {"absence-emergency-contact", Kind::kVoicemail},
                                                 {"international-tone", Kind::kVoicemail}};
  for (const auto& [name, kind] : wanted)
    for (const char* language : {"en", "cy"}) {
      const Template* t = shipped().set.find(name, kind, language);
      ASSERT_NE(t, nullptr) << name << job::word(kind);
      EXPECT_EQ(t->language, language) << name;
      EXPECT_EQ(t->family, "absence") << describe(*t);
      EXPECT_FALSE(t->about.empty()) << describe(*t);
      EXPECT_EQ(t->reviewed_by, "Firstday") << describe(*t);
    }
}

// domain.md 000-09, 000-14, 000-21, 000-24, 000-29: the letters that procedure 000 sends.
TEST(ShippedTemplates, TheLettersOfProcedure000AreThereAndWelshWaitsForItsReader) {
  for (const char* name : {"holiday", "concern", "further-concern", "cme-referral", "roll-warning"}) {
    const Template* t = shipped().set.find(name, Kind::kLetter, "cy");
    ASSERT_NE(t, nullptr) << name;
    EXPECT_EQ(t->language, "en") << name;
    EXPECT_FALSE(t->document.blocks.empty()) << name;
  }
  for (const char* name : {"holiday", "concern", "further-concern", "cme-referral", "roll-warning"}) {
    const Template* t = shipped().set.exact(name, Kind::kLetter, "cy");
    ASSERT_NE(t, nullptr) << name;
    EXPECT_FALSE(may_be_sent(*t)) << name;
  }
}

TEST(ShippedTemplates, EveryOneRendersItsSample) {
  ASSERT_GE(shipped().set.list().size(), 14u);
  for (const Template& t : shipped().set.list()) {
    if (is_paper(t.kind)) continue;  // typeset; tests/letters looks at it
    const job::Message m = sent(t);
    EXPECT_EQ(m.language, t.language);
    EXPECT_FALSE(m.body.empty()) << describe(t);
    EXPECT_EQ(m.body.reveal().find("(("), std::string::npos) << describe(t);
  }
}

TEST(ShippedTemplates, TextsCostOnePartInBothLanguages) {
  for (const Template& t : shipped().set.list()) {
    if (t.kind != Kind::kText || (t.language != "en" && t.language != "cy")) continue;
    EXPECT_EQ(sent(t).parts, 1) << describe(t);
    EXPECT_FALSE(sent(t).unicode) << describe(t);
  }
}

// The texts also in Polish, Romanian, Urdu, Arabic, Punjabi, Bengali, Ukrainian and Chinese, unreviewed.
TEST(ShippedTemplates, TextsInEightLanguagesWaitForTheirReaders) {
  for (const char* name : {"absence", "absence-correction"})
    for (const char* language : {"pl", "ro", "ur", "ar", "pa", "bn", "uk", "zh"}) {
      const Template* t = shipped().set.exact(name, Kind::kText, language);
      ASSERT_NE(t, nullptr) << name << ' ' << language;
      EXPECT_FALSE(may_be_sent(*t)) << describe(*t);
      EXPECT_EQ(shipped().set.find(name, Kind::kText, language)->language, "en") << describe(*t);
      EXPECT_EQ(fields(name, Kind::kText, language), fields(name, Kind::kText, "en")) << describe(*t);
      const job::Message m = sent(*t);
      EXPECT_EQ(m.language, language);
      EXPECT_EQ(m.body.reveal().find("morning"), std::string::npos) << describe(*t);
      EXPECT_LE(m.parts, 4) << describe(*t) << ": " << m.body.reveal();
    }
}

TEST(ShippedTemplates, TheEnglishTextStaysOnePartOnTheLongestDay) {
  Values v = *shipped().sample("absence", "en");
  v.set("date", base::make_date(2027, 9, 22)).set("session", HalfDay::kAfternoon);
  for (const char* name : {"absence", "absence-correction"}) {
    job::Job j;
    j.kind = Kind::kText;
    j.template_name = name;
    j.language = "en";
    EXPECT_EQ(render(j, shipped().set, v, {}).value().parts, 1) << name;
  }
}

TEST(ShippedTemplates, TextsNameDayHalfDaySchoolAndNames) {
  EXPECT_EQ(body("absence", Kind::kText, "en"),
            "Marsh Lane: we marked Robin and Ann absent on the morning of Tuesday 12 January. Please ring us "
            "on 01632 "
            "960401 to tell us why.");
  EXPECT_EQ(body("absence", Kind::kText, "cy"),
            "Ysgol y Gors: cofnodwyd bod Gwen ac Ioan yn absennol yn sesiwn bore dydd Mawrth 12 Ionawr. A "
            "wnewch chi ein "
            "ffonio ar 01632 960402 i egluro pam?");
  for (const char* language : {"en", "cy"}) {
    EXPECT_EQ(fields("absence", Kind::kText, language),
              (std::vector<std::string>{"date", "pupil first names", "school phone", "school short name",
                                        "session"}));
    EXPECT_EQ(fields("absence-correction", Kind::kText, language),
              (std::vector<std::string>{"date", "pupil first names", "school short name", "session"}));
  }
}

TEST(ShippedTemplates, AVoicemailSaysWhoRingsForWhomAndTheNumberOnly) {
  for (const char* language : {"en", "cy"}) {
    const std::vector<std::string> all_it_says = {"pupil first name", "school", "school phone"};
    for (const char* name : {"absence", "international-tone"})
      EXPECT_EQ(fields(name, Kind::kVoicemail, language), all_it_says);
    EXPECT_EQ(fields("absence", Kind::kVoice, language), all_it_says) << "an automatic call is overheard too";
    EXPECT_EQ(fields("absence-emergency-contact", Kind::kVoicemail, language),
              (std::vector<std::string>{"contact name", "pupil first name", "school", "school phone"}));
  }
}

/// Agencies, reasons, concern, law, addresses; also the absence itself, which a voicemail leaves out.
const std::vector<std::string> kNeverInATextOrVoicemail = {
    "missing",   "concern",  "worr",    "police", "social",      "council",   "welfare",      "safeguard",
    "protect",   "court",    "risk",    "safe",   "harm",        "danger",    "urgent",       "emergenc",
    "holiday",   "sick",     "illness", "truan",  "unauthor",    "penalt",    "fine ",        "prosecut",
    "offence",   "legal",    "address", "street", "postcode",    "no reason", "agency",       "attendance",
    "ar goll",   "pryder",   "bryder",  "poeni",  "boeni",       "heddlu",    "cymdeithasol", "cyngor",
    "lles",      "diogel",   "ddiogel", "llys",   "risg",        "perygl",    "berygl",       "niwed",
    "brys",      "argyfwng", "gwyliau", "wyliau", "salwch",      "sâl",       "triwant",      "awdurdod",
    "dirwy",     "ddirwy",   "cosb",    "gosb",   "erlyn",       "trosedd",   "cyfreith",     "cyfeiriad",
    "gyfeiriad", "stryd",    "rheswm",  "reswm",  "presenoldeb", "asiantaeth"};

const std::vector<std::string> kNeverInAVoicemail = {
    "absen", "absence", "not in school", "late", "register", "marked", "yn yr ysgol", "cofnod", "hwyr"};

void expect_none(const Template& t, const std::vector<std::string>& words) {
  const std::string text = base::lower(sent(t).body.reveal());
  for (const std::string& word : words)
    EXPECT_EQ(text.find(word), std::string::npos) << describe(t) << " says " << word;
}

TEST(ShippedTemplates, TextsAndVoicemailsHoldNoForbiddenWord) {
  int seen = 0;
  for (const Template& t : shipped().set.list()) {
    const bool heard = t.kind == Kind::kVoicemail || t.kind == Kind::kVoice;
    if (t.kind != Kind::kText && !heard) continue;
    ++seen;
    expect_none(t, kNeverInATextOrVoicemail);
    if (heard) expect_none(t, kNeverInAVoicemail);
  }
  EXPECT_EQ(seen, 30);
}

TEST(ShippedTemplates, AnEmergencyContactLearnsNothingOfTheAbsence) {
  for (const char* language : {"en", "cy"}) {
    const Template* call = shipped().set.exact("absence-emergency-contact", Kind::kCall, language);
    ASSERT_NE(call, nullptr);
    expect_none(*call, {"absen", "not in school", "missing", "ar goll", "yn yr ysgol", "marked", "register"});
  }
}

TEST(ShippedTemplates, ACallAsksForThePersonBeforeItNamesTheChild) {
  for (const char* name : {"absence", "absence-emergency-contact"})
    for (const char* language : {"en", "cy"}) {
      const std::string script = body(name, Kind::kCall, language);
      const Values& sample = *shipped().sample(name, language);
      const size_t person = script.find(std::get<base::Personal>(*sample.find("contact name")).reveal());
      const size_t child = script.find(std::get<base::Personal>(*sample.find("pupil first name")).reveal());
      ASSERT_NE(person, std::string::npos);
      ASSERT_NE(child, std::string::npos);
      EXPECT_LT(person, child) << name << " " << language;
    }
}

TEST(ShippedTemplates, OneChildOrSeveralReadWell) {
  job::Job j;
  j.kind = Kind::kText;
  j.template_name = "absence";
  j.language = "en";
  Values v = *shipped().sample("absence", "en");
  v.set("pupil first names", std::vector{base::Personal("Robin")});
  EXPECT_NE(render(j, shipped().set, v, {}).value().body.reveal().find("we marked Robin absent"),
            std::string::npos);
  v.set("pupil first names",
        std::vector{base::Personal("Robin"), base::Personal("Ann"), base::Personal("Sam")});
  EXPECT_NE(render(j, shipped().set, v, {}).value().body.reveal().find("we marked Robin, Ann and Sam absent"),
            std::string::npos);
}

TEST(ShippedTemplates, ANameWithAnAccentIsKeptWhateverItCosts) {
  for (const char* language : {"en", "cy"}) {
    job::Job j;
    j.kind = Kind::kText;
    j.template_name = "absence";
    j.language = language;
    Values v = *shipped().sample("absence", language);
    v.set("pupil first names", std::vector{base::Personal("Siân"), base::Personal("Łucja")});
    const job::Message m = render(j, shipped().set, v, {}).value();
    EXPECT_NE(m.body.reveal().find("Siân"), std::string::npos);
    EXPECT_NE(m.body.reveal().find("Łucja"), std::string::npos);
    EXPECT_TRUE(m.unicode);
    EXPECT_GE(m.parts, 2);
    EXPECT_LE(m.parts, 3);
  }
}

TEST(ShippedTemplates, EveryFieldOfEveryOneMustBeThere) {
  for (const Template& t : shipped().set.list()) {
    if (is_paper(t.kind)) continue;  // typeset; tests/letters looks at it
    const Values& sample = *shipped().sample(t.name, t.language);
    for (const std::string& field : t.body.placeholders()) {
      Values v = sample;
      v.set(field, "");
      job::Job j;
      j.kind = t.kind;
      j.template_name = t.name;
      j.language = t.language;
      const auto m = render(j, shipped().set, v, {});
      ASSERT_FALSE(m.ok()) << describe(t) << " went without " << field;
      EXPECT_NE(m.error().what.find("((" + field + "))"), std::string::npos) << m.error().what;
    }
  }
}

}  // namespace
}  // namespace firstday::render
