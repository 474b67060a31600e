// Strings that name a thing, kept apart by type: a pupil's reference is not a contact's.
#pragma once

#include <compare>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>

namespace firstday::base {

/// Id<struct PupilTag>. Empty means "none". Ordered bytewise; prints as it is (ids are not personal
/// data: they name a row in the school's own register).
template <typename Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }

  friend bool operator==(const Id&, const Id&) = default;
  friend auto operator<=>(const Id&,
                          const Id&) = default;  // NOLINT(modernize-use-nullptr): clang-tidy 14 misfires
  friend std::ostream& operator<<(std::ostream& out, const Id& id) { return out << id.text_; }

 private:
  std::string text_;
};

}  // namespace firstday::base

template <typename Tag>
struct std::hash<firstday::base::Id<Tag>> {
  std::size_t operator()(const firstday::base::Id<Tag>& id) const {
    return std::hash<std::string>{}(id.text());
  }
};
