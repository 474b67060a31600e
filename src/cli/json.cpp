#include "cli/json.h"

#include <nlohmann/json.hpp>

namespace firstday::cli {

struct JsonObject::Body {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
};

JsonObject::JsonObject() : body_(std::make_unique<Body>()) {}
JsonObject::~JsonObject() = default;
JsonObject::JsonObject(JsonObject&&) noexcept = default;
JsonObject& JsonObject::operator=(JsonObject&&) noexcept = default;

JsonObject& JsonObject::add(std::string_view name, std::string_view value) {
  body_->json[std::string(name)] = value;
  return *this;
}

JsonObject& JsonObject::add(std::string_view name, long long value) {
  body_->json[std::string(name)] = value;
  return *this;
}

JsonObject& JsonObject::add(std::string_view name, bool value) {
  body_->json[std::string(name)] = value;
  return *this;
}

JsonObject& JsonObject::add(std::string_view name, const std::vector<std::string>& values) {
  body_->json[std::string(name)] = values;
  return *this;
}

JsonObject& JsonObject::add(std::string_view name, const std::vector<JsonObject>& objects) {
  auto list = nlohmann::ordered_json::array();
  for (const JsonObject& o : objects) list.push_back(o.body_->json);
  body_->json[std::string(name)] = std::move(list);
  return *this;
}

JsonObject& JsonObject::add_null(std::string_view name) {
  body_->json[std::string(name)] = nullptr;
  return *this;
}

JsonObject& JsonObject::add_if(std::string_view name, std::string_view value) {
  return value.empty() ? *this : add(name, value);
}

std::string JsonObject::line() const {
  return body_->json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace firstday::cli
