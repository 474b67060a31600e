#include "providers/declared/read_definition.h"

#include <algorithm>

#include "base/text.h"
#include "providers/declared/account.h"
#include "providers/declared/read_parts.h"

namespace firstday::provider_declared {

namespace {

bool is_word(const std::string& text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void read_identity(const Section& file, Definition& definition) {
  if (file.text("format") != "1") file.wrong("format", "This program reads format 1.", "Write 'format: 1'.");
  definition.id = file.required_text("id");
  if (!definition.id.empty() && !is_word(definition.id))
    file.wrong("id", "An id is made of a-z, 0-9, '-' and '_'.", "Take the name of the file.");
  if (!file.has("version")) file.missing("version");
  definition.version = file.number("version", 0, 1, 1'000'000);
  if (!file.has("channel")) file.missing("channel");
  file.one_of("channel", {"text"}, 0);
  definition.channel = job::Kind::kText;
  definition.sandbox = file.flag("sandbox", false);
}

void check_parameter(const Section& section, const Parameter& parameter) {
  if (parameter.secret && !parameter.fallback.empty())
    section.wrong("default", "A secret has no default.",
                  "Leave 'default' away, or write \"\" for one that an account need not have.");
  if (parameter.secret && parameter.kind == Parameter::Kind::kUrl)
    section.wrong("kind", "An address is no secret.", "Leave 'kind' away, and take the address apart.");
  if (parameter.kind == Parameter::Kind::kUrl && !parameter.required && !is_base_url(parameter.fallback))
    section.wrong("default", "This is no address that requests could go to.",
                  "Write it as https://host/path, without user and query.");
}

Parameter read_parameter(const Node& key, const Node& value, Findings& findings) {
  const Section section(value, key.text, {"kind", "default", "secret", "help"}, findings);
  Parameter out;
  out.name = key.text;
  out.kind = section.one_of("kind", {"text", "url"}, 0) == 1 ? Parameter::Kind::kUrl : Parameter::Kind::kText;
  out.required = section.at("default").line == 0;
  out.fallback = section.text("default");
  out.secret = section.flag("secret", false);
  out.help = section.text("help");
  out.required = out.required || (out.secret && !out.fallback.empty());
  check_parameter(section, out);
  const auto& taken = account_words();
  if (!is_word(out.name) || std::find(taken.begin(), taken.end(), out.name) != taken.end())
    findings.error(key, key.text, "A parameter cannot have this name.",
                   "Use a-z, 0-9, '-' and '_', and none of: " + base::join(taken, ", ") + ".");
  return out;
}

void read_parameters(const Section& file, Definition& definition, Findings& findings) {
  const Node& node = file.at("parameters");
  if (node.kind != Node::Kind::kMap && node.kind != Node::Kind::kNone)
    file.wrong("parameters", "Here must stand the names of parameters.",
               "Write 'name: {...}', one on each line.");
  for (const auto& [key, value] : node.members)
    definition.parameters.push_back(read_parameter(key, value, findings));
}

void read_limits(const Section& file, Definition& definition, Findings& findings) {
  const Section limits(file.at("limits"), "limits",
                       {"max_in_flight", "timeout_seconds", "connect_timeout_seconds", "per_second",
                        "per_minute", "per_day", "per_address_hour", "price_per_part"},
                       findings);
  definition.limits.max_in_flight = limits.number("max_in_flight", 16, 1, 1000);
  definition.limits.total_timeout = std::chrono::seconds{limits.number("timeout_seconds", 60, 1, 300)};
  definition.limits.connect_timeout =
      std::chrono::seconds{limits.number("connect_timeout_seconds", 10, 1, 60)};
  definition.limits.per_second = limits.number("per_second", 0, 1, 1'000'000);
  definition.limits.per_minute = limits.number("per_minute", 0, 1, 1'000'000);
  definition.limits.per_day = limits.number("per_day", 0, 1, 1'000'000);
  definition.limits.per_address_hour = limits.number("per_address_hour", 0, 1, 1'000'000);
  if (!limits.has("price_per_part")) return;
  const auto price = hundredths_of_a_penny(limits.text("price_per_part"));
  if (!price) limits.wrong("price_per_part", "This is no price in pence.", "Write it as 3.95, up to 1000.");
  definition.limits.price_per_part = price.value_or(0);
}

}  // namespace

base::Parsed<Definition> read_definition(std::string_view yaml, std::string_view file) {
  base::Parsed<Definition> out;
  base::Parsed<Node> tree = read_tree(yaml, file);
  out.problems = std::move(tree.problems);
  if (tree.value.kind == Node::Kind::kNone && out.has_errors()) return out;
  Findings findings{std::string(file), out.problems};
  const Section top(tree.value, "",
                    {"format", "id", "version", "channel", "sandbox", "parameters", "auth", "request",
                     "limits", "response", "outcomes", "incoming", "receipt", "reply", "self_test"},
                    findings);
  out.value.file = file;
  read_identity(top, out.value);
  read_parameters(top, out.value, findings);
  read_request_parts(top, out.value, findings);
  read_limits(top, out.value, findings);
  read_answer_parts(top, out.value, findings);
  read_incoming_parts(top, out.value, findings);
  read_self_test(top, out.value, findings);
  return out;
}

}  // namespace firstday::provider_declared
