// Text about a person: prints masked, so that no log shows it by accident (design invariant 9).
#pragma once

#include <compare>
#include <functional>
#include <ostream>
#include <string>
#include <utility>

namespace firstday::base {

/// A name, number, address or message text. Streams and log fields show only that there is one.
/// reveal() is for those who must have it: providers, pages, files for staff, and the store.
class Personal {
 public:
  Personal() = default;
  explicit Personal(std::string text) : text_(std::move(text)) {}

  const std::string& reveal() const { return text_; }
  bool empty() const { return text_.empty(); }

  /// What a log may show: "" for nothing, otherwise "***".
  const char* masked() const { return text_.empty() ? "" : "***"; }

  friend bool operator==(const Personal&, const Personal&) = default;
  friend auto operator<=>(const Personal&,
                          const Personal&) = default;  // NOLINT(modernize-use-nullptr): misfires
  friend std::ostream& operator<<(std::ostream& out, const Personal& p) { return out << p.masked(); }

 private:
  std::string text_;
};

/// GoogleTest prints values of failed expectations through this; it masks like every other printer.
inline void PrintTo(const Personal& p, std::ostream* out) {
  *out << p.masked();
}

}  // namespace firstday::base

template <>
struct std::hash<firstday::base::Personal> {
  std::size_t operator()(const firstday::base::Personal& p) const {
    return std::hash<std::string>{}(p.reveal());
  }
};
