// The conditions of a query that is put together at run time. Values never become text of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/statement.h"

namespace firstday::store {

class Where {
 public:
  /// "AND left $n right".
  void add(std::string_view left, Value value, std::string_view right = "");
  /// "AND column IN ($n, $n+1 ...)".
  void add_any_of(std::string_view column, const std::vector<std::string>& values);
  /// A condition without a value.
  void add_plain(std::string_view condition);

  /// "WHERE ...", or nothing.
  const std::string& text() const { return text_; }
  const std::vector<Value>& values() const { return values_; }

 private:
  std::string place_for(Value value);

  std::string text_;
  std::vector<Value> values_;
};

}  // namespace firstday::store
