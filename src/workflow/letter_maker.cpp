#include "workflow/letter_maker.h"

#include <algorithm>

#include "base/text.h"
#include "letters/envelope.h"
#include "workflow/letter_values.h"
#include "workflow/names.h"

namespace firstday::workflow {

namespace {

base::Personal envelope_name(const roll::Contact& c) {
  const std::string name = c.title.reveal() + " " + c.forename.reveal() + " " + c.surname.reveal();
  return base::Personal(std::string(base::trim(name)));
}

bool decided_yes(const chronology::Facts& facts, const job::CaseId& id, std::string_view about) {
  const chronology::CaseFacts* c = facts.find(id);
  if (c == nullptr) return false;
  const auto newest = std::find_if(c->decisions.rbegin(), c->decisions.rend(),
                                   [&](const auto& d) { return d.about == about; });
  return newest != c->decisions.rend() && newest->answer == "yes";
}

bool is_home_of_a_barred_person(const roll::Address& address, std::span<const roll::Contact> contacts) {
  return std::any_of(contacts.begin(), contacts.end(),
                     [&](const roll::Contact& c) { return c.barred && c.address == address; });
}

}  // namespace

LetterMaker::LetterMaker(const House& house, const config::SchoolSettings& school, DayInputs inputs)
    : house_(house),
      school_(school),
      inputs_(std::move(inputs)),
      now_(house.clock.now()),
      today_(base::to_london(now_).date) {}

base::Result<std::vector<ports::JobRow>> LetterMaker::due() const {
  ports::JobFilter filter;
  filter.school = school_.school.urn;
  filter.day_to = today_;
  filter.kind = job::Kind::kLetter;
  filter.states = {job::State::kWithStaff};
  auto rows = house_.queue.jobs(filter);
  if (rows) std::erase_if(rows.value(), [&](const ports::JobRow& row) { return row.job.not_before > now_; });
  return rows;
}

LetterRow LetterMaker::row_of(const job::Job& job) const {
  LetterRow row;
  row.school = job.school;
  row.job = job.id;
  row.reference =
      letters::reference_from(house_.claim_hash("letter " + job.school.text() + " " + job.id.text()));
  row.pupil = job.subjects.front().pupil;
  row.contact = job.to.contact;
  row.pupil_name = pupil_name(inputs_.roll, row.pupil);
  row.recipient = recipient_name(inputs_.roll, job);
  row.template_name = job.template_name;
  const render::Template* text = house_.templates.find(job.template_name, job::Kind::kLetter, job.language);
  row.language = text == nullptr ? job.language : text->language;
  row.rows = job.rows;
  return row;
}

base::Result<letters::Letter> LetterMaker::make(const job::Job& job, const LetterRow& row) const {
  if (const base::Status told = may_still_be_told(job, inputs_.roll, roll::Channel::kLetter); !told)
    return told.error();
  const roll::Contact& contact = *contact_for(job, inputs_.roll);
  if (const base::Status s = address_may_be_used(job, contact); !s) return s.error();
  const auto envelope =
      letters::envelope_for(envelope_name(contact), contact.address.lines, contact.address.postcode);
  if (!envelope.rule.empty()) return base::conflict("Not printed: " + letters::why(envelope.rule) + ".");
  const render::Template* text = house_.templates.find(job.template_name, job::Kind::kLetter, job.language);
  if (text == nullptr) return base::misconfigured("There is no letter template '" + job.template_name + "'.");
  auto values = letter_values(job, inputs_, school_.school, today_, text->language);
  if (!values) return values.error();
  letters::Letter out;
  out.job = job.id;
  out.postcode = contact.address.postcode;
  out.template_name = text->name;
  out.template_hash = text->hash;
  out.pages = {row.reference,       text->language,
               school_.school.name, contact_lines(school_.school, today_, row.reference, text->language),
               envelope.lines,      base::Personal(row.reference + " " + row.recipient.reveal()),
               &text->document,     std::move(values).value()};
  return out;
}

/// What the plan looked at may have changed since: where somebody lives is not given away (domain.md section
/// 6).
base::Status LetterMaker::address_may_be_used(const job::Job& job, const roll::Contact& contact) const {
  const job::Subject& subject = job.subjects.front();
  if (decided_yes(inputs_.facts, subject.case_id, "address_may_be_used")) return {};
  if (contact.address_confidential) return base::conflict("Not printed: the address is confidential.");
  if (is_home_of_a_barred_person(contact.address, inputs_.roll.contacts_of(subject.pupil)))
    return base::conflict("Not printed: somebody whom a court order names lives at the address.");
  return {};
}

letters::BatchHead LetterMaker::head_for(const std::vector<letters::Letter>& letters) const {
  std::string all = "batch";
  for (const letters::Letter& letter : letters) all += " " + letter.pages.reference;
  const std::string short_name = letters::reference_from(house_.claim_hash(all)).substr(0, 6);
  return {base::iso_date(today_) + "-" + short_name, school_.school.urn.text(), today_, now_};
}

LetterBatch put_together(const letters::Batch& batch, const std::vector<LetterRow>& rows) {
  const auto row_for = [&](const job::JobId& id) {
    return *std::find_if(rows.begin(), rows.end(), [&](const LetterRow& r) { return r.job == id; });
  };
  LetterBatch out;
  for (const letters::Entry& e : batch.entries) {
    LetterRow& row = out.letters.emplace_back(row_for(e.job));
    row.number = e.number;
    row.pages = e.pages;
    row.sha256 = e.sha256;
    row.language = e.language;
  }
  for (const letters::Refused& r : batch.refused)
    out.not_printed.emplace_back(row_for(r.job)).why_not = r.why;
  return out;
}

}  // namespace firstday::workflow
