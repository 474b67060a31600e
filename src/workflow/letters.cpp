#include "workflow/letters.h"

#include <algorithm>
#include <map>

#include "job/bundle.h"
#include "workflow/advance.h"
#include "workflow/brake.h"
#include "workflow/letter_maker.h"

namespace firstday::workflow {

namespace {

using job::OutcomeKind;

base::Result<ports::Provider*> letter_provider(const House& house, const roll::Urn& school) {
  const auto accounts = house.accounts.find(school);
  if (accounts != house.accounts.end())
    if (const auto at = accounts->second.by_kind.find(job::Kind::kLetter);
        at != accounts->second.by_kind.end() && !at->second.empty())
      return at->second.front().provider;
  return base::misconfigured("School " + school.text() + " has no account that carries letters.");
}

job::Outcome asked(ports::Provider& provider, const std::string& reference) {
  job::Outcome out;
  provider.query(job::AttemptId(reference), [&out](job::Outcome o) { out = std::move(o); });
  return out;
}

/// What is known about the letters of one school before anything is done.
struct Sorted {
  std::vector<LetterRow> rows;
  std::vector<letters::Letter> letters;
  std::vector<LetterRow> refused;
  std::map<job::JobId, job::Job> jobs;  ///< of `letters`
};

void sort_in(Sorted& to, const LetterMaker& maker, const job::Job& job, LetterRow row) {
  auto letter = maker.make(job, row);
  if (letter) {
    to.letters.push_back(std::move(letter).value());
    to.jobs.emplace(job.id, job);
    to.rows.push_back(std::move(row));
  } else {
    row.why_not = letter.error().what;
    to.refused.push_back(std::move(row));
  }
}

class Printing {
 public:
  Printing(House& house, const config::SchoolSettings& school, ports::Provider& provider, LetterMaker maker)
      : house_(house), school_(school), provider_(provider), maker_(std::move(maker)) {}

  base::Result<LetterBatch> run() {
    const auto due = maker_.due();
    if (!due) return due.error();
    Sorted sorted;
    std::vector<LetterRow> known;
    for (const ports::JobRow& row : due.value()) {
      LetterRow letter = maker_.row_of(row.job);
      const job::Outcome before = asked(provider_, letter.reference);
      if (before.kind == OutcomeKind::kUnknown) return base::unavailable(before.evidence);
      if (before.kind == OutcomeKind::kAccepted)
        known.push_back(std::move(letter));
      else
        sort_in(sorted, maker_, row.job, std::move(letter));
    }
    auto out = hand_over(sorted);
    if (!out) return out;
    if (const base::Status s = put_on_record(out.value(), known); !s) return s.error();
    out.value().from_before = std::move(known);
    return out;
  }

 private:
  base::Result<LetterBatch> hand_over(Sorted& sorted) {
    const letters::BatchHead head = maker_.head_for(sorted.letters);
    const auto batch = letters::make_batch(std::move(sorted.letters), head, *house_.typesetter);
    if (!batch) return batch.error();
    LetterBatch out = put_together(batch.value(), sorted.rows);
    out.school = school_.school.urn;
    out.not_printed.insert(out.not_printed.begin(), sorted.refused.begin(), sorted.refused.end());
    if (batch.value().files.empty()) return out;
    out.id = head.id;
    if (const base::Status s = keep(batch.value(), sorted.jobs); !s) return s.error();
    const job::Outcome answer = send(batch.value());
    if (answer.kind != OutcomeKind::kAccepted)
      return base::unavailable("The letters were not handed over. " + answer.evidence);
    out.place = answer.provider_ref;
    return out;
  }

  /// Before they are handed over: what may have gone by post is on file, whatever happens next.
  base::Status keep(const letters::Batch& batch, const std::map<job::JobId, job::Job>& jobs) {
    std::vector<ports::PrintedLetter> printed;
    printed.reserve(batch.entries.size());
    for (const letters::Entry& e : batch.entries)
      printed.push_back({jobs.at(e.job), e.reference, batch.id, e.sha256, e.pages,
                         base::Personal(letters::alone(batch, e))});
    return house_.letters->keep(printed, house_.clock.now(), house_.actor);
  }

  job::Outcome send(const letters::Batch& batch) {
    job::Message message;
    message.school = school_.school.urn;
    message.kind = job::Kind::kLetter;
    message.to = base::Personal("the post");
    message.body = base::Personal(job::pack(batch.files));
    const job::AttemptId reference(batch.id);
    const auto request = provider_.prepare(message, reference);
    job::Outcome out;
    out.evidence = request ? "" : request.error().what;
    if (request) provider_.start(request.value(), reference, [&out](job::Outcome o) { out = std::move(o); });
    return out;
  }

