#include "render/render.h"

#include <gtest/gtest.h>

#include "render/template_file.h"

namespace firstday::render {
namespace {

using base::Personal;
using job::Kind;

Template made(Kind kind, const char* language, const std::string& source) {
  Template t;
  t.name = "absence";
  t.kind = kind;
  t.language = language;
  t.hash = "abc123";
  t.file = "templates/absence/x.md";
  auto parsed = read_template(std::move(t), source);
  EXPECT_FALSE(parsed.has_errors()) << source;
  return parsed.value;
}

job::Job wanted(Kind kind, const char* language = "en") {
  job::Job j;
  j.id = job::JobId("J1");
  j.school = roll::Urn("100001");
  j.kind = kind;
  j.template_name = "absence";
  j.language = language;
  return j;
}

Values values() {
  Values v;
  v.set("school", "Marsh Lane").set("name", "Robin").set("date", base::make_date(2027, 1, 12));
  return v;
}

TEST(Render, ATextIsFilledTidiedAndCounted) {
  TemplateSet set;
  set.add(made(Kind::kText, "en", "((school)):  “((name))” on ((date)) .\n"));
  const auto m = render(wanted(Kind::kText), set, values(), Personal("+447700900301"));
  ASSERT_TRUE(m.ok()) << m.error().what;
  EXPECT_EQ(m.value().body.reveal(), "Marsh Lane: \"Robin\" on Tuesday 12 January.");
  EXPECT_EQ(m.value().parts, 1);
  EXPECT_FALSE(m.value().unicode);
  EXPECT_EQ(m.value().job, job::JobId("J1"));
  EXPECT_EQ(m.value().school, roll::Urn("100001"));
  EXPECT_EQ(m.value().kind, Kind::kText);
  EXPECT_EQ(m.value().to.reveal(), "+447700900301");
  EXPECT_EQ(m.value().template_name, "absence");
  EXPECT_EQ(m.value().template_hash, "abc123");
  EXPECT_EQ(m.value().language, "en");
  EXPECT_TRUE(m.value().subject.empty());
}

TEST(Render, ANameBeyondGsmIsKeptAndCosts) {
  TemplateSet set;
  set.add(made(Kind::kText, "en", "((name)) " + std::string(70, 'a')));
  const auto m = render(wanted(Kind::kText), set, values().set("name", "Siân"), Personal("+447700900301"));
  ASSERT_TRUE(m.ok());
  EXPECT_EQ(m.value().body.reveal().substr(0, 5), "Siân");
  EXPECT_TRUE(m.value().unicode);
  EXPECT_EQ(m.value().parts, 2);
}

TEST(Render, SaysEverythingInTheLanguageOfTheTemplateItFound) {
  TemplateSet set;
  set.add(made(Kind::kText, "en", "((name)) on ((date))"));
  set.add(made(Kind::kText, "cy", "---\nreviewed_by: Non\n---\n((name)) ((date))"));
  set.add(made(Kind::kText, "pl", "((name)) ((date))"));
  const auto welsh = render(wanted(Kind::kText, "cy"), set, values(), {});
  EXPECT_EQ(welsh.value().body.reveal(), "Robin dydd Mawrth 12 Ionawr");
  EXPECT_EQ(welsh.value().language, "cy");
  const auto polish = render(wanted(Kind::kText, "pl"), set, values(), {});
  EXPECT_EQ(polish.value().body.reveal(), "Robin on Tuesday 12 January") << "nobody reviewed the Polish";
  EXPECT_EQ(polish.value().language, "en");
}

TEST(Render, AScriptKeepsItsLayout) {
  for (const Kind kind : {Kind::kCall, Kind::kVoicemail, Kind::kVoice}) {
    TemplateSet set;
    set.add(made(kind, "en", "1.  Ask “who”\r\n\r\n\r\n2. ((name))\n"));
    const auto m = render(wanted(kind), set, values(), {});
    ASSERT_TRUE(m.ok());
    EXPECT_EQ(m.value().body.reveal(), "1.  Ask “who”\n\n\n2. Robin");
    EXPECT_EQ(m.value().parts, 1);
  }
}

TEST(Render, AnEmailHasASubjectOfOneLine) {
  TemplateSet set;
  set.add(made(Kind::kEmail, "en", "---\nsubject: ((name)) on ((date))\n---\nDear parent\n"));
  const auto m = render(wanted(Kind::kEmail), set, values().set("name", "Robin\r\nBcc: x@example.org"), {});
  ASSERT_TRUE(m.ok()) << m.error().what;
  EXPECT_EQ(m.value().subject.reveal(), "Robin Bcc: x@example.org on Tuesday 12 January");
  EXPECT_EQ(m.value().body.reveal(), "Dear parent");
}

TEST(Render, ErrorsNameTemplateLanguageAndFieldsButNoValue) {
  TemplateSet set;
  set.add(made(Kind::kText, "cy", "---\nreviewed_by: Non\n---\n((name)) ((session)) ((room))"));
  const auto m = render(wanted(Kind::kText, "cy"), set, values(), Personal("+447700900301"));
  ASSERT_FALSE(m.ok());
  EXPECT_EQ(m.error().kind, base::ErrorKind::kBadInput);
  EXPECT_EQ(m.error().what,
            "Template absence, text, cy (templates/absence/x.md) has no value for ((session)) and ((room)). "
            "Enter it "
            "for this pupil or school, or take the field out of the template.");
}

TEST(Render, AMissingFieldOfTheSubjectStopsTheEmail) {
  TemplateSet set;
  set.add(made(Kind::kEmail, "en", "---\nsubject: ((room))\n---\nDear parent\n"));
  const auto m = render(wanted(Kind::kEmail), set, values(), {});
  ASSERT_FALSE(m.ok());
  EXPECT_NE(m.error().what.find("((room))"), std::string::npos);
}

TEST(Render, WithoutATemplateItSaysWhichOne) {
  const auto m = render(wanted(Kind::kVoicemail, "pl"), TemplateSet{}, values(), {});
  ASSERT_FALSE(m.ok());
  EXPECT_EQ(m.error().kind, base::ErrorKind::kConfiguration);
  EXPECT_NE(m.error().what.find("absence, voicemail, pl"), std::string::npos);
}

TEST(Render, ATextTooLongOrEmptyIsNotSent) {
  TemplateSet set;
  set.add(made(Kind::kText, "en", "((name))"));
  EXPECT_TRUE(render(wanted(Kind::kText), set, values().set("name", std::string(918, 'a')), {}).ok());
  const auto longer = render(wanted(Kind::kText), set, values().set("name", std::string(919, 'a')), {});
  ASSERT_FALSE(longer.ok());
  EXPECT_NE(longer.error().what.find("919 units"), std::string::npos);
  const auto invisible = render(wanted(Kind::kText), set, values().set("name", "\u200b"), {});
  ASSERT_FALSE(invisible.ok());
  EXPECT_NE(invisible.error().what.find("empty"), std::string::npos);
}

TEST(Render, PaperIsTypesetElsewhere) {
  for (const Kind kind : {Kind::kLetter, Kind::kCard}) {
    TemplateSet set;
    set.add(made(kind, "en", "Dear parent"));
    EXPECT_FALSE(render(wanted(kind), set, values(), {}).ok());
  }
}

}  // namespace
}  // namespace firstday::render
