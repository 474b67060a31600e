#include "chronology/review.h"

#include <algorithm>
#include <tuple>

namespace firstday::chronology {

namespace {

bool is_today(base::Instant at, base::Date day) {
  return base::to_london(at).date == day;
}

/// Of one case, with the pupil's contacts as they are on the roll now.
struct Case {
  const CaseFacts& facts;
  std::span<const roll::Contact> contacts;

  bool is_barred(const roll::ContactRef& ref) const {
    return std::any_of(contacts.begin(), contacts.end(),
                       [&](const roll::Contact& c) { return c.ref == ref && c.barred; });
  }
  /// Staff found out that the number is not this contact's, so a message to it has told nobody.
  bool is_wrong_number(const roll::ContactRef& ref, base::Date day) const {
    return std::any_of(facts.calls.begin(), facts.calls.end(), [&](const CallFact& c) {
      return c.contact == ref && is_today(c.at, day) &&
             (c.outcome == "wrong_number" || c.outcome == "number_dead");
    });
  }
};

/// The word of somebody whom a court order names is none of the family's.
Reach reach_by_responses(const Case& c, base::Date day) {
  Reach best = Reach::kNobody;
  for (const Response& r : c.facts.responses) {
    if (c.is_barred(r.contact)) continue;
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

Reach reach_of(const CaseFacts* facts, const roll::Roll& roll, base::Date day) {
  if (facts == nullptr) return Reach::kNobody;
  const Case c{*facts, roll.contacts_of(facts->pupil)};
  Reach best = reach_by_responses(c, day);
  for (const JobFact& f : facts->jobs)
    if (f.day == day && !c.is_wrong_number(f.to.contact, day)) best = std::max(best, reach_by_job(f));
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

Reach reach_today(const Facts& facts, const roll::Roll& roll, const roll::PupilRef& pupil, base::Date day) {
  return reach_of(facts.open_case(pupil), roll, day);
}

Review review(const job::Batch& batch, const Facts& facts, const roll::Roll& roll) {
  Review out;
  out.day = batch.day;
  out.forms_without_marks = batch.forms_without_marks;
  for (const roll::PupilRef& ref : batch.absent) {
    const CaseFacts* c = facts.open_case(ref);
    const roll::Pupil* pupil = roll.find(ref);
    out.pupils.push_back({ref, pupil == nullptr ? "" : pupil->form, day_number_of(batch, ref),
                          reach_of(c, roll, batch.day), open_tasks(c)});
  }
  std::stable_sort(out.pupils.begin(), out.pupils.end(), [](const ReviewRow& a, const ReviewRow& b) {
    return std::tie(a.reach, a.form, a.pupil) < std::tie(b.reach, b.form, b.pupil);
  });
  return out;
}

}  // namespace firstday::chronology
