#include "workflow/template_shelf.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/text.h"
#include "config/template_review.h"
#include "render/dates.h"
#include "seal/hash.h"

namespace firstday::workflow {

namespace {

constexpr const char* kEnglish = "en";

Wording wording_of(const render::Template& t) {
  if (t.language == kEnglish) return Wording::kEnglish;
  if (render::may_be_sent(t)) return Wording::kReviewed;
  return t.lapsed_review.empty() ? Wording::kWaits : Wording::kLapsed;
}

TemplateRow row_of(const render::Template& t) {
  TemplateRow row;
  row.name = t.name;
  row.kind = t.kind;
  row.language = t.language;
  row.wording = wording_of(t);
  row.reviewed_by = t.lapsed_review.empty() ? t.reviewed_by : t.lapsed_review;
  row.reviewed_on = t.reviewed_on;
  row.about = t.about;
  row.file = t.file;
  return row;
}

base::Error none_in(const std::string& language, const config::TemplateFolders& folders) {
  std::set<std::string> languages;
  for (const render::Template& t : folders.set.list()) languages.insert(t.language);
  return base::usage("There is no template in '" + language +
                     "'. The languages are: " + base::join({languages.begin(), languages.end()}, ", ") + ".");
}

base::Error no_such(const ReviewAsk& ask, const config::TemplateFolders& folders) {
  std::set<std::string> names;
  for (const render::Template& t : folders.set.list())
    if (t.language == ask.language) names.insert(t.name);
  if (names.empty()) return none_in(ask.language, folders);
  return base::usage("There is no template '" + ask.name + "' in '" + ask.language +
                     "'. There are: " + base::join({names.begin(), names.end()}, ", ") + ".");
}

bool is_a_name(const std::string& by) {
  return !base::trim(by).empty() && std::none_of(by.begin(), by.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  });
}

}  // namespace

std::string_view word(Wording wording) {
  switch (wording) {
    case Wording::kEnglish:
      return "english";
    case Wording::kReviewed:
      return "reviewed";
    case Wording::kWaits:
      return "waits";
    case Wording::kLapsed:
      return "changed";
  }
  return "";
}

base::Result<std::vector<TemplateRow>> template_list(const config::TemplateFolders& folders,
                                                     const std::string& language) {
  std::vector<TemplateRow> rows;
  for (const render::Template& t : folders.set.list())
    if (language.empty() || t.language == language) rows.push_back(row_of(t));
  if (rows.empty() && !language.empty()) return none_in(language, folders);
  return rows;
}

base::Result<std::vector<std::string>> review_template(const config::TemplateFolders& folders,
                                                       const std::string& config_dir, const ReviewAsk& ask) {
  if (!is_a_name(ask.by)) return base::usage("A review needs the name of who read it: --by \"Their name\".");
  if (ask.language == kEnglish)
    return base::usage("The English templates are what the others are made from: they need no review.");
  const std::string own = (std::filesystem::path(config_dir) / "templates").string();
  const config::Hasher hasher = [](std::string_view bytes) { return seal::sha256_hex(bytes); };
  std::vector<std::string> files;
  for (const render::Template& t : folders.set.list()) {
    if (t.name != ask.name || t.language != ask.language) continue;
    const auto file = config::write_review(t, {std::string(base::trim(ask.by)), ask.today, {}}, own, hasher);
    if (!file) return file.error();
    files.push_back(file.value());
  }
  if (files.empty()) return no_such(ask, folders);
  return files;
}

}  // namespace firstday::workflow
