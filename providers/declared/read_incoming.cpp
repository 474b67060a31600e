#include <algorithm>

#include "base/text.h"
#include "providers/declared/encoding.h"
#include "providers/declared/json_text.h"
#include "providers/declared/read_incoming_at.h"
#include "providers/declared/read_parts.h"
#include "providers/declared/xml_items.h"

namespace firstday::provider_declared {

namespace {

std::vector<std::string> usual_types(IncomingSource::Format format) {
  switch (format) {
    case IncomingSource::Format::kForm:
      return {"application/x-www-form-urlencoded"};
    case IncomingSource::Format::kJson:
      return {"application/json"};
    case IncomingSource::Format::kXml:
      return {"application/xml", "text/xml"};
    case IncomingSource::Format::kQuery:
      break;
  }
  return {};
}

class IncomingReader {
 public:
  IncomingReader(const Section& file, Definition& definition, Findings& findings)
      : file_(file), d_(definition), in_(definition.incoming), findings_(findings) {}

  void read() {
    if (file_.has("receipt")) read_receipt();
    if (file_.has("reply")) read_reply();
    read_incoming();
    check_they_can_be_told_apart();
  }

 private:
  void read_incoming() {
    const Section section(file_.at("incoming"), "incoming", {"auth", "answer"}, findings_);
    if (file_.has("incoming") && !in_.reads_anything())
      file_.wrong("incoming", "The file reads nothing that comes in.", "Add 'receipt' or 'reply'.");
    if (section.has("auth")) read_proofs(section.at("auth"), d_, findings_);
    if (in_.reads_anything() && !section.has("auth"))
      file_.wrong(in_.receipt.given ? "receipt" : "reply",
                  "Anybody could post this: the file does not say how the service proves who it is.",
                  "Add 'incoming: {auth: {kind: ...}}'.");
    if (section.has("answer")) read_answer(section);
  }

  void read_answer(const Section& incoming) {
    const Section section(incoming.at("answer"), "answer", {"status", "body", "content_type"}, findings_);
    in_.answer.status = section.number("status", 200, 200, 299);
    in_.answer.body = section.text("body");
    in_.answer.content_type = section.text("content_type", in_.answer.content_type);
    if (!encoded(in_.answer.content_type, Encoding::kHeader))
      section.wrong("content_type", "A header can hold printable ASCII only.", "Write it as text/plain.");
  }

  void read_receipt() {
    const Section section = block("receipt", {"status", "detail"});
    ReceiptBlock& out = in_.receipt;
    read_common(section, out);
    out.detail = value(section, "detail", out);
    if (!section.has("status")) return section.missing("status");
    const Section status(section.at("status"), "status", {"at", "sub", "map"}, findings_);
    if (!status.has("at")) status.missing("at");
    out.status = value(status, "at", out);
    out.substatus = value(status, "sub", out);
    read_map(status);
    if (!section.has("reference") && !section.has("provider_id"))
      file_.wrong("receipt", "Nothing says which message a receipt is about.",
                  "Add 'reference' (ours), 'provider_id' (the service's own), or both.");
  }

  void read_map(const Section& status) {
    const Node& map = status.at("map");
    in_.receipt.map_place = {map.line, map.column};
    if (map.members.empty()) return status.missing("map");
    for (const auto& [key, word] : map.members) {
      const auto& words = status_words();
      const auto found = std::find(words.begin(), words.end(), word.text);
      if (found == words.end()) {
        findings_.error(key, key.text, "Nobody knows this word here.",
                        base::join({"Write one of: ", base::join(words, ", "), "."}, ""));
        continue;
      }
      in_.receipt.words[key.text] = job::kReceiptStatuses[static_cast<std::size_t>(found - words.begin())];
      in_.receipt.word_places[key.text] = {key.line, key.column};
    }
  }

  void read_reply() {
    const Section section = block("reply", {"from", "text"});
    ReplyBlock& out = in_.reply;
    read_common(section, out);
    if (!section.has("from")) section.missing("from");
    if (!section.has("text")) section.missing("text");
    out.from = value(section, "from", out);
    out.text = value(section, "text", out);
  }

  Section block(const char* name, std::vector<std::string> more) {
    more.insert(more.end(),
                {"source", "method", "content_types", "items", "when", "reference", "provider_id", "time"});
    return {file_.at(name), name, std::move(more), findings_};
  }

