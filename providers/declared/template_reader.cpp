#include "providers/declared/template_reader.h"

#include "base/text.h"
#include "providers/declared/encoding.h"
#include "providers/declared/json_text.h"

namespace firstday::provider_declared {

namespace {

/// RFC 9110 section 5.6.2.
bool is_header_name(const std::string& text) {
  constexpr std::string_view kToken =
      "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return !text.empty() && text.find_first_not_of(kToken) == std::string::npos;
}

/// Those that the transport itself writes.
bool is_framing(const std::string& header) {
  for (const char* name : {"host", "content-length", "transfer-encoding", "connection", "expect"})
    if (base::lower(header) == name) return true;
  return false;
}

bool fits_header(const Template& value) {
  for (const auto& piece : value)
    if (const auto* text = std::get_if<std::string>(&piece);
        text != nullptr && !encoded(*text, Encoding::kHeader))
      return false;
  return true;
}

/// A value that is not there stands where its key stands.
Node placed(const Node& value, const Node& key) {
  if (value.kind != Node::Kind::kNone) return value;
  Node out;
  out.line = key.line;
  out.column = key.column;
  return out;
}

JsonTree literal(std::string text) {
  JsonTree out;
  out.kind = JsonTree::Kind::kLiteral;
  out.literal = std::move(text);
  return out;
}

}  // namespace

void TemplateReader::check(const Node& node, std::string_view field, const Placeholder& placeholder,
                           Omission omission) {
  saw_reference_ = saw_reference_ || placeholder.value == "reference";
  const auto name = placeholder.parameter();
  const Parameter* parameter = name ? find_parameter(d_, *name) : nullptr;
  if (name && parameter == nullptr)
    findings_.error(node, field, "There is no parameter '" + *name + "'.", "Add it to 'parameters'.");
  if (parameter != nullptr && parameter->secret && !placeholder.filters.empty())
    findings_.error(node, field, "A secret takes no filter.", "Leave the filter away.");
  if (parameter != nullptr && parameter->secret && !parameter->required)
    findings_.error(node, field, "An account need not have this secret, so no request can rest on it.",
                    "Leave 'default' away from the parameter.");
  if (placeholder.value == "receipt_url" || placeholder.value == "reply_url")
    check_receipt_url(node, field, placeholder);
  if (omission == Omission::kNotHere && placeholder.has(Filter::kIfPresent))
    findings_.error(node, field, "This cannot be left out.", "Leave if_present away.");
}

void TemplateReader::check_receipt_url(const Node& node, std::string_view field,
                                       const Placeholder& placeholder) {
  saw_receipt_url_ = true;
  if (!placeholder.has(Filter::kIfPresent))
    findings_.error(node, field, "An account may have no address for receipts.",
                    "Add the filter if_present, so that the field is left out then.");
  for (const FilterCall& call : placeholder.filters)
    if (call.filter != Filter::kThen && call.filter != Filter::kIfPresent)
      findings_.error(node, field, "An address for receipts takes no such filter.",
                      "It takes then(...) and if_present.");
}

Template TemplateReader::read(const Node& node, std::string_view field, Omission omission) {
  if (node.kind != Node::Kind::kText) {
    findings_.error(node, field, "Here must stand a text.", "Put it in quotes, on the line of the key.");
    return {};
  }
  auto parsed = parse_template(node.text);
  if (!parsed) {
    findings_.error(node, field, parsed.error().what, "Correct what stands between '{{' and '}}'.");
    return {};
  }
  for (const auto& piece : parsed.value())
    if (const auto* placeholder = std::get_if<Placeholder>(&piece))
      check(node, field, *placeholder, omission);
  return std::move(parsed).value();
}

Fields TemplateReader::read_fields(const Node& map, std::string_view name) {
  Fields out;
  if (map.kind != Node::Kind::kMap && map.kind != Node::Kind::kNone)
    findings_.error(map, name, "Here must stand keys with values.",
                    "Write 'name: \"...\"', one on each line.");
  for (const auto& [key, value] : map.members) {
    if (value.kind != Node::Kind::kList)
      out.push_back({key.text, read(placed(value, key), key.text, Omission::kAllowed)});
    for (const Node& item : value.items) out.push_back({key.text, read(item, key.text, Omission::kAllowed)});
  }
  return out;
}

Fields TemplateReader::read_headers(const Node& map) {
  for (const auto& [key, value] : map.members) check_header_name(key, key.text);
  Fields out = read_fields(map, "headers");
  for (const Field& field : out)
    if (!fits_header(field.value))
      findings_.error(map.member(field.name), field.name, "A header can hold printable ASCII only.",
                      "Leave other characters away.");
  return out;
}

void TemplateReader::check_header_name(const Node& at, const std::string& name) {
  if (!is_header_name(name) || is_framing(name))
    findings_.error(at, name, "This header cannot be set.",
                    "Use letters, digits and '-', and none that HTTP itself needs.");
}

JsonTree TemplateReader::read_json_text(const Node& node) {
  if (!node.quoted && is_json_literal(node.text)) return literal(node.text);
  JsonTree out;
  out.kind = JsonTree::Kind::kText;
  out.text = read(node, "json", Omission::kAllowed);
  return out;
}

JsonTree TemplateReader::read_json(const Node& node) {
  if (node.kind == Node::Kind::kNone) return literal("null");
  if (node.kind == Node::Kind::kText) return read_json_text(node);
  JsonTree out;
  out.kind = node.kind == Node::Kind::kList ? JsonTree::Kind::kList : JsonTree::Kind::kMap;
  for (const Node& item : node.items) out.items.push_back(read_json(item));
  for (const auto& [key, value] : node.members) out.members.push_back({key.text, read_json(value)});
  return out;
}

}  // namespace firstday::provider_declared
