#include "providers/sandbox/settings.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"

namespace firstday::provider_sandbox {

namespace {

constexpr int kLongestWait = 24 * 60 * 60;

std::string_view before_at_sign(std::string_view address) {
  return address.substr(0, address.find('@'));
}

base::Error wrong(const std::string& name, const char* may_be) {
  return base::misconfigured("sandbox: the parameter \"" + name + "\" is wrong. It may be " + may_be + ".");
}

std::optional<Whom> read_whom(const std::string& text) {
  Whom whom;
  if (text == "all") {
    whom.all = true;
    return whom;
  }
  for (const std::string& part : base::split(text, ',')) {
    const std::string ending(base::trim(part));
    if (!base::is_digits(ending)) return std::nullopt;
    whom.endings.push_back(ending);
  }
  return whom;
}

std::optional<int> read_number(const std::string& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || number < 0 || number > kLongestWait) return std::nullopt;
  return number;
}

Whom* whom_called(Settings& settings, const std::string& name) {
  if (name == "misconfigured") return &settings.misconfigured;
  if (name == "not_sent") return &settings.not_sent;
  if (name == "fail") return &settings.fail;
  if (name == "busy") return &settings.busy;
  if (name == "drop") return &settings.drop;
  if (name == "delay") return &settings.delay;
  return nullptr;
}

base::Status set_whom(Whom& whom, const std::string& name, const std::string& text) {
  const auto read = read_whom(text);
  if (!read)
    return wrong(name, "\"all\", or the last digits of numbers with commas between, such as \"0001, 0002\"");
  whom = *read;
  return {};
}

template <typename Unit>
base::Status set_time(Unit& time, const std::string& name, const std::string& text, const char* may_be) {
  const auto number = read_number(text);
  if (!number) return wrong(name, may_be);
  time = Unit{*number};
  return {};
}

base::Status set_text(std::string& target, const std::string& name, const std::string& text,
                      const char* may_be) {
  const bool one_line = std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' '; });
  if (text.empty() || !one_line) return wrong(name, may_be);
  target = text;
  return {};
}

base::Status set(Settings& settings, const std::string& name, const std::string& text) {
  if (Whom* whom = whom_called(settings, name)) return set_whom(*whom, name, text);
  if (name == "folder") return set_text(settings.folder, name, text, "the path of a folder");
  if (name == "from") return set_text(settings.from, name, text, "one line of text");
  if (name == "retry_after")
    return set_time(settings.retry_after, name, text, "a number of seconds from 0 to 86400");
  if (name == "delay_ms")
    return set_time(settings.delay_ms, name, text, "a number of milliseconds from 0 to 86400");
  return base::misconfigured("sandbox: there is no parameter \"" + name +
                             "\". There are: folder, from, fail, busy, retry_after, drop, delay, delay_ms, "
                             "misconfigured, not_sent.");
}

}  // namespace

bool Whom::holds(const base::Personal& to) const {
  if (all) return true;
  const std::string_view address = before_at_sign(to.reveal());
  return std::any_of(endings.begin(), endings.end(),
                     [&](const std::string& e) { return address.ends_with(e); });
}

base::Result<Settings> read_settings(const std::map<std::string, std::string>& parameters) {
  Settings settings;
  for (const auto& [name, text] : parameters)
    if (const base::Status status = set(settings, name, text); !status) return status.error();
  if (settings.folder.empty())
    return base::misconfigured(
        "sandbox: the parameter \"folder\" is missing. Give the path of a folder for the "
        "messages.");
  return settings;
}

}  // namespace firstday::provider_sandbox