  base::Status put_on_record(LetterBatch& batch, const std::vector<LetterRow>& known) {
    std::vector<ports::JobChange> changes;
    const base::Instant now = house_.clock.now();
    const auto add = [&](const LetterRow& row, const std::string& how) {
      changes.push_back({row.school, row.job, job::Event::kStaffDone, {}, how, house_.actor, now});
    };
    for (const LetterRow& row : batch.letters)
      add(row, "handed over: batch " + batch.id + ", reference " + row.reference + ", sha256 " + row.sha256);
    for (const LetterRow& row : known) add(row, "handed over: reference " + row.reference);
    if (changes.empty()) return {};
    const auto made = house_.queue.change(changes);
    if (!made) return made.error();
    for (std::size_t i = 0; i < batch.letters.size(); ++i)
      if (!made.value()[i]) batch.withdrawn_since.push_back(batch.letters[i]);
    return {};
  }

  House& house_;
  const config::SchoolSettings& school_;
  ports::Provider& provider_;
  LetterMaker maker_;
};

base::Result<LetterMaker> maker_for(const House& house, const config::SchoolSettings& school) {
  auto inputs = read_day(house, school, base::to_london(house.clock.now()).date);
  if (!inputs) return inputs.error();
  return LetterMaker(house, school, std::move(inputs).value());
}

/// `brake`: why today's messages wait for a person; the register that the letters rest on may be wrong.
base::Result<LetterBatch> print_school(House& house, const config::SchoolSettings& school,
                                       const std::vector<std::string>& brake) {
  const auto provider = letter_provider(house, school.school.urn);
  if (!provider) return provider.error();
  if (!brake.empty()) {
    LetterBatch waiting;
    waiting.school = school.school.urn;
    waiting.held = true;
    return waiting;
  }
  auto maker = maker_for(house, school);
  if (!maker) return maker.error();
  return Printing(house, school, *provider.value(), std::move(maker).value()).run();
}

base::Result<LetterBatch> due_in(const House& house, const config::SchoolSettings& school) {
  const auto maker = maker_for(house, school);
  if (!maker) return maker.error();
  const auto due = maker.value().due();
  if (!due) return due.error();
  const auto held = held_messages(house, school.school.urn, base::to_london(house.clock.now()).date);
  if (!held) return held.error();
  Sorted sorted;
  for (const ports::JobRow& row : due.value())
    sort_in(sorted, maker.value(), row.job, maker.value().row_of(row.job));
  LetterBatch out;
  out.school = school.school.urn;
  out.held = !held.value().empty();
  out.letters = std::move(sorted.rows);
  out.not_printed = std::move(sorted.refused);
  return out;
}

}  // namespace

base::Result<std::vector<LetterBatch>> letters_due(const House& house, const roll::Urn& only) {
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  std::vector<LetterBatch> out;
  for (const config::SchoolSettings* school : schools.value()) {
    auto due = due_in(house, *school);
    if (!due) return due.error();
    out.push_back(std::move(due).value());
  }
  return out;
}

base::Result<base::Personal> letter_again(const House& house, const roll::Urn& only,
                                          const std::string& reference) {
  if (house.letters == nullptr) return base::misconfigured("No letters are kept here.");
  const auto schools = chosen_schools(house, only);
  if (!schools) return schools.error();
  for (const config::SchoolSettings* school : schools.value()) {
    auto kept = house.letters->find(school->school.urn, reference);
    if (!kept) return kept.error();
    if (kept.value()) return std::move(kept.value()->pdf);
  }
  return base::usage(
      "No letter " + reference +
      " was handed over from here. Its reference stands beside the window, and in `firstday log "
      "--channel letter`.");
}

base::Result<std::vector<LetterBatch>> print_letters(House& house, const roll::Urn& only) {
  if (house.typesetter == nullptr || house.letters == nullptr)
    return base::misconfigured("Letters cannot be typeset here.");
  const auto right = house.gate.take();
  if (!right) return right.error();
  const auto advanced = advance(house, only);
  if (!advanced) return advanced.error();
  std::vector<LetterBatch> out;
  for (const Advanced& a : advanced.value()) {
    auto printed = print_school(house, *house.school(a.school), job::words_of(a.batch.brake));
    if (!printed) return printed.error();
    out.push_back(std::move(printed).value());
  }
  return out;
}

}  // namespace firstday::workflow
