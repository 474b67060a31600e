#include <filesystem>

#include "base/check.h"
#include "fuzz/post.h"
#include "fuzz/target.h"
#include "providers/declared/authenticity.h"
#include "providers/declared/read_definition.h"
#include "providers/declared/read_words.h"

namespace firstday::fuzz {

namespace {

namespace fs = std::filesystem;
using provider_declared::Definition;

/// Those that ship and read what comes in, and invented ones: each source, each kind of proof.
std::vector<Definition> every_reader() {
  std::vector<Definition> out;
  for (const char* folder : {"/providers", "/tests/providers/declared_services"})
    for (const auto& entry : fs::directory_iterator(std::string(FIRSTDAY_SOURCE_DIR) + folder)) {
      if (entry.path().extension() != ".yaml") continue;
      auto read = provider_declared::read_definition(file_text(entry.path().string()), entry.path().string());
      FIRSTDAY_CHECK(!read.has_errors(), "our own definitions are right");
      if (read.value.incoming.reads_anything()) out.push_back(std::move(read.value));
    }
  FIRSTDAY_CHECK(out.size() >= 3, "there is something to try");
  return out;
}

void check_word(const job::ProviderWord& word) {
  if (const auto* receipt = std::get_if<job::Receipt>(&word)) {
    FIRSTDAY_CHECK(!receipt->reference.empty() || !receipt->provider_ref.empty(), "it is about a message");
    FIRSTDAY_CHECK(receipt->reference.size() <= 200 && receipt->provider_ref.size() <= 200, "ids are short");
    FIRSTDAY_CHECK(receipt->detail.size() <= 100, "a detail is short");
    return;
  }
  FIRSTDAY_CHECK(!std::get<job::Reply>(word).from.empty(), "a reply comes from somebody");
}

}  // namespace

void take_a_post(std::string_view input) {
  static const std::vector<Definition> definitions = every_reader();
  const ports::RawPost post = read_post(input);
  for (const Definition& definition : definitions) {
    // Nobody who writes a corpus knows a key of 32 random bytes.
    static const std::string key = "c3f1b8d0a7764e29bb0f5c3f8a1f6d22";
    FIRSTDAY_CHECK(!is_authentic(definition.incoming, post, *base::parse_instant("2027-01-12T09:35:00Z"),
                                 [](const std::string&) { return key; }),
                   "a post that nobody signed is refused");
    const auto read = read_words(definition, post);
    FIRSTDAY_CHECK(!read.value.empty() || !read.problems.empty(), "nothing is passed over in silence");
    for (const job::ProviderWord& word : read.value) check_word(word);
    for (const base::Problem& problem : read.problems)
      FIRSTDAY_CHECK(!problem.what.empty() && problem.what.size() < 400, "and said in a few words");
  }
}

}  // namespace firstday::fuzz
