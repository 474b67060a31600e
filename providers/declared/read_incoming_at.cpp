#include "providers/declared/read_incoming_at.h"

#include "base/text.h"
#include "providers/declared/json_text.h"
#include "providers/declared/xml_items.h"

namespace firstday::provider_declared {

namespace {

bool fits(const std::string& name, IncomingSource::Format format) {
  if (format == IncomingSource::Format::kJson) return name.starts_with('/') && is_json_pointer(name);
  if (format == IncomingSource::Format::kXml) return is_xml_path(name);
  return !name.empty();
}

}  // namespace

IncomingAt read_one_place(const Section& section, std::string_view field, Findings& findings) {
  using Where = IncomingAt::Where;
  IncomingAt out;
  int places = 0;
  for (const auto& [key, where] : {std::pair{"header", Where::kHeader}, std::pair{"query", Where::kQuery},
                                   std::pair{"body", Where::kBody}}) {
    if (!section.has(key)) continue;
    ++places;
    out = {where, where == Where::kHeader ? base::lower(section.text(key)) : section.text(key)};
  }
  if (places != 1 || out.name.empty())
    findings.error(section.node(), field, "It must be in one place.",
                   "Write one of {header: ...}, {query: ...} and {body: ...}.");
  return out;
}

IncomingAt read_incoming_at(const Node& node, std::string_view field, Findings& findings) {
  if (node.kind == Node::Kind::kMap)
    return read_one_place(Section(node, std::string(field), {"header", "query", "body"}, findings), field,
                          findings);
  if (node.kind != Node::Kind::kText || node.text.empty()) {
    findings.error(node, field, "Here must stand the place of a value.",
                   "Write its name in the body, or '?name' for a field of the address.");
    return {};
  }
  if (node.text.starts_with('?') && node.text.size() > 1)
    return {IncomingAt::Where::kQuery, node.text.substr(1)};
  return {IncomingAt::Where::kBody, node.text};
}

IncomingAt read_incoming_at(const Section& section, std::string_view key, Findings& findings) {
  return section.has(key) ? read_incoming_at(section.at(key), key, findings) : IncomingAt{};
}

void check_body_name(const IncomingAt& at, IncomingSource::Format format, const Node& node,
                     std::string_view field, Findings& findings) {
  if (at.where != IncomingAt::Where::kBody || fits(at.name, format)) return;
  findings.error(
      node, field, "The source has no value of such a name.",
      "In json write a pointer such as /status, in xml a path such as Report/Status or Report/@id, "
      "otherwise the field's name.");
}

TimeFormat::Kind read_time_format(const Section& section, TimeFormat::Kind fallback) {
  return static_cast<TimeFormat::Kind>(section.one_of("format", {"iso", "epoch", "epoch_ms", "london", "utc"},
                                                      static_cast<std::size_t>(fallback)));
}

}  // namespace firstday::provider_declared
