#include "providers/declared/incoming_values.h"

#include "base/text.h"
#include "providers/declared/form_fields.h"
#include "providers/declared/json_text.h"
#include "providers/declared/xml_items.h"

namespace firstday::provider_declared {

namespace {

IncomingItem first_of_each(const FormFields& fields) {
  return {fields.begin(), fields.end()};
}

}  // namespace

std::optional<std::vector<IncomingItem>> items_of(const ports::RawPost& post, const IncomingSource& source,
                                                  const std::vector<std::string>& names) {
  switch (source.format) {
    case IncomingSource::Format::kForm:
      return std::vector<IncomingItem>{first_of_each(form_fields(post.body))};
    case IncomingSource::Format::kQuery:
      return std::vector<IncomingItem>{first_of_each(form_fields(post.query))};
    case IncomingSource::Format::kJson:
      return json_items(post.body, source.items, names);
    case IncomingSource::Format::kXml:
      break;
  }
  return xml_items(post.body, source.items);
}

std::string_view header(const ports::RawPost& post, std::string_view name) {
  for (const auto& [known, value] : post.headers)
    if (known == name) return value;
  return {};
}

std::string content_type(const ports::RawPost& post) {
  const std::string_view whole = header(post, "content-type");
  return base::lower(base::trim(whole.substr(0, whole.find(';'))));
}

std::optional<std::string> value_at(const ports::RawPost& post, const IncomingItem& item,
                                    const IncomingAt& at) {
  switch (at.where) {
    case IncomingAt::Where::kNowhere:
      return std::nullopt;
    case IncomingAt::Where::kHeader: {
      const std::string_view value = header(post, at.name);
      return value.empty() ? std::nullopt : std::optional(std::string(value));
    }
    case IncomingAt::Where::kQuery: {
      const FormFields fields = form_fields(post.query);
      const std::string* value = find_field(fields, at.name);
      return value == nullptr ? std::nullopt : std::optional(*value);
    }
    case IncomingAt::Where::kBody:
      break;
  }
  const auto found = item.find(at.name);
  return found == item.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> value_at(const ports::RawPost& post, const IncomingAt& at) {
  if (at.where != IncomingAt::Where::kBody) return value_at(post, {}, at);
  IncomingSource source;
  if (at.name.starts_with('/')) source.format = IncomingSource::Format::kJson;
  const auto items = items_of(post, source, {at.name});
  return items && items->size() == 1 ? value_at(post, items->front(), at) : std::nullopt;
}

}  // namespace firstday::provider_declared
