#include "providers/declared/json_text.h"

#include <nlohmann/json.hpp>

namespace firstday::provider_declared {

namespace {

using nlohmann::json;

std::string written(const json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Writing a value calls itself once a level, so a stranger's body may not be deep.
json parsed(const std::string& body) {
  constexpr int kDeepest = 100;
  const auto is_shallow = [](int depth, json::parse_event_t, const json&) { return depth < kDeepest; };
  return json::parse(body, is_shallow, false);
}

using Values = std::map<std::string, std::string>;

Values single_values(const json& entry, const std::vector<std::string>& pointers) {
  Values out;
  for (const std::string& pointer : pointers) {
    const json::json_pointer at(pointer);
    if (entry.contains(at) && entry.at(at).is_primitive() && !entry.at(at).is_null())
      out[pointer] = written(entry.at(at));
  }
  return out;
}

}  // namespace

bool is_utf8(std::string_view text) {
  return json_escaped(text).has_value();
}

std::optional<std::string> json_escaped(std::string_view text) {
  try {
    const std::string quoted = json(text).dump();
    return quoted.substr(1, quoted.size() - 2);
  } catch (const json::exception&) {
    return std::nullopt;
  }
}

bool is_json_literal(std::string_view text) {
  const json value = json::parse(text, nullptr, false);
  return !value.is_discarded() && !value.is_string() && value.is_primitive();
}

bool is_json_pointer(const std::string& text) {
  try {
    static_cast<void>(json::json_pointer(text));
    return true;
  } catch (const json::exception&) {
    return false;
  }
}

std::optional<std::map<std::string, std::string>> json_values(const std::string& body,
                                                              const std::vector<std::string>& pointers) {
  const json tree = parsed(body);
  if (tree.is_discarded()) return std::nullopt;
  std::map<std::string, std::string> out;
  for (const std::string& pointer : pointers) {
    const json::json_pointer at(pointer);
    if (tree.contains(at) && !tree.at(at).is_null()) out[pointer] = written(tree.at(at));
  }
  return out;
}

std::optional<std::vector<Values>> json_items(const std::string& body, const std::string& list,
                                              const std::vector<std::string>& pointers) {
  const json tree = parsed(body);
  if (tree.is_discarded()) return std::nullopt;
  const json::json_pointer at(list);
  std::vector<Values> out;
  if (!tree.contains(at)) return out;
  const json& found = tree.at(at);
  if (!found.is_array()) return std::vector<Values>{single_values(found, pointers)};
  out.reserve(found.size());
  for (const json& entry : found) out.push_back(single_values(entry, pointers));
  return out;
}

}  // namespace firstday::provider_declared
