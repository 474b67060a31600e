// The templates a school has, which of them families may get, and a person's word that a translation is
// right.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "config/templates.h"

namespace firstday::workflow {

enum class Wording {
  kEnglish,   ///< what the translations are made from
  kReviewed,  ///< a named person has read it
  kWaits,     ///< nobody has: families get English
  kLapsed,    ///< somebody had, and then the words were changed: families get English
};

/// "english", "reviewed", "waits", "changed".
std::string_view word(Wording wording);

struct TemplateRow {
  std::string name;
  job::Kind kind = job::Kind::kText;
  std::string language;
  Wording wording = Wording::kWaits;
  std::string reviewed_by;  ///< of kLapsed: who had
  std::string reviewed_on;
  std::string about;
  std::string file;
};

/// By name, kind and language; all of them where `language` is empty. kUsage for a language that has none.
base::Result<std::vector<TemplateRow>> template_list(const config::TemplateFolders& folders,
                                                     const std::string& language);

/// Whose word, about what.
struct ReviewAsk {
  std::string name;
  std::string language;
  std::string by;  ///< the person who has read it
  base::Date today;
};

/// Puts the person's name into every template of that name and language (config/template_review.h) and gives
/// the files. kUsage for English, which is what the others are made from, an unknown template, or a name that
/// is no name; else the errors of write_review(). Templates already written stay written when a later one
/// fails.
base::Result<std::vector<std::string>> review_template(const config::TemplateFolders& folders,
                                                       const std::string& config_dir, const ReviewAsk& ask);

}  // namespace firstday::workflow
