#include "workflow/letter_preview.h"

#include "workflow/letter_values.h"

namespace firstday::workflow {

namespace {

std::string sample_text(const render::Values& sample, const char* field) {
  const render::Value* value = sample.find(field);
  const auto* text = value == nullptr ? nullptr : std::get_if<base::Personal>(value);
  return text == nullptr ? std::string() : text->reveal();
}

ports::LetterPages sample_letter(const render::Template& t, const render::Values& sample, base::Instant now) {
  roll::School school;
  school.name = sample_text(sample, "school");
  school.phone = sample_text(sample, "school phone");
  school.address = "1 School Lane, Sampletown, ZZ99 9ZZ";
  ports::LetterPages pages;
  pages.reference = "SAMPLE0000";
  pages.language = t.language;
  pages.sender = school.name;
  pages.contact = contact_lines(school, base::to_london(now).date, pages.reference, t.language,
                                t.kind == job::Kind::kLetter ? Carried::kFirstClass : Carried::kByHand);
  pages.geometry = geometry_of(t);
  if (pages.geometry == nullptr)
    pages.address = {base::Personal(sample_text(sample, "contact name")), base::Personal("2 Sample Street"),
                     base::Personal("Sampletown"), base::Personal("ZZ99 9ZZ")};
  pages.title = base::Personal(pages.reference);
  pages.words = &t.document;
  pages.values = sample;
  return pages;
}

const render::Template* paper_named(const render::TemplateSet& set, const std::string& name,
                                    const std::string& tag) {
  for (const job::Kind kind : {job::Kind::kLetter, job::Kind::kCard, job::Kind::kVisit, job::Kind::kForm})
    if (const render::Template* t = set.exact(name, kind, tag); t != nullptr) return t;
  return nullptr;
}

}  // namespace

base::Result<std::string> letter_preview(const config::TemplateFolders& folders, const std::string& name,
                                         const std::string& language, PaperForm form,
                                         ports::Typesetter& typesetter, base::Instant now) {
  const std::string tag = language.empty() ? "en" : language;
  const render::Template* t = paper_named(folders.set, name, tag);
  if (t == nullptr)
    return base::usage("There is no letter, card, visit sheet or form '" + name + "' in the language '" +
                       tag + "'.");
  const render::Values* sample = folders.sample(name, tag);
  const ports::LetterPages letter = sample_letter(*t, sample == nullptr ? render::Values{} : *sample, now);
  if (form == PaperForm::kPng) return typesetter.picture(letter, 1);
  auto typeset = typesetter.typeset(std::span(&letter, 1), now, false);
  if (!typeset) return typeset.error();
  return std::move(typeset.value().pdf);
}

}  // namespace firstday::workflow
