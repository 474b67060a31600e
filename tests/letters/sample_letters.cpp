#include "letters/sample_letters.h"

#include <deque>

#include "seal/hash.h"

namespace firstday::letters {

namespace {

Letter addressed(const std::string& reference) {
  Letter letter;
  letter.job = job::JobId("job-" + reference);
  letter.postcode = base::Personal("CM33 1HD");
  letter.pages.reference = reference;
  letter.pages.language = "en";
  letter.pages.sender = "Marsh Lane Primary School";
  letter.pages.contact = {"Marsh Lane, Fenmarsh CM33 1AA", "01632 960401", "office@marshlane.example", "",
                          "14 January 2027"};
  letter.pages.address = {base::Personal("Ms Jo Marsh"), base::Personal("1 Alder Close"),
                          base::Personal("Little Thornwick"), base::Personal("CM33 1HD")};
  letter.pages.title = base::Personal(reference + " Jo Marsh");
  return letter;
}

}  // namespace

const config::TemplateFolders& shipped_templates() {
  static const auto loaded =
      config::load_templates({std::string(FIRSTDAY_SOURCE_DIR) + "/templates"},
                             [](std::string_view text) { return seal::sha256_hex(text); });
  return loaded.value;
}

std::vector<Letter> every_shipped_letter() {
  std::vector<Letter> out;
  for (const render::Template& t : shipped_templates().set.list()) {
    if (t.kind != job::Kind::kLetter) continue;
    Letter letter = addressed(reference_from(seal::sha256_hex(render::describe(t))));
    letter.pages.language = t.language;
    letter.pages.words = &t.document;
    letter.pages.values = *shipped_templates().sample(t.name, t.language);
    letter.template_name = t.name;
    letter.template_hash = t.hash;
    out.push_back(std::move(letter));
  }
  return out;
}

Letter letter_with(const std::string& reference, const std::string& markdown) {
  static std::deque<render::Document> kept;  // letters point at their words
  Letter letter = addressed(reference);
  kept.push_back(render::parse_document(markdown, "test").value);
  letter.pages.words = &kept.back();
  return letter;
}

}  // namespace firstday::letters
