// What must hold for any text, answer or file at all. The inputs are random, from fixed seeds, so a failure
// comes back.
#include <gtest/gtest.h>

#include <random>

#include "providers/declared/build_request.h"
#include "providers/declared/judge.h"
#include "providers/declared/self_test.h"
#include "providers/declared/slotted.h"
#include "providers/declared_fixtures.h"
#include "providers/provider_contract.h"

namespace firstday::provider_declared {
namespace {

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
  template <std::size_t n>
  const char* one_of(const char* const (&words)[n]) {
    return words[below(n)];
  }
  std::string bytes(std::size_t most) {
    std::string out(below(most + 1), '\0');
    for (char& c : out) c = static_cast<char>(below(256));
    return out;
  }
  /// UTF-8 dense with what encodings and slots are about.
  std::string text(std::size_t most) {
    static const char* const pieces[] = {
        "⟦",  "⟧",  "⟦⟧",   "⟦raw:$token⟧", "⟦header:$", ":",      "$", "=", "&", "+", "%", "%41",  "\"",
        "\\", "\n", "\r\n", "{{",           "}}",        "{{to}}", " ", "a", "é", "😀", "<", "\x01", "/",
        "?",  "#",  ",",    "\u2028"};
    std::string out = "x";
    for (std::size_t n = below(most + 1); n > 0; --n) out += one_of(pieces);
    return out;
  }

