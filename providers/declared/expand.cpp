#include "providers/declared/expand.h"

#include <algorithm>

namespace firstday::provider_declared {

Expander::Expander(const Account& account, const job::Message& message, const job::AttemptId& reference)
    : account_(account), message_(message), reference_(reference) {}

template <typename T>
T Expander::unless_failed(base::Result<T> result) {
  if (result) return std::move(result).value();
  if (status_) status_ = result.error();
  return {};
}

bool Expander::is_secret(const Placeholder& placeholder) const {
  const auto name = placeholder.parameter();
  return name && account_.secrets.contains(*name);
}

std::string Expander::raw_value_of(const std::string& name) const {
  if (name == "to") return message_.to.reveal();
  if (name == "body") return message_.body.reveal();
  if (name == "reference") return reference_.text();
  if (name == "language") return message_.language;
  if (name == "receipt_url" || name == "reply_url") return account_.receipt_to.url;
  if (name == "parts") return std::to_string(message_.parts);
  return message_.unicode ? "true" : "";
}

std::string Expander::value_of(const Placeholder& placeholder) {
  const auto parameter = placeholder.parameter();
  const auto found = parameter ? account_.texts.find(*parameter) : account_.texts.end();
  if (parameter && found == account_.texts.end())
    return unless_failed<std::string>(base::misconfigured("There is no parameter '" + *parameter + "'."));
  return unless_failed(
      filtered(parameter ? found->second : raw_value_of(placeholder.value), placeholder.filters));
}

std::string Expander::data(std::string_view text, Encoding encoding) {
  return guarded(unless_failed(encoded(text, encoding)));
}

std::vector<SlotPart> Expander::receipt_address() const {
  const ReceiptAddress& to = account_.receipt_to;
  const std::size_t host = to.url.find("//") + 2;
  std::vector<SlotPart> parts = {{false, to.url}};
  if (!to.password.empty())
    parts = {{false, to.url.substr(0, host) + to.user + ":"},
             {true, to.password},
             {false, "@" + to.url.substr(host)}};
  if (!to.token.empty()) {
    parts.push_back({false, "/"});
    parts.push_back({true, to.token});
  }
  return parts;
}

std::string Expander::encoded_piece(const Placeholder& placeholder, Encoding encoding) {
  if (placeholder.is_receipt_address()) return slot(encoding, receipt_address());
  if (is_secret(placeholder)) return slot(encoding, {{true, *placeholder.parameter()}});
  return data(value_of(placeholder), encoding);
}

std::optional<std::string> Expander::text(const Template& from, Encoding encoding) {
  std::string out;
  for (const auto& piece : from) {
    if (const auto* literal = std::get_if<std::string>(&piece)) {
      out += data(*literal, encoding);
      continue;
    }
    const auto& placeholder = std::get<Placeholder>(piece);
    if (placeholder.has(Filter::kIfPresent) && value_of(placeholder).empty()) return std::nullopt;
    out += encoded_piece(placeholder, encoding);
  }
  return out;
}

std::string Expander::url(const Template& from) {
  std::string out;
  for (const auto& piece : from) {
    const auto* placeholder = std::get_if<Placeholder>(&piece);
    if (placeholder == nullptr)
      out += guarded(std::get<std::string>(piece));
    else if (&piece == &from.front())
      out += guarded(value_of(*placeholder));
    else
      out += encoded_piece(*placeholder, Encoding::kUrl);
  }
  return out;
}

std::vector<SlotPart> Expander::parts_of(const Template& from) {
  std::vector<SlotPart> parts;
  for (const auto& piece : from) {
    if (const auto* literal = std::get_if<std::string>(&piece))
      parts.push_back({false, *literal});
    else if (const auto& p = std::get<Placeholder>(piece); is_secret(p))
      parts.push_back({true, *p.parameter()});
    else
      parts.push_back({false, value_of(p)});
  }
  return parts;
}

std::string Expander::user_and_password(const Template& user, const Template& password) {
  std::vector<SlotPart> parts = parts_of(user);
  for (const SlotPart& part : parts)
    if (!part.secret && part.text.find(':') != std::string::npos)
      unless_failed<std::string>(base::misconfigured("The user's name may not hold a ':'."));
  parts.push_back({false, ":"});
  for (SlotPart& part : parts_of(password)) parts.push_back(std::move(part));
  return slot(Encoding::kBasic, parts);
}

}  // namespace firstday::provider_declared
