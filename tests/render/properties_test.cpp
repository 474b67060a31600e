// What must hold for any text at all. The inputs are random, from fixed seeds, so a failure comes back.
#include <gtest/gtest.h>

#include <random>

#include "render/fill.h"
#include "render/front_matter.h"
#include "render/list_text.h"
#include "render/sensitive_words.h"
#include "render/sms_parts.h"
#include "render/sms_text.h"
#include "render/utf8.h"

namespace firstday::render {
namespace {

constexpr int kRounds = 3000;

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(engine_); }

  std::string bytes(int most) {
    std::string out(static_cast<std::size_t>(below(most + 1)), '\0');
    for (char& c : out) c = static_cast<char>(below(256));
    return out;
  }

  /// Text dense with what the rules are about.
  std::string text(int most) {
    static const char* const pieces[] = {
        "((",     "))", "(",      ")",      "??",  "name", "late", " ",        "  ",   ",", ".",     "\n",
        "\r\n",   "\t", "\u00a0", "\u200b", "…",   "–",    "’",    "ŵ",        "é",    "€", "[",     "👦",
        "\u200d", "a",  "-",      "_",      "---", ":",    "\xFF", "\xE2\x80", "\x1b", "И", "\u2028"};
    std::string out;
    for (int n = below(most + 1); n > 0; --n) out += pieces[below(static_cast<int>(std::size(pieces)))];
    return out;
  }

 private:
  std::mt19937 engine_;
};

TEST(AnyText, NormalisingTwiceIsNormalisingOnce) {
  Random random(1);
  for (int i = 0; i < kRounds; ++i) {
    const std::string source = i % 2 == 0 ? random.text(40) : random.bytes(60);
    const std::string once = text_for_sms(source);
    ASSERT_EQ(text_for_sms(once), once);
    ASSERT_EQ(plain_text(plain_text(source)), plain_text(source));
    ASSERT_EQ(one_line(one_line(source)), one_line(source));
  }
}

TEST(AnyText, WhatLeavesIsUtf8WithoutStraySpaceOrControls) {
  Random random(2);
  for (int i = 0; i < kRounds; ++i) {
    const std::string out = text_for_sms(i % 2 == 0 ? random.text(40) : random.bytes(60));
    ASSERT_TRUE(is_utf8(out));
    for (const char* never : {"  ", " \n", "\n ", "\n\n\n", " ,", " .", "\t", "\r", "\x1b"})
      ASSERT_EQ(out.find(never), std::string::npos);
    for (std::size_t at = 0; at < out.size();)
      ASSERT_FALSE(replacement(next_code_point(out, at)).has_value());
  }
}

TEST(AnyText, NoReaderStopsAtAnyBytes) {
  Random random(3);
  for (int i = 0; i < kRounds; ++i) {
    const std::string source = i % 2 == 0 ? random.text(40) : random.bytes(80);
    const auto parsed = parse_template(source, "t.md");
    for (const base::Problem& p : parsed.problems) ASSERT_TRUE(p.line >= 1 && p.column >= 1);
    const auto block = parse_front_matter("---\n" + source, "t.md");
    ASSERT_LE(block.value.body, source.size() + 4);
    (void)sensitive_words(source);
    (void)opens_with_welsh_vowel(source);
    std::string list;
    append_list(list, {source, source}, "cy");
    ASSERT_GE(list.size(), 2 * source.size());
  }
}

TEST(AnyText, AParseWithoutProblemsLosesNothing) {
  Random random(4);
  for (int i = 0; i < kRounds; ++i) {
    const std::string source = random.text(12);
    const auto parsed = parse_template(source, "t.md");
    std::size_t literal = 0;
    for (const Segment& s : parsed.value.segments())
      if (s.kind == Segment::Kind::kLiteral) literal += s.text.size();
    ASSERT_TRUE(!parsed.value.placeholders().empty() || literal == source.size());
    ASSERT_TRUE(source.find("((") != std::string::npos || parsed.problems.empty());
  }
}

TEST(AnyText, NoValueIsReadAsATemplate) {
  Random random(5);
  const TemplateText text = parse_template("<((name))|((names))>", "t.md").value;
  for (int i = 0; i < kRounds; ++i) {
    const std::string value = "x" + (i % 2 == 0 ? random.text(20) : random.bytes(30));
    Values values;
    values.set("name", value).set("late", "yes").set("names", std::vector{base::Personal(value + "x")});
    const auto filled = fill(text, values);
    ASSERT_TRUE(filled.ok());
    ASSERT_EQ(filled.value().text.reveal(), "<" + value + "|" + value + "x>");
  }
}

TEST(AnyText, PartsAreNeverFewerThanDividingGivesAndNeverFarMore) {
  Random random(6);
  for (int i = 0; i < kRounds; ++i) {
    const std::string source =
        i % 2 == 0 ? random.text(400) : std::string(static_cast<std::size_t>(random.below(700)), '[');
    const SmsParts p = count_parts(source);
    const int joined = p.unicode ? 67 : 153;
    const int divided = (p.units + joined - 1) / joined;
    if (p.units <= (p.unicode ? 70 : 160)) {
      ASSERT_LE(p.parts, 1);
      continue;
    }
    ASSERT_GE(p.parts, divided);
    ASSERT_LE(p.parts, (p.units + joined - 2) / (joined - 1)) << "at most one unit a part is left empty";
  }
}

TEST(AnyText, OneMoreCharacterNeverTakesFewerParts) {
  Random random(7);
  for (int i = 0; i < kRounds / 10; ++i) {
    const std::string source = random.text(300);
    const int before = count_parts(source).parts;
    ASSERT_GE(count_parts(source + "a").parts, before);
    ASSERT_GE(count_parts(source + "ŵ").parts, before);
  }
}

}  // namespace
}  // namespace firstday::render
