// What a family wrote back by itself: a person reads it, and whoever wants no more texts is reached another
// way.
#include <algorithm>

#include "escalation/house_jobs.h"

namespace firstday::escalation {

namespace {

using chronology::CaseFacts;
using chronology::ReplyFact;

bool is_barred(const Morning& m, const roll::PupilRef& pupil, const roll::ContactRef& contact) {
  const auto all = m.roll.contacts_of(pupil);
  return std::any_of(all.begin(), all.end(),
                     [&](const roll::Contact& c) { return c.ref == contact && c.barred; });
}

job::Subject subject_of(const CaseFacts& open) {
  job::Subject s;
  s.pupil = open.pupil;
  s.case_id = open.id;
  return s;
}

/// Of the day on which it came, so that it is asked for once; and until somebody has read it.
void ask_to_read(const Morning& m, const CaseFacts& open, const ReplyFact& reply, job::Batch& batch) {
  job::Job j = rule_job(m, job::Kind::kTask, "rule-read-reply", "office", base::to_london(reply.at).date);
  j.round = base::london_clock(reply.at);
  j.about = "read the reply of contact " + reply.contact.text() +
            " and record what it means (record reason, or record reply --set-off)";
  j.not_before = reply.at;
  j.not_after.reset();
  add(batch, std::move(j), subject_of(open));
}

void ask_for_another_way(const Morning& m, const CaseFacts& open, const ReplyFact& reply, job::Batch& batch) {
  job::Job j = rule_job(m, job::Kind::kTask, "rule-stop", "office", batch.day);
  j.round = reply.contact.text();
  j.about = "reach the family another way today: contact " + reply.contact.text() +
            " has asked for no more messages of this kind";
  j.not_before = reply.at;
  add(batch, std::move(j), subject_of(open));
}

}  // namespace

void ask_about_replies(const Morning& m, job::Batch& batch) {
  constexpr std::chrono::days kUnread{7};
  for (const CaseFacts& open : m.facts.cases) {
    if (open.closed) continue;
    for (const ReplyFact& reply : open.replies) {
      if (!reply.by_provider || is_barred(m, open.pupil, reply.contact) || reply.at < m.now - kUnread)
        continue;
      if (!reply.stop)
        ask_to_read(m, open, reply, batch);
      else if (base::to_london(reply.at).date == batch.day)
        ask_for_another_way(m, open, reply, batch);
    }
  }
}

}  // namespace firstday::escalation
