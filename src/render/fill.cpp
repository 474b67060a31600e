#include "render/fill.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "render/field_name.h"

namespace firstday::render {

namespace {

constexpr std::array<std::string_view, 7> kYes = {"yes", "y", "true", "t", "1", "include", "show"};

bool means_yes(const Value& value, std::string_view language) {
  std::string text;
  append_value(text, value, language);
  const std::string word = base::lower(base::trim(text));
  return std::find(kYes.begin(), kYes.end(), word) != kYes.end();
}

/// The value a segment needs; null when it has none it could use.
const Value* usable(const Segment& segment, const Values& values) {
  const Value* value = values.find_key(segment.key);
  if (value != nullptr && segment.kind == Segment::Kind::kField && is_blank(*value)) return nullptr;
  return value;
}

}  // namespace

bool append_filled(std::string& out, const TemplateText& text, const Values& values,
                   std::string_view language) {
  for (const Segment& s : text.segments()) {
    if (s.kind == Segment::Kind::kLiteral) {
      out += s.text;
      continue;
    }
    const Value* value = usable(s, values);
    if (value == nullptr) return false;
    if (s.kind == Segment::Kind::kField)
      append_value(out, *value, language);
    else if (means_yes(*value, language))
      out += s.text;
  }
  return true;
}

base::Result<Filled> fill(const TemplateText& text, const Values& values, std::string_view language) {
  std::string out;
  if (!append_filled(out, text, values, language))
    return base::bad_input("There is no value for " + in_brackets(missing_fields(text, values)) +
                           ". Give one, or take the field out of the template.");
  return Filled{base::Personal(std::move(out)), surplus_fields(text, values)};
}

std::vector<std::string> missing_fields(const TemplateText& text, const Values& values) {
  std::vector<std::string> names;
  std::vector<std::string_view> keys;
  for (const Segment& s : text.segments()) {
    if (s.kind == Segment::Kind::kLiteral || usable(s, values) != nullptr) continue;
    if (std::find(keys.begin(), keys.end(), s.key) != keys.end()) continue;
    keys.push_back(s.key);
    names.push_back(s.name);
  }
  return names;
}

std::vector<std::string> surplus_fields(const TemplateText& text, const Values& values) {
  std::vector<std::string> names = values.names();
  const auto is_used = [&](const std::string& name) {
    const std::string key = field_key(name);
    return std::any_of(text.segments().begin(), text.segments().end(),
                       [&](const Segment& s) { return s.kind != Segment::Kind::kLiteral && s.key == key; });
  };
  names.erase(std::remove_if(names.begin(), names.end(), is_used), names.end());
  return names;
}

std::string in_brackets(const std::vector<std::string>& fields) {
  std::string out;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += i + 1 == fields.size() ? " and " : ", ";
    out += "((" + fields[i] + "))";
  }
  return out;
}

}  // namespace firstday::render
