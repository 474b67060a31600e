#include "chronology/review.h"

#include <algorithm>
#include <tuple>

namespace firstday::chronology {

namespace {

bool is_today(base::Instant at, base::Date day) {
  return base::to_london(at).date == day;
}

Reach reach_by_responses(const CaseFacts& c, base::Date day) {
  Reach best = Reach::kNobody;
  for (const Response& r : c.responses) {
    // A reason that was accepted until a later day is not asked for again each morning.
    if (r.level == ResponseLevel::kReasonAccepted && r.expected_return && *r.expected_return > day)
      best = std::max(best, Reach::kReason);
    if (!is_today(r.at, day)) continue;
    best = std::max(best, r.level == ResponseLevel::kAnswered ? Reach::kAnswered : Reach::kReason);
  }
  return best;
}

Reach reach_by_job(const JobFact& f) {
  if (!job::is_carried(f.kind)) return Reach::kNobody;
  switch (f.state) {
    case job::State::kAwaitingReceipt:
    case job::State::kDelivered:
    case job::State::kAcceptedFinal:
    case job::State::kClosedByHuman:  // an unknown that somebody found to have arrived
      return Reach::kTold;
    case job::State::kInFlight:
    case job::State::kUnknown:
      return Reach::kUnknown;
    default:
      return Reach::kNobody;
  }
}

Reach reach_of(const CaseFacts* c, base::Date day) {
  if (c == nullptr) return Reach::kNobody;
  Reach best = reach_by_responses(*c, day);
  for (const JobFact& f : c->jobs)
    if (f.day == day) best = std::max(best, reach_by_job(f));
  return best;
}

int open_tasks(const CaseFacts* c) {
  if (c == nullptr) return 0;
  return static_cast<int>(std::count_if(c->jobs.begin(), c->jobs.end(),
                                        [](const JobFact& f) { return f.state == job::State::kWithStaff; }));
}

int day_number_of(const job::Batch& batch, const roll::PupilRef& pupil) {
  for (const job::Job& j : batch.jobs)
    for (const job::Subject& s : j.subjects)
      if (s.pupil == pupil) return s.day_number;
  return 0;
}

}  // namespace

std::string_view word(Reach reach) {
  switch (reach) {
    case Reach::kNobody:
      return "nobody";
    case Reach::kUnknown:
      return "unknown";
    case Reach::kTold:
      return "told";
    case Reach::kAnswered:
      return "answered";
    case Reach::kReason:
      return "reason";
  }
  return "?";
}

std::string_view in_words(Reach reach) {
  switch (reach) {
    case Reach::kNobody:
      return "nobody was reached";
    case Reach::kUnknown:
      return "a message may or may not have left";
    case Reach::kTold:
      return "a message was sent, no answer yet";
    case Reach::kAnswered:
      return "somebody answered, no reason given";
    case Reach::kReason:
      return "a reason was given";
  }
  return "?";
}

Reach reach_today(const Facts& facts, const roll::PupilRef& pupil, base::Date day) {
  return reach_of(facts.open_case(pupil), day);
}

Review review(const job::Batch& batch, const Facts& facts, const roll::Roll& roll) {
  Review out;
  out.day = batch.day;
  out.forms_without_marks = batch.forms_without_marks;
  for (const roll::PupilRef& ref : batch.absent) {
    const CaseFacts* c = facts.open_case(ref);
    const roll::Pupil* pupil = roll.find(ref);
    out.pupils.push_back({ref, pupil == nullptr ? "" : pupil->form, day_number_of(batch, ref),
                          reach_of(c, batch.day), open_tasks(c)});
  }
  std::stable_sort(out.pupils.begin(), out.pupils.end(), [](const ReviewRow& a, const ReviewRow& b) {
    return std::tie(a.reach, a.form, a.pupil) < std::tie(b.reach, b.form, b.pupil);
  });
  return out;
}

}  // namespace firstday::chronology
