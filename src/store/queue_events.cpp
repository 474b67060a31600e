#include "store/queue_events.h"

#include "base/text.h"
#include "seal/hash.h"

namespace firstday::store {

using chronology::Event;
using chronology::Type;

namespace {

/// Details that do not apply are left out rather than kept empty.
void add(Event& event, const char* name, std::string_view value) {
  if (!value.empty()) event.details.push_back({name, base::Personal(std::string(value))});
}

void add(Event& event, const char* name, long long value) {
  if (value != 0) add(event, name, std::to_string(value));
}

void add(Event& event, const char* name, const std::optional<base::Instant>& value) {
  if (value) add(event, name, base::iso_utc(*value));
}

Event make(Type type, const roll::Urn& school, const Doing& doing) {
  Event event;
  event.type = type;
  event.school = school;
  event.at = doing.at;
  event.actor = doing.actor;
  return event;
}

Event make(Type type, const About& about, const Doing& doing) {
  Event event = make(type, about.school, doing);
  event.case_id = about.case_id;
  event.pupil = about.pupil;
  event.contact = about.contact;
  event.job = about.job;
  return event;
}

}  // namespace

About about(const job::Job& job, const job::Subject& subject) {
  return {job.school, job.id, job.to.contact, subject.pupil, subject.case_id};
}

Event case_opened(const roll::Urn& school, const job::CaseOpened& opened, const Doing& doing) {
  Event e = make(Type::kCaseOpened, school, doing);
  e.case_id = opened.id;
  e.pupil = opened.pupil;
  add(e, "policy", opened.policy);
  add(e, "policy_version", opened.policy_version);
  add(e, "tier", opened.tier);
  add(e, "first_date", base::iso_date(opened.first_date));
  add(e, "first_session", roll::word(opened.first_session));
  return e;
}

Event case_closed(const roll::Urn& school, const job::CaseClosed& closed, const Doing& doing) {
  Event e = make(Type::kCaseClosed, school, doing);
  e.case_id = closed.id;
  e.pupil = closed.pupil;
  add(e, "how", closed.how);
  return e;
}

Event withheld(const roll::Urn& school, base::Date day, const job::Withheld& row, const Doing& doing) {
  Event e = make(Type::kWithheld, school, doing);
  e.case_id = row.case_id;
  e.pupil = row.pupil;
  e.contact = row.contact;
  add(e, "rule", row.rule);
  add(e, "step", row.step);
  add(e, "why", row.why);
  add(e, "day", base::iso_date(day));
  return e;
}

Event job_planned(const job::Job& job, const job::Subject& subject, const Doing& doing) {
  Event e = make(Type::kJobPlanned, about(job, subject), doing);
  add(e, "key", subject.key);
  add(e, "step", job.step);
  add(e, "kind", job::word(job.kind));
  add(e, "role", job.to.role);
  add(e, "day", base::iso_date(job.day));
  add(e, "round", job.round);
  add(e, "state", job::word(first_state(job.kind)));
  add(e, "about", job.about);
  add(e, "rows", base::join(job.rows, " "));
  add(e, "template", job.template_name);
  add(e, "language", job.language);
  add(e, "not_before", job.not_before);
  add(e, "not_after", job.not_after);
  add(e, "due_by", job.due_by);
  add(e, "day_number", subject.day_number);
  return e;
}

Event job_changed(Type type, const About& about, job::State state, job::Event how, std::string_view reason,
                  const Doing& doing) {
  Event e = make(type, about, doing);
  add(e, "state", job::word(state));
  add(e, "how", job::word(how));
  add(e, type == Type::kTaskDone ? "outcome" : "reason", reason);  // what steps that follow a task look at
  return e;
}

Event subject_withdrawn(const About& about, SubjectState as, std::string_view reason, const Doing& doing) {
  Event e =
      job_changed(Type::kJobWithdrawn, about, job::State::kCancelled, job::Event::kWithdraw, reason, doing);
  if (as == SubjectState::kWithdrawnByPerson) add(e, "for_good", "yes");
  return e;
}

Event attempt_started(const About& about, const ports::AttemptStart& start, int number) {
  Event e = make(Type::kAttemptStarted, about, {start.now});
  e.attempt = start.attempt;
  add(e, "state", job::word(job::State::kInFlight));
  add(e, "kind", job::word(start.message.kind));
  add(e, "provider", start.provider);
  add(e, "account", start.account);
  add(e, "to", start.message.to.reveal());
  add(e, "template", start.message.template_name);
  add(e, "template_hash", start.message.template_hash);
  add(e, "language", start.message.language);
  add(e, "body_hash", seal::sha256_hex(start.message.body.reveal()));
  add(e, "request_hash", seal::sha256_hex(start.request.bytes));
  add(e, "parts", start.message.parts);
  add(e, "no", number);
  return e;
}

Event attempt_finished(const About& about, const ports::AttemptFinish& finish,
                       std::optional<job::State> state) {
  Event e = make(Type::kAttemptFinished, about, {finish.now});
  e.attempt = finish.attempt;
  add(e, "outcome", job::word(finish.outcome.kind));
  if (state) add(e, "state", job::word(*state));
  if (!state) add(e, "late", "yes");
  add(e, "provider_ref", finish.outcome.provider_ref);
  add(e, "evidence", finish.outcome.evidence);
  add(e, "http_status", finish.outcome.http_status);
  add(e, "transport_code", finish.outcome.transport_code);
  add(e, "retry_at", state ? finish.retry_at : std::nullopt);
  return e;
}

Event receipt_came(const About& about, const ports::Matched& word, const job::Settled& settled,
                   const Doing& doing) {
  const auto& receipt = std::get<job::Receipt>(word.word);
  Event e = make(Type::kReceipt, about, doing);
  e.attempt = word.attempt;
  add(e, "status", job::word(receipt.status));
  if (settled.how) add(e, "state", job::word(settled.job));
  if (settled.how) add(e, "how", job::word(*settled.how));
  if (settled.contradicts) add(e, "contradicts", "yes");
  add(e, "account", word.account);
  add(e, "provider_ref", receipt.provider_ref);
  add(e, "said_at", receipt.at);
  add(e, "reason", receipt.detail);
  return e;
}

Event reply_came(const ports::Concerned& about, const ports::Matched& word, const Doing& doing) {
  const auto& reply = std::get<job::Reply>(word.word);
  Event e = make(Type::kReply, word.school, doing);
  e.case_id = about.case_id;
  e.pupil = about.pupil;
  e.contact = about.contact;
  e.attempt = word.attempt;
  add(e, "channel", roll::word(channel_of(reply)));
  add(e, "text", reply.text.reveal());
  add(e, "from", reply.from.reveal());
  add(e, "identified", "the sender has the number or address on record");
  add(e, "account", word.account);
  if (word.stop) add(e, "stop", "yes");
  return e;
}

Event opted_out(const ports::Concerned& about, const ports::Matched& word, const Doing& doing) {
  const auto& reply = std::get<job::Reply>(word.word);
  Event e = make(Type::kOptedOut, word.school, doing);
  e.case_id = about.case_id;
  e.pupil = about.pupil;
  e.contact = about.contact;
  add(e, "channel", roll::word(channel_of(reply)));
  add(e, "from", reply.from.reveal());
  return e;
}

Event unknown_overdue(const About& about, const Doing& doing) {
  Event e = make(Type::kUnknownOverdue, about, doing);
  add(e, "state", job::word(job::State::kUnknown));
  return e;
}

Event word_seen(const ports::Seen& seen, const ports::OpenWord& word) {
  Event e = make(Type::kWordSeen, seen.school, {seen.at, seen.actor});
  if (word.word.about.size() == 1) {
    e.case_id = word.word.about.front().case_id;
    e.pupil = word.word.about.front().pupil;
  }
  e.attempt = word.word.attempt;
  add(e, "post", seen.post);
  add(e, "number", std::to_string(seen.number));
  add(e, "why", ports::word(word.why));
  add(e, "reason", seen.reason);
  return e;
}

Event letter_made(const ports::PrintedLetter& letter, const job::Subject& subject, const Doing& doing) {
  Event e = make(Type::kLetterMade, about(letter.job, subject), doing);
  add(e, "kind", job::word(letter.job.kind));
  add(e, "reference", letter.reference);
  add(e, "batch", letter.batch);
  add(e, "pages", letter.pages);
  add(e, "sha256", letter.sha256);
  return e;
}

Event mark_changed(const roll::Urn& school, const roll::Mark& mark, const roll::Code& from,
                   const Doing& doing) {
  Event e = make(Type::kMarkChanged, school, doing);
  e.pupil = mark.pupil;
  add(e, "date", base::iso_date(mark.date));
  add(e, "session", roll::word(mark.session));
  add(e, "from", from.text());
  add(e, "to", mark.code.text());
  return e;
}

Event marks_imported(const roll::Urn& school, const MarkCounts& counts, const Doing& doing) {
  Event e = make(Type::kMarksImported, school, doing);
  add(e, "added", std::to_string(counts.added));
  add(e, "changed", std::to_string(counts.changed));
  add(e, "same", std::to_string(counts.same));
  return e;
}

}  // namespace firstday::store
