#include "escalation/situation.h"

#include <algorithm>

namespace firstday::escalation {

namespace {

using chronology::Response;
using chronology::ResponseLevel;

bool is_today(const Response& r, base::Date today) {
  return base::to_london(r.at).date == today;
}

void take(Situation& s, const Response& r, base::Date today) {
  const bool now = is_today(r, today);
  s.answered_today = s.answered_today || now;
  if (r.level == ResponseLevel::kAnswered) return;
  s.response_today = s.response_today || now;
  if (now) s.reason_today = r.level != ResponseLevel::kReasonRejected;
  const bool lasts = now || (r.expected_return && *r.expected_return > today);
  if (r.level == ResponseLevel::kReasonAccepted && lasts) s.reason_accepted = true;
  if (r.level == ResponseLevel::kReasonRejected) s.reason_accepted = false;
}

bool decided(const chronology::CaseFacts* facts, const Condition& c) {
  if (!facts) return false;
  const auto newest = std::find_if(facts->decisions.rbegin(), facts->decisions.rend(),
                                   [&](const chronology::DecisionFact& d) { return d.about == c.about; });
  return newest != facts->decisions.rend() && newest->answer == c.value;
}

bool call_ended(const chronology::CaseFacts* facts, const std::string& outcome) {
  return facts && std::any_of(facts->calls.begin(), facts->calls.end(),
                              [&](const chronology::CallFact& f) { return f.outcome == outcome; });
}

bool fact_holds(const Condition& c, const Situation& s) {
  switch (c.fact) {
    case FactWord::kDecision:
      return decided(s.facts, c);
    case FactWord::kCallOutcome:
      return call_ended(s.facts, c.value);
    case FactWord::kResponseToday:
      return s.response_today;
    case FactWord::kAnsweredToday:
      return s.answered_today;
    default:
      return false;
  }
}

}  // namespace

Situation situation_of(const chronology::CaseFacts* facts, base::Date today,
                       std::span<const Response> early) {
  Situation s;
  s.facts = facts;
  for (const Response& r : facts ? std::span<const Response>(facts->responses) : early) take(s, r, today);
  return s;
}

bool holds(const Condition& c, const Situation& s) {
  const auto one = [&](const Condition& part) { return holds(part, s); };
  switch (c.kind) {
    case Condition::Kind::kAlways:
      return true;
    case Condition::Kind::kAll:
      return std::all_of(c.of.begin(), c.of.end(), one);
    case Condition::Kind::kAny:
      return std::any_of(c.of.begin(), c.of.end(), one);
    case Condition::Kind::kNot:
      return std::none_of(c.of.begin(), c.of.end(), one);
    case Condition::Kind::kFact:
      return fact_holds(c, s);
  }
  return false;
}

bool holds(job::OnlyIf condition, const Situation& s) {
  switch (condition) {
    case job::OnlyIf::kAlways:
      return true;
    case job::OnlyIf::kNoResponse:
      return !s.response_today;
    case job::OnlyIf::kNoReason:
      return !s.reason_today;
    case job::OnlyIf::kNoAnswer:
      return !s.answered_today;
  }
  return true;
}

std::string_view rule_of(job::OnlyIf condition) {
  switch (condition) {
    case job::OnlyIf::kAlways:
      return "";
    case job::OnlyIf::kNoResponse:
      return "response_received";
    case job::OnlyIf::kNoReason:
      return "reason_given";
    case job::OnlyIf::kNoAnswer:
      return "answered";
  }
  return "";
}

bool is_known_fact(FactWord fact) {
  return fact == FactWord::kDecision || fact == FactWord::kCallOutcome || fact == FactWord::kResponseToday ||
         fact == FactWord::kAnsweredToday;
}

}  // namespace firstday::escalation
