#include "escalation/situation.h"

#include <algorithm>
#include <charconv>

#include "escalation/audience.h"
#include "escalation/visit_outcomes.h"

namespace firstday::escalation {

namespace {

using chronology::CaseFacts;
using chronology::DecisionFact;
using chronology::Response;
using chronology::ResponseLevel;

bool on(base::Instant at, base::Date day) {
  return base::to_london(at).date == day;
}

bool is_barred(const Surroundings& around, const roll::ContactRef& contact) {
  return std::any_of(around.contacts.begin(), around.contacts.end(),
                     [&](const roll::Contact& c) { return c.barred && c.ref == contact; });
}

void accept(Situation& s, bool now) {
  if (now || (s.expected_return && *s.expected_return > s.around.today)) s.reason_accepted = true;
  if (s.expected_return && *s.expected_return <= s.around.today) s.resumed_on = s.expected_return;
  if (now) s.rejected_today = false;
}

void reject(Situation& s, bool now) {
  s.reason_accepted = false;
  if (now) s.reason_today = false;
  s.rejected_today = s.rejected_today || now;
}

void take(Situation& s, const Response& r) {
  const bool now = on(r.at, s.around.today);
  s.located_today = s.located_today || (now && r.located);
  if (now && r.set_off && !s.set_off) s.set_off = r.at;
  if (is_barred(s.around, r.contact)) {
    s.barred_spoke = s.barred_spoke || now;
    return;
  }
  s.answered_today = s.answered_today || now;
  if (r.level == ResponseLevel::kAnswered) return;
  if (r.expected_return) s.expected_return = r.expected_return;
  s.response_today = s.response_today || now;
  if (now) s.reason_today = true;
  if (r.level == ResponseLevel::kReasonAccepted) accept(s, now);
  if (r.level == ResponseLevel::kReasonRejected) reject(s, now);
}

/// A judgement about the reason is asked for as a decision too (001-04).
void take(Situation& s, const DecisionFact& d) {
  if (d.about != "reason_acceptable") return;
  const bool now = on(d.at, s.around.today);
  if (d.answer == "yes") accept(s, now);
  if (d.answer == "no") reject(s, now);
}

void take_words(Situation& s, std::span<const Response> responses) {
  const std::span<const DecisionFact> decisions =
      s.facts ? std::span<const DecisionFact>(s.facts->decisions) : std::span<const DecisionFact>();
  auto d = decisions.begin();
  for (const Response& r : responses) {
    for (; d != decisions.end() && d->at < r.at; ++d) take(s, *d);
    take(s, r);
  }
  for (; d != decisions.end(); ++d) take(s, *d);
}

bool says_yes(const DecisionFact& d, const std::string& answer) {
  // A yes whose conditions were said not to be so is no yes (000-19 asks for both).
  return d.answer == answer && (answer != "yes" || d.denied.empty());
}

bool decided(const Condition& c, const Situation& s, bool only_today) {
  if (!s.facts) return false;
  const auto& all = s.facts->decisions;
  const auto newest =
      std::find_if(all.rbegin(), all.rend(), [&](const DecisionFact& d) { return d.about == c.about; });
  if (newest == all.rend() || (only_today && !on(newest->at, s.around.today))) return false;
  return says_yes(*newest, c.value);
}

bool call_ended(const CaseFacts* facts, const std::string& outcome) {
  return facts && std::any_of(facts->calls.begin(), facts->calls.end(),
                              [&](const chronology::CallFact& f) { return f.outcome == outcome; });
}

/// A door that nobody could get to is no visit that was completed, unless the DSL says so of it.
bool counts_as(const CaseFacts& facts, const chronology::VisitFact& v, const std::string& word) {
  if (visit_ended(v.outcome, word)) return true;
  if (word != "completed" || v.outcome != "no_access") return false;
  const auto& all = facts.decisions;
  const auto newest = std::find_if(all.rbegin(), all.rend(),
                                   [](const DecisionFact& d) { return d.about == "no_access_counts"; });
  return newest != all.rend() && newest->answer == "yes" && newest->at >= v.at;
}

bool visited(const Situation& s, const std::string& word, bool only_today) {
  return s.facts && std::any_of(s.facts->visits.begin(), s.facts->visits.end(), [&](const auto& v) {
           return counts_as(*s.facts, v, word) && (!only_today || on(v.at, s.around.today));
         });
}

bool referred(const CaseFacts* facts, const std::string& about) {
  return facts && std::any_of(facts->referrals.begin(), facts->referrals.end(),
                              [&](const auto& r) { return r.about == about; });
}

/// The newest word about it counts: what was said to be so may have been taken back.
bool on_record(const CaseFacts* facts, const std::string& about, bool in_writing) {
  if (!facts) return false;
  const auto newest = std::find_if(facts->recorded.rbegin(), facts->recorded.rend(),
                                   [&](const auto& r) { return r.about == about; });
  return newest != facts->recorded.rend() && newest->value != "no" && (!in_writing || newest->written);
}

int number_of(const std::string& text) {
  int n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

int may_be_rung(const Surroundings& around) {
  return static_cast<int>(std::count_if(
      around.contacts.begin(), around.contacts.end(),
      [&](const roll::Contact& c) { return left_out(c, roll::Channel::kCall, around.contacts).empty(); }));
}

std::optional<base::Date> origin_of(const Condition& c, const Situation& s) {
  if (c.origin == ClockOrigin::kExpectedReturn) return s.expected_return;
  if (!s.facts) return std::nullopt;
  if (c.origin == ClockOrigin::kAbsence) return s.facts->first_date;
  if (s.facts->referrals.empty()) return std::nullopt;
  return base::to_london(s.facts->referrals.front().at).date;
}

bool is_since(const Condition& c, const Situation& s) {
  const auto from = origin_of(c, s);
  if (!from || *from > s.around.today) return false;
  if (c.weeks > 0 && s.around.today < *from + std::chrono::weeks{c.weeks}) return false;
  // "Within 10 school days of": the tenth school day after the origin has come.
  if (c.school_days == 0) return true;
  // Days on which the pupil's year or form stayed at home were no school days for this child.
  const roll::Group group{s.around.pupil->year, s.around.pupil->form};
  return s.around.calendar->school_days_between(*from, s.around.today, group) > c.school_days;
}

bool with_value(const Condition& c, const Situation& s) {
  switch (c.fact) {
    case FactWord::kDecision:
      return decided(c, s, false);
    case FactWord::kDecisionToday:
      return decided(c, s, true);
    case FactWord::kCallOutcome:
      return call_ended(s.facts, c.value);
    case FactWord::kVisitToday:
      return visited(s, c.value, true);
    case FactWord::kVisitEver:
      return visited(s, c.value, false);
    case FactWord::kReferralMade:
      return referred(s.facts, c.value);
    case FactWord::kEvidence:
      return on_record(s.facts, c.value, false);
    case FactWord::kWrittenEvidence:
      return on_record(s.facts, c.value, true);
    case FactWord::kTag:
      return has_tag(*s.around.policy, s.around.pupil->tags, c.value);
    case FactWord::kProfessional:
      return names_professional(s.around, c.value);
    case FactWord::kSchoolDaysAtLeast:
      return s.around.school_days >= number_of(c.value);
    case FactWord::kUnbrokenDaysAtLeast:
      return s.around.unbroken_days >= number_of(c.value);
    case FactWord::kContactsFewerThan:
      return may_be_rung(s.around) < number_of(c.value);
    case FactWord::kSince:
      return is_since(c, s);
    default:
      return false;
  }
}

bool fact_holds(const Condition& c, const Situation& s) {
  switch (c.fact) {
    case FactWord::kResponseToday:
      return s.response_today;
    case FactWord::kAnsweredToday:
      return s.answered_today;
    case FactWord::kRejectedToday:
      return s.rejected_today;
    case FactWord::kSiblingsElsewhere:
      return s.around.siblings_elsewhere;
    case FactWord::kLocated:
      return s.located_today || visited(s, "child_seen", true);
    case FactWord::kFlagged:
      return s.facts && !s.facts->flags.empty();
    default:
      return with_value(c, s);
  }
}

/// The first of a case's rows that `is` true of; long ago when there is none.
template <typename Rows, typename Is>
base::Instant first_of(const Rows& rows, Is is) {
  const auto found = std::find_if(rows.begin(), rows.end(), is);
  return found == rows.end() ? base::Instant{} : found->at;
}

template <typename Rows, typename Is>
base::Instant last_of(const Rows& rows, Is is) {
  const auto found = std::find_if(rows.rbegin(), rows.rend(), is);
  return found == rows.rend() ? base::Instant{} : found->at;
}

base::Instant moment_of(const Condition& c, const Situation& s) {
  if (!s.facts) return {};
  const CaseFacts& f = *s.facts;
  const base::Date today = s.around.today;
  switch (c.fact) {
    case FactWord::kDecision:
    case FactWord::kDecisionToday:
      return last_of(f.decisions, [&](const DecisionFact& d) { return d.about == c.about; });
    case FactWord::kVisitToday:
      return first_of(f.visits, [&](auto& v) { return on(v.at, today) && visit_ended(v.outcome, c.value); });
    case FactWord::kVisitEver:
      return first_of(f.visits, [&](auto& v) { return visit_ended(v.outcome, c.value); });
    case FactWord::kCallOutcome:
      return first_of(f.calls, [&](auto& call) { return call.outcome == c.value; });
    case FactWord::kReferralMade:
      return first_of(f.referrals, [&](auto& r) { return r.about == c.value; });
    case FactWord::kEvidence:
    case FactWord::kWrittenEvidence:
      return last_of(f.recorded, [&](auto& r) { return r.about == c.value; });
    case FactWord::kResponseToday:
      return first_of(f.responses, [&](const Response& r) {
        return on(r.at, today) && r.level != ResponseLevel::kAnswered && !is_barred(s.around, r.contact);
      });
    case FactWord::kRejectedToday:
      return std::max(
          last_of(f.decisions, [](const DecisionFact& d) { return d.about == "reason_acceptable"; }),
          last_of(f.responses, [](const Response& r) { return r.level == ResponseLevel::kReasonRejected; }));
    default:
      return {};
  }
}

}  // namespace

Situation situation_of(const CaseFacts* facts, const Surroundings& around, std::span<const Response> early) {
  Situation s;
  s.facts = facts;
  s.around = around;
  take_words(s, facts ? std::span<const Response>(facts->responses) : early);
  if (!facts) return s;
  if (!s.expected_return) s.expected_return = facts->expected_return;
  const auto barred_today = [&](const auto& fact) {
    return on(fact.at, around.today) && is_barred(around, fact.contact);
  };
  s.barred_spoke = s.barred_spoke ||
                   std::any_of(facts->replies.begin(), facts->replies.end(), barred_today) ||
                   std::any_of(facts->calls.begin(), facts->calls.end(), barred_today);
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

base::Instant true_since(const Condition& c, const Situation& s) {
  base::Instant out{};
  if (c.kind == Condition::Kind::kFact) return moment_of(c, s);
  bool any = false;
  for (const Condition& part : c.of) {
    if (c.kind == Condition::Kind::kNot || !holds(part, s)) continue;
    const base::Instant at = true_since(part, s);
    out = c.kind == Condition::Kind::kAny && any ? std::min(out, at) : std::max(out, at);
    any = true;
  }
  return out;
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

bool reached(StopOn stop, const Situation& s) {
  switch (stop) {
    case StopOn::kNothing:
      return false;
    case StopOn::kAnswered:
      return s.answered_today;
    case StopOn::kReasonGiven:
      return s.response_today;
    case StopOn::kReasonAccepted:
      return s.reason_accepted;
  }
  return false;
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

std::string_view rule_of(StopOn stop) {
  switch (stop) {
    case StopOn::kNothing:
      return "";
    case StopOn::kAnswered:
      return "answered";
    case StopOn::kReasonGiven:
      return "response_received";
    case StopOn::kReasonAccepted:
      return "reason_accepted";
  }
  return "";
}

bool names_professional(const Surroundings& around, std::string_view role) {
  const auto named = [&](std::string_view word) {
    return std::any_of(around.professionals.begin(), around.professionals.end(),
                       [&](const roll::Professional& p) { return p.role == word; });
  };
  if (named(role)) return true;
  for (const Alias& alias : around.policy->role_aliases)
    if (alias.word == role && std::any_of(alias.also.begin(), alias.also.end(), named)) return true;
  return false;
}

}  // namespace firstday::escalation
