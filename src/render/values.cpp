#include "render/values.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "render/field_name.h"
#include "render/list_text.h"

namespace firstday::render {

namespace {

bool blank_text(const base::Personal& text) {
  return base::trim(text.reveal()).empty();
}

struct Blank {
  bool operator()(const base::Personal& text) const { return blank_text(text); }
  bool operator()(const std::vector<base::Personal>& list) const {
    return std::all_of(list.begin(), list.end(), blank_text);
  }
  bool operator()(base::Date) const { return false; }
  bool operator()(HalfDay) const { return false; }
};

struct Append {
  std::string& out;
  std::string_view language;

  void operator()(const base::Personal& text) const { out += text.reveal(); }
  void operator()(const std::vector<base::Personal>& list) const {
    std::vector<std::string_view> items;
    items.reserve(list.size());
    for (const base::Personal& item : list)
      if (const std::string_view text = base::trim(item.reveal()); !text.empty()) items.push_back(text);
    append_list(out, items, language);
  }
  void operator()(base::Date date) const { out += long_date(date, language); }
  void operator()(HalfDay half) const { out += session_word(half, language); }
};

}  // namespace

bool is_blank(const Value& value) {
  return std::visit(Blank{}, value);
}

void append_value(std::string& out, const Value& value, std::string_view language) {
  std::visit(Append{out, language}, value);
}

Values& Values::set(std::string_view name, Value value) {
  std::string key = field_key(name);
  for (Entry& e : entries_)
    if (e.key == key) {
      e.value = std::move(value);
      return *this;
    }
  entries_.push_back({std::move(key), std::string(name), std::move(value)});
  return *this;
}

const Value* Values::find(std::string_view name) const {
  return find_key(field_key(name));
}

const Value* Values::find_key(std::string_view key) const {
  for (const Entry& e : entries_)
    if (e.key == key) return &e.value;
  return nullptr;
}

std::vector<std::string> Values::names() const {
  std::vector<std::string> out;
  out.reserve(entries_.size());
  for (const Entry& e : entries_) out.push_back(e.name);
  return out;
}

}  // namespace firstday::render
