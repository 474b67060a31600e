#include <algorithm>

#include "base/text.h"
#include "providers/declared/json_text.h"
#include "providers/declared/read_parts.h"

namespace firstday::provider_declared {

namespace {

const std::vector<std::string>& outcome_words() {
  static const std::vector<std::string> words = {"accepted", "rejected_permanent", "rejected_temporary",
                                                 "misconfigured", "unknown"};
  return words;
}

const char* usual_reason(job::OutcomeKind kind) {
  switch (kind) {
    case job::OutcomeKind::kAccepted:
      return "The service took it.";
    case job::OutcomeKind::kRejectedPermanent:
      return "The service will not take it.";
    case job::OutcomeKind::kRejectedTemporary:
      return "The service cannot take it now.";
    case job::OutcomeKind::kMisconfigured:
      return "The service refuses the account.";
    case job::OutcomeKind::kNotSent:
    case job::OutcomeKind::kUnknown:
      break;
  }
  return "The service does not say whether it took it.";
}

class AnswerReader {
 public:
  AnswerReader(const Section& file, Definition& definition, Findings& findings)
      : file_(file), d_(definition), findings_(findings) {}

  void read() {
    read_response();
    if (!file_.has("outcomes")) return file_.missing("outcomes");
    for (const Node& rule : file_.list("outcomes")) d_.outcomes.push_back(read_rule(rule));
    const auto accepts = [](const OutcomeRule& rule) { return rule.is == job::OutcomeKind::kAccepted; };
    if (std::none_of(d_.outcomes.begin(), d_.outcomes.end(), accepts))
      file_.wrong("outcomes", "No rule says 'accepted'.", "Add the rule for the answer of a success.");
  }

 private:
  void read_response() {
    if (!file_.has("response")) return file_.missing("response");
    const Section section(file_.at("response"), "response", {"parse", "match", "groups", "provider_id"},
                          findings_);
    if (!section.has("parse")) section.missing("parse");
    const std::vector<std::string> parsers = {"empty", "text", "json"};
    const std::size_t parser = section.one_of("parse", parsers, parsers.size());
    parser_known_ = parser < parsers.size();
    if (parser_known_) d_.response.parser = static_cast<Response::Parser>(parser);
    read_match(section);
    if (section.has("provider_id")) read_provider_id(section);
  }

  void read_match(const Section& section) {
    for (const Node& name : section.list("groups")) d_.response.groups.push_back(name.text);
    if (section.has("match")) d_.response.match = read_pattern(section.at("match"), "match");
    const bool is_text = d_.response.parser == Response::Parser::kText;
    if (!is_text && (section.has("match") || section.has("groups")))
      section.wrong("match", "'match' and 'groups' are for 'parse: text'.", "Leave them away.");
    const std::size_t caught = d_.response.match ? d_.response.match->group_count() : 0;
    if (caught != d_.response.groups.size())
      section.wrong("groups", "The pattern has " + base::count_of(caught, "group") + ".",
                    "Name each of them here.");
  }

  void read_provider_id(const Section& section) {
    const Section id(section.at("provider_id"), "provider_id", {"body", "header"}, findings_);
    if (id.has("body") == id.has("header"))
      section.wrong("provider_id", "It must be in one place.", "Write 'body: ...' or 'header: ...'.");
    const char* key = id.has("body") ? "body" : "header";
    d_.response.provider_id =
        id.has("body") ? body_value(id.at(key), id.text(key)) : header_value(id.text(key));
  }

  std::optional<Pattern> read_pattern(const Node& node, std::string_view field) {
    auto pattern = Pattern::read(node.text);
    if (!pattern)
      findings_.error(node, field, "This is no regular expression, or a longer one than 200 characters.",
                      "Check its brackets; there are no back-references.");
    return pattern;
  }

  static ValueAt header_value(const std::string& name) {
    return {ValueAt::Where::kHeader, base::lower(name)};
  }

  ValueAt body_value(const Node& at, const std::string& name) {
    if (parser_known_ && !is_body_value(name))
      findings_.error(
          at, name, "The parser gives no such value.",
          "With 'parse: json' write a pointer such as /messages/0/id, with 'parse: text' write text or "
          "the name of a group.");
    return {ValueAt::Where::kBody, name};
  }

  bool is_body_value(const std::string& name) const {
    const auto& groups = d_.response.groups;
    switch (d_.response.parser) {
      case Response::Parser::kEmpty:
        return false;
      case Response::Parser::kText:
        return name == "text" || std::find(groups.begin(), groups.end(), name) != groups.end();
      case Response::Parser::kJson:
        return is_json_pointer(name);
    }
    return false;
  }

