#include "providers/declared/account.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "providers/declared/section.h"

namespace firstday::provider_declared {

namespace {

constexpr std::string_view kSecret = "secret:";
constexpr const char* kSandbox = "sandbox";
constexpr const char* kReceiptUrl = "receipt_url";
constexpr const char* kMaxInFlight = "max_in_flight";
constexpr const char* kPrice = "price_per_part";

constexpr std::pair<const char*, int Limits::*> kRates[] = {{"per_second", &Limits::per_second},
                                                            {"per_minute", &Limits::per_minute},
                                                            {"per_day", &Limits::per_day},
                                                            {"per_address_hour", &Limits::per_address_hour}};

bool is_account_word(const std::string& name) {
  const auto& words = account_words();
  return std::find(words.begin(), words.end(), name) != words.end();
}

class AccountReader {
 public:
  AccountReader(const Definition& definition, const std::map<std::string, std::string>& given)
      : definition_(definition), given_(given) {}

  base::Result<Account> read() {
    account_.limits = definition_.limits;
    for (const Parameter& parameter : definition_.parameters) read_parameter(parameter);
    for (const auto& [name, value] : given_)
      if (!is_account_word(name) && find_parameter(definition_, name) == nullptr)
        wrong("'" + name + "' is not a parameter of it");
    read_sandbox();
    read_limits();
    read_receipt_address();
    if (wrong_.empty()) return account_;
    return base::misconfigured("The settings for " + definition_.id + " are wrong: " +
                               base::join(wrong_, "; ") + ". Parameters: " + base::join(names(), ", ") + ".");
  }

 private:
  void wrong(std::string what) { wrong_.push_back(std::move(what)); }

  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const Parameter& parameter : definition_.parameters) out.push_back(parameter.name);
    out.insert(out.end(), account_words().begin(), account_words().end());
    return out;
  }

  void read_parameter(const Parameter& parameter) {
    const auto found = given_.find(parameter.name);
    const bool missing = found == given_.end() || found->second.empty();
    if (missing && parameter.required) return wrong("'" + parameter.name + "' is missing");
    const std::string& value = missing ? parameter.fallback : found->second;
    if (parameter.secret && value.empty()) return;
    if (parameter.secret) return read_secret(parameter.name, value);
    if (parameter.kind == Parameter::Kind::kUrl && !is_base_url(value))
      return wrong("'" + parameter.name +
                   "' must be an address such as https://host/path, without user and query");
    account_.texts[parameter.name] = value;
  }

  void read_secret(const std::string& name, const std::string& value) {
    if (!value.starts_with(kSecret) || value.size() == kSecret.size())
      return wrong("'" + name + "' must name the secret, as secret:NAME, and not hold it");
    account_.secrets[name] = value.substr(kSecret.size());
  }

  void read_sandbox() {
    const std::string value = given(kSandbox);
    if (!value.empty() && value != "true" && value != "false") wrong("'sandbox' must be true or false");
    if (value != "true" && !(value.empty() && definition_.sandbox)) return;
    if (!goes_to_loopback())
      return wrong("'sandbox' is for a service on this machine (127.0.0.1, ::1, localhost) only");
    account_.reaches_people = false;
  }

  void read_limits() {
    Limits& limits = account_.limits;
    for (const auto& [name, limit] : kRates) read_number(name, 0, 1'000'000, limits.*limit);
    int most = limits.max_in_flight;
    read_number(kMaxInFlight, 1, 1000, most);
    limits.max_in_flight = std::min(limits.max_in_flight, most);
    const std::string price = given(kPrice);
    if (price.empty()) return;
    const auto hundredths = hundredths_of_a_penny(price);
    if (!hundredths) wrong("'price_per_part' must be pence, as 3.95");
    limits.price_per_part = hundredths.value_or(0);
  }

  void read_number(const char* name, int least, int most, int& into) {
    const std::string text = given(name);
    if (text.empty()) return;
    if (const auto number = int_of(text, least, most)) {
      into = *number;
      return;
    }
    wrong(base::join(
        {"'", name, "' must be a number from ", std::to_string(least), " to ", std::to_string(most)}, ""));
  }

  /// What the account says under this name; empty where it says nothing.
  std::string given(const char* name) const {
    const auto found = given_.find(name);
    return found == given_.end() ? "" : found->second;
  }

