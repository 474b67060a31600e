// One JSON object on one line, for --json. Keeps nlohmann-json out of every other file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace firstday::cli {

/// Members in the order they are added. Text must be UTF-8; bytes that are not become U+FFFD.
class JsonObject {
 public:
  JsonObject();
  ~JsonObject();
  JsonObject(JsonObject&&) noexcept;
  JsonObject& operator=(JsonObject&&) noexcept;

  JsonObject& add(std::string_view name, std::string_view value);
  JsonObject& add(std::string_view name, const char* value) { return add(name, std::string_view(value)); }
  JsonObject& add(std::string_view name, const std::string& value) {
    return add(name, std::string_view(value));
  }
  JsonObject& add(std::string_view name, long long value);
  JsonObject& add(std::string_view name, int value) { return add(name, static_cast<long long>(value)); }
  JsonObject& add(std::string_view name, std::size_t value) {
    return add(name, static_cast<long long>(value));
  }
  JsonObject& add(std::string_view name, bool value);
  JsonObject& add(std::string_view name, const std::vector<std::string>& values);
  JsonObject& add(std::string_view name, const std::vector<JsonObject>& objects);
  JsonObject& add_null(std::string_view name);
  /// Adds nothing when the text is empty.
  JsonObject& add_if(std::string_view name, std::string_view value);

  std::string line() const;  ///< without a line end

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace firstday::cli
