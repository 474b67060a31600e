#include "store/where.h"

#include "base/text.h"

namespace firstday::store {

std::string Where::place_for(Value value) {
  values_.push_back(std::move(value));
  return "$" + std::to_string(values_.size());
}

void Where::add_plain(std::string_view condition) {
  text_ += text_.empty() ? "WHERE " : " AND ";
  text_ += condition;
}

void Where::add(std::string_view left, Value value, std::string_view right) {
  add_plain(std::string(left) + " " + place_for(std::move(value)) + std::string(right));
}

void Where::add_any_of(std::string_view column, const std::vector<std::string>& values) {
  std::vector<std::string> places;
  places.reserve(values.size());
  for (const std::string& value : values) places.push_back(place_for(value));
  add_plain(std::string(column) + " IN (" + base::join(places, ", ") + ")");
}

}  // namespace firstday::store
