#include "chronology/facts.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <tuple>

#include "base/text.h"
#include "chronology/acts.h"

namespace firstday::chronology {

namespace {

using job::State;

constexpr std::pair<ResponseLevel, std::string_view> kLevels[] = {
    {ResponseLevel::kAnswered, "answered"},
    {ResponseLevel::kReasonGiven, "reason_given"},
    {ResponseLevel::kReasonAccepted, "reason_accepted"},
    {ResponseLevel::kReasonRejected, "reason_rejected"},
};

int number_of(std::string_view text) {
  int n = 0;
  std::from_chars(text.data(), text.data() + text.size(), n);
  return n;
}

void open(CaseFacts& c, const Event& e) {
  c.id = e.case_id;
  c.pupil = e.pupil;
  c.policy = e.detail("policy");
  c.policy_version = number_of(e.detail("policy_version"));
  c.tier = e.detail("tier");
  c.first_date = base::parse_iso_date(e.detail("first_date")).value_or(base::Date{});
  c.first_session = roll::session_of(e.detail("first_session")).value_or(roll::Session::kAm);
  c.opened_at = e.at;
  c.openings.push_back(e.at);
  c.closed = false;  // a mark that changed there and back opens the same case again
}

void close(CaseFacts& c, const Event& e) {
  c.closed = true;
  c.closed_how = e.detail("how");
  c.closed_at = e.at;
}

JobFact planned(const Event& e) {
  JobFact f;
  f.key = e.detail("key");
  f.id = e.job;
  f.step = e.detail("step");
  f.kind = job::kind_of(e.detail("kind")).value_or(job::Kind::kTask);
  f.to = {e.contact, e.contact.empty() ? std::string(e.detail("role")) : std::string()};
  f.day = base::parse_iso_date(e.detail("day")).value_or(base::Date{});
  f.state = job::state_of(e.detail("state")).value_or(State::kQueued);
  f.at = e.at;
  return f;
}

/// A job that was withdrawn may be planned again under the same key: the newest fact counts.
void put(std::vector<JobFact>& jobs, JobFact fact) {
  for (JobFact& f : jobs)
    if (f.key == fact.key) {
      f = std::move(fact);
      return;
    }
  jobs.push_back(std::move(fact));
}

void set_state(CaseFacts& c, const Event& e) {
  const auto state = job::state_of(e.detail("state"));
  if (!state) return;
  for (JobFact& f : c.jobs)
    if (f.id == e.job) {
      f.state = *state;
      f.at = e.at;
      f.outcome = e.detail("outcome");
      f.for_good = e.detail("for_good") == "yes";
      f.left_behind = f.left_behind || e.type == Type::kUnknownOverdue;
      if (e.type == Type::kAttemptStarted) f.tried = base::Personal(std::string(e.detail("to")));
    }
}

std::optional<Response> response_of(const Event& e) {
  const auto level = response_level_of(e.detail("level"));
  if (e.type != Type::kResponse || !level) return std::nullopt;
  return Response{e.at,
                  e.contact,
                  *level,
                  base::parse_iso_date(e.detail("expected_return")),
                  e.detail("located") == "yes",
                  e.detail("set_off") == "yes"};
}

void respond(CaseFacts& c, const Event& e) {
  const auto response = response_of(e);
  if (!response) return;
  c.responses.push_back(*response);
  if (response->expected_return) c.expected_return = response->expected_return;
}

std::vector<std::string> words_of(std::string_view text) {
  return text.empty() ? std::vector<std::string>{} : base::split(text, ',');
}

DecisionFact decision_of(const Event& e) {
  return {e.at,
          std::string(e.detail("about")),
          std::string(e.detail("answer")),
          std::string(e.detail("role")),
          words_of(e.detail("denied")),
          !e.detail("rationale").empty()};
}

RecordedFact recorded_of(const Event& e) {
  const bool written = e.detail("written") == "yes" || !e.detail("document").empty();
  return {e.at, std::string(e.detail("about")), std::string(e.detail("value")), written,
          std::string(e.detail("role"))};
}

/// By order of seq: two things may happen in one minute.
void see_if_record_is_behind(CaseFacts& c, const Event& e) {
  const auto job =
      std::find_if(c.jobs.begin(), c.jobs.end(), [&](const JobFact& f) { return f.id == e.job; });
  const bool has_job = !e.job.empty() && job != c.jobs.end();
  if (!is_act(e, has_job ? std::optional(job->kind) : std::nullopt)) return;
  const base::Date day = base::to_london(e.at).date;
  for (JobFact& f : c.jobs)
    if (f.kind == job::Kind::kRecord && f.state == State::kDone && f.day == day) f.acted_since = true;
}

void apply(CaseFacts& c, const Event& e) {
  switch (e.type) {
    case Type::kCaseOpened:
      return open(c, e);
    case Type::kCaseClosed:
      return close(c, e);
    case Type::kJobPlanned:
      return put(c.jobs, planned(e));
    case Type::kResponse:
      return respond(c, e);
    case Type::kCall:
      c.calls.push_back({e.at, e.contact, std::string(e.detail("outcome"))});
      return set_state(c, e);
    case Type::kDecision:
      c.decisions.push_back(decision_of(e));
      return set_state(c, e);
    case Type::kVisit:
      c.visits.push_back({e.at, std::string(e.detail("outcome"))});
      return set_state(c, e);
    case Type::kFlag:
      c.flags.push_back({e.at, std::string(e.detail("about"))});
      return;
    case Type::kFact:
      c.recorded.push_back(recorded_of(e));
      return set_state(c, e);
    case Type::kReferral:
      c.referrals.push_back({e.at, std::string(e.detail("about"))});
      return set_state(c, e);
    case Type::kReply:
      c.replies.push_back({e.at, e.contact, !e.detail("account").empty(), e.detail("stop") == "yes"});
      return;
    default:
      return set_state(c, e);
  }
}

/// What was said on the morning of a case stays its own when it is opened again on another day.
bool is_about(const Response& r, const CaseFacts& c) {
  if (r.at > c.opened_at) return false;
  const bool same_day = std::any_of(c.openings.begin(), c.openings.end(), [&](base::Instant opened) {
    return r.at <= opened && base::to_london(r.at).date == base::to_london(opened).date;
  });
  return same_day || (r.expected_return && *r.expected_return > c.first_date);
}

/// A holiday is announced, has its own code in the register, and the case begins when the child is not
/// back: the promise is the case's too, though it is no response in it (000-25, criterion c).
void join(CaseFacts& c, const Response& early) {
  if (is_about(early, c)) c.responses.push_back(early);
  if (early.at <= c.opened_at && early.expected_return && !c.expected_return)
    c.expected_return = early.expected_return;
}

void join_cases(Facts& facts) {
  // The newest promise first: an older one does not replace it.
  for (auto early = facts.early.rbegin(); early != facts.early.rend(); ++early)
    for (CaseFacts& c : facts.cases)
      if (c.pupil == early->pupil) join(c, early->response);
  for (CaseFacts& c : facts.cases)
    std::stable_sort(c.responses.begin(), c.responses.end(),
                     [](const Response& a, const Response& b) { return a.at < b.at; });
}

}  // namespace

std::string_view word(ResponseLevel level) {
  for (const auto& [value, text] : kLevels)
    if (value == level) return text;
  return "?";
}

std::optional<ResponseLevel> response_level_of(std::string_view text) {
  for (const auto& [value, name] : kLevels)
    if (name == text) return value;
  return std::nullopt;
}

const JobFact* CaseFacts::job(std::string_view key) const {
  const auto at = std::lower_bound(jobs.begin(), jobs.end(), key,
                                   [](const JobFact& f, std::string_view k) { return f.key < k; });
  return at != jobs.end() && at->key == key ? &*at : nullptr;
}

std::vector<Response> Facts::early_responses(const roll::PupilRef& pupil) const {
  auto at = std::lower_bound(early.begin(), early.end(), pupil,
                             [](const EarlyResponse& e, const roll::PupilRef& p) { return e.pupil < p; });
  std::vector<Response> out;
  for (; at != early.end() && at->pupil == pupil; ++at) out.push_back(at->response);
  return out;
}

const CaseFacts* Facts::open_case(const roll::PupilRef& pupil) const {
  auto at = std::lower_bound(cases.begin(), cases.end(), pupil,
                             [](const CaseFacts& c, const roll::PupilRef& p) { return c.pupil < p; });
  for (; at != cases.end() && at->pupil == pupil; ++at)
    if (!at->closed) return &*at;
  return nullptr;
}

const CaseFacts* Facts::find(const job::CaseId& id) const {
  const auto at = std::find_if(cases.begin(), cases.end(), [&](const CaseFacts& c) { return c.id == id; });
  return at == cases.end() ? nullptr : &*at;
}

Facts facts_of(std::span<const Event> events) {
  std::map<job::CaseId, CaseFacts> by_id;
  for (const Event& e : events)
    if (!e.case_id.empty()) {
      apply(by_id[e.case_id], e);
      see_if_record_is_behind(by_id[e.case_id], e);
    }
  Facts facts;
  for (const Event& e : events)
    if (const auto r = response_of(e); r && e.case_id.empty()) facts.early.push_back({e.pupil, *r});
  std::stable_sort(facts.early.begin(), facts.early.end(),
                   [](const EarlyResponse& a, const EarlyResponse& b) { return a.pupil < b.pupil; });
  for (auto& [id, c] : by_id) {
    std::sort(c.jobs.begin(), c.jobs.end(), [](const JobFact& a, const JobFact& b) { return a.key < b.key; });
    facts.cases.push_back(std::move(c));
  }
  std::stable_sort(facts.cases.begin(), facts.cases.end(), [](const CaseFacts& a, const CaseFacts& b) {
    return std::tie(a.pupil, a.opened_at) < std::tie(b.pupil, b.opened_at);
  });
  join_cases(facts);
  return facts;
}

}  // namespace firstday::chronology