 private:
  std::mt19937 engine_;
};

base::Result<std::string> no_secret(const std::string&) {
  return std::string("SECRET");
}

TEST(AnyDeclared, DataComesBackFromTheSlottedFormByteForByte) {
  Random random(1);
  for (int i = 0; i < 5000; ++i) {
    const std::string data = i % 2 == 0 ? random.text(12) : random.bytes(30);
    SlottedRequest request{"POST", "http://h/" + guarded("p"), {{"A", guarded("b")}}, guarded(data)};
    const auto back = from_bytes(to_bytes(request));
    ASSERT_TRUE(back.ok());
    const auto whole = filled(back.value(), no_secret);
    ASSERT_TRUE(whole.ok());
    ASSERT_EQ(whole.value().body, data);
    ASSERT_EQ(whole.value().url, "http://h/p");
  }
}

TEST(AnyDeclared, ASlotNextToAnyDataIsFilledOnce) {
  Random random(2);
  for (int i = 0; i < 3000; ++i) {
    const std::string before = random.text(6);
    const std::string after = random.text(6);
    SlottedRequest request{
        "POST", "http://h/", {}, guarded(before) + slot(Encoding::kRaw, {{true, "k"}}) + guarded(after)};
    ASSERT_EQ(filled(request, no_secret).value().body, before + "SECRET" + after);
    ASSERT_EQ(secrets_in(request.body), std::vector<std::string>{"k"});
  }
}

TEST(AnyDeclared, AnythingAtAllInTheStoreIsFilledOrRefused) {
  Random random(3);
  for (int i = 0; i < 5000; ++i) {
    const auto read = from_bytes(i % 2 == 0 ? "POST http://h/\n\n" + random.text(20) : random.bytes(60));
    if (read.ok()) static_cast<void>(filled(read.value(), no_secret).ok());
  }
}

/// The text of a JSON string that begins here; what follows its end is left in `rest`.
std::string unescaped(std::string_view json, std::string_view& rest) {
  std::string out;
  std::size_t i = 0;
  for (; i < json.size() && json[i] != '"'; ++i) {
    if (json[i] != '\\') {
      out += json[i];
      continue;
    }
    ++i;
    if (json[i] == 'u') {
      out += static_cast<char>(std::stoi(std::string(json.substr(i + 1, 4)), nullptr, 16));
      i += 4;
    } else {
      out += json[i] == 'n' ? '\n' : json[i] == 'r' ? '\r' : json[i];
    }
  }
  rest = json.substr(std::min(i, json.size()));
  return out;
}

TEST(AnyDeclared, ATextStaysOneJsonStringAndComesBack) {
  MemoryHttp http;
  const auto provider = create(sample(), sample_parameters(), sample_secret, http);
  Random random(4);
  for (int i = 0; i < 2000; ++i) {
    const std::string text = random.text(10);
    const auto request = provider.value()->prepare(text_to("+447700900123", text), providers::reference());
    ASSERT_TRUE(request.ok());
    ASSERT_EQ(request.value().slots, std::vector<std::string>{"token"}) << text;
    provider.value()->start(request.value(), providers::reference(), [](const job::Outcome&) {});
    const std::string& body = http.requests.back().body;
    const std::string key = "\"text\":\"";
    std::string_view rest;
    ASSERT_EQ(unescaped(std::string_view(body).substr(body.find(key) + key.size()), rest), text);
    ASSERT_TRUE(rest.starts_with(R"(","alphabet":)")) << rest;
  }
}

TEST(AnyDeclared, ATextStaysOneFieldOfAFormAndComesBack) {
  Random random(5);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = i % 2 == 0 ? random.text(10) : random.bytes(20);
    std::string form = encoded(text, Encoding::kForm).value();
    ASSERT_EQ(form.find_first_of("&=\"\r\n #?⟦"), std::string::npos) << form;
    for (char& c : form)
      if (c == '+') c = ' ';
    ASSERT_EQ(percent_decoded(form), text);
  }
}

TEST(AnyDeclared, NoAnswerButTheAgreedOneIsAccepted) {
  const Definition d = sample();
  Random random(6);
  static const char* const pieces[] = {"{",          "}",      "[",      "]", "\"messages\"",
                                       "\"status\"", "\"ok\"", "\"id\"", ":", ",",
                                       "7",          "null",   "ok",     " ", "\xff"};
  for (int i = 0; i < 20'000; ++i) {
    std::string body;
    for (std::size_t n = random.below(14); n > 0; --n) body += random.one_of(pieces);
    const job::Outcome o = judge(d, answered(200, body));
    if (o.kind == job::OutcomeKind::kAccepted) {
      ASSERT_FALSE(o.provider_ref.empty()) << body;
    } else {
      ASSERT_EQ(o.provider_ref, "") << body;
    }
  }
}

/// True when the file may be used: then its own test must run to its end without harm.
bool reads_without_harm(const std::string& yaml) {
  const auto read = read_definition(yaml, "fuzz.yaml");
  for (const base::Problem& p : read.problems) {
    EXPECT_EQ(p.file, "fuzz.yaml");
    EXPECT_FALSE(p.what.empty());
    EXPECT_FALSE(p.mend.empty());
  }
  if (!read.has_errors()) static_cast<void>(run_self_test(read.value));
  return !read.has_errors();
}

TEST(AnyDeclared, AFileThatIsCutOffAnywhereIsReadWithoutHarm) {
  const std::string yaml = sample_yaml();
  for (std::size_t length = 0; length < yaml.size(); length += 7) reads_without_harm(yaml.substr(0, length));
}

TEST(AnyDeclared, AFileWithoutOneOfItsLinesIsReadWithoutHarm) {
  const std::string yaml = sample_yaml();
  int good = 0;
  for (std::size_t at = 0; at < yaml.size(); at = yaml.find('\n', at) + 1)
    good += reads_without_harm(yaml.substr(0, at) + yaml.substr(yaml.find('\n', at) + 1)) ? 1 : 0;
  EXPECT_GT(good, 5) << "some lines may be left out";
}

TEST(AnyDeclared, AFileWithOddPiecesInItIsReadWithoutHarm) {
  static const char* const pieces[] = {"{",
                                       "}",
                                       "[",
                                       "]",
                                       ": ",
                                       "- ",
                                       "\"",
                                       "'",
                                       "\n",
                                       "  ",
                                       "~",
                                       "null",
                                       "&a ",
                                       "*a",
                                       "!!x ",
                                       "{{",
                                       "}}",
                                       "|",
                                       "#",
                                       "true",
                                       "0",
                                       "-1",
                                       "99999999999999999999",
                                       "(",
                                       "/",
                                       "\\"};
  Random random(7);
  const std::string yaml = sample_yaml();
  for (int i = 0; i < 400; ++i) {
    std::string odd = yaml;
    for (std::size_t n = 1 + random.below(3); n > 0; --n)
      odd.insert(random.below(odd.size()), random.one_of(pieces));
    reads_without_harm(odd);
  }
}

}  // namespace
}  // namespace firstday::provider_declared
