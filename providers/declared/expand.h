// Templates with their values put in, each encoded for its place, secrets as slots.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "job/message.h"
#include "providers/declared/account.h"
#include "providers/declared/slotted.h"
#include "providers/declared/template_text.h"

namespace firstday::provider_declared {

/// Expands the templates of one request and remembers the first thing that went wrong; what it gives
/// after that is of no use. Borrows all it is given.
class Expander {
 public:
  Expander(const Account& account, const job::Message& message, const job::AttemptId& reference);

  /// Nothing when an if_present found nothing: the field is left out.
  std::optional<std::string> text(const Template& from, Encoding encoding);
  /// The template's own text stands as it is, and so does a parameter at the very beginning.
  std::string url(const Template& from);
  /// A slot for base64("user:password"), or the like of it without a secret.
  std::string user_and_password(const Template& user, const Template& password);
  /// A name or text of the definition itself.
  std::string data(std::string_view text, Encoding encoding);

  const base::Status& status() const { return status_; }

 private:
  bool is_secret(const Placeholder& placeholder) const;
  std::string value_of(const Placeholder& placeholder);
  std::string raw_value_of(const std::string& name) const;
  std::vector<SlotPart> receipt_address() const;
  std::vector<SlotPart> parts_of(const Template& from);
  std::string encoded_piece(const Placeholder& placeholder, Encoding encoding);
  template <typename T>
  T unless_failed(base::Result<T> result);

  const Account& account_;
  const job::Message& message_;
  const job::AttemptId& reference_;
  base::Status status_;
};

}  // namespace firstday::provider_declared
