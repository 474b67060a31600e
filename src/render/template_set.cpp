#include "render/template_set.h"

#include <algorithm>
#include <tuple>

#include "render/dates.h"
#include "render/field_name.h"

namespace firstday::render {

namespace {

constexpr std::string_view kFallback = "en";

using Key = std::tuple<std::string_view, job::Kind, std::string_view>;

Key key_of(const Template& t) {
  return {t.name, t.kind, t.language};
}

auto lower_bound(const std::vector<Template>& templates, const Key& key) {
  return std::lower_bound(templates.begin(), templates.end(), key,
                          [](const Template& t, const Key& k) { return key_of(t) < k; });
}

}  // namespace

bool is_paper(job::Kind kind) {
  return kind == job::Kind::kLetter || kind == job::Kind::kCard || kind == job::Kind::kVisit ||
         kind == job::Kind::kForm;
}

bool names_somebody(const Template& text) {
  const auto all = text.body.placeholders();
  return std::any_of(all.begin(), all.end(), [](const std::string& field) {
    const std::string key = field_key(field);
    return key == field_key("pupil first name") || key == field_key("pupil first names") ||
           key == field_key("pupil full name") || key == field_key("contact name");
  });
}

bool may_be_sent(const Template& text) {
  return text.language == kFallback || !text.reviewed_by.empty();
}

std::string describe(const Template& text) {
  std::string out = text.name + ", " + std::string(job::word(text.kind)) + ", " + text.language;
  return text.file.empty() ? out : out + " (" + text.file + ")";
}

bool TemplateSet::add(Template text) {
  text.language = primary_tag(text.language);
  const Key key = key_of(text);
  const auto at = lower_bound(templates_, key);
  if (at != templates_.end() && key_of(*at) == key) return false;
  templates_.insert(at, std::move(text));
  return true;
}

const Template* TemplateSet::find(std::string_view name, job::Kind kind, std::string_view language) const {
  const Template* found = exact(name, kind, language);
  return found != nullptr && may_be_sent(*found) ? found : exact(name, kind, kFallback);
}

const Template* TemplateSet::exact(std::string_view name, job::Kind kind, std::string_view language) const {
  const std::string tag = primary_tag(language);
  const Key key{name, kind, tag};
  const auto at = lower_bound(templates_, key);
  return at != templates_.end() && key_of(*at) == key ? &*at : nullptr;
}

}  // namespace firstday::render
