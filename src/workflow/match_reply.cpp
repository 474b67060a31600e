#include "workflow/match_reply.h"

#include <algorithm>

#include "base/text.h"

namespace firstday::workflow {

namespace {

/// A child whose contact wrote.
struct Child {
  ports::Concerned concerned;
  bool barred = false;
  bool told_today = false;
};

bool wrote(const roll::Contact& contact, const std::string& from) {
  return (!contact.mobile.empty() && contact.mobile.e164.reveal() == from) ||
         (!contact.email.empty() && base::lower(contact.email.reveal()) == from);
}

/// Of those who share the number: the one whom a court order names, else the first who is rung.
const roll::Contact* writer_for(const roll::Roll& roll, const roll::PupilRef& pupil,
                                const std::string& from) {
  const roll::Contact* first = nullptr;
  for (const roll::Contact& contact : roll.contacts_of(pupil)) {
    if (!wrote(contact, from)) continue;
    if (contact.barred) return &contact;
    if (first == nullptr) first = &contact;
  }
  return first;
}

bool was_told(const chronology::CaseFacts& open, const roll::ContactRef& contact, base::Date today) {
  return std::any_of(open.jobs.begin(), open.jobs.end(), [&](const chronology::JobFact& f) {
    return f.day == today && f.to.contact == contact && job::is_carried(f.kind) && !f.tried.empty();
  });
}

std::vector<Child> children_of(const std::string& from, const roll::Roll& roll,
                               const chronology::Facts& facts, base::Date today) {
  std::vector<Child> out;
  for (const roll::Pupil& pupil : roll.pupils) {
    const roll::Contact* contact = writer_for(roll, pupil.ref, from);
    if (contact == nullptr) continue;
    const chronology::CaseFacts* open = facts.open_case(pupil.ref);
    out.push_back({{pupil.ref, open ? open->id : job::CaseId(), contact->ref},
                   contact->barred,
                   open != nullptr && was_told(*open, contact->ref, today)});
  }
  return out;
}

}  // namespace

std::vector<ports::Concerned> concerned_by(const job::Reply& reply, const roll::Roll& roll,
                                           const chronology::Facts& facts, base::Date today) {
  std::vector<Child> all = children_of(base::lower(reply.from.reveal()), roll, facts, today);
  const auto has_case = [](const Child& c) { return !c.concerned.case_id.empty(); };
  const auto is_told = [](const Child& c) { return c.told_today; };
  if (std::any_of(all.begin(), all.end(), has_case))
    std::erase_if(all, [&](const Child& c) { return !has_case(c); });
  // The designated lead hears of a barred person's word in every case, told today or not.
  if (std::any_of(all.begin(), all.end(), is_told))
    std::erase_if(all, [&](const Child& c) { return !is_told(c) && !c.barred; });
  std::vector<ports::Concerned> out;
  out.reserve(all.size());
  for (Child& child : all) out.push_back(std::move(child.concerned));
  return out;
}

}  // namespace firstday::workflow