  OutcomeRule read_rule(const Node& node) {
    const Section section(node, "outcomes", {"when", "is", "retry_after", "why"}, findings_);
    OutcomeRule rule;
    rule.place = section.place();
    if (!section.has("is")) section.missing("is");
    const std::size_t word = section.one_of("is", outcome_words(), outcome_words().size() - 1);
    rule.is = *job::outcome_of(outcome_words()[word]);
    rule.why = section.text("why", usual_reason(rule.is));
    rule.when = read_condition(section);
    read_retry_after(section, rule);
    if (rule.is == job::OutcomeKind::kAccepted && rule.when.status.empty())
      section.wrong("is", "A rule for 'accepted' must name a status.", "Add 'status: 200' to its 'when'.");
    return rule;
  }

  void read_retry_after(const Section& section, OutcomeRule& rule) {
    if (!section.has("retry_after")) return;
    if (rule.is != job::OutcomeKind::kRejectedTemporary)
      section.wrong("retry_after", "Only 'rejected_temporary' is tried again.", "Leave it away.");
    rule.retry_after_header = section.text("retry_after") == "header";
    if (!rule.retry_after_header)
      rule.retry_after = std::chrono::seconds{section.number("retry_after", 0, 0, 86'400)};
  }

  Condition read_condition(const Section& rule) {
    Condition out;
    const Section section(rule.at("when"), "when", {"status", "header", "body", "has_id"}, findings_);
    if (section.node().members.empty())
      rule.wrong("when", "A rule must say when it holds.", "Add 'when: {status: ...}'.");
    read_statuses(section.at("status"), out);
    read_tests(section.at("header"), ValueAt::Where::kHeader, out);
    read_tests(section.at("body"), ValueAt::Where::kBody, out);
    if (!section.has("has_id")) return out;
    out.has_id = section.flag("has_id", true);
    if (d_.response.provider_id.where == ValueAt::Where::kNowhere)
      section.wrong("has_id", "The response names no id.", "Add 'provider_id' to 'response'.");
    return out;
  }

  void read_statuses(const Node& node, Condition& out) {
    if (node.kind == Node::Kind::kText) read_status(node, out);
    for (const Node& item : node.items) read_status(item, out);
    if (node.kind == Node::Kind::kMap)
      findings_.error(node, "status", "Here must stand a status.", "Write 200, 200-299 or [200, 202].");
  }

  void read_status(const Node& node, Condition& out) {
    const std::size_t dash = node.text.find('-');
    const auto from = int_of(node.text.substr(0, dash), 100, 599);
    const auto to = dash == std::string::npos ? from : int_of(node.text.substr(dash + 1), 100, 599);
    if (from && to && *from <= *to) return out.status.push_back({*from, *to});
    findings_.error(node, "status", "This is no HTTP status from 100 to 599.",
                    "Write 200, 200-299 or [200, 202].");
  }

  void read_tests(const Node& map, ValueAt::Where where, Condition& out) {
    if (map.kind != Node::Kind::kMap && map.kind != Node::Kind::kNone)
      findings_.error(map, "when", "Here must stand names with values.",
                      "Write 'name: value', one on each line.");
    for (const auto& [key, value] : map.members) {
      const ValueAt at = where == ValueAt::Where::kBody ? body_value(key, key.text) : header_value(key.text);
      read_test(key, value, at, out);
    }
  }

  void read_test(const Node& key, const Node& value, const ValueAt& at, Condition& out) {
    if (value.kind == Node::Kind::kText)
      return out.values.push_back({at, ValueTest::Test::kEqual, {value.text}, std::nullopt});
    const Section section(value, key.text, {"eq", "ne", "in", "exists", "matches"}, findings_);
    if (value.members.size() != 1)
      return findings_.error(
          key, key.text, "Here must stand one value or one test.",
          "Write 'name: value', or 'name: {ne: value}'; tests: eq, ne, in, exists, matches.");
    out.values.push_back(read_one_test(section, value.members.front().key.text, at));
  }

  ValueTest read_one_test(const Section& section, const std::string& word, const ValueAt& at) {
    using Test = ValueTest::Test;
    if (!section.has(word)) section.missing(word);
    if (word == "eq") return {at, Test::kEqual, {section.text(word)}, std::nullopt};
    if (word == "ne") return {at, Test::kNotEqual, {section.text(word)}, std::nullopt};
    if (word == "matches") return {at, Test::kMatches, {}, read_pattern(section.at(word), word)};
    if (word == "in") return read_list_test(section, at);
    return {at, section.flag("exists", true) ? Test::kExists : Test::kAbsent, {}, std::nullopt};
  }

  static ValueTest read_list_test(const Section& section, const ValueAt& at) {
    ValueTest out{at, ValueTest::Test::kIn, {}, std::nullopt};
    for (const Node& item : section.list("in")) out.values.push_back(item.text);
    if (out.values.empty()) section.wrong("in", "The list is empty.", "Name the values, as [a, b].");
    return out;
  }

  const Section& file_;
  Definition& d_;
  Findings& findings_;
  bool parser_known_ = false;
};

}  // namespace

void read_answer_parts(const Section& file, Definition& definition, Findings& findings) {
  AnswerReader(file, definition, findings).read();
}

}  // namespace firstday::provider_declared
