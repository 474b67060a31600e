#include "providers/declared/template_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace firstday::provider_declared {

namespace {

constexpr std::array kValues = {"to",    "body",    "reference",   "language",
                                "parts", "unicode", "receipt_url", "reply_url"};
constexpr std::string_view kParameter = "param.";

struct FilterWord {
  const char* word;
  Filter filter;
  bool takes_argument;
};

constexpr FilterWord kFilters[] = {
    {"e164", Filter::kE164, false},      {"no_plus", Filter::kNoPlus, false},
    {"then", Filter::kThen, true},       {"national_uk", Filter::kNationalUk, false},
    {"default", Filter::kDefault, true}, {"if_present", Filter::kIfPresent, false},
};

bool is_value(std::string_view name) {
  if (name.starts_with(kParameter)) return name.size() > kParameter.size();
  return std::find(kValues.begin(), kValues.end(), name) != kValues.end();
}

base::Error no_filter(std::string_view word) {
  std::vector<std::string> known;
  for (const FilterWord& f : kFilters)
    known.emplace_back(std::string(f.word) + (f.takes_argument ? "(...)" : ""));
  return base::misconfigured("There is no filter '" + std::string(word) +
                             "'. There are: " + base::join(known, ", ") + ".");
}

base::Result<FilterCall> read_filter(std::string_view text) {
  const std::size_t open = text.find('(');
  const std::string_view word = base::trim(text.substr(0, open));
  const bool has_argument = open != std::string_view::npos;
  if (has_argument && !text.ends_with(')'))
    return base::misconfigured("The filter '" + std::string(word) + "' lacks its ')'.");
  for (const FilterWord& f : kFilters)
    if (word == f.word && has_argument == f.takes_argument)
      return FilterCall{f.filter,
                        has_argument ? std::string(text.substr(open + 1, text.size() - open - 2)) : ""};
  return no_filter(text);
}

base::Result<Placeholder> read_placeholder(std::string_view text) {
  const std::vector<std::string> parts = base::split(text, '|');
  Placeholder out;
  out.value = base::trim(parts.front());
  if (!is_value(out.value))
    return base::misconfigured("There is no value '" + out.value +
                               "'. There are: to, body, reference, language, parts, unicode, receipt_url, "
                               "reply_url, param.<name>.");
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto filter = read_filter(base::trim(parts[i]));
    if (!filter) return filter.error();
    out.filters.push_back(std::move(filter).value());
  }
  return out;
}

void add_text(Template& to, std::string_view text) {
  if (!text.empty()) to.emplace_back(std::string(text));
}

std::string no_plus(const std::string& number) {
  return number.substr(1);
}

base::Result<std::string> national_uk(const std::string& number) {
  if (!number.starts_with("+44"))
    return base::bad_input("This service takes numbers of the United Kingdom only.");
  return "0" + number.substr(3);
}

base::Result<std::string> apply(std::string value, const FilterCall& call) {
  switch (call.filter) {
    case Filter::kThen:
      return value.empty() ? value : call.argument;
    case Filter::kDefault:
      return value.empty() ? call.argument : value;
    case Filter::kIfPresent:
      return value;
    case Filter::kE164:
    case Filter::kNoPlus:
    case Filter::kNationalUk:
      break;
  }
  if (!is_e164(value)) return base::bad_input("The number is not in international form (E.164).");
  if (call.filter == Filter::kNoPlus) return no_plus(value);
  if (call.filter == Filter::kNationalUk) return national_uk(value);
  return value;
}

}  // namespace

std::optional<std::string> Placeholder::parameter() const {
  if (!value.starts_with(kParameter)) return std::nullopt;
  return value.substr(kParameter.size());
}

bool Placeholder::is_receipt_address() const {
  return (value == "receipt_url" || value == "reply_url") && !has(Filter::kThen);
}

bool Placeholder::has(Filter filter) const {
  return std::any_of(filters.begin(), filters.end(),
                     [&](const FilterCall& call) { return call.filter == filter; });
}

base::Result<Template> parse_template(std::string_view text) {
  Template out;
  while (!text.empty()) {
    const std::size_t open = text.find("{{");
    add_text(out, text.substr(0, open));
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) return base::misconfigured("A '{{' has no '}}'.");
    auto placeholder = read_placeholder(text.substr(open + 2, close - open - 2));
    if (!placeholder) return placeholder.error();
    out.emplace_back(std::move(placeholder).value());
    text.remove_prefix(close + 2);
  }
  return out;
}

bool is_e164(std::string_view number) {
  if (!number.starts_with('+')) return false;
  const std::string_view digits = number.substr(1);
  return digits.size() >= 8 && digits.size() <= 15 && base::is_digits(digits) && digits.front() != '0';
}

base::Result<std::string> filtered(std::string value, const std::vector<FilterCall>& filters) {
  for (const FilterCall& call : filters) {
    auto next = apply(std::move(value), call);
    if (!next) return next.error();
    value = std::move(next).value();
  }
  return value;
}

}  // namespace firstday::provider_declared
