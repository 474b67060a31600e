#include "intake/contact_draft.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "intake/clean_text.h"
#include "intake/columns.h"
#include "intake/stable_hash.h"

namespace firstday::intake {

namespace {

using roll::Contact;
using roll::ContactRef;
using roll::PupilRef;

const std::string& first_way_to_reach(const Contact& c) {
  if (!c.mobile.empty()) return c.mobile.e164.reveal();
  if (!c.email.empty()) return c.email.reveal();
  if (!c.landline.empty()) return c.landline.e164.reveal();
  return c.address.postcode.reveal();
}

/// The only contact on record for this pupil who bears this name; nullptr when there is none or two.
const Contact* namesake(const roll::Roll& known, const Contact& contact) {
  const std::string name = folded_name(contact);
  if (name == " ") return nullptr;
  const Contact* found = nullptr;
  for (const Contact& c : known.contacts_of(contact.pupil)) {
    if (folded_name(c) != name) continue;
    if (found != nullptr) return nullptr;
    found = &c;
  }
  return found;
}

/// An initial may be anybody's.
bool has_full_name(const Contact& c) {
  return fold_name(c.forename.reveal()).size() > 1 && !c.surname.empty();
}

bool same_key(const ContactDraft& a, const ContactDraft& b) {
  return a.contact().pupil == b.contact().pupil && a.contact().ref == b.contact().ref;
}

bool by_key_and_line(const ContactDraft& a, const ContactDraft& b) {
  if (a.contact().pupil != b.contact().pupil) return a.contact().pupil < b.contact().pupil;
  if (a.contact().ref != b.contact().ref) return a.contact().ref < b.contact().ref;
  return a.line() < b.line();
}

}  // namespace

std::string folded_name(const Contact& c) {
  return fold_name(c.forename.reveal()) + " " + fold_name(c.surname.reveal());
}

std::uint64_t person_key(const roll::Urn& school, const Contact& contact) {
  StableHash hash;
  hash.add(school.text());
  hash.add(folded_name(contact));
  hash.add(first_way_to_reach(contact));
  return hash.value();
}

ContactRef ref_of(std::uint64_t person) {
  constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string text = "c";
  for (int shift = 60; shift >= 0; shift -= 5)
    text += kDigits[(person >> static_cast<unsigned>(shift)) & 31U];
  return ContactRef(text);
}

void SchoolContacts::settle_refs(const RollDraft& school) {
  const auto settled = [](const ContactDraft& d) { return d.is_settled(); };
  if (std::all_of(drafts_.begin(), drafts_.end(), settled)) return;
  settle_by_name(school);
  if (!std::all_of(drafts_.begin(), drafts_.end(), settled)) settle_by_person(school.roll.school);
}

void SchoolContacts::settle_by_name(const RollDraft& school) {
  std::unordered_set<PupilRef> open;
  for (const ContactDraft& d : drafts_)
    if (!d.is_settled()) open.insert(d.contact().pupil);
  std::set<std::pair<PupilRef, ContactRef>> taken;
  for (const ContactDraft& d : drafts_)
    if (d.is_settled() && open.count(d.contact().pupil) != 0)
      taken.emplace(d.contact().pupil, d.contact().ref);
  for (const ContactDraft& d : drafts_) {
    if (d.is_settled()) continue;
    const Contact* known = namesake(*school.known, d.contact());
    if (known != nullptr && taken.emplace(known->pupil, known->ref).second) d.read()->ref = known->ref;
  }
}

void SchoolContacts::settle_by_person(const roll::Urn& school) {
  std::unordered_map<std::uint64_t, ContactRef> settled;
  for (const ContactDraft& d : drafts_) {
    if (!d.is_settled()) continue;
    settled.emplace(d.person() != 0 ? d.person() : person_key(school, d.contact()), d.contact().ref);
  }
  for (const ContactDraft& d : drafts_)
    if (!d.is_settled()) d.read()->ref = settled.emplace(d.person(), ref_of(d.person())).first->second;
}

Contact& ContactDraft::changed() {
  if (!own_) {
    own_ = std::make_unique<Contact>(*recorded_);
    recorded_ = nullptr;
  }
  own_->source.value = 0;
  return *own_;
}

void ContactDraft::bar() {
  changed().barred = true;
}

void ContactDraft::keep_guards_of(const ContactDraft& other) {
  changed();
  const Contact& theirs = other.contact();
  own_->barred = own_->barred || theirs.barred;
  own_->emergency_only = own_->emergency_only || theirs.emergency_only;
  own_->address_confidential = own_->address_confidential || theirs.address_confidential;
  std::vector<roll::Channel>& out = own_->opted_out;
  out.insert(out.end(), theirs.opted_out.begin(), theirs.opted_out.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  says_not_barred_ = says_not_barred_ && other.says_not_barred_;
}

void SchoolContacts::drop_repeats(Table& table) {
  std::sort(drafts_.begin(), drafts_.end(), by_key_and_line);
  auto out = drafts_.begin();
  for (auto in = drafts_.begin(); in != drafts_.end(); ++in) {
    const auto following = std::next(in);
    if (following != drafts_.end() && same_key(*in, *following)) {
      following->keep_guards_of(*in);
      table.error_at(
          following->line(), contact_column::kContact,
          "Line " + std::to_string(in->line()) +
              " is about the same pupil and contact. This line replaces it; of court order, emergency "
              "contact, confidential address and opt-outs the stricter counts.",
          "Keep one line for each pupil and contact.");
      continue;
    }
    if (out != in) *out = std::move(*in);
    ++out;
  }
  drafts_.erase(out, drafts_.end());
}

void SchoolContacts::bar_namesakes(Table& table) {
  const auto is_barred = [](const ContactDraft& d) { return d.contact().barred; };
  for (auto from = drafts_.begin(); from != drafts_.end();) {
    const auto to = std::find_if(from, drafts_.end(), [&](const ContactDraft& d) {
      return d.contact().pupil != from->contact().pupil;
    });
    if (std::any_of(from, to, is_barred)) bar_namesakes_among({from, to}, table);
    from = to;
  }
}

void SchoolContacts::bar_namesakes_among(std::span<ContactDraft> of_one_pupil, Table& table) {
  std::unordered_map<std::string, ContactRef> barred;
  for (const ContactDraft& d : of_one_pupil)
    if (d.contact().barred && has_full_name(d.contact()))
      barred.emplace(folded_name(d.contact()), d.contact().ref);
  for (ContactDraft& d : of_one_pupil) {
    const auto namesake = barred.find(folded_name(d.contact()));
    if (namesake == barred.end() || d.contact().barred || d.says_not_barred()) continue;
    d.bar();
    table.error_at(d.line(), contact_column::kCourtOrder,
                   "This contact has the name of " + namesake->second.text() +
                       ", whom a court order bars, and was taken to be the same person.",
                   "Write yes, or no if this is somebody else.");
  }
}

void SchoolContacts::compare_mobiles(Table& table) const {
  std::unordered_map<std::string_view, const Contact*> first;
  first.reserve(drafts_.size());
  for (const ContactDraft& d : drafts_) {
    const Contact& c = d.contact();
    if (c.mobile.empty()) continue;
    const auto [at, fresh] = first.emplace(c.ref.text(), &c);
    if (fresh || at->second->mobile == c.mobile) continue;
    table.warn_at(d.line(), contact_column::kMobile,
                  "Contact " + c.ref.text() + " has another mobile here than for pupil " +
                      at->second->pupil.text() + ".",
                  "Ask which one is right, and mend the other.");
  }
}

std::vector<Contact> SchoolContacts::finish(const RollDraft& school) {
  std::set<std::pair<PupilRef, ContactRef>> read;
  std::vector<Contact> out;
  out.reserve(drafts_.size());
  for (const ContactDraft& d : drafts_) {
    if (lost_.count(d.contact().pupil) != 0) read.emplace(d.contact().pupil, d.contact().ref);
    if (d.read() != nullptr)
      out.push_back(std::move(*d.read()));
    else
      out.push_back(d.contact());
  }
  for (const PupilRef& pupil : lost_)
    for (const Contact& c : school.known->contacts_of(pupil))
      if (read.count({c.pupil, c.ref}) == 0) out.push_back(c);
  return out;
}

}  // namespace firstday::intake
