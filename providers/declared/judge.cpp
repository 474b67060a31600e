#include "providers/declared/judge.h"

#include <algorithm>

#include "providers/declared/answer.h"

namespace firstday::provider_declared {

namespace {

bool holds(const ValueTest& test, const Answer& answer) {
  const bool in_body = test.at.where == ValueAt::Where::kBody;
  if (in_body && !answer.readable) return false;
  const auto value = value_at(answer, test.at);
  if (test.test == ValueTest::Test::kAbsent) return !value;
  if (!value) return false;
  const bool listed = std::find(test.values.begin(), test.values.end(), *value) != test.values.end();
  switch (test.test) {
    case ValueTest::Test::kEqual:
    case ValueTest::Test::kIn:
      return listed;
    case ValueTest::Test::kNotEqual:
      return !listed;
    case ValueTest::Test::kMatches:
      return test.pattern->found_in(*value);
    case ValueTest::Test::kExists:
    case ValueTest::Test::kAbsent:
      break;
  }
  return true;
}

bool holds(const Condition& when, const Answer& answer, int status) {
  const auto has_status = [&](const StatusRange& r) { return r.from <= status && status <= r.to; };
  if (!when.status.empty() && std::none_of(when.status.begin(), when.status.end(), has_status)) return false;
  if (when.has_id && *when.has_id == answer.provider_id.empty()) return false;
  return std::all_of(when.values.begin(), when.values.end(),
                     [&](const ValueTest& t) { return holds(t, answer); });
}

void apply(const OutcomeRule& rule, const Answer& answer, const ports::HttpResult& result,
           job::Outcome& out) {
  out.kind = rule.is;
  out.evidence = "HTTP " + std::to_string(result.status) + ". " + rule.why;
  if (rule.is == job::OutcomeKind::kAccepted) out.provider_ref = answer.provider_id;
  if (rule.is != job::OutcomeKind::kRejectedTemporary) return;
  out.retry_after = rule.retry_after;
  if (rule.retry_after_header)
    if (const auto said = retry_after_of(result)) out.retry_after = said;
}

const OutcomeRule* find_rule(const Definition& definition, const Answer& answer, int status) {
  for (const OutcomeRule& rule : definition.outcomes)
    if (holds(rule.when, answer, status)) return &rule;
  return nullptr;
}

}  // namespace

const OutcomeRule* matching_rule(const Definition& definition, const ports::HttpResult& result) {
  return find_rule(definition, read_answer(definition, result), result.status);
}

job::Outcome judge(const Definition& definition, const ports::HttpResult& result) {
  job::Outcome out = ports::outcome_of(result);
  if (ports::evidence_of(result) != ports::Evidence::kAnswered) return out;
  const Answer answer = read_answer(definition, result);
  if (const OutcomeRule* rule = find_rule(definition, answer, result.status))
    apply(*rule, answer, result, out);
  else
    out.evidence.append(" No rule for ").append(definition.id).append(" explains it.");
  return out;
}

}  // namespace firstday::provider_declared
