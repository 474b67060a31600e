// Templates, encodings, patterns and the slotted form: the small parts a request is made of.
#include <gtest/gtest.h>

#include <limits>

#include "providers/declared/encoding.h"
#include "providers/declared/pattern.h"
#include "providers/declared/slotted.h"
#include "providers/declared/template_text.h"

namespace firstday::provider_declared {
namespace {

std::string encoded_as(Encoding encoding, const std::string& text) {
  const auto out = encoded(text, encoding);
  return out ? out.value() : "refused";
}

/// What the only placeholder of the template makes of the value.
std::string through(const std::string& text, const std::string& value) {
  const auto parsed = parse_template(text);
  if (!parsed) return "unreadable";
  const auto out = filtered(value, std::get<Placeholder>(parsed.value().at(0)).filters);
  return out ? out.value() : "refused";
}

TEST(DeclaredTemplate, IsTextAndPlaceholdersInOrder) {
  const auto parsed = parse_template("a {{ to | no_plus }}{{param.x|then(b c)|default()}} d");
  ASSERT_TRUE(parsed.ok());
  const Template& t = parsed.value();
  ASSERT_EQ(t.size(), 4u);
  EXPECT_EQ(std::get<std::string>(t[0]), "a ");
  EXPECT_EQ(std::get<Placeholder>(t[1]).value, "to");
  EXPECT_EQ(std::get<Placeholder>(t[2]).parameter(), "x");
  EXPECT_EQ(std::get<Placeholder>(t[2]).filters[0].argument, "b c");
  EXPECT_EQ(std::get<Placeholder>(t[2]).filters[1].argument, "");
  EXPECT_EQ(std::get<std::string>(t[3]), " d");
}

TEST(DeclaredTemplate, NumberFiltersTakeE164AndNothingElse) {
  EXPECT_EQ(through("{{to|e164}}", "+447700900123"), "+447700900123");
  EXPECT_EQ(through("{{to|no_plus}}", "+447700900123"), "447700900123");
  EXPECT_EQ(through("{{to|national_uk}}", "+447700900123"), "07700900123");
  EXPECT_EQ(through("{{to|national_uk}}", "+33612345678"), "refused");
  for (const char* bad : {"", "+", "447700900123", "07700900123", "+44 7700 900123", "+0447700900123",
                          "+1234567", "+1234567890123456", "+44770090012x", "+447700900123,+447700900124"})
    for (const char* t : {"{{to|e164}}", "{{to|no_plus}}", "{{to|national_uk}}"})
      EXPECT_EQ(through(t, bad), "refused") << bad;
}

TEST(DeclaredTemplate, ThenAndDefaultChooseByWhetherThereIsAValue) {
  EXPECT_EQ(through("{{unicode|then(2)|default(0)}}", "true"), "2");
  EXPECT_EQ(through("{{unicode|then(2)|default(0)}}", ""), "0");
  EXPECT_EQ(through("{{unicode|then(2)}}", ""), "");
  EXPECT_EQ(through("{{language|default(en)}}", "cy"), "cy");
}

TEST(DeclaredEncoding, KeepsAValueOneValueInEveryPlace) {
  const std::string odd = "a&b=c d\"e\\f\n%+\u00e9\U0001f600/?#";
  EXPECT_EQ(encoded_as(Encoding::kUrl, odd), "a%26b%3Dc%20d%22e%5Cf%0A%25%2B%C3%A9%F0%9F%98%80%2F%3F%23");
  EXPECT_EQ(encoded_as(Encoding::kForm, odd), "a%26b%3Dc+d%22e%5Cf%0A%25%2B%C3%A9%F0%9F%98%80%2F%3F%23");
  EXPECT_EQ(encoded_as(Encoding::kJson, odd), "a&b=c d\\\"e\\\\f\\n%+\u00e9\U0001f600/?#");
  EXPECT_EQ(encoded_as(Encoding::kRaw, odd), odd);
  EXPECT_EQ(encoded_as(Encoding::kHeader, odd), "refused");
  EXPECT_EQ(percent_decoded(encoded_as(Encoding::kUrl, odd)), odd);
}

TEST(DeclaredEncoding, AHeaderTakesNoLineEndAndNoOtherControl) {
  EXPECT_EQ(encoded_as(Encoding::kHeader, "Key a-b: c"), "Key a-b: c");
  for (const char* bad : {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\tb", "\x7f", "\u00e9"})
    EXPECT_EQ(encoded_as(Encoding::kHeader, bad), "refused");
  EXPECT_EQ(encoded_as(Encoding::kHeader, std::string("a\0b", 3)), "refused");
}

TEST(DeclaredEncoding, JsonTakesUtf8OnlyAndEscapesControls) {
  EXPECT_EQ(encoded_as(Encoding::kJson, std::string("\0\x1f", 2)), "\\u0000\\u001f");
  EXPECT_EQ(encoded_as(Encoding::kJson, "\xff"), "refused");
  EXPECT_EQ(encoded_as(Encoding::kJson, "\xe2\x9f"), "refused");
}

TEST(DeclaredEncoding, EveryByteComesBackFromAUrl) {
  for (int byte = 0; byte <= std::numeric_limits<unsigned char>::max(); ++byte) {
    const std::string text(1, static_cast<char>(byte));
    EXPECT_EQ(percent_decoded(encoded_as(Encoding::kUrl, text)), text) << byte;
  }
}

TEST(DeclaredEncoding, BasicIsTheBase64OfRfc4648) {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [text, expected] : vectors) EXPECT_EQ(encoded_as(Encoding::kBasic, text), expected);
  EXPECT_EQ(encoded_as(Encoding::kBasic, "\xff\xfe\xfd"), "//79");
}

TEST(DeclaredPattern, FindsAndCatches) {
  const auto pattern = Pattern::read(R"(^(\d+): (\w*))");
  ASSERT_TRUE(pattern.has_value());
  EXPECT_EQ(pattern->group_count(), 2u);
  EXPECT_EQ(pattern->groups_in("0: Accepted"), (std::vector<std::string>{"0", "Accepted"}));
  EXPECT_EQ(pattern->groups_in("7: "), (std::vector<std::string>{"7", ""}));
  EXPECT_EQ(pattern->groups_in("Accepted"), std::nullopt);
  EXPECT_FALSE(pattern->found_in("x0: y"));
}

TEST(DeclaredPattern, RefusesWhatItWillNotRun) {
  for (const char* bad : {"", "(", "[a", "*", R"((a)\1)"})
    EXPECT_FALSE(Pattern::read(bad).has_value()) << bad;
  EXPECT_FALSE(Pattern::read(std::string(201, 'a')).has_value());
}

TEST(DeclaredPattern, ALongOrMaliciousAnswerNeitherHangsNorOverflows) {
  const auto nested = Pattern::read("^(a+)+$");
  ASSERT_TRUE(nested.has_value());
  EXPECT_FALSE(nested->found_in(std::string(60, 'a') + "!"));
  EXPECT_TRUE(nested->found_in(std::string(1'000'000, 'a') + "!")) << "the first 4,096 bytes count";
  EXPECT_FALSE(Pattern::read("z$")->found_in(std::string(1'000'000, 'a')));
}

TEST(DeclaredSlotted, IsReadableAndComesBack) {
  SlottedRequest request;
  request.method = "POST";
  request.url = "https://gateway.example/m?k=" + slot(Encoding::kUrl, {{true, "key"}});
  request.headers = {{"Authorization", "Bearer " + slot(Encoding::kHeader, {{true, "token"}})},
                     {"X-Empty", ""}};
  request.body = "a\n\nb: c\n";
  const std::string bytes = to_bytes(request);
  EXPECT_EQ(bytes,
            "POST https://gateway.example/m?k=⟦url:$key⟧\nAuthorization: Bearer ⟦header:$token⟧\nX-Empty: "
            "\n\na\n\nb: c\n");
  EXPECT_EQ(secrets_in(bytes), (std::vector<std::string>{"key", "token"}));
  const auto back = from_bytes(bytes);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(to_bytes(back.value()), bytes);
  EXPECT_EQ(back.value().body, request.body);
}

base::Result<ports::HttpRequest> filled_body(const std::string& body, const std::string& secret = "s&\"\n") {
  SlottedRequest request{"POST", "https://gateway.example/", {}, body};
  return filled(request, [&](const std::string&) -> base::Result<std::string> { return secret; });
}

TEST(DeclaredSlotted, FillsEachSlotAsItsPlaceNeeds) {
  EXPECT_EQ(filled_body("{\"k\":\"" + slot(Encoding::kJson, {{true, "k"}}) + "\"}").value().body,
            R"({"k":"s&\"\n"})");
  EXPECT_EQ(filled_body(slot(Encoding::kForm, {{true, "k"}})).value().body, "s%26%22%0A");
  EXPECT_EQ(filled_body(slot(Encoding::kRaw, {{true, "k"}})).value().body, "s&\"\n");
  EXPECT_FALSE(filled_body(slot(Encoding::kHeader, {{true, "k"}})).ok());
  EXPECT_EQ(filled_body(slot(Encoding::kBasic, {{false, "a:⟧"}, {true, "k"}}), "b").value().body, "YTrin6di");
}

TEST(DeclaredSlotted, DataIsNeverTakenForASlot) {
  for (const std::string data : {"⟦raw:$key⟧", "⟦⟧", "⟦", "⟧", "⟦⟦raw:$key⟧⟧", "a⟦b⟦c", "⟦raw:=x⟧",
                                 "\xe2\x9f", "\xe2\x9f\xa6\xe2\x9f"}) {
    const auto back = filled_body("<" + guarded(data) + ">");
    ASSERT_TRUE(back.ok()) << data;
    EXPECT_EQ(back.value().body, "<" + data + ">");
    EXPECT_EQ(secrets_in(guarded(data)), std::vector<std::string>{}) << data;
  }
}

TEST(DeclaredSlotted, ASecretThatLooksLikeASlotIsJustASecret) {
  EXPECT_EQ(filled_body(slot(Encoding::kRaw, {{true, "k"}}), "⟦raw:$k⟧").value().body, "⟦raw:$k⟧");
}

TEST(DeclaredSlotted, WhatWasChangedSinceIsNotFilled) {
  for (const char* bad : {"", "POST", "POST x", "POST x\n", "POST x\nA: b\n", "POST x\nAb\n\n"})
    EXPECT_FALSE(from_bytes(bad).ok()) << bad;
  for (const char* bad : {"⟦raw:$k", "⟦bytes:$k⟧", "⟦raw:k⟧", "⟦raw:⟧"})
    EXPECT_FALSE(filled_body(bad).ok()) << bad;
}

}  // namespace
}  // namespace firstday::provider_declared