  void read_receipt_address() {
    const std::string url = given(kReceiptUrl);
    if (!url.empty() && !is_base_url(url))
      wrong("'receipt_url' must be an address such as https://host/path, without user and query");
    account_.reads_posts = definition_.incoming.reads_anything() && has_what_proofs_need();
    if (!account_.reads_posts || url.empty()) return;
    account_.receipt_to.url = url;
    for (const Proof& proof : definition_.incoming.proofs) {
      if (proof.kind == Proof::Kind::kToken) account_.receipt_to.token = proof.secret;
      if (!proof.in_url) continue;
      account_.receipt_to.user = account_.texts[proof.user];
      account_.receipt_to.password = proof.secret;
    }
  }

  bool has_what_proofs_need() const {
    const std::vector<std::string> needed = parameters_of(definition_.incoming);
    return std::all_of(needed.begin(), needed.end(), [&](const std::string& name) {
      const auto text = account_.texts.find(name);
      return account_.secrets.contains(name) || (text != account_.texts.end() && !text->second.empty());
    });
  }

  bool goes_to_loopback() const {
    if (definition_.request.url.empty()) return false;
    const auto& first = definition_.request.url.front();
    if (const auto* text = std::get_if<std::string>(&first)) return is_loopback(*text);
    const auto name = std::get<Placeholder>(first).parameter();
    const auto found = name ? account_.texts.find(*name) : account_.texts.end();
    return found != account_.texts.end() && is_loopback(found->second);
  }

  const Definition& definition_;
  const std::map<std::string, std::string>& given_;
  Account account_;
  std::vector<std::string> wrong_;
};

std::optional<std::string_view> after_scheme(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"})
    if (url.starts_with(scheme)) return url.substr(scheme.size());
  return std::nullopt;
}

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/// Length of a name, an IPv4 address or an IPv6 address in brackets; 0 when there is none.
std::size_t length_of_host(std::string_view text) {
  if (!text.starts_with('['))
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_host_character) -
                                    text.begin());
  const std::size_t close = text.find_first_not_of("0123456789abcdefABCDEF:.", 1);
  return close != std::string_view::npos && close > 1 && text[close] == ']' ? close + 1 : 0;
}

std::size_t length_of_port(std::string_view text) {
  if (!text.starts_with(':')) return 0;
  return std::min(text.find_first_not_of("0123456789", 1), text.size());
}

}  // namespace

const std::vector<std::string>& account_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> out = {kSandbox, kReceiptUrl, kMaxInFlight, kPrice};
    for (const auto& [name, limit] : kRates) out.emplace_back(name);
    return out;
  }();
  return words;
}

std::optional<int> hundredths_of_a_penny(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto pence = int_of(text.substr(0, point), 0, 1000);
  if (!pence) return std::nullopt;
  if (point == text.size()) return *pence * 100;
  const std::string_view decimals = text.substr(point + 1);
  const auto rest = decimals.size() <= 2 ? int_of(decimals, 0, 99) : std::nullopt;
  if (!rest) return std::nullopt;
  return *pence * 100 + (decimals.size() == 1 ? *rest * 10 : *rest);
}

std::size_t length_of_origin(std::string_view url) {
  const auto rest = after_scheme(url);
  const std::size_t host = rest ? length_of_host(*rest) : 0;
  if (host == 0) return 0;
  const std::size_t end = host + length_of_port(rest->substr(host));
  if (end < rest->size() && (*rest)[end] != '/') return 0;
  return url.size() - rest->size() + end;
}

bool is_base_url(std::string_view url) {
  return length_of_origin(url) > 0 && std::all_of(url.begin(), url.end(), [](char c) {
           return c > ' ' && c <= '~' && c != '?' && c != '#';
         });
}

bool is_loopback(std::string_view url) {
  const auto rest = after_scheme(url);
  if (!rest || length_of_origin(url) == 0) return false;
  const std::string host = base::lower(rest->substr(0, length_of_host(*rest)));
  return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

base::Result<Account> read_account(const Definition& definition,
                                   const std::map<std::string, std::string>& parameters) {
  return AccountReader(definition, parameters).read();
}

}  // namespace firstday::provider_declared
