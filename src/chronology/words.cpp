#include "chronology/words.h"

#include <algorithm>

#include "base/text.h"

namespace firstday::chronology {

std::string plain(std::string_view word) {
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string capital(std::string text) {
  if (!text.empty()) text[0] = base::upper(text.substr(0, 1))[0];
  return text;
}

const roll::Contact* contact_of(const roll::Roll& roll, const Event& e) {
  for (const roll::Contact& c : roll.contacts_of(e.pupil))
    if (c.ref == e.contact) return &c;
  return nullptr;
}

std::string contact_in_words(const roll::Roll& roll, const Event& e) {
  if (e.contact.empty()) return {};
  const roll::Contact* c = contact_of(roll, e);
  if (c == nullptr) return "contact " + e.contact.text() + " (no longer on the roll)";
  std::string name = c->forename.reveal() + " " + c->surname.reveal();
  if (!c->relationship.empty()) name += " (" + c->relationship + ")";
  return std::string(base::trim(name));
}

JobKinds::JobKinds(std::span<const Event> events) {
  for (const Event& e : events)
    if (e.type == Type::kJobPlanned) planned_[e.job] = &e;
}

const Event* JobKinds::planned(const Event& e) const {
  const auto at = planned_.find(e.job);
  return e.job.empty() || at == planned_.end() ? nullptr : at->second;
}

std::optional<job::Kind> JobKinds::of(const Event& e) const {
  if (const auto own = job::kind_of(e.detail("kind"))) return own;
  const Event* planned_by = planned(e);
  return planned_by == nullptr ? std::nullopt : job::kind_of(planned_by->detail("kind"));
}

}  // namespace firstday::chronology