  IncomingAt value(const Section& section, const char* key, const IncomingBlock& of) {
    IncomingAt at = read_incoming_at(section, key, findings_);
    check_body_name(at, of.source.format, section.at(key), key, findings_);
    return at;
  }

  void read_common(const Section& section, IncomingBlock& out) {
    out.given = true;
    out.place = section.place();
    read_source(section, out.source);
    read_when(section.at("when"), out.source);
    out.reference = value(section, "reference", out);
    out.provider_id = value(section, "provider_id", out);
    if (!section.has("time")) return;
    const Section time(section.at("time"), "time", {"at", "format"}, findings_);
    if (!time.has("at")) time.missing("at");
    if (!time.has("format")) time.missing("format");
    out.time = value(time, "at", out);
    out.time_format = read_time_format(time, TimeFormat::Kind::kIso);
  }

  void read_source(const Section& section, IncomingSource& out) {
    if (!section.has("source")) section.missing("source");
    out.format =
        static_cast<IncomingSource::Format>(section.one_of("source", {"form", "json", "xml", "query"}, 0));
    const bool is_query = out.format == IncomingSource::Format::kQuery;
    out.methods = words(section, "method", {is_query ? "GET" : "POST"});
    for (const std::string& method : out.methods)
      if (method != "GET" && method != "POST")
        section.wrong("method", "Nobody knows this word here.", "Write GET, POST, or [GET, POST].");
    out.content_types = words(section, "content_types", usual_types(out.format));
    for (std::string& type : out.content_types) type = base::lower(type);
    out.items = section.text("items");
    if (!out.items.empty() && !may_be_items(out))
      section.wrong("items", "The source has no such list.",
                    "In json write a pointer such as /messages, in xml a path such as Reports/Report.");
  }

  static bool may_be_items(const IncomingSource& source) {
    if (source.format == IncomingSource::Format::kJson)
      return source.items.starts_with('/') && is_json_pointer(source.items);
    return source.format == IncomingSource::Format::kXml && is_xml_path(source.items);
  }

  /// One word or a list of them.
  static std::vector<std::string> words(const Section& section, const char* key,
                                        std::vector<std::string> fallback) {
    if (!section.has(key)) return fallback;
    if (section.at(key).kind == Node::Kind::kText) return {section.text(key)};
    std::vector<std::string> out;
    for (const Node& node : section.list(key)) out.push_back(node.text);
    if (out.empty()) section.wrong(key, "The list is empty.", "Name what the service uses.");
    return out;
  }

  void read_when(const Node& map, IncomingSource& out) {
    if (map.kind != Node::Kind::kMap && map.kind != Node::Kind::kNone)
      findings_.error(map, "when", "Here must stand names with values.",
                      "Write 'name: value', one on each line.");
    for (const auto& [key, value] : map.members) {
      const IncomingAt at = read_incoming_at(key, key.text, findings_);
      check_body_name(at, out.format, key, key.text, findings_);
      std::vector<std::string> values;
      if (value.kind == Node::Kind::kText) values.push_back(value.text);
      for (const Node& item : value.items) values.push_back(item.text);
      if (values.empty())
        findings_.error(key, key.text, "Here must stand a value, or a list of them.", "Write 'name: value'.");
      out.when.emplace_back(at, std::move(values));
    }
  }

  /// Both come to one address, and receipts are looked for first.
  void check_they_can_be_told_apart() {
    if (!in_.receipt.given || !in_.reply.given) return;
    const IncomingSource& a = in_.receipt.source;
    const IncomingSource& b = in_.reply.source;
    const bool share_a_method = std::any_of(a.methods.begin(), a.methods.end(), [&](const std::string& m) {
      return std::find(b.methods.begin(), b.methods.end(), m) != b.methods.end();
    });
    if (a.when.empty() && a.format == b.format && a.items == b.items && share_a_method)
      file_.wrong("receipt", "Every reply would be taken for a receipt.",
                  "Say by 'when' which requests are receipts.");
  }

  const Section& file_;
  Definition& d_;
  Incoming& in_;
  Findings& findings_;
};

}  // namespace

void read_incoming_parts(const Section& file, Definition& definition, Findings& findings) {
  IncomingReader(file, definition, findings).read();
}

}  // namespace firstday::provider_declared
