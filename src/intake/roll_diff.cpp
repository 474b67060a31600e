#include "intake/roll_diff.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "intake/contact_draft.h"
#include "intake/field_changes.h"
#include "intake/removed_contacts.h"

namespace firstday::intake {

namespace {

using roll::Contact;
using roll::Pupil;
using roll::PupilRef;

constexpr std::size_t kFewToLose = 10;

ContactKey key_of(const Contact& c) {
  return {c.pupil, c.ref};
}

const Contact* find(std::span<const Contact> contacts, const roll::ContactRef& ref) {
  const auto at =
      std::find_if(contacts.begin(), contacts.end(), [&](const Contact& c) { return c.ref == ref; });
  return at == contacts.end() ? nullptr : &*at;
}

bool same_number(const roll::PhoneNumber& a, const Contact& b) {
  return !a.empty() && (a == b.mobile || a == b.landline || a == b.work);
}

/// Likely one person under two references.
bool looks_like(const Contact& a, const Contact& b) {
  if (same_number(a.mobile, b) || same_number(a.landline, b) || same_number(a.work, b)) return true;
  if (!a.email.empty() && a.email == b.email) return true;
  return !a.surname.empty() && folded_name(a) == folded_name(b);
}

/// Walks over two sorted lists at once; contacts go pupil by pupil.
class Differ {
 public:
  Differ(const roll::Roll& before, const roll::Roll& after, const RemovedContacts& removed)
      : before_(before), after_(after), removed_(removed) {
    out_.school = after.school.empty() ? before.school : after.school;
  }

  RollDiff run() {
    compare_pupils();
    compare_contacts();
    compare_links();
    look_for_a_cut();
    return std::move(out_);
  }

 private:
  void compare_pupils() {
    auto b = before_.pupils.begin();
    for (const Pupil& a : after_.pupils) {
      for (; b != before_.pupils.end() && b->ref < a.ref; ++b) out_.removed_pupils.push_back(b->ref);
      if (b == before_.pupils.end() || b->ref != a.ref) {
        out_.added_pupils.push_back(a.ref);
        continue;
      }
      if (!(*b == a)) out_.changed_pupils.push_back({a.ref, changes_of(*b, a)});
      ++b;
    }
    for (; b != before_.pupils.end(); ++b) out_.removed_pupils.push_back(b->ref);
  }

  /// Contacts of one pupil stand together in both rolls.
  void compare_contacts() {
    std::span<const Contact> b = before_.contacts;
    std::span<const Contact> a = after_.contacts;
    while (!b.empty() || !a.empty()) {
      const PupilRef pupil = a.empty() || (!b.empty() && b[0].pupil < a[0].pupil) ? b[0].pupil : a[0].pupil;
      compare_contacts(take(b, pupil), take(a, pupil));
    }
  }

  static std::span<const Contact> take(std::span<const Contact>& contacts, const PupilRef& pupil) {
    std::size_t n = 0;
    while (n < contacts.size() && contacts[n].pupil == pupil) ++n;
    const std::span<const Contact> head = contacts.first(n);
    contacts = contacts.subspan(n);
    return head;
  }

  void compare_contacts(std::span<const Contact> before, std::span<const Contact> after) {
    for (const Contact& b : before)
      if (find(after, b.ref) == nullptr && !stays_barred(b)) out_.removed_contacts.push_back(key_of(b));
    for (const Contact& a : after) {
      const Contact* b = find(before, a.ref);
      if (a.barred && (b == nullptr || !b->barred)) out_.newly_barred.push_back(key_of(a));
      if (b != nullptr && *b == a) continue;
      if (!returns(a, b, before, after)) add(a, b);
    }
  }

  void add(const Contact& a, const Contact* b) {
    if (b == nullptr)
      out_.added_contacts.push_back(key_of(a));
    else
      out_.changed_contacts.push_back({key_of(a), changes_of(*b, a)});
  }

