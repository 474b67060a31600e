#include "workflow/names.h"

#include <algorithm>

#include "base/text.h"
#include "roll/may_be_told.h"

namespace firstday::workflow {

namespace {

std::string full_name(const base::Personal& forename, const base::Personal& surname) {
  return std::string(base::trim(forename.reveal() + " " + surname.reveal()));
}

}  // namespace

base::Personal pupil_name(const roll::Roll& roll, const roll::PupilRef& ref) {
  const roll::Pupil* pupil = roll.find(ref);
  return base::Personal(pupil == nullptr ? ref.text() : full_name(pupil->forename, pupil->surname));
}

base::Personal contact_name(const roll::Roll& roll, const roll::PupilRef& pupil,
                            const roll::ContactRef& ref) {
  for (const roll::Contact& c : roll.contacts_of(pupil)) {
    if (c.ref != ref) continue;
    const std::string name = full_name(c.forename, c.surname);
    return base::Personal(c.relationship.empty() ? name : name + " (" + c.relationship + ")");
  }
  return base::Personal(ref.text());
}

base::Personal recipient_name(const roll::Roll& roll, const job::Job& job) {
  if (!job.to.contact.empty() && !job.subjects.empty())
    return contact_name(roll, job.subjects.front().pupil, job.to.contact);
  std::string role = job.to.role;
  std::replace(role.begin(), role.end(), '_', ' ');
  return base::Personal(role);
}

bool can_be_rung(const roll::Roll& roll, const roll::PupilRef& pupil) {
  const auto contacts = roll.contacts_of(pupil);
  return std::any_of(contacts.begin(), contacts.end(), [](const roll::Contact& c) {
    return roll::may_be_told(c, roll::Channel::kCall) == roll::MayBeTold::kYes;
  });
}

}  // namespace firstday::workflow
