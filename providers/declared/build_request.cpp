#include "providers/declared/build_request.h"

#include "base/text.h"
#include "providers/declared/expand.h"
#include "providers/declared/json_text.h"

namespace firstday::provider_declared {

namespace {

class Builder {
 public:
  Builder(const Definition& definition, Expander& expand) : d_(definition), expand_(expand) {}

  SlottedRequest build() {
    SlottedRequest out;
    out.method = d_.request.method;
    out.url = url();
    out.headers = headers();
    out.body = body();
    return out;
  }

 private:
  std::string url() {
    std::string out = expand_.url(d_.request.url);
    Fields query = d_.request.query;
    if (d_.auth.kind == Auth::Kind::kQuery) query.push_back({d_.auth.name, d_.auth.secret});
    const std::string fields = pairs(query, Encoding::kUrl);
    return fields.empty() ? out : out + "?" + fields;
  }

  std::string pairs(const Fields& fields, Encoding encoding) {
    std::vector<std::string> out;
    for (const Field& field : fields)
      if (const auto value = expand_.text(field.value, encoding))
        out.push_back(expand_.data(field.name, encoding) + "=" + *value);
    return base::join(out, "&");
  }

  ports::HttpHeaders headers() {
    Fields fields = d_.request.headers;
    if (d_.auth.kind == Auth::Kind::kHeader) fields.push_back({d_.auth.name, d_.auth.secret});
    ports::HttpHeaders out;
    add_content_type(out);
    for (const Field& field : fields)
      if (const auto value = expand_.text(field.value, Encoding::kHeader))
        out.emplace_back(field.name, *value);
    add_authorization(out);
    return out;
  }

  void add_content_type(ports::HttpHeaders& out) const {
    for (const Field& field : d_.request.headers)
      if (base::lower(field.name) == "content-type") return;
    if (d_.request.body.kind == Body::Kind::kForm)
      out.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    if (d_.request.body.kind == Body::Kind::kJson) out.emplace_back("Content-Type", "application/json");
  }

  void add_authorization(ports::HttpHeaders& out) {
    if (d_.auth.kind == Auth::Kind::kBearer)
      out.emplace_back("Authorization",
                       "Bearer " + expand_.text(d_.auth.secret, Encoding::kHeader).value_or(""));
    if (d_.auth.kind == Auth::Kind::kBasic)
      out.emplace_back("Authorization", "Basic " + expand_.user_and_password(d_.auth.user, d_.auth.secret));
  }

  std::string body() {
    switch (d_.request.body.kind) {
      case Body::Kind::kNone:
        return {};
      case Body::Kind::kForm:
        return form();
      case Body::Kind::kJson:
        return json(d_.request.body.json).value_or("null");
      case Body::Kind::kRaw:
        return expand_.text(d_.request.body.raw, Encoding::kRaw).value_or("");
    }
    return {};
  }

  std::string form() {
    Fields fields = d_.request.body.form;
    if (d_.auth.kind == Auth::Kind::kForm) fields.push_back({d_.auth.name, d_.auth.secret});
    return pairs(fields, Encoding::kForm);
  }

  std::optional<std::string> json(const JsonTree& tree) {
    switch (tree.kind) {
      case JsonTree::Kind::kLiteral:
        return tree.literal;
      case JsonTree::Kind::kText:
        return quoted(expand_.text(tree.text, Encoding::kJson));
      case JsonTree::Kind::kList:
        return "[" + json_items(tree) + "]";
      case JsonTree::Kind::kMap:
        return "{" + json_members(tree) + "}";
    }
    return std::nullopt;
  }

  static std::optional<std::string> quoted(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    return "\"" + *text + "\"";
  }

  std::string json_items(const JsonTree& tree) {
    std::vector<std::string> out;
    for (const JsonTree& item : tree.items)
      if (auto value = json(item)) out.push_back(*std::move(value));
    return base::join(out, ",");
  }

  std::string json_members(const JsonTree& tree) {
    std::vector<std::string> out;
    for (const auto& [name, member] : tree.members)
      if (const auto value = json(member))
        out.push_back("\"" + expand_.data(name, Encoding::kJson) + "\":" + *value);
    return base::join(out, ",");
  }

  const Definition& d_;
  Expander& expand_;
};

base::Status check(const job::Message& message, const job::AttemptId& reference,
                   const Definition& definition) {
  if (message.kind != definition.channel)
    return base::bad_input(definition.id + " carries messages of the kind " +
                           std::string(word(definition.channel)) + " only.");
  if (!is_e164(message.to.reveal()))
    return base::bad_input("The number is not in international form (E.164).");
  if (message.body.empty()) return base::bad_input("The message has no text.");
  if (!is_utf8(message.body.reveal())) return base::bad_input("The text is no UTF-8.");
  if (reference.empty()) return base::bad_input("The message has no reference.");
  return {};
}

}  // namespace

base::Result<SlottedRequest> build_request(const Definition& definition, const Account& account,
                                           const job::Message& message, const job::AttemptId& reference) {
  if (const base::Status status = check(message, reference, definition); !status) return status.error();
  Expander expand(account, message, reference);
  SlottedRequest request = Builder(definition, expand).build();
  if (!expand.status()) return expand.status().error();
  return request;
}

}  // namespace firstday::provider_declared