  bool returns(const Contact& a, const Contact* b, std::span<const Contact> before,
               std::span<const Contact> after) {
    const Contact* bar = b == nullptr ? bar_that_hides(a, before, after) : nullptr;
    if (bar != nullptr) {
      out_.returning.push_back({key_of(a), std::nullopt, bar->ref});
      return true;
    }
    const RemovedEarlier* gone = removed_.who_returns_as(a, before);
    if (gone != nullptr) out_.returning.push_back({key_of(a), gone->on, gone->key.contact});
    return gone != nullptr;
  }

  /// A barred contact whom the import drops while somebody very like them is new: the bar would be gone
  /// with the old reference. The bar stays on record, and the new one is held out for a person to look at.
  static const Contact* bar_that_hides(const Contact& added, std::span<const Contact> before,
                                       std::span<const Contact> after) {
    if (added.barred) return nullptr;
    for (const Contact& b : before)
      if (b.barred && find(after, b.ref) == nullptr && looks_like(added, b)) return &b;
    return nullptr;
  }

  /// A court order does not end because an export leaves the person out: the bar stays on record as long as
  /// the pupil does, so that the same person under another reference is known again.
  bool stays_barred(const Contact& gone) const { return gone.barred && after_.find(gone.pupil) != nullptr; }

  void compare_links() {
    for (const PupilRef& pupil : pupils_of(before_.professionals, after_.professionals))
      if (!std::ranges::equal(before_.professionals_of(pupil), after_.professionals_of(pupil)))
        out_.changed_professionals.push_back(pupil);
    for (const PupilRef& pupil : pupils_of(before_.siblings, after_.siblings))
      if (!std::ranges::equal(before_.siblings_of(pupil), after_.siblings_of(pupil)))
        out_.changed_siblings.push_back(pupil);
  }

  template <typename T>
  static std::vector<PupilRef> pupils_of(const std::vector<T>& before, const std::vector<T>& after) {
    std::vector<PupilRef> out;
    out.reserve(before.size() + after.size());
    for (const T& row : before) out.push_back(row.pupil);
    for (const T& row : after) out.push_back(row.pupil);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  void look_for_a_cut() {
    look_for_a_cut(out_.removed_pupils.size(), before_.pupils.size(), "pupil");
    look_for_a_cut(out_.removed_contacts.size(), before_.contacts.size(), "contact");
  }

  void look_for_a_cut(std::size_t gone, std::size_t all, std::string_view what) {
    const bool many = gone > kFewToLose && gone * 4 > all;
    const bool most = gone >= 2 && gone * 2 > all;
    if ((!many && !most) || out_.looks_partial) return;
    out_.looks_partial = true;
    out_.why_partial = "This import would remove " + std::to_string(gone) + " of " +
                       base::count_of(all, what) + ". Check that the export was not cut short or filtered.";
  }

  const roll::Roll& before_;
  const roll::Roll& after_;
  const RemovedContacts& removed_;
  RollDiff out_;
};

}  // namespace

bool RollDiff::empty() const {
  return added_pupils.empty() && changed_pupils.empty() && removed_pupils.empty() && added_contacts.empty() &&
         changed_contacts.empty() && removed_contacts.empty() && returning.empty() &&
         changed_professionals.empty() && changed_siblings.empty();
}

RollDiff diff(const roll::Roll& before, const roll::Roll& after, const std::vector<RemovedEarlier>& removed,
              const KeyedHash& hash) {
  const RemovedContacts gone(removed, hash);
  return Differ(before, after, gone).run();
}

namespace {

/// As on record, with what protects of both.
Contact kept(const Contact& recorded, Contact read) {
  ContactDraft draft(&recorded, 0);
  draft.keep_guards_of(ContactDraft(std::move(read), 0, 0));
  return draft.contact();
}

}  // namespace

void hold_out(roll::Roll& after, const roll::Roll& before, const std::vector<Returning>& returning) {
  std::set<ContactKey> held;
  for (const Returning& r : returning) held.insert(r.key);
  std::vector<Contact> out;
  for (Contact& c : after.contacts) {
    const Contact* recorded = find(before.contacts_of(c.pupil), c.ref);
    if (held.count(key_of(c)) == 0)
      out.push_back(std::move(c));
    else if (recorded != nullptr)
      out.push_back(kept(*recorded, std::move(c)));
  }
  after.contacts = std::move(out);
  after.sort();
}

}  // namespace firstday::intake
