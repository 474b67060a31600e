// Reads the templates of a definition file: single ones, fields, and the JSON tree.
#pragma once

#include <string>
#include <string_view>

#include "providers/declared/definition.h"
#include "providers/declared/section.h"
#include "providers/declared/yaml_tree.h"

namespace firstday::provider_declared {

/// Whether a value that is not there may take the whole field with it (if_present).
enum class Omission { kAllowed, kNotHere };

/// Borrows the definition (for its parameters) and the findings.
class TemplateReader {
 public:
  TemplateReader(const Definition& definition, Findings& findings) : d_(definition), findings_(findings) {}

  Template read(const Node& node, std::string_view field, Omission omission = Omission::kNotHere);
  /// A list gives its name once for each entry.
  Fields read_fields(const Node& map, std::string_view name);
  Fields read_headers(const Node& map);
  /// A quoted text is a template; what is not quoted and is a JSON number or word is that.
  JsonTree read_json(const Node& node);
  void check_header_name(const Node& at, const std::string& name);

  /// {{reference}} was in one of them.
  bool saw_reference() const { return saw_reference_; }
  /// {{receipt_url}} or {{reply_url}} was.
  bool saw_receipt_url() const { return saw_receipt_url_; }

 private:
  void check(const Node& node, std::string_view field, const Placeholder& placeholder, Omission omission);
  void check_receipt_url(const Node& node, std::string_view field, const Placeholder& placeholder);
  JsonTree read_json_text(const Node& node);

  const Definition& d_;
  Findings& findings_;
  bool saw_reference_ = false;
  bool saw_receipt_url_ = false;
};

}  // namespace firstday::provider_declared
