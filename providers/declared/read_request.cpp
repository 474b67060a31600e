#include <algorithm>

#include "base/text.h"
#include "providers/declared/account.h"
#include "providers/declared/read_parts.h"
#include "providers/declared/template_reader.h"

namespace firstday::provider_declared {

namespace {

bool is_plain_url(const Template& url) {
  const auto fits = [](char c) { return c > ' ' && c <= '~' && c != '?' && c != '#'; };
  return std::all_of(url.begin(), url.end(), [&](const auto& piece) {
    const auto* text = std::get_if<std::string>(&piece);
    return text == nullptr || std::all_of(text->begin(), text->end(), fits);
  });
}

class RequestReader {
 public:
  RequestReader(const Section& file, Definition& definition, Findings& findings)
      : file_(file), d_(definition), findings_(findings), templates_(definition, findings) {}

  void read() {
    if (!file_.has("request")) return file_.missing("request");
    const Section section(file_.at("request"), "request",
                          {"method", "url", "query", "headers", "form", "json", "raw"}, findings_);
    const std::vector<std::string> methods = {"POST", "GET", "PUT"};
    d_.request.method = methods[section.one_of("method", methods, 0)];
    read_url(section);
    d_.request.query = templates_.read_fields(section.at("query"), "query");
    d_.request.headers = templates_.read_headers(section.at("headers"));
    read_body(section);
    read_auth();
    if (templates_.saw_receipt_url() && !file_.has("receipt") && !file_.has("reply"))
      section.wrong("url", "The request asks for receipts or replies, and the file does not read them.",
                    "Add 'receipt' or 'reply'.");
    if (!templates_.saw_reference())
      findings_.warning(section.node(), "request", "No part of the request holds {{reference}}.",
                        "Put it where the service takes a reference, so that an unknown can be settled.");
  }

 private:
  void read_url(const Section& section) {
    if (!section.has("url")) return section.missing("url");
    d_.request.url = templates_.read(section.at("url"), "url");
    if (d_.request.url.empty()) return;
    if (!begins_with_whole_host(d_.request.url))
      section.wrong("url", "The address must begin with https://host/, or with a parameter of the kind url.",
                    "Write the host out, or take it from such a parameter and go on with '/'.");
    if (!is_plain_url(d_.request.url))
      section.wrong("url", "The address holds '?', '#', or a character that an address cannot hold.",
                    "Put fields under 'query'.");
  }

  /// So that no value can become part of the host.
  bool begins_with_whole_host(const Template& url) const {
    if (const auto* text = std::get_if<std::string>(&url.front())) {
      const std::size_t origin = length_of_origin(*text);
      return origin > 0 && (url.size() == 1 || origin < text->size());
    }
    const auto& first = std::get<Placeholder>(url.front());
    const Parameter* parameter = find_parameter(d_, first.parameter().value_or(""));
    if (parameter == nullptr || parameter->kind != Parameter::Kind::kUrl || !first.filters.empty())
      return false;
    const auto* next = url.size() > 1 ? std::get_if<std::string>(&url[1]) : nullptr;
    return url.size() == 1 || (next != nullptr && next->starts_with('/'));
  }

  void read_body(const Section& section) {
    const std::vector<const char*> kinds = {"form", "json", "raw"};
    const auto given =
        std::count_if(kinds.begin(), kinds.end(), [&](const char* kind) { return section.has(kind); });
    if (given > 1) section.wrong("json", "A request has one body.", "Keep one of form, json and raw.");
    if (given > 0 && d_.request.method == "GET")
      section.wrong("method", "A GET request has no body.", "Use POST, or put the fields under 'query'.");
    if (section.has("form"))
      read_form(section);
    else if (section.has("json"))
      read_json(section);
    else if (section.has("raw"))
      read_raw(section);
  }

  void read_form(const Section& section) {
    d_.request.body.kind = Body::Kind::kForm;
    d_.request.body.form = templates_.read_fields(section.at("form"), "form");
  }

  void read_json(const Section& section) {
    d_.request.body.kind = Body::Kind::kJson;
    d_.request.body.json = templates_.read_json(section.at("json"));
  }

  void read_raw(const Section& section) {
    d_.request.body.kind = Body::Kind::kRaw;
    d_.request.body.raw = templates_.read(section.at("raw"), "raw");
    if (!is_plain_text())
      section.wrong("raw", "Only plain text can be raw: in other kinds a value could break out of its place.",
                    "Add the header 'Content-Type: text/plain; charset=utf-8', or use form or json.");
  }

  bool is_plain_text() const {
    for (const Field& field : d_.request.headers) {
      const auto* type = field.value.size() == 1 ? std::get_if<std::string>(&field.value[0]) : nullptr;
      if (base::lower(field.name) == "content-type")
        return type != nullptr && type->starts_with("text/plain");
    }
    return false;
  }

  void read_auth() {
    const Section section(file_.at("auth"), "auth", {"kind", "user", "password", "token", "name", "value"},
                          findings_);
    if (!file_.has("auth")) return;
    if (!section.has("kind")) return section.missing("kind");
    const std::vector<std::string> kinds = {"none", "basic", "bearer", "header", "query", "form"};
    const std::size_t kind = section.one_of("kind", kinds, kinds.size());
    if (kind == kinds.size()) return;
    d_.auth.kind = static_cast<Auth::Kind>(kind);
    only(section, read_auth_values(section));
    if (d_.auth.kind == Auth::Kind::kForm && d_.request.body.kind != Body::Kind::kForm)
      section.wrong("kind", "The request has no form to put it into.", "Use another kind, or a form.");
    if (d_.auth.kind == Auth::Kind::kHeader) templates_.check_header_name(section.at("name"), d_.auth.name);
  }

  /// Gives the keys that the kind has.
  std::vector<std::string> read_auth_values(const Section& section) {
    switch (d_.auth.kind) {
      case Auth::Kind::kNone:
        return {};
      case Auth::Kind::kBasic:
        d_.auth.user = auth_template(section, "user");
        d_.auth.secret = auth_template(section, "password");
        return {"user", "password"};
      case Auth::Kind::kBearer:
        d_.auth.secret = auth_template(section, "token");
        return {"token"};
      case Auth::Kind::kHeader:
      case Auth::Kind::kQuery:
      case Auth::Kind::kForm:
        break;
    }
    d_.auth.name = section.required_text("name");
    d_.auth.secret = auth_template(section, "value");
    return {"name", "value"};
  }

  Template auth_template(const Section& section, const char* key) {
    if (section.has(key)) return templates_.read(section.at(key), key);
    section.missing(key);
    return {};
  }

  void only(const Section& section, const std::vector<std::string>& keys) {
    for (const auto& [key, value] : section.node().members)
      if (key.text != "kind" && std::find(keys.begin(), keys.end(), key.text) == keys.end())
        findings_.error(key, key.text, "This kind of auth has no such key.",
                        keys.empty() ? "Leave it away." : "It has: " + base::join(keys, ", ") + ".");
  }

  const Section& file_;
  Definition& d_;
  Findings& findings_;
  TemplateReader templates_;
};

}  // namespace

void read_request_parts(const Section& file, Definition& definition, Findings& findings) {
  RequestReader(file, definition, findings).read();
}

}  // namespace firstday::provider_declared
