// What fills a template's fields.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/personal.h"
#include "base/time.h"
#include "render/dates.h"

namespace firstday::render {

/// A text, a list, a date or a half day. Lists, dates and half days are put into words when they are
/// filled in, in the language of the template that was found, which need not be the one asked for.
using Value = std::variant<base::Personal, std::vector<base::Personal>, base::Date, HalfDay>;

/// True for a text of nothing but white space, and for a list of nothing but such texts.
bool is_blank(const Value& value);

/// The value in words. A list reads "a, b and c" in that language, blank items left out.
void append_value(std::string& out, const Value& value, std::string_view language);

/// Field names to values. Names match as field_key() says; setting a name again replaces its value.
/// Made for the dozen fields of a message: looking up goes through them in turn.
class Values {
 public:
  Values& set(std::string_view name, Value value);
  Values& set(std::string_view name, std::string text) {
    return set(name, Value(base::Personal(std::move(text))));
  }
  Values& set(std::string_view name, const char* text) { return set(name, std::string(text)); }

  const Value* find(std::string_view name) const;     ///< by any spelling; null when there is none
  const Value* find_key(std::string_view key) const;  ///< by field_key(name)

  std::vector<std::string> names() const;  ///< as they were first written, in that order
  bool empty() const { return entries_.empty(); }
  void reserve(std::size_t fields) { entries_.reserve(fields); }

 private:
  struct Entry {
    std::string key;
    std::string name;
    Value value;
  };
  std::vector<Entry> entries_;
};

}  // namespace firstday::render
